"""The form that matches the way back: what it asks, and its file for other programs."""
