"""Tables: which are declared, one sent in the place of another, what is wrong with it."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Message

from engine.load import load_data
from engine.model.tables import DataPackage
from engine.trees import FolderTree, leads_out
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.sheets import DATA_FILE
from engine.web.showing import page
from engine.web.uploads import NotChecked, Upload
from engine.web.visits import Body, Page, Visit

MOST = 50 << 20
"""Bytes of a table that is sent."""
_FORM = 64 << 10
_KINDS = {
    ".xlsx": b"PK\x03\x04", ".xlsm": b"PK\x03\x04", ".ods": b"PK\x03\x04",
    ".xls": b"\xd0\xcf\x11\xe0", ".parquet": b"PAR1", ".pq": b"PAR1",
}  # fmt: skip
"""How files begin that are what their names say."""


def _package(visit: Visit) -> DataPackage:
    path = visit.folder / DATA_FILE
    found = load_data(path).package if path.is_file() else None
    if found is None:
        raise Refusal(409, "no_tables")
    return found


def _declared(visit: Visit) -> dict[str, list[str]]:
    """The files that data.yaml names, each with its tables; of a mask those that lie there."""
    tree, found = FolderTree(visit.folder), dict[str, list[str]]()
    for each in _package(visit).resources:
        for path in each.paths if each.database is None else ():
            if leads_out(path):
                continue
            for one in tree.list(path) if "*" in path else (path,):
                found.setdefault(one, []).append(each.title or each.name)
    return found


def tables(visit: Visit) -> Response:
    """The declared files, and a form to send one."""
    visit.desk.uploads.sweep()
    declared = _declared(visit)
    tree = FolderTree(visit.folder)
    return page(
        visit,
        "tables.html.j2",
        name=visit.project,
        declared=declared,
        present={path for path in declared if tree.exists(path)},
        versions={path: visit.desk.uploads.versions(visit.project, path) for path in declared},
        most=MOST >> 20,
    )


async def send(visit: Visit) -> Response:
    """Take a file in pieces, up to the limit; then it is checked and shown."""
    request = visit.request
    declared = await run_in_threadpool(_declared, visit)
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST + _FORM:
        raise Refusal(413, "table_size", most=MOST >> 20)
    counted = Request(request.scope, _Counted(request).receive)
    try:
        async with counted.form(max_files=1, max_fields=5, max_part_size=_FORM) as form:
            file, chosen = form.get("file"), str(form.get("as", ""))
            if not isinstance(file, UploadFile) or not file.filename:
                raise Refusal(422, "no_file")
            path = _place_of(file.filename, chosen, declared)
            return await run_in_threadpool(_checked, visit, file, path, list(declared))
    except (HTTPException, ClientDisconnect) as problem:
        raise Refusal(400, "form_broken") from problem


class _Counted:
    """The pieces of a request, until they are too many."""

    def __init__(self, request: Request) -> None:
        self._request, self._taken = request, 0

    async def receive(self) -> Message:
        message = await self._request.receive()
        self._taken += len(message.get("body", b""))
        if self._taken > MOST + _FORM:
            raise Refusal(413, "table_size", most=MOST >> 20)
        return message


def _place_of(filename: str, chosen: str, declared: dict[str, list[str]]) -> str:
    """The declared file that is meant: the chosen one, else the one of the same name."""
    if chosen:
        if chosen not in declared:
            raise Refusal(422, "unknown_place", file=chosen)
        return chosen
    own = normalize("NFC", filename.replace("\\", "/").rpartition("/")[2]).casefold()
    found = [path for path in declared if normalize("NFC", Path(path).name).casefold() == own]
    if len(found) != 1:
        raise Refusal(422, "unknown_table", file=own)
    return found[0]


def _checked(visit: Visit, file: UploadFile, path: str, declared: list[str]) -> Response:
    _check_kind(file, path)
    others = [each for each in declared if each != path]
    with _scratch(visit) as scratch:
        content = Path(scratch) / "content"
        with content.open("wb") as written:
            while piece := file.file.read(1 << 20):
                written.write(piece)
            written.flush()
            os.fsync(written.fileno())
        return _taken(visit, content, path, others)


def _scratch(visit: Visit) -> TemporaryDirectory[str]:
    """A folder beside the tables that wait: what a killed program leaves there is swept, too."""
    home = visit.desk.uploads.folder
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return TemporaryDirectory(prefix="part-", dir=home)


def _taken(visit: Visit, content: Path, path: str, others: list[str]) -> Response:
    lang = visit.desk.words.language.value
    try:
        id = visit.desk.uploads.take(visit.project, visit.folder, path, content, others, lang)
    except NotChecked as problem:
        raise Refusal(422, "not_checked", kind=problem.kind) from problem
    return RedirectResponse(f"/uploads/{id}", 303)


def _check_kind(file: UploadFile, path: str) -> None:
    """Refuse a file that is empty, or is not what the name of its place says."""
    head = file.file.read(512)
    file.file.seek(0)
    if not head:
        raise Refusal(422, "empty_file")
    begins = _KINDS.get(Path(path).suffix.lower())
    is_binary = head.startswith(tuple(_KINDS.values())) or b"\0" in head
    is_utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    wrong = not head.startswith(begins) if begins else is_binary and not is_utf16
    if wrong:
        raise Refusal(422, "other_kind", kind=Path(path).suffix)


def _upload(visit: Visit) -> Upload:
    visit.desk.uploads.sweep()
    found = visit.desk.uploads.find(visit.path["upload"])
    if found is None or found.project not in visit.desk.projects():
        raise Refusal(404, "upload")
    if not visit.desk.policy.allows(visit.person, visit.action, found.project):
        raise Refusal(403, "not_allowed")
    return found


def upload(visit: Visit) -> Response:
    """What was found in a table that waits."""
    found = _upload(visit)
    return page(visit, "upload.html.j2", name=found.project, upload=found, found=found.found)


def accept(visit: Visit) -> Response:
    """The table goes into its place; of one with persons the former is not kept, and that must be
    agreed to."""
    token = visit.token
    done = visit.desk.ledger.answer_of(token)
    if done is not None:
        return RedirectResponse(done, 303)
    found = _upload(visit)
    if not found.is_readable:
        raise Refusal(422, "unreadable_table")
    if found.found["of_persons"] and visit.form.get("agreed") != "yes":
        raise Refusal(422, "not_agreed")
    home = visit.desk.projects()[found.project]
    visit.desk.uploads.accept(found, home, visit.person, token)
    return RedirectResponse(f"/projects/{found.project}/tables", 303)


def forget(visit: Visit) -> Response:
    """The table is not wanted."""
    found = _upload(visit)
    visit.desk.uploads.drop(found, visit.person)
    return RedirectResponse(f"/projects/{found.project}/tables", 303)


def bring_back(visit: Visit) -> Response:
    """An earlier table, to be looked at and accepted like one that was sent."""
    declared, path = _declared(visit), visit.form.get("file", "")
    rows = visit.desk.uploads.versions(visit.project, path) if path in declared else []
    row = next((each for each in rows if str(each["id"]) == visit.form.get("version")), None)
    content = visit.desk.uploads.blobs.read(row["sha256"]) if row else None
    if content is None:
        raise Refusal(404, "version")
    with _scratch(visit) as scratch:
        (Path(scratch) / "content").write_bytes(content)
        others = [each for each in declared if each != path]
        return _taken(visit, Path(scratch) / "content", path, others)


PAGES = (
    Page("GET", "/projects/{project}/tables", Action.LOOK, tables),
    Page("POST", "/projects/{project}/tables", Action.UPLOAD, send, Body.FILES),
    Page("POST", "/projects/{project}/tables/back", Action.UPLOAD, bring_back, Body.FORM),
    Page("GET", "/uploads/{upload}", Action.LOOK, upload),
    Page("POST", "/uploads/{upload}/accept", Action.UPLOAD, accept, Body.FORM),
    Page("POST", "/uploads/{upload}/forget", Action.UPLOAD, forget, Body.FORM),
)
