"""The panel "From the wall": what a scribe types off a wall template lands on the path line by line."""
