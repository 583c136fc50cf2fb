"""Data files, and the two helpers that every folder may use: files (finds them) and texts (translates)."""
