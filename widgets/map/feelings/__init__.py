"""Feelings along the path: a grid of people and cards, filled by keys."""
