"""What an editor is offered: rules to fill in, names in every kind of file, one name in all of
them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine.diagnostics import Origin
from engine.editing.assist import Library, Named, What, meaning, suggestions
from engine.editing.renaming import NotSeen, applied, renamed
from engine.editing.snippets import plain, snippets
from engine.load import load_project
from engine.load.schemas import is_valid, schema
from engine.model.project import Project
from engine.trees import FolderTree, OverlayTree
from engine.yamltext import parse

EXAMPLE = Path(__file__).resolve().parents[3] / "specs/dyatkovo-2021"
RULE = """\
format: rule/1
id: helped
title: Кому помогли
source: null
rule: {measure: share, in: teachers, of: position = 'учитель', missing: exclude}
"""
USES = """\
  - {id: helped, goal: overcome-factors, text: педагоги, rule: {use: helped}, target: none}
"""
CASES = """\
format: test/1
title: Примеры
cases:
  - name: один
    indicator: low-results/teachers-supported
    rows:
      schools:
        - {code: "101", low_results: true}
    expect: {verdict: met}
"""
DECISION = """\
format: decision/1
id: few-supported
title: Мало помощи
source: null
per: schools
hit: first
inputs:
  - {id: supported, title: Помощь, indicator: low-results/teachers-supported, take: verdict}
rows:
  - id: rest
    recommend: [{to: education-department, what: Помочь}]
"""
PART = """\
  - id: all-supported
    goal: identify-and-follow
    text: сводный показатель
    rule: {measure: index, parts: [{id: a, indicator: low-results/teachers-supported}], lacking: refuse}
    target: none
"""  # noqa: E501
WAIVER = """\
waivers:
  - {id: low-results/teachers-supported, reason: нет, author: Отдел, until: "2022-12-31"}
"""
LIBRARY = Library({"helped": "Кому помогли"}, {"helped": "rules/helped.yaml"})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the name of one indicator in five files of five kinds."""
    path = tmp_path_factory.mktemp("assist") / "p"
    shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("data"))
    for name in ("rules", "cases"):
        path.joinpath(name).mkdir()
    written = {
        "rules/helped.yaml": ("", RULE), "cases/few.test.yaml": ("", CASES),
        "decisions/few.yaml": ("", DECISION), "talents.yaml": ("indicators:\n", PART),
        "low-results.yaml": ("indicators:\n", USES), "project.yaml": ("waivers:", ""),
    }  # fmt: skip
    for name, (after, text) in written.items():
        file = path / name
        before = file.read_text("utf-8") if file.is_file() else ""
        if name == "project.yaml":
            line = before[before.index(after) :].partition("\n")[0] + "\n"
            after, text = line, WAIVER.partition("\n")[2]
        file.write_text(before.replace(after, after + text, 1) if after else text, "utf-8")
    return path


@pytest.fixture(scope="module")
def project(folder: Path) -> Project:
    loaded = load_project(folder)
    assert loaded.project is not None, loaded.findings
    return loaded.project


def offered(project: Project, text: str) -> set[str]:
    """What is offered at the `|`."""
    before, _, after = text.partition("|")
    line = before.count("\n")
    found = suggestions(project, LIBRARY, before + after, line, len(before.split("\n")[-1]))
    return {named.name for named in found}


def test_every_measure_has_a_rule_to_fill_in_that_keeps_to_the_schema() -> None:
    made = snippets(("teachers", "schools"))
    known = schema("roadmap")["$defs"]["measure"]["properties"]["measure"]["enum"]
    assert {snippet.measure for snippet in made} == set(known)
    for snippet in made:
        for body in (snippet.line, snippet.lines):
            assert "${1" in body
            text = f"format: rule/1\nid: a\ntitle: a\nsource: null\nrule:\n{_below(plain(body))}\n"
            document = parse(text.encode(), "a.yaml").document
            assert document is not None, text
            assert is_valid("rules", document.data), text


def _below(body: str) -> str:
    return "\n".join(f"  {line}" for line in body.split("\n"))


def test_names_are_offered_in_roadmaps_rules_decisions_and_cases(project: Project) -> None:
    cases = {
        "share: in, of, missing": "slug: low-results\nindicators:\n  - id: a\n    rule: |",
        "coverage: in, list, key": "slug: low-results\nindicators:\n  - id: a\n    rule:\n      |",
        "helped": "rule: {use: |}",
        "few-supported": "cases:\n  - name: a\n    decision: |",
        "supported": "id: few-supported\nper: schools\nrows:\n  - id: a\n    when: {|",
        "low_results": "per: schools\ninputs:\n  - {id: a, title: а, column: |}",
        "code": 'cases:\n  - rows:\n      schools:\n        - {code: "1"}\n        - {|',
        "heads": "rows:\n  - id: a\n    recommend: [{to: |",
        "school.low_results": "rule: {measure: share, in: teachers, of: |",
        "share": "rule: {measure: |",
    }
    for name, text in cases.items():
        assert name in offered(project, text), text


def test_a_name_is_given_otherwise_in_every_file(project: Project, folder: Path) -> None:
    own = "low-results.yaml", "rules/helped.yaml"
    five = {"low-results.yaml", "talents.yaml", "project.yaml", "cases/few.test.yaml",
            "decisions/few.yaml"}  # fmt: skip
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.yaml")
    }
    cases = {
        ("low-results.yaml", "serves: [teachers-supported"): five,
        ("low-results.yaml", "{use: helped"): set(own),
        ("decisions/few.yaml", "id: few-supported"): {"decisions/few.yaml"},
        ("decisions/few.yaml", "to: education-department"): None,
    }
    for (file, words), files in cases.items():
        before = texts[file][: texts[file].index(words) + len(words)]
        spot = before.count("\n"), len(before.split("\n")[-1])
        named = meaning(project, LIBRARY, texts[file], *spot)
        assert named is not None
        odd = renamed(named, r"a\q\1", texts)
        assert all(r"a\q\1" in one.text for edits in odd.values() for one in edits)
        edits = renamed(named, "quite-new", texts)
        touched = set(edits)
        assert touched == files if files else {"project.yaml", *_NAMING} <= touched, touched
        draft = {name: applied(texts[name], each).encode() for name, each in edits.items()}
        loaded = load_project(OverlayTree(FolderTree(folder), draft))
        assert loaded.project is not None, loaded.findings
        changed = {**texts, **{name: each.decode() for name, each in draft.items()}}
        assert not renamed(named, "again", changed)


def test_what_is_given_is_meant_and_not_a_column_of_that_name(project: Project) -> None:
    """An indicator may be called as the column that it counts."""
    column = "position"
    (roadmap, *_) = (each for each in project.roadmaps if each.slug == "low-results")
    known = next(each for each in roadmap.indicators if each.id == "teachers-supported")
    called = replace(known, id=column)
    changed = replace(roadmap, indicators=(*roadmap.indicators, called))
    others = tuple(changed if each is roadmap else each for each in project.roadmaps)
    text = (
        f"slug: low-results\nindicators:\n  - id: {column}\n"
        f"    rule: {{measure: share, in: teachers, of: {column}}}\n"
    )
    here = replace(project, roadmaps=others)
    given, read = text.index(f"id: {column}"), text.rindex(column)
    for at, what in ((given + 5, What.INDICATOR), (read + 1, What.COLUMN)):
        before = text[:at]
        found = meaning(here, LIBRARY, text, before.count("\n"), len(before.split("\n")[-1]))
        assert found is not None
        assert found.what is what


_NAMING = ("decisions/few.yaml", "decisions/low-results.test.yaml", "low-results.yaml")


def test_a_file_that_holds_the_name_and_cannot_be_read_stops_the_renaming() -> None:
    body = Named(What.BODY, "office", "", Origin("project.yaml", ("bodies", 0)))
    texts = {"project.yaml": "bodies:\n  - {id: office}\n", "cases/a.test.yaml": "x: [office-2\n"}
    assert set(renamed(body, "department", texts)) == {"project.yaml"}
    with pytest.raises(NotSeen, match=r"cases/b\.test\.yaml"):
        renamed(body, "department", {**texts, "cases/b.test.yaml": "x: [office\n"})


def test_a_task_is_renamed_where_it_is_given_and_where_it_is_served() -> None:
    text = "slug: a\ntasks:\n  - {id: train, text: train}\nindicators:\n  - {id: i, goal: train}\n"
    task = Named(What.GOAL, "train", "", Origin("a.yaml", ("tasks", 0)))
    edits = renamed(task, "teach", {"a.yaml": text})["a.yaml"]
    assert applied(text, edits) == text.replace("id: train", "id: teach").replace(
        "goal: train", "goal: teach"
    )
