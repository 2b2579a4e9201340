"""Sentences with holes are grammatical in both languages."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine import codes
from engine.codes import CODES, papers, tables
from engine.diagnostics import Origin, Place, Worded, finding
from engine.messages import Language, catalogue
from engine.messages.catalogue import fill, plural_form

TEACHERS = ("педагог", "педагога", "педагогов")


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "педагог"), (2, "педагога"), (4, "педагога"), (5, "педагогов"), (11, "педагогов"),
        (12, "педагогов"), (21, "педагог"), (22, "педагога"), (111, "педагогов"),
        (1001, "педагог"), (0, "педагогов"), (1.5, "педагога"),
    ],
)  # fmt: skip
def test_a_russian_noun_agrees_with_its_number(number: float, word: str) -> None:
    assert plural_form(number, TEACHERS, "ru") == word


def test_a_hole_takes_its_parameter_and_quotes_it_on_demand() -> None:
    assert fill("нет поля {key!q} в {file}", {"key": "titel", "file": "a.yaml"}, "ru") == (
        "нет поля «titel» в a.yaml"
    )


def test_an_optional_part_disappears_without_its_parameter() -> None:
    template = "нет столбца {name!q}[[, похоже на {hint!q}]]."
    assert fill(template, {"name": "grad", "hint": "grade"}, "ru") == (
        "нет столбца «grad», похоже на «grade»."
    )
    assert fill(template, {"name": "grad", "hint": None}, "ru") == "нет столбца «grad»."


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_every_code_says_what_is_wrong_why_it_matters_and_what_to_do(
    code: object, language: Language
) -> None:
    words = catalogue(language)
    name = code.name  # type: ignore[attr-defined]
    assert words.has(f"{name}.message")
    advice = f"{words.why(name).strip()} {words.fix(name).strip()}"
    assert words.why(name).strip()
    assert words.fix(name).strip()
    assert not re.search(r"\[\[|\]\]|\{\{|\}\}|\{[a-z_]\w*(!q)?\}|\{\w+:[^{}]*\|", advice)


def test_why_and_fix_are_filled_with_what_the_finding_has() -> None:
    words = catalogue(Language.RU)
    longer = finding(tables.ROW_LONGER, Origin("a.csv"), count=1)
    assert "поэтому строка не учтена." in words.reason(longer)
    assert "поэтому строки не учтены." in words.why(longer.code.name)


def test_a_code_is_an_id_a_name_and_a_severity_and_its_words_stand_in_the_catalogue_alone() -> None:
    """A second Why and Fix beside the code would be read by nothing, and drift."""
    told = [
        path.name
        for path in Path(codes.__file__).parent.glob("*.py")
        if re.search(r"\*\*(Why|Fix)\b", path.read_text("utf-8"))
    ]
    assert told == []


def test_no_words_are_kept_of_a_code_that_is_gone() -> None:
    """An entry with Why and Fix belongs to a code."""
    entries = catalogue(Language.RU).entries
    whole = {entry.rpartition(".")[0] for entry in entries if entry.endswith(".message")}
    explained = {name for name in whole if {f"{name}.why", f"{name}.fix"} <= set(entries)}
    assert explained <= {code.name for code in CODES}


HOLE = re.compile(r"{(\w+)(?:!q)?}")


TOLD_OTHERWISE = ("report.short_date", "key-missing.message", "scaffold.schedule")
"""A day in figures or with the month's name; the title of a key, which is an English word; the
schedule of a new file, where Russian has a phrase and English the days."""


def test_both_languages_fill_in_the_same() -> None:
    russian, english = catalogue(Language.RU).entries, catalogue(Language.EN).entries
    for key, sentence in russian.items():
        if key not in TOLD_OTHERWISE:
            assert set(HOLE.findall(sentence)) == set(HOLE.findall(english[key])), key


def test_no_word_of_the_english_catalogue_is_russian() -> None:
    english = catalogue(Language.EN).entries
    assert {key: text for key, text in english.items() if re.search("[А-Яа-яЁё]", text)} == {}


@pytest.mark.parametrize(
    ("value", "russian", "english"),
    [
        (date(2025, 12, 31), "31.12.2025", "31 Dec 2025"),
        (date(2022, 6, 1), "01.06.2022", "1 Jun 2022"),
        (Decimal("58.3"), "58,3", "58.3"),
        (Worded("witness.value", (("title", "a"), ("value", Decimal("0.5")))), "a — 0,5",
         "a — 0.5"),
        (("x", Worded("value.yes"), Worded("value.none")), "x, да, нет данных", "x, yes, no data"),
        (Worded("promised.persons", (("operator", ">="), ("number", Decimal("2000")))),
         ">= 2000 чел.", ">= 2000 persons"),
        (Worded("report.days", (("start", date(2022, 1, 1)), ("end", date(2022, 1, 31)))),
         "01.01.2022 – 31.01.2022", "1 Jan 2022 – 31 Jan 2022"),
    ],
)  # fmt: skip
def test_a_day_a_number_and_a_word_are_written_as_the_language_writes_them(
    value: object, russian: str, english: str
) -> None:
    for language, expected in ((Language.RU, russian), (Language.EN, english)):
        entries = catalogue(language).entries
        assert fill("{value}", {"value": value}, language.value, entries) == expected


@pytest.mark.parametrize(
    ("key", "number", "russian", "english"),
    [
        ("distance.short.schools", 1, "не хватает 1 школы", "1 school short"),
        ("distance.short.schools", 2, "не хватает 2 школ", "2 schools short"),
        ("distance.short.points", 1, "не хватает 1 балла", "1 point short"),
        ("distance.short.points", 20.5, "не хватает 20.5 балла", "20.5 points short"),
        ("unit.points", 60.5, "60.5 балла", "60.5 points"),
        ("unit.points", 5, "5 баллов", "5 points"),
        ("unit.points", 21, "21 балла", "21 points"),
    ],
)
def test_a_noun_agrees_with_its_number_in_either_language(
    key: str, number: float, russian: str, english: str
) -> None:
    """In Russian in the genitive: «не менее 60,5 балла»."""
    assert catalogue(Language.RU).text(key, n=number, count=number) == russian
    assert catalogue(Language.EN).text(key, n=number, count=number) == english


def test_both_languages_know_the_same_sentences() -> None:
    russian, english = catalogue(Language.RU).entries, catalogue(Language.EN).entries
    assert set(russian) == set(english)


@pytest.mark.parametrize(("number", "word"), [(1, "row"), (0, "rows"), (2, "rows"), (1.5, "rows")])
def test_an_english_noun_agrees_with_its_number(number: float, word: str) -> None:
    assert plural_form(number, ("row", "rows"), "en") == word


def test_an_advice_leaves_out_the_words_of_what_is_not_so() -> None:
    words = catalogue(Language.RU)
    place = Place("план.docx")
    for unread, end in (("", "target: []."), ("1", "(цель).")):
        told = finding(
            papers.VALUES_NOT_TARGETS, place, text="Доля", target="target: []",
            other="target: []", unread=unread,
        )  # fmt: skip
        said = words.advice(told)
        assert said.endswith(end)
        assert "{" not in said
