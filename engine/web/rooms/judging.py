"""Reports: a job with its bar, what it wrote, the runs that were kept and their differences."""

import json
from collections.abc import AsyncIterator
from datetime import date

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse

from engine.disclosure import Audience
from engine.history import BrokenStoreError, Store, compare_reports
from engine.reports.content.since import view_since
from engine.reports.formats import FILES
from engine.reports.formats.html import script_hash
from engine.results.changes import RunComparison
from engine.web.jobs import Job
from engine.web.policy import Action
from engine.web.receiving import number_of
from engine.web.refusals import Refusal, store_refusal
from engine.web.showing import page
from engine.web.visits import Body, Page, Visit
from engine.web.working import FINDINGS

_TICK = 0.3
"""Seconds between two looks at a job."""


def judge(visit: Visit) -> Response:
    """Start a job; the same form sent twice leads to the same job."""
    folder, name = visit.folder, visit.project
    asked = {
        "as_of": _day(visit.form.get("as_of", "")).isoformat(),
        "formats": list(FILES),
        "audience": _audience(visit.form.get("audience", "")),
        "lang": visit.desk.words.language.value,
        "history": str(visit.desk.history.resolve()),
        "keep": visit.form.get("keep") == "yes",
    }
    id = visit.desk.jobs.start(name, folder.resolve(), asked, visit.person, visit.token)
    return RedirectResponse(f"/jobs/{id}", 303)


def _day(text: str) -> date:
    try:
        parts = text.split(".")[::-1] if "." in text else text.split("-")
        year, month, day = (number_of(part, 4) or 0 for part in parts)
        return date(year, month, day)
    except ValueError as problem:
        raise Refusal(422, "day", day=text) from problem


def _audience(text: str) -> str:
    if text not in [audience.value for audience in Audience]:
        raise Refusal(422, "audience", audience=text)
    return text


def _job(visit: Visit) -> Job:
    return visit.admitted(visit.desk.jobs.find(visit.path["job"]), "job", is_alone=True)


def job(visit: Visit) -> Response:
    """How far the job is, or what it wrote."""
    found = _job(visit)
    jobs = visit.desk.jobs
    files = [(name, file) for name, file in FILES.items() if jobs.file(found.id, file)]
    findings = jobs.file(found.id, FINDINGS)
    return page(
        visit,
        "job.html.j2",
        job=found,
        name=found.project,
        files=files if found.state == "done" else [],
        findings=json.loads(findings.read_bytes()) if findings else [],
        refresh=not found.is_ended,
    )


async def events(visit: Visit) -> Response:
    """The bar as server-sent events, until the job has ended."""
    await run_in_threadpool(_job, visit)
    return StreamingResponse(_told(visit), media_type="text/event-stream")


async def _told(visit: Visit) -> AsyncIterator[str]:
    last = ""
    while not await visit.request.is_disconnected():
        found = await run_in_threadpool(_job, visit)
        said = json.dumps(
            {
                "state": found.state, "what": found.what, "done": found.done,
                "total": found.total, "ended": found.is_ended,
            },
            ensure_ascii=False,
        )  # fmt: skip
        if said != last:
            yield f"data: {said}\n\n"
        if found.is_ended:
            return
        last = said
        await anyio.sleep(_TICK)


def cancel(visit: Visit) -> Response:
    """Stop the job."""
    found = _job(visit)
    visit.desk.jobs.cancel(found.id, visit.person)
    return RedirectResponse(f"/jobs/{found.id}", 303)


def report(visit: Visit) -> Response:
    """The report as the file is; it runs its own script and nothing else, and sends nothing."""
    path = visit.desk.jobs.file(_job(visit).id, FILES["html"])
    if path is None:
        raise Refusal(404, "no_report")
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script_hash()}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts "
        "allow-downloads allow-popups"
    )
    return FileResponse(path, media_type="text/html", headers={"content-security-policy": policy})


def take(visit: Visit) -> Response:
    """A file of the job, to be kept elsewhere; never shown as a page."""
    found, name = _job(visit), visit.path["file"]
    path = visit.desk.jobs.file(found.id, name) if name in FILES.values() else None
    if path is None:
        raise Refusal(404, "no_report")
    return FileResponse(
        path, filename=f"{found.project}-{found.asked['as_of']}-{name}",
        media_type="application/octet-stream",
    )  # fmt: skip


def runs(visit: Visit) -> Response:
    """The runs of the project that were kept, and the differences of two of them."""
    name, project = visit.project, visit.checked().loaded.project
    store = Store(visit.desk.history)
    try:
        kept = store.runs(project.id) if project else ()
        old, new = visit.query.get("old", ""), visit.query.get("new", "")
        compared = _compared(store, old, new) if old or new else None
    except BrokenStoreError as problem:
        raise store_refusal(problem.reason, visit.desk.words) from problem
    since = view_since(compared, visit.desk.words) if compared else None
    return page(
        visit, "runs.html.j2", name=name, project=project, kept=kept[::-1], old=old, new=new,
        report={"since": since},
    )  # fmt: skip


def _compared(store: Store, old: str, new: str) -> RunComparison:
    reports = [store.report(number_of(id) or 0) for id in (old, new)]
    if reports[0] is None or reports[1] is None:
        raise Refusal(404, "runs")
    if reports[0].get("audience") != reports[1].get("audience"):
        raise Refusal(422, "audiences")
    try:
        return compare_reports(reports[0], reports[1])
    except BrokenStoreError as problem:
        raise Refusal(422, "other_report") from problem


PAGES = (
    Page("POST", "/projects/{project}/jobs", Action.JUDGE, judge, Body.FORM),
    Page("GET", "/projects/{project}/runs", Action.LOOK, runs),
    Page("GET", "/jobs/{job}", Action.LOOK, job),
    Page("GET", "/jobs/{job}/events", Action.LOOK, events),
    Page("POST", "/jobs/{job}/cancel", Action.JUDGE, cancel, Body.FORM),
    Page("GET", "/jobs/{job}/report", Action.LOOK, report),
    Page("GET", "/jobs/{job}/files/{file}", Action.TAKE, take),
)
