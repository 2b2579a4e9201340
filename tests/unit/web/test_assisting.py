"""What the editor of a file asks while somebody types, and the editor that is brought along."""

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from engine.web.policy import Person
from engine.web.showing import STATIC
from tests.unit.web.test_editing import EDIT, FILE, field_of, hidden, save
from tests.unit.web.workspaces import NAME, Workspace, copy_example, make_workspace, text_of

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Nothing here writes into the project."""
    folder = tmp_path_factory.mktemp("assist")
    copy_example(folder)
    workspace = make_workspace(folder)
    yield workspace
    workspace.desk.jobs.close()


def text_of_file(workspace: Workspace) -> str:
    return (workspace.folder / FILE).read_text("utf-8")


def asked(workspace: Workspace, what: str, text: str, **at: object) -> Any:
    fields = {"file": FILE, "text": text, **{name: str(value) for name, value in at.items()}}
    return workspace.send(f"/projects/{NAME}/assist/{what}", fields)


def after(text: str, words: str) -> dict[str, int]:
    """The place right behind the words, lines and characters from 0."""
    before = text[: text.index(words) + len(words)]
    return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}


def test_names_are_offered_and_explained_where_they_may_stand(desk: Workspace) -> None:
    text = text_of_file(desk)
    places = {
        "    serves: [": ("deficit-mechanisms-described", "показатель"),
        "      in: ": ("methodical_support", "таблица"),
        "list: ": ("teachers", "таблица"),
        "key: ": ("school", "столбец"),
        "{body: ": ("education-department", "исполнитель"),
        "      measure: ": ("share", "слово"),
    }
    for words, (name, kind) in places.items():
        items = asked(desk, "complete", text, **after(text, words)).json()["items"]
        assert (name, kind) in {(item["name"], item["kind"]) for item in items}, words
    own = "goals:\n  - id: "
    goal = text.partition(own)[2].partition("\n")[0]
    told = asked(desk, "meaning", text, **after(text, f"goal: {goal}")).json()
    assert (told["name"], told["kind"], told["file"]) == (goal, "цель", FILE)
    assert told["line"] == after(text, own)["line"]
    assert told["address"] == f"{EDIT}?line={told['line'] + 1}#text"
    assert told["renamed"]
    table = asked(desk, "meaning", text, **after(text, "list: teachers")).json()
    assert (table["file"], table["renamed"]) == ("data.yaml", False)
    key = asked(desk, "meaning", text, **after(text, "    measure")).json()
    assert key["kind"] == "ключ"
    assert "address" not in key


def test_what_is_typed_is_judged_and_its_new_names_are_offered(desk: Workspace) -> None:
    text = text_of_file(desk)
    well = asked(desk, "findings", text).json()
    assert well == {"said": "В набранном ошибок не видно.", "findings": []}
    wrong = text.replace("list: teachers", "list: techers", 1)
    (found,) = asked(desk, "findings", wrong).json()["findings"]
    assert found["severity"] == "error"
    assert "techers" in found["text"]
    assert "teachers" in found["text"]
    line, character = found["from"]
    assert "techers" in wrong.split("\n")[line]
    assert found["to"] >= [line, character]
    broken = asked(desk, "findings", text + "a: [\n").json()
    assert broken["findings"]
    goal = text.partition("goals:\n  - id: ")[2].partition("\n")[0]
    renamed = re.sub(rf"\b{goal}\b", "another-goal", text)
    assert asked(desk, "findings", renamed).json()["findings"] == []
    for now in (renamed, renamed + "broken: ["):  # as it was last read without errors
        asked(desk, "findings", now)
        items = asked(desk, "complete", renamed, **after(renamed, "    goal: ")).json()["items"]
        assert "another-goal" in {item["name"] for item in items}
    assert text_of_file(desk) == text


def test_what_is_wrong_in_other_files_because_of_it_is_counted(desk: Workspace) -> None:
    text = (desk.folder / "data.yaml").read_text("utf-8")
    gone = text.replace("- name: teachers ", "- name: teachers2 ", 1)
    assert gone != text
    fields = {"file": "data.yaml", "text": gone}
    answer = desk.send(f"/projects/{NAME}/assist/findings", fields).json()
    assert re.search(r"в других файлах из-за него — [1-9]", answer["said"])


@pytest.mark.parametrize(
    ("what", "fields", "status"),
    [
        ("complete", {"file": "../../etc/passwd"}, 404),
        ("findings", {"file": "data/Реестр организаций.xlsx"}, 404),
        ("complete", {"line": "x"}, 400), ("meaning", {"character": "-1"}, 400),
        ("meaning", {"line": "9" * 99}, 400), ("complete", {"line": "²"}, 400),
        ("complete", {"line": "999999", "character": "999999"}, 200),
        ("meaning", {"text": "", "line": "5"}, 200), ("findings", {"text": "\0"}, 200),
        ("findings", {"text": "a: b\n" * 900}, 200),
        ("findings", {"text": "{" * 3000}, 200), ("findings", {"text": "a: &x [*x]"}, 200),
        ("complete", {"text": "serves: [<script>", "character": "17"}, 200),
    ],
)  # fmt: skip
def test_odd_questions_are_answered(
    desk: Workspace, what: str, fields: dict[str, str], status: int
) -> None:
    sent = {"file": FILE, "text": "a: b", "line": "0", "character": "0", **fields}
    answer = desk.send(f"/projects/{NAME}/assist/{what}", sent)
    assert answer.status_code == status, answer.text
    assert "Traceback" not in answer.text
    assert answer.text.count('"code"') <= 300


def test_the_page_brings_its_editor_under_its_policy(desk: Workspace) -> None:
    page = desk.get(EDIT)
    (nonce,) = re.findall(r'src="/static/editor.js" nonce="([^"]+)"', page.text)
    policy = page.headers["content-security-policy"]
    assert f"style-src 'self' 'nonce-{nonce}'" in policy
    assert "script-src 'self';" in policy
    assert nonce not in desk.get(EDIT).text
    assert field_of(page.text).replace("\r\n", "\n") == text_of_file(desk)
    assert "nonce" not in desk.get("/").headers["content-security-policy"]
    assert not re.search(r"\sstyle=|\son\w+=", page.text)


def test_the_vendored_editor_is_what_its_hash_and_licences_say(desk: Workspace) -> None:
    made = STATIC["codemirror.js"][0].read_bytes()
    told = base64.b64encode(hashlib.sha384(made).digest()).decode()
    assert f'integrity="sha384-{told}"' in desk.get(EDIT).text
    locked = json.loads((ROOT / ".ci/editor/package-lock.json").read_text("utf-8"))["packages"]
    licences = STATIC["codemirror.txt"][0].read_text("utf-8")
    bundled = re.findall(r"(?m)^(\S+) ([\d.]+) \((\S+)\)$", licences)
    assert len(bundled) > 10
    for name, version, licence in bundled:
        assert locked[f"node_modules/{name}"]["version"] == version
        assert licence == "MIT"
    assert licences.count("Permission is hereby granted") == len(bundled)


def renaming(workspace: Workspace, **fields: str) -> Any:
    page = workspace.get(EDIT).text
    asked = {name: hidden(page, name) for name in ("token", "file", "base")}
    return workspace.send(f"/projects/{NAME}/rename", {**asked, **fields})


def test_a_name_changes_in_every_file_as_one_draft(workspace: Workspace, tmp_path: Path) -> None:
    files = {path.name: path.read_text("utf-8") for path in workspace.folder.glob("*.yaml")}
    held = {name: text for name, text in files.items() if "education-department" in text}
    assert len(held) > 1
    answer = renaming(workspace, name="education-department", new="department")
    assert answer.status_code == 303, text_of(answer.text)
    draft = answer.headers["location"]
    seen = text_of(workspace.get(draft).text)
    assert "Вместе с этим файлом изменятся" in seen
    assert "+ - {id: department" in seen or "+ - id: department" in seen
    assert {path.name: path.read_text("utf-8") for path in workspace.folder.glob("*.yaml")} == files
    saved = save(workspace, draft, "по положению об отделе")
    assert saved.status_code == 303, text_of(saved.text)
    for name, text in files.items():
        now = (workspace.folder / name).read_text("utf-8")
        assert now == re.sub(r"(?<![\w-])education-department(?![\w-])", "department", text)
        if name in held:
            page = workspace.get(f"/projects/{NAME}/files/{name}").text
            assert "по положению об отделе" in page
    assert workspace.desk.shelf.checked(workspace.folder).loaded.project is not None


def test_a_name_at_a_place_of_a_text_that_is_not_saved(workspace: Workspace) -> None:
    text = text_of_file(workspace)
    typed = text.replace("slug: low-results", "slug: low-results  # набрано")
    place = {name: str(at) for name, at in after(text, "  - id: teachers-supported").items()}
    fields = {**place, "text": typed, "name": "teachers-supported", "new": "teachers-helped"}
    draft = renaming(workspace, **fields).headers["location"]
    (workspace.folder / "data.yaml").write_text("broken: [", "utf-8")
    shown = field_of(workspace.get(draft).text)
    assert "# набрано" in shown
    assert "teachers-supported" not in shown
    assert shown.count("teachers-helped") == text.count("teachers-supported")


def test_files_of_one_draft_are_saved_together_or_not_at_all(workspace: Workspace) -> None:
    broken = workspace.folder / "cases" / "half.test.yaml"
    broken.parent.mkdir(exist_ok=True)
    broken.write_text("to: [education-department\n", "utf-8")
    refused = renaming(workspace, name="education-department", new="department")
    assert refused.status_code == 422
    assert "cases/half.test.yaml" in text_of(refused.text)
    broken.unlink()
    draft = renaming(workspace, name="education-department", new="department").headers["location"]
    other = workspace.folder / "talents.yaml"
    other.write_text(other.read_text("utf-8") + "# позже\n", "utf-8")
    before = {path: path.read_bytes() for path in workspace.folder.glob("*.yaml")}
    assert "изменился после начала правки" in text_of(workspace.get(draft).text)
    refused = save(workspace, draft)
    assert refused.status_code == 409
    assert "talents.yaml" in text_of(refused.text)
    assert {path: path.read_bytes() for path in workspace.folder.glob("*.yaml")} == before
    other.unlink()
    for gone in (workspace.get(draft), workspace.send(f"{draft}/save", {"token": "x" * 20})):
        assert gone.status_code == 409
        assert "Файла «talents.yaml» больше нет" in text_of(gone.text)


def test_a_program_killed_between_two_files_of_a_draft_leaves_none_of_them_behind(
    workspace: Workspace,
) -> None:
    draft = renaming(workspace, name="education-department", new="department").headers["location"]
    found = workspace.desk.drafts.find(int(draft.rpartition("/")[2]))
    assert found is not None
    names = iter(found.contents())

    def renamed_one(waiting: str, path: Path) -> None:
        if path.suffix == ".yaml":
            next(names)
            if path.name != FILE:
                raise KeyboardInterrupt
        os.rename(waiting, path)

    with patch("engine.whole_files.os.replace", renamed_one), pytest.raises(KeyboardInterrupt):
        workspace.desk.drafts.save(found, workspace.folder, Person("x"), "")
    held = {path: (workspace.folder / path).read_bytes() for path in found.contents()}
    assert held != found.contents()
    again = make_workspace(workspace.desk.home.parents[1])
    assert {path: (again.folder / path).read_bytes() for path in held} == found.contents()
    assert save(again, draft).status_code == 303


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"new": "Отдел"}, 422), ({"new": "a: b"}, 422), ({"new": "x\ny: 1"}, 422),
        ({"new": ""}, 422), ({"name": "nothing"}, 422), ({"name": "<b>x</b>"}, 422),
        ({"name": "teachers"}, 422), ({"text": "broken: ["}, 422), ({"base": "0" * 64}, 409),
        ({"file": "../x.yaml"}, 404), ({"line": "x"}, 400), ({"token": "short"}, 400),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_a_sentence(
    desk: Workspace, fields: dict[str, str], status: int
) -> None:
    asked = {"name": "education-department", "new": "department", **fields}
    answer = renaming(desk, **asked)
    assert answer.status_code == status, text_of(answer.text)
    assert "Не получилось" in answer.text
    assert "<b>x" not in answer.text
