"""A file that no declaration knows: the form that describes it, until data.yaml has its table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from engine.children import ChildFailed, Limits
from engine.diagnostics import Severity
from engine.editing.changing import NotChanged, with_items
from engine.model.conditions import ColumnType
from engine.pipeline import check
from engine.trees import FolderTree, OverlayTree
from engine.web.apart import call
from engine.web.policy import Action
from engine.web.proposing import describe_upload
from engine.web.receiving import number_of
from engine.web.refusals import Refusal
from engine.web.rooms.tables import declared_files, resources_of, upload_of
from engine.web.sheets import DATA_FILE
from engine.web.showing import page
from engine.web.uploads import Taken, Upload
from engine.web.visits import Body, Page, Visit

_LIMITS = Limits(seconds=300)
_LONGEST = 200
_NEW = b"format: data/1\n"

Wish = dict[str, Any]


def form(visit: Visit) -> Response:
    """The file as the engine would read it, each guess with a control that corrects it."""
    upload = _new(visit)
    home = visit.folders[upload.project]
    described = _described(visit, upload, home)
    return page(
        visit,
        "declare.html.j2",
        name=upload.project,
        upload=upload,
        found=described,
        types=list(ColumnType),
        declared=list(declared_files(visit.desk, home)),
    )


def _new(visit: Visit) -> Upload:
    upload = upload_of(visit)
    if not upload.is_new:
        raise Refusal(404, "upload")
    return upload


def _described(visit: Visit, found: Upload, home: Path) -> Any:
    taken = [resource.name for resource in resources_of(visit.desk, home)]
    lang = visit.desk.words.language.value
    tables = (found.folder / "tables").resolve()
    try:
        return call(
            describe_upload, str(tables), found.path, taken, found.wishes or [], lang,
            limits=_LIMITS,
        )  # fmt: skip
    except ChildFailed as failed:
        raise Refusal(422, "not_checked", kind=failed.kind.value) from failed


def declare(visit: Visit) -> Response:
    """Keep what was corrected; on the other button the table is declared."""
    done = visit.desk.ledger.answer_of(visit.token)
    if done is not None:
        return RedirectResponse(done, 303)
    upload = _new(visit)
    wishes = [_wish(visit.form, number) for number in range(_count(visit.form))]
    visit.desk.uploads.wish(upload, wishes)
    if visit.form.get("do") != "accept":
        return RedirectResponse(f"/uploads/{upload.id}/declare", 303)
    corrected = visit.desk.uploads.find(upload.id)
    assert corrected is not None
    return _accepted(visit, corrected)


def _accepted(visit: Visit, found: Upload) -> Response:
    home = visit.folders[found.project]
    described = _described(visit, found, home)
    if not described["is_readable"]:
        raise Refusal(422, "not_described")
    tree = FolderTree(home)
    former = tree.read(DATA_FILE) if tree.exists(DATA_FILE) else b""
    try:
        content = with_items(former or _NEW, DATA_FILE, "resources", described["items"])
    except NotChanged as problem:
        raise Refusal(422, "no_room") from problem
    _refuse_errors(visit, home, content)
    try:
        visit.desk.uploads.declare(found, home, former, content, visit.person, visit.token)
    except Taken as problem:
        raise Refusal(409, "taken", file=problem.path) from problem
    return RedirectResponse(f"/projects/{found.project}/tables", 303)


def _refuse_errors(visit: Visit, home: Path, made: bytes) -> None:
    """Refuse a declaration that would bring errors into the project."""
    would = check(home, OverlayTree(FolderTree(home), {DATA_FILE: made}))
    before = visit.desk.shelf.checked(home)
    errors = [
        sum(finding.severity is Severity.ERROR for finding in one.findings)
        for one in (would, before)
    ]
    if errors[0] > errors[1]:
        raise Refusal(422, "errors", n=errors[0] - errors[1])


def _count(form: Mapping[str, str]) -> int:
    return number_of(form.get("tables", ""), 3) or 0


def _wish(form: Mapping[str, str], number: int) -> Wish:
    """What the form says of one table. What was said of columns goes where the header moved: they
    are others now."""
    at = f"t{number}."
    head = [_row(form.get(f"{at}first", "")), _row(form.get(f"{at}last", ""))]
    if 0 in head:
        head = [0, 0]
    has_moved = form.get(f"{at}shown", "") != f"{head[0]}-{head[1]}"
    return {
        "sheets": _sheets(form.get(f"{at}sheets", "")),
        "is_taken": form.get(f"{at}taken") == "yes",
        "name": form.get(f"{at}name", "").strip()[:_LONGEST],
        "title": " ".join(form.get(f"{at}title", "").split())[:_LONGEST],
        "head": head,
        "columns": None if has_moved else _columns(form, at),
    }


def _row(text: str) -> int:
    number = number_of(text.strip() or "0", 4)
    if number is None:
        raise Refusal(422, "row", row=text)
    return number


def _sheets(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise Refusal(400, "form_broken") from problem
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise Refusal(400, "form_broken")
    return found


def _columns(form: Mapping[str, str], at: str) -> dict[str, Wish]:
    listed = [each for each in form.get(f"{at}columns", "").split(",") if each]
    types = [column_type.value for column_type in ColumnType]
    found: dict[str, Wish] = {}
    for place in listed:
        own, type = f"{at}c{place}.", form.get(f"{at}c{place}.type", "")
        if number_of(place, 6) is None or type not in types:
            raise Refusal(400, "form_broken")
        found[place] = {
            "is_taken": form.get(f"{own}taken") == "yes",
            "type": type,
            "is_personal": form.get(f"{own}personal") == "yes",
            "is_key": form.get(f"{own}key") == "yes",
        }
    return found


PAGES = (
    Page("GET", "/uploads/{upload}/declare", Action.LOOK, form),
    Page("POST", "/uploads/{upload}/declare", Action.UPLOAD, declare, Body.FORM),
)
