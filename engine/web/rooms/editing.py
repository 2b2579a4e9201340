"""Specs changed in the browser: a draft, what is wrong with it, what it changes, and saving it.

A draft is not the spec: nothing of the project changes before it is saved.
"""

import json
from collections import Counter
from datetime import date
from difflib import unified_diff
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from engine.children import ChildFailed, Limits
from engine.diagnostics import Finding, Severity
from engine.editing.changing import NotChanged, with_items, with_text
from engine.editing.merging import MARKS
from engine.pipeline import Checked
from engine.trees import FolderTree
from engine.web.apart import call
from engine.web.blobs import hash_of
from engine.web.commits import committed
from engine.web.drafts import Conflict, Draft, as_file, as_text
from engine.web.last_runs import last_run
from engine.web.ledger import Entry, now
from engine.web.policy import Action
from engine.web.receiving import number_of
from engine.web.refusals import Refusal
from engine.web.rooms.projects import path_of, shown_findings
from engine.web.showing import page_with_editor
from engine.web.visits import Body, Page, Visit
from engine.web.working import compare_draft
from engine.yamltext import parse

_LIMITS = Limits(seconds=300)
_LONGEST_NOTE = 500
_MOST_FORMER = 5
"""Versions that are tried for one that can be read."""
PROJECT_FILE = "project.yaml"


def edit(visit: Visit) -> Response:
    """A file of the specs in a field, with what was found in it and its earlier versions."""
    checked, path = visit.checked(), path_of(visit, visit.path["file"])
    content = FolderTree(visit.folder).read(path)
    visit.desk.drafts.blobs.keep(content)
    line = visit.query.get("line", "")
    text = as_text(content)
    findings = [finding for finding in checked.findings if finding.at.file == path]
    return page_with_editor(
        visit,
        "edit.html.j2",
        name=visit.project,
        path=path,
        text=text,
        base=hash_of(content),
        around=_around(text, at) if (at := number_of(line, 6)) is not None else [],
        line=line,
        findings=shown_findings(visit, checked, findings),
        versions=visit.desk.drafts.versions(visit.project, path),
    )


def _around(text: str, line: int) -> list[tuple[int, str]]:
    """Some lines about a line, with their numbers."""
    lines = text.splitlines()
    first = max(0, line - 4)
    return list(enumerate(lines[first : line + 3], first + 1))


def begin(visit: Visit) -> Response:
    """A draft from the text of the form, which says from which content it began."""
    path = path_of(visit, visit.form.get("file", ""))
    base = visit.desk.drafts.blobs.read(visit.form.get("base", ""))
    if base is None:
        raise Refusal(409, "base")
    text = _text(visit.form.get("text", ""))
    id = visit.desk.drafts.begin(visit.project, path, base, text, visit.person, visit.token)
    return RedirectResponse(f"/drafts/{id}", 303)


def move_target(visit: Visit) -> Response:
    """A draft in which an indicator has another target, with its impact."""
    project = visit.checked().loaded.project
    roadmap = project.roadmap(visit.form.get("slug", "")) if project else None
    if roadmap is None:
        raise Refusal(404, "roadmap", slug=visit.form.get("slug", ""))
    ids = [indicator.id for indicator in roadmap.indicators if indicator.target]
    if visit.form.get("id") not in ids:
        raise Refusal(404, "indicator", id=visit.form.get("id", ""))
    position = [indicator.id for indicator in roadmap.indicators].index(visit.form["id"])
    base = FolderTree(visit.folder).read(roadmap.file)
    target = " ".join(visit.form.get("target", "").split())
    try:
        content = with_text(base, roadmap.file, ("indicators", position, "target"), target)
    except (NotChanged, LookupError, TypeError) as problem:
        raise Refusal(422, "target", target=target) from problem
    id = visit.desk.drafts.begin(
        visit.project, roadmap.file, base, as_text(content), visit.person, visit.token
    )
    return RedirectResponse(f"/drafts/{id}?impact=yes", 303)


def seen_draft(visit: Visit) -> Draft:
    """The draft of the address, which the form's page showed as it is now: nobody saves, approves
    or writes over what somebody else made of it meanwhile. Raises Refusal."""
    found = draft_of(visit)
    if not found.is_open:
        raise Refusal(409, "draft_closed")
    if visit.form.get("seen", found.mark()) != found.mark():
        raise Refusal(409, "draft_moved")
    return found


def draft_of(visit: Visit) -> Draft:
    """The draft of the address. Raises Refusal."""
    found = visit.desk.drafts.find(number_of(visit.path["draft"]) or 0)
    return visit.admitted(found, "draft")


def draft(visit: Visit) -> Response:
    """What is wrong with the draft, what it changes, and on request whose verdict."""
    found = draft_of(visit)
    folder = visit.folders[found.project]
    tree = FolderTree(folder)
    would = checked_with(visit, found)
    new = new_findings(visit, found)
    wants_impact = visit.query.get("impact") == "yes" and would.usable
    return page_with_editor(
        visit,
        "draft.html.j2",
        name=found.project,
        draft=found,
        base=hash_of(found.base),
        findings=shown_findings(visit, would, new),
        is_broken=not would.usable,
        others=[(part.path, _difference(as_text(part.base), part.text)) for part in found.others],
        is_behind=found.is_open
        and any(tree.read(part.path) not in (part.base, part.content()) for part in found.parts()),
        compared=_compared(visit, found, would, impact=wants_impact),
        wants_impact=wants_impact,
    )


def checked_with(visit: Visit, found: Draft) -> Checked:
    """The project as it would be with the draft."""
    return visit.desk.shelf.drafted(visit.folders[found.project], found.contents())


def new_findings(visit: Visit, found: Draft) -> list[Finding]:
    """What is found in the draft and not in the project as it is, the documents included; of a
    project with errors the documents are not known, and none of theirs is new."""
    today, shelf, folder = date.today(), visit.desk.shelf, visit.folders[found.project]
    before = Counter(_key(document) for document in shelf.documents(folder, today))
    if shelf.checked(folder).loaded.project is None:
        would = checked_with(visit, found).findings
    else:
        would = shelf.documents_drafted(folder, found.contents(), today)
    findings = []
    for finding in would:
        if before[_key(finding)]:
            before[_key(finding)] -= 1
        else:
            findings.append(finding)
    return findings


def _key(found: Finding) -> tuple[object, ...]:
    return found.code.id, found.at.file, found.params


def _compared(visit: Visit, found: Draft, would: Checked, *, impact: bool) -> Any:
    """What changes by meaning; None where one of the two cannot be used, or nothing differs."""
    if not would.usable or not _differs(found):
        return None
    folder = visit.folders[found.project]
    project = would.loaded.project
    run = last_run(visit.desk, found.project, project)
    day = (run.as_of if run else date.today().isoformat()) if impact else ""
    asked = {"lang": visit.desk.words.language.value, "as_of": day}
    try:
        return call(
            compare_draft, str(folder.resolve()), found.path, dict(found.contents()),
            _former(visit, found), asked, limits=_LIMITS,
        )  # fmt: skip
    except ChildFailed as failed:
        raise Refusal(500, "compare", kind=failed.kind.value) from failed


def _differs(found: Draft) -> bool:
    return any(part.content() != part.base for part in found.parts())


def _former(visit: Visit, found: Draft) -> list[bytes]:
    """What the file held before, the newest first: as it was read here, or kept."""
    drafts = visit.desk.drafts
    rows = drafts.versions(found.project, found.path)[:_MOST_FORMER]
    seen = visit.desk.shelf.last_good(visit.folders[found.project], found.path)
    kept = (seen, *(drafts.blobs.read(row["sha256"]) for row in rows))
    return [each for each in kept if each is not None]


def rewrite(visit: Visit) -> Response:
    """Another text of the draft; `base` is the content that it takes into account."""
    found = seen_draft(visit)
    base = visit.desk.drafts.blobs.read(visit.form.get("base", ""))
    if base is None:
        raise Refusal(409, "base")
    visit.desk.drafts.rewrite(found, _text(visit.form.get("text", "")), base)
    return RedirectResponse(f"/drafts/{found.id}", 303)


def drop(visit: Visit) -> Response:
    """The draft is not wanted."""
    found = draft_of(visit)
    if found.is_open:
        visit.desk.drafts.drop(found, visit.person)
    return RedirectResponse(f"/projects/{found.project}", 303)


def save(visit: Visit) -> Response:
    """The draft becomes the file; one that brings new errors does not."""
    found = draft_of(visit)
    if not found.is_open:  # the form was sent twice, or somebody closed the draft: its page says so
        return RedirectResponse(f"/drafts/{found.id}", 303)
    found = seen_draft(visit)
    folder = visit.folders[found.project]
    if any(mark in line[:7] for line in found.text.splitlines() for mark in MARKS[::2]):
        raise Refusal(422, "marks")
    new = new_findings(visit, found)
    errors = sum(finding.severity is Severity.ERROR for finding in new)
    if errors:
        raise Refusal(422, "errors", n=errors)
    _refuse_unapproved(visit, found, folder)
    note = " ".join(visit.form.get("note", "").split())[:_LONGEST_NOTE]
    try:
        visit.desk.drafts.save(found, folder, visit.person, note)
    except Conflict as conflict:
        if conflict.path != found.path:
            raise Refusal(409, "other_changed", file=conflict.path) from conflict
        return _three_ways(visit, found, conflict.disk)
    _commit(visit, found, folder, note)
    return RedirectResponse(f"/projects/{found.project}/files/{found.path}", 303)


def _refuse_unapproved(visit: Visit, found: Draft, folder: Path) -> None:
    """Where the project names approvers, what asks for less is saved only when they agreed."""
    tree = FolderTree(folder)
    project = tree.read(PROJECT_FILE) if tree.exists(PROJECT_FILE) else b""
    approvers = _listed(project, "approvers")
    if approvers == [] or (approvers is None and b"approvers" not in project):
        return
    if PROJECT_FILE in found.contents():
        _refuse_other_approvers(visit, found, project)
    compared = _compared(visit, found, checked_with(visit, found), impact=False)
    if compared and compared["unapproved"]:
        raise Refusal(409, "not_approved", n=len(compared["unapproved"]))
    if compared is None and _differs(found):
        findings = visit.desk.shelf.checked(folder).findings
        if found.path not in {
            finding.at.file for finding in findings if finding.severity is Severity.ERROR
        }:
            raise Refusal(409, "not_comparable")


def _refuse_other_approvers(visit: Visit, found: Draft, project: bytes) -> None:
    """Who may agree, and what they agreed to, is not changed by whoever needs their agreement."""
    draft = found.contents()[PROJECT_FILE]
    before, after = _listed(project, "approvers"), _listed(draft, "approvers")
    agreed, agreeing = _listed(project, "approvals"), _listed(draft, "approvals")
    if (before, agreed) == (after, agreeing):
        return
    if not visit.may(found.project, Action.APPROVE):
        raise Refusal(403, "not_allowed")
    if after is None or any(each not in after for each in before or ()):
        raise Refusal(409, "approvers")
    new = [each for each in agreeing or () if each not in (agreed or ())]
    if not all(_is_agreed(visit, found.project, each) for each in new):
        raise Refusal(409, "approval_by_hand")


def _is_agreed(visit: Visit, project: str, approval: Any) -> bool:
    """Whether the approval was given on the page of a draft: the journal tells of it."""
    if not isinstance(approval, dict):
        return False
    author, fingerprint = str(approval.get("author")), str(approval.get("fingerprint"))
    rows = visit.desk.ledger.ask(
        "select note from journal where what = 'approve' and project = ?", project
    )
    return any(
        row["note"].startswith(f"{author}: ")
        and fingerprint in row["note"].rpartition("[")[2].removesuffix("]").split(", ")
        for row in rows
    )


def _listed(project: bytes, key: str) -> list[Any] | None:
    """A list of project.yaml; None where it cannot be read."""
    document = parse(project, PROJECT_FILE).document
    listed = document.data.get(key, []) if document else None
    return listed if isinstance(listed, list) else None


def _commit(visit: Visit, found: Draft, folder: Path, note: str) -> None:
    """In a repository the saved file becomes a commit; the journal says which, or why not."""
    tree = FolderTree(folder)
    files = {tree.path(path): content for path, content in found.contents().items()}
    what = visit.desk.words.text("web.draft.commit", project=found.project, path=found.path)
    made, why = committed(files, what, note, visit.person.name)
    if made or why:
        deed = "commit" if made else "no_commit"
        visit.desk.ledger.write(
            Entry(now(), visit.person.name, deed, found.project, found.path, made or why)
        )


def approve(visit: Visit) -> Response:
    """Those whom the project names agree to what the draft weakens: approvals by fingerprint, in
    project.yaml; in a draft of that very file they go into the draft."""
    found = seen_draft(visit)
    folder = visit.folders[found.project]
    compared = _compared(visit, found, checked_with(visit, found), impact=False)
    author, reason = visit.form.get("author", ""), " ".join(visit.form.get("reason", "").split())
    if not compared or not compared["unapproved"]:
        return RedirectResponse(f"/drafts/{found.id}", 303)
    if author not in compared["approvers"]:
        raise Refusal(403, "not_an_approver", author=author)
    if not reason:
        raise Refusal(422, "no_reason")
    items = "".join(
        _approval(each, author, reason[:_LONGEST_NOTE]) for each in compared["unapproved"]
    )
    own = found.contents().get(PROJECT_FILE)
    base = FolderTree(folder).read(PROJECT_FILE) if own is None else own
    try:
        content = with_items(base, PROJECT_FILE, "approvals", items)
    except NotChanged as problem:
        raise Refusal(422, "no_room_for_approvals") from problem
    if found.path == PROJECT_FILE:
        visit.desk.drafts.rewrite(found, as_text(content), found.base)
    elif own is not None:
        visit.desk.drafts.rewrite_other(found, PROJECT_FILE, as_text(content))
    else:
        _save_approvals(visit, found.project, folder, base, as_text(content), reason)
    note = f"{author}: {reason} [{', '.join(compared['unapproved'])}]"
    visit.desk.ledger.write(
        Entry(now(), visit.person.name, "approve", found.project, found.path, note)
    )
    return RedirectResponse(f"/drafts/{found.id}", 303)


def _save_approvals(
    visit: Visit, project: str, folder: Path, base: bytes, text: str, reason: str
) -> None:  # fmt: skip
    token = f"{visit.token}/approvals"
    id = visit.desk.drafts.begin(project, PROJECT_FILE, base, text, visit.person, token)
    draft = visit.desk.drafts.find(id)
    assert draft is not None
    try:
        visit.desk.drafts.save(draft, folder, visit.person, reason)
    except Conflict as conflict:
        raise Refusal(409, "taken", file=PROJECT_FILE) from conflict
    _commit(visit, draft, folder, reason)


def _approval(fingerprint: str, author: str, reason: str) -> str:
    said = {
        "fingerprint": fingerprint, "author": author, "date": date.today().isoformat(),
        "reason": reason,
    }  # fmt: skip
    inner = ", ".join(
        f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in said.items()
    )
    return f"- {{{inner}}}\n"


def both(visit: Visit) -> Response:
    """The draft and what became of its file meanwhile."""
    found = draft_of(visit)
    return _three_ways(visit, found, FolderTree(visit.folders[found.project]).read(found.path), 200)


def _three_ways(visit: Visit, found: Draft, disk: bytes, status: int = 409) -> Response:
    """Both changes of a file that was changed meanwhile, and one text made of them."""
    words = visit.desk.words
    names = words.text("web.draft.mine"), words.text("web.draft.theirs")
    merged = visit.desk.drafts.merged(found, disk, names)
    base = as_text(found.base)
    visit.desk.drafts.blobs.keep(disk)
    return page_with_editor(
        visit,
        "three_ways.html.j2",
        status,
        name=found.project,
        draft=found,
        base=hash_of(disk),
        mine=_difference(base, found.text),
        theirs=_difference(base, as_text(disk)),
        merged=merged,
    )


def _difference(old: str, new: str) -> str:
    lines = unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm="")
    return "\n".join(list(lines)[2:])


def restore(visit: Visit) -> Response:
    """A draft with what a file held before: it is looked at and saved like any other."""
    path = path_of(visit, visit.form.get("file", ""))
    rows = visit.desk.drafts.versions(visit.project, path)
    row = next((each for each in rows if str(each["id"]) == visit.form.get("version")), None)
    content = visit.desk.drafts.blobs.read(row["sha256"]) if row else None
    if content is None:
        raise Refusal(404, "version")
    base = FolderTree(visit.folder).read(path)
    id = visit.desk.drafts.begin(
        visit.project, path, base, as_text(content), visit.person, visit.token
    )
    return RedirectResponse(f"/drafts/{id}", 303)


def _text(text: str) -> str:
    return as_text(as_file(text, b""))


PAGES = (
    Page("GET", "/projects/{project}/files/{file:path}", Action.LOOK, edit),
    Page("POST", "/projects/{project}/drafts", Action.EDIT, begin, Body.FORM),
    Page("POST", "/projects/{project}/targets", Action.EDIT, move_target, Body.FORM),
    Page("POST", "/projects/{project}/restore", Action.EDIT, restore, Body.FORM),
    Page("GET", "/drafts/{draft}", Action.LOOK, draft),
    Page("POST", "/drafts/{draft}", Action.EDIT, rewrite, Body.FORM),
    Page("GET", "/drafts/{draft}/both", Action.LOOK, both),
    Page("POST", "/drafts/{draft}/save", Action.EDIT, save, Body.FORM),
    Page("POST", "/drafts/{draft}/drop", Action.EDIT, drop, Body.FORM),
    Page("POST", "/drafts/{draft}/approve", Action.APPROVE, approve, Body.FORM),
)
