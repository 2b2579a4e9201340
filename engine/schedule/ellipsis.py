"""What a clause takes over from its neighbours and the plan: «20, 22 и 24.11», «до 10».

What times lend each other: the year of a list, the «до» of its first member.
"""

from dataclasses import replace

from engine.schedule.attachment import tell_numbers, tell_words
from engine.schedule.calendar import MOST_WEEKS, TERMS
from engine.schedule.interpretation import base, is_deadline
from engine.schedule.plan import Plan
from engine.schedule.rrules import unit_of
from engine.schedule.syntax import (
    Clause,
    Point,
    Repeat,
    Separator,
    Time,
    TimeMode,
    Weekdays,
    YearRef,
)


def lend(clauses: list[Clause]) -> list[Clause]:
    """Years first, then deadlines."""
    months = _head_months(_months_behind(_days_of_months(clauses)))
    return _share_deadlines(_share_years(_head_years(_more_years(months))))


def _days_of_months(clauses: list[Clause]) -> list[Clause]:
    """«сентябрь, январь, май (до 15 числа)»: the day is of each of these months."""
    match [clause for clause in clauses if not isinstance(clause, Separator)]:
        case [*months, Time(first=Point(kind="monthday", of=None) as day, last=None) as due] if (
            months and is_deadline(due) and all(map(_is_month, months))
        ):
            ends = {id(months[-1]): due.place[1]}
            return [
                replace(
                    due,
                    first=replace(day, of=each.first),
                    place=(each.place[0], ends.get(id(each), each.place[1])),
                )
                if isinstance(each, Time)
                else each
                for each in clauses
                if each is not due
            ]
        case _:
            return clauses


def _is_month(time: Clause) -> bool:
    if not isinstance(time, Time):
        return False
    return time.first.kind == "month" and time.last is None and time.mode in ("within", "during")


def _months_behind(clauses: list[Clause]) -> list[Clause]:
    """«3 неделя (март)», «I декада (декабрь)»: the month in brackets is that of the piece."""
    told: list[Clause] = []
    for clause in clauses:
        match told[-2:], clause:
            case (
                [
                    Time(first=Point(kind="nth" | "part", of=None) as piece, last=None) as time,
                    Separator("open"),
                ],
                Time(first=Point(kind="month") as month, last=None),
            ):
                whole = (time.place[0], clause.place[1])
                told[-2:] = [replace(time, first=replace(piece, of=month), place=whole)]
            case _:
                told.append(clause)
    return told


def _head_months(clauses: list[Clause]) -> list[Clause]:
    """«октябрь, 1-я неделя», «октябрь (2-я декада)»: the piece is of that month."""
    lent: list[Clause] = []
    for clause in clauses:
        match lent[-2:], clause:
            case (
                [Time(first=Point(kind="month") as month, last=None), Separator()],
                Time(first=Point(kind="nth", of=None) as piece, last=None),
            ):
                lent[-2:] = [replace(clause, first=replace(piece, of=month))]
            case _:
                lent.append(clause)
    return lent


def _more_years(clauses: list[Clause]) -> list[Clause]:
    """«октябрь 2020, 2021 гг.»: the same days of one more year."""
    lent: list[Clause] = []
    for clause in clauses:
        match lent[-2:], clause:
            case (
                [Time() as before, Separator("comma" | "and" | "or")],
                Time(first=Point(kind="years", year=YearRef() as year), last=None),
            ) if _ends_in_year(before):
                more = _dated(before, replace(year, plural=False))
                lent.append(replace(more, place=clause.place))
            case _:
                lent.append(clause)
    return lent


def _ends_in_year(time: Time) -> bool:
    """«октябрь 2020», «октябрь – ноябрь 2020»: the year stands at its end, and nowhere else."""
    last = base(time.last or time.first)
    is_alone = time.last is None or base(time.first).year is None
    return last.kind != "years" and last.year is not None and is_alone


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
                same = not backwards and _is_told_closer(clause, shared[-1:])
                near = (
                    _year_of_part(clause.first, known)
                    if same
                    else _near(clause, known, backwards=backwards)
                )
                clause = _dated(clause, near)
            known = _yeared_end(clause, backwards=backwards) or known
        shared.append(clause)
    return shared


def _is_told_closer(time: Time, before: list[Clause]) -> bool:
    """«Март 2025 г. (I квартал)»: the quarter in brackets is of the same year."""
    opens = bool(before) and isinstance(before[0], Separator) and before[0].name == "open"
    return opens and time.first.kind in ("quarter", "half")


def _year_of_part(part: Point, known: Point) -> YearRef | None:
    """«Февраль 2025 г. (II полугодие)» is of a school year, «февраль 2025 г. (I полугодие)» not."""
    year = known.year
    if part.kind != "half" or year is None or year.first != year.last or not known.month:
        return year
    if (part.number == 1) is (known.month <= _HALF):
        return year
    shift = 0 if part.number == 1 else -1
    return replace(year, first=year.first + shift, last=year.last + shift + 1)


_HALF = 6


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


def _share_deadlines(clauses: list[Clause]) -> list[Clause]:
    """«до 1 ноября, 1 февраля, 1 мая»: days that follow a deadline are deadlines too."""
    shared: list[Clause] = []
    mode: TimeMode = "within"
    for clause in clauses:
        if isinstance(clause, Time):
            alike = clause.mode == "within" and clause.first.kind == "day" and clause.last is None
            clause = replace(clause, mode=mode) if alike else clause
            mode = clause.mode if is_deadline(clause) else "within"
        elif not (isinstance(clause, Separator) and clause.name in ("comma", "and", "or")):
            mode = "within"
        shared.append(clause)
    return shared


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
    if shape.kind == "nth" or shape.kind in ("day", "monthday", "quarter", "half", *TERMS):
        return replace(shape, number=point.number, place=point.place, year=None)
    return point
