"""The dialogs around the rooms."""
