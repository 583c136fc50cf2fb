"""The parts of the print pack, one module each; each returns its blocks, or says what is missing."""
