"""Goals beside their indicators, numbers of rows through sections, monitoring and its analysis."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from engine.diagnostics import Finding
from engine.lint.rules.cycle_stages import check_cycle_stages
from engine.lint.rules.event_numbers import check_event_numbers
from engine.lint.rules.goals_and_indicators import check_goals_and_indicators
from tests.unit.builders import event, goal, indicator, project, roadmap, section


def told(findings: Iterable[Finding], code: str, param: str) -> list[str]:
    return [str(dict(one.params)[param]) for one in findings if one.code.id == code]


SHORT = "Развитие системы оценки качества чтения"
LONG = "Совершенствование профессиональных умений молодых педагогов сельских школ по математике"
OF_LONG = "Доля молодых педагогов сельских школ с высокими профессиональными умениями по математике"


@pytest.mark.parametrize(
    ("indicators", "unmeasured"),
    [
        ({"a": "Охват", "b": "Число классов"}, []),
        ({"a": "Охват"}, [LONG]),
        ({"b": "Охват"}, [SHORT]),
        ({"a": OF_LONG}, []),
        ({"b": SHORT}, [SHORT]),
        ({}, [SHORT, LONG]),
    ],
    ids=["each", "first", "second", "told under the other", "too short to be told", "none"],
)
def test_a_goal_is_measured_by_its_own_indicator_or_by_one_that_says_its_words(
    indicators: dict[str, str], unmeasured: list[str]
) -> None:
    made = roadmap(
        "r",
        goals=[goal("a", SHORT), goal("b", LONG)],
        indicators=[indicator(f"of-{id}", id, text=text) for id, text in indicators.items()],
    )
    assert told(check_goals_and_indicators(project(made)), "L640", "text") == unmeasured


@pytest.mark.parametrize(
    ("runs", "skipped", "repeated"),
    [
        ((["1", "2"], ["1", "2"]), [], []),
        ((["1", "2"], ["3", "4"]), [], []),
        ((["1", "2"], ["3", "5"]), ["5"], []),
        ((["1", "2"], ["4", "5"]), ["4"], []),
        ((["1", "2", "3"], ["3", "4"]), [], ["3"]),
        ((["1", "2"], [], ["3", "3"]), [], ["3"]),
        ((["1", "2"], ["3"], ["1"]), ["3"], []),
        ((["1.1", "1.2"], ["2.1", "2.2"]), [], []),
        ((["1.1", "1.2"], ["2.3", "2.4"]), ["2.3"], []),
        ((["1", "2"], ["2.1", "2.2"]), [], []),
    ],
)  # fmt: skip
def test_rows_are_counted_in_each_section_or_on_through_all(
    runs: Sequence[Sequence[str]], skipped: list[str], repeated: list[str]
) -> None:
    sections = tuple(section(f"s{n}", str(n), f"Раздел {n}") for n in range(1, len(runs) + 1))
    rows = [
        event(f"e{n}-{place}", number=number, section=f"s{n}")
        for n, run in enumerate(runs, 1)
        for place, number in enumerate(run)
    ]
    found = check_event_numbers(project(replace(roadmap("r", *rows), sections=sections)))
    assert (told(found, "L630", "number"), told(found, "L631", "number")) == (skipped, repeated)


@pytest.mark.parametrize(
    ("analysis", "alone"),
    [
        ("Анализ качества письма", []),
        ("Анализ результатов", []),
        ("Анализ организации питания", ["Мониторинг качества письма"]),
        (None, ["Мониторинг качества письма"]),
    ],
)
def test_monitoring_is_analysed_by_its_subject_or_by_what_names_none(
    analysis: str | None, alone: list[str]
) -> None:
    rows = [
        event("read", "monitoring", title="Мониторинг качества чтения"),
        event("write", "monitoring", title="Мониторинг качества письма"),
        event("of-reading", "analysis", title="Анализ уровня чтения", after=["read"]),
        *([event("other", "analysis", title=analysis)] if analysis else []),
    ]
    found = check_cycle_stages(project(roadmap("r", *rows)))
    assert told(found, "L644", "title") == alone
