"""Pictures of a roadmap: the cycle matrix and the timeline, each for two widths."""

from engine.model.spec import Roadmap
from engine.reports.edition import Edition
from engine.reports.pictures.layout import Layout
from engine.reports.pictures.matrix import matrix_picture
from engine.reports.pictures.timeline import timeline_pictures
from engine.reports.view.anchors import picture_anchor
from engine.reports.view.pieces import Drawing, Picture


def view_pictures(roadmap: Roadmap, edition: Edition) -> tuple[Picture, ...]:
    """The drawings that the roadmap has something for; a long timeline is several."""
    pictures = (_matrix(roadmap, edition), _timeline(roadmap, edition))
    return tuple(each for each in pictures if each is not None)


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
    outcomes = [each for each in edition.outcome.events if each.roadmap == roadmap.slug]
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
