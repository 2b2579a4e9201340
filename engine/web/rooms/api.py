"""For scripts: the very JSON that the command line prints, and what it looks like, as OpenAPI."""

import json
from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from engine import __version__
from engine.classes import dataclass
from engine.diagnostics import Severity
from engine.history import BrokenStoreError, Store
from engine.lint.rules.order_of_work import compared_order
from engine.messages import Catalogue
from engine.packaged import schema_text
from engine.papers.kept_words import lint_with_order
from engine.plain import to_plain
from engine.reports.content.findings import findings_model, lint_model
from engine.reports.content.plan import plan_model
from engine.reports.model import project_model
from engine.runs.seen import places_of
from engine.visible import json_text
from engine.web.last_runs import last_run
from engine.web.policy import Action
from engine.web.receiving import files_of, sent_files
from engine.web.refusals import Refusal, store_refusal
from engine.web.rooms import tables
from engine.web.rooms.roadmaps import project_of
from engine.web.visits import Body, Page, Visit

ROOT = "/api/v1"


def _json(value: object, status: int = 200) -> Response:
    """A value as the command line prints it."""
    return Response(json_text(to_plain(value)), status, media_type="application/json")


def projects(visit: Visit) -> Response:
    """The projects of the folders, each with the day of its last report."""
    desk, found = visit.desk, []
    for name, folder in visit.projects().items():
        checked = desk.shelf.checked(folder)
        project = checked.loaded.project
        run = last_run(desk, name, project)
        counts = {
            each: sum(one.severity is each for one in checked.findings)
            for each in (Severity.ERROR, Severity.WARNING)
        }
        found.append(
            {
                "name": name,
                "id": project.id if project else None,
                "title": project.title if project else None,
                "errors": counts[Severity.ERROR],
                "warnings": counts[Severity.WARNING],
                "as_of": run.as_of if run else None,
            }
        )
    return _json({"projects": found})


def model(visit: Visit) -> Response:
    """What `show --format json` prints."""
    return _json(project_model(project_of(visit)))


def findings(visit: Visit) -> Response:
    """What `validate --format json` prints."""
    checked = visit.checked()
    return _json(findings_model(checked.findings, places_of(checked), visit.desk.words))


def documents(visit: Visit) -> Response:
    """What `lint --format json` prints."""
    checked, project = visit.checked(), project_of(visit)
    found = lint_with_order(checked, date.today())
    return _json(lint_model(project, found, places_of(checked), visit.desk.words))


def plan(visit: Visit) -> Response:
    """What `plan --format json` prints."""
    return _json(plan_model(compared_order(project_of(visit))))


def report(visit: Visit) -> Response:
    """report.json of the last run: of one that was made here, else of one that was kept."""
    project, jobs = project_of(visit), visit.desk.jobs
    job = jobs.last_done(visit.project)
    path = jobs.file(job.id, "report.json") if job else None
    if path is not None:
        return Response(path.read_bytes(), media_type="application/json")
    try:
        store = Store(visit.desk.history)
        kept = store.runs(project.id)
        found = store.report(kept[-1].id) if kept else None
    except BrokenStoreError as problem:
        raise store_refusal(problem.reason, visit.desk.words) from problem
    if found is None:
        raise Refusal(404, "no_report")
    return _json(found)


async def send(visit: Visit) -> Response:
    """A table: what was found in it, and the page where it waits for a decision."""
    declared = await run_in_threadpool(tables.declared_files, visit.desk, visit.folder)
    async with sent_files(visit.request, 1) as form:
        file, chosen = files_of(form)[0], str(form.get("as", ""))
        address = await run_in_threadpool(tables.received, visit, file, chosen, declared)
    upload = visit.desk.uploads.find(address.rpartition("/")[2])
    assert upload is not None
    return _json(
        {
            "upload": upload.id, "page": address, "path": upload.path, "is_new": upload.is_new,
            "is_readable": not upload.is_new and upload.is_readable,
            "of_persons": bool(upload.found.get("of_persons")),
            "findings": [
                {key: each[key] for key in each if key != "window"}
                for each in upload.found.get("findings", ())
            ],
        },
        201,
    )  # fmt: skip


def accept(visit: Visit) -> Response:
    """The table that waits goes into its place, as by the button of its page."""
    answer = tables.accept(visit)
    assert isinstance(answer, RedirectResponse)
    return _json({"accepted": visit.path["upload"]})


@dataclass(frozen=True, slots=True)
class Told:
    """What an address answers with: a schema by its short name, where the engine has one."""

    key: str
    schema: str | None = None
    status: int = 200


_TOLD: Mapping[tuple[str, str], Told] = {
    ("GET", "/projects"): Told("projects"),
    ("GET", "/projects/{project}"): Told("model"),
    ("GET", "/projects/{project}/findings"): Told("findings"),
    ("GET", "/projects/{project}/documents"): Told("documents", "lint"),
    ("GET", "/projects/{project}/plan"): Told("plan"),
    ("GET", "/projects/{project}/report"): Told("report", "report"),
    ("POST", "/projects/{project}/tables"): Told("send", None, 201),
    ("POST", "/uploads/{upload}/accept"): Told("accept"),
    ("GET", "/openapi.json"): Told("openapi"),
}


def openapi(visit: Visit) -> Response:
    """This interface, told by the schemas of the engine."""
    words = visit.desk.words
    paths: dict[str, dict[str, object]] = {}
    for page in PAGES:
        told = _TOLD[page.method, page.path.removeprefix(ROOT)]
        paths.setdefault(page.path, {})[page.method.lower()] = _operation(page, told, words)
    schemas = {told.schema for told in _TOLD.values() if told.schema}
    return _json(
        {
            "openapi": "3.1.0",
            "info": {"title": words.text("web.name"), "version": __version__},
            "security": [{"token": []}],
            "paths": paths,
            "components": {
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
                "schemas": {
                    **{name: json.loads(schema_text(name)) for name in sorted(schemas)},
                    "problem": _PROBLEM,
                },
            },
        }
    )


_PROBLEM: Mapping[str, object] = {
    "type": "object",
    "properties": {
        "title": {"type": "string"}, "detail": {"type": "string"}, "status": {"type": "integer"},
    },
    "required": ["title", "detail", "status"],
}  # fmt: skip


def _operation(page: Page, told: Told, words: Catalogue) -> dict[str, object]:
    parts = [part[1:-1] for part in page.path.split("/") if part.startswith("{")]
    schema = {"$ref": f"#/components/schemas/{told.schema}"} if told.schema else {"type": "object"}
    made: dict[str, object] = {
        "operationId": told.key,
        "summary": words.text(f"web.api.{told.key}"),
        "parameters": [
            {"name": part, "in": "path", "required": True, "schema": {"type": "string"}}
            for part in parts
        ],
        "responses": {
            str(told.status): {"description": words.text(f"web.api.{told.key}"),
                               "content": {"application/json": {"schema": schema}}},
            "default": {"description": words.text("web.refusal_title"),
                        "content": {"application/problem+json": {
                            "schema": {"$ref": "#/components/schemas/problem"}}}},
        },
    }  # fmt: skip
    if page.body is not Body.NOTHING:
        made["requestBody"] = {"required": True, "content": _BODIES[page.body]}
    return made


_TEXT = {"type": "string"}
_BODIES: Mapping[Body, Mapping[str, object]] = {
    Body.FILES: {"multipart/form-data": {"schema": {
        "type": "object", "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}, "as": _TEXT},
    }}},
    Body.FORM: {"application/x-www-form-urlencoded": {"schema": {
        "type": "object", "required": ["token"], "properties": {"token": _TEXT, "agreed": _TEXT},
    }}},
}  # fmt: skip

PAGES = (
    Page("GET", f"{ROOT}/projects", Action.LOOK, projects),
    Page("GET", f"{ROOT}/projects/{{project}}", Action.LOOK, model),
    Page("GET", f"{ROOT}/projects/{{project}}/findings", Action.LOOK, findings),
    Page("GET", f"{ROOT}/projects/{{project}}/documents", Action.LOOK, documents),
    Page("GET", f"{ROOT}/projects/{{project}}/plan", Action.LOOK, plan),
    Page("GET", f"{ROOT}/projects/{{project}}/report", Action.TAKE, report),
    Page("POST", f"{ROOT}/projects/{{project}}/tables", Action.UPLOAD, send, Body.FILES),
    Page("POST", f"{ROOT}/uploads/{{upload}}/accept", Action.UPLOAD, accept, Body.FORM),
    Page("GET", f"{ROOT}/openapi.json", Action.LOOK, openapi),
)
