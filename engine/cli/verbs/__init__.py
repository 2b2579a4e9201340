"""The verbs of the command line: one file a verb, listed in `engine.cli.app.VERBS`."""
