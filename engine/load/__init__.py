"""Files → a typed, frozen project: the one door to JSON Schema."""

from engine.load.data_file import LoadedData, load_data
from engine.load.finding_projects import find_projects
from engine.load.loading import Loaded, load_project, read_one
from engine.load.sources import Sources

__all__ = [
    "Loaded",
    "LoadedData",
    "Sources",
    "find_projects",
    "load_data",
    "load_project",
    "read_one",
]
