"""A marked name in a wrong cell stands in nothing that any verb prints or writes, in any format.

What stands in a personal column is nowhere at all: not even where whoever has the table is shown
its rows, in an editor, or in a report for the department alone.

The verbs and their formats are asked of the command line itself: a new one fails here until it is
tried, or is named with the reason why no cell of a table can come through it.
"""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import click
import pytest

from engine.cli.app import roadmap
from tests.running import WRITTEN, run
from tests.unit.disclosure.projects import HEADINGS, pupil, unpacked, write
from tests.unit.disclosure.test_names import INDICATORS, MARK, NAME, WAYS

Words = tuple[str, ...]

PARCEL = ("evaluate", "{p}", "--as-of", "2022-06-01", "--no-cache", "--out", "{out}/again",
          "--parcel", "{out}/run.zip")  # fmt: skip

CALLS: dict[Words, Words] = {
    ("validate",): ("{p}",),
    ("lint",): ("{p}",),
    ("evaluate",): (
        "{p}", "--as-of", "2022-06-01", "--out", "{out}/report", "--cache", "{out}/cache",
        "--keep", "--history", "{out}/history.sqlite",
    ),
    ("verify",): ("{out}/run.zip", "--data", "{p}"),
    ("test",): ("{p}",),
    ("plan",): ("{p}",),
    ("graph",): ("{p}",),
    ("lineage",): ("{p}",),
    ("docs",): ("{p}", "--out", "{out}/docs", "--history", "{out}/history.sqlite"),
    ("explain",): ("low/share", "{p}", "--as-of", "2022-06-01"),
    ("show",): ("{p}",),
    ("letters",): (
        "{p}", "--out", "{out}/letters", "--as-of", "2022-06-01",
        "--history", "{out}/history.sqlite",
    ),
    ("diff",): ("{p}", "{p}"),
    ("compare",): ("--history", "{out}/history.sqlite", "--list"),
    ("baseline", "write"): ("{p}", "--as-of", "2022-06-01", "--file", "{out}/known.json"),
    ("data", "check"): ("{p}",),
    ("fmt",): ("--check", "{p}"),
    ("migrate",): ("--check", "{p}"),
    ("accept",): ("{p}",),
    ("new", "rule"): ("{p}", "dolya", "--measure", "share", "--title", "Д"),
    ("new", "roadmap"): ("{p}", "novaya", "--title", "Н"),
}  # fmt: skip
"""How each verb is called that is given a project; `{p}` and `{out}` are filled in."""

OF_NO_TABLE = {
    ("serve",): "its pages are asked below",
    ("push",): "sends a table to the workspace, whose pages are asked below",
    ("lsp",): "reads specs, and of the last report, which is asked here, its figures",
    ("import",): "reads an order, whose words are the order's",
    ("new", "project"): "writes what it is told",
    ("git", "install"): "writes settings of git",
    ("git", "driver"): "compares specs",
    ("git", "comment"): "compares specs",
    ("git", "textconv"): "reads a spec",
    ("schedule",): "reads a phrase",
    ("completion",): "reads nothing",
    ("schema",): "writes schemas",
    ("config",): "reads settings",
    ("doctor",): "looks at what is installed",
    ("data", "describe"): "is asked by the person who has the table, before anything is declared",
    ("data", "preview"): "shows the rows of a table to whoever has it; tried below",
    ("data", "names"): "shows names of organisations to whoever has the table; tried below",
    ("data", "values"): "shows the values of a table to whoever has it; tried below",
    ("forms", "make"): "gives a school its own rows back",
    ("forms", "collect"): "answers the senders with what they themselves sent",
}
TO_ITS_OWNER: tuple[Words, ...] = (
    *(("data", "values", "pupils", each, "{p}") for each in ("school", "group", "who")),
    ("data", "names", "{p}"),
    ("data", "preview", "{p}"),
    ("lint", "{p}", "--verbose"),
    ("explain", "low/share", "{p}", "--as-of", "2022-06-01", "--audience", "internal"),
    ("evaluate", "{p}", "--as-of", "2022-06-01", "--no-cache", "--audience", "internal",
     "--out", "{out}", "--verbose"),
)  # fmt: skip
"""What shows whoever has the table its cells: those of a personal column are not among them."""
PERSONAL = "Иванов"
"""Stands in the personal column of every row that is as declared."""

EVENT = """\
events:
  - id: lesson
    title: Занятия
    stage: decision
    serves: [share]
    schedule: март 2022 г.
    responsible: [{text: Отдел}]
    result: План
"""

DECISION = """\
format: decision/1
id: help
source: null
title: Кому помочь
per: schools
hit: first
date: "2022-04-01"
inputs:
  - {id: mean, title: Средний балл, indicator: low/mean, take: value}
rows:
  - id: weak
    when: {mean: "< 20"}
    zone: Зона риска
    why: "средний балл {mean}"
    recommend: [{to: heads, what: "План для {organisation}", by: до 01.05.2022}]
  - id: calm
"""


def _leaves(group: click.Group, path: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    context = click.Context(roadmap)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        if isinstance(found, click.Group):
            yield from _leaves(found, (*path, name))
        elif found is not None:
            yield (*path, name), found


@cache
def commands() -> dict[Words, click.Command]:
    return dict(_leaves(roadmap))


def formats(command: click.Command) -> tuple[Words, ...]:
    """The calls for each format that a verb has; a PDF is a docx printed by another program, and
    the docx is looked at."""
    named: Any = next((it.type for it in command.params if "--format" in it.opts), None)
    if named is None:
        return ((),)
    if not isinstance(named, click.Choice):  # several at once, into files
        return (("--format", ",".join(WRITTEN)),)
    return tuple(("--format", str(choice)) for choice in named.choices if choice != "pdf")


def test_every_verb_is_tried_or_named() -> None:
    assert set(commands()) == {*CALLS, *OF_NO_TABLE}


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A project with a name in every column in every way, and the folder of its outputs."""
    home = tmp_path_factory.mktemp("spoilt")
    rows = [pupil(code) for code in "112233" * 30]
    spoils = [(way, at) for way in WAYS for at, _ in enumerate(HEADINGS)]
    for number, (way, at) in enumerate(spoils):
        rows[number * 2] = WAYS[way](rows[number * 2], at)
    project = write(home / "p", INDICATORS, rows)
    roadmap = project / "low.yaml"
    roadmap.write_text(roadmap.read_text("utf-8").replace("events: []\n", EVENT), "utf-8")
    (project / "decisions").mkdir()
    (project / "decisions" / "help.yaml").write_text(DECISION, "utf-8")
    return project, home / "out"


def test_no_verb_prints_or_writes_a_name_in_any_format(spoilt: tuple[Path, Path]) -> None:
    project, out = spoilt
    named, codes = [], {"parcel": run(*(it.format(p=project, out=out) for it in PARCEL)).code}
    for path, given in CALLS.items():
        for more in formats(commands()[path]):
            words = [*path, *(each.format(p=project, out=out) for each in given), *more]
            if paper := {"docx", "xlsx"} & {*more}:
                words += ["--output", str(out / f"{path[-1]}.{paper.pop()}")]
            done = run(*words)
            codes[" ".join([*path, *more])] = done.code
            named += [words] if _named((done.out + done.err).encode()) else []
    assert named == []
    assert {name for name, code in codes.items() if code not in (0, 1)} == set()
    files = {str(each): each.read_bytes() for each in out.rglob("*") if each.is_file()}
    assert len(files) > len(CALLS)
    assert [name for name, content in unpacked(files).items() if _named(content)] == []


def _named(content: bytes) -> bool:
    return MARK.encode() in content or PERSONAL.encode() in content


def test_a_personal_column_is_shown_to_nobody(spoilt: tuple[Path, Path], tmp_path: Path) -> None:
    for given in TO_ITS_OWNER:
        verb = next(path for path in commands() if path == given[: len(path)])
        for more in formats(commands()[verb]):
            paper = ("--output", str(tmp_path / "paper.docx")) if {"docx", "xlsx"} & {*more} else ()
            done = run(*(it.format(p=spoilt[0], out=tmp_path) for it in given), *more, *paper)
            assert done.code in (0, 1, 2), done
            assert PERSONAL not in done.out + done.err, given
    files = {str(each): each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    assert len(files) > len(WRITTEN)
    for name, content in unpacked(files).items():
        assert PERSONAL.encode() not in content, name


def test_an_editor_is_told_no_name(spoilt: tuple[Path, Path]) -> None:
    """Remarks on the whole project, and what stands under each word of it: meaning, completion."""
    pytest.importorskip("pygls", reason="the extra [lsp] is not installed")
    from lsprotocol import types
    from pygls.workspace import Workspace

    from engine.lsp.server import server
    from engine.messages import Language, catalogue

    project, told = spoilt[0], list[object]()
    internal = project.parent / "outputs" / project.name
    run("evaluate", str(project), "--as-of", "2022-06-01", "--no-cache", "--audience", "internal",
        "--out", str(internal), "--quiet")  # fmt: skip
    assert (internal / "report.json").is_file()
    editor = server(catalogue(Language.RU))
    editor.protocol._workspace = Workspace(project.as_uri(), types.TextDocumentSyncKind.Incremental)
    editor.protocol.client_capabilities = types.ClientCapabilities()
    editor.text_document_publish_diagnostics = told.append  # type: ignore[method-assign, assignment]
    asked = editor.protocol.fm.features
    for file in sorted(project.rglob("*.yaml")):
        text = file.read_text("utf-8")
        document = types.TextDocumentItem(file.as_uri(), "yaml", 1, text)
        editor.workspace.put_text_document(document)
        asked[types.TEXT_DOCUMENT_DID_OPEN](types.DidOpenTextDocumentParams(document))
        place = types.TextDocumentIdentifier(file.as_uri())
        for number, line in enumerate(text.splitlines()):
            for word in re.finditer(r"[\w-]+", line):
                at = types.Position(number, word.end())
                told += [
                    asked[types.TEXT_DOCUMENT_HOVER](types.HoverParams(place, at)),
                    asked[types.TEXT_DOCUMENT_COMPLETION](types.CompletionParams(place, at)),
                ]
    said = repr(told)
    assert "показатель share" in said
    assert not _named(said.encode())


REGISTER = """\
  - name: documents
    path: documents.csv
    schema:
      fields:
        - {name: proves, type: string, title: Подтверждает}
        - {name: kind, type: string, title: Вид}
"""


def _with_register(project: Path, to: Path) -> Path:
    """A copy of the project that lists its documents."""
    shutil.copytree(project, to)
    with (to / "data.yaml").open("a", encoding="utf-8") as file:
        file.write(REGISTER)
    with (to / "project.yaml").open("a", encoding="utf-8") as file:
        file.write("evidence: {in: documents, kinds: [план]}\n")
    (to / "documents.csv").write_text("Подтверждает;Вид\nlow/lesson;план\n", "utf-8")
    return to


def _paper(rows: str) -> bytes:
    """The rows as the table of a Word file."""
    wordxml = pytest.importorskip("tests.unit.papers.wordxml")
    content: bytes = wordxml.docx(wordxml.tbl(*(row.split(";")[:6] for row in rows.splitlines())))
    return content


def test_no_page_of_the_workspace_shows_a_name(spoilt: tuple[Path, Path], tmp_path: Path) -> None:
    """Every address that is read, with what each may be asked for; a new one fails here."""
    workspaces = pytest.importorskip("tests.unit.web.workspaces")
    from engine.messages import Language, catalogue
    from engine.web.desk import open_desk
    from engine.web.gate import Doors
    from engine.web.policy import OwnMachine
    from engine.web.routes import PAGES
    from engine.web.showing import STATIC

    home, project = tmp_path / "workspace", _with_register(spoilt[0], tmp_path / "specs" / "p")
    desk = open_desk(
        (project.parent,), home, tmp_path / "h.sqlite", catalogue(Language.RU), OwnMachine()
    )
    place = workspaces.Workspace(desk, Doors(workspaces.PORT))
    (name,) = desk.projects()
    first = f"/projects/{name}"
    asked = {"as_of": "2022-06-01", "audience": "external", "keep": "yes"}
    sent = place.send(f"{first}/jobs", {**asked, "token": place.token(first)})
    job = place.ended(sent.headers["location"]).rpartition("/")[2]
    table = (spoilt[0] / "pupils.csv").read_bytes()

    def handed(to: str, called: str, content: bytes, **fields: str) -> str:
        taken = place.client.post(
            to, files={"file": (called, content)}, data=fields,
            headers={"origin": workspaces.OWN}, follow_redirects=False,
        )  # fmt: skip
        assert taken.status_code == 303, taken.text
        return str(taken.headers["location"].rpartition("/")[2])

    upload = handed(f"{first}/tables", "pupils.csv", table, **{"as": "pupils.csv"})
    undeclared = handed(f"{first}/tables", "others.csv", table)
    declare = place.get(f"/uploads/{undeclared}/declare")
    assert declare.status_code == 200
    assert PERSONAL not in declare.text + place.get(f"/uploads/{undeclared}").text
    evidence = handed(f"{first}/events/low/lesson", "list.docx", _paper(table.decode()))
    order = handed("/orders", "list.docx", _paper(table.decode()), name="next")
    edit = f"{first}/files/low.yaml"
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', place.get(edit).text))
    fields |= {"text": (spoilt[0] / "low.yaml").read_text("utf-8") + "# x\n", "path": "low.yaml"}
    draft = place.send(f"{first}/drafts", fields).headers["location"].rpartition("/")[2]
    entry = re.findall(r"\bid: ([\w-]+)", fields["text"].partition("indicators:")[2])[0]
    known = {"project": [name], "slug": ["low"], "job": [job], "upload": [upload],
             "draft": [draft], "file:path": ["low.yaml"], "name": [next(iter(STATIC))],
             "file": [it.name for it in (home / "jobs" / job).iterdir()],
             "event": ["lesson"], "id": [entry], "body": ["none"], "order": [order],
             "evidence": [evidence], "entry": [entry]}  # fmt: skip
    absent = ("/files/", "/calendars/", "/orders/", "/evidence/", "/declare", "/lesson/documents/")
    more = {"/indicators/": ("", "?why=yes&day=2022-06-01")}
    for page in PAGES:
        if page.method == "GET" and page.path != "/enter":
            holes = re.findall(r"{([\w:]+)}", page.path)
            for values in product(*(known[hole] for hole in holes)):
                path = page.path
                for hole, value in zip(holes, values, strict=True):
                    path = path.replace("{" + hole + "}", value)
                asks = [path + ask for part, asked in more.items() if part in path for ask in asked]
                for each in asks or [path]:
                    answer = place.get(each)
                    is_none = answer.status_code == 404 and any(it in each for it in absent)
                    assert answer.status_code == 200 or is_none, (each, answer.text)
                    if path.endswith("/marked") or order in path:
                        continue  # it goes back to whoever has just sent it, and is not kept
                    parts = {path: answer.content}
                    parts = unpacked(parts) if answer.status_code == 200 else parts
                    assert not _named(b"".join(parts.values())), each
    own = [it for it in home.rglob("*") if it.is_file() and "incoming" not in it.parts]
    parts = unpacked({str(it): it.read_bytes() for it in own})
    assert [name for name, content in parts.items() if _named(content)] == []
    upload = f"/uploads/{upload}"
    for address in (f"{upload}/accept", f"{upload}/forget", f"{first}/tables/back"):
        said = place.send(address, {"token": place.token(first), "path": "pupils.csv"})
        assert not _named(said.content), address


def test_the_name_is_there_to_be_found(spoilt: tuple[Path, Path]) -> None:
    assert NAME in (spoilt[0] / "pupils.csv").read_text("utf-8")
