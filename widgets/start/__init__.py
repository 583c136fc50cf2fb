"""The start screen: a new workshop, a project that is there, the example, and what was open before."""
