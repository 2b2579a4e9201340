"""Rule tests: YAML cases with small tables, run through the engine itself."""

from engine.testing.files import CaseFile, find_files, read_file
from engine.testing.running import CaseResult, Coverage, row_coverage, rule_coverage, run_case

__all__ = [
    "CaseFile",
    "CaseResult",
    "Coverage",
    "find_files",
    "read_file",
    "row_coverage",
    "rule_coverage",
    "run_case",
]
