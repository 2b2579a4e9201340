"""`roadmap plan --format ics`: the plan of a project, or of one responsible body, as iCalendar.

What stands how, and why (RFC 5545; what Google, Outlook, Apple and Thunderbird show of it):

- A window of the plan is an all-day VEVENT; DTEND is the day after its last day. It takes nobody's
  time (TRANSPARENT); dates that can be read in another way too are TENTATIVE.
- A deadline is a VEVENT of its one day, for Google and Outlook show no VTODO. It has the category
  «срок» and alarms at nine in the morning, seven days and one day before.
- A series is an RRULE only if the rule gives exactly the windows of the plan, all of one length.
  Otherwise each window is its own VEVENT: Google leaves RDATE out.
- What has no dates gets none: it is a VTODO without DUE.
- UID is project.roadmap.event.occurrence, counted from 1: a moved date updates the entry, and the
  calendars of two bodies hold the same entry under the same UID.
- DTSTAMP is the first day of the plan: a report knows no clock, the same plan is the same bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Component, Event, Todo, vRecur

from engine.messages import Catalogue
from engine.model.project import Body, Project
from engine.model.schedules import Schedule, ScheduleKind, Window
from engine.model.spec import Event as PlanEvent
from engine.model.spec import Indicator, Roadmap, Stage
from engine.reports.dates import short_window
from engine.reports.findings import harmless
from engine.reports.labels import event_label
from engine.schedule import expand

_PRODUCT = "-//roadmap-engine//roadmap plan//RU"
_DAY = timedelta(days=1)
_ALARM_DAYS = (7, 1)
_NINE = timedelta(hours=9)
_NO_PLAN_DATES = date(1970, 1, 1)
_FIXED_DAYS = ("BYDAY=", "BYMONTHDAY=")
_COUNTED = ("INTERVAL=", "COUNT=", "UNTIL=")
_SAYS_BY = re.compile(r"\b(?:до|не\s+позднее)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An .ics file and how many items of the plan it holds: with dates and without."""

    content: bytes
    dated: int
    undated: int


def render_ics(project: Project, words: Catalogue, *, body: Body | None = None) -> CalendarFile:
    """The calendar of the project, or of what `body` is responsible for."""
    calendar = _calendar(project, words, body)
    writer = _Writer(project, words, _stamp(project))
    items = [*_events(project, body), *_indicators(project, body)]
    for item in items:
        for component in writer.components(item):
            calendar.add_component(component)
    dated = sum(bool(item.schedule.windows) for item in items)
    return CalendarFile(bytes(calendar.to_ical()), dated, len(items) - dated)


@dataclass(frozen=True, slots=True)
class _Item:
    """What becomes an entry: an event of a plan, or an indicator with a day."""

    uid: str
    schedule: Schedule
    of: PlanEvent | Indicator
    roadmap: Roadmap | None


def _events(project: Project, body: Body | None) -> Iterator[_Item]:
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            if body is None or any(each.body == body.id for each in event.responsible):
                uid = f"{project.id}.{roadmap.slug}.{event.id}"
                yield _Item(uid, event.schedule, event, roadmap)


def _indicators(project: Project, body: Body | None) -> Iterator[_Item]:
    """Indicators and requirements with a day of their own; only requirements name a body.

    A requirement belongs to no roadmap: "_", which is no slug, stands in its UID.
    """
    for roadmap in project.roadmaps if body is None else ():
        for indicator in roadmap.indicators:
            if indicator.due:
                uid = f"{project.id}.{roadmap.slug}.{indicator.id}.due"
                yield _Item(uid, _due(indicator.due), indicator, roadmap)
    for requirement in project.requirements:
        due = requirement.indicator.due
        if due and (body is None or requirement.body == body.id):
            uid = f"{project.id}._.{requirement.indicator.id}.due"
            yield _Item(uid, _due(due), requirement.indicator, None)


def _due(day: date) -> Schedule:
    return Schedule(None, ScheduleKind.DEADLINE, (Window(day, day),))


def _calendar(project: Project, words: Catalogue, body: Body | None) -> Calendar:
    calendar = Calendar()
    title = words.text(
        "plan.title", municipality=project.municipality.name, period=project.period_text
    )
    name = _line(words.text("ics.of_body", title=title, body=body.name) if body else title)
    facts = (
        ("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("name", name),
        ("x-wr-calname", name), ("x-wr-caldesc", _line(project.title)),
    )  # fmt: skip
    for key, value in facts:
        calendar.add(key, value)
    return calendar


def _stamp(project: Project) -> datetime:
    """Midnight (UTC) of the period's first day, of the first dated work where there is none."""
    periods = [roadmap.period for roadmap in project.roadmaps if roadmap.period]
    windows = [item.schedule.windows[0] for item in _events(project, None) if item.schedule.windows]
    known = ([project.period] if project.period else []) or periods or windows
    first = min((window.start for window in known), default=_NO_PLAN_DATES)
    return datetime.combine(first, time(), UTC)


@dataclass(frozen=True, slots=True)
class _Writer:
    project: Project
    words: Catalogue
    stamp: datetime

    def components(self, item: _Item) -> Iterator[Component]:
        """One VEVENT a window, one for a whole series, or a VTODO when there are no dates."""
        windows = item.schedule.windows
        rule = _exact_rule(item.schedule)
        if rule:
            yield self._dated(item, 1, rule)
        else:
            yield from (self._dated(item, number) for number in range(1, len(windows) + 1))
        if not windows:
            yield self._entry(Todo(), item, "undated")

    def _dated(self, item: _Item, number: int, rule: str | None = None) -> Event:
        window = item.schedule.windows[number - 1]
        entry = Event()
        entry.add("dtstart", window.start)
        entry.add("dtend", window.end + _DAY)
        entry.add("transp", "TRANSPARENT")
        entry.add("status", "TENTATIVE" if item.schedule.candidates else "CONFIRMED")
        total = len(item.schedule.windows)
        turn = self.words.text("ics.turn", n=number, total=total) if total > 1 and not rule else ""
        if rule:
            entry.add("rrule", vRecur.from_ical(f"{rule};COUNT={total}"))
        if _is_deadline(item.schedule):
            for days in _ALARM_DAYS:
                entry.add_component(self._alarm(item, days))
        self._entry(entry, item, str(number), turn)
        return entry

    def _entry(self, entry: Component, item: _Item, occurrence: str, turn: str = "") -> Component:
        """What dated and undated entries share."""
        lines = (*([turn] if turn else []), *self._description(item))
        entry.add("uid", f"{item.uid}.{occurrence}@roadmap-engine")
        entry.add("dtstamp", self.stamp)
        entry.add("summary", self._summary(item))
        entry.add("description", "\n".join(_line(line) for line in lines))
        entry.add("categories", self._categories(item))
        return entry

    def _alarm(self, item: _Item, days: int) -> Alarm:
        alarm = Alarm()
        text = self.words.text("ics.alarm", days=days, summary=self._summary(item))
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _NINE - days * _DAY)
        alarm.add("description", text)
        return alarm

    def _summary(self, item: _Item) -> str:
        """«1.2/2.5 Проведение мониторинга»."""
        if isinstance(item.of, Indicator):
            code = (item.roadmap.code or item.roadmap.slug) if item.roadmap else item.of.clause
            return _line(self.words.text("ics.indicator", code=code, text=item.of.text))
        assert item.roadmap is not None
        title = item.of.title or self.words.text("plan.lost_title")
        return _line(f"{event_label(item.roadmap, item.of)} {title}")

    def _categories(self, item: _Item) -> list[str]:
        stages = item.of.stages if isinstance(item.of, PlanEvent) else (Stage.INDICATOR,)
        names = [self.words.text(f"stage.{stage.value}") for stage in stages]
        kind = "undated" if not item.schedule.windows else item.schedule.kind.value
        kind = "deadline" if _is_deadline(item.schedule) else kind
        key = f"ics.category.{kind}"
        return [*names, *([self.words.text(key)] if self.words.has(key) else [])]

    def _description(self, item: _Item) -> Iterator[str]:
        """The printed schedule, who, what comes out, and where it stands in the order."""
        if isinstance(item.of, PlanEvent):
            yield from self._schedule(item.schedule)
            yield from self._work(item.of)
        if item.roadmap:
            yield self.words.text("ics.roadmap", title=item.roadmap.title)
        clause = ", ".join(self._clause(item))
        if clause:
            yield self.words.text("ics.clause", clause=clause)

    def _schedule(self, schedule: Schedule) -> Iterator[str]:
        if schedule.text:
            yield self.words.text("ics.schedule", schedule=schedule.text)
        else:
            yield self.words.text("ics.no_schedule")
        if schedule.windows and schedule.candidates:
            readings = ", ".join(short_window(each) for each in schedule.candidates)
            yield self.words.text("ics.other_reading", dates=readings)

    def _work(self, event: PlanEvent) -> Iterator[str]:
        who = ", ".join(each.text for each in event.responsible if each.text)
        if who:
            yield self.words.text("ics.responsible", who=who)
        if event.result:
            yield self.words.text("ics.result", result=event.result)

    def _clause(self, item: _Item) -> Iterator[str]:
        order, roadmap = self.project.order.number, item.roadmap
        if order:
            yield self.words.text("ics.order", number=order)
        if roadmap and roadmap.annex:
            yield roadmap.annex
        if isinstance(item.of, Indicator):
            yield from [item.of.clause] if item.of.clause else []
            return
        sections = roadmap.sections if roadmap else ()
        for section in (each for each in sections if each.id == item.of.section):
            heading = ". ".join(part for part in (section.number, section.title) if part)
            yield self.words.text("ics.section", heading=heading)
        if item.of.number:
            yield self.words.text("ics.item", number=item.of.number)


def _is_deadline(schedule: Schedule) -> bool:
    """«до 01.11.2021», and a repeated «до 5 числа каждого месяца», whose kind is its repetition."""
    if schedule.kind is ScheduleKind.DEADLINE:
        return bool(schedule.windows)
    if schedule.kind not in (ScheduleKind.RRULE, ScheduleKind.RECURRING):
        return False
    single = all(window.start == window.end for window in schedule.windows)
    return bool(schedule.windows) and single and bool(_SAYS_BY.search(schedule.text or ""))


def _exact_rule(schedule: Schedule) -> str | None:
    """The rule, if a client that counts from the first window finds exactly the plan's windows.

    Rules with an interval or without days mean other days to a client, which counts them from
    DTSTART, than to the plan, which counts them from its period.
    """
    rule, windows = schedule.rrule, schedule.windows
    if rule is None or len(windows) < 2 or any(part in rule for part in _COUNTED):
        return None
    if not any(part in rule for part in _FIXED_DAYS):
        return None
    span = Window(windows[0].start, windows[-1].start)
    found = expand(Schedule(None, ScheduleKind.RRULE, rrule=rule), span)
    same_days = [each.start for each in found] == [each.start for each in windows]
    lengths = {each.end - each.start for each in windows}
    return rule if same_days and len(lengths) == 1 else None


def _line(text: str) -> str:
    """Foreign text on one line, without characters that iCalendar does not allow."""
    return harmless(" ".join(text.split()))
