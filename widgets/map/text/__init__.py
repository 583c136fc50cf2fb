"""The path as text: headings and lists in reading order, to be read aloud and to be copied into a report."""
