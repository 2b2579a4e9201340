"""Projects of a few lines, written as their owners write them: YAML and csv in a folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from engine import pipeline
from engine.options import Options
from engine.results.outcome import Outcome
from engine.results.verdicts import Measurement, VerdictKind

_PROJECT = """\
format: project/1
id: example
title: Пример
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
organisations: [schools]
roadmaps: [low-results.yaml]
"""

_ROADMAP = """\
format: roadmap/1
slug: low-results
code: "1.2"
title: Дорожная карта
goals: [{id: help, text: помощь школам}]
indicators:
"""

_EVENTS = """\
events:
  - id: monitoring
    number: "1"
    title: Мониторинг
    stage: monitoring
    serves: [help]
    schedule: Май 2022 г.
    responsible: [{text: Отдел образования}]
    result: Справка
"""


def write_project(
    folder: Path,
    data: str,
    indicators: Mapping[str, str],
    tables: Mapping[str, str],
    more: str = "",
) -> Path:
    """`indicators` is id → the rest of the indicator in flow style; `tables` is file → lines."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = "".join(
        f"  - {{id: {id}, goal: help, text: {id}, {rest}}}\n" for id, rest in indicators.items()
    )
    (folder / "project.yaml").write_text(_PROJECT + dedent(more), encoding="utf-8")
    (folder / "low-results.yaml").write_text(_ROADMAP + listed + _EVENTS, encoding="utf-8")
    (folder / "data.yaml").write_text(
        "format: data/1\nresources:\n" + dedent(data), encoding="utf-8"
    )
    for name, lines in tables.items():
        (folder / name).write_text(dedent(lines).lstrip("\n"), encoding="utf-8")
    return folder


def judged(folder: Path, as_of: str = "2022-08-31") -> Outcome:
    """The outcome of the project on that day."""
    found = pipeline.evaluate(folder, Options(as_of=date.fromisoformat(as_of)))
    assert found.outcome is not None, [
        (finding.code.id, finding.at, dict(finding.params)) for finding in found.checked.findings
    ]
    return found.outcome


def measured(outcome: Outcome, id: str) -> Measurement:
    """What was measured of the indicator."""
    verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == id)
    assert verdict.measurement is not None, verdict
    return verdict.measurement


def verdict_of(outcome: Outcome, id: str) -> VerdictKind:
    """The verdict on the indicator."""
    return next(indicator.verdict.kind for indicator in outcome.indicators if indicator.id == id)


def n_of(outcome: Outcome, id: str) -> tuple[float, float | None]:
    """n and N of the indicator."""
    tally = measured(outcome, id).overall
    return tally.n, tally.total


def by_organisation(outcome: Outcome, id: str) -> dict[str | None, tuple[float, float | None]]:
    """n and N of the indicator by organisation."""
    return {each.key: (each.n, each.total) for each in measured(outcome, id).by_organisation}


def codes_found(outcome: Outcome) -> list[str]:
    """The numbers of the findings about tables."""
    return sorted(finding.code.id for finding in outcome.findings if finding.code.id[0] == "D")
