"""`of: score * participants`: a sum and a mean of arithmetic over the columns of a row."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.disclosure import Audience, publish
from engine.execute import execute
from engine.execute.trace import explain
from engine.load import load_project
from engine.model.formulas import Number, Operation, Term, products
from engine.results.outcome import Outcome
from engine.results.verdicts import RowState
from tests.examples import of_all
from tests.unit.execute.engines import installed
from tests.unit.execute.small_projects import judged, measured, write_project
from tests.unit.samples import AS_OF, judged_project, package, resource, rows, tables

DATA = """
  - name: schools
    title: Школы
    path: schools.csv
    organisation: code
    municipality: district
    schema:
      fields:
        - {name: code, type: string}
        - {name: district, type: string}
      primaryKey: [code]
  - name: exams
    title: Экзамены
    path: exams.csv
    organisation: school
    schema:
      fields:
        - {name: school, type: string}
        - {name: subject, type: string}
        - {name: score, title: Средний балл, type: number}
        - {name: participants, title: Участников, type: integer, counts: persons}
        - {name: failed, title: Не сдали, type: integer}
        - {name: share, title: Доля, type: number, unit: percent}
      primaryKey: [school, subject]
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""
SCHOOLS = """
    code;district
    1;Алексинский
    2;Алексинский
    3;Белёвский
    """
EXAMS = """
    school;subject;score;participants;failed;share
    1;русский;64,5;20;1;95
    1;матем.;52,25;10;2;80
    2;русский;71,1;30;0;100
    2;матем.;;15;3;80
    3;русский;58;40;;
    3;матем.;49,7;7;1;85,5
    """
SUM = "rule: {measure: sum, in: exams, of: %s, missing: exclude}, target: none"
JUDGED = {
    "points": SUM % "score * participants",
    "passed": SUM % "participants - failed",
    "half": SUM % "(participants - failed) / 2 + 1",
    "square": SUM % "participants * participants",
    "several": SUM % "score * participants - share * failed / 100",
    "mean": "rule: {measure: mean, in: exams, of: participants - failed, where: score > 50, "
    "missing: exclude}, target: none, by: subject",
    "weighted": "rule: {measure: formula, formula: points / persons, parts: ["
    "{id: points, of: {measure: sum, in: exams, of: score * participants, missing: exclude}}, "
    "{id: persons, of: {measure: sum, in: exams, of: participants, where: score is not null, "
    "missing: exclude}}]}, target: none",
}


def project(folder: Path, indicators: dict[str, str]) -> Path:
    return write_project(folder, DATA, indicators, {"schools.csv": SCHOOLS, "exams.csv": EXAMS})


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return judged(project(tmp_path_factory.mktemp("computed") / "p", JUDGED))


def exams() -> Iterator[dict[str, Fraction | str | None]]:
    """The rows of the table, read without the engine."""
    head, *lines = (line.strip().split(";") for line in EXAMS.strip().splitlines())
    for cells in lines:
        row: dict[str, Fraction | str | None] = dict(zip(head, cells, strict=True))
        for name in head[2:]:
            text = str(row[name]).replace(",", ".")
            row[name] = Fraction(text) if text else None
        yield row


def filled(*names: str) -> list[tuple[Fraction, ...]]:
    """The numbers of rows that have them all."""
    found = [tuple(row[name] for name in names) for row in exams()]
    return [each for each in found if None not in each]  # type: ignore[misc]


def test_sums_are_of_the_products_of_each_row(outcome: Outcome) -> None:
    by_hand = {
        "points": sum(score * n for score, n in filled("score", "participants")),
        "passed": sum(n - failed for n, failed in filled("participants", "failed")),
        "half": sum((n - failed) / 2 + 1 for n, failed in filled("participants", "failed")),
        "square": sum(n * n for (n,) in filled("participants")),
        "several": sum(
            score * n - share * failed / 100
            for score, n, share, failed in filled("score", "participants", "share", "failed")
        ),
    }
    found = {id: Fraction(str(measured(outcome, id).overall.n)) for id in by_hand}
    assert found == by_hand


def test_a_small_factor_of_a_large_one_keeps_its_decimals(tmp_path: Path) -> None:
    exam = "school;subject;score;participants;failed;share\n1;матем.;0,1234567891;10000000000;0;1\n"
    files = {"schools.csv": SCHOOLS, "exams.csv": exam}
    told = judged(write_project(tmp_path / "p", DATA, {"points": JUDGED["points"]}, files))
    assert measured(told, "points").overall.n == 1_234_567_891


def test_a_row_without_one_of_the_columns_is_told_as_missing(outcome: Outcome) -> None:
    assert measured(outcome, "points").overall.missing == 1
    assert measured(outcome, "several").overall.missing == 2


def test_a_weighted_mean_over_districts_is_a_ratio_of_sums(outcome: Outcome) -> None:
    pairs = filled("score", "participants")
    by_hand = sum(score * n for score, n in pairs) / sum(n for _, n in pairs)
    statistic = measured(outcome, "weighted").statistic
    assert statistic is not None
    assert statistic.exact == by_hand
    assert {figure.key for figure in measured(outcome, "weighted").municipal_figures} == {
        "Алексинский", "Белёвский",
    }  # fmt: skip


def test_organisations_and_municipalities_add_up(outcome: Outcome) -> None:
    measurement = measured(outcome, "points")
    for parts in (measurement.by_organisation, measurement.by_municipality):
        assert Fraction(str(sum(Fraction(str(part.n)) for part in parts))) == Fraction(
            str(measurement.overall.n)
        )


def test_a_mean_goes_by_values_too(outcome: Outcome) -> None:
    by_hand: dict[str, list[Fraction]] = {}
    for row in exams():
        score, n, failed = row["score"], row["participants"], row["failed"]
        if isinstance(score, Fraction) and score > 50 and failed is not None:
            assert isinstance(n, Fraction)
            assert isinstance(failed, Fraction)
            by_hand.setdefault(str(row["subject"]), []).append(n - failed)
    told = {each.key: (each.n, each.total) for each in measured(outcome, "mean").by_value}
    assert told == {subject: (sum(each), len(each)) for subject, each in by_hand.items()}


def test_outside_a_product_is_hidden_by_the_persons_behind_it(outcome: Outcome) -> None:
    few = judged_few(outcome)
    assert few == {"1": False, "2": False, "3": False}


def judged_few(outcome: Outcome) -> dict[str, bool]:
    published = publish(outcome, Audience.EXTERNAL).outcome
    (indicator_outcome,) = (
        indicator for indicator in published.indicators if indicator.id == "points"
    )
    assert indicator_outcome.verdict.measurement is not None
    return {
        str(each.key): each.withheld
        for each in indicator_outcome.verdict.measurement.by_organisation
    }


def test_three_participants_are_not_told_by_their_points(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"points": JUDGED["points"]})
    table = folder / "exams.csv"
    table.write_text(table.read_text("utf-8").replace("58;40", "58;3").replace("49,7;7", ";7"))
    few = judged_few(judged(folder))
    assert few["3"]
    assert sum(few.values()) == 2, "another is hidden with it"


@pytest.mark.parametrize(
    ("of", "code"),
    [
        ("score / participants", "R379"), ("score * participants * failed", "R379"),
        ("2 * 3", "R379"), ("score * subject", "R321"), ("score * participant", "R304"),
        ("score * * failed", "R349"), ("share + failed", "R352"), ("share * participants", "R352"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_up_row_by_row_is_refused(tmp_path: Path, of: str, code: str) -> None:
    findings = load_project(project(tmp_path / "p", {"one": SUM % of})).findings
    assert [finding.code.id for finding in findings] == [code]


NUMBERS = resource("numbers", "person school a:number b:number c:integer", organisation="school")
RULE = {"measure": "sum", "in": "numbers", "of": "a * b - c / 4", "missing": "exclude"}
CELL = st.one_of(st.none(), st.integers(-900, 900))
ROWS = st.lists(st.tuples(st.sampled_from("xyz"), CELL, CELL, CELL), min_size=1, max_size=8)


@pytest.mark.parametrize("name", ["polars", "pandas", "duckdb"])
@settings(max_examples=of_all(25), deadline=None)
@given(found=ROWS)
def test_every_engine_adds_the_same_exactly(
    name: str, found: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    engine = installed(name)
    lines = "".join(
        f"p{at} | {school} | {_cell(a)} | {_cell(b)} | {'-' if c is None else c}\n"
        for at, (school, a, b, c) in enumerate(found)
    )
    whole = [(Fraction(a, 100), Fraction(b, 100), c) for _, a, b, c in found
             if a is not None and b is not None and c is not None]  # fmt: skip
    plan = compile_project(judged_project(package(NUMBERS), (RULE, ">= 1")), AS_OF)
    given_rows = tables(rows(NUMBERS, lines))
    (outcome,) = execute(plan, given_rows, engine=engine)
    if not whole:
        assert outcome.verdict.reason == "all_missing"
        return
    assert outcome.verdict.measurement is not None
    n = outcome.verdict.measurement.overall.n
    assert Fraction(str(n)) == sum(a * b - Fraction(c, 4) for a, b, c in whole)


def _cell(hundredths: int | None) -> str:
    return "-" if hundredths is None else f"{hundredths / 100:.2f}"


def test_the_rows_without_a_value_are_named_by_their_cells() -> None:
    plan_project = judged_project(package(NUMBERS), (RULE, ">= 1"))
    found = tables(rows(NUMBERS, "p1 | x | 1 | 2 | -\np2 | x | 1 | - | 3\np3 | y | 1 | 2 | 3\n"))
    id = plan_project.roadmaps[0].full_id(plan_project.roadmaps[0].indicators[0].id)
    explanation = explain(plan_project, found, compile_project(plan_project, AS_OF), id)
    assert explanation is not None
    assert {row.state: row.total for row in explanation.rows} == {
        RowState.COUNTED: 1, RowState.MISSING: 2,
    }  # fmt: skip


def test_a_term_is_a_sum_of_products() -> None:
    tree: Term = Operation("/", Operation("-", Number(3), Number(1)), Number(4))
    assert products(tree) == {(): Fraction(1, 2)}
    assert products(Operation("/", Number(1), Number(0))) is None
