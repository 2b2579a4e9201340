"""An order dropped on the page: read, shown beside its specs, made a project or drafts of one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from tests.unit.papers.layouts import Plain, written
from tests.unit.papers.wordxml import docx, p, tbl
from tests.unit.web.test_tables import bomb
from tests.unit.web.workspaces import NAME, Workspace, copy_example, make_workspace, text_of


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Workspace]":
    folder = tmp_path_factory.mktemp("importing")
    copy_example(folder)
    workspace = make_workspace(folder)
    yield workspace
    workspace.desk.jobs.close()


@pytest.fixture(scope="module")
def order() -> bytes:
    return written("balashov-2020", Plain)


def send(
    workspace: Workspace, content: bytes, file: str, place: str = "/orders", **more: str
) -> Any:
    return workspace.client.post(
        place, files={"file": (file, content, "application/octet-stream")}, data=more,
        headers={"origin": workspace.own}, follow_redirects=False,
    )  # fmt: skip


def test_an_order_is_read_and_becomes_a_project(shared: Workspace, order: bytes) -> None:
    answer = send(shared, order, "../../приказ <b>282.docx", name="balashov")
    assert answer.status_code == 303, text_of(answer.text)
    read = answer.headers["location"]
    page = shared.get(read).text
    assert "Появится проект balashov" in text_of(page)
    assert "<b>282" not in page
    beside = shared.get(f"{read}/beside")
    assert "sandbox" in beside.headers["content-security-policy"]
    assert "script-src" not in beside.headers["content-security-policy"]
    assert "перешло" in beside.text
    root = shared.folder.parent
    assert not (root / "balashov").exists()
    form = {"token": "o" * 30}
    taken = shared.send(f"{read}/take", form)
    assert taken.headers["location"] == "/projects/balashov"
    assert shared.send(f"{read}/take", form).headers["location"] == "/projects/balashov"
    assert {path.name for path in (root / "balashov").iterdir()} >= {
        "project.yaml", "assessment.yaml", "import.html",
    }  # fmt: skip
    assert shared.get("/projects/balashov").status_code == 200
    assert shared.get(read).status_code == 404
    assert "принят приказ" in text_of(shared.get("/journal").text)
    again = send(shared, order, "282.docx", name="balashov")
    assert again.status_code == 409


def test_what_was_proposed_is_confirmed_by_a_draft(shared: Workspace, order: bytes) -> None:
    read = send(shared, order, "x.docx", name="confirmed").headers["location"]
    shared.send(f"{read}/take", {"token": "c" * 30})
    page = shared.get("/projects/confirmed/proposals").text
    tables, _, events = page.partition('value="assessment.yaml"')
    assert "id:school_answers" in tables
    ids = re.findall(r'name="(id:[^"]+)"', events)
    assert ids
    nothing = {"file": "assessment.yaml", "token": "n" * 30}
    assert shared.send("/projects/confirmed/proposals", nothing).status_code == 422
    fields = {**nothing, ids[0]: "yes"}
    draft = shared.send("/projects/confirmed/proposals", fields).headers["location"]
    saved = shared.send(f"{draft}/save", {"token": "s" * 30, "note": ""})
    assert saved.status_code == 303, text_of(saved.text)
    left = shared.get("/projects/confirmed/proposals").text
    assert f'name="{ids[0]}"' not in left
    assert f'name="{ids[-1]}"' in left or len(ids) == 1


def test_an_order_that_a_project_follows_gives_drafts_and_writes_over_nothing(
    shared: Workspace, order: bytes
) -> None:
    read = send(shared, order, "x.docx", name="followed").headers["location"]
    shared.send(f"{read}/take", {"token": "f" * 30})
    home = shared.desk.projects()["followed"]
    same = send(shared, order, "x.docx", "/projects/followed/order").headers["location"]
    assert "уже говорят то же самое" in text_of(shared.get(same).text)
    file = home / "assessment.yaml"
    mine = file.read_text("utf-8").replace("title: >-\n", "title: >-\n  Моё\n", 1)
    file.write_text(mine, encoding="utf-8")
    again = send(shared, order, "x.docx", "/projects/followed/order").headers["location"]
    taken = shared.send(f"{again}/take", {"token": "g" * 30})
    assert file.read_text("utf-8") == mine
    page = shared.get(taken.headers["location"]).text
    (draft,) = re.findall(r'href="(/drafts/\d+)"', page)
    assert "Моё" not in shared.desk.drafts.find(int(draft.rpartition("/")[2])).text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: b"\x89PNG\r\n", "P904"),
        (lambda: docx(p("Письмо"), tbl(["а", "б"])), ""),
        (bomb, ""),
    ],
    ids=["picture", "letter", "bomb"],
)
def test_what_is_no_order_is_told_and_cannot_be_taken(
    shared: Workspace, content: Callable[[], bytes], code: str
) -> None:
    read = send(shared, content(), "x.docx", name="none").headers["location"]
    page = shared.get(read).text
    assert code in page
    assert "Плана мероприятий в файле нет" in text_of(page)
    assert shared.send(f"{read}/take", {"token": "t" * 30}).status_code == 422
    assert shared.get(f"{read}/beside").status_code == 404
    assert shared.send(f"{read}/forget", {"token": "t" * 30}).status_code == 303
    assert not (shared.folder.parent / "none").exists()


def test_an_empty_file_and_a_name_that_leads_elsewhere(shared: Workspace, order: bytes) -> None:
    assert send(shared, b"", "x.docx").status_code == 422
    read = send(shared, order, "x.docx", name="../../etc").headers["location"]
    assert "Появится проект etc" in text_of(shared.get(read).text)


def test_markup_of_an_order_is_text(shared: Workspace) -> None:
    planted = "<script>alert(1)</script>"
    plan = tbl(["№", "Мероприятие", "Срок"], ["1", planted, "май"], ["2", f"Два {planted}", "май"])
    read = send(shared, docx(p(f"План {planted}"), plan), "x.docx", name="markup")
    address = read.headers["location"]
    for path in (address, f"{address}/beside"):
        assert planted not in shared.get(path).text


def test_a_project_opened_alone_has_no_place_for_another(shared: Workspace, order: bytes) -> None:

    alone = Workspace(
        replace(shared.desk, roots=(shared.folder,)), type(shared.doors)(shared.doors.port)
    )
    answer = send(alone, order, "x.docx", name="other")
    assert answer.status_code == 409
    assert "Некуда положить" in text_of(answer.text)
    assert NAME in alone.desk.projects()
