"""Several times in one cell, each with its name, against the order of what they name (L638):
applications taken while the contest is held, the stage in person before that by correspondence
is over."""

import re
from collections.abc import Iterator
from itertools import combinations

from engine.classes import dataclass
from engine.codes.documents import SCHEDULES_CLASH
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import period_of
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Window
from engine.schedule import A_MONTH, resolve_schedule

_PART = lazy_pattern(r"[;,\n]")
_TIME_WORD = lazy_pattern(
    rf"(?:{A_MONTH}|год|г$|числ|"
    r"дня$|"
    r"день$|дней$|недел|месяц|рабоч|позднее$|позже$|не$|до$|с$|со$|по$|к$|в$|во$|и$|начал|конец|"
    r"конц|середин|перв|втор|трет|четв|полови|декад|квартал|течение$|период$|срок)",
    re.IGNORECASE,
)
_WORD = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TURN = lazy_pattern(
    r"\b(?:(?P<first>I|1(?:-?й)?|первый)|(?P<second>II|2(?:-?й)?|второй)|"
    r"(?P<third>III|3(?:-?й)?|третий))\s+(?:этап|тур|поток|раунд|модуль)\b",
    re.IGNORECASE,
)
_COURSES: tuple[tuple[str, ...], ...] = (
    (
        r"при[её]м\w*\s+(?:\w+\s+)?(?:заяв|документ|анкет)|\bзаявк|\bзаявочн|регистраци|"
        r"подач\w+\s+заяв",
        r"\bочн|испытани|финал|защит|собеседовани|турнир|проведени|соревновани|выступлени",
        r"награжд|подведени\w+ итог|объявлени\w+ (?:итог|результат|победител)|\bитоги\b",
    ),
    (
        r"\bзаочн|отборочн|дистанционн|полуфинал",
        r"(?<!за)\bочн|\bфинал",
        r"награжд|подведени\w+ итог|объявлени\w+ (?:итог|результат|победител)|\bитоги\b",
    ),
    (
        r"школьн\w+\s+(?:этап|тур)",
        r"(?:муниципальн|районн|городск|окружн)\w+\s+(?:этап|тур)",
        r"(?:региональн|областн|краев|республиканск)\w+\s+(?:этап|тур)",
        r"(?:всероссийск|федеральн|заключительн)\w+\s+(?:этап|тур)",
    ),
    (
        r"^подготовк|подготовительн",
        r"^проведени|основн\w+ этап|^сбор|^анкетирован|^опрос|^тестирован|^диагностик",
        r"^анализ|^обработк|^обобщ|заключительн\w+ этап|^подведени\w+ итог|^отч[её]т|^справк",
    ),
    (
        r"^обучени|^курс|^заняти|^лекци",
        r"^экзамен|^зач[её]т|итогов\w+ аттестаци|защит\w+ (?:работ|проект)",
    ),
)  # fmt: skip
"""Names of times, course by course, each in the order in which they follow."""


@dataclass(frozen=True, slots=True)
class _Part:
    """«Очный этап – 9 февраля»: the words of the name, and the time."""

    name: str
    time: Window


def check_stages_in_cells(project: Project) -> tuple[Finding, ...]:
    """One finding for each cell whose named times cannot follow each other."""
    return tuple(
        about(SCHEDULES_CLASH, roadmap, event, "schedule", quote=event.schedule.text or "")
        for roadmap in project.roadmaps
        for period in [period_of(project, roadmap)]
        for event in roadmap.events
        if _turned(tuple(_parts(event.schedule.text or "", period)))
    )


def _parts(text: str, period: Window | None) -> Iterator[_Part]:
    """The parts of the cell that have both a name and one time; one part alone follows nothing."""
    parts = _PART.split(text)
    for part in parts if len(parts) > 1 else ():
        words = [word for word in _WORD.finditer(part) if not _TIME_WORD.match(word[0])]
        turn = _TURN.search(part)
        name = " ".join(word[0] for word in words) + (f" {turn[0]}" if turn else "")
        said = _TURN.sub(" ", part) if turn else part
        time = _WORD.sub(lambda word: word[0] if _TIME_WORD.match(word[0]) else " ", said)
        read = resolve_schedule(time.strip(' –—-:()«»".'), period)
        if name and len(read.windows) == 1:
            yield _Part(name, read.windows[0])


def _turned(parts: tuple[_Part, ...]) -> bool:
    return any(
        _against(one, other) or _against(other, one) for one, other in combinations(parts, 2)
    )


def _against(first: _Part, later: _Part) -> bool:
    """Whether `first` comes before `later` by its name and not by its time."""
    places = ((_place(first.name, course), _place(later.name, course)) for course in _COURSES)
    turns = _number(first.name), _number(later.name)
    follows = any(0 <= one < other for one, other in (turns, *places))
    months = first.time.is_of_months or later.time.is_of_months
    edge = later.time.end if months else later.time.start
    return follows and first.time.end > edge


def _place(name: str, course: tuple[str, ...]) -> int:
    """Where the course has the name; −1 is nowhere."""
    places = (at for at, words in enumerate(course) if re.search(words, name, re.IGNORECASE))
    return next(places, -1)


def _number(name: str) -> int:
    found = _TURN.search(name)
    return -1 if found is None else ("first", "second", "third").index(str(found.lastgroup))
