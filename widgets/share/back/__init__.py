"""What came back by the codes: the inbox, what was placed, slips and calls typed in, files of answers."""
