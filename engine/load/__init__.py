"""Files → a typed, frozen project: the one door to JSON Schema."""

from engine.load.anchors import read_schedule
from engine.load.beside_text import Hidden, Ignore, hide, read_ignores
from engine.load.case_files import check_case_files
from engine.load.checked import checked_entry, faults_of, load_library
from engine.load.data import read_package
from engine.load.entries import Entry, read_date, read_period
from engine.load.loading import Loaded, LoadedData, load_data, load_project, read_one
from engine.load.package_references import check_package
from engine.load.project import read_indicator, schedules_of
from engine.load.projects import PROJECT_FILE, find_projects
from engine.load.references import check_tables
from engine.load.rules import RuleReader
from engine.load.sources import Reading, Sources

__all__ = [
    "PROJECT_FILE",
    "Entry",
    "Hidden",
    "Ignore",
    "Loaded",
    "LoadedData",
    "Reading",
    "RuleReader",
    "Sources",
    "check_case_files",
    "check_package",
    "check_tables",
    "checked_entry",
    "faults_of",
    "find_projects",
    "hide",
    "load_data",
    "load_library",
    "load_project",
    "read_date",
    "read_ignores",
    "read_indicator",
    "read_one",
    "read_package",
    "read_period",
    "read_schedule",
    "schedules_of",
]
