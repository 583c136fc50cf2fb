"""Formats that others read and write, one module each."""
