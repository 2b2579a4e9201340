"""What a clause takes over from its neighbours: «20, 22 и 24.11», «апрель, ноябрь 2022 г»."""

from dataclasses import replace

from engine.model.schedules import Offset
from engine.schedule.plan import Plan
from engine.schedule.syntax import (
    Clause,
    External,
    Mark,
    Point,
    Relative,
    Separator,
    Time,
    Weekdays,
    YearRef,
)
from engine.schedule.times import base

_UNIT_OFFSETS = {"month": ("months", 1), "week": ("weeks", 1), "day": ("days", 1)}


def arrange(clauses: list[Clause], plan: Plan) -> list[Clause]:
    """The clauses with the days, months and years their neighbours carry for them."""
    shaped = _share_shapes(_merge_words(clauses))
    named = [_in_month(c, plan) if isinstance(c, Time) else c for c in shaped]
    return _share_years(_head_years(named))


def _in_month(time: Time, plan: Plan) -> Time:
    """In the plan of a month a bare «10» or «третья неделя» is of that month."""
    last = _of_month(time.last, plan) if time.last else None
    return replace(time, first=_of_month(time.first, plan), last=last)


def _of_month(point: Point, plan: Plan) -> Point:
    inner = base(point)
    if plan.month is None or inner.kind not in ("number", "monthday", "nth"):
        return point
    if inner.kind == "number" or inner.kind == "monthday":
        return replace(point, kind="day", month=plan.month.month, of=None)
    return replace(point, of=Point("unit", point.place, name="month"))


# --- words --------------------------------------------------------------------------------------


def _merge_words(clauses: list[Clause]) -> list[Clause]:
    """Notes that continue an anchor: «с перечнем процедур, предусматривающих проверку»."""
    merged: list[Clause] = []
    for clause in clauses:
        before = merged[-2:] if len(merged) > 1 else []
        joined = _continue(before, clause) or _with_unit(merged, clause)
        if joined:
            del merged[-len(joined[0]) :]
            merged.append(joined[1])
        else:
            merged.append(clause)
    return merged


def _continue(before: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    match (*before, clause):
        case (External() | Relative() as head, Separator("comma" | "and") as sep, Mark("note") as note):
            if not head.anchor:
                return None
            text = f"{head.anchor}{',' if sep.name == 'comma' else ' и'} {note.anchor}"
            return before, replace(head, anchor=text, place=(head.place[0], note.place[1]))
    return None


def _with_unit(merged: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    """«в течение месяца после проведения», «за неделю до начала»: a unit alone is one of it."""
    match (merged[-1:], clause):
        case ([Time(first=Point(kind="unit", name=name), last=None) as unit], Relative(offset=None)):
            if name not in _UNIT_OFFSETS:
                return None
            sign = -1 if clause.before else 1
            offset = {"month": Offset(sign, "months"), "week": Offset(sign, "weeks")}.get(name)
            place = (unit.place[0], clause.place[1])
            return merged[-1:], replace(clause, offset=offset or Offset(sign, "days"), place=place)
    return None


# --- shapes -------------------------------------------------------------------------------------


def _share_shapes(clauses: list[Clause]) -> list[Clause]:
    """A bare number is a day, a quarter, a week as the next clause says: «1, 15 октября»."""
    shared: list[Clause] = []
    shape: Point | None = None
    week: Weekdays | None = None
    for clause in reversed(clauses):
        if isinstance(clause, Time):
            clause = _shaped(clause, shape)
            if week is not None and clause.first.kind == "number":
                clause = replace(week, number=clause.first.number, place=clause.place)
            else:
                shape, week = clause.first, None
        elif isinstance(clause, Weekdays):
            clause = _weekday_shaped(clause, week)
            shape, week = None, clause
        elif not isinstance(clause, Separator):
            shape = week = None
        shared.append(clause)
    shared.reverse()
    return shared


def _weekday_shaped(clause: Weekdays, after: Weekdays | None) -> Weekdays:
    return replace(clause, of=after.of) if after and clause.of is None and clause.number else clause


def _shaped(time: Time, shape: Point | None) -> Time:
    last = _like(time.last, shape) if time.last else None
    first = _like(time.first, last or shape)
    if last is not None and last.kind == "number":
        last = _like(last, first)
    return replace(time, first=first, last=last)


def _like(point: Point, shape: Point | None) -> Point:
    if point.kind != "number" or shape is None or shape.kind in ("number", "month", "years", "unit"):
        return point
    if shape.kind == "nth" or shape.kind in ("day", "monthday", "quarter", "half", "term"):
        return replace(shape, number=point.number, place=point.place, year=None)
    return point


# --- years --------------------------------------------------------------------------------------


def _head_years(clauses: list[Clause]) -> list[Clause]:
    """«2021 год: сентябрь, декабрь», «сентябрь – май, 2021-2022 учебный год»: the year of all."""
    times = [c for c in clauses if isinstance(c, Time)]
    heads = [c for c in times if c.first.kind == "years" and c.last is None and c.mode == "within"]
    rest = [c for c in times if c not in heads]
    if len(heads) != 1 or not rest or any(_has_year(c) or not _takes_year(c) for c in rest):
        return clauses
    year = heads[0].first.year
    return [_dated(c, year) if isinstance(c, Time) else c for c in clauses if c is not heads[0]]


def _has_year(time: Time) -> bool:
    return any(base(p).year is not None for p in (time.first, time.last) if p)


def _takes_year(time: Time) -> bool:
    return base(time.first).kind not in ("unit", "years", "number")


def _dated(time: Time, year: YearRef | None) -> Time:
    if time.last is None:
        return replace(time, first=_with_year(time.first, year))
    return replace(time, last=_with_year(time.last, year))


def _with_year(point: Point, year: YearRef | None) -> Point:
    if point.of is not None:
        return replace(point, of=_with_year(point.of, year))
    return replace(point, year=year)


def _share_years(clauses: list[Clause]) -> list[Clause]:
    """A year at the end of a list is the year of its members; earlier months of a list that goes
    over the new year take the year before, later ones the year after."""
    shared = _borrowed(list(reversed(clauses)), backwards=True)
    return _borrowed(list(reversed(shared)), backwards=False)


def _borrowed(clauses: list[Clause], *, backwards: bool) -> list[Clause]:
    known: Point | None = None
    shared: list[Clause] = []
    for clause in clauses:
        if isinstance(clause, Time) and _takes_year(clause):
            if not _has_year(clause) and known is not None:
                clause = _dated(clause, _near(clause, known, backwards=backwards))
            known = _yeared_end(clause, backwards=backwards) or known
        shared.append(clause)
    return shared


def _yeared_end(time: Time, *, backwards: bool) -> Point | None:
    ends = (time.first, time.last) if backwards else (time.last, time.first)
    return next((base(p) for p in ends if p is not None and base(p).year is not None), None)


def _near(time: Time, known: Point, *, backwards: bool) -> YearRef | None:
    year = known.year
    if year is None or year.first != year.last:
        return year
    mine = _order(base(time.last or time.first))
    step = 0
    if backwards and mine > _order(known):
        step = -1
    if not backwards and mine < _order(known):
        step = 1
    return replace(year, first=year.first + step, last=year.last + step)


def _order(point: Point) -> tuple[int, int]:
    length = {"quarter": 3, "half": 6}.get(point.kind)
    if length:
        return (point.number - 1) * length + 1, 0
    return (point.month, point.number) if point.month else (point.number, 0)
