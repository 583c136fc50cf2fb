"""Votes: rounds, their sheet, counting on paper by two people, and the result once a round is closed."""
