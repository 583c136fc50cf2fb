"""Reflect: promises and what became of them, who decides when, last time."""
