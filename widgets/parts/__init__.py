"""Small parts that several rooms use: labels, buttons, frames, columns."""
