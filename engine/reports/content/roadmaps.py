"""One roadmap of the report.

Pictures of a roadmap: the cycle matrix and the timeline, each for two widths.

The requirements of the order itself, with their verdicts.
"""

from collections import Counter

from engine.model.spec import Roadmap
from engine.reports.charts.matrix import matrix_picture
from engine.reports.charts.svg import Layout
from engine.reports.charts.timeline import timeline_pictures
from engine.reports.content.blocks import Drawing, Picture
from engine.reports.content.events import view_sections
from engine.reports.content.indicators import view_indicator
from engine.reports.content.names import (
    part_of,
    picture_anchor,
    roadmap_anchor,
    short_name,
    status_bar,
    verdict_bar,
)
from engine.reports.content.summary import (
    event_sentence,
    indicator_sentence,
    reached,
    requirement_sentence,
)
from engine.reports.content.validity import validity_notes
from engine.reports.content.views import RequirementsView, RoadmapView
from engine.reports.edition import Edition
from engine.results.events import Status


def view_pictures(roadmap: Roadmap, edition: Edition) -> tuple[Picture, ...]:
    """The drawings that the roadmap has something for; a long timeline is several."""
    pictures = (_matrix(roadmap, edition), _timeline(roadmap, edition))
    return tuple(picture for picture in pictures if picture is not None)


def _matrix(roadmap: Roadmap, edition: Edition) -> Picture | None:
    rows = [row for row in edition.outcome.ordering.matrix if row.roadmap == roadmap.slug]
    if not rows:
        return None
    return Picture(
        picture_anchor("matrix", roadmap.slug),
        edition.say("report.matrix"),
        tuple(
            Drawing(layout.value, matrix_picture(roadmap, rows, edition.words, layout=layout))
            for layout in Layout
        ),
    )


def _timeline(roadmap: Roadmap, edition: Edition) -> Picture | None:
    outcomes = [event for event in edition.outcome.events if event.roadmap == roadmap.slug]
    drawings = tuple(
        Drawing(layout.value, svg)
        for layout in Layout
        for svg in timeline_pictures(
            roadmap,
            outcomes,
            edition.words,
            period=roadmap.period or edition.outcome.project.period,
            as_of=edition.as_of,
            layout=layout,
        )
    )
    if not drawings:
        return None
    anchor = picture_anchor("timeline", roadmap.slug)
    return Picture(anchor, edition.say("report.timeline"), drawings)


_DONE = (Status.DONE, Status.DONE_LATE)


def view_roadmap(roadmap: Roadmap, edition: Edition, *, drawn: bool = False) -> RoadmapView:
    """Its indicators, pictures and events."""
    outcomes = [
        indicator for indicator in edition.outcome.indicators if indicator.roadmap == roadmap.slug
    ]
    verdicts = [outcome.verdict.kind for outcome in outcomes]
    statuses = [event.status for event in edition.outcome.events if event.roadmap == roadmap.slug]
    met, done = reached(Counter(verdicts)), sum(status in _DONE for status in statuses)
    return RoadmapView(
        anchor=roadmap_anchor(roadmap.slug),
        slug=roadmap.slug,
        code=roadmap.code,
        name=short_name(roadmap, edition),
        title=roadmap.title,
        summary=(
            indicator_sentence(Counter(verdicts), edition),
            event_sentence(Counter(statuses), edition),
            *validity_notes(roadmap.validity, edition.words),
        ),
        indicator_bar=verdict_bar(verdicts, edition),
        event_bar=status_bar(statuses, edition),
        indicators_done=part_of(met, len(verdicts), edition.words),
        events_done=part_of(done, len(statuses), edition.words),
        indicators=tuple(view_indicator(outcome, edition, drawn=drawn) for outcome in outcomes),
        sections=view_sections(roadmap, edition),
        pictures=view_pictures(roadmap, edition) if drawn else (),
    )


def view_requirements(edition: Edition, *, drawn: bool = False) -> RequirementsView | None:
    """All requirements in the order of the document; None where the project has none."""
    outcomes = edition.outcome.requirements
    if not outcomes:
        return None
    verdicts = [outcome.verdict.kind for outcome in outcomes]
    return RequirementsView(
        anchor="requirements",
        key="#requirements",
        summary=requirement_sentence(Counter(verdicts), edition),
        bar=verdict_bar(verdicts, edition, section="requirement.verdict"),
        done=part_of(reached(Counter(verdicts)), len(verdicts), edition.words),
        requirements=tuple(view_indicator(outcome, edition, drawn=drawn) for outcome in outcomes),
    )
