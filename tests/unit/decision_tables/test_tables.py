"""Decision tables: how cells read, and what a table leaves open, says twice or never says."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decision_tables import CellFault, Fault, Firings, faults_of, read_cell, told
from engine.diagnostics import Origin
from engine.messages import Language, catalogue
from engine.messages.catalogue import fill
from engine.model.decision_tables import (
    Cell,
    Decision,
    DecisionRow,
    Domain,
    Hit,
    Input,
    Piece,
    Take,
    Value,
)

ORIGIN = Origin("decisions/test.yaml", ())
VERDICTS = ("met", "not_met", "indeterminate")


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        (">= 50", (50.0, 99.0), (49.9, None)),
        ("> 50", (50.1,), (50.0,)),
        ("< 30, нет данных", (29.0, None), (30.0,)),
        ("[30..70)", (30.0, 69.9), (70.0, 29.0, None)),
        ("(30..70]", (70.0,), (30.0,)),
        ("12,5", (12.5,), (12.0,)),
        (">= 70 %", (70.0,), (69.0,)),
        ("-", (0.0, None), ()),
    ],
)
def test_cells_of_numbers(text: str, holds: tuple[Value, ...], fails: tuple[Value, ...]) -> None:
    cell = read_cell(text, Domain.PERCENT, ())
    assert isinstance(cell, Cell)
    assert all(cell.holds(value) for value in holds)
    assert not any(cell.holds(value) for value in fails)


@pytest.mark.parametrize(
    ("text", "domain", "holds", "fails"),
    [
        ("да", Domain.FLAG, (True,), (False, None)),
        ("нет, нет данных", Domain.FLAG, (False, None), (True,)),
        ("met, not_met", Domain.WORD, ("met", "not_met"), ("indeterminate", None)),
        ("не (met)", Domain.WORD, ("not_met", "indeterminate", None), ("met",)),
    ],
)
def test_cells_of_words(
    text: str, domain: Domain, holds: tuple[Value, ...], fails: tuple[Value, ...]
) -> None:
    cell = read_cell(text, domain, VERDICTS)
    assert isinstance(cell, Cell)
    assert all(cell.holds(value) for value in holds)
    assert not any(cell.holds(value) for value in fails)


@pytest.mark.parametrize("text", ["много", ">= половины", "[30..", "не (> 5)"])
def test_what_is_no_test_of_a_number_is_refused(text: str) -> None:
    assert isinstance(read_cell(text, Domain.NUMBER, ()), CellFault)


def _input(id: str, domain: Domain) -> Input:
    words = VERDICTS if domain is Domain.WORD else ()
    return Input(id, id, None, None, "c", Take.VALUE, domain, words, ORIGIN)


def _table(hit: Hit, inputs: tuple[Input, ...], *rows: dict[str, str]) -> Decision:
    def cells(row: dict[str, str]) -> tuple[tuple[str, Cell], ...]:
        domains = {each.id: each for each in inputs}
        read = {name: read_cell(text, domains[name].domain, domains[name].words)
                for name, text in row.items()}  # fmt: skip
        return tuple((name, cell) for name, cell in read.items() if isinstance(cell, Cell))

    decision_rows = tuple(
        DecisionRow(f"r{number}", cells(row), None, None, (), (), ORIGIN)
        for number, row in enumerate(rows)
    )
    return Decision(
        "t", "t", None, "schools", None, hit, None, inputs, decision_rows, None, "f", ORIGIN
    )


def test_a_table_without_a_row_for_no_data_has_a_gap() -> None:
    table = _table(Hit.FIRST, (_input("a", Domain.PERCENT),), {"a": ">= 30"}, {"a": "< 30"})
    (gap,) = faults_of(table)
    assert (gap.kind, gap.witness[0][1]) == ("gap", None)


def test_a_row_behind_one_that_takes_all_is_dead() -> None:
    table = _table(Hit.FIRST, (_input("a", Domain.PERCENT),), {}, {"a": ">= 30"})
    assert [fault.kind for fault in faults_of(table)] == ["dead"]


def test_an_interval_that_holds_nothing_is_dead() -> None:
    table = _table(Hit.COLLECT, (_input("a", Domain.PERCENT),), {"a": "[70..50]"}, {})
    assert [fault.rows[0].id for fault in faults_of(table)] == ["r0"]


NUMBERS = st.sampled_from(["-", ">= 30", "> 30", "< 30", "<= 30", "30", "[10..30)", "(30..60]",
                           "нет данных", "< 10, нет данных", ">= 60"])  # fmt: skip
FLAGS = st.sampled_from(["-", "да", "нет", "нет данных", "да, нет данных"])
ROWS = st.lists(st.tuples(NUMBERS, FLAGS), min_size=1, max_size=5)
SAMPLED: tuple[tuple[Value, ...], ...] = (
    (0.0, 5.0, 10.0, 20.0, 30.0, 45.0, 60.0, 80.0, 100.0, None),
    (True, False, None),
)
"""A value of every piece that the cells above can tell apart."""


@given(st.sampled_from(list(Hit)), ROWS)
def test_faults_are_those_that_trying_all_values_finds(
    hit: Hit, rows: list[tuple[str, str]]
) -> None:
    inputs = (_input("a", Domain.PERCENT), _input("b", Domain.FLAG))
    table = _table(hit, inputs, *({"a": a, "b": b} for a, b in rows))
    matches = [
        tuple(
            number
            for number, row in enumerate(table.rows)
            if all(cell.holds({"a": a, "b": b}[name]) for name, cell in row.cells)
        )
        for a, b in product(*SAMPLED)
    ]
    faults = faults_of(table)
    has_gap = hit is not Hit.COLLECT and () in matches
    assert any(fault.kind == "gap" for fault in faults) == has_gap
    pairs = {(x, y) for match in matches for x in match for y in match if x < y}
    found = {(fault.rows[1].id, fault.rows[0].id) for fault in faults if fault.kind == "overlap"}
    assert found == ({(f"r{x}", f"r{y}") for x, y in pairs} if hit is Hit.UNIQUE else set())
    fired = {match[0] for match in matches if match} if hit is Hit.FIRST else {
        number for match in matches for number in match
    }  # fmt: skip
    dead = {fault.rows[0].id for fault in faults if fault.kind == "dead"}
    assert dead == {row.id for number, row in enumerate(table.rows) if number not in fired}


def _given(table: Decision, id: str, point: dict[str, Value]) -> bool:
    """Whether the table gives that row for these values."""
    matching = [
        row.id
        for row in table.rows
        if all(cell.holds(point[name]) for name, cell in row.cells if name in point)
    ]
    return id in (matching[:1] if table.hit is Hit.FIRST else matching)


@given(ROWS, ROWS, st.sampled_from(Hit), st.sampled_from(Hit))
def test_two_versions_are_compared_exactly(
    old: list[tuple[str, str]], new: list[tuple[str, str]], before: Hit, after: Hit
) -> None:
    """Against every value of a grid that is finer than the cells: no difference is missed, and
    each witness is one."""
    inputs = (_input("a", Domain.PERCENT), _input("b", Domain.FLAG))
    one, other = (
        _table(hit, inputs, *({"a": a, "b": b} for a, b in rows))
        for hit, rows in ((before, old), (after, new))
    )
    for id in ("r0", "r1", "r2"):
        firing = Firings(one, other).of(id)
        assert firing is not None
        points = [dict(zip("ab", values, strict=True)) for values in product(*SAMPLED)]
        only_old = [p for p in points if _given(one, id, p) and not _given(other, id, p)]
        only_new = [p for p in points if _given(other, id, p) and not _given(one, id, p)]
        assert bool(firing.only_old) is bool(only_old)
        assert bool(firing.only_new) is bool(only_new)
        for point, mine, theirs in ((firing.only_old, one, other), (firing.only_new, other, one)):
            if point:
                values = {input.id: value for input, value in point}
                assert _given(mine, id, values)
                assert not _given(theirs, id, values)


def test_an_input_that_only_one_version_has_may_be_anything_in_the_other() -> None:
    a, b = _input("a", Domain.PERCENT), _input("b", Domain.FLAG)
    old = _table(Hit.FIRST, (a,), {"a": ">= 30"})
    new = _table(Hit.FIRST, (a, b), {"a": ">= 30", "b": "да"})
    firing = Firings(old, new).of("r0")
    assert firing is not None
    assert firing.only_new is None
    assert firing.only_old is not None
    assert {each.id: value for each, value in firing.only_old}["b"] is not True


def test_an_input_of_another_kind_cannot_be_compared() -> None:
    old = _table(Hit.FIRST, (_input("a", Domain.PERCENT),), {"a": ">= 30"})
    new = _table(Hit.FIRST, (_input("a", Domain.FLAG),), {"a": "да"})
    assert Firings(old, new).of("r0") is None


def said(fault: Fault, language: Language = Language.RU) -> str:
    """The witness in words."""
    witness = {"witness": told(fault.witness)}
    return fill("{witness}", witness, language.value, catalogue(language).entries)


def test_a_gap_of_a_whole_number_is_a_whole_number() -> None:
    table = _table(Hit.FIRST, (_input("a", Domain.INTEGER),), {"a": "<= 30"}, {"a": ">= 32"},
                   {"a": "нет данных"})  # fmt: skip
    (gap,) = faults_of(table)
    assert said(gap) == "a — 31"
    closed = _table(Hit.FIRST, (_input("a", Domain.INTEGER),), {"a": "<= 30"}, {"a": ">= 31"},
                    {"a": "нет данных"})  # fmt: skip
    assert faults_of(closed) == ()


def test_a_gap_of_days_is_a_day() -> None:
    table = _table(Hit.FIRST, (_input("a", Domain.DATE),), {"a": "<= 31.12.2025"},
                   {"a": ">= 2026-01-02, нет данных"})  # fmt: skip
    (gap,) = faults_of(table)
    assert said(gap) == "a — 01.01.2026"
    assert said(gap, Language.EN) == "a — 1 Jan 2026"


def test_bounds_of_a_column_leave_no_gap_beyond_them() -> None:
    bounded = replace(_input("a", Domain.NUMBER), least=Fraction(0), most=Fraction(5))
    rows = {"a": "[0..2)"}, {"a": "[2..5]"}, {"a": "нет данных"}
    assert faults_of(_table(Hit.FIRST, (bounded,), *rows)) == ()
    (gap,) = faults_of(_table(Hit.FIRST, (_input("a", Domain.NUMBER),), *rows))
    assert said(gap) == "a — -1"


def test_a_table_that_collects_may_leave_values_without_a_row() -> None:
    table = _table(Hit.COLLECT, (_input("a", Domain.PERCENT),), {"a": "< 30"}, {"a": "> 50"})
    assert faults_of(table) == ()


def _many_rows() -> Decision:
    rows = ({"a": f"[{at}..{at + 5}]"} for at in range(10_000))
    return _table(Hit.FIRST, (_input("a", Domain.NUMBER),), *rows)


def _many_values() -> Decision:
    cell = ", ".join(map(str, range(0, 80_000, 2)))
    return _table(Hit.FIRST, (_input("a", Domain.COUNT),), {"a": cell}, {"a": "нет данных"}, {})


def _many_inputs() -> Decision:
    """Whether each row holds is free of all others: every set of rows is to be looked at."""
    names = [f"a{number}" for number in range(30)]
    inputs = tuple(_input(name, Domain.NUMBER) for name in names)
    return _table(Hit.FIRST, inputs, *({name: ">= 5"} for name in names), {})


@pytest.mark.parametrize(
    "large", [_many_rows, _many_values, _many_inputs], ids=["rows", "values", "inputs"]
)
def test_a_table_that_is_too_large_to_be_looked_through_is_told(
    large: Callable[[], Decision],
) -> None:
    table = large()
    started = process_time()
    assert [fault.kind for fault in faults_of(table)] == ["unchecked"]
    firings = Firings(table, replace(table, rows=table.rows[1:]))
    for row in table.rows[:30]:
        firings.of(row.id)
    assert process_time() - started < 20


def test_a_table_of_hundreds_of_rows_is_looked_through() -> None:
    rows = [{"a": f"[{at}..{at + 1})"} for at in range(300)]
    table = _table(Hit.UNIQUE, (_input("a", Domain.NUMBER),), *rows)
    assert [fault.kind for fault in faults_of(table)] == ["gap"]


def test_a_cell_of_thousands_of_values_is_looked_through() -> None:
    cell = ", ".join(map(str, range(0, 2_000, 2)))
    table = _table(Hit.UNIQUE, (_input("a", Domain.COUNT),), {"a": cell}, {"a": "1, [3..4]"})
    started = process_time()
    (overlap, gap) = faults_of(table)
    assert (overlap.kind, overlap.witness[0][1]) == ("overlap", 4)
    assert (gap.kind, gap.witness[0][1]) == ("gap", 5)
    assert process_time() - started < 2


_ENDS = st.none() | st.integers(0, 4).map(Fraction)


@given(st.lists(st.builds(Piece, _ENDS, _ENDS, st.booleans(), st.booleans()), max_size=5))
def test_many_intervals_hold_what_one_of_them_holds(pieces: list[Piece]) -> None:
    cell = Cell("", pieces=tuple(pieces))
    for value in (Fraction(half, 2) for half in range(-1, 10)):
        assert cell.holds(value) == any(piece.holds(value) for piece in pieces)


@pytest.mark.parametrize(
    ("value", "key"),
    [(None, "witness.none"), (True, "witness.yes"), (False, "witness.no"),
     (Fraction(45), "witness.value"), ("зона", "witness.value")],
)  # fmt: skip
def test_every_kind_of_value_of_a_gap_can_be_said(value: Value, key: str) -> None:
    (said,) = told(
        ((_input("a", Domain.FLAG if isinstance(value, bool) else Domain.PERCENT), value),)
    )
    assert said.key == key
    assert said.params[0] == ("title", "a")


@pytest.mark.parametrize(
    ("text", "words", "null"),
    [
        ("'лицей, гимназия'", {"лицей, гимназия"}, False),
        ("'лицей, гимназия', сад, нет данных", {"лицей, гимназия", "сад"}, True),
        ("'нет данных', школа", {"нет данных", "школа"}, False),
        ("'ШКОЛА ''Парус'', корпус 2'", {"ШКОЛА 'Парус', корпус 2"}, False),
        ("О'Генри, школа", {"О'Генри", "школа"}, False),
        ("'лицей, школа", {"'лицей", "школа"}, False),
    ],
)
def test_a_text_with_a_comma_stands_in_marks_as_in_conditions(
    text: str, words: set[str], null: bool
) -> None:
    cell = read_cell(text, Domain.WORD, ())
    assert not isinstance(cell, CellFault)
    assert (set(cell.words), cell.null) == (words, null)
