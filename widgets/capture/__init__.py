"""Capture: the bar that takes words in, the wall of what was said, the desk where one of them is looked after."""
