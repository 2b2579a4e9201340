"""report.docx: the report as a paper: what fell short, whose turn it is, what was decided.

The body is short enough to be read and signed; every indicator, event and calculation stands in an
annex that begins on a page of its own.
"""

from collections.abc import Iterator, Sequence

from engine.reports.content.blocks import BAD, DOUBTFUL, GOOD, TONES
from engine.reports.content.views import (
    DecisionView,
    EventView,
    IndicatorView,
    OrganisationView,
    ReportView,
    RoadmapView,
)
from engine.reports.edition import Edition
from engine.reports.report import Report
from engine.reports.word import Cell, Paper, cell

_FILLS = {GOOD: "E2F1E5", DOUBTFUL: "FDF3D7", BAD: "FBE3E1"}
_BAD = ("error", "not_met", "warned")
_LATE = ("overdue",)
MOST_SHORT = 40
"""Indicators that fell short which the body names; all stand in the annex."""
MOST_LATE = 25
MOST_ORGANISATIONS = 15
MOST_LINES = 4


def write(report: Report) -> bytes:
    """The paper."""
    return _Writer(report.view, report.edition, report.letterhead).content()


class _Writer:
    """A paper under way."""

    def __init__(self, view: ReportView, edition: Edition, letterhead: bytes | None = None) -> None:
        self._view, self._edition = view, edition
        self._paper = Paper(language=edition.words.language.value, letterhead=letterhead)

    def _say(self, key: str, **params: object) -> str:
        return self._edition.say(f"paper.{key}", **params)

    def content(self) -> bytes:
        self._opening()
        self._roadmaps()
        self._short()
        self._late()
        self._organisations()
        self._decisions()
        self._gaps()
        self._signatures()
        self._annex()
        return self._paper.content()

    # The body

    def _opening(self) -> None:
        paper, view = self._paper, self._view
        paper.paragraph(view.title, "Title")
        paper.paragraph(view.subtitle, "Center")
        paper.paragraph(view.as_of, "Center")
        for line in (view.order, view.audience):
            if line:
                paper.paragraph(line, "Quiet")
        if view.synthetic:
            paper.paragraph(self._edition.say("report.synthetic"), "Quiet")
        for sentence in view.summary.sentences:
            paper.paragraph(sentence)

    def _roadmaps(self) -> None:
        self._paper.paragraph(self._say("roadmaps"), "Heading1")
        head = [cell(self._say(key)) for key in ("roadmap", "indicators", "events")]
        rows = [
            [cell(roadmap.label), cell(roadmap.indicators_done), cell(roadmap.events_done)]
            for roadmap in self._view.roadmaps
        ]
        self._paper.table((9, 4, 4), [head, *rows])

    def _indicators(self) -> Iterator[tuple[str, IndicatorView]]:
        for roadmap in self._view.roadmaps:
            yield from (
                (roadmap.code or roadmap.name, indicator) for indicator in roadmap.indicators
            )
        if self._view.requirements:
            name = self._say("requirement")
            yield from ((name, requirement) for requirement in self._view.requirements.requirements)

    def _short(self) -> None:
        short = [pair for pair in self._indicators() if pair[1].badge.kind in _BAD]
        self._paper.paragraph(self._say("short"), "Heading1")
        if not short:
            self._paper.paragraph(self._say("none_short"))
            return
        head = [cell(self._say(key)) for key in ("roadmap", "indicator", "figure", "distance")]
        rows = [
            [
                cell(code), cell(it.text),
                Cell((it.figure or it.badge.label, *(_some(it.target))), fill=_fill(it.badge.kind)),
                Cell((it.distance or it.reason, *(_some(it.progress)))),
            ]
            for code, it in short[:MOST_SHORT]
        ]  # fmt: skip
        self._paper.table((3, 8, 4, 4), [head, *rows])
        self._more(len(short) - MOST_SHORT)

    def _late(self) -> None:
        late = [
            (roadmap, event) for roadmap in self._view.roadmaps for event in _events(roadmap)
            if event.badge.kind in _LATE
        ]  # fmt: skip
        if not late:
            return
        self._paper.paragraph(self._say("late"), "Heading1")
        head = [cell(self._say(key)) for key in ("event", "title", "schedule", "responsible")]
        rows = [
            [
                cell(f"{roadmap.code or roadmap.name}: {event.number}"), cell(event.title),
                cell(event.schedule), Cell(event.responsible),
            ]
            for roadmap, event in late[:MOST_LATE]
        ]  # fmt: skip
        self._paper.table((3, 8, 4, 4), [head, *rows])
        self._more(len(late) - MOST_LATE)

    def _organisations(self) -> None:
        views: Sequence[OrganisationView] = (
            *self._view.municipalities, *self._view.organisations,
        )  # fmt: skip
        if not views:
            return
        self._paper.paragraph(self._say("organisations"), "Heading1")
        head = [cell(self._say(key)) for key in ("organisation", "count", "where")]
        rows = [
            [
                cell(view.name), cell(view.count),
                Cell(tuple(_needs(view))),
            ]
            for view in views[:MOST_ORGANISATIONS]
        ]  # fmt: skip
        self._paper.table((6, 5, 7), [head, *rows])
        self._more(len(views) - MOST_ORGANISATIONS)

    def _decisions(self) -> None:
        if not self._view.decisions:
            return
        self._paper.paragraph(self._say("decisions"), "Heading1")
        for decision in self._view.decisions:
            self._decision(decision)

    def _decision(self, decision: DecisionView) -> None:
        self._paper.paragraph(decision.title, "Heading2")
        self._paper.paragraph(decision.reason or decision.lead)
        head = [cell(self._say(key)) for key in ("zone", "whom", "what", "by")]
        rows = [
            [
                cell(f"{zone.title}: {zone.count}"), cell(advice.to),
                cell("; ".join((advice.what, *advice.measures))), cell(advice.by),
            ]
            for zone in decision.zones if not zone.is_quiet
            for advice in zone.advice
        ]  # fmt: skip
        if rows:
            self._paper.table((4, 4, 7, 3), [head, *rows])
        if decision.effect:
            for sentence in decision.effect.sentences:
                self._paper.paragraph(sentence)

    def _gaps(self) -> None:
        if not self._view.gaps:
            return
        self._paper.paragraph(self._say("gaps"), "Heading1")
        head = [cell(self._say(key)) for key in ("reason", "meaning", "number")]
        rows = [
            [cell(group.reason), cell(group.meaning), cell(str(len(group.items)), is_right=True)]
            for group in self._view.gaps
        ]
        self._paper.table((5, 10, 2), [head, *rows])

    def _signatures(self) -> None:
        self._paper.paragraph("")
        for key in ("signed_by", "made_by"):
            self._paper.paragraph(self._say(key))

    def _more(self, count: int) -> None:
        if count > 0:
            self._paper.paragraph(self._say("more", count=count), "Quiet")

    # The annex

    def _annex(self) -> None:
        self._paper.new_page()
        self._paper.paragraph(self._say("annex"), "Title")
        for roadmap in self._view.roadmaps:
            self._paper.paragraph(roadmap.label, "Heading1")
            self._calculations(roadmap.indicators)
            self._events(roadmap)
        if self._view.requirements:
            self._paper.paragraph(self._say("requirements"), "Heading1")
            self._calculations(self._view.requirements.requirements)
        self._paper.paragraph(self._say("provenance"), "Heading1")
        facts = [[cell(fact.label), cell(fact.value)] for fact in self._view.provenance.facts]
        if facts:
            self._paper.table((5, 12), facts, heads=0)

    def _calculations(self, indicators: Sequence[IndicatorView]) -> None:
        if not indicators:
            return
        head = [cell(self._say(key)) for key in ("indicator", "verdict", "calculation")]
        rows = [
            [cell(it.text), Cell(_verdict(it), fill=_fill(it.badge.kind)), Cell(_working(it))]
            for it in indicators
        ]
        self._paper.table((8, 4, 7), [head, *rows])

    def _events(self, roadmap: RoadmapView) -> None:
        events = list(_events(roadmap))
        if not events:
            return
        head = [cell(self._say(key)) for key in ("event", "title", "schedule", "status")]
        rows = [
            [
                cell(it.number), cell(it.title), cell(it.schedule),
                Cell((it.badge.label, *_some(it.progress)), fill=_fill(it.badge.kind)),
            ]
            for it in events
        ]  # fmt: skip
        self._paper.table((3, 9, 4, 3), [head, *rows])


def _needs(it: OrganisationView) -> Iterator[str]:
    """Where it falls short and by which figure, or why."""
    for line in it.lines[:MOST_LINES]:
        said = line.figure or line.text
        yield f"{line.code}: {said}" if said else line.code


def _events(roadmap: RoadmapView) -> Iterator[EventView]:
    for section in roadmap.sections:
        yield from section.events


def _verdict(it: IndicatorView) -> tuple[str, ...]:
    return (it.badge.label, *_some(it.figure), *_some(it.target))


def _working(it: IndicatorView) -> tuple[str, ...]:
    """How the figure came about: the facts of its calculation, what is missing, why."""
    facts = tuple(f"{fact.label}: {fact.value}" for fact in it.working.facts if fact.value)
    values = tuple(f"{it.column} {line.name}: {line.figure}" for line in it.working.values)
    return (
        *facts,
        *values,
        *_some(it.missing),
        *_some(it.waiver),
        *_some(it.reason if not facts else None),
    )


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _fill(kind: str) -> str | None:
    return _FILLS.get(TONES.get(kind, ""))
