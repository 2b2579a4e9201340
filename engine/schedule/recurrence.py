"""What repeats in a phrase: its rule and its occurrences inside the period of a plan."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from engine.classes import dataclass
from engine.model.spec import ScheduleRemark, Window
from engine.schedule.calendar import (
    MOST_WEEKS,
    TERMS,
    intersect,
    months_window,
    piece,
    shortened,
)
from engine.schedule.interpretation import (
    Reading,
    base,
    clip,
    is_deadline,
    of_each,
    remark,
    says_each,
    unit_cut,
    windows_of,
)
from engine.schedule.periods import read_time
from engine.schedule.plan import Plan
from engine.schedule.rrules import blocks, days_of, rule_of, unit_of, weekday_rule
from engine.schedule.syntax import Point, Repeat, Time, Weekdays

_REPORTS = {"quarter": (1, 4, 7, 10), "half": (1, 7), "year": (1,)}
_LONGEST = months_window(2024, 1)
_EVERY_MONTH = tuple(range(1, 13))
_SHORTEST = 28
_WEEKS_OF_MONTH = 4
_WORKWEEK = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Occurrences inside the plan; `rule` is None where no calendar rule describes them."""

    rule: str | None
    windows: tuple[Window, ...] = ()
    remarks: tuple[ScheduleRemark, ...] = ()
    candidates: tuple[Window, ...] = ()
    reason: str | None = None


def is_pattern(time: Time, repeats: list[Repeat], plan: Plan) -> bool:
    """True for a day or a part of every month: «до 5 числа», «последняя неделя месяца».

    In the plan of one month such a part is a date, unless the phrase says "each" or "reporting".
    """
    point, inner = time.first, base(time.first)
    if point.kind == "number" or inner.kind in ("monthday", "nth"):
        return bool(repeats)
    unit = inner.kind == "unit" and (inner.name == "month" or inner.name.startswith("following"))
    follows = inner.name.startswith("following") or says_each(point) or bool(repeats)
    return unit and point is not inner and (plan.month is None or follows)


def is_yearly(repeat: Repeat, times: list[Time]) -> bool:
    """True for «ежегодно», «раз в год», and for «2 раза в год» where the months are named."""
    return unit_of(repeat) == "year" or (repeat.unit in ("year", "school_year") and bool(times))


def recurrence(
    repeats: list[Repeat], weekdays: list[Weekdays], times: list[Time], plan: Plan
) -> Recurrence | None:
    """What repeats inside the year, limited to the other times of the phrase; None if nothing."""
    often = [repeat for repeat in repeats if not is_yearly(repeat, times)]
    patterns = [time for time in times if is_pattern(time, often, plan)]
    units = {unit_of(repeat) for repeat in often if repeat.interval == 1}
    placed = [] if weekdays or patterns else [t for t in times if unit_cut(t) in units]
    if weekdays:
        found = _weekly(weekdays, often, plan)
    elif patterns:
        found = _monthly(patterns, often, plan)
    elif placed:
        found = Recurrence(None, windows_of([read_time(of_each(t), plan) for t in placed]))
    elif often:
        found = _plain(often[0], _counted_from(often[0], times, plan))
    else:
        return None
    others = [time for time in times if time not in patterns and time not in placed]
    if not others:
        return found
    return _joined(found, others, plan) if patterns else _limited(found, others, plan)


def _counted_from(repeat: Repeat, limits: list[Time], plan: Plan) -> Plan:
    """«раз в 2 месяца с октября»: the first two months are October and November."""
    if repeat.interval == 1 or plan.period is None:
        return plan
    windows = clip(
        windows_of([_until(read_time(limit, plan), plan) for limit in limits]), (plan.period,)
    )
    if not windows:
        return plan
    return replace(plan, period=Window(min(w.start for w in windows), plan.period.end))


def _joined(found: Recurrence, others: list[Time], plan: Plan) -> Recurrence:
    """«до 5 числа каждого месяца, до 10 января – годовой»: deadlines beside a rule are added."""
    extra = [time for time in others if is_deadline(time)]
    rest = [time for time in others if not is_deadline(time)]
    limited = _limited(found, rest, plan) if rest else found
    added = windows_of([read_time(time, plan) for time in extra])
    remarks = (*limited.remarks, *(remark("two-schedules", time.place) for time in extra))
    return replace(limited, windows=(*limited.windows, *added), remarks=remarks)


def _plain(repeat: Repeat, plan: Plan) -> Recurrence:
    """«раз в квартал»; school terms follow each school's own calendar."""
    unit = unit_of(repeat)
    kind = next((kind for kind in TERMS if kind == unit), None)
    if kind is None:
        oftener = repeat.times > 1 and unit == repeat.unit
        notes = (remark("times-not-placed", repeat.place),) if oftener else ()
        return Recurrence(rule_of(repeat), blocks(repeat, plan), notes)
    terms = [Point(kind, repeat.place, number=number) for number in TERMS[kind]]
    readings = [read_time(Time(t, None, "within", t.place), plan, yearly=True) for t in terms]
    windows = sorted(window for reading in readings for window in reading.candidates)
    return Recurrence(None, candidates=tuple(windows), reason="school_terms")


def _limited(found: Recurrence, limits: list[Time], plan: Plan) -> Recurrence:
    readings = [_until(_in_each_year(read_time(time, plan), plan), plan) for time in limits]
    windows = windows_of(readings)
    notes = tuple(note for reading in readings for note in reading.remarks)
    silent = [each.time for each in readings if not each.windows and each.reason != EACH_YEAR]
    notes += tuple(remark("number-not-read", time.place) for time in silent)
    return replace(
        found,
        rule=_in_months(found.rule, windows),
        windows=clip(found.windows, windows) if windows else found.windows,
        remarks=found.remarks + notes,
    )


def _in_each_year(reading: Reading, plan: Plan) -> Reading:
    """«Один раз в квартал (март, июнь, …)» in a plan of several years: these months of each."""
    if reading.windows or not any(note.code == "year-missing" for note in reading.remarks):
        return reading
    every = read_time(reading.time, plan, yearly=True)
    return every if every.windows else reading


EACH_YEAR = "several_school_years"
"""«Еженедельно в течение учебного года» in a plan of several: in each of them."""


def _until(reading: Reading, plan: Plan) -> Reading:
    """«ежемесячно до 1 мая»: a deadline of something that repeats is its end."""
    if not is_deadline(reading.time) or plan.period is None:
        return reading
    start = plan.period.start
    until = tuple(Window(min(start, w.end), w.end) for w in reading.windows)
    return replace(reading, windows=until)


def _in_months(rule: str | None, windows: tuple[Window, ...]) -> str | None:
    """The rule with the months of `windows`, where they are fewer than a year."""
    if rule is None or not windows or "INTERVAL" in rule or "BYMONTH=" in rule:
        return rule
    months = sorted({month for window in windows for month in _months_in(window)})
    return rule if len(months) > 11 else f"{rule};BYMONTH={','.join(map(str, months))}"


def _months_in(window: Window) -> list[int]:
    first = window.start.year * 12 + window.start.month - 1
    last = window.end.year * 12 + window.end.month - 1
    return [month % 12 + 1 for month in range(first, last + 1)]


def _weekly(weekdays: list[Weekdays], often: list[Repeat], plan: Plan) -> Recurrence:
    seldom = _seldom(weekdays, often)
    if seldom and unit_of(seldom) != "week":
        return _plain(seldom, plan)
    rule = weekday_rule(weekdays)
    horizon = _horizon(plan)
    windows = days_of(rule, horizon) if horizon else ()
    if seldom and seldom.interval > 1:
        rule, windows = f"{rule};INTERVAL={seldom.interval}", _every(seldom.interval, windows)
    named = [w.of for w in weekdays if w.of is not None and w.of.kind != "unit"]
    limits = [Time(point, None, "within", point.place) for point in named]
    rare = [day for day in weekdays if day.number == MOST_WEEKS]
    notes = tuple(remark("not-in-every-month", day.place) for day in rare)
    weekly = Recurrence(rule, windows, notes)
    return _limited(weekly, limits, plan) if limits else weekly


def _every(interval: int, days: tuple[Window, ...]) -> tuple[Window, ...]:
    """The days of each so-manieth week, the first of them being the first in the plan."""
    weeks = sorted({day.start - timedelta(days=day.start.weekday()) for day in days})
    kept = set(weeks[::interval])
    return tuple(day for day in days if day.start - timedelta(days=day.start.weekday()) in kept)


def _seldom(weekdays: list[Weekdays], often: list[Repeat]) -> Repeat | None:
    """«1 раз в месяц (по средам)»: not on every such day, and on which of them is left open."""
    counted = [
        repeat
        for repeat in often
        if repeat.interval > 1 or (not repeat.said and repeat.times < _WEEKS_OF_MONTH)
    ]
    return None if any(day.number for day in weekdays) else next(iter(counted), None)


def _horizon(plan: Plan) -> Window | None:
    return plan.unit_windows("month")[0] if plan.month else plan.period


def _monthly(patterns: list[Time], often: list[Repeat], plan: Plan) -> Recurrence:
    pattern = patterns[0]
    months, assumed = _months_of(pattern, often)
    never = [time for time in patterns if _day(time, _LONGEST) is None]
    if never:
        absent = tuple(remark("impossible-date", time.place) for time in never)
        return Recurrence(None, remarks=absent, reason="impossible_date")
    step = max((each.interval for each in often if unit_of(each) == "month"), default=1)
    there = _every_so_many(step, _month_windows(months, pattern, plan))
    windows = [w for time in patterns for month in there if (w := _day(time, month))]
    if plan.period and not plan.month:
        windows = [window for window in windows if intersect(window, plan.period)]
    rare = [time for time in patterns if any(_day(time, month) is None for month in there)]
    notes = [remark("reporting-month-assumed", pattern.place)] if assumed else []
    notes += [remark("not-in-every-month", time.place) for time in rare]
    by = ";BYMONTH=" + ",".join(map(str, months)) if len(months) < 12 else ""
    days = _day_rule(patterns)
    every = f";INTERVAL={step}" if step > 1 else ""
    rule = f"FREQ=MONTHLY{every}{by};{days}" if days else None
    return Recurrence(rule, tuple(sorted(windows)), tuple(notes))


def _months_of(pattern: Time, often: list[Repeat]) -> tuple[tuple[int, ...], bool]:
    """The months of the deadlines: after each quarter for a quarterly report, else every month."""
    following = base(pattern.first).name.removeprefix("following_")
    if following in _REPORTS:
        return _REPORTS[following], False
    units = [unit_of(repeat) for repeat in often]
    months = next((_REPORTS[unit] for unit in units if unit in _REPORTS), None)
    return (
        (months, base(pattern.first).name != "following_month") if months else (_EVERY_MONTH, False)
    )


def _every_so_many(step: int, months: list[Window]) -> list[Window]:
    """Each so-manieth month; «1 раз в 3 месяца» of months that are so far apart leaves none out."""
    at = [each.start.year * 12 + each.start.month for each in months]
    return [month for month, number in zip(months, at, strict=True) if (number - at[0]) % step == 0]


def _month_windows(months: tuple[int, ...], pattern: Time, plan: Plan) -> list[Window]:
    """The months of the plan; with a `month`, only that one or the one after a reporting month."""
    if plan.month is not None:
        later = base(pattern.first).name.startswith("following")
        return [months_window(*divmod_month(plan.month.year, plan.month.month + later))]
    if plan.period is None:
        return []
    start, end = plan.period.start, plan.period.end
    count = (end.year - start.year) * 12 + end.month - start.month
    every = [months_window(*divmod_month(start.year, start.month + n)) for n in range(count + 1)]
    return [month for month in every if month.start.month in months]


def divmod_month(year: int, month: int) -> tuple[int, int]:
    """Month 13 is January of the next year."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _day(time: Time, month: Window) -> Window | None:
    first = _piece(time.first, month)
    last = _piece(time.last, month) if time.last else first
    if first is None or last is None or first.start > last.end:
        return None
    if is_deadline(time):
        return Window(last.end, last.end)
    return Window(first.start, last.end)


def _piece(point: Point, month: Window) -> Window | None:
    if point.kind == "unit":
        return month
    if _is_day_of_month(point):
        number = shortened(point.number, month)
        return piece(replace(point, kind="monthday", number=number), month)
    inner = _piece(point.of, month) if point.of else month
    return piece(point, inner) if inner else None


def _is_day_of_month(point: Point) -> bool:
    """«до 31», «30 числа», «тридцатый день месяца»: shorter months end earlier."""
    of_month = point.of is None or point.of.kind == "unit"
    day = point.kind == "monthday" or (point.kind == "nth" and point.name == "day")
    return point.kind == "number" or (day and of_month)


def _day_rule(patterns: list[Time]) -> str | None:
    first = patterns[0].first
    if first.kind == "nth" and first.name == "workday":
        return f"{_WORKWEEK}={first.number}"
    days = {_rule_day(time) for time in patterns}
    if not all(_is_day_of_month(time.first) for time in patterns):
        return f"BYMONTHDAY={_commas(sorted(days))}"
    return _of_days(days)


def _of_days(days: set[int]) -> str | None:
    """The days of each month as a rule; where a month is shorter, its last one.

    RFC 5545 leaves out a month without a 30th; the last of 28, 29, 30 is in each. None where one
    rule cannot say it: «29 и 30 числа».
    """
    if 31 in days:
        days = (days - {31}) | {-1}
    late = sorted(day for day in days if day > _SHORTEST)
    if not late:
        return "BYMONTHDAY=" + ",".join(map(str, sorted(days, key=lambda day: (day < 0, day))))
    early = sorted(days - set(late))
    if len(late) > 1 or -1 in early or _SHORTEST in early:
        return None
    listed = (*early, *range(_SHORTEST, late[0] + 1))
    positions = (*range(1, len(early) + 1), -1)
    return f"BYMONTHDAY={_commas(listed)};BYSETPOS={_commas(positions)}"


def _commas(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _rule_day(time: Time) -> int:
    """The day of the month that the rule names; -1 is the last."""
    day = _day(time, _LONGEST)
    deadline = is_deadline(time)
    if day is None or (time.first.number == -1 and time.first.name == "day"):
        return -1
    if (time.first.number, time.first.name) == (-1, "week"):
        return -7
    return -1 if deadline and day.end.day == 31 and time.first.number != 31 else day.start.day
