"""The edits: one frozen class for each thing a person can do. To add one, see docs/recipes.md."""
