"""The page of what left the house: each document that was made, for whom, and which stories are in it."""
