"""The frame around the rooms: top bar, rail, status line, notices, search. Nothing here needs the project."""
