"""`roadmap plan --format ics`: the plan of a project, or of one responsible body, as iCalendar.

What stands how, and why (RFC 5545; what Google, Outlook, Apple and Thunderbird show of it):

- A window of the plan is an all-day VEVENT; DTEND is the day after its last day. It takes nobody's
  time (TRANSPARENT); dates that can be read in another way too are TENTATIVE.
- A deadline is a VEVENT of its one day, for Google and Outlook show no VTODO. It has the category
  «срок» and alarms at nine in the morning, seven days and one day before.
- A series is an RRULE only if the rule gives exactly the windows of the plan, all of one length.
  Otherwise each window is its own VEVENT: Google leaves RDATE out.
- What has no dates gets none: it is a VTODO without DUE.
- UID is project.roadmap.event.occurrence: 1 for an only date or a series, so that a moved date
  updates the entry; of several dates the first day of each, so that one less moves no other. Where
  a calendar is written over, a date that it has keeps its UID, and so does one that was moved: the
  nearest of those that are no more. The calendars of two bodies hold the same entry under the same
  UID.
- What the plan has no more stays as CANCELLED where a calendar is written over: whoever took the
  entry in would keep it. What another body has taken over is left out: its calendar has the entry.
- SEQUENCE counts the editions of the entry's file, as the repository knows them, and goes up by one
  where the entry differs from the calendar that is written over; LAST-MODIFIED is the day of the
  edition. Without a repository it goes up a second with SEQUENCE: clients look which is later.
- DTSTAMP is the first day of the plan: a report knows no clock, the same plan is the same bytes.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from icalendar import Alarm, Calendar, Component, Event, Todo, vRecur

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.project import Body, Project
from engine.model.spec import Schedule, ScheduleKind, Window
from engine.reports.content.calendar import Entry, calendar_entries, one_line
from engine.schedule import expand

_PRODUCT = "-//roadmap-engine//roadmap plan//RU"
_DAY = timedelta(days=1)
_ALARM_DAYS = (7, 1)
_NINE = timedelta(hours=9)
_NO_PLAN_DATES = date(1970, 1, 1)
_FIXED_DAYS = ("BYDAY=", "BYMONTHDAY=")
_COUNTED = ("INTERVAL=", "COUNT=", "UNTIL=")


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An .ics file and how many items of the plan it holds: with dates and without."""

    content: bytes
    dated: int
    undated: int


@dataclass(frozen=True, slots=True)
class FileEdition:
    """How often a file of the project was changed, and when it was last."""

    number: int
    moment: datetime


def render_ics(
    project: Project,
    words: Catalogue,
    *,
    body: Body | None = None,
    editions: Mapping[str, FileEdition] = MappingProxyType({}),
    earlier: bytes = b"",
) -> CalendarFile:
    """The calendar of the project, or of what `body` is responsible for.

    `editions` are those of the files by their names in the project; `earlier` is the calendar that
    this one takes the place of.
    """
    calendar = _calendar(project, words, body)
    writer = _Writer(words, _stamp(project), editions, _earlier_entries(earlier))
    entries = tuple(calendar_entries(project, words, body))
    for entry in entries:
        for component in writer.components(entry):
            calendar.add_component(component)
    own = {entry.uid for entry in entries}
    others = (
        {entry.uid for entry in calendar_entries(project, words, None)} - own if body else set()
    )
    for component in writer.cancelled(project, calendar, others):
        calendar.add_component(component)
    dated = sum(bool(entry.schedule.windows) for entry in entries)
    return CalendarFile(bytes(calendar.to_ical()), dated, len(entries) - dated)


def _calendar(project: Project, words: Catalogue, body: Body | None) -> Calendar:
    calendar = Calendar()
    title = words.text(
        "plan.title", municipality=project.municipality.name, period=project.period_text
    )
    name = one_line(words.text("ics.of_body", title=title, body=body.name) if body else title)
    facts = (
        ("prodid", _PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("name", name),
        ("x-wr-calname", name), ("x-wr-caldesc", one_line(project.title)),
    )  # fmt: skip
    for key, value in facts:
        calendar.add(key, value)
    return calendar


def _stamp(project: Project) -> datetime:
    """Midnight (UTC) of the period's first day, of the first dated work where there is none."""
    periods = [roadmap.period for roadmap in project.roadmaps if roadmap.period]
    schedules = [event.schedule for roadmap in project.roadmaps for event in roadmap.events]
    windows = [window for schedule in schedules for window in schedule.windows]
    known = ([project.period] if project.period else []) or periods or windows
    first = min((window.start for window in known), default=_NO_PLAN_DATES)
    return datetime.combine(first, time(), UTC)


@dataclass(frozen=True, slots=True)
class _Writer:
    words: Catalogue
    stamp: datetime
    editions: Mapping[str, FileEdition]
    earlier: Mapping[str, Component]

    def components(self, entry: Entry) -> Iterator[Component]:
        """One VEVENT a window, one for a whole series, or a VTODO when there are no dates."""
        windows = entry.schedule.windows
        rule = _exact_rule(entry.schedule)
        if not windows:
            yield self._edited(self._named(Todo(), entry, "undated", entry.lines), entry)
        elif rule:
            series = self._dated(entry, 1, entry.lines)
            series.add("rrule", vRecur.from_ical(f"{rule};COUNT={len(windows)}"))
            yield self._edited(series, entry)
        else:
            names = self._occurrences(entry)
            for number, name in enumerate(names, 1):
                component = self._dated(entry, number, self._numbered(entry, number), name)
                yield self._edited(component, entry)

    def cancelled(
        self, project: Project, calendar: Calendar, others: set[str]
    ) -> Iterator[Component]:
        """The earlier entries of the project that the calendar lacks, but those of `others`."""
        kept = {str(each["UID"]) for each in calendar.subcomponents}
        for uid, before in self.earlier.items():
            event = uid.partition("@")[0].rpartition(".")[0]
            is_own = uid.startswith(f"{project.id}.") and uid.endswith(_OF_ENGINE)
            if not is_own or uid in kept or event in others:
                continue
            if _is_cancelled(before):
                yield before
                continue
            number = int(before.get("SEQUENCE", 0)) + 1
            moments = [edition.moment for edition in self.editions.values()]
            gone = type(before)({key: before[key] for key in before if key not in _OF_EDITION})
            gone.add("sequence", number)
            gone.add("last-modified", max(moments, default=self.stamp + timedelta(seconds=number)))
            gone.add("status", "CANCELLED")
            yield gone

    def _occurrences(self, entry: Entry) -> list[str]:
        """What each window is called in its UID: as the earlier calendar called it, or the one that
        was moved to it."""
        windows, known = entry.schedule.windows, self._known(entry.uid)
        lapsed = {name for name in known if _is_cancelled(self.earlier[_uid(entry.uid, name)])}
        names = _names_kept(windows, known, lapsed)
        taken = set(known)
        for number, window in enumerate(windows):
            if number not in names:
                names[number] = _free(_occurrence(windows, window), taken)
                taken.add(names[number])
        return [names[number] for number in range(len(windows))]

    def _known(self, uid: str) -> dict[str, date]:
        """The first days of the earlier entries of one event by what they are called."""
        known: dict[str, date] = {}
        for name, component in self.earlier.items():
            own = _OCCURRENCE.fullmatch(name.removeprefix(f"{uid}."))
            first = component.get("DTSTART")
            day = getattr(first, "dt", None)
            if name.startswith(f"{uid}.") and own and isinstance(day, date):
                known[own[1]] = day.date() if isinstance(day, datetime) else day
        return known

    def _edited(self, component: Component, entry: Entry) -> Component:
        """With the number and the day of its edition, later than those of what it replaces."""
        edition = self.editions.get(entry.file)
        number = edition.number if edition else 0
        before = self.earlier.get(str(component["UID"]))
        if before is not None:
            was = int(before.get("SEQUENCE", 0))
            number = max(number, was if _is_same(before, component) else was + 1)
        moment = edition.moment if edition else self.stamp + timedelta(seconds=number)
        component.add("sequence", number)
        component.add("last-modified", moment)
        return component

    def _numbered(self, entry: Entry, number: int) -> tuple[str, ...]:
        """The description, with «Срок 2 из 3.» where there are several."""
        total = len(entry.schedule.windows)
        turn = self.words.text("ics.turn", n=number, total=total)
        return (turn, *entry.lines) if total > 1 else entry.lines

    def _dated(
        self, entry: Entry, number: int, lines: tuple[str, ...], occurrence: str = "1"
    ) -> Component:
        window = entry.schedule.windows[number - 1]
        component = self._named(Event(), entry, occurrence, lines)
        component.add("dtstart", window.start)
        component.add("dtend", window.end + _DAY)
        component.add("transp", "TRANSPARENT")
        component.add("status", "TENTATIVE" if entry.schedule.candidates else "CONFIRMED")
        for days in _ALARM_DAYS if entry.is_deadline else ():
            component.add_component(self._alarm(entry, days))
        return component

    def _named(
        self, component: Component, entry: Entry, occurrence: str, lines: tuple[str, ...]
    ) -> Component:
        """What dated and undated components share."""
        component.add("uid", _uid(entry.uid, occurrence))
        component.add("dtstamp", self.stamp)
        component.add("summary", entry.summary)
        component.add("description", "\n".join(lines))
        component.add("categories", list(entry.categories))
        return component

    def _alarm(self, entry: Entry, days: int) -> Alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _NINE - days * _DAY)
        alarm.add("description", self.words.text("ics.alarm", days=days, summary=entry.summary))
        return alarm


_OF_EDITION = ("SEQUENCE", "LAST-MODIFIED", "STATUS")
_OF_ENGINE = "@roadmap-engine"


def _uid(event: str, occurrence: str) -> str:
    return f"{event}.{occurrence}{_OF_ENGINE}"


def _is_cancelled(component: Component) -> bool:
    return str(component.get("STATUS", "")) == "CANCELLED"


_OCCURRENCE = lazy_pattern(r"(\d+(?:-\d+)?)@roadmap-engine")


def _names_kept(
    windows: tuple[Window, ...], known: dict[str, date], lapsed: set[str]
) -> dict[int, str]:
    """The names that windows keep, by their numbers: first those of the same day (of two that begin
    together, the one whose name says so), then of the pairs that are left the nearest ones; what
    has `lapsed` comes back on its own day alone."""
    names: dict[int, str] = {}
    free = dict(known)
    for number, window in enumerate(windows):
        own = _occurrence(windows, window)
        same = [name for name, day in free.items() if day == window.start]
        if same and (own in same or not _begin_together(windows, window)):
            names[number] = own if own in same else same[0]
            del free[names[number]]
    left = [number for number in range(len(windows)) if number not in names]
    pairs = sorted(
        (abs((day - windows[number].start).days), number, name)
        for number in left
        for name, day in free.items()
        if name not in lapsed
    )
    for _, number, name in pairs:
        if number not in names and name in free:
            names[number] = name
            del free[name]
    return names


def _occurrence(windows: tuple[Window, ...], window: Window) -> str:
    """1 of an only date, else the first day; the last one too where two windows begin together."""
    if len(windows) == 1:
        return "1"
    last = f"-{window.end:%Y%m%d}" if _begin_together(windows, window) else ""
    return f"{window.start:%Y%m%d}{last}"


def _begin_together(windows: tuple[Window, ...], window: Window) -> bool:
    return sum(each.start == window.start for each in windows) > 1


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where an entry that was moved away has kept it."""
    tries = (f"{name.partition('-')[0]}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(each for each in tries if each not in taken)


_SEEN = ("DTSTART", "DTEND", "RRULE", "SUMMARY", "DESCRIPTION", "STATUS", "CATEGORIES")
"""What a reader sees of an entry."""


def _is_same(one: Component, other: Component) -> bool:
    return all(_written(one, name) == _written(other, name) for name in _SEEN)


def _written(component: Component, name: str) -> bytes | None:
    value = component.get(name)
    return None if value is None else bytes(value.to_ical())


def _earlier_entries(content: bytes) -> dict[str, Component]:
    """The entries of a calendar by UID; none where the file is no calendar."""
    try:
        components = Calendar.from_ical(content).walk() if content else []
    except (ValueError, IndexError):
        return {}
    return {str(each["UID"]): each for each in components if "UID" in each}


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
    same_days = [window.start for window in found] == [window.start for window in windows]
    lengths = {window.end - window.start for window in windows}
    return rule if same_days and len(lengths) == 1 else None
