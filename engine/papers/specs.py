"""An assembled document → the values of a project's files, in the words of the order.

What no document prints (stages, what an event serves and waits for, the rule of an indicator with
its tables) is proposed and stands in `proposed` with its ground, until a person accepts it.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.latin import latin
from engine.model.project import MethodDirection
from engine.papers.assembled import Assembled
from engine.papers.documents import Address
from engine.papers.doers import may_be_several, parted
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.drafts import Draft
from engine.papers.figures import Tables
from engine.papers.following import Row, followed
from engine.papers.headings import simple
from engine.papers.measured import measured
from engine.papers.named_bodies import Bodies, says_the_same
from engine.papers.naming import Names, of_bookmarks
from engine.papers.orders import OrderWords, find_municipality
from engine.papers.passports import PassportEntry
from engine.papers.periods import PeriodWords, find_period
from engine.papers.plans import Plan, PlanEvent, PlanSection
from engine.papers.proposals import direction_of, served, stage_of
from engine.papers.values import Mapped, Value
from engine.papers.yearly_values import undated_base
from engine.schedule import resolve_schedule

METHOD = "2020"
_LEAST_DIRECTIONS = 3


@dataclass(frozen=True, slots=True)
class Specs:
    """File name → what it says; what a person has to fill in."""

    project: Mapped
    roadmaps: Mapping[str, Mapped]
    doubts: tuple[Doubt, ...]
    rows: Mapping[str, Mapping[str, tuple[Address, ...]]]
    """File name → the addresses of its events and of the rows of its passport, in their order."""
    bookmarked: frozenset[str] = frozenset()
    """Ids of events that hidden bookmarks of the document carry."""
    resources: tuple[Mapped, ...] = ()
    """Declarations of the tables that the proposed rules need."""


def specs_of(
    assembled: Assembled,
    id: str,
    directions: Sequence[MethodDirection],
    bodies: Mapping[str, str] | None = None,
    there: Container[str] = (),
    *,
    tables: Tables,
    pages: Mapping[Address, int] | None = None,
) -> Specs:
    """The files of the project; `bodies` are those that are known already, spelling → id; `tables`
    takes those that rules need: of roadmaps whose files are not `there`, for those have theirs;
    `pages` are those of the tables, where the file has pages.
    Grounds and what a person has to fill in are told in its words."""
    drafts = [part for draft in assembled.drafts for part in _by_direction(draft, directions)]
    titles = [text for draft in drafts for text in (draft.title, draft.plan_title) if text]
    order = [assembled.order.title] if assembled.order.title else []
    texts = (*titles, *order, *assembled.texts)
    writer = _Writer(directions, tables, find_period(texts), there, pages or {})
    writer.know(bodies or {})
    writer.stand_around(assembled.stamps, order_words=assembled.order)
    roadmaps = {f"{slug}.yaml": spec for slug, spec in map(writer.roadmap, drafts)}
    project = writer.project(assembled.order, id, tuple(roadmaps), texts)
    return Specs(
        project, roadmaps, tuple(writer.doubts),
        {name: _rows(draft) for name, draft in zip(roadmaps, drafts, strict=True)},
        frozenset(writer.bookmarked), tuple(tables.resources()),
    )  # fmt: skip


def _rows(draft: Draft) -> Mapping[str, tuple[Address, ...]]:
    """Where the events and the rows of the passport of a roadmap stand."""
    events = draft.plan.events if draft.plan else ()
    return {
        "events": tuple(event.address for event in events),
        "passport": tuple(entry.address for entry in draft.passport),
    }


def _by_direction(draft: Draft, directions: Sequence[MethodDirection]) -> list[Draft]:
    """A plan whose sections are directions of the method is a roadmap for each of them."""
    plan = draft.plan
    if plan is None or draft.passport or len(plan.sections) < _LEAST_DIRECTIONS:
        return [draft]
    slugs = [_direction(plan_section.title, directions) for plan_section in plan.sections]
    known = [slug for slug in slugs if slug]
    if len(set(known)) < len(known) or 4 * len(known) < 3 * len(slugs):
        return [draft]
    return [
        Draft(
            title=section.title,
            plan_title=draft.title,
            annex=draft.annex,
            lead=draft.lead if at == 0 else [],
            plan=Plan(
                plan.head,
                events=[
                    replace(event, section=None) for event in plan.events if event.section == at
                ],
            ),
        )
        for at, section in enumerate(plan.sections)
        if any(event.section == at for event in plan.events)
    ]


def _direction(title: str, directions: Sequence[MethodDirection]) -> str | None:
    return direction_of(
        title, [(direction.slug, direction.code, direction.name("ru")) for direction in directions]
    )


class _Writer:
    """Writes the roadmaps of one project; names are given once."""

    def __init__(
        self, directions: Sequence[MethodDirection], tables: Tables, period: PeriodWords | None,
        there: Container[str], pages: Mapping[Address, int],
    ) -> None:  # fmt: skip
        self._directions = directions
        self._tables = tables
        self._words = tables.words
        self._period = period
        self._there = there
        self._pages = pages
        self._slugs = Names()
        self._bodies = Bodies()
        self._stamps: tuple[str, ...] = ()
        self._told_doers: set[str] = set()
        self.doubts: list[Doubt] = []
        self.bookmarked: set[str] = set()

    def _say(self, key: str, **params: str) -> str:
        return self._words.text(f"papers.{key}", **params)

    def know(self, bodies: Mapping[str, str]) -> None:
        """Take the bodies of a project for known; none of them is written anew."""
        self._bodies.ids = {simple(text).strip(" .,;:"): id for text, id in bodies.items()}
        self._bodies.names = Names(bodies.values())

    def stand_around(self, stamps: Sequence[str], order_words: OrderWords) -> None:
        """Take what annexes, approvals and the order itself say: a place may be named there."""
        self._stamps = (*stamps, *order_words.preamble)

    def roadmap(self, draft: Draft) -> tuple[str, Mapped]:
        """Slug and values of a roadmap."""
        title = draft.title or draft.plan_title
        words = title or ""
        address: Address = ()
        if draft.plan is not None and draft.plan.events:
            address = draft.plan.events[0].address[:1]
        if title is None:
            self.doubts.append(doubt(codes.TO_FILL_IN, address, key="title"))
            title = self._say("fill_in.plan")
        known = _direction(words, self._directions)
        slug = self._slugs.unique(draft.slug or known or "plan")
        names = Names()
        code = re.search(r"карт\w*[»\"]?\s*(\d\.\d)(?![\d.])", words)
        spec: Mapped = {"format": "roadmap/1", "slug": slug}
        if code:
            spec["code"] = code[1]
        spec["title"] = title
        if draft.plan_title and draft.plan_title != title:
            spec["plan_title"] = draft.plan_title
        if draft.annex:
            spec["annex"] = draft.annex
        if draft.lead:
            spec["preamble"] = [*draft.lead]
        if draft.passport:
            spec["passport"] = [self._row(entry) for entry in draft.passport]
        goals = self._goals(draft, names)
        indicators = self._indicators(draft.passport, names, slug)
        for item, address in draft.indicators:
            id = names.given(item, "indicator")
            own: Mapped = {"id": id, "text": item}
            indicators.append(own | self._measured(item, f"{slug}/{id}", address))
        sections = draft.plan.sections if draft.plan else []
        if sections:
            spec["sections"] = [_section(at, each) for at, each in enumerate(sections, 1)]
        spec["goals"] = [*goals]
        spec["indicators"] = [*indicators]
        served = [(str(each["id"]), str(each["text"])) for each in (*indicators, *goals)]
        events = draft.plan.events if draft.plan else []
        spec["events"] = [*self._events(events, sections, served, names)]
        return slug, spec

    def _events(
        self,
        events: Sequence[PlanEvent],
        sections: Sequence[PlanSection],
        known: Sequence[tuple[str, str]],
        names: Names,
    ) -> list[Mapped]:
        whole = {simple(text) for event in events for text in event.responsible}
        carried = [of_bookmarks(event.bookmarks) for event in events]
        self.bookmarked |= {name for name in carried if name}
        ids = [names.unique(name) if name else None for name in carried]
        found: list[Mapped] = []
        for each, id in zip(events, ids, strict=True):
            section = sections[each.section] if each.section is not None and sections else None
            name = id or names.given(each.title, "event")
            found.append(self._event(each, name, section, known, whole))
        self._in_order(found, events)
        return found

    def _in_order(self, found: Sequence[Mapped], events: Sequence[PlanEvent]) -> None:
        """What the events wait for, by their words."""
        period = self._period.window if self._period else None
        rows = [
            Row(
                str(spec["id"]), event.title, _stages_of(spec), event.section,
                resolve_schedule(event.schedule, period),
            )
            for spec, event in zip(found, events, strict=True)
        ]  # fmt: skip
        waiting = followed(rows, self._words)
        for spec in found:
            if proposal := waiting.get(str(spec["id"])):
                proposed = spec["proposed"]
                assert isinstance(proposed, dict)
                spec["after"] = [*proposal.value]
                proposed["after"] = proposal.ground

    def _event(
        self,
        event: PlanEvent,
        id: str,
        section: PlanSection | None,
        known: Sequence[tuple[str, str]],
        whole: set[str],
    ) -> Mapped:
        stage = stage_of(event.title, section.title if section else None, self._words)
        serves = served(event.title, known, self._words)
        proposed: Mapped = {"stage": stage.ground}
        found: Mapped = {"id": id}
        if event.section is not None and section is not None:
            found["section"] = f"s{event.section + 1}"
        found["number"] = event.number
        found["title"] = event.title or None
        found["stage"] = stage.value[0] if len(stage.value) == 1 else [*stage.value]
        found["serves"] = [*serves.value] if serves else []
        if serves:
            proposed["serves"] = serves.ground
        found["schedule"] = event.schedule
        if event.schedule and says_the_same(event.schedule):
            self._tell_same(event.schedule, event.address)
        if event.schedule_from_section:
            proposed["schedule"] = self._say("ground.schedule")
        found["responsible"] = [
            {"body": self._bodies.of(text), "text": text}
            for line in event.responsible
            for text in parted(line, whole)
        ]
        for line in event.responsible:
            if says_the_same(line):
                self._tell_same(line, event.address)
            if may_be_several(line) and len(parted(line, whole)) == 1:
                self._tell_doers(line, event.address)
        found["result"] = event.result
        if page := self._page(event.address):
            found["clause"] = self._say("clause.page", page=page)
        if event.details:
            found["details"] = [*event.details]
        if event.decisions:
            found["decision"] = [*event.decisions]
        absent = [
            key for key in ("number", "title", "schedule", "responsible", "result")
            if found[key] in (None, [])
        ]  # fmt: skip
        if absent:
            found["not_printed"] = [*absent]
        found["proposed"] = proposed
        return found

    def _tell_same(self, text: str, address: Address) -> None:
        self.doubts.append(doubt(codes.SAID_AS_ABOVE, address, text=quoted(text)))

    def _tell_doers(self, line: str, address: Address) -> None:
        """Say once of each list that it is kept as one body."""
        if line not in self._told_doers:
            self._told_doers.add(line)
            self.doubts.append(doubt(codes.DOERS_TOGETHER, address, text=quoted(line)))

    def project(
        self, order: OrderWords, id: str, files: Sequence[str], texts: Sequence[str]
    ) -> Mapped:
        """project.yaml: the order, who is named, and what a person has to fill in. `texts` are the
        titles of the roadmaps and what stands around them."""
        proposed: Mapped = {}
        project: Mapped = {"format": "project/1", "id": id}
        project["title"] = order.title or next(iter(texts), self._say("fill_in.title"))
        said = (*texts, *self._stamps, *(str(each["name"]) for each in self._bodies.known.values()))
        municipality = find_municipality(said)
        if municipality is None:
            self.doubts.append(doubt(codes.TO_FILL_IN, (), key="municipality.name"))
            project["municipality"] = {"name": self._say("fill_in.municipality")}
        else:
            project["municipality"] = {"name": municipality[0]}
            proposed["municipality"] = self._say("ground.words", words=municipality[1])
        project["method"] = METHOD
        proposed["method"] = self._say("ground.method")
        period = self._period
        if period is None:
            reason = self._say("no_period")
            if "project.yaml" not in self._there:
                self.doubts.append(doubt(codes.TO_FILL_IN, (), key="period"))
            project["period"] = {"text": None, "from": None, "to": None, "reason": reason}
        else:
            project["period"] = {"text": period.text, "from": period.begins, "to": period.ends}
            proposed["period"] = self._say("ground.period")
        if not order.is_empty:
            project["order"] = _order(order)
        project["roadmaps"] = [*files]
        project["bodies"] = [*self._bodies.known.values()]
        project |= self._tables.of_project()
        project["proposed"] = proposed
        return project

    def _row(self, entry: PassportEntry) -> Mapped:
        found: Mapped = {"row": entry.number, "label": entry.label}
        if entry.heading:
            found["heading"] = entry.heading
        found["stages"] = [*entry.stages]
        found["items"] = [*entry.items]
        absent: list[Value] = [key for key in ("row", "label") if found[key] is None]
        if absent:
            found["not_printed"] = absent
        if entry.stages:
            found["proposed"] = {"stages": self._say("ground.words", words=entry.label or "")}
        return found

    def _clause(self, entry: PassportEntry, following: PassportEntry | None) -> str:
        """The row; its page only if the next row is there, too: else it may go on on the next."""
        page = self._page(entry.address)
        if following is None or self._page(following.address) != page:
            page = ""
        if entry.number:
            return self._say("clause.row", number=entry.number, page=page)
        return self._say("clause.label", label=entry.label or "", page=page)

    def _page(self, address: Address) -> str:
        """The page of a row; empty where the file has none."""
        return str(self._pages.get(address[:2], self._pages.get(address[:1], "")))

    def _goals(self, draft: Draft, names: Names) -> list[Mapped]:
        found: list[Mapped] = [
            {"id": names.given(text, "goal"), "text": text} for text, _ in draft.goals
        ]
        for entry, following in _followed(draft.passport):
            if "goal" in entry.stages:
                where = self._clause(entry, following)
                found += [
                    {"id": names.given(item, "goal"), "text": item, "clause": where}
                    for item in entry.items
                ]
        return found

    def _indicators(
        self, passport: Sequence[PassportEntry], names: Names, slug: str
    ) -> list[Mapped]:
        """Every item of a row of indicators, with the rule that its words name; where they name
        none, a person gives it with its table."""
        found: list[Mapped] = []
        for entry, following in _followed(passport):
            if "indicator" not in entry.stages:
                continue
            where = self._clause(entry, following)
            for item in entry.items:
                id = names.given(item, "indicator")
                own: Mapped = {"id": id, "text": item, "clause": where}
                found.append(own | self._measured(item, f"{slug}/{id}", entry.address))
        return found

    def _measured(self, item: str, whose: str, address: Address) -> Mapped:
        """How an indicator is measured, or why it is not; a roadmap that is there has its own."""
        years = self._period.years if self._period else ()
        is_there = f"{whose.partition('/')[0]}.yaml" in self._there
        found, told = measured(item, whose, years, None if is_there else self._tables, self._say)
        if told is not None:
            self.doubts.append(doubt(codes.VALUES_NOT_TARGETS, address, **told))
        if not is_there and "baseline" not in found and (value := undated_base(item)):
            line = f'baseline: {{value: "{value}", date: {years[0][:4] if years else "20__"}}}'
            params = {"text": quoted(item), "line": line}
            self.doubts.append(doubt(codes.BASE_WITHOUT_YEAR, address, **params))
        return found


def _followed(
    entries: Sequence[PassportEntry],
) -> Iterator[tuple[PassportEntry, PassportEntry | None]]:
    """Each row with the one below it."""
    return zip(entries, (*entries[1:], None), strict=False)


def _order(order: OrderWords) -> Mapped:
    found: Mapped = {"number": order.number, "date": order.date, "title": order.title}
    found["annexes"] = [*order.annexes]
    found["preamble"] = [*order.preamble]
    absent: list[Value] = [key for key in ("number", "date", "title") if found[key] is None]
    if absent:
        found["not_printed"] = absent
    return found


def _stages_of(event: Mapped) -> tuple[str, ...]:
    """The stages of an event that is written."""
    stage = event["stage"]
    return tuple(map(str, stage if isinstance(stage, list) else [stage]))


def _section(at: int, section: PlanSection) -> Mapped:
    found: Mapped = {"id": f"s{at}", "number": section.number, "title": section.title}
    if section.number is None:
        found["not_printed"] = ["number"]
    return found


def project_id(name: str) -> str:
    """A name for a project out of that of its file or folder."""
    return re.sub(r"^[^a-z]+", "", latin(name)) or "plan"
