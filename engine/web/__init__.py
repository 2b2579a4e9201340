"""The workspace on one's own machine: pages over the folders and the pipeline of the command line.

The engine does not know of it; the verb `serve` starts it."""
