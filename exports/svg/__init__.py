"""Drawings as files of their own that every drawing program opens: SVG with its text as text."""
