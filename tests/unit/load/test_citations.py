"""«приложение 1, раздел 2, п. 3.1, с. 7» is read step by step, and no word of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.load.citation_words import NAMES
from engine.load.citations import parse_citation
from engine.model.citations import Citation, Step, StepKind


def told(text: str) -> str:
    """The steps of a place as `kind numbers`, places parted by «|»."""
    citation, faults = parse_citation(text)
    assert not faults, (text, faults)
    return " | ".join("; ".join(map(_step, place)) for place in citation.places)


def _step(step: Step) -> str:
    numbers = ",".join(a if a == b else f"{a}-{b}" for a, b in step.numbers)
    nth = f"#{step.nth}" if step.nth else ""
    words = f"«{step.words}»" if step.kind is not StepKind.FIELD and step.words else ""
    return " ".join(part for part in (str(step.kind), numbers, nth, words) if part)


PLACES = {
    "приложение 1, раздел 2, п. 3.1, с. 7": "annex 1; section 2; point 3.1; page 7",
    "пункт 3.1 раздела 2 приложения № 1": "point 3.1; section 2; annex 1",
    "Раздел IV": "section 4",
    "таблица 3, строка 12, столбец 2": "table 3; row 12; column 2",
    "п. 6.2, подпункт «а»": "point 6.2; subpoint а",
    "п. 3.1.2, подп. 2)": "point 3.1.2; subpoint 2",
    "стр. 7–9 и 12": "page 7-9,12",
    "с.7": "page 7",
    "c. 7": "page 7",
    "приказ, п. 1, 2.1": "order; point 1,2.1",
    "приказ от 11.01.2021 № 80-р, преамбула": "order 80-р «от 11.01.2021»; preamble",
    "паспорт, вторая строка 1": "passport; row 1 #2",
    "Положение, пункт 4.3, последний абзац": "regulation; point 4.3; paragraph #-1",
    "второй абзац": "paragraph 2",
    "абзац третий": "paragraph 3",
    "паспорт, «Ожидаемые результаты:»": "passport; heading «Ожидаемые результаты:»",
    "раздел «Организация», п. 2": "section «Организация»; point 2",
    "3.1": "point 3.1",
    "приложение 2, раздел 9; приложение 3, строка 9": "annex 2; section 9 | annex 3; row 9",
    "приложение 1, с. 14; с. 16": "annex 1; page 14 | annex 1; page 16",
    "Положение, раздел 3 и п. 4.5": "regulation; section 3 | regulation; point 4.5",
    "приказ, п. 1; Положение, п. 2": "order; point 1 | regulation; point 2",
    "план, пункт 1.6, результат": "plan; point 1.6; field",
    "annex 1, section II, point 3, page 4": "annex 1; section 2; point 3; page 4",
    "order 17-a point 3": "order 17-a; point 3",
    "приложение 1, внизу": "annex 1; other «внизу»",
    "строка о наставничестве": "other «строка о наставничестве»",
    "том 2, с. 5": "other «том 2»; page 5",
    "подп. «а» п. 3 разд. II прил. № 1": "subpoint а; point 3; section 2; annex 1",
    "подпункт б пункта 2": "subpoint б; point 2",
    "абз. 2 п. 1.4": "paragraph 2; point 1.4",
    "п.п. 1.1, 1.2": "point 1.1,1.2",
    "№ п/п 5": "point 5",
    "3 раздел, 5 пункт": "section 3; point 5",
    "пункты 1, 2 паспорта": "point 1,2; passport",
    "таблица, строка: 5": "table; row 5",
    "титульный лист": "other «титульный лист»",
    "постановляющая часть, п. 3": "other «постановляющая часть»; point 3",
    "раздел: Кадры": "other «раздел»; other «кадры»",
    "Раздел I. Общие положения, п. 2": "section 1; heading «Общие положения»; point 2",
    "подпункты а) и б) п. 2": "subpoint а,б; point 2",
    "п. 3 а)": "point 3; subpoint а",
    "подпункт 3.1.а": "subpoint 3.1.а",
    "п. IV.2": "point 4.2",
    "план-график 2, гр. 3": "plan; other «-график 2»; column 3",
    "направление 3": "other «направление 3»",
    "параграф 3": "other «параграф 3»",
    "раздел „Кадры“, п. 2": "section «Кадры»; point 2",
    "раздел «Проект «Учитель»», п. 2": "section «Проект «Учитель»»; point 2",
    "раздел «Проект «Учитель», п. 2": "section «Проект «Учитель»; point 2",
    "приложение 3-1, п. 2": "annex 3-1; point 2",
}


def test_a_place_is_read_as_orders_write_it() -> None:
    assert {text: told(text) for text in PLACES} == PLACES


FAULTS = {
    "с.": ("uncounted", "с."),
    "приложение 1, строка": ("uncounted", "строка"),
    "п. 1, с. 0": ("zero", "0"),
    "с. 9–7": ("backward", "9–7"),
    "п. 3.4–3.1": ("backward", "3.4–3.1"),
    "старница 7": ("misspelt", "старница 7"),
    "раздлел 2, п. 1": ("misspelt", "раздлел 2"),
    "паспорт, «Цели": ("unclosed", "«Цели"),
}


def test_what_cannot_be_a_place_is_told_with_its_signs() -> None:
    found = {}
    for text in FAULTS:
        (fault,) = parse_citation(text)[1]
        found[text] = (fault.reason, text[slice(*fault.span)])
    assert found == FAULTS


def test_digits_of_other_scripts_are_the_numbers_that_they_are() -> None:
    assert told("п. ٣.०１") == told("п. 3.1")
    assert told("٢-й абзац, с. ７–९") == told("2-й абзац, с. 7–9")
    assert told("п. ²") == "other «п. ²»"


def test_a_text_without_end_is_no_place_and_costs_nothing() -> None:
    for text in ("п. 1" + ".1" * 50_000, "«а» " * 25_000, "п." + " " * 100_000 + "!"):
        citation, faults = parse_citation(text)
        assert citation.places == ()
        assert [(each.reason, each.span) for each in faults] == [("endless", (0, len(text)))]


def test_two_spellings_are_one_place_and_two_places_are_not() -> None:
    one, other = (parse_citation(text)[0] for text in ("раздел IV, п. 2", "Раздел 4, пункт 2"))
    assert one == other
    assert str(one) == "раздел IV, п. 2"
    assert parse_citation("раздел 4, п. 3")[0] != one
    assert parse_citation("раздел 4, п. 2, внизу")[0] != one


@pytest.mark.parametrize(
    ("outer", "inner", "whole"),
    [
        ("приложение 2", "паспорт, строка 1", "annex 2; passport; row 1"),
        ("приложение 2", "п. 3, с. 7", "annex 2; point 3; page 7"),
        ("приложение 2", "приказ, п. 3", "order; point 3"),
        ("приложение 2, с. 5–9", "с. 7", "annex 2; page 7"),
        ("приложение 2", "приложение 3, п. 1", "annex 3; point 1"),
    ],
)
def test_a_place_lies_in_that_of_its_roadmap(outer: str, inner: str, whole: str) -> None:
    within = parse_citation(inner)[0].within(parse_citation(outer)[0])
    assert "; ".join(map(_step, within.places[0])) == whole


PIECES = ("наверху", "у подписи", "IV", "«а»", "(б)", "№", "и", "п")
WORDS = st.sampled_from([*PLACES, *FAULTS, *PIECES])
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(", ".join) | st.text(
    'абпсруктилезо1029.,;«»"–- №IVN\u0306й', max_size=30
)


@given(TEXTS)
def test_no_word_of_a_place_is_dropped_without_being_named(text: str) -> None:
    """Each word is a step, a number of one, stands in quotes, joins them, or is told."""
    citation, faults = parse_citation(text)
    spans = (*citation.unread, *(fault.span for fault in faults))
    named = {at for start, end in spans for at in range(start, end)}
    kept = _kept(citation)
    for word in re.finditer(r"[^\W\d_]+|\d+(?:\.\d+)*", text):
        is_told = named & set(range(*word.span()))
        assert is_told or _is_kept(word[0], kept), (text, word[0])


def _kept(citation: Citation) -> str:
    steps = [step for place in citation.places for step in place]
    numbers = [number for step in steps for pair in step.numbers for number in pair]
    return " ".join((*numbers, *(step.words for step in steps))).casefold()


JOINING = frozenset(["и", "или", "в", "во", "на", "к", "из", "от", "г", "года", "н", "n"])


def _is_kept(word: str, kept: str) -> bool:
    if word.casefold() in JOINING or word.casefold().lstrip("0.") in kept:
        return True
    if word[0].isdigit():
        return False
    alone, counting = parse_citation(word)[0], parse_citation(f"{word} строка")[0]
    return not alone.unread or not counting.unread


def test_every_name_of_a_step_that_is_offered_is_one_that_is_read() -> None:
    for name in NAMES:
        citation, faults = parse_citation(f"{name} 2".replace("пояснительная", "записка"))
        assert not citation.unread, name
        assert not faults, name
