"""Backups: the screen that restores them, and their places in the settings."""
