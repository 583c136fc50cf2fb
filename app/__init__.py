"""What starts Polku and joins its parts: the commands, and later the window; no drawing and no rules."""
