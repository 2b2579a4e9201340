"""Rule tests: YAML cases with small tables, run through the engine itself."""

from engine.testing.files import CaseFile, Suggestion, find_files, read_file, suggest
from engine.testing.running import (
    CaseResult,
    Coverage,
    branch_coverage,
    row_coverage,
    rule_coverage,
    run_case,
)

__all__ = [
    "CaseFile",
    "CaseResult",
    "Coverage",
    "Suggestion",
    "branch_coverage",
    "find_files",
    "read_file",
    "row_coverage",
    "rule_coverage",
    "run_case",
    "suggest",
]
