"""The one room that starts processes: readers, workers, converters and git use it, and no others.

A child has a safe path, a folder of its own, an environment of named variables, and limits.
"""

from engine.children.calling import Child, call, prepare
from engine.children.commits import NotCommitted, commit_files, repository
from engine.children.environment import OF_CLUSTERS
from engine.children.failures import ChildFailed, FailureKind
from engine.children.git import run_git
from engine.children.limits import Limits
from engine.children.office import office, run_office, run_office_once
from engine.children.programs import Ended, NoProgram, program, run_program
from engine.children.wire import Value

__all__ = [
    "Child",
    "ChildFailed",
    "Ended",
    "FailureKind",
    "Limits",
    "NoProgram",
    "NotCommitted",
    "OF_CLUSTERS",
    "Value",
    "call",
    "commit_files",
    "office",
    "prepare",
    "program",
    "repository",
    "run_git",
    "run_office",
    "run_office_once",
    "run_program",
]
