"""Sort: themes on a wall, likely twins, votes, and everything as a list."""
