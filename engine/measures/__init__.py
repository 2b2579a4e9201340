"""Rules and targets of a spec, read and checked against the declared tables."""

from engine.measures.context import RuleContext, code_column
from engine.measures.library import EMPTY_LIBRARY, Library, LibraryFile, read_library
from engine.measures.rules import read_evidence, read_rule
from engine.measures.target_checks import (
    check_path,
    check_shown,
    check_target,
    check_warning,
    is_ratio,
    is_weaker,
)
from engine.measures.targets import last_day, means_none, read_target

__all__ = [
    "EMPTY_LIBRARY",
    "Library",
    "LibraryFile",
    "RuleContext",
    "check_path",
    "check_shown",
    "check_target",
    "check_warning",
    "code_column",
    "is_ratio",
    "is_weaker",
    "read_evidence",
    "read_library",
    "read_rule",
    "last_day",
    "means_none",
    "read_target",
]
