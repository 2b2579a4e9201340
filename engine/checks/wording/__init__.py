"""How documents word things: words by their stems, numbers as printed, what titles make and use."""
