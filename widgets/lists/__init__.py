"""Lists of cards, drawn by one delegate."""
