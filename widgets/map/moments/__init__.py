"""Moments of the path: named, looked back at, and gone back to."""
