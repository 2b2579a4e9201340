"""The rooms of the workspace: each a file with its addresses and the pages they show."""
