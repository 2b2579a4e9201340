"""Phrases that count from days known elsewhere: «в период проведения ГИА», «за 2 недели до ИС»."""

from dataclasses import replace
from datetime import date, timedelta

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.model.spec import Offset, Schedule, ScheduleKind, Window
from engine.schedule.relative import moved
from engine.schedule.resolve import resolve_schedule

_FIRST = lazy_pattern(r"начал\w*|открыти\w*")
_LAST = lazy_pattern(r"окончани\w*|завершени\w*|конец|конц\w*|итог\w*|закрыти\w*")
_LEADING = lazy_pattern(r"проведени\w*|период\w*|дн\w*|день|дат\w*|врем\w*|срок\w*|выход\w*")
_ORDER = lazy_pattern(
    r"(?:утверждени|подписани|издани|принят|вступлени)\w*(?: в силу)?"
    r"(?: (?:настоящ\w+|данн\w+|эт\w+))?(?: (?:приказ|документ|план|дорожн\w+ карт)\w*)?"
)
_ENDING = lazy_pattern(
    r"(?:ого|его|ому|ему|ыми|ими|ами|ями|ая|яя|ое|ее|ые|ие|ой|ый|ий|ых|их|ую|юю|ом|ем|ам|ям|ах|ях|ов|ев"
    r"|ей|ия|ию|ии|[аяоеыиуюьй])$"
)
_DATED = (ScheduleKind.DEADLINE, ScheduleKind.FIXED_WINDOW)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What days a name stands for; `event` where they are those of an event (`slug/id`)."""

    name: str
    windows: tuple[Window, ...] = ()
    event: str | None = None


def days_of_anchor(texts: tuple[str, ...], period: Window | None) -> tuple[Window, ...] | None:
    """The days that an anchor's words name, in order; None where one of them names none."""
    windows: list[Window] = []
    for text in texts:
        read = resolve_schedule(text, period)
        if read.kind not in _DATED or not read.windows or read.confidence < 1:
            return None
        windows += read.windows
    return tuple(sorted(windows))


def order_anchor(day: date) -> Anchor:
    """The order's own date: «со дня утверждения приказа»."""
    return Anchor("", (Window(day, day),))


def anchored(schedule: Schedule, anchors: tuple[Anchor, ...], period: Window | None) -> Schedule:
    """With the days of its anchor, where the phrase has none of its own and the name is known."""
    if schedule.windows or not schedule.anchor or not anchors:
        return schedule
    words = schedule.anchor.lower().replace("ё", "е").split()
    edge, words = _edge(words)
    anchor = next((each for each in anchors if _is_named(each, words, schedule.anchor)), None)
    if anchor is None or not anchor.windows:
        return schedule
    windows = (_on_edge(window, edge) for window in anchor.windows)
    moved_ones = tuple(each for one in windows if (each := _moved(one, schedule.offset, period)))
    if not moved_ones:
        return replace(schedule, reason="calendar_not_covered")
    return replace(schedule, windows=moved_ones, reason=None, candidates=())


def anchor_of_event(schedule: Schedule, anchors: tuple[Anchor, ...]) -> str | None:
    """The event whose days the phrase counts from, where an anchor names one."""
    if schedule.windows or not schedule.anchor:
        return None
    _, words = _edge(schedule.anchor.lower().replace("ё", "е").split())
    named = (each for each in anchors if each.event and _is_named(each, words, schedule.anchor))
    return next((each.event for each in named), None)


def _edge(words: list[str]) -> tuple[str, list[str]]:
    """Which end is meant, and the words that name the thing: «начало проведения ГИА»."""
    edge = ""
    while len(words) > 1 and (
        (first := _FIRST.fullmatch(words[0]))
        or (last := _LAST.fullmatch(words[0]))
        or _LEADING.fullmatch(words[0])
    ):
        edge = edge or ("first" if first else "last" if last else "")
        words = words[1:]
    return edge, words


def _is_named(anchor: Anchor, words: list[str], said: str) -> bool:
    if not anchor.name:
        return _ORDER.fullmatch(" ".join(said.lower().replace("ё", "е").split())) is not None
    _, named = _edge(anchor.name.lower().replace("ё", "е").split())
    return [*map(_stem, named)] == [*map(_stem, words)]


def _stem(word: str) -> str:
    """The word without its case; short ones are abbreviations, and stay."""
    word = word.strip("«»\"'(),.")
    return word if len(word) <= 4 else _ENDING.sub("", word)


def _on_edge(window: Window, edge: str) -> Window:
    if not edge:
        return window
    day = window.start if edge == "first" else window.end
    return Window(day, day)


def _moved(window: Window, offset: Offset | None, period: Window | None) -> Window | None:
    """«В период» is the window; «за 2 недели до» one day; «после» runs to the end of the plan;
    «в течение 10 дней со дня» begins on the last day of the anchor."""
    if offset is None:
        return window
    if offset.amount < 0:
        day = moved(window.start, offset)
        return Window(day, day) if day else None
    if offset.amount == 0:
        start = window.end + timedelta(days=1)
        return Window(start, max(start, period.end if period else start))
    day = moved(window.end, offset)
    return Window(window.end, day) if day else None
