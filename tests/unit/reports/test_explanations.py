"""An explanation is the whole calculation, from the clause of the order to the cells."""

import pytest

from engine.diagnostics import Origin, Place
from engine.messages import Catalogue
from engine.model.conditions import Clause, Column, ColumnType, Flag
from engine.plain import to_plain
from engine.reports.content.explanation import explanation_model, render_explanation
from engine.results.outcome import Outcome
from engine.results.verdicts import ConditionNote, Explanation, RowGroup, RowSample, RowState
from tests.unit.reports import believable
from tests.unit.reports.small_project import AS_OF, PERIOD


@pytest.fixture
def explanation(outcome: Outcome) -> Explanation:
    judged = next(
        indicator_outcome
        for indicator_outcome in outcome.indicators
        if indicator_outcome.id == "teachers-supported"
    )
    roadmap = outcome.project.roadmaps[0]
    indicator = next(each for each in roadmap.indicators if each.id == judged.id)
    column = Flag(Column(("methodical_support",), ColumnType.BOOLEAN))
    clause = Clause("methodical_support", column, Origin("low-results.yaml", ("indicators", 1)))
    cells = (
        RowSample(Place("data/Кадры.xlsx", sheet="Педагоги", cell="F17"), "edu220101"),
        RowSample(Place("data/Кадры.xlsx", sheet="Педагоги", cell="F90"), "edu220106"),
    )
    return Explanation(
        roadmap=judged.roadmap,
        indicator=indicator,
        conditions=(ConditionNote("of", "teachers", clause, "methodical_support"),),
        window=PERIOD,
        as_of=AS_OF,
        target=indicator.target,
        verdict=judged.verdict,
        rows=(
            RowGroup("teachers", RowState.COUNTED, 24, cells),
            RowGroup("teachers", RowState.MISSING, 2, ()),
        ),
    )


def test_it_goes_from_the_clause_to_the_verdict(
    explanation: Explanation, outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    text = render_explanation(
        explanation, outcome.project, places, words, organisations=outcome.organisations
    ).replace("\xa0", " ")
    lines = text.splitlines()
    assert lines[0] == "low-results/teachers-supported: не выполнен"
    assert "карта 1.2, паспорт, строка 2" in text
    assert (
        "Какие засчитываются: methodical_support — specs/dyatkovo-2021/low-results.yaml:22:11"
        in text
    )
    assert "Посчитано: 24 / 35 = 68,6 %" in text
    assert "засчитаны 24 строки" in text
    assert "data/Кадры.xlsx:Педагоги:F17 — МБОУ «Средняя школа № 1 г. Дятьково»" in text
    assert "└─ Вердикт: не выполнен." in text
    assert "не хватает 1 педагога" in lines[-1]
    assert max(len(line) for line in lines) <= 110


def test_outside_the_department_rows_of_persons_are_not_shown(
    explanation: Explanation, outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    inside = render_explanation(explanation, outcome.project, places, words)
    assert "F17" in inside
    text = render_explanation(explanation, outcome.project, places, words, audience="external")
    assert "F17" not in text
    assert "F90" not in text


def test_it_is_json_too(
    explanation: Explanation, outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    model = explanation_model(explanation, outcome.project, places, words)
    assert to_plain(model)["conditions"][0]["key"] == "of"


def test_a_declared_gap_is_explained_without_a_rule(
    outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    judged = next(
        indicator_outcome
        for indicator_outcome in outcome.indicators
        if indicator_outcome.id == "block"
    )
    indicator = outcome.project.roadmaps[0].indicators[-1]
    gap = Explanation("low-results", indicator, (), None, AS_OF, None, judged.verdict, ())
    text = render_explanation(gap, outcome.project, places, words)
    assert "Правила нет — specs/dyatkovo-2021/low-results.yaml:70:11" in text
    assert text.splitlines()[-1].startswith("└─ Вердикт: не измерим. ")
