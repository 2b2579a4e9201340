"""Markup in any text of any spec: it is shown as text, or the spec is refused, field by field."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
import yaml

from engine.load import load_project
from tests.plain_yaml import plain_yaml
from tests.running import run

PROJECT = Path(__file__).parents[1] / "unit" / "cli" / "english_project"
MARK = "\"'><img id=x{} onerror=alert(1)><!--]]>{{{{7*7}}}}"
"""What ends an attribute, a tag, a comment, CDATA, and would be computed by a template."""
RAW = re.compile(rb"(?<!\\)<img id=x\d+", re.I)
SHOWN = re.compile(rb"(?:&lt;|\\u003[cC]|<)img id=x(\d+)")
WORDS = MARK.format(77).replace("'", "")
"""The same, as it is typed into a field."""
FORMATS = "html,json,md,sarif,junit,docx,xlsx"

Way = tuple[str | int, ...]


TAKEN = {
    "annex", "bodies/name", "code", "effectiveness/title", "events/number", "events/result",
    "events/schedule", "events/title", "fields/title", "goals/clause", "goals/text",
    "indicators/clause", "indicators/text", "inputs/title", "least/default", "least/title",
    "lost/title", "method", "municipality/kind", "municipality/name", "municipality/region",
    "order/annexes", "order/date", "order/number", "order/title", "passport/items",
    "passport/label", "passport/row", "period/text", "recommend/by", "recommend/what",
    "requirements/clause", "requirements/text", "resources/title", "responsible/text", "rows/why",
    "rows/zone", "sections/number", "sections/title", "title", "waivers/author", "waivers/reason",
}  # fmt: skip
"""Keys whose texts are free, by what they stand in; others refuse markup: they are words of a list,
names, conditions, dates."""


def _is_free(way: Way) -> bool:
    return "/".join([step for step in way if isinstance(step, str)][-2:]) in TAKEN


@dataclass(frozen=True)
class Marked:
    """The project with a mark in every free text."""

    home: Path
    marks: tuple[int, ...]


def _ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """Where texts stand."""
    if isinstance(value, str):
        yield way
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _ways(each, (*way, key))


def _put(document: Any, way: Way, number: int) -> str:
    """Add a mark to the text there; the text before."""
    for step in way[:-1]:
        document = document[step]
    before = document[way[-1]]
    document[way[-1]] = f"{before} {MARK.format(number)}"
    return str(before)


def _specs(home: Path) -> list[Path]:
    return sorted(path for path in home.rglob("*.yaml") if not path.match("*.test.yaml"))


def _mark(home: Path, which: Callable[[Way], bool]) -> dict[int, tuple[str, str]]:
    """The text before and after by the number of its mark."""
    marks: dict[int, tuple[str, str]] = {}
    for file in _specs(home):
        document = plain_yaml(file.read_text("utf-8"))
        for way in filter(which, tuple(_ways(document))):
            number = len(marks) + 1
            before = _put(document, way, number)
            marks[number] = (before, f"{before} {MARK.format(number)}")
        file.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return marks


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    """The headings of the tables are marked as their columns are."""
    home = shutil.copytree(PROJECT, tmp_path_factory.mktemp("markup") / "p")
    marks = _mark(home, _is_free)
    titles = dict(marks.values())
    for file in (home / "data").glob("*.csv"):
        head, _, rows = file.read_text("utf-8").partition("\n")
        cells = (titles.get(cell, cell).replace('"', '""') for cell in re.split("[;,]", head))
        sign = ";" if ";" in head else ","
        file.write_text(sign.join(f'"{cell}"' for cell in cells) + "\n" + rows, "utf-8")
    return Marked(home, tuple(marks))


def _shown(content: bytes) -> set[int]:
    return {int(found) for found in SHOWN.findall(content)}


def test_every_free_text_takes_markup(marked: Marked) -> None:
    assert load_project(marked.home).project is not None
    assert len(marked.marks) > 100


def test_reports_pages_and_remarks_show_markup_as_text(marked: Marked, tmp_path: Path) -> None:
    home = str(marked.home)
    common = ("--as-of", "2022-06-01", "--lang", "en")
    done = run("evaluate", home, *common, "--out", str(tmp_path / "out"), "--no-cache", "--quiet",
               "--format", FORMATS, "--audience", "internal")  # fmt: skip
    assert done.code in (0, 1), done
    run("docs", home, "--out", str(tmp_path / "docs"), "--lang", "en")
    for verb in ("lint", "validate"):
        run(verb, home, "--format", "sarif", "--output", str(tmp_path / f"{verb}.sarif"))
    for kind in ("html", "docx"):
        run("lint", home, "--format", kind, "--output", str(tmp_path / f"lint.{kind}"))
    run("plan", home, *common, "--format", "docx", "--output", str(tmp_path / "plan.docx"))
    run("letters", home, *common, "--out", str(tmp_path / "letters"))
    run("forms", "make", home, "--out", str(tmp_path / "forms"))
    run("graph", home, "--output", str(tmp_path / "graph.svg"))
    run("lineage", home, "--format", "svg", "--output", str(tmp_path / "lineage.svg"))
    shown: set[int] = set()
    for file in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        for name, content in _parts(file):
            if name.endswith((".html", ".svg", ".xml", ".rels", ".md")):
                assert not RAW.search(content), (name, RAW.search(content))
            shown |= _shown(content)
    assert len(shown) > len(marked.marks) * 0.8, sorted(set(marked.marks) - shown)


def test_pages_of_the_workspace_show_markup_as_text(marked: Marked, tmp_path: Path) -> None:
    """Every page of the project that needs no upload, and the form of each entry."""
    workspaces = pytest.importorskip("tests.unit.web.workspaces")
    from engine.messages import Language, catalogue
    from engine.web.desk import open_desk
    from engine.web.gate import Doors
    from engine.web.policy import OwnMachine
    from engine.web.routes import PAGES

    desk = open_desk(
        (marked.home,), tmp_path / "w", tmp_path / "h.sqlite", catalogue(Language.EN), OwnMachine()
    )
    place = workspaces.Workspace(desk, Doors(workspaces.PORT))
    (name,) = desk.projects()
    project = load_project(marked.home).project
    assert project is not None
    plan = project.roadmaps[0]
    known = {"project": name, "slug": plan.slug, "event": plan.events[0].id,
             "id": plan.indicators[0].id, "entry": plan.indicators[0].id,
             "body": "heads", "file:path": f"{plan.slug}.yaml"}  # fmt: skip
    seen, shown = 0, set[int]()
    for page in PAGES:
        holes = re.findall(r"{([\w:]+)}", page.path)
        if page.method == "GET" and page.path != "/enter" and set(holes) <= {*known}:
            path = page.path
            for hole in holes:
                path = path.replace("{" + hole + "}", known[hole])
            answer = place.get(path)
            is_report = answer.status_code == 404 and path.endswith("/report")  # nothing was judged
            assert answer.status_code == 200 or is_report, path
            if "html" in answer.headers["content-type"]:
                assert not RAW.search(answer.content), path
            seen, shown = seen + 1, shown | _shown(answer.content)
    assert seen > 15
    assert len(shown) > len(marked.marks) / 4


HEADS = ("№ п/п", "Мероприятия", "Сроки", "Ответственные", "Ожидаемый результат")
LINES = ("ПРИКАЗ", "от 14.07.2021 № 80", "Об утверждении дорожной карты", "План мероприятий")
ROWS = (
    ("1", "Сбор сведений о школах", "сентябрь 2021 г.", "Отдел образования", "Справка"),
    ("2", "Анализ результатов", "октябрь 2021 г.", "Руководители школ", "Аналитическая справка"),
)


def _order() -> tuple[bytes, int]:
    """An order with a mark after every line, heading and cell; how many."""
    from itertools import count

    from tests.unit.papers.wordxml import docx, p, tbl

    marks = count(1)

    def marked(text: str) -> str:
        return f"{text} {MARK.format(next(marks))}"

    lines = [p(marked(line)) for line in LINES]
    rows = [[marked(cell) for cell in row] for row in (HEADS, *ROWS)]
    rows[0] = [f"{head} {MARK.format(0)}" for head in HEADS[:1]] + list(HEADS[1:])
    return docx(*lines, tbl(*rows), p(marked("Приложение"))), next(marks) - 1


def test_an_order_whose_every_cell_is_markup_is_drafted_as_text(tmp_path: Path) -> None:
    content, marks = _order()
    (tmp_path / "order.docx").write_bytes(content)
    done = run("import", str(tmp_path / "order.docx"), "--into", str(tmp_path / "draft"))
    assert done.code in (0, 1), done
    page = (tmp_path / "draft" / "import.html").read_bytes()
    assert not RAW.search(page), RAW.search(page)
    assert len(_shown(page)) > marks / 2


def test_drafts_versions_and_what_is_sent_show_markup_as_text(
    marked: Marked, tmp_path: Path
) -> None:
    """What a page gets from outside: texts, notes, names of files, tables, orders, documents; and
    the pages that tell of it afterwards."""
    workspaces = pytest.importorskip("tests.unit.web.workspaces")
    from engine.messages import Language, catalogue
    from engine.web.desk import open_desk
    from engine.web.gate import Doors
    from engine.web.policy import OwnMachine

    home = shutil.copytree(marked.home, tmp_path / "specs" / "p")
    with (home / "project.yaml").open("a", encoding="utf-8") as file:
        file.write(f"approvers:\n  - name: {json.dumps(WORDS)}\n")
    desk = open_desk(
        (home.parent,), tmp_path / "w", tmp_path / "h.sqlite", catalogue(Language.EN), OwnMachine()
    )
    place = workspaces.Workspace(desk, Doors(workspaces.PORT))
    first = f"/projects/{next(iter(desk.projects()))}"
    plan, seen = home / "low-results.yaml", set[str]()

    def shown(answer: Any) -> Any:
        """The answer, looked at."""
        address = f"{answer.request.method} {answer.request.url.path}"
        seen.add(re.sub(r"[0-9a-f]{12,}|\d+", "1", address))
        assert answer.status_code not in (404, 500), (address, answer.text)
        if "html" in answer.headers.get("content-type", ""):
            assert not RAW.search(answer.content), (address, RAW.search(answer.content))
        return answer

    def posted(to: str, **fields: str) -> Any:
        return shown(place.send(to, {"token": token_hex(12), **fields}))

    def handed(address: str, called: str, content: bytes, **fields: str) -> str:
        answer = shown(place.client.post(
            address, files={"file": (called, content)}, data=fields,
            headers={"origin": place.own}, follow_redirects=False,
        ))  # fmt: skip
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    def begun(text: str) -> str:
        edit = f"{first}/files/{plan.name}"
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', shown(place.get(edit)).text))
        fields |= {"text": text, "path": plan.name}
        return str(posted(f"{first}/drafts", **fields).headers["location"])

    text = plan.read_text("utf-8")
    spec = yaml.safe_load(text)
    ways = [f"{text}# {n} {WORDS}\n" for n in "12"]
    ways.append(yaml.safe_dump({**spec, "title": WORDS}, allow_unicode=True))
    ways.append(f"{text}\nwrong: {json.dumps(WORDS)}\n{json.dumps(WORDS)}: 1\n")
    drafts = [begun(each) for each in ways]
    for draft in drafts:
        shown(place.get(draft))
        posted(f"{draft}/approve", author=WORDS, reason=WORDS)
        posted(f"{draft}/save", note=WORDS)
    assert f"# 1 {WORDS}" in plan.read_text("utf-8")
    shown(place.get(f"{drafts[1]}/both"))
    edited = shown(place.get(f"{first}/files/{plan.name}")).text
    if version := re.search(r'name="version" value="(\w+)"', edited):
        shown(place.get(posted(f"{first}/restore", file=plan.name, version=version[1])
                        .headers["location"]))  # fmt: skip
    name = f"{WORDS}.csv".replace('"', "").replace("/", "")
    table = "\n".join(
        ";".join(f'"{n}{w}"' for n in range(3)) for w in (WORDS.replace('"', '""'),) * 4
    )
    for as_ in ("", next(it.name for it in (home / "data").glob("*.csv"))):
        upload = handed(f"{first}/tables", name, table.encode(), **{"as": as_ and f"data/{as_}"})
        page = shown(place.get(upload)).text
        if "/declare" in page:
            shown(place.get(f"{upload}/declare"))
            posted(f"{upload}/declare", do="show", **{"t0.title": WORDS, "t0.name": WORDS})
        posted(f"{upload}/accept")
    order = handed("/orders", name.replace(".csv", ".docx"), _order()[0], name="next")
    for address in (order, f"{order}/beside"):
        shown(place.get(address))
    taken = posted(f"{order}/take").headers["location"]
    for address in (taken, f"{taken}/proposals", "/", "/journal", first, f"{first}/tables"):
        shown(place.get(address))
    event = f"{first}/events/low-results/{spec['events'][0]['id']}"
    waiting = handed(event, name.replace(".csv", ".docx"), _order()[0])
    posted(waiting, do="show", **dict.fromkeys(("kind", "number", "title", "address"), WORDS))
    shown(place.get(waiting))
    desk.jobs.close()
    assert len(seen) > 20, seen


def _parts(file: Path) -> Iterator[tuple[str, bytes]]:
    if file.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(file) as parts:
            yield from ((f"{file.name}/{name}", parts.read(name)) for name in parts.namelist())
    else:
        yield file.name, file.read_bytes()


def test_what_is_refused_is_quoted_as_text(marked: Marked, tmp_path: Path) -> None:
    """The remarks of a spec that cannot be read, as pages for people and for programs."""
    home = shutil.copytree(PROJECT, tmp_path / "p")
    _mark(home, lambda way: way != ("format",))
    for format_, suffix in (("html", "html"), ("junit", "xml"), ("sarif", "sarif")):
        for verb in ("lint", "validate") if format_ != "html" else ("lint",):
            out = tmp_path / f"{verb}.{suffix}"
            run(verb, str(home), "--format", format_, "--output", str(out))
            if suffix != "sarif" and out.is_file():
                assert not RAW.search(out.read_bytes())
