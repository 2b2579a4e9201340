"""Sentences with holes are grammatical in both languages."""

import pytest

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


def test_both_languages_know_the_same_sentences() -> None:
    russian, english = catalogue(Language.RU).entries, catalogue(Language.EN).entries
    assert set(russian) == set(english)
