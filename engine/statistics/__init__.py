"""Statistics of small samples. Numbers in, numbers out; nothing of rules."""
