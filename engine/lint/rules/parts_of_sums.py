"""Parts of a number that do not add up to it, and shares that are not their counts (L786)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from engine.codes.texts import PARTS_NOT_ADDED_UP
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.morphology import forms
from engine.model.project import Project

_MONEY = (
    r"(?<!\d)(?P<{0}>\d[\d\s]{{0,15}}(?:,\d{{1,4}})?)\s{{0,3}}"
    r"(?P<{0}_unit>(?:тыс|млн|млрд)?\.?\s*(?:руб\w*\.?|₽))"
)
_AMOUNT = lazy_pattern(_MONEY.format("part"), re.IGNORECASE)
_BUDGET = lazy_pattern(
    _MONEY.format("total") + r"[^.;:\d]{0,40}?\b(?:в\s+том\s+числе|из\s+них)\b\W*", re.IGNORECASE
)
_SENTENCE = lazy_pattern(r"\.\s+(?=[А-ЯЁ])|\n\s*\n")
_A_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
_NUMBER = lazy_pattern(r"\d+(?:,\d+)?")
_TIMES = (("тыс", 1_000), ("млн", 1_000_000), ("млрд", 1_000_000_000))
_OF_KINDS = lazy_pattern(
    r"(?<![\d.,/№-])(?<!№\s)(?P<total>\d{1,4})\s+(?P<what>[^\d\W]+)(?:\s+[^\d\W]+){0,4}\s*[:(]\s*"
    r"(?P<parts>\d{1,4}\s+[^\d\W]+(?:\s*,\s*\d{1,4}\s+[^\d\W]+)*\s*(?:,|\bи)\s*\d{1,4}\s+[^\d\W]+)"
    r"(?P<after>(?:\s+[^\d\W]+)?)\s*(?:[).;]|$)"
)
"""«14 школ района: 9 средних и 5 основных»."""
_OF_NAMED = lazy_pattern(
    r"(?<![\d.,/№-])(?<!№\s)(?P<total>\d{1,5})\s+[^\d\W]+(?:\s+[^\d\W]+){0,4}\s*[:(]\s*"
    r"(?P<parts>[^\d\W][^\d:;()]{1,60}?\s[-–—]\s(?:\d{1,5})(?!\d)(?:\s+(?:чел\w*|шт\w*|ед\w*)\.?)?"
    r"(?:\s*[,;]\s*[^\d\W][^\d:;()]{1,60}?\s[-–—]\s(?:\d{1,5})(?!\d)"
    r"(?:\s+(?:чел\w*|шт\w*|ед\w*)\.?)?){1,20})\s*(?:[).]|$)"
)
"""«240 учителей: русский язык – 90, математика – 100, обществознание – 50»."""
_AT_ITS_END = lazy_pattern(r"[-–—]\s(\d{1,5})")
_SHARE = r"(?P<share>\d{1,3}(?:,\d+)?)\s*(?:%|процент\w*)"
_COUNTS = r"(?P<count>\d{1,6})\s+(?:[^\d\W]+\s+){0,2}?из\s+(?P<whole>\d{1,6})"
_SHARE_COUNTED = lazy_pattern(rf"{_SHARE}[^.;:()%]{{0,120}}\({_COUNTS}[^()%]*\)")
_COUNTED_SHARE = lazy_pattern(rf"{_COUNTS}[^.;:()%\d]{{0,60}}\({_SHARE}[^()\d]*\)")
"""«60% учителей (42 из 70)», «42 из 70 учителей (60%)»."""
_PART = lazy_pattern(r"(\d{1,4})\s+([^\d\W]+)")


def check_parts_of_sums(project: Project) -> tuple[Finding, ...]:
    """«240 тыс. рублей, в том числе 120 … и 90 …», «14 школ: 9 средних и 6 основных»."""
    return tuple(
        found
        for passage in passages_of(project)
        if not passage.lost
        for found in (
            *_budgets(passage),
            *_kinds(passage),
            *_named(passage),
            *_shares(passage),
        )
    )


def _budgets(passage: Passage) -> Iterator[Finding]:
    """Money and its parts: all the numbers up to the end of the sentence are amounts."""
    for found in _BUDGET.finditer(passage.text):
        end = _SENTENCE.search(passage.text, found.end())
        rest = passage.text[found.end() : end.start() if end else len(passage.text)]
        parts = [
            _rubles(part["part"], part["part_unit"], found["total_unit"])
            for part in _AMOUNT.finditer(rest)
        ]
        other = _NUMBER.search(_A_YEAR.sub("", _AMOUNT.sub("", rest)))
        total = _rubles(found["total"], found["total_unit"], "")
        if len(parts) > 1 and not other and sum(parts) != total:
            unit = _times(found["total_unit"])
            yield _report(passage, found, [part / unit for part in parts])


def _kinds(passage: Passage) -> Iterator[Finding]:
    for found in _OF_KINDS.finditer(passage.text):
        parts = _PART.findall(found["parts"])
        are_kinds = all(forms(word)[0].part in ("ADJF", "PRTF") for _, word in parts)
        if are_kinds and sum(int(number) for number, _ in parts) != int(found["total"]):
            yield _report(passage, found, [Fraction(number) for number, _ in parts])


def _named(passage: Passage) -> Iterator[Finding]:
    for found in _OF_NAMED.finditer(passage.text):
        parts = [Fraction(number) for number in _AT_ITS_END.findall(found["parts"])]
        if sum(parts) != int(found["total"]):
            yield _report(passage, found, parts)


def _shares(passage: Passage) -> Iterator[Finding]:
    """A share with its count in brackets: a whole number of things may round it either way."""
    for pattern in (_SHARE_COUNTED, _COUNTED_SHARE):
        for found in pattern.finditer(passage.text):
            share, whole = Fraction(found["share"].replace(",", ".")), int(found["whole"])
            counted = share * whole / 100
            if whole and abs(counted - int(found["count"])) >= 1:
                yield report(
                    PARTS_NOT_ADDED_UP, passage, (found.start("count"), found.end("whole")),
                    parts=f"{found['share']} % × {whole}", sum=_written(round(counted, 1)),
                )  # fmt: skip


def _report(passage: Passage, found: re.Match[str], parts: list[Fraction]) -> Finding:
    added = " + ".join(map(_written, parts))
    return report(
        PARTS_NOT_ADDED_UP, passage, found.span("total"), parts=added, sum=_written(sum(parts))
    )


def _written(number: Fraction | int) -> str:
    return f"{float(number):.15g}".replace(".", ",")


def _rubles(number: str, unit: str, default: str) -> Fraction:
    value = Fraction("".join(number.split()).replace(",", "."))
    return value * _times(unit if _times(unit) > 1 else default)


def _times(unit: str) -> int:
    return next((times for name, times in _TIMES if name in unit.lower()), 1)
