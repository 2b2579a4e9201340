"""Three-valued logic: what a condition is of rows that do not answer."""

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Origin
from engine.expressions import ColumnSource, parse_condition
from engine.expressions.lowering import is_of_fractions, lower
from engine.model.conditions import Clause
from tests.examples import of_all
from tests.unit.samples import AS_OF, package, resource

TRUTH = resource("truth", "a:boolean b:boolean n:integer t date:date")


def table() -> pl.DataFrame:
    """Every pair of yes, no and no answer."""
    three = [True, False, None]
    return pl.DataFrame(
        {
            "a": [a for a in three for _ in three],
            "b": three * 3,
            "n": [1, 2, 3, None, 5, 6, 7, 8, 9],
            "t": ["аб", "а%б", "АБ", None, "вабг", "б\nа", "а_б", "аaб", ""],
        },
        schema={"a": pl.Boolean, "b": pl.Boolean, "n": pl.Int64, "t": pl.String},
    )


def answers(text: str) -> str:
    """+ − ? for true, false and unknown, row by row."""
    clause = parse_condition(text, ColumnSource(package(TRUTH), TRUTH), Origin("a.yaml"))
    assert isinstance(clause, Clause), clause
    frame = nw.from_native(table().lazy()).select(x=lower(clause.tree, {"as_of": AS_OF}))
    signs = {True: "+", False: "-", None: "?"}
    return "".join(signs[value] for value in frame.to_native().collect()["x"].to_list())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", "+++---???"),
        ("not a", "---+++???"),
        ("a and b", "+-?---?-?"),
        ("a or b", "++++-?+??"),
        ("not (a and b)", "-+?+++?+?"),
        ("a = b", "+-?-+????"),
        ("a <> b", "-+?+-????"),
        ("a is null", "------+++"),
        ("a is not null", "++++++---"),
        ("a is null or b", "+-?+-?+++"),
        ("n in (1, 2, 9)", "++-?----+"),
        ("n not in (1, 2, 9)", "--+?++++-"),
        ("n between 2 and 6", "-++?++---"),
        ("n + 1 > 6", "---?-++++"),
        ("n * n - n = 6", "--+?-----"),
        ("-n < -6", "---?--+++"),
        ("n > 2 and a", "--+---???"),
        ("t = 'аб'", "+--?-----"),
        ("t like 'а%'", "++-?--++-"),
        ("t like '%б'", "++-?--++-"),
        ("t like '%аб%'", "+--?+----"),
        ("t like 'а_б'", "-+-?--++-"),
        ("t like 'а%%б'", "++-?--++-"),
        ("t like '_%а'", "---?-+---"),
        ("t like '%'", "+++?+++++"),
        ("t like ''", "---?----+"),
        ("t not like 'а%'", "--+?++--+"),
        ("t matches 'а.*'", "++-?--++-"),
        ("t matches 'а[%_]б|АБ'", "-++?--+--"),
        ("t matches '[а-в]{2,}'", "+--?-----"),
        ("t matches '.*[^а-яА-Я].*'", "-+-?-+++-"),
        ("t matches ''", "---?----+"),
        ("t not matches '(а|б).?(б|а)'", "--+?+---+"),
    ],
)
def test_rows_without_an_answer_stay_unknown(text: str, expected: str) -> None:
    assert answers(text) == expected


COMPARED = st.sampled_from(
    ["n", "1", "2", "5", "-n", "n + 1", "n - 1 - 1", "2 * (n - 3)", "n * 2 - 7"]
)
SIGNS = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
PLAIN = st.one_of(
    st.sampled_from(["a", "b", "a is null", "n is not null", "b = false", "t like 'а%'"]),
    st.builds("n {} {}".format, SIGNS, COMPARED),
    st.builds("n {} ({}, 7)".format, st.sampled_from(["in", "not in"]), st.integers(-1, 9)),
    st.builds("{} between {} and {}".format, st.just("n"), COMPARED, COMPARED),
)
WRITTEN = st.recursive(
    PLAIN,
    lambda part: st.one_of(
        st.builds("{} {} {}".format, part, st.sampled_from(["and", "or"]), part),
        st.builds("not {}".format, part),
        st.builds("({})".format, part),
    ),
    max_leaves=6,
)


@settings(max_examples=of_all(100))
@given(WRITTEN)
def test_a_condition_is_of_each_row_what_the_sql_of_polars_makes_of_it(text: str) -> None:
    wanted = table().select(pl.sql_expr(text)).to_series().to_list()
    assert answers(text) == "".join({True: "+", False: "-", None: "?"}[each] for each in wanted)


MARKS = resource("marks", "n:integer x:number")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x * 2 = 1", True), ("n * 2 = 1", False), ("x = 1", False), ("n + x > 1", True),
        ("x * 2 in (1, 2)", True), ("n - 1 in (1, 2)", False),
    ],
)  # fmt: skip
def test_only_what_is_computed_from_fractions_need_not_be_whole(text: str, expected: bool) -> None:
    clause = parse_condition(text, ColumnSource(package(MARKS), MARKS), Origin("a.yaml"))
    assert isinstance(clause, Clause), clause
    assert is_of_fractions(clause.tree) is expected


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("=", "-+-"), ("<>", "+-+"), ("<", "+--"), ("<=", "++-"), (">", "--+"), (">=", "-++")],
)
def test_nought_is_compared_with_nought(sign: str, expected: str) -> None:
    frame = pl.DataFrame({"n": [-0.5, 0.0, 0.5]})
    works = resource("works", "n:number")
    for text in (f"n {sign} 0", f"n * 1.5 {sign} 0", f"n + n {sign} n"):
        source = ColumnSource(package(works), works)
        clause = parse_condition(text, source, Origin("x.yaml"))
        assert isinstance(clause, Clause)
        data_frame = (
            nw.from_native(frame.lazy()).select(x=lower(clause.tree, {})).to_native().collect()
        )
        assert "".join("+" if each else "-" for each in data_frame["x"]) == expected, text
