"""Words of a blank form that were left, blanks not filled in (L726), garbled executors (L734)."""

import re
from collections.abc import Iterator

from engine.codes.texts import EXECUTOR_GARBLED, TEMPLATE_LEFT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report, words_of
from engine.lint.text.morphology import forms
from engine.model.project import Project
from engine.schedule import resolve_schedule

_LEFT = lazy_pattern(
    r"(?:ненужное|лишнее|нужное|необходимое)\s+"
    r"(?:за|под|вы|в|у)?(?:черкнуть|черкните|брать|берите|писать|пишите|далить|казать)|"
    r"(?:указать|вписать|вставить|укажите|впишите|вставьте)\s+"
    r"(?:полное\s+|краткое\s+)?(?:наименован|назван|дат|номер|фио|ф\.\s?и\.\s?о|должност|сроки?\b|год\b|"
    r"муниципалитет|организаци|реквизит|ответственн)\w*|"
    r"(?<=\()\s*(?:нужное|необходимое|требуемое|подходящее|лишнее|ненужное|при необходимости)?\s*"
    r"(?:указать|вписать|выбрать|вставить|заполнить|подчеркнуть|зачеркнуть|перечислить|отметить|"
    r"уточнить|добавить|дополнить|расшифровать|проставить)(?:\s+[^()]{0,40})?(?=\))|"
    r"\b(?:вписать|вставить|подчеркнуть|зачеркнуть|проставить)\s+(?:нужное|необходимое|своё|свое)\b|"
    r"\((?:наименование|название|фио|ф\.\s?и\.\s?о\.?|подпись|должность|дата|указать|год)"
    r"(?:\s+[^()]{0,40})?\)|"
    r"_{3,}|\.{6,}|…{3,}|\b[ХX]{2}\.[ХX]{2}\.20[ХX\d]{2}|\b20[_ХX]{2}\b|<[^<>]{3,40}>|"
    r"\[(?:наименование|название|дата|указать|вставить|муниципалитет)[^\]]{0,40}\]",
    re.IGNORECASE,
)
_SIGNED_BY_NOBODY = lazy_pattern(
    r"(?<!\w)(?:[ИФ]\.\s?[ОИ]\.\s?(?:[ОИ]\.\s?)?Фамилия\b|Фамилия\s+(?:И\.\s?О\.|Имя\s+Отчество)|"
    r"Имя\s+Отчество\s+Фамилия\b)|"
    r"^\W*(?:[Дд]иректор|[Зз]аведующ|[Нн]ачальник|[Рр]уководител|[Гг]лав[аы]\b|[Мм]инистр|"
    r"[Пп]редседател|[Зз]аместител)[^;:]{0,160}\s(?:Ф\.\s?И\.\s?О\.?|И\.\s?О\.\s?Ф\.?|ФИО)\s*$|"
    r"\bрасшифровка подписи\b"
)
"""A signature as the form prints it: «Заведующий И.О. Фамилия», «Директор Ф.И.О.»; «журнал с Ф.И.О.
участников» is no signature."""
_LEFTOVER = lazy_pattern(
    r"[,;:/+]\s*$|\s[-–—]\s*$|^\s*[,;:/.]|^\s*и\s|[,;]\s*[,;]|\s[.]\s|\s(?:и|или|а также)\s*$|"
    r"^[^,;]+,\s+и\s+[^,;]+$",
    re.IGNORECASE,
)
"""Signs and words that join a name to nothing: «, и» between two names, « - » after the last."""
_A_TIME = lazy_pattern(
    r"\bв\s+(?:срок|течение)\b|\bдо\s+\d(?!\d?\s*(?:-\S+\s+)?(?:лет|года?\b|месяц|класс))|^\W*(?:до|с|к)\s",
    re.IGNORECASE,
)
"""«Воспитатели групп детей до 3 лет» are named by an age."""
_DATED = lazy_pattern(
    r"^\W*(?:\d|янв|фев|март|апрел|ма[йя]\b|июн|июл|август|сентяб|октяб|нояб|декаб|ежегод)",
    re.IGNORECASE,
)
_CLAUSE = lazy_pattern("[,;:()]")


def _is_no_name(text: str) -> bool:
    """A time, or what somebody does: «сентябрь 2025», «отдел образования обеспечивает»."""
    verbs = (word for word in words_of(_CLAUSE.split(text)[0]) if word.text.islower())
    return (
        bool(_A_TIME.search(text))
        or (bool(_DATED.match(text)) and bool(resolve_schedule(text, None).windows))
        or any({reading.part for reading in forms(verb.text)} == {"VERB"} for verb in verbs)
    )  # fmt: skip


def check_template(project: Project) -> tuple[Finding, ...]:
    """Each place of the document that its model left open."""
    return tuple(
        found for passage in passages_of(project) for found in (*_left(passage), *_garbled(passage))
    )


def _left(passage: Passage) -> Iterator[Finding]:
    found = _LEFT.search(passage.text) or _SIGNED_BY_NOBODY.search(passage.text)
    if found and not passage.lost:
        yield report(TEMPLATE_LEFT, passage, found.span())


def _garbled(passage: Passage) -> Iterator[Finding]:
    """«00», «Управление образования;», «, школы»."""
    if passage.field != "responsible" or passage.lost:
        return
    named = any(letter.isalpha() for letter in passage.text)
    if not named or _LEFTOVER.search(passage.text) or _is_no_name(passage.text):
        yield report(EXECUTOR_GARBLED, passage)
