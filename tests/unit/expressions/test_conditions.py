"""Conditions: what is read, how it is understood, and what is refused at which characters."""

import pytest

from engine.diagnostics import Finding, Origin
from engine.expressions import ColumnSource, parse_condition
from engine.expressions.tokens import DEEPEST
from engine.expressions.writing import condition_text
from engine.model.conditions import Clause
from tests.unit.samples import package, resource

SCHOOLS = resource("schools", "code low_results:boolean")
TEACHERS = resource(
    "teachers",
    "person grade:integer score:number date:date school:string>schools.code trained:boolean "
    "Категория:string=высшая,первая fio",
    personal=("fio",),
)
COLUMNS = ColumnSource(package(SCHOOLS, TEACHERS), TEACHERS)
HERE = Origin("low-results.yaml", ("indicators", 1, "rule", "of"))


def read(text: str) -> Clause | Finding:
    """The condition over teachers."""
    return parse_condition(text, COLUMNS, HERE)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("trained", "trained"),
        ("not trained", "not (trained)"),
        ("true", "true"),
        ("school.low_results", "school.low_results"),
        ("trained = false", "trained = false"),
        ("grade in (4, 8, 10) and score < grade", "grade in (4, 8, 10) and score < grade"),
        ("trained or trained and not grade = 1", "trained or (trained and not (grade = 1))"),
        ("(trained or trained) and trained", "(trained or trained) and trained"),
        ("grade between 1 and 4 or trained", "(grade >= 1 and grade <= 4) or trained"),
        ("grade not between 1 and 4", "not (grade >= 1 and grade <= 4)"),
        ("grade not in (1)", "not (grade in (1))"),
        ("grade in (-1, 0)", "grade in (-1, 0)"),
        ("grade is not null", "not (grade is null)"),
        ("person like 'т-%'", "person like 'т-%'"),
        ("person not like '%''%'", "not (person like '%''%')"),
        ("person matches '[0-9]{2}[.]''?'", "person matches '[0-9]{2}[.]''?'"),
        ("not person MATCHES 'т' and trained", "not (person matches 'т') and trained"),
        ("person not matches 'т'", "not (person matches 'т')"),
        ("-grade + 5 * score >= 1.5", "((- grade) + (5 * score)) >= 1.5"),
        ("2 * (grade - 1) <> 4", "(2 * (grade - 1)) <> 4"),
        ("grade != 1", "grade <> 1"),
        ("GRADE_ = 1 OR trained", None),
        ("date >= '2021-09-01'", "date >= '2021-09-01'"),
        ("'2021-09-01' < date", "'2021-09-01' < date"),
        ("date in ('2021-09-01')", "date in ('2021-09-01')"),
        ("date between period_start and as_of", "date >= period_start and date <= as_of"),
        ("Категория = 'высшая'", "Категория = 'высшая'"),
        ("\"Категория\" in ('первая')", "Категория in ('первая')"),
        ("trained AND NOT trained", "trained and not (trained)"),
        ("grade\n  = 1", "grade = 1"),
    ],
)
def test_a_condition_is_understood_with_the_precedence_of_sql(
    text: str, understood: str | None
) -> None:
    found = read(text)
    if understood is None:
        assert isinstance(found, Finding)
        return
    assert isinstance(found, Clause), dict(found.params)
    assert (found.text, found.origin) == (text, HERE)
    assert condition_text(found.tree) == understood


@pytest.mark.parametrize(
    ("text", "code", "refused"),
    [
        # text, code, the refused characters
        ("", "condition-syntax", ""),
        ("grade =", "condition-syntax", "="),
        ("grade = 1 trained", "condition-syntax", "trained"),
        ("grade = 1 и trained", "condition-syntax", "и"),
        ("(trained", "condition-syntax", "trained"),
        ("trained)", "condition-syntax", ")"),
        ("person = 'abc", "condition-syntax", "'abc"),
        ("1grade = 2", "condition-syntax", "grade"),
        ("grade in (1,)", "condition-syntax", ")"),
        ("grade in 1", "condition-not-allowed", "grade in 1"),
        ("trained not", "condition-syntax", "not"),
        ("= 1", "condition-syntax", "="),
        ("is", "condition-syntax", "is"),
        ("grade = 1 and or trained", "condition-syntax", "or"),
        ("person = 'a' 'b'", "condition-syntax", "'b'"),
        ("upper(person) = 'A'", "condition-not-allowed", "upper"),
        ("count(*) > 1", "condition-not-allowed", "count"),
        ("exists (select 1)", "condition-not-allowed", "exists"),
        ("grade in (select 1)", "condition-not-allowed", "select"),
        ("case when trained then 1 end = 1", "condition-not-allowed", "case"),
        ("person like 'x' escape '!'", "condition-not-allowed", "escape"),
        ("trained is true", "condition-not-allowed", "is"),
        ("grade in ()", "condition-not-allowed", "grade"),
        ("grade in (grade, 1)", "condition-not-allowed", "grade"),
        ("(grade, grade) in ((1, 2))", "condition-not-allowed", "grade, grade"),
        ("school..low_results", "condition-not-allowed", "."),
        ("school.low_results.x", "unknown-key", "school.low_results.x"),
        ("school.* = 1", "condition-not-allowed", "."),
        ("grade = .5", "condition-not-allowed", "."),
        ("grade = 1e9", "condition-not-allowed", "1e9"),
        ("grade == 1", "condition-not-allowed", "=="),
        ("grade::text = '1'", "condition-not-allowed", "::"),
        ("grade / 2 = 1", "condition-not-allowed", "/"),
        ("grade % 2 = 1", "condition-not-allowed", "%"),
        ("person || 'x' = 'yx'", "condition-not-allowed", "||"),
        ("person -> 'x' = 1", "condition-not-allowed", "->"),
        ("trained -- и всё", "condition-not-allowed", "-- и всё"),
        ("trained /* да */ and trained", "condition-not-allowed", "/* да */"),
        ("grade = ?", "condition-not-allowed", "?"),
        ("grade = :x", "condition-not-allowed", ":"),
        ("grade = @x", "condition-not-allowed", "@"),
        ("grade = $1", "condition-not-allowed", "$1"),
        ("`grade` = 1", "condition-not-allowed", "`"),
        ("person = n'x'", "condition-not-allowed", "n'x'"),
        ("{{grade}} = 1", "condition-not-allowed", "{"),
        ("grade = 1; drop table teachers", "condition-not-allowed", ";"),
        ("grade = 1\x00", "condition-not-allowed", "\x00"),
        ("grade = 99999999999999999999", "condition-not-allowed", "99999999999999999999"),
        ("grades = 1", "unknown-column", "grades"),
        ("current_date > date", "unknown-column", "current_date"),
        ("low_results", "unknown-column", "low_results"),
        ('Категория = "высшая"', "unknown-column", '"высшая"'),
        ("school.low = true", "unknown-column", "school.low"),
        ("shcool.low_results", "unknown-key", "shcool.low_results"),
        ("grade.x = 1", "unknown-key", "grade.x"),
        ("fio = 'Иванова'", "personal-column", "fio"),
        ("grade = '4'", "types-differ", "'4'"),
        ("person = 4", "types-differ", "4"),
        ("date = 4", "types-differ", "4"),
        ("date + 1 > as_of", "types-differ", "date"),
        ("grade like '4%'", "types-differ", "grade"),
        ("grade matches '4'", "types-differ", "grade"),
        ("'a' matches 'a'", "condition-syntax", "matches"),
        ("matches = 1", "unknown-column", "matches"),
        ("person matches trained", "types-differ", "trained"),
        ("person matches 'a' like 'b'", "chained-comparison", "like"),
        ("person matches '''^т'", "bad-pattern", "^"),
        ("grade in (4, 'пятый')", "types-differ", "'пятый'"),
        ("grade = null", "null-comparison", "null"),
        ("grade in (1, null)", "null-comparison", "null"),
        ("date >= '01.09.2021'", "bad-date", "'01.09.2021'"),
        ("date >= '2021-02-30'", "bad-date", "'2021-02-30'"),
        ("date >= '20210901'", "bad-date", "'20210901'"),
        ("grade", "not-a-condition", "grade"),
        ("1", "not-a-condition", "1"),
        ("trained and grade", "not-a-condition", "grade"),
        ("grade = (trained and trained)", "not-a-condition", "trained and trained"),
        ("Категория = 'высшаяя'", "value-not-listed", "'высшаяя'"),
        ("Категория in ('первая', 'вторая')", "value-not-listed", "'вторая'"),
        ("person > 'a'", "texts-have-no-order", "person > 'a'"),
        ("trained > false", "texts-have-no-order", "trained"),
        ("1 = 1", "constant-condition", "1 = 1"),
        ("'x' in ('x')", "constant-condition", "'x' in ('x'"),
        ("1 < grade < 5", "chained-comparison", "<"),
        ("grade is null is null", "chained-comparison", "is"),
    ],
)
def test_what_conditions_do_not_have_is_refused_at_its_characters(
    text: str, code: str, refused: str
) -> None:
    found = read(text)
    assert isinstance(found, Finding), found
    assert isinstance(found.at, Origin)
    assert found.code.name == code
    assert (found.at.file, found.at.route) == (HERE.file, HERE.route)
    start, end = found.at.span or (0, 0)
    assert text[start:end] == refused


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("grade ≥ 4", ">="),
        ("grade == 4", "="),
        ("grade => 4", ">="),
        ("grade > 1 000", "1000"),
        ("grade between 1, 5", "and"),
        ("grade in 1, 2", "(1, 2)"),
        ("hired_on = 01.02.2022", "'2022-02-01'"),
        ("hired_on >= date '2022-02-01'", "'2022-02-01'"),
        ("hired_on date '2022-02-01'", ""),
        ("date > '31.12.2024'", "2024-12-31"),
        ("date > '1. 2. 2024 г.'", "2024-02-01"),
        ("date > '2024-12-31 10:00'", "2024-12-31"),
        ("date > '31.02.2024'", ""),
        ("date > '31.12.24'", ""),
        ("grades = 1", "grade"),
        ("Grade = 1", "grade"),
        ("low_results", "school.low_results"),
        ("school.low = true", "low_results"),
        ("schol.low_results", "school"),
        ("Person = 'x'", "person"),
        ("trained и trained", "and"),
        ("Категория = 'высш'", "высшая"),
        ("Категория = «высшая»", "'высшая'"),
        ("Категория = “высшая”", "'высшая'"),
        ("grade > 1,5", "1.5"),
        ("grade between 1,5 and 2", "1.5"),
    ],
)
def test_a_refusal_says_what_was_probably_meant(text: str, hint: str) -> None:
    found = read(text)
    assert isinstance(found, Finding)
    assert dict(found.params)["hint"] == hint


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1000 + "trained" + ")" * 1000,
        "(" * 50_000,
        "not " * 900 + "trained",
        "- " * 900 + "grade = 1",
        "+".join(["grade"] * 300) + " = 1",
        "grade = " * 400 + "1",
        " or ".join(["trained"] * 5000),
        "not (" * 12 + "trained" + ")" * 12,
    ],
)
def test_deep_and_long_conditions_are_refused_before_they_are_parsed(text: str) -> None:
    found = read(text)
    assert isinstance(found, Finding)
    assert found.code.name in ("condition-too-large", "chained-comparison")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 16 + "trained" + ")" * 16,
        "not (" * 8 + "trained" + ")" * 8,
        " or ".join(["grade = 1"] * 250),
        f"grade in ({', '.join(str(number) for number in range(500))})",
        "+".join(["grade"] * 41) + " = 1",
    ],
)
def test_conditions_as_large_as_people_write_are_read(text: str) -> None:
    assert isinstance(read(text), Clause)


def test_a_condition_is_parsed_once_for_all_who_write_it() -> None:
    first, second = read("grade = 11"), parse_condition("grade = 11", COLUMNS, Origin("b.yaml"))
    assert isinstance(first, Clause)
    assert isinstance(second, Clause)
    assert first.tree is second.tree
    assert second.origin == Origin("b.yaml")


@pytest.mark.parametrize("sign", ["- ", "+ ", "not "])
def test_signs_before_a_value_are_as_deep_as_brackets(sign: str) -> None:
    """A parser goes down one step for each of them; a sign between two values is none."""
    told = read(f"grade > {sign * 40}1") if sign != "not " else read(f"{sign * 40}trained")
    assert isinstance(told, Finding)
    assert dict(told.params)["brackets"] == DEEPEST
    assert isinstance(read(f"grade > {' + '.join(['1'] * 30)}"), Clause)


@pytest.mark.parametrize(
    ("text", "said"), [("(trained", {"bracket": "("}), ("trained and", {"last": "and"})]
)
def test_a_condition_that_breaks_off_says_what_is_missing(text: str, said: dict[str, str]) -> None:
    found = read(text)
    assert isinstance(found, Finding)
    told = {key: value for key, value in found.params if key in ("bracket", "last", "found")}
    assert told == {**said, "found": ""}


@pytest.mark.parametrize(("text", "name"), [("grade = 1{}", "number"), ("person = “{}”", "found")])
def test_a_refusal_quotes_sixty_signs_at_most(text: str, name: str) -> None:
    told = read(text.format("9" * 80))
    assert isinstance(told, Finding)
    assert len(str(dict(told.params)[name])) == 60
