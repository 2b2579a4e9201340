"""Statistics of small samples: the one door to SciPy. Numbers in, numbers out; nothing of rules."""
