"""Taking notes in from a file or from pasted lines: what would happen, row by row, and then one edit."""
