"""The form of one indicator or event beside its lines: what is filled in goes into a draft.

Both change the text of the same draft; comments and everything else in the file stay.
"""

from collections.abc import Callable, Iterable

from starlette.responses import RedirectResponse, Response

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin, Route, Severity
from engine.editing.assist import Named, offered
from engine.editing.forms import (
    Field,
    Kind,
    NotFilledIn,
    find_item,
    form_of,
    lines_of,
    with_form,
    with_own_text,
)
from engine.editing.library import library_of
from engine.editing.values import NotRead
from engine.messages import Catalogue, Language
from engine.trees import FolderTree
from engine.web.blobs import hash_of
from engine.web.drafts import Draft, as_text
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.rooms.editing import draft_of, new_findings
from engine.web.rooms.roadmaps import project_of
from engine.web.showing import page
from engine.web.visits import Body, Page, Visit
from engine.yamltext import Document, parse

_OF_FIELD = "f."
"""Names of fields begin so: others of the form are not theirs."""
_MOST_OFFERED = 200


Fault = tuple[str, bool]
"""A sentence, and whether it tells of an error."""
Offers = Callable[[Field], tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """A field as the page shows it: what is in it now, what may be, and what is wrong with it."""

    field: Field
    label: str
    hint: str
    text: str
    faults: tuple[str, ...]
    is_wrong: bool
    """Whether one of them is an error: the rest is what a reader would ask about."""
    offers: tuple[Named, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it needs several lines."""
        is_several = self.field.kind in (Kind.LINES, Kind.YAML)
        return is_several or len(self.text) > 60 or "\n" in self.text


@dataclass(frozen=True, slots=True)
class Place:
    """The item of a text that is shown: `at` leads to it in the file."""

    project: str
    path: str
    id: str
    content: bytes
    document: Document
    at: Route


def _place(project: str, path: str, id: str, content: bytes) -> Place:
    """Raises Refusal where the text cannot be read, or has no such item."""
    document = parse(content, path).document
    if document is None:
        raise Refusal(409, "form_of_broken", file=path)
    at = find_item(document, id)
    if at is None:
        raise Refusal(404, "entry", id=id)
    return Place(project, path, id, content, document, at)


def entry(visit: Visit) -> Response:
    """The form of an indicator or event as the file is."""
    roadmap = project_of(visit).roadmap(visit.path["slug"])
    if roadmap is None:
        raise Refusal(404, "roadmap", slug=visit.path["slug"])
    content = FolderTree(visit.folder).read(roadmap.file)
    visit.desk.drafts.blobs.keep(content)
    place = _place(visit.project, roadmap.file, visit.path["entry"], content)
    findings = [finding for finding in visit.checked().findings if finding.at.file == roadmap.file]
    return _shown(visit, place, findings, None)


def begin(visit: Visit) -> Response:
    """A draft of the file with what was filled in, or with the lines that were written."""
    roadmap = project_of(visit).roadmap(visit.path["slug"])
    base = visit.desk.drafts.blobs.read(visit.form.get("base", ""))
    if roadmap is None or base is None:
        raise Refusal(409, "base")
    place = _place(visit.project, roadmap.file, visit.path["entry"], base)

    def keep(content: bytes) -> int:
        text = as_text(content)
        return visit.desk.drafts.begin(
            visit.project, roadmap.file, base, text, visit.person, visit.token
        )

    return _filled_in(visit, place, None, keep)


def entry_of_draft(visit: Visit) -> Response:
    """The form of an indicator or event as the draft has it."""
    draft = draft_of(visit)
    place = _place(draft.project, draft.path, visit.path["entry"], draft.content())
    new = new_findings(visit, draft)
    return _shown(
        visit, place, [finding for finding in new if finding.at.file == draft.path], draft
    )


def change(visit: Visit) -> Response:
    """Another text of the draft, from the form or from the lines beside it."""
    draft = draft_of(visit)
    if not draft.is_open:
        raise Refusal(409, "draft_closed")
    content = draft.content()
    if visit.form.get("base") != hash_of(content):
        raise Refusal(409, "draft_moved")
    place = _place(draft.project, draft.path, visit.path["entry"], content)

    def keep(content: bytes) -> int:
        visit.desk.drafts.rewrite(draft, as_text(content), draft.base)
        return draft.id

    return _filled_in(visit, place, draft, keep)


def _filled_in(
    visit: Visit, place: Place, draft: Draft | None, keep: Callable[[bytes], int]
) -> Response:
    """Raises Refusal for lines that are no such item; a field that cannot be written is shown again
    with what was filled in."""
    said = {
        name.removeprefix(_OF_FIELD): text
        for name, text in visit.form.items()
        if name.startswith(_OF_FIELD)
    }
    if visit.form.get("do") == "lines":
        content = with_own_text(place.content, place.path, place.id, visit.form.get("text", ""))
        id = _id_after(place, content)
    else:
        try:
            content = with_form(place.content, place.path, place.id, said)
        except NotFilledIn as problem:
            return _shown(visit, place, (), draft, said, problem)
        id = said.get("id", place.id).strip() or place.id
    number = keep(content)
    document = parse(content, place.path).document
    if document is None or find_item(document, id) is None:
        return RedirectResponse(f"/drafts/{number}", 303)
    return RedirectResponse(f"/drafts/{number}/entries/{id}", 303)


def _id_after(place: Place, made: bytes) -> str:
    """The item may have been given another name."""
    document = parse(made, place.path).document
    items = document.data.get(str(place.at[0])) if document else None
    at = place.at[1]
    there = items[at:] if isinstance(items, list) and isinstance(at, int) else ()
    return str(there[0].get("id", "")) if there and isinstance(there[0], dict) else ""


def _shown(
    visit: Visit, place: Place, findings: Iterable[Finding], draft: Draft | None,
    said: dict[str, str] | None = None, wrong: NotFilledIn | None = None,
) -> Response:  # fmt: skip
    fields, words = form_of(place.document, place.at), visit.desk.words
    faults, others = _tied(fields, place.at, findings, words)
    if wrong:
        faults.setdefault(wrong.field.name, []).extend((each, True) for each in _why(wrong, words))
    offers = _offers(visit, place)
    rows = [
        _row(words, field, faults.get(field.name, []), (said or {}).get(field.name), offers)
        for field in fields
    ]
    start, end = lines_of(place.document, place.at)
    return page(
        visit,
        "entry.html.j2",
        422 if wrong else 200,
        name=place.project,
        place=place,
        rows=rows,
        others=others,
        lines=place.document.source.text[start:end].replace("\r\n", "\n").rstrip("\n"),
        draft=draft,
        base=hash_of(place.content),
        wrong=any(row.is_wrong for row in rows),
        prefix=_OF_FIELD,
        line=place.document.source.text.count("\n", 0, start) + 1,
    )


def _tied(
    fields: Iterable[Field], at: Route, findings: Iterable[Finding], words: Catalogue
) -> tuple[dict[str, list[Fault]], list[str]]:
    """What is told of each field, and what is told of the item and of none of its fields."""
    routes = sorted((field.route for field in fields), key=len, reverse=True)
    tied: dict[str, list[Fault]] = {}
    others = []
    for finding in findings:
        if not isinstance(finding.at, Origin) or finding.at.route[: len(at)] != at:
            continue
        inside = finding.at.route[len(at) :]
        sentence = f"{words.finding(finding)} {words.advice(finding)}"
        route = next((one for one in routes if inside[: len(one)] == one), None)
        if route is None:
            others.append(sentence)
        else:
            tied.setdefault(".".join(route), []).append(
                (sentence, finding.severity is Severity.ERROR)
            )
    return tied, others


def _why(wrong: NotFilledIn, words: Catalogue) -> list[str]:
    if isinstance(wrong.problem, NotRead) and wrong.problem.findings:
        return [words.finding(finding) for finding in wrong.problem.findings]
    return [words.text("web.entry.not_written")]


def _row(
    words: Catalogue, field: Field, faults: list[Fault], said: str | None, offers: Offers
) -> Row:
    is_russian = words.language is Language.RU  # as the schema is
    return Row(
        field, field.title if is_russian else field.name, field.hint if is_russian else "",
        field.shown if said is None else said, tuple(each for each, _ in faults),
        any(is_error for _, is_error in faults), offers(field),
    )  # fmt: skip


def _offers(visit: Visit, place: Place) -> Offers:
    """What may stand in a field: names of goals, events, tables, columns, rules."""
    folder = visit.folders[place.project]
    project, library = visit.desk.shelf.checked(folder).loaded.project, library_of(folder)
    text = place.document.source.text
    lines = text.split("\n")
    is_russian = visit.desk.words.language is Language.RU  # as are words of schemas and library

    def of_field(field: Field) -> tuple[Named, ...]:
        if project is None:
            return ()
        line = text.count("\n", 0, place.document.source.span((*place.at, *field.route))[0])
        found = offered(field.route[-1], project, library, text, lines, line)
        named = {each.name: each for each in found if is_russian or each.origin}
        return tuple(named.values())[:_MOST_OFFERED]

    return of_field


PAGES = (
    Page("GET", "/projects/{project}/entries/{slug}/{entry}", Action.LOOK, entry),
    Page("POST", "/projects/{project}/entries/{slug}/{entry}", Action.EDIT, begin, Body.FORM),
    Page("GET", "/drafts/{draft}/entries/{entry}", Action.LOOK, entry_of_draft),
    Page("POST", "/drafts/{draft}/entries/{entry}", Action.EDIT, change, Body.FORM),
)
