"""The projects, and one of them: its roadmaps, what is wrong with its specs, its last verdicts."""

from collections.abc import Iterable
from datetime import date

from starlette.responses import Response

from engine.classes import dataclass
from engine.diagnostics import Finding, Severity
from engine.pipeline import Checked
from engine.reports.content.findings import Json, findings_model
from engine.reports.formats import FORMATS
from engine.web.last_runs import last_run
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.showing import page
from engine.web.visits import Page, Visit


@dataclass(frozen=True, slots=True)
class Shown:
    """A project as the list shows it."""

    name: str
    checked: Checked
    errors: int
    warnings: int
    as_of: str | None


def projects(visit: Visit) -> Response:
    """All projects of the folders."""
    desk = visit.desk
    shown = []
    for name, folder in visit.projects().items():
        checked = desk.shelf.checked(folder)
        run = last_run(desk, name, checked.loaded.project)
        errors = _count(checked.findings, Severity.ERROR)
        warnings = _count(checked.findings, Severity.WARNING)
        shown.append(Shown(name, checked, errors, warnings, run.as_of if run else None))
    return page(visit, "projects.html.j2", projects=shown)


def project(visit: Visit) -> Response:
    """One project."""
    checked = visit.checked()
    loaded = checked.loaded.project
    return page(
        visit,
        "project.html.j2",
        name=visit.project,
        project=loaded,
        findings=shown_findings(visit, checked, checked.findings),
        run=last_run(visit.desk, visit.project, loaded),
        jobs=visit.desk.jobs.of_project(visit.project, 5),
        today=date.today().isoformat(),
        formats=FORMATS,
        files=spec_files(checked),
        drafts=visit.desk.drafts.open_of(visit.project),
    )


def documents(visit: Visit) -> Response:
    """What is wrong with the documents themselves: dates, order, numbers, the cycle."""
    shelf, day, folder = visit.desk.shelf, date.today(), visit.folder

    def tell(checked: Checked) -> list[Json]:
        return shown_findings(visit, checked, shelf.documents(folder, day))

    found = shelf.derived(folder, ("told", day, visit.desk.words.language), tell)
    return page(
        visit,
        "documents.html.j2",
        name=visit.project,
        project=visit.checked().loaded.project,
        findings=found,
    )


def shown_findings(visit: Visit, checked: Checked, findings: Iterable[Finding]) -> list[Json]:
    """Findings with their places in the files of the project, the errors first."""
    models = findings_model(findings, checked.loaded.sources, visit.desk.words)
    return sorted(models, key=lambda each: each["severity"] != Severity.ERROR.value)


def spec_files(checked: Checked) -> list[str]:
    """The files of the project's specs that were read, project.yaml and data.yaml first."""
    own = [path for path, _ in checked.loaded.files if (checked.folder / path).is_file()]
    return sorted(own, key=lambda path: (path not in ("project.yaml", "data.yaml"), path))


def path_of(visit: Visit, path: str) -> str:
    """A file of the project's specs by the name in an address or a form. Raises Refusal."""
    if path not in spec_files(visit.checked()):
        raise Refusal(404, "file", file=path)
    return path


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


PAGES = (
    Page("GET", "/", Action.LOOK, projects),
    Page("GET", "/projects/{project}", Action.LOOK, project),
    Page("GET", "/projects/{project}/documents", Action.LOOK, documents),
)
