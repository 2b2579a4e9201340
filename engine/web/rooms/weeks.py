"""«My week»: what is due of whom, ready to send, with a calendar; and the pictures of a roadmap."""

from datetime import date, timedelta
from typing import Any

from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from engine.children import OF_CLUSTERS, Child, ChildFailed, Limits
from engine.reports.formats.ics import render_ics
from engine.runs.databases import database_variables
from engine.runs.editions import editions_of
from engine.web.apart import place
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.rooms.roadmaps import project_of
from engine.web.showing import page, taken_file
from engine.web.standing import draw_roadmap, whose_turn
from engine.web.visits import Page, Visit

_LIMITS = Limits(seconds=120)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_SPANS = {"week": timedelta(days=7), "month": timedelta(days=28)}


def asked_apart(function: Any, *given: str) -> Any:
    """What a function says, in a child that may ask the declared databases."""
    with place():
        child = Child(OF_CLUSTERS, database_variables())
        try:
            return child.call(function, *given, limits=_LIMITS)
        except ChildFailed as failed:
            raise Refusal(500, "standing", kind=failed.kind.value) from failed
        finally:
            child.close()


def weeks(visit: Visit) -> Response:
    """Whose turn it is in a week or a month."""
    project = project_of(visit)
    body, span = visit.query.get("body", ""), visit.query.get("span", "week")
    day = _day(visit.query.get("day", ""))
    if span not in _SPANS or (body and body not in [each.id for each in project.bodies]):
        raise Refusal(404, "body", body=body)
    lang = visit.desk.words.language.value
    told = asked_apart(whose_turn, str(visit.folder.resolve()), body, span, day.isoformat(), lang)
    return page(
        visit,
        "weeks.html.j2",
        name=visit.project,
        bodies=project.bodies,
        body=body,
        span=span,
        day=day.isoformat(),
        before=(day - _SPANS[span]).isoformat(),
        after=(day + _SPANS[span]).isoformat(),
        told=told,
    )


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if text else date.today()
    except ValueError as problem:
        raise Refusal(422, "day", day=text) from problem
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal(422, "far_day", day=text, first=str(_FIRST_YEAR), last=str(_LAST_YEAR))
    return day


def calendar(visit: Visit) -> Response:
    """The calendar of one body."""
    project = project_of(visit)
    body = next((each for each in project.bodies if each.id == visit.path["body"]), None)
    if body is None:
        raise Refusal(404, "body", body=visit.path["body"])
    file = render_ics(project, visit.desk.words, body=body, editions=editions_of(visit.folder))
    return taken_file(file.content, f"{body.id}.ics")


def pictures(visit: Visit) -> Response:
    """The cycle and the plan of a roadmap, drawn; what is clicked leads to its page."""
    roadmap = project_of(visit).roadmap(visit.path["slug"])
    if roadmap is None:
        raise Refusal(404, "roadmap", slug=visit.path["slug"])
    place = f"/projects/{visit.project}/roadmaps/{roadmap.slug}"
    day, lang = date.today().isoformat(), visit.desk.words.language.value
    drawn = asked_apart(draw_roadmap, str(visit.folder.resolve()), roadmap.slug, day, place, lang)
    if drawn is None:
        return RedirectResponse(place, 303)
    return page(
        visit,
        "pictures.html.j2",
        name=visit.project,
        roadmap=roadmap,
        drawn={
            kind: [(width, Markup(svg)) for width, svg in found]  # drawn here, escaped there
            for kind, found in drawn.items()
        },
    )


PAGES = (
    Page("GET", "/projects/{project}/weeks", Action.LOOK, weeks),
    Page("GET", "/projects/{project}/calendars/{body}.ics", Action.TAKE, calendar),
    Page("GET", "/projects/{project}/roadmaps/{slug}/pictures", Action.LOOK, pictures),
)
