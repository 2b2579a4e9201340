"""A name given otherwise in every file of a project that names it: a draft of all of them."""

import re

from starlette.responses import RedirectResponse, Response

from engine.editing.assist import Named, named
from engine.editing.renaming import RENAMED, NotSeen, applied, renamed
from engine.load.explain import ID
from engine.trees import FolderTree, yaml_below
from engine.web.drafts import Part, as_file, as_text
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.rooms.assisting import Asked, asked_of, meant
from engine.web.rooms.projects import path_of
from engine.web.visits import Body, Page, Visit


def rename(visit: Visit) -> Response:
    """A draft in which a name is another, in the text of the form and in the other files. The name
    stands in the form, or at a place of its text."""
    form = visit.form
    path, new = path_of(visit, form.get("file", "")), form.get("new", "").strip()
    base = visit.desk.drafts.blobs.read(form.get("base", ""))
    if base is None:
        raise Refusal(409, "base")
    if not re.fullmatch(ID, new):
        raise Refusal(422, "new_name", name=new)
    parts = {file.path: file for file in _files(visit)}
    parts[path] = Part(path, base, as_text(as_file(form.get("text") or as_text(base), b"")))
    read = visit.desk.shelf.typed(visit.folder, path, parts[path].content(), visit.person.name)
    if read.loaded.project is None:
        raise Refusal(422, "rename_errors")
    texts = {name: each.text for name, each in parts.items()}
    found = _named(visit, asked_of(visit, texts[path]))
    try:
        edited = renamed(found, new, texts) if found else {}
    except NotSeen as problem:
        raise Refusal(422, "rename_unread", file=problem.file) from problem
    changed = {
        name: Part(name, parts[name].base, applied(texts[name], edits))
        for name, edits in edited.items()
    }
    if not changed:
        raise Refusal(422, "no_rename", name=form.get("name", ""))
    first = path if path in changed or parts[path].content() != base else next(iter(changed))
    own = changed.pop(first, parts[first])
    id = visit.desk.drafts.begin(
        visit.project, first, own.base, own.text, visit.person, visit.token, tuple(changed.values())
    )
    return RedirectResponse(f"/drafts/{id}", 303)


def _files(visit: Visit) -> list[Part]:
    """Every YAML file of the project, its cases and rules included."""
    tree = FolderTree(visit.folder)
    names = (path.relative_to(visit.folder).as_posix() for path in yaml_below(visit.folder))
    contents = ((name, tree.read(name)) for name in names)
    return [Part(name, content, as_text(content)) for name, content in contents]


def _named(visit: Visit, asked: Asked | None) -> Named | None:
    """What is renamed: what stands at the place, if it is called so, else whatever is."""
    name = visit.form.get("name", "").strip()
    if asked is None:
        return None
    here = meant(asked)
    if here and here.name == name and here.what in RENAMED:
        return here
    known = named(asked.project, asked.library, asked.text, name)
    return next((each for each in known if each.origin and each.what in RENAMED), None)


PAGES = (Page("POST", "/projects/{project}/rename", Action.EDIT, rename, Body.FORM),)
