"""Rules and targets of a spec, read and checked against the declared tables."""

from engine.measures.context import RuleContext, code_column
from engine.measures.library import EMPTY_LIBRARY, Library, LibraryFile, read_library
from engine.measures.rules import read_evidence, read_rule
from engine.measures.target_checks import check_target, is_ratio
from engine.measures.targets import read_target

__all__ = [
    "EMPTY_LIBRARY",
    "Library",
    "LibraryFile",
    "RuleContext",
    "check_target",
    "code_column",
    "is_ratio",
    "read_evidence",
    "read_library",
    "read_rule",
    "read_target",
]
