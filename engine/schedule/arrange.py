"""What a clause takes over from its neighbours and the plan: «20, 22 и 24.11», «до 10»."""

from dataclasses import replace

from engine.schedule.dates import MOST_WEEKS
from engine.schedule.lending import lend
from engine.schedule.occurrences import unit_of
from engine.schedule.plan import Plan
from engine.schedule.reading import base
from engine.schedule.syntax import Clause, Point, Repeat, Separator, Time, Weekdays
from engine.schedule.wording import tell_numbers, tell_words


def arrange(clauses: list[Clause], plan: Plan) -> list[Clause]:
    """The clauses with the days, months and years their neighbours carry for them."""
    told = tell_numbers(_share_shapes(tell_words(clauses)))
    often = any(isinstance(clause, Repeat) and unit_of(clause) != "year" for clause in told)
    return lend([_in_plan(c, plan, often=often) if isinstance(c, Time) else c for c in told])


def _in_plan(time: Time, plan: Plan, *, often: bool) -> Time:
    """«следующего года» is the year after the plan's first."""
    last = _following(time.last, plan) if time.last else None
    following = replace(time, first=_following(time.first, plan), last=last)
    return _in_month(following, plan, often=often)


def _following(point: Point, plan: Plan) -> Point:
    if point.of is not None:
        return replace(point, of=_following(point.of, plan))
    if point.year is None or not point.year.following:
        return point
    if plan.period is None:
        return replace(point, year=None)
    year = plan.period.start.year + 1
    return replace(point, year=replace(point.year, first=year, last=year))


def _in_month(time: Time, plan: Plan, *, often: bool) -> Time:
    """In the plan of a month a bare «10» or «третья неделя» is of that month.

    «до 31 числа ежемесячно» stays a day of every month, which ends in the shorter ones.
    """
    if often:
        return time
    last = _of_month(time.last, plan) if time.last else None
    return replace(time, first=_of_month(time.first, plan), last=last)


def _of_month(point: Point, plan: Plan) -> Point:
    inner = base(point)
    if plan.month is None or inner.kind not in ("number", "monthday", "nth"):
        return point
    if inner.kind == "number" or (inner.kind == "monthday" and inner.number > 0):
        return replace(point, kind="day", month=plan.month.month, of=None)
    return replace(point, of=Point("unit", point.place, name="month"))


def _share_shapes(clauses: list[Clause]) -> list[Clause]:
    """A bare number is a day, a quarter, a week as the next clause says: «1, 15 октября»."""
    shared: list[Clause] = []
    shape: Point | None = None
    week: Weekdays | None = None
    for clause in reversed(clauses):
        if isinstance(clause, Time):
            clause = _shaped(clause, shape)
            if week is not None and _counts_weeks(clause):
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


def _counts_weeks(time: Time) -> bool:
    number = time.first.number
    return time.first.kind == "number" and time.last is None and -1 <= number <= MOST_WEEKS


def _weekday_shaped(clause: Weekdays, after: Weekdays | None) -> Weekdays:
    return replace(clause, of=after.of) if after and clause.of is None and clause.number else clause


def _shaped(time: Time, shape: Point | None) -> Time:
    last = _like(time.last, shape) if time.last else None
    first = _like(time.first, last or shape)
    if last is not None and last.kind == "number":
        last = _like(last, first)
    return replace(time, first=first, last=last)


def _like(point: Point, shape: Point | None) -> Point:
    if (
        point.kind != "number"
        or shape is None
        or shape.kind in ("number", "month", "years", "unit")
    ):
        return point
    if shape.kind == "nth" or shape.kind in ("day", "monthday", "quarter", "half", "term"):
        return replace(shape, number=point.number, place=point.place, year=None)
    return point
