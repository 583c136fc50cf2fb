"""What is said in each document: from a filtered snapshot to a `Document`, free of any file format."""
