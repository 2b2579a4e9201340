"""An order dropped on the page: the document beside its specs, then a project or drafts of one."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.editing.accept import Waiting, accepted, proposals
from engine.papers import PAGE, project_id
from engine.trees import FolderTree, content_of
from engine.web.drafts import as_text
from engine.web.ledger import Entry, claim_form, now, write_entry
from engine.web.orders import Order
from engine.web.policy import Action
from engine.web.receiving import MOST, bare_name, files_of, scratch_of, sent_files
from engine.web.refusals import Refusal
from engine.web.rooms.projects import spec_files
from engine.web.showing import page
from engine.web.visits import Body, Page, Visit
from engine.web.waiting import NotChecked
from engine.whole_files import write_files
from engine.yamltext import LIMIT, parse

_ITS_OWN_LOOK = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)


def choose(visit: Visit) -> Response:
    """A form for an order from which a project is made."""
    return page(visit, "order.html.j2", name=None, most=MOST >> 20)


def choose_again(visit: Visit) -> Response:
    """A form for an order that a project follows."""
    return page(visit, "order.html.j2", name=visit.project, most=MOST >> 20)


async def begin(visit: Visit) -> Response:
    """An order for a new project."""
    async with sent_files(visit.request, 1) as form:
        file, asked = files_of(form)[0], str(form.get("name", "")).strip()
        name = project_id(asked or Path(bare_name(file.filename)).stem)
        home = _new_home(visit, name)
        address = await run_in_threadpool(_read, visit, file, name, None, home)
        return RedirectResponse(address, 303)


async def follow(visit: Visit) -> Response:
    """An order that the files of a project are to follow."""
    name, home = visit.project, visit.folder
    async with sent_files(visit.request, 1) as form:
        file = files_of(form)[0]
        there = await run_in_threadpool(_texts, visit, home)
        address = await run_in_threadpool(_read, visit, file, name, there, home)
        return RedirectResponse(address, 303)


def _new_home(visit: Visit, name: str) -> Path:
    """Where a new project goes: into the first folder that holds projects and is none."""
    folders = [path for path in visit.desk.roots if path.is_dir()]
    root = next((folder for folder in folders if not (folder / "project.yaml").is_file()), None)
    if root is None:
        raise Refusal(409, "no_root")
    if (root / name).exists():
        raise Refusal(409, "is_there", name=name)
    return root / name


def _texts(visit: Visit, home: Path) -> dict[str, str]:
    """The specs of a project as texts. Raises Refusal where one cannot be read."""
    found: dict[str, str] = {}
    for path in sorted(home.glob("*.yaml")):
        document = parse(content_of(path, LIMIT + 1), path.name).document
        if document is None:
            raise Refusal(409, "broken_project", name=home.name)
        found[path.name] = document.source.text
    return found


def _read(
    visit: Visit, file: UploadFile, name: str, there: dict[str, str] | None, home: Path
) -> str:  # fmt: skip
    orders, lang = visit.desk.orders, visit.desk.words.language.value
    if not file.file.read(1):
        raise Refusal(422, "empty_file")
    file.file.seek(0)
    try:
        with scratch_of(file.file, orders.folder) as content:
            id = orders.take(content, bare_name(file.filename), name, there, home, lang)
    except NotChecked as problem:
        raise Refusal(422, "not_checked", kind=problem.kind) from problem
    return f"/orders/{id}"


def _order(visit: Visit) -> Order:
    visit.desk.uploads.sweep()
    found = visit.desk.orders.find(visit.path["order"])
    return visit.admitted(found, "order", is_alone=found is not None and found.is_new)


def order(visit: Visit) -> Response:
    """What was read in an order, what was not understood, and what it would change."""
    found = _order(visit)
    there = {} if found.is_new else _texts(visit, visit.folders[found.project])
    changed = [name for name, text in found.files.items() if there.get(name) != text]
    return page(
        visit,
        "order_read.html.j2",
        order=found,
        told=found.told,
        changed=changed,
        added=[name for name in changed if name not in there],
    )


def beside(visit: Visit) -> Response:
    """The document and its specs side by side, as `roadmap import` writes the page."""
    found = _order(visit)
    if not found.page:
        raise Refusal(404, "order")
    return HTMLResponse(found.page, headers={"content-security-policy": _ITS_OWN_LOOK})


def take(visit: Visit) -> Response:
    """A new project is written; in one that is there every changed file becomes a draft."""
    done = visit.desk.ledger.answer_of(visit.token)
    if done is not None:
        return RedirectResponse(done, 303)
    found = _order(visit)
    if not found.files:
        raise Refusal(422, "not_an_order")
    written = _made(visit, found) if found.is_new else _drafted(visit, found)
    with visit.desk.ledger.change() as connection:
        claim_form(connection, visit.token, written)
        entry = Entry(now(), visit.person.name, "import", found.project, found.file)
        write_entry(connection, entry)
    visit.desk.orders.forget(found)
    return RedirectResponse(written, 303)


def _made(visit: Visit, found: Order) -> str:
    home = _new_home(visit, found.project)
    write_files(home, {**found.files, PAGE: found.page})
    names = {folder.resolve(): name for name, folder in visit.desk.projects().items()}
    return f"/projects/{names[home.resolve()]}"


def _drafted(visit: Visit, found: Order) -> str:
    """New files are written, for no project names them yet; the others wait as drafts."""
    home = visit.folders[found.project]
    there = _texts(visit, home)
    new = {name: text for name, text in found.files.items() if name not in there}
    if new:
        write_files(home, {**new})
    for name, text in found.files.items():
        if name in there and there[name] != text:
            base = FolderTree(home).read(name)
            visit.desk.drafts.begin(
                found.project, name, base, as_text(text.encode()), visit.person,
                f"{visit.token}/{name}",
            )  # fmt: skip
    return f"/projects/{found.project}"


def forget(visit: Visit) -> Response:
    """The order is not wanted."""
    found = _order(visit)
    visit.desk.orders.forget(found)
    return RedirectResponse("/" if found.is_new else f"/projects/{found.project}", 303)


def waiting(visit: Visit) -> Response:
    """What an import proposed and nobody has confirmed yet, file by file, and which files cannot
    be read for it."""
    found = visit.desk.shelf.derived(
        visit.folder,
        "proposals",
        lambda checked: {name: _proposals(visit, name) for name in spec_files(checked)},
    )
    return page(
        visit,
        "proposals.html.j2",
        name=visit.project,
        files={name: some for name, some in found.items() if some},
        unread=[name for name, some in found.items() if some is None],
    )


def _proposals(visit: Visit, name: str) -> tuple[Waiting, ...] | None:
    content = FolderTree(visit.folder).read(name)
    return proposals(as_text(content)) if _is_read(content, name) else None


def _is_read(content: bytes, name: str) -> bool:
    document = parse(content, name).document
    return document is not None and isinstance(document.data, dict)


def confirm(visit: Visit) -> Response:
    """A draft in which the ticked proposals of a file are what it says."""
    name = visit.form.get("file", "")
    if name not in spec_files(visit.checked()):
        raise Refusal(404, "file", file=name)
    base = FolderTree(visit.folder).read(name)
    if not _is_read(base, name):
        raise Refusal(409, "broken_project", name=visit.project)
    ids = {proposal.id for proposal in proposals(as_text(base))}
    ticked = frozenset(each for each in ids if visit.form.get(f"id:{each}") == "yes")
    text, count = accepted(as_text(base), ticked)
    if not count:
        raise Refusal(422, "nothing_ticked")
    id = visit.desk.drafts.begin(visit.project, name, base, text, visit.person, visit.token)
    return RedirectResponse(f"/drafts/{id}", 303)


PAGES = (
    Page("GET", "/orders", Action.LOOK, choose),
    Page("POST", "/orders", Action.EDIT, begin, Body.FILES),
    Page("GET", "/projects/{project}/order", Action.LOOK, choose_again),
    Page("POST", "/projects/{project}/order", Action.EDIT, follow, Body.FILES),
    Page("GET", "/orders/{order}", Action.LOOK, order),
    Page("GET", "/orders/{order}/beside", Action.LOOK, beside),
    Page("POST", "/orders/{order}/take", Action.EDIT, take, Body.FORM),
    Page("POST", "/orders/{order}/forget", Action.EDIT, forget, Body.FORM),
    Page("GET", "/projects/{project}/proposals", Action.LOOK, waiting),
    Page("POST", "/projects/{project}/proposals", Action.EDIT, confirm, Body.FORM),
)
