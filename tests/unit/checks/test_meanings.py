"""Conditions that cannot be meant are told of, and others are not."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.meanings import check_meanings
from engine.expressions import ColumnSource, parse_condition
from engine.expressions.atoms import Vocabulary
from engine.expressions.doubts import doubts_of
from engine.expressions.masks import telling_texts
from engine.expressions.samples import samples_of
from engine.expressions.truth import is_like, truth
from engine.expressions.writing import condition_text
from engine.model.conditions import Clause, Condition, Like
from engine.model.tables import Constraints, Resource, Unit
from tests.examples import of_all
from tests.unit.execute.random_tables import CONDITIONS, tree
from tests.unit.samples import ORIGIN, judged_project, package, resource

TABLE = resource(
    "results",
    "code school other x:integer y:integer score:number kind:string=школа,сад day:date ok:boolean",
    organisation="code",
)  # fmt: skip
SCHOOLS = resource("schools", "code", organisation="code")


def _told(condition: str, unit: Unit | None = None) -> list[tuple[str, str]]:
    fields = tuple(
        replace(field, unit=unit) if field.name == "score" else field for field in TABLE.fields
    )
    table = replace(TABLE, fields=fields)
    rule = {"measure": "count", "in": "results", "of": condition, "missing": "as_false"}
    project = judged_project(package(SCHOOLS, table), (rule, ">= 1"))
    return [
        (meaning.code.id, str(dict(meaning.params).get("part", "")))
        for meaning in check_meanings(project)
    ]


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("x between 5 and 1", "x >= 5 and x <= 1"),
        ("x not between 1 and 5 and x = 3", ""),
        ("school = '1' and school = '2'", ""),
        ("school in ('1', '2') and school = '3'", ""),
        ("x > 5 and x < 6", ""),
        ("x = 1 and y = 2 and x = 3", ""),
        ("ok and not ok", ""),
        ("ok or (x > 5 and x < 5)", "x > 5 and x < 5"),
        ("day > '2022-01-01' and day < '2021-01-01'", ""),
        ("kind not in ('школа', 'сад')", ""),
        ("school like 'а%' and not school like 'а%'", ""),
        ("x > y and y > x", ""),
        ("false", "false"),
        ("x is null and x = 1", ""),
        ("school like 'а%' and school like 'б%'", ""),
        ("school like '%а' and school like '%б'", ""),
        ("school like 'а%' and school = 'бор'", ""),
        ("school like 'а%' and school in ('бор', 'вал')", ""),
        ("school like '%а%' and school not like '%а'  and school like '_'", ""),
        ("school like 'а__' and school like '%а_'  and school not like 'аа_'", ""),
        ("school like '%' and school not like '%_%'", ""),
        ("kind like 'л%'", ""),
        ("kind matches 'л.*|са'", ""),
        ("school matches '[0-9]{2}' and school = '7'", ""),
        ("school matches '[0-9]+' and school in ('7а', 'бор')", ""),
        ("school matches '[0-9]{2}' and school like '%а%'", ""),
        ("school matches '[0-9]+' and school matches '[а-яё]+'", ""),
        ("school matches ' .*'", ""),
        ("school = code and school matches 'а+' and code matches 'б+'", ""),
        ("school = code and school like 'а%' and code like 'б%'", ""),
        ("school = code and code = other and school like 'а%' and other in ('б', 'в')", ""),
        ("school = ''", ""),
        ("school in ('', 'бор')", "school = ''"),
        ("ok or school in ('бор', ' вал')", "school = ' вал'"),
        ("x * 0 > 1", "(x * 0) > 1"),
        ("x * 2 = 3", ""),
        ("-x > 5 and x > 0", ""),
        ("x * 2 > 10 and x < 3", ""),
        ("x - y > 0 and y > x", ""),
        ("x + y < y + x", ""),
    ],
)
def test_what_no_row_fulfils_is_told(condition: str, part: str) -> None:
    found = _told(condition)
    assert [code for code, _ in found] == ["R356"]
    assert part in found[0][1]


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("x > 5 or x <= 5", ""),
        ("x <> 5 or x = 5", ""),
        ("school <> '1' or school <> '2'", ""),
        ("not (x between 5 and 1)", ""),
        ("x = x", "x = x"),
        ("x - x = 0", ""),
        ("x + 1 > x", ""),
        ("x * y * 0 = 0", ""),
        ("not (x * 0 > 1)", ""),
        ("true", "true"),
        ("x > 3 and (y > 5 or y <= 5)", "y > 5 or y <= 5"),
        ("x > 3 and true", "true"),
        ("ok or not ok", ""),
        ("x is null or x is not null", ""),
        ("school like '%'", ""),
        ("school like 'а%' or school not like 'аб%'", ""),
        ("school not like 'а%' or school not like 'б%'", ""),
        ("school not like 'а%' or school <> 'бор'", ""),
    ],
)
def test_what_every_filled_row_fulfils_is_told(condition: str, part: str) -> None:
    found = _told(condition)
    assert [code for code, _ in found] == ["R357"]
    assert part in found[0][1]


@pytest.mark.parametrize(
    "condition",
    [
        "x between 1 and 5",
        "x > 5 or x < 5",
        "score * 2 = 3",
        "x > 3.5",
        "x > 3.5 and x < 4.5",
        "x + y > 1 and x * y < 1",
        "x * 3 > 10 and x < 5",
        "x >= 5 and x <= 5",
        "x is not null",
        "school = '1' or school = '2'",
        "kind = 'школа' or kind = 'сад'",
        "x > 5 or y <= 5",
        "x + 1 > y or x * 2 <= y",
        "day >= period_start and day <= period_end",
        "ok",
        "not ok",
        "score >= 0.8",
        "school like 'а%' and school like '%б'",
        "school like 'а%' and school like '%а'",
        "school like 'а_' and school like '_б'",
        "school not like 'а%' and school not like '%б'",
        "school like 'а%' and school not in ('аб', 'а')",
        "school like '_' and school not in ('а', 'б', 'в')",
        "kind like 'ш%'",
        "school matches '[0-9]{2}[.][0-9]{2}'",
        "school matches '[0-9]{2}' and school = '07'",
        "school matches '[^0-9]+' and school not like '%а'",
        "school matches '[а-я]+' and school not matches '[а-е]+' and school not in ('ж', 'з')",
        "school matches '[ !]' and code matches '[0-9]' and school <> code",
        "school = code",
        "school <> code and code <> other and school <> other",
        "school like '_' and code like '_' and school <> code",
        "school like '%а'",
    ],
)
def test_what_can_be_meant_is_left_alone(condition: str) -> None:
    assert _told(condition) == []


@pytest.mark.parametrize(
    ("condition", "is_told"),
    [
        ("score >= 0.8", True),
        ("0.8 <= score", True),
        ("score between 0.5 and 0.8", True),
        ("score in (0.5, 0.25)", True),
        ("score >= 80", False),
        ("score between 0.5 and 80", False),
        ("score = 0", False),
        ("score > 0", False),
    ],
)
@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.FRACTION])
def test_percents_are_not_compared_with_fractions(
    condition: str, is_told: bool, unit: Unit
) -> None:
    assert [code for code, _ in _told(condition, unit)] == ["R358"] * is_told


def test_a_bound_of_the_column_makes_a_condition_vain_but_none_needless() -> None:
    limited: dict[tuple[str, ...], Constraints] = {("x",): Constraints(minimum=2, maximum=5)}
    columns = resource("t", "x:integer")
    assert [doubt.is_true for doubt in doubts_of(_parsed("x > 5", columns), limited)] == [False]
    assert list(doubts_of(_parsed("x >= 2", columns), limited)) == []


@pytest.mark.parametrize(
    ("where", "of", "always"),
    [
        ("kind like 'ш%'", "kind = 'сад'", False),
        ("school like 'а%'", "school like 'б%'", False),
        ("x < 3", "x > 5", False),
        ("x > 5 and ok", "x > 3", True),
        ("school = 'бор'", "school like 'б%'", True),
        ("school matches '[0-9]{2}'", "school matches '[0-9]+'", True),
        ("school like 'а%'", "school matches '[^а].*'", False),
        ("school matches '[0-9]+'", "school like '%7'", None),
        ("kind = 'школа'", "kind not like 'с%'", True),
        ("x is not null", "x > 5", None),
        ("school like 'а%'", "school like '%б'", None),
        ("kind = 'школа'", "ok", None),
        ("x > 5 and x < 3", "ok", None),
    ],
)
def test_where_may_settle_what_is_asked_of_its_rows(
    where: str, of: str, always: bool | None
) -> None:
    share = {"measure": "share", "in": "results", "of": of, "where": where, "missing": "exclude"}
    parts = [{"id": "a", "of": share, "weight": 1}, {"id": "b", "of": share, "weight": 1}]
    index = {"measure": "index", "lacking": "refuse", "parts": parts}
    project = judged_project(package(SCHOOLS, TABLE), (share, ">= 1 %"), (index, ">= 1 %"))
    findings = [meaning for meaning in check_meanings(project) if meaning.code.id == "R388"]
    key = "always" if always else "never"
    assert [dict(finding.params)[key] for finding in findings] == [where] * (always is not None) * 3


def _parsed(text: str, table: Resource) -> Condition:
    read = parse_condition(text, ColumnSource(package(table), table), ORIGIN)
    assert isinstance(read, Clause)
    return read.tree


@settings(deadline=None, max_examples=of_all(60))
@given(CONDITIONS)
def test_doubts_are_true_of_every_row_that_is_tried(text: str) -> None:
    condition = tree(text)
    vocabulary = Vocabulary()
    vocabulary.read(condition)
    rows = samples_of(vocabulary, {}, {}).real
    for doubt in doubts_of(condition, {}):
        assert condition_text(doubt.part)
        answers = {truth(doubt.part, row.row) for row in rows}
        assert (not doubt.is_true) not in answers


SIGNS = "аб"
TEXTS = ["".join(each) for size in range(1, 6) for each in product(SIGNS + "…", repeat=size)]
MASKS = st.text(SIGNS + "%_", min_size=1, max_size=3)


@settings(deadline=None, max_examples=of_all(60))
@given(st.sets(MASKS, min_size=1, max_size=3), st.sets(st.text(SIGNS, min_size=1, max_size=2)))
def test_every_way_to_fit_masks_has_a_text_and_no_other_way_has(
    masks: set[str], constants: set[str]
) -> None:
    told = telling_texts({(Like, mask) for mask in masks}, constants)
    assert told is not None
    ways = {tuple(is_like(text, mask) for mask in sorted(masks)) for text in told}
    assert ways == {tuple(is_like(text, mask) for mask in sorted(masks)) for text in TEXTS}


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("score > 150", "score > 150"),
        ("score < 0", "score < 0"),
        ("x > 1 and score * 2 > 200", "x > 1 and (score * 2) > 200"),
        ("score > 100 or x > 1", "score > 100"),
        ("score >= 100", None),
        ("score > 99.5 or score <= 0", None),
    ],
)
def test_percents_lie_between_0_and_100_unless_they_have_other_bounds(
    condition: str, part: str | None
) -> None:
    assert _told(condition, Unit.PERCENT) == ([("R356", part)] if part else [])
    assert _told(condition) == []
