"""A service path drawn for paper, in points: free of Qt, of any file format and of the size of any sheet."""
