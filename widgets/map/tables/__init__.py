"""The path as a table: a grid of stages and lanes, or a list with a row for each card; made for fast typing."""
