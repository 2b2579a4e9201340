"""Runs of a project as the command line and the workspace make them: judged, written, kept."""
