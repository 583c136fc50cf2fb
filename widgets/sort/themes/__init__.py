"""The page of themes: a wall of columns, what is not sorted yet, the trail, and reading back to the room."""
