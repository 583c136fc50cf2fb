"""Map: the path as a canvas and as a table, and what is known about the marked step."""
