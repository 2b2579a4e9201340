"""Rules and targets of a spec, read and checked against the declared tables."""

from engine.measures.baselines import (
    baseline_as_measured,
    check_baseline,
    plain_unit,
    read_baseline,
    read_growth,
    read_level,
)
from engine.measures.context import RuleContext
from engine.measures.library import (
    EMPTY_LIBRARY,
    Library,
    LibraryFile,
    own_rules,
    read_library,
)
from engine.measures.rules import read_evidence, read_rule
from engine.measures.target_checks import (
    check_path,
    check_shown,
    check_target,
    check_warning,
    is_weaker,
)
from engine.measures.targets import last_day, means_none, read_target
from engine.measures.validity import read_validity, unknown_replacement

__all__ = [
    "EMPTY_LIBRARY",
    "Library",
    "LibraryFile",
    "RuleContext",
    "baseline_as_measured",
    "check_baseline",
    "check_path",
    "check_shown",
    "check_target",
    "check_warning",
    "is_weaker",
    "own_rules",
    "plain_unit",
    "read_baseline",
    "read_evidence",
    "read_growth",
    "read_level",
    "read_library",
    "read_rule",
    "last_day",
    "means_none",
    "read_target",
    "read_validity",
    "unknown_replacement",
]
