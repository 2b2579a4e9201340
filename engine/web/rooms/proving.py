"""Evidence: a document dropped on an event, judged at once, then a row of the register."""

from datetime import date
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, Response

from engine.model.spec import Event, Roadmap
from engine.reports.edition import event_number
from engine.trees import FolderTree, is_yaml
from engine.web.evidence import FIELDS, Evidence, weighed
from engine.web.ledger import Entry, claim_form, now, write_entry
from engine.web.persons import declared_now, names_persons
from engine.web.policy import Action
from engine.web.receiving import MOST, files_of, safe_name, scratch_of, sent_files
from engine.web.refusals import Refusal
from engine.web.rooms.roadmaps import project_of
from engine.web.showing import page
from engine.web.visits import Body, Page, Visit
from engine.web.waiting import NotChecked
from engine.whole_files import write_files

FOLDER = "documents"
"""Where in a project the documents of its events are kept: `documents/slug/id`."""
_LONGEST = 300


def event(visit: Visit) -> Response:
    """One event: what it asks for, its documents, a place to drop one."""
    project = project_of(visit)
    roadmap, found = _event(visit)
    folder = _own_folder(visit.folder, roadmap.slug, found.id)
    return page(
        visit,
        "event.html.j2",
        name=visit.project,
        roadmap=roadmap,
        event=found,
        printed=event_number(roadmap, found),
        kinds=found.evidence.kinds if found.evidence else (),
        has_register=project.evidence is not None,
        documents=sorted(filter(_is_kept, folder.iterdir())) if folder.is_dir() else [],
        most=MOST >> 20,
    )  # fmt: skip


def _own_folder(home: Path, slug: str, id: str) -> Path:
    """Where the documents of an event are kept. Raises Refusal where a link leads elsewhere."""
    folder = home / FOLDER / slug / id
    if any(path.is_symlink() for path in (folder, folder.parent, folder.parent.parent)):
        raise Refusal(409, "link")
    return folder


def _is_kept(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not path.name.startswith(".")


def _event(visit: Visit) -> tuple[Roadmap, Event]:
    roadmap = project_of(visit).roadmap(visit.path["slug"])
    if roadmap is None:
        raise Refusal(404, "roadmap", slug=visit.path["slug"])
    found = next((each for each in roadmap.events if each.id == visit.path["event"]), None)
    if found is None:
        raise Refusal(404, "event", id=visit.path["event"])
    return roadmap, found


def take_document(visit: Visit) -> Response:
    """A document that is kept with the event."""
    roadmap, found = _event(visit)
    name = visit.path["file"]
    path = _own_folder(visit.folder, roadmap.slug, found.id) / name
    if name != Path(name).name or not _is_kept(path):
        raise Refusal(404, "file", file=name)
    return FileResponse(path, filename=name, media_type="application/octet-stream")


async def send(visit: Visit) -> Response:
    """A document for the event: it waits until it is registered."""
    roadmap, found = await run_in_threadpool(_event, visit)
    if project_of(visit).evidence is None:
        raise Refusal(409, "no_register")
    async with sent_files(visit.request, 1) as form:
        file = files_of(form)[0]
        evidences = visit.desk.evidences
        name = safe_name(file.filename)
        if not name:
            raise Refusal(422, "no_file")
        if is_yaml(name):
            raise Refusal(422, "no_document", file=name)
        if not file.file.read(1):
            raise Refusal(422, "empty_file")
        file.file.seek(0)
        with scratch_of(file.file, evidences.folder) as content:
            id = evidences.take(visit.project, roadmap.full_id(found.id), name, content)
        return RedirectResponse(f"/evidence/{id}", 303)


def _waiting(visit: Visit) -> Evidence:
    visit.desk.uploads.sweep()
    return visit.admitted(visit.desk.evidences.find(visit.path["evidence"]), "evidence")


def evidence(visit: Visit) -> Response:
    """What the document says of itself, and where the event stands with it."""
    waiting = _waiting(visit)
    told = _weighed(visit, waiting)
    return page(visit, "evidence.html.j2", name=waiting.project, evidence=waiting, told=told)


def _weighed(visit: Visit, found: Evidence) -> dict[str, object]:
    home, lang = visit.folders[found.project], visit.desk.words.language.value
    try:
        told = weighed(found, home, found.said, lang)
    except NotChecked as problem:
        raise Refusal(422, "not_checked", kind=problem.kind) from problem
    if told is None:
        raise Refusal(409, "no_register")
    return dict(told)


def register(visit: Visit) -> Response:
    """Keep what was filled in; on the other button the document gets its row."""
    # A second click waits until the first is done, then it is known.
    with visit.desk.uploads.lock:
        done = visit.desk.ledger.answer_of(visit.token)
        return RedirectResponse(done, 303) if done is not None else _filled_in(visit)


def _filled_in(visit: Visit) -> Response:
    waiting = _waiting(visit)
    said = {name: " ".join(visit.form.get(name, "").split())[:_LONGEST] for name in FIELDS}
    if said["date"]:
        try:
            said["date"] = date.fromisoformat(said["date"]).isoformat()
        except ValueError as problem:
            raise Refusal(422, "day", day=said["date"]) from problem
    visit.desk.evidences.say(waiting, said)
    if visit.form.get("do") != "accept":
        return RedirectResponse(f"/evidence/{waiting.id}", 303)
    if not said["kind"]:
        raise Refusal(422, "no_kind")
    kept = visit.desk.evidences.find(waiting.id)
    assert kept is not None
    return _registered(visit, kept)


def _registered(visit: Visit, found: Evidence) -> Response:
    """The document goes into its folder, then its row into the register; the former register is
    kept."""
    desk, home = visit.desk, visit.folders[found.project]
    slug, _, id = found.event.partition("/")
    address = f"/projects/{found.project}/events/{slug}/{id}"
    told = _weighed(visit, found)
    content = told["register"]
    if not isinstance(content, bytes):
        raise Refusal(422, "register_closed")
    place = FolderTree(home).path(str(told["path"]))
    folder = _own_folder(home, slug, id)
    write_files(folder, {_free(folder, found.file): found.paper.read_bytes()})
    resources = declared_now(home, visit.desk.shelf.checked(home))
    if place.is_file() and not names_persons(resources, str(told["path"])):
        desk.uploads.keep_version(
            found.project, str(told["path"]), place.read_bytes(), visit.person
        )
    write_files(place.parent, {place.name: content})
    with desk.ledger.change() as connection:
        claim_form(connection, visit.token, address)
        entry = Entry(now(), visit.person.name, "evidence", found.project, found.event)
        write_entry(connection, entry)
    desk.evidences.forget(found)
    return RedirectResponse(address, 303)


def _free(folder: Path, name: str) -> str:
    """The name, or one beside it where a document is called so already."""
    found, number = name, 1
    while (folder / found).exists():
        number += 1
        found = f"{Path(name).stem} ({number}){Path(name).suffix}"
    return found


def forget(visit: Visit) -> Response:
    """The document is not wanted."""
    waiting = _waiting(visit)
    visit.desk.evidences.forget(waiting)
    slug, _, id = waiting.event.partition("/")
    return RedirectResponse(f"/projects/{waiting.project}/events/{slug}/{id}", 303)


PAGES = (
    Page("GET", "/projects/{project}/events/{slug}/{event}", Action.LOOK, event),
    Page("POST", "/projects/{project}/events/{slug}/{event}", Action.UPLOAD, send, Body.FILES),
    Page(
        "GET", "/projects/{project}/events/{slug}/{event}/documents/{file}", Action.TAKE,
        take_document,
    ),
    Page("GET", "/evidence/{evidence}", Action.LOOK, evidence),
    Page("POST", "/evidence/{evidence}", Action.UPLOAD, register, Body.FORM),
    Page("POST", "/evidence/{evidence}/forget", Action.UPLOAD, forget, Body.FORM),
)  # fmt: skip
