"""What times lend each other: the year of a list, the «до» of its first member."""

from dataclasses import replace

from engine.schedule.reading import base, is_deadline
from engine.schedule.syntax import Clause, Point, Separator, Time, TimeMode, YearRef


def lend(clauses: list[Clause]) -> list[Clause]:
    """Years first, then deadlines."""
    return _share_deadlines(_share_years(_head_years(_more_years(_head_months(clauses)))))


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
                [Time(first=first, last=None) as before, Separator("comma" | "and")],
                Time(first=Point(kind="years", year=YearRef() as year), last=None),
            ) if base(first).kind != "years" and base(first).year is not None:
                whole = _with_year(first, replace(year, plural=False))
                lent.append(replace(before, first=whole, place=clause.place))
            case _:
                lent.append(clause)
    return lent


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


def _share_deadlines(clauses: list[Clause]) -> list[Clause]:
    """«до 1 ноября, 1 февраля, 1 мая»: days that follow a deadline are deadlines too."""
    shared: list[Clause] = []
    mode: TimeMode = "within"
    for clause in clauses:
        if isinstance(clause, Time):
            alike = clause.mode == "within" and clause.first.kind == "day" and clause.last is None
            clause = replace(clause, mode=mode) if alike else clause
            mode = clause.mode if is_deadline(clause) else "within"
        elif not (isinstance(clause, Separator) and clause.name in ("comma", "and")):
            mode = "within"
        shared.append(clause)
    return shared
