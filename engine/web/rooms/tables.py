"""Tables: which are declared, files sent in the place of others, what is wrong with them."""

from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from engine.children import ChildFailed, Limits
from engine.load import load_data
from engine.model.tables import Resource
from engine.trees import FolderTree, is_mask, is_meant_by, leads_out
from engine.web.apart import call
from engine.web.desk import Desk
from engine.web.policy import Action
from engine.web.receiving import (
    MOST,
    MOST_FILES,
    bare_name,
    check_kind,
    files_of,
    new_place,
    safe_name,
    scratch_of,
    sent_files,
)
from engine.web.refusals import Refusal
from engine.web.sheets import DATA_FILE, mark_table
from engine.web.showing import page, taken_file
from engine.web.uploads import Upload
from engine.web.visits import Body, Page, Visit
from engine.web.waiting import NotChecked

_LIMITS = Limits(seconds=300)


def resources_of(desk: Desk, home: Path) -> tuple[Resource, ...]:
    """The declared tables; none where nothing is declared yet. Raises Refusal for a broken one."""
    if not (home / DATA_FILE).is_file():
        return ()
    package = desk.shelf.derived(home, DATA_FILE, lambda _: load_data(home / DATA_FILE).package)
    if package is None:
        raise Refusal(409, "no_tables")
    return package.resources


def declared_files(desk: Desk, home: Path) -> dict[str, list[str]]:
    """The files that data.yaml names, each with its tables; of a mask those that lie there."""
    tree, found = FolderTree(home), dict[str, list[str]]()
    for path, resource in _paths(desk, home):
        for one in tree.list(path) if is_mask(path) else (path,):
            found.setdefault(one, []).append(resource.title or resource.name)
    return found


def _paths(desk: Desk, home: Path) -> list[tuple[str, Resource]]:
    own = [resource for resource in resources_of(desk, home) if resource.database is None]
    return [(path, resource) for resource in own for path in resource.paths if not leads_out(path)]


def tables(visit: Visit) -> Response:
    """The declared files, those that wait, and a form to send more."""
    uploads = visit.desk.uploads
    uploads.sweep()
    declared, tree = declared_files(visit.desk, visit.folder), FolderTree(visit.folder)
    return page(
        visit,
        "tables.html.j2",
        name=visit.project,
        declared=declared,
        present={path for path in declared if tree.exists(path)},
        versions=uploads.versions_of(visit.project, declared),
        waiting=uploads.waiting(visit.project),
        most=MOST >> 20,
        files=MOST_FILES,
    )


async def send(visit: Visit) -> Response:
    """Take files; then each is checked and shown."""
    declared = await run_in_threadpool(declared_files, visit.desk, visit.folder)
    async with sent_files(visit.request) as form:
        files, chosen = files_of(form), str(form.get("as", ""))
        if len(files) > 1 and chosen:
            raise Refusal(422, "one_place")
        if len(files) > 1:
            return await run_in_threadpool(_all_received, visit, files, declared)
        address = await run_in_threadpool(received, visit, files[0], chosen, declared)
        return RedirectResponse(address, 303)


Declared = dict[str, list[str]]


def _all_received(visit: Visit, files: list[UploadFile], declared: Declared) -> Response:
    """What became of each of several files."""
    words, told = visit.desk.words, list[tuple[str, str, str]]()
    for file in files:
        name = bare_name(file.filename)
        try:
            told.append((name, received(visit, file, "", declared), ""))
        except Refusal as refusal:
            sentence = words.text(f"web.refusal.{refusal.key}", **refusal.params)
            told.append((name, "", sentence))
    status = 200 if any(address for _, address, _ in told) else 422
    return page(visit, "sent.html.j2", status, name=visit.project, told=told)


def received(visit: Visit, file: UploadFile, chosen: str, declared: Declared) -> str:
    """The address of a file that waits, where it is told what is wrong or asked what it is."""
    path = _place_of(visit.desk, visit.folder, bare_name(file.filename), chosen, declared)
    if path is not None:
        check_kind(file.file, path)
        return _checked(visit, visit.project, file.file, path)
    path = new_place(visit.folder, file.filename)
    check_kind(file.file, path)
    uploads = visit.desk.uploads
    with scratch_of(file.file, uploads.folder) as content:
        return f"/uploads/{uploads.take_new(visit.project, path, content)}"


def _place_of(desk: Desk, home: Path, own: str, chosen: str, declared: Declared) -> str | None:
    """The declared file that is meant: the chosen one, else the one of the same name, or of a name
    that fits a mask. None where no declaration knows it."""
    if chosen:
        if chosen not in declared:
            raise Refusal(422, "unknown_place", file=chosen)
        return chosen
    found = [path for path in declared if bare_name(path).casefold() == own.casefold()]
    if len(found) > 1:
        raise Refusal(422, "several_places", file=own)
    return found[0] if found else _of_mask(desk, home, own)


def _of_mask(desk: Desk, home: Path, own: str) -> str | None:
    """The path that a mask of file names has for it; a mask of folders names no one folder. What no
    system would take in its name is left out."""
    safe = safe_name(own)
    name = own if own.casefold() == safe.casefold() else safe
    masks = {PurePosixPath(path) for path, _ in _paths(desk, home) if is_mask(path)}
    found = {
        (mask.parent / name).as_posix(): mask.as_posix()
        for mask in masks
        if not is_mask(mask.parent.as_posix())
    }
    fitting = [path for path, mask in found.items() if is_meant_by(path, mask)]
    return fitting[0] if len(fitting) == 1 and not leads_out(fitting[0]) else None


def _checked(visit: Visit, project: str, sent: IO[bytes], path: str) -> str:
    """The address of a declared table that was read."""
    uploads, home = visit.desk.uploads, visit.folders[project]
    others = [file for file in declared_files(visit.desk, home) if file != path]
    lang = visit.desk.words.language.value
    try:
        with scratch_of(sent, uploads.folder) as content:
            return f"/uploads/{uploads.take(project, home, path, content, others, lang)}"
    except NotChecked as problem:
        raise Refusal(422, "not_checked", kind=problem.kind) from problem


def upload_of(visit: Visit) -> Upload:
    """The file of the address, unless its table came to name persons. Raises Refusal."""
    visit.desk.uploads.sweep()
    waiting = visit.admitted(visit.desk.uploads.find(visit.path["upload"]), "upload")
    visit.desk.shelf.checked(visit.folders[waiting.project])
    return visit.admitted(visit.desk.uploads.find(waiting.id), "upload")


def upload(visit: Visit) -> Response:
    """What was found in a table that waits; one that nobody declared is described first."""
    waiting = upload_of(visit)
    if waiting.is_new:
        return RedirectResponse(f"/uploads/{waiting.id}/declare", 303)
    return page(visit, "upload.html.j2", name=waiting.project, upload=waiting, found=waiting.found)


def take_marked(visit: Visit) -> Response:
    """The file with its findings at the cells, for whoever is to mend it; nothing of it is kept."""
    waiting = upload_of(visit)
    home, lang = visit.folders[waiting.project], visit.desk.words.language.value
    if waiting.is_new:
        raise Refusal(404, "upload")
    tables = str((waiting.folder / "tables").resolve())
    try:
        marked = call(
            mark_table, str(home.resolve()), tables, waiting.path, waiting.found["findings"], lang,
            limits=_LIMITS,
        )  # fmt: skip
    except ChildFailed as failed:
        raise Refusal(422, "not_checked", kind=failed.kind.value) from failed
    if marked is None:
        raise Refusal(422, "not_marked")
    name = visit.desk.words.text("web.upload.marked_name", name=PurePosixPath(waiting.path).stem)
    return taken_file(marked, f"{name}.xlsx")


def accept(visit: Visit) -> Response:
    """The table goes into its place; of one with persons the former is not kept, and that must be
    agreed to."""
    token = visit.token
    done = visit.desk.ledger.answer_of(token)
    if done is not None:
        return RedirectResponse(done, 303)
    waiting = upload_of(visit)
    if waiting.is_new or not waiting.is_readable:
        raise Refusal(422, "unreadable_table")
    if waiting.found["of_persons"] and visit.form.get("agreed") != "yes":
        raise Refusal(422, "not_agreed")
    home = visit.folders[waiting.project]
    visit.desk.uploads.accept(waiting, home, visit.person, token)
    return RedirectResponse(f"/projects/{waiting.project}/tables", 303)


def forget(visit: Visit) -> Response:
    """The table is not wanted."""
    waiting = upload_of(visit)
    visit.desk.uploads.drop(waiting, visit.person)
    return RedirectResponse(f"/projects/{waiting.project}/tables", 303)


def put_instead(visit: Visit) -> Response:
    """A file that seemed new is meant for the place of a declared one."""
    found, path = upload_of(visit), visit.form.get("as", "")
    if path not in declared_files(visit.desk, visit.folders[found.project]):
        raise Refusal(422, "unknown_place", file=path)
    with found.file.open("rb") as content:
        check_kind(content, path)
        address = _checked(visit, found.project, content, path)
    visit.desk.uploads.drop(found, visit.person)
    return RedirectResponse(address, 303)


def bring_back(visit: Visit) -> Response:
    """An earlier table, to be looked at and accepted like one that was sent."""
    declared, path = declared_files(visit.desk, visit.folder), visit.form.get("file", "")
    rows = visit.desk.uploads.versions(visit.project, path) if path in declared else []
    row = next((each for each in rows if str(each["id"]) == visit.form.get("version")), None)
    content = visit.desk.uploads.blobs.read(row["sha256"]) if row else None
    if content is None:
        raise Refusal(404, "version")
    return RedirectResponse(_checked(visit, visit.project, BytesIO(content), path), 303)


PAGES = (
    Page("GET", "/projects/{project}/tables", Action.LOOK, tables),
    Page("POST", "/projects/{project}/tables", Action.UPLOAD, send, Body.FILES),
    Page("POST", "/projects/{project}/tables/back", Action.UPLOAD, bring_back, Body.FORM),
    Page("GET", "/uploads/{upload}", Action.LOOK, upload),
    Page("GET", "/uploads/{upload}/marked", Action.TAKE, take_marked),
    Page("POST", "/uploads/{upload}/accept", Action.UPLOAD, accept, Body.FORM),
    Page("POST", "/uploads/{upload}/forget", Action.UPLOAD, forget, Body.FORM),
    Page("POST", "/uploads/{upload}/instead", Action.UPLOAD, put_instead, Body.FORM),
)
