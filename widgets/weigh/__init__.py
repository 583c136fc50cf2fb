"""Weigh: what it takes, the answer, the gate before it is said, and what is promised so far."""
