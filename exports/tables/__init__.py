"""What the project holds as tables for other programs: spreadsheets and text with delimiters."""
