"""Photos of flip charts and drawings: taking them in, seeing them, saying what is to be seen on them."""
