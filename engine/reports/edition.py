"""An edition of the report: one outcome, in one language, for one audience.

What a reader knows an event by.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from engine.classes import dataclass
from engine.disclosure import Audience, Hidden, publish
from engine.messages import Catalogue
from engine.model.project import Project, Requirement
from engine.model.spec import Event, Indicator, Level, Roadmap
from engine.reports.numbers import Numerals, numerals
from engine.reports.places import Places
from engine.results.outcome import Need, Outcome
from engine.results.verdicts import IndicatorOutcome


def event_number(roadmap: Roadmap, event: Event) -> str:
    """The printed number; «III.2» of every event where sections count from 1 again; the id where
    none is left."""
    if event.number is None:
        return event.id
    same = [each for each in roadmap.events if each.number == event.number]
    if len(same) == 1 and ("." in event.number.rstrip(".") or not _counts_again(roadmap)):
        return event.number
    section = next((each.number for each in roadmap.sections if each.id == event.section), None)
    if section is None or sum(each.section == event.section for each in same) > 1:
        return event.number if len(same) == 1 else event.id
    return f"{section}.{event.number}"


def _counts_again(roadmap: Roadmap) -> bool:
    """Whether sections count their events from 1 again: a number stands in two of them."""
    sections: dict[str, str | None] = {}
    plain = [
        event for event in roadmap.events if event.number and "." not in event.number.rstrip(".")
    ]
    return any(
        sections.setdefault(event.number or "", event.section) != event.section for event in plain
    )


def event_label(roadmap: Roadmap, event: Event) -> str:
    """«1.2/2.5»: the roadmap's code (its slug without one) and the event's number."""
    return f"{roadmap.code or roadmap.slug}/{event_number(roadmap, event)}"


@dataclass(frozen=True, slots=True)
class Edition:
    """What every part of a report is made with."""

    outcome: Outcome
    places: Places
    words: Catalogue
    audience: Audience
    numerals: Numerals
    names: Mapping[str, str]
    """Names of organisations by code."""
    districts: Mapping[str, str]
    """Names of municipalities by code."""
    hidden: Mapping[str, Hidden] = field(default_factory=dict, compare=False, repr=False)
    """What is hidden of each indicator by its full id (see `disclosure`)."""
    judged: Mapping[str, IndicatorOutcome] = field(default_factory=dict, compare=False, repr=False)
    """What was judged, by its full id."""
    numbers: Mapping[tuple[str | None, str], int] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Which indicator of its roadmap (None: which requirement of the project) it is, by id."""
    events: Mapping[tuple[str, str], Event] = field(default_factory=dict, compare=False, repr=False)
    """The events by the slug of their roadmap and by id."""

    @property
    def as_of(self) -> date:
        """The day on which all is judged."""
        return self.outcome.manifest.as_of

    @property
    def is_external(self) -> bool:
        """Whether it leaves the department."""
        return self.audience is Audience.EXTERNAL

    @property
    def least(self) -> int:
        """Persons below which a figure does not leave the department."""
        return self.outcome.project.minimum_group

    def say(self, key: str, /, **params: object) -> str:
        """A sentence of the catalogue."""
        return self.words.text(key, **params)

    def counted(self, key: str, number: float, /, **params: object) -> str:
        """A sentence with a number: `{n}` as shown, `{count:…}` for the form that agrees."""
        return self.words.text(key, n=self.numerals.number(number), count=number, **params)

    def key(self, slug: str | None, key: str) -> str:
        """The key of words about an indicator; of those about a requirement (no slug) where the
        catalogue has others for it: it is of another gender."""
        own = f"requirement.{key}"
        return own if slug is None and self.words.has(own) else key

    def organisation(self, code: str | None) -> str:
        """The name of an organisation (or of a municipality that a decision is about), or its code
        where no list names it."""
        return self.names.get(code) or self.districts.get(code, code) if code else ""

    def named_by_rows(self, code: str | None) -> str:
        """The name of an organisation; of none, that rows name none."""
        return self.organisation(code) or self.say("report.no_organisation")

    def municipality(self, code: str | None) -> str:
        """The name of a municipality, or its code; of none, that organisations belong to none."""
        return self.districts.get(code, code) if code else self.say("report.no_municipality")

    def named(self, need: Need) -> str:
        """Who needs attention."""
        is_school = need.level is Level.SCHOOL
        return (self.organisation if is_school else self.municipality)(need.organisation)

    def roadmap(self, slug: str) -> Roadmap:
        """The roadmap that an outcome speaks of."""
        found = self.outcome.project.roadmap(slug)
        if found is None:
            raise KeyError(slug)
        return found

    def indicator(self, slug: str | None, id: str) -> Indicator:
        """The indicator that an outcome speaks of; without a slug, that of a requirement."""
        if slug is None:
            return self.requirement(id).indicator
        return next(each for each in self.roadmap(slug).indicators if each.id == id)

    def requirement(self, id: str) -> Requirement:
        """The requirement that an outcome speaks of."""
        found = self.outcome.project.requirement(id)
        if found is None:
            raise KeyError(id)
        return found

    def event(self, slug: str, id: str) -> Event:
        """The event that an outcome speaks of."""
        return self.events[slug, id]


def edition(
    outcome: Outcome, places: Places, words: Catalogue, *, audience: Audience | str
) -> Edition:
    """The edition of an outcome for an audience, in the language of `words`; what must not be told
    to the audience is not in it."""
    names = {organisation.code: organisation.name for organisation in outcome.organisations}
    districts = {municipality.code: municipality.name for municipality in outcome.municipalities}
    told, write = publish(outcome, Audience(audience)), numerals(words.language)
    judged = {
        indicator_outcome.full_id: indicator_outcome for indicator_outcome in told.outcome.judged
    }
    return Edition(
        told.outcome, places, words, told.audience, write, names, districts, told.hidden, judged,
        _numbers(told.outcome.project), _events(told.outcome.project),
    )  # fmt: skip


def _events(project: Project) -> dict[tuple[str, str], Event]:
    return {(one.slug, event.id): event for one in project.roadmaps for event in one.events}


def _numbers(project: Project) -> dict[tuple[str | None, str], int]:
    """Counted once: a roadmap may have thousands."""
    listed: dict[str | None, tuple[str, ...]] = {
        roadmap.slug: tuple(one.id for one in roadmap.indicators) for roadmap in project.roadmaps
    }
    listed[None] = tuple(requirement.id for requirement in project.requirements)
    return {(slug, id): number for slug, ids in listed.items() for number, id in enumerate(ids, 1)}
