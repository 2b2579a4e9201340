"""One roadmap of the report."""

from collections import Counter

from engine.model.spec import Roadmap
from engine.reports.edition import Edition
from engine.reports.view.anchors import roadmap_anchor
from engine.reports.view.bars import part_of, status_bar, verdict_bar
from engine.reports.view.drawings import view_pictures
from engine.reports.view.events import view_sections
from engine.reports.view.indicators import view_indicator
from engine.reports.view.names import short_name
from engine.reports.view.summary import event_sentence, indicator_sentence, reached
from engine.reports.view.values import RoadmapView
from engine.results.statuses import Status

_DONE = (Status.DONE, Status.DONE_LATE)


def view_roadmap(roadmap: Roadmap, edition: Edition, *, drawn: bool = False) -> RoadmapView:
    """Its indicators, pictures and events."""
    outcomes = [each for each in edition.outcome.indicators if each.roadmap == roadmap.slug]
    verdicts = [each.verdict.kind for each in outcomes]
    statuses = [each.status for each in edition.outcome.events if each.roadmap == roadmap.slug]
    met, done = reached(Counter(verdicts)), sum(each in _DONE for each in statuses)
    return RoadmapView(
        anchor=roadmap_anchor(roadmap.slug),
        slug=roadmap.slug,
        code=roadmap.code,
        name=short_name(roadmap, edition),
        title=roadmap.title,
        summary=(
            indicator_sentence(Counter(verdicts), edition),
            event_sentence(Counter(statuses), edition),
        ),
        indicator_bar=verdict_bar(verdicts, edition),
        event_bar=status_bar(statuses, edition),
        indicators_done=part_of(met, len(verdicts), edition.words),
        events_done=part_of(done, len(statuses), edition.words),
        indicators=tuple(view_indicator(each, edition, drawn=drawn) for each in outcomes),
        sections=view_sections(roadmap, edition),
        pictures=view_pictures(roadmap, edition) if drawn else (),
    )
