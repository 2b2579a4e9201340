"""Pictures as SVG text: pure functions from results and words. Two layouts: narrow and wide."""
