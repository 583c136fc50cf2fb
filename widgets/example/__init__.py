"""The example project: its banner, and one idea followed from the words to what became of it."""
