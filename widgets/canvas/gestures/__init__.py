"""The gestures of the canvas, one class each; catalog.py lists them."""
