"""Clauses joined to what they belong to.

Words name a schedule, go on with one, or count something else; a length of time is counted from the
date or the event beside it.
"""

from dataclasses import replace

from engine.model.spec import Offset
from engine.schedule.interpretation import base
from engine.schedule.syntax import (
    Clause,
    Direction,
    External,
    Mark,
    Point,
    Relative,
    Separator,
    Time,
)
from engine.schedule.vocabulary import names_schedule, without_preposition


def tell_words(clauses: list[Clause]) -> list[Clause]:
    """The clauses with their words told apart and joined to what they belong to."""
    return _merge_words([_told(clause) for clause in clauses])


def whole_periods(clauses: list[Clause]) -> list[Clause]:
    """«весь период реализации дорожной карты» is the period, whatever it is of."""
    told: list[Clause] = []
    for clause in clauses:
        match told[-1:], clause:
            case [Time(first=Point(kind="unit", name="period"))], Mark(kind="note"):
                continue
        told.append(clause)
    return told


def _told(clause: Clause) -> Clause:
    """Words say which they are: a schedule that somebody keeps, or a note. No event is called by
    figures alone: «до ¹⁰ сентября», «до 123 сентября»."""
    match clause:
        case Mark(kind="note", anchor=anchor) if names_schedule(anchor):
            return External(without_preposition(anchor), clause.place)
        case Relative(anchor=str(anchor)) if anchor and not any(map(str.isalpha, anchor)):
            return Mark("note", clause.place)
        case _:
            return clause


def tell_numbers(clauses: list[Clause]) -> list[Clause]:
    """Bare numbers before words count something else: «в 4, 8, 10 классах»."""
    told: list[Clause] = []
    words = False
    for clause in reversed(clauses):
        if isinstance(clause, Time) and words and clause.first.kind == "number":
            clause = Mark("note", clause.place)
        elif not isinstance(clause, Separator):
            words = isinstance(clause, Mark) and clause.kind == "note"
        told.append(clause)
    told.reverse()
    return told


def _merge_words(clauses: list[Clause]) -> list[Clause]:
    """Notes that continue an anchor: «с перечнем процедур, предусматривающих проверку»."""
    merged: list[Clause] = []
    for clause in clauses:
        before = merged[-2:] if len(merged) > 1 else []
        joined = _continue(before, clause) or _with_unit(merged, clause) or _counted(merged, clause)
        if joined:
            del merged[-len(joined[0]) :]
            merged.append(joined[1])
        else:
            merged.append(clause)
    return merged


_SET_BY = ("установленн", "утвержденн", "утверждённ", "определенн", "определённ", "указанн")
"""«сроки, установленные Рособрнадзором»: one schedule, and who sets it."""


def _continue(before: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    match (*before, clause):
        case External(anchor=anchor) as head, Separator("comma"), External() as whose if (
            anchor and whose.anchor.lower().startswith(_SET_BY)
        ):
            text = f"{anchor}, {whose.anchor}"
            return before, replace(head, anchor=text, place=(head.place[0], whose.place[1]))
        case External() | Relative() as head, Separator("comma" | "and" | "or") as sep, Mark(
            "note"
        ) as note:
            joint = {"comma": ",", "or": " или"}.get(sep.name, " и")
            text = f"{head.anchor}{joint} {note.anchor}"
            place = (head.place[0], note.place[1])
            return (before, replace(head, anchor=text, place=place)) if head.anchor else None
    return None


def _with_unit(merged: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    """«в течение месяца после проведения», «за неделю до начала»: a unit alone is one of it."""
    match merged[-1:], clause:
        case [Time(first=Point(kind="unit", name=name), last=None) as unit], Relative(offset=None):
            sign = -1 if clause.direction == "before" else 1
            place = (unit.place[0], clause.place[1])
            offset = _one(name, sign)
            return (merged[-1:], replace(clause, offset=offset, place=place)) if offset else None
    return None


_DATED = frozenset({"day", "month", "quarter", "half", "season", "years"})
"""What a distance can be counted from."""


def _counted(merged: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    """«в течение 5 дней с 10 мая», «с 10 мая в течение месяца»: days counted from a date."""
    match merged[-1:]:
        case [Separator(name="comma")]:
            before = merged[-2:]
        case _:
            before = merged[-1:]
    for distance, since in ((before[:1], clause), ([clause], (before or [clause])[0])):
        match distance, since:
            case [Relative() | Time() as length], Time(since=True, last=None, first=day) if (
                base(day).kind in _DATED
            ):
                relative = _distance(length)
                if relative is not None:
                    place = (before[0].place[0], clause.place[1])
                    return before, replace(relative, point=day, place=place)
    return None


def _distance(clause: Relative | Time) -> Relative | None:
    """A bare «10 рабочих дней», «в течение месяца»; «через», «не позднее» end on one day."""
    match clause:
        case Relative(anchor=None, point=None, direction="within"):
            offset, latest = clause.offset, clause.latest
        case Time(first=Point(kind="unit", name=name), last=None, since=False):
            offset, latest = _one(name, 1), clause.mode == "latest"
        case _:
            return None
    way: Direction = "after" if latest else "from"
    return Relative(None, offset, way, clause.place, latest=latest) if offset else None


def _one(unit: str, sign: int) -> Offset | None:
    match unit:
        case "day":
            return Offset(sign, "days")
        case "week":
            return Offset(sign, "weeks")
        case "month" | "quarter" | "half":
            months = {"month": 1, "quarter": 3, "half": 6}[unit]
            return Offset(sign * months, "months")
    return None
