"""Stages of the cycle as a spec names them: one, or a list in the order of the cycle."""

from itertools import pairwise

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.load.entries import Entry
from engine.model.spec import Stage

_ORDER = {stage: number for number, stage in enumerate(Stage)}


def read_stages(entry: Entry, key: str, findings: list[Finding]) -> tuple[Stage, ...]:
    """The stages; two that stand against the order of the cycle are a finding."""
    stages = tuple(Stage(name) for name in entry.texts(key))
    for at, (first, second) in enumerate(pairwise(stages), 1):
        if _ORDER[first] > _ORDER[second]:
            findings.append(
                finding(
                    codes.STAGES_OUT_OF_ORDER,
                    entry.origin(key, at),
                    first=second.value,
                    second=first.value,
                )
            )
    return stages
