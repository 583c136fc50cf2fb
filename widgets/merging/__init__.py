"""Merging other laptops' files: a dry run, conflicts side by side, the merge, and what waits for a decision after."""
