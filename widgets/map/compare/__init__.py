"""As it is and as it could be, side by side: two drawings with their columns in line, and what differs as a list."""
