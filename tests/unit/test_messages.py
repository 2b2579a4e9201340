"""Sentences with holes are grammatical in both languages."""

import re
from pathlib import Path

import pytest

from engine import codes
from engine.codes import CODES
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
    assert words.why(name).strip()
    assert words.fix(name).strip()


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
    whole = {each.rpartition(".")[0] for each in entries if each.endswith(".message")}
    explained = {name for name in whole if {f"{name}.why", f"{name}.fix"} <= set(entries)}
    assert explained <= {code.name for code in CODES}


def test_both_languages_know_the_same_sentences() -> None:
    russian, english = catalogue(Language.RU).entries, catalogue(Language.EN).entries
    assert set(russian) == set(english)
