"""One indicator: why its figure is what it is, and what became of it over all kept runs."""

from datetime import date

from starlette.responses import Response

from engine.classes import dataclass
from engine.history import BrokenStoreError, Store
from engine.web.last_runs import last_run
from engine.web.policy import Action
from engine.web.refusals import Refusal, store_refusal
from engine.web.rooms.roadmaps import project_of
from engine.web.rooms.weeks import asked_apart
from engine.web.showing import page
from engine.web.visits import Page, Visit
from engine.web.why import explain_figure

_MOST = 40
"""Kept runs that are looked through, the newest."""


@dataclass(frozen=True, slots=True)
class Then:
    """What a kept run said of the indicator."""

    run: int
    as_of: str
    audience: str
    verdict: str
    figure: str


def figure(visit: Visit) -> Response:
    """The indicator over the kept runs; on request from its figure down to the rows."""
    project = project_of(visit)
    roadmap = project.roadmap(visit.path["slug"])
    if roadmap is None:
        raise Refusal(404, "roadmap", slug=visit.path["slug"])
    indicator = next((each for each in roadmap.indicators if each.id == visit.path["id"]), None)
    if indicator is None:
        raise Refusal(404, "no_indicator", id=visit.path["id"])
    full_id = roadmap.full_id(indicator.id)
    run = last_run(visit.desk, visit.project, project)
    day = _day(visit.query.get("day", ""), run.as_of if run else date.today().isoformat())
    why = None
    if visit.query.get("why") == "yes":
        folder, lang = str(visit.folder.resolve()), visit.desk.words.language.value
        why = asked_apart(explain_figure, folder, full_id, day, lang)
        if why is None:
            raise Refusal(409, "broken_project", name=visit.project)
    return page(
        visit,
        "figure.html.j2",
        name=visit.project,
        roadmap=roadmap,
        indicator=indicator,
        day=day,
        why=why,
        runs=_over_runs(visit, project.id, full_id),
    )


def _day(text: str, otherwise: str) -> str:
    try:
        return date.fromisoformat(text or otherwise).isoformat()
    except ValueError as problem:
        raise Refusal(422, "day", day=text) from problem


def _over_runs(visit: Visit, project: str, full_id: str) -> list[Then]:
    """What the newest kept runs said, the newest first; a run that did not know it says nothing."""
    store, thens = Store(visit.desk.history), list[Then]()
    try:
        for run in store.runs(project)[::-1][:_MOST]:
            report = store.report(run.id)
            for each in _indicators(report):
                if each.get("id") == full_id:
                    figure = str(each.get("figure") or "")
                    verdict = str(each.get("verdict"))
                    thens.append(Then(run.id, run.as_of, run.audience, verdict, figure))
    except BrokenStoreError as problem:
        raise store_refusal(problem.reason, visit.desk.words) from problem
    return thens


def _indicators(report: object) -> list[dict[str, object]]:
    roadmaps = report.get("roadmaps", ()) if isinstance(report, dict) else ()
    return [each for roadmap in roadmaps for each in roadmap.get("indicators", ())]


PAGES = (Page("GET", "/projects/{project}/indicators/{slug}/{id}", Action.LOOK, figure),)
