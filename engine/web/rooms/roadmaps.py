"""A roadmap: the order's text as it reads, its indicators with their verdicts, its events."""

from markupsafe import Markup
from starlette.responses import Response

from engine.cycle import order_events
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.pipeline import Checked
from engine.reports.charts.graph import graph_picture
from engine.reports.edition import event_number
from engine.reports.formats.ics import render_ics
from engine.runs.editions import editions_of
from engine.web.last_runs import last_run
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.showing import page
from engine.web.visits import Page, Visit


def project_of(visit: Visit) -> Project:
    """The project of the address. Raises Refusal where its files have errors."""
    project = visit.checked().loaded.project
    if project is None:
        raise Refusal(409, "broken_project", name=visit.project)
    return project


def roadmap(visit: Visit) -> Response:
    """One roadmap."""
    project = project_of(visit)
    found = _roadmap(visit, project)
    return page(
        visit,
        "one_roadmap.html.j2",
        name=visit.project,
        roadmap=found,
        project=project,
        number_of=lambda event: event_number(found, event),
        bodies={body.id: body.name for body in project.bodies},
        run=last_run(visit.desk, visit.project, project),
        picture=Markup(_picture(visit, found.slug)),
    )


def _picture(visit: Visit, slug: str) -> str:
    """The plan as a graph whose events lead to their rows."""
    words = visit.desk.words

    def draw(checked: Checked) -> str:
        project = checked.loaded.project
        found = project.roadmap(slug) if project else None
        if project is None or found is None:  # it has just been changed
            return ""
        ordering, _ = order_events(project)
        return graph_picture(
            (found,), ordering, words, address=lambda id: f"#{id.partition('/')[2]}"
        )

    return visit.desk.shelf.derived(visit.folder, ("picture", slug, words.language), draw)


def calendar(visit: Visit) -> Response:
    """The events of the project as a calendar."""
    project = project_of(visit)
    file = render_ics(project, visit.desk.words, editions=editions_of(visit.folder))
    name = f'attachment; filename="{project.id}.ics"'
    return Response(file.content, media_type="text/calendar", headers={"content-disposition": name})


def _roadmap(visit: Visit, project: Project) -> Roadmap:
    found = project.roadmap(visit.path["slug"])
    if found is None:
        raise Refusal(404, "roadmap", slug=visit.path["slug"])
    return found


PAGES = (
    Page("GET", "/projects/{project}/roadmaps/{slug}", Action.LOOK, roadmap),
    Page("GET", "/projects/{project}/calendar.ics", Action.TAKE, calendar),
)
