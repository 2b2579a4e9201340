"""Files → a typed, frozen project: the one door to JSON Schema."""

from engine.load.finding_projects import find_projects
from engine.load.loading import Loaded, load_project, read_one
from engine.load.sources import Sources

__all__ = ["Loaded", "Sources", "find_projects", "load_project", "read_one"]
