"""Fields and forms that commit what is typed, and keep it where it is refused."""
