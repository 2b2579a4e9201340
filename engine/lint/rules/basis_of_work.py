"""Work that ends before the analysis or monitoring it is said to build on, or builds on none."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from engine.codes.documents import (
    BASIS_LATER,
    BASIS_MISSING,
    ENDS_BEFORE_BASIS,
    STARTS_BEFORE_GROUND_ENDS,
)
from engine.cycle import order_events
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.order_heading import signed_on
from engine.lint.text.dates import ends_before_start, first_day, last_day, lasts_all_along, written
from engine.lint.text.deeds import Basis, likeness, read_bases, read_reported, stems
from engine.lint.text.named_works import is_done_to, is_work, looked_back_at, meant_for, weighed
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import families, family, made_by
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Stage

_ALIKE = 0.5
_NEARLY_ALL = 0.8
_NAME = 3
_WAITING = (Stage.ANALYSIS, Stage.RECOMMENDATION, Stage.DECISION)


def check_basis_of_work(project: Project) -> tuple[Finding, ...]:
    """Bases that come later (L605), are not finished (L606), or are nowhere in the plan (L607)."""
    ordering, _ = order_events(project)
    known = {conflict.after for conflict in ordering.conflicts}
    signed = signed_on(project)
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for found in _judge(roadmap, event, signed, roadmap.full_id(event.id) in known)
    )


def later_bases(roadmap: Roadmap, event: Event) -> tuple[Event, ...]:
    """The work that the event is said to build on, or that is nearest, and that begins after it."""
    told = [(basis, _works(basis, event, roadmap)) for basis in read_bases(event)]
    works = _built_on(roadmap, event, told)
    return tuple(work for work in works if ends_before_start(event, work))


_Told = list[tuple[Basis, list[Event] | None]]


def _built_on(roadmap: Roadmap, event: Event, told: _Told) -> list[Event]:
    works = [work for _, found in told for work in found or ()]
    works += _reported(roadmap, event)
    works = works or _said(roadmap, event) or _named(roadmap, event) or _nearest(roadmap, event)
    return [work for work in dict.fromkeys(works) if not _is_of_newcomers(event, work)]


_NEWCOMERS = lazy_pattern(
    r"приступивш|приступающ|вновь\s+(?:прибывш|принят|назначенн|зачисленн)|впервые\s+(?:принят|назнач)|"
    r"прибывш|поступивш\w+\s+на\s+работу|новых\s+(?:педагог|учител|работник|сотрудник)",
    re.IGNORECASE,
)


def _is_of_newcomers(event: Event, work: Event) -> bool:
    """«Закрепление наставников за приступившими к работе»: others had theirs before."""
    return bool(_NEWCOMERS.search(work.title or "")) and not _NEWCOMERS.search(event.title or "")


def _judge(
    roadmap: Roadmap, event: Event, signed: date | None, in_conflict: bool
) -> Iterator[Finding]:
    told = [(basis, _works(basis, event, roadmap)) for basis in read_bases(event)]
    for basis, works in told:
        if works is None and not any("/" in name for name in event.after):
            quote = (event.title or "")[slice(*basis.span)].strip()
            yield about(BASIS_MISSING, roadmap, event, "title", span=basis.span, quote=quote)
    if in_conflict:
        return
    ordered = _ordered(event, signed)
    findings = list(_against_dates(roadmap, ordered, _built_on(roadmap, event, told)))
    looked = [] if findings else _looked_back_at(roadmap, event)
    findings += [_finding(BASIS_LATER, roadmap, event, looked)] if looked else []
    waited = [] if findings else _waited(roadmap, ordered)
    begun = [] if findings or waited else _begun(roadmap, event)
    yield from findings or ([_finding(ENDS_BEFORE_BASIS, roadmap, event, waited)] if waited else ())
    yield from [_finding(STARTS_BEFORE_GROUND_ENDS, roadmap, event, begun)] if begun else ()


def _ordered(event: Event, signed: date | None) -> Event:
    """The event with those of its turns that were not over when the order was signed."""
    turns = event.schedule.windows
    left = tuple(turn for turn in turns if signed is None or turn.end >= signed)
    whole = not left or len(left) == len(turns)
    return event if whole else replace(event, schedule=replace(event.schedule, windows=left))


def _works(basis: Basis, event: Event, roadmap: Roadmap) -> list[Event] | None:
    """The events that do the work, nearest ones first; None where the roadmap holds none."""
    others = [each for each in roadmap.events if each is not event and basis.stage in each.stages]
    if not others:
        return [] if basis.stage in event.stages and len(event.stages) > 1 else None
    waited = [each for each in others if each.id in _ancestors(event, roadmap)]
    if waited:
        return waited
    alike = [each for each in others if _is_named(basis, each)] or _named_together(basis, others)
    if basis.name and not alike:
        return None if len(basis.name) > 1 else []
    near = [each for each in alike or others if each.section == event.section]
    return near or alike or others


def _ancestors(event: Event, roadmap: Roadmap) -> frozenset[str]:
    """What the event waits for, and what that waits for in turn."""
    events = {each.id: each for each in roadmap.events}
    found, left = set[str](), list(event.after)
    while left:
        name = left.pop()
        if name in events and name not in found:
            found.add(name)
            left += events[name].after
    return frozenset(found)


def _is_named(basis: Basis, event: Event) -> bool:
    title = frozenset(stems(event.title or ""))
    return bool(basis.name) and likeness(basis.name, title) >= _ALIKE


def _named_together(basis: Basis, others: list[Event]) -> list[Event]:
    """«диагностики затруднений и контрольных работ»: two works that together are the basis."""
    titles = [(event, frozenset(stems(event.title or ""))) for event in others]
    told = [(each, title) for each, title in titles if len(title & basis.name) > 1]
    whole = frozenset[str]().union(*(title for _, title in told))
    found = bool(told) and len(whole & basis.name) >= _ALIKE * len(basis.name)
    return [each for each, _ in told] if found else []


def _looked_back_at(roadmap: Roadmap, event: Event) -> list[Event]:
    """«Сбор отчетов о работе пар», «Анализ запросов»: the works so named, if all come later."""
    title = event.title or ""
    others = [
        each
        for each in roadmap.events
        if each is not event and event.id not in each.after and not looked_back_at(each.title or "")
    ]
    if event.after and not _AGAIN.search(title):
        others = [each for each in others if not _AGAIN.search(each.title or "")]
    works = [
        each
        for each in others
        for named in looked_back_at(title)
        if is_work(named, each.title or "") and not meant_for(each.title or "")
    ] or [
        each
        for each in others
        for named in weighed(title)
        if Stage.MONITORING in each.stages and is_done_to(named, each.title or "")
    ]
    works = [work for work in works if not _is_of_newcomers(event, work)]
    later = all(_comes_later(event, work) for work in works)
    return list(dict.fromkeys(works)) if later else []


_AGAIN = lazy_pattern(
    r"\b(?:повторн|вторичн|итогов|контрольн(?:ый|ая|ое)\s+мониторинг)", re.IGNORECASE
)
"""A second look, which the first analysis does not wait for."""


def _comes_later(event: Event, work: Event) -> bool:
    """Whether the event is over, in its first turn too, when the work begins."""
    if _runs_on(work) or _runs_on(event):
        return False
    turns, works = event.schedule.windows, work.schedule.windows
    several = len(works) > 1 and len(turns) > 1
    soon = several and min(each.end for each in turns) < min(each.start for each in works)
    return ends_before_start(event, work) or soon


_ON_GROUND = lazy_pattern(
    r"(?:по результатам|по итогам|на основе|на основании|с уч[её]том (?:итогов|результатов)|"
    r"после)\s+"
    r"(?P<work>[^,;:.()]+)",
    re.IGNORECASE,
)
_OF_ANOTHER_TIME = lazy_pattern(
    r"20\d\d|прошл|предыдущ|прошедш|регион|федерал|всеросс|област|кажд|год", re.IGNORECASE
)
_SAME_WORK = 0.8


def _said(roadmap: Roadmap, event: Event) -> list[Event]:
    """«… по итогам входных контрольных работ»: the works of whatever stage that have this name."""
    title = event.title or ""
    found = _ON_GROUND.search(title)
    if found is None and _MAY_SUM_UP.search(title) and made_by(title) in _SUMS_UP:
        return _summed_up(roadmap, event)
    if found is None or _OF_ANOTHER_TIME.search(found["work"]):
        return []
    name = families(found["work"]) - _OF_RESULTS
    if len(name) < 2:
        return []
    others = [each for each in roadmap.events if each is not event and event.id not in each.after]
    whole = _of_name(name, others)
    parts = [families(part) - _OF_RESULTS for part in re.split(r"\s+и\s+", found["work"])]
    if whole or len(parts) == 1:
        return whole
    works = [_of_name(part, others) if len(part) > 1 else [] for part in parts]
    return [work for part in works for work in part]


def _of_name(name: frozenset[str], others: list[Event]) -> list[Event]:
    least = _SAME_WORK * len(name)
    return [each for each in others if len(name & families(each.title or "")) >= least]


_SUMS_UP = frozenset({"анализ", "обобщение", "сопоставление", "обработка", "сравнение"})
_MAY_SUM_UP = lazy_pattern("анализ|обобщен|сопоставлен|обработ|сравнен", re.IGNORECASE)
"""A look at the letters, before morphology is loaded for a plan that sums up nothing."""


def _summed_up(roadmap: Roadmap, event: Event) -> list[Event]:
    """«Анализ итогов посещений и анкетирования»: each look that the title names by its deed."""
    told = families(event.title or "")
    looks = [
        each
        for each in roadmap.events
        if each is not event
        and Stage.MONITORING in each.stages
        and not (event.after and _AGAIN.search(each.title or "") and each.id not in event.after)
    ]
    waited = {family(_look(look)) for look in looks if look.id in event.after}
    deeds = Counter(family(_look(look)) for look in looks if _look(look))
    named = [
        look for look in looks
        if (deed := family(_look(look))) in told - waited
        and (deeds[deed] == 1 or len(told & families(look.title or "")) > 1)
    ]  # fmt: skip
    return [each for each in named if set(each.serves) & set(event.serves)]


def _look(event: Event) -> str:
    return made_by(event.title or "")


_OF_RESULTS = families("проведенных полученных результатов итогов данных работ выявленных принятых")


def _reported(roadmap: Roadmap, event: Event) -> list[Event]:
    """The events that sum up the results which this one presents."""
    name = read_reported(event)
    others = (each for each in roadmap.events if each is not event and len(name) >= _NAME)
    return [each for each in others if _sums_up(each, name)]


def _sums_up(event: Event, name: frozenset[str]) -> bool:
    title = stems(event.title or "")
    return "результ" in title and len(name & frozenset(title)) >= _NEARLY_ALL * len(name)


def _named(roadmap: Roadmap, event: Event) -> list[Event]:
    """The monitoring and analysis that `after` names, or all of it for an effect."""
    named = {name for name in event.after if "/" not in name}
    waits = any(stage in event.stages for stage in _WAITING)
    return [each for each in roadmap.events if waits and each.id in named and _is_work(each, event)]


_LEANS_ON = {
    Stage.RECOMMENDATION: (Stage.ANALYSIS,),
    Stage.DECISION: (Stage.RECOMMENDATION, Stage.ANALYSIS),
}


def _nearest(roadmap: Roadmap, event: Event) -> list[Event]:
    """Where `after` is silent: the only work of the stage before, in its section, for its goals.

    Several are the ground together: the first of them must be over.
    """
    if event.after or len(event.stages) != 1:
        return []
    near = [each for each in roadmap.events if each.section == event.section]
    for stage in _LEANS_ON.get(event.stages[0], ()):
        events = [
            each
            for each in near
            if each.stages == (stage,) and set(each.serves) & set(event.serves)
        ]
        dated = [each for each in events if last_day(each)]
        if dated and all(_ends_first(event, each) and not _with(event, each) for each in dated):
            return dated
    return []


def _with(event: Event, work: Event) -> bool:
    return last_day(event) == last_day(work)


def _waited(roadmap: Roadmap, event: Event) -> list[Event]:
    """Everything that `after` names, of whatever stage, and that ends after the event does."""
    named = (each for each in roadmap.events if each.id in event.after)
    return [each for each in named if _ends_sooner(event, each)]


def _ends_sooner(event: Event, work: Event) -> bool:
    """Whether the event's turn in the year of the work is over before the work is."""
    end = last_day(work)
    if end is None or _runs_on(work) or _runs_on(event) or _had_its_turn(event, work):
        return False
    if len(work.schedule.windows) > 1 and len(event.schedule.windows) > 1:
        return _turns_cross(event, work)
    turns = [window.end for window in event.schedule.windows if window.end.year == end.year]
    return bool(turns) and max(turns) < end and not _closes_month(max(turns), event, work)


def _had_its_turn(event: Event, work: Event) -> bool:
    """A yearly ground was there once before the event, which comes once and so before the next."""
    turns, own = sorted(each.end for each in work.schedule.windows), last_day(event)
    if len(event.schedule.windows) != 1 or own is None or Stage.EFFECTIVENESS in event.stages:
        return False
    yearly = len(turns) > 1 and all((b - a).days > _LONG for a, b in pairwise(turns))
    return yearly and turns[0] <= own


def _begun(roadmap: Roadmap, event: Event) -> list[Event]:
    """What `after` names and what still goes on when the event begins; both have exact days."""
    starts = first_day(event)
    if starts is None or not _has_exact_days(event):
        return []
    named = (each for each in roadmap.events if each.id in event.after and _has_exact_days(each))
    return [each for each in named if (last_day(each) or starts) > starts]


def _has_exact_days(event: Event) -> bool:
    """One term from day to day, or one deadline; «октябрь» leaves open when it begins."""
    windows, kind = event.schedule.windows, event.schedule.kind
    if len(windows) != 1 or lasts_all_along(event):
        return False
    only = windows[0]
    short = (only.end - only.start).days < _LONG and not only.is_of_months
    return kind in (ScheduleKind.FIXED_WINDOW, ScheduleKind.DEADLINE) and short


_TURNS = 6
_LONG = 240


def _runs_on(event: Event) -> bool:
    """«Постоянно», «ежемесячно», «не реже раза в месяц»: nothing waits for its end."""
    windows = event.schedule.windows
    again = event.schedule.kind in (ScheduleKind.RECURRING, ScheduleKind.RRULE)
    long = any((window.end - window.start).days > _LONG for window in windows)
    return lasts_all_along(event) or (again and (long or len(windows) >= _TURNS))


def _turns_cross(event: Event, work: Event) -> bool:
    """Whether the first turn comes before the first ground, or one year goes against the others."""
    turns, grounds = (_first_ends(each) for each in (event, work))
    if not turns or not grounds or _each_has_its_ground(event, work):
        return False
    if min(turns.values()) < min(grounds.values()):
        return True
    kept = {turns[year] >= grounds[year] for year in turns.keys() & grounds.keys()}
    return len(kept) > 1


def _each_has_its_ground(event: Event, work: Event) -> bool:
    """«Январь 2026 г., январь 2027 г.» after «декабрь 2025 г., декабрь 2026 г., июнь 2027 г.»."""
    turns = sorted(each.start for each in event.schedule.windows)
    grounds = sorted(each.end for each in work.schedule.windows)
    return len(turns) <= len(grounds) and all(
        turn > ground for turn, ground in zip(turns, grounds, strict=False)
    )


def _first_ends(event: Event) -> dict[int, date]:
    """The end of its first window in each year."""
    ends: dict[int, date] = {}
    for window in event.schedule.windows:
        ends[window.end.year] = min(window.end, ends.get(window.end.year, window.end))
    return ends


def _is_work(work: Event, event: Event) -> bool:
    order = list(Stage)
    before = order.index(work.stages[-1]) < order.index(event.stages[0])
    return before and work.stages[-1] in (Stage.MONITORING, Stage.ANALYSIS)


def _against_dates(roadmap: Roadmap, event: Event, works: list[Event]) -> Iterator[Finding]:
    later = [work for work in works if ends_before_start(event, work)]
    if later:
        code = BASIS_LATER if len(later) == len(works) else ENDS_BEFORE_BASIS
        yield _finding(code, roadmap, event, later)
        return
    unfinished = [work for work in works if _ends_first(event, work)]
    if unfinished:
        yield _finding(ENDS_BEFORE_BASIS, roadmap, event, unfinished)


def _ends_first(event: Event, work: Event) -> bool:
    """Whether the event's turn in the year of the work ends before the work does, or with it;
    what has turns in other years too may end with it.
    """
    end = last_day(work)
    if end is None or _runs_on(work) or _runs_on(event) or _had_its_turn(event, work):
        return False
    if len(work.schedule.windows) > 1 and len(event.schedule.windows) > 1:
        return _turns_cross(event, work)
    turns = [window.end for window in event.schedule.windows if window.end.year == end.year]
    once = len(event.schedule.windows) == len(turns)
    if turns and max(turns) == end and not once:
        return False
    return bool(turns) and max(turns) <= end and not _closes_month(max(turns), event, work)


_SATURDAY = 5


def _closes_month(turn: date, event: Event, work: Event) -> bool:
    """«До 27 февраля» after «Февраль»: the last working day of a month that the work has whole."""
    whole = all(window.is_of_months for window in work.schedule.windows)
    end = last_day(work)
    exact = not any(window.is_of_months for window in event.schedule.windows)
    if not (whole and exact and end is not None and turn <= end):
        return False
    left = (turn + timedelta(days=1 + day) for day in range((end - turn).days))
    return all(day.weekday() >= _SATURDAY for day in left)


def _finding(code: Code, roadmap: Roadmap, event: Event, works: list[Event]) -> Finding:
    work = works[0]
    too_soon = code is STARTS_BEFORE_GROUND_ENDS
    return about(
        code,
        roadmap,
        event,
        "schedule",
        related=[beside(roadmap, each, "built-on", "schedule") for each in works],
        ends=written(last_day(event)),
        starts=written(first_day(event if too_soon else work)),
        finishes=written(last_day(work)),
        work=work.title or work.id,
    )
