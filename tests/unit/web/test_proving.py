"""A document dropped on an event: read, judged at once, put into the register."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from tests.unit.papers.wordxml import docx, p
from tests.unit.web.test_tables import bomb
from tests.unit.web.workspaces import NAME, Workspace, copy_example, make_workspace, text_of

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

EVENT = f"/projects/{NAME}/events/low-results/deficit-methods"
REGISTER = "data/Реестр документов.xlsx"
METHOD = docx(p("МЕТОДИКА"), p("от 14 июля 2021 г. № 80"), p("О выявлении дефицитов"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Workspace]":
    folder = tmp_path_factory.mktemp("proving")
    copy_example(folder)
    workspace = make_workspace(folder)
    yield workspace
    workspace.desk.jobs.close()


def send(workspace: Workspace, content: bytes, name: str, event: str = EVENT) -> Any:
    return workspace.client.post(
        event, files={"file": (name, content, "application/octet-stream")},
        headers={"origin": workspace.own}, follow_redirects=False,
    )  # fmt: skip


FIELDS = {
    "kind": "методика", "number": "80", "date": "2021-07-14", "title": "=О дефицитах",
    "address": "", "organisation": "",
}  # fmt: skip


def test_a_document_is_read_judged_and_registered(shared: Workspace) -> None:
    register = shared.folder / REGISTER
    before = register.read_bytes()
    rows = list(openpyxl.load_workbook(register)["Документы"].values)
    assert "методика" in text_of(shared.get(EVENT).text)
    waiting = send(shared, METHOD, "../../методика <b>.docx").headers["location"]
    page = shared.get(waiting).text
    assert 'value="2021-07-14"' in page
    assert 'value="80"' in page
    assert "О выявлении дефицитов" in page
    assert "Засчитывается" in text_of(page)
    assert register.read_bytes() == before
    wrong = shared.send(waiting, {**FIELDS, "kind": "приказ", "do": "show", "token": "a" * 30})
    assert wrong.status_code == 303
    assert "не тот вид документа" in text_of(shared.get(waiting).text)
    form = {**FIELDS, "do": "accept", "token": "b" * 30}
    assert shared.send(waiting, form).headers["location"] == EVENT
    assert shared.send(waiting, form).headers["location"] == EVENT
    after = list(openpyxl.load_workbook(register)["Документы"].values)
    assert after[: len(rows)] == rows
    assert len(after) == len(rows) + 1
    assert "low-results/deficit-methods" in after[-1]
    assert "=О дефицитах" in after[-1]
    seen = shared.get(EVENT).text
    assert "методика b.docx" in seen
    taken = shared.get(f"{EVENT}/documents/методика b.docx")
    assert taken.content == METHOD
    assert taken.headers["content-type"] == "application/octet-stream"
    assert "документ внесён в реестр" in text_of(shared.get("/journal").text)
    assert shared.desk.uploads.versions(NAME, REGISTER)


@pytest.mark.parametrize(
    "content",
    [lambda: b"\x89PNG\r\n", lambda: b"%PDF-1.7 broken", bomb],
    ids=["png", "pdf", "bomb"],
)
def test_a_document_that_cannot_be_read_is_described_by_hand(
    shared: Workspace, content: Callable[[], bytes]
) -> None:
    waiting = send(shared, content(), "скан.png").headers["location"]
    page = shared.get(waiting)
    assert page.status_code == 200, text_of(page.text)
    form = {**FIELDS, "kind": "", "do": "accept", "token": "c" * 30}
    refused = shared.send(waiting, form)
    assert refused.status_code == 422
    assert "Вид документа не выбран" in text_of(refused.text)
    assert shared.send(waiting, {**form, "date": "вчера"}).status_code == 422
    assert shared.send(f"{waiting}/forget", {"token": "d" * 30}).headers["location"] == EVENT
    assert shared.get(waiting).status_code == 404


def test_a_register_with_totals_is_not_written_into(workspace: Workspace) -> None:
    register = workspace.folder / REGISTER
    book = openpyxl.load_workbook(register)
    book["Документы"].append(["=1+1"])
    book.save(register)
    before = register.read_bytes()
    waiting = send(workspace, METHOD, "x.docx").headers["location"]
    assert "нельзя дописать" in text_of(workspace.get(waiting).text)
    answer = workspace.send(waiting, {**FIELDS, "do": "accept", "token": "e" * 30})
    assert answer.status_code == 422
    assert register.read_bytes() == before
    assert not (workspace.folder / "documents").exists()


def test_a_link_in_the_place_of_the_folder_is_not_followed(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "low-results" / "deficit-methods").mkdir(parents=True)
    (outside / "low-results" / "deficit-methods" / "secret.txt").write_text("secret")
    (workspace.folder / "documents").symlink_to(outside)
    waiting = send(workspace, METHOD, "x.docx").headers["location"]
    answer = workspace.send(waiting, {**FIELDS, "do": "accept", "token": "f" * 30})
    assert answer.status_code == 409
    assert "secret.txt" not in workspace.get(EVENT).text
    assert workspace.get(f"{EVENT}/documents/secret.txt").status_code == 409


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (EVENT.replace("deficit-methods", "nothing"), 404),
        (EVENT.replace("low-results", "nothing"), 404),
        (f"{EVENT}/documents/..%2f..%2fproject.yaml", 404),
        (f"/evidence/{'0' * 32}", 404),
    ],
)
def test_what_is_not_there_is_a_sentence(shared: Workspace, path: str, status: int) -> None:
    answer = shared.get(path)
    assert answer.status_code == status
    assert "Не получилось" in answer.text


@pytest.mark.parametrize("name", ["project.yaml", "PROJECT.YML"])
def test_a_file_that_would_be_read_as_a_project_is_no_document(
    shared: Workspace, name: str
) -> None:
    refused = send(shared, b"format: roadmap/1\n", name)
    assert refused.status_code == 422
    assert "не документ" in text_of(refused.text)


def test_a_second_click_registers_nothing(workspace: Workspace) -> None:
    waiting = send(workspace, METHOD, "x.docx").headers["location"]
    form = {**FIELDS, "do": "accept", "token": "k" * 30}
    with ThreadPoolExecutor(2) as clicks:
        with workspace.desk.uploads.lock:
            sent = [clicks.submit(workspace.send, waiting, form) for _ in range(2)]
            sleep(0.5)
        answers = [future.result() for future in sent]
    assert [answer.headers.get("location") for answer in answers] == [EVENT, EVENT]
    kept = list((workspace.folder / "documents").rglob("*.docx"))
    assert [path.name for path in kept] == ["x.docx"]
