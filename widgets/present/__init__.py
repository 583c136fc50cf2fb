"""Present: what the hall sees, on a projector or in the whole window."""
