"""What start.py needs to make Polku's environment: Python's standard library and nothing else."""
