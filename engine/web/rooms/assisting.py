"""What the editor of a file asks while somebody types: one room for it and for editors elsewhere
(`editing.assist`). Nothing is written."""

from urllib.parse import quote

from starlette.responses import JSONResponse, Response

from engine.classes import dataclass
from engine.diagnostics import Severity
from engine.editing.assist import Library, Named, meaning, span, suggestions
from engine.editing.library import library_of
from engine.editing.renaming import RENAMED
from engine.editing.snippets import plain
from engine.model.project import Project
from engine.pipeline import Checked
from engine.trees import FolderTree
from engine.web.drafts import as_file
from engine.web.last_runs import last_run
from engine.web.policy import Action
from engine.web.receiving import number_of
from engine.web.refusals import Refusal
from engine.web.rooms.projects import path_of
from engine.web.visits import Body, Page, Visit

_LONGEST_NUMBER = 9
_MOST_SHOWN = 300
"""Findings with their places; a text that is wrong in each line has hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A place in the text that somebody types; lines and characters from 0."""

    read: Checked
    project: Project
    library: Library
    text: str
    line: int
    character: int


def asked_of(visit: Visit, text: str) -> Asked | None:
    """What the form asks about; None where the project could not be read yet. Raises Refusal."""
    path = path_of(visit, visit.form.get("file", ""))
    read = visit.desk.shelf.names(visit.folder, path, visit.person.name)
    if read is None or read.loaded.project is None:
        return None
    lines = text.split("\n")
    line = min(_number(visit, "line"), len(lines) - 1)
    character = min(_number(visit, "character"), len(lines[line]))
    library = library_of(visit.folder)
    return Asked(read, read.loaded.project, library, text, line, character)


def _number(visit: Visit, name: str) -> int:
    number = number_of(visit.form.get(name) or "0", _LONGEST_NUMBER)
    if number is None:
        raise Refusal(400, "form_broken")
    return number


def complete(visit: Visit) -> Response:
    """What may stand at the cursor."""
    asked = asked_of(visit, visit.form.get("text", ""))
    found = (
        suggestions(asked.project, asked.library, asked.text, asked.line, asked.character)
        if asked
        else ()
    )
    return JSONResponse({"items": [_item(visit, named) for named in found]})


def _item(visit: Visit, named: Named) -> dict[str, str]:
    title, detail = named.told(visit.desk.words.language)
    return {
        "kind": visit.desk.words.text(f"lsp.{named.what.value}"),
        "name": named.name,
        "title": title,
        "detail": detail,
        "text": plain(named.snippet),
    }


def explain(visit: Visit) -> Response:
    """What the name at the cursor means, what the last run said of it, and where it is given."""
    asked = asked_of(visit, visit.form.get("text", ""))
    named = meant(asked) if asked else None
    if asked is None or named is None:
        return JSONResponse({})
    is_renamed = named.origin is not None and named.what in RENAMED
    told = {**_item(visit, named), "last": _last(visit, named), "renamed": is_renamed}
    return JSONResponse({**told, **_place(visit, asked.read, named)})


def meant(asked: Asked) -> Named | None:
    """What the name at the place means."""
    return meaning(asked.project, asked.library, asked.text, asked.line, asked.character)


def _last(visit: Visit, named: Named) -> str:
    project = visit.checked().loaded.project
    slugs = {roadmap.file: roadmap.slug for roadmap in project.roadmaps} if project else {}
    slug = slugs.get(named.origin.file) if named.origin else None
    run = last_run(visit.desk, visit.project, project) if slug else None
    id = f"{slug}/{named.name.rpartition('/')[2]}"
    if run is None or id not in run.verdicts:
        return ""
    words = visit.desk.words
    verdict = words.text(f"verdict.{run.verdicts[id]}")
    return words.text("lsp.last", day=run.as_of, verdict=verdict, figure=run.figures.get(id, ""))


def _place(visit: Visit, read: Checked, named: Named) -> dict[str, str | int]:
    """Where the name is given; nothing for words of the language and rules of the library."""
    if named.origin is None:
        return {}
    place = read.loaded.sources.place(named.origin)
    (line, character), _ = span(place)
    address = f"/projects/{quote(visit.project)}/files/{quote(place.file)}?line={line + 1}#text"
    return {"file": place.file, "line": line, "character": character, "address": address}


def findings(visit: Visit) -> Response:
    """What is wrong with what was typed: in this file each with its place, elsewhere how much."""
    path, words = path_of(visit, visit.form.get("file", "")), visit.desk.words
    content = as_file(visit.form.get("text", ""), FolderTree(visit.folder).read(path))
    read = visit.desk.shelf.typed(visit.folder, path, content, visit.person.name)
    placed = [(finding, read.loaded.sources.place(finding.at)) for finding in read.findings]
    own = [(each, span(place)) for each, place in placed if place.file == path]
    known = visit.checked().findings
    elsewhere = sum(each not in known for each, place in placed if place.file != path)
    said = (
        words.text("web.editor.wrong", n=len(own), elsewhere=elsewhere or "")
        if own or elsewhere
        else words.text("web.editor.well")
    )
    listed = [
        {"from": start, "to": end, "code": each.code.id,
         "severity": "error" if each.severity is Severity.ERROR else "warning",
         "text": f"{words.finding(each)} {words.advice(each)}"}
        for each, (start, end) in own[:_MOST_SHOWN]
    ]  # fmt: skip
    return JSONResponse({"said": said, "findings": listed})


PAGES = (
    Page("POST", "/projects/{project}/assist/complete", Action.EDIT, complete, Body.FORM),
    Page("POST", "/projects/{project}/assist/meaning", Action.EDIT, explain, Body.FORM),
    Page("POST", "/projects/{project}/assist/findings", Action.EDIT, findings, Body.FORM),
)
