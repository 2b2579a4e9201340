"""Targets that are worse than what is there already (L787)."""

import re
from collections.abc import Iterator

from engine.codes.texts import TARGET_BEHIND
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Indicator, Roadmap
from engine.model.targets import UPWARD, Operator, Target

_DOWNWARD = (Operator.AT_MOST, Operator.LESS)
_KEEPS = lazy_pattern(
    r"сохран|удерж|стабил|поддерж\w+ на уровне|"
    r"не\s+(?:ниже|выше|хуже)\s+(?:достигнут|прошл|исходн|уровн)",
    re.IGNORECASE,
)
"""Where a floor is enough: «сохранение охвата не ниже 60 %»."""


def check_targets_behind(project: Project) -> tuple[Finding, ...]:
    """«не менее 60 %» where the baseline is 64 %: reached before anything was done."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for indicator in roadmap.indicators
        for found in _behind(roadmap, indicator)
    )


def _behind(roadmap: Roadmap, indicator: Indicator) -> Iterator[Finding]:
    baseline = indicator.baseline
    targets: list[Target | None] = [each.target for each in indicator.path]
    if baseline is None or indicator.lost or _KEEPS.search(indicator.text):
        return
    for target in targets or [indicator.target]:
        if target and target.unit == baseline.unit and _is_worse(target, baseline.value):
            yield about(
                TARGET_BEHIND, roadmap, indicator, "target", text=indicator.text,
                target=target.text, baseline=baseline.text,
            )  # fmt: skip
            return


def _is_worse(target: Target, value: float) -> bool:
    if target.value is None or target.grown:
        return False
    if target.operator in UPWARD:
        return target.value < value
    return target.operator in _DOWNWARD and target.value > value
