"""A table sent in the place of another: checked, shown about its cells, accepted, brought back."""

import errno
import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any
from unittest.mock import patch

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")


from engine.children import Child, ChildFailed, FailureKind
from engine.web.policy import Person
from engine.web.uploads import SECONDS
from tests.unit.web.workspaces import NAME, OWN, Workspace, text_of

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

TABLES = f"/projects/{NAME}/tables"
WORKS = "data/Диагностические работы.csv"
PEOPLE = "data/Кадры.xlsx"
CHILDREN = "data/Результаты диагностик.csv"
EVENTS = "data/Реестр организаций.xlsx"
PERSONAL = "Фамилия Имя Отчество"
MARKED = "Mechenaya Adelaida 7391"
"""In letters that every part of a workbook writes as they are."""


def send(workspace: Workspace, content: bytes, name: str, place: str = "") -> Any:
    return workspace.client.post(
        TABLES, files={"file": (name, content, "application/octet-stream")},
        data={"as": place}, headers={"origin": OWN}, follow_redirects=False,
    )  # fmt: skip


def sent(workspace: Workspace, content: bytes, name: str, place: str = "") -> str:
    answer = send(workspace, content, name, place)
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.headers["location"])


def accept(workspace: Workspace, upload: str, **fields: str) -> Any:
    return workspace.send(f"{upload}/accept", {"token": "a" * 30, **fields})


def changed_book(path: Path, sheet: str, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def everywhere(folder: Path, words: str) -> list[str]:
    """The files below a folder that hold the words, also within what is zipped."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as parts:
                    content = b"".join(parts.read(name) for name in parts.namelist())
            if words.encode() in content or words.encode("utf-16-le") in content:
                found.append(path.relative_to(folder).as_posix())
    return found


def test_the_declared_files_are_listed(workspace: Workspace) -> None:
    seen = text_of(workspace.get(TABLES).text)
    assert PEOPLE in seen
    assert WORKS in seen


def test_a_good_table_takes_the_place_of_the_former_which_can_be_brought_back(
    workspace: Workspace,
) -> None:
    file = workspace.folder / WORKS
    before = file.read_bytes()
    shorter = b"".join(before.splitlines(keepends=True)[:-1])
    upload = sent(workspace, shorter, Path(WORKS).name)
    assert "Замечаний нет" in text_of(workspace.get(upload).text)
    assert file.read_bytes() == before
    assert accept(workspace, upload).headers["location"] == TABLES
    assert file.read_bytes() == shorter
    assert workspace.get(upload).status_code == 404
    assert "принята таблица" in text_of(workspace.get("/journal").text)
    version = re.search(r'name="version" value="(\d+)"', workspace.get(TABLES).text)
    assert version
    fields = {"file": WORKS, "version": version[1], "token": "b" * 30}
    back = workspace.send(f"{TABLES}/back", fields).headers["location"]
    assert accept(workspace, back, token="c" * 30).status_code == 303
    assert file.read_bytes() == before


def test_a_fault_is_shown_in_a_window_of_the_sheet(workspace: Workspace) -> None:
    path = workspace.folder / EVENTS
    content = changed_book(path, "Школы", "B6", "не ИНН")
    upload = sent(workspace, content, path.name)
    page = workspace.get(upload).text
    assert "Школы, B6" in text_of(page)
    window = page.partition('class="window"')[2]
    assert 'class="here"' in window
    assert '<th scope="row">6</th>' in window


def test_the_marked_file_is_the_one_that_was_sent_with_its_faults_at_the_cells(
    workspace: Workspace,
) -> None:
    path = workspace.folder / EVENTS
    content = changed_book(path, "Школы", "B6", "не ИНН")
    upload = sent(workspace, content, path.name)
    assert f"{upload}/marked" in workspace.get(upload).text
    taken = workspace.get(f"{upload}/marked")
    assert taken.headers["content-disposition"].startswith("attachment")
    book, own = (openpyxl.load_workbook(io.BytesIO(each)) for each in (taken.content, content))
    cell, was = book["Школы"]["B6"], own["Школы"]["B6"]
    assert "не ИНН" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFFCE4DF"
    assert (cell.font.name, cell.font.sz) == (was.font.name, was.font.sz)
    assert cell.number_format == was.number_format
    for sheet in own:
        assert [[one.value for one in row] for row in sheet] == [
            [one.value for one in row] for row in book[sheet.title]
        ]


def test_a_marked_csv_is_a_workbook(workspace: Workspace) -> None:
    text = (workspace.folder / WORKS).read_bytes()
    upload = sent(workspace, text.replace(b"12.04.2022", b"12.44.2022", 1), Path(WORKS).name)
    taken = workspace.get(f"{upload}/marked")
    assert taken.status_code == 200, text_of(taken.text)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(taken.content))
    said = [cell for row in sheet for cell in row if cell.comment]
    assert [cell.row for cell in said] == [3]
    assert all(cell.fill.fgColor.rgb == "FFFCE4DF" for cell in said)


def test_a_table_goes_where_it_is_told_to_whatever_it_is_called(workspace: Workspace) -> None:
    content = (workspace.folder / WORKS).read_bytes()
    assert sent(workspace, content, "выгрузка (3).csv", WORKS)
    upload = sent(workspace, content, "выгрузка (3).csv")
    told = workspace.send(f"{upload}/instead", {"as": WORKS, "token": "i" * 30})
    assert "Замечаний нет" in text_of(workspace.get(told.headers["location"]).text)
    assert workspace.get(upload).status_code == 404
    other = workspace.send(f"{upload}/instead", {"as": "project.yaml", "token": "i" * 30})
    assert other.status_code == 404


def test_persons_are_nowhere_but_in_the_table(workspace: Workspace) -> None:
    file = workspace.folder / PEOPLE
    sheet = openpyxl.load_workbook(file)["Педагоги"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == PERSONAL)
    place = f"{heading.column_letter}{heading.row + 1}"
    content = changed_book(file, sheet.title, place, MARKED)
    root = workspace.desk.home.parents[1]
    upload = sent(workspace, content, file.name)
    page = workspace.get(upload).text
    assert MARKED not in page
    assert 'class="window"' not in page
    waiting = everywhere(root, MARKED)
    assert len(waiting) == 1
    assert waiting[0].startswith("outputs/workspace/incoming/")
    assert accept(workspace, upload).status_code == 422, "того, что копии не будет, не заметили"
    assert accept(workspace, upload, agreed="yes").status_code == 303
    job = workspace.judged()
    assert workspace.get(f"{job}/report").status_code == 200
    assert everywhere(root, MARKED) == [f"specs/{NAME}/{PEOPLE}"]
    again = sent(workspace, file.read_bytes(), file.name)
    assert accept(workspace, again, agreed="yes", token="z" * 30).status_code == 303
    assert everywhere(root, MARKED) == [f"specs/{NAME}/{PEOPLE}"]


@pytest.mark.parametrize("mask", ["data/persons/*.xlsx", "data/persons/Марко??.xlsx"])
def test_a_file_that_is_called_by_its_number_is_one_of_persons_too(
    workspace: Workspace, mask: str
) -> None:
    """Its own name is in no finding, and so the findings were not taken for those of the file."""
    data, file = workspace.folder / "data.yaml", workspace.folder / PEOPLE
    place = workspace.folder / "data" / "persons" / "Маркова.xlsx"
    place.parent.mkdir()
    content = file.read_bytes()
    file.rename(place)
    data.write_text(data.read_text("utf-8").replace(PEOPLE, mask), "utf-8")
    sheet = openpyxl.load_workbook(place)["Педагоги"]
    heading = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Предмет")
    wrong = changed_book(place, "Педагоги", f"B{heading.row}", "Не так")
    found = text_of(workspace.get(sent(workspace, wrong, place.name)).text)
    assert "Замечаний нет" not in found
    upload = sent(workspace, content, place.name)
    assert accept(workspace, upload).status_code == 422
    assert accept(workspace, upload, agreed="yes").status_code == 303
    assert workspace.desk.uploads.versions(NAME, f"data/persons/{place.name}") == []


def test_a_table_that_is_not_wanted_leaves_nothing(workspace: Workspace) -> None:
    before = (workspace.folder / CHILDREN).read_bytes()
    upload = sent(workspace, before + b"\n", Path(CHILDREN).name)
    assert workspace.send(f"{upload}/forget", {"token": "f" * 30}).status_code == 303
    assert list((workspace.desk.home / "incoming").iterdir()) == []
    assert (workspace.folder / CHILDREN).read_bytes() == before


def test_what_waits_too_long_goes(workspace: Workspace) -> None:
    upload = sent(workspace, (workspace.folder / WORKS).read_bytes(), Path(WORKS).name)
    left = workspace.desk.home / "incoming" / upload.rpartition("/")[2]
    long_ago = time() - SECONDS - 1
    os.utime(left, (long_ago, long_ago))
    assert workspace.get(upload).status_code == 404
    assert not left.exists()


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to 200 MB. Made where a test wants it: packing it
    takes a second."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (200 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (b"", WORKS, "файл пуст"),
        (b"PK\x03\x04" + b"\0" * 99, WORKS, "не то, что ожидается"),
        (b"a;b\n1;2\n", EVENTS, "не то, что ожидается"),
        (b"<script>alert(1)</script>", EVENTS, "не то, что ожидается"),
        (b"a;b\n1;2\n", "../../../etc/passwd", "в проекте нет"),
        (b"a;b\n1;2\n", "project.yaml", "в проекте нет"),
    ],
)
def test_a_wrong_file_is_a_sentence_and_leaves_nothing(
    workspace: Workspace, content: bytes, place: str, words: str
) -> None:
    answer = send(workspace, content, "x.csv", place)
    assert answer.status_code == 422
    assert words in text_of(answer.text).lower()
    assert "<script>alert" not in answer.text
    incoming = workspace.desk.home / "incoming"
    assert not incoming.exists() or list(incoming.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [lambda: b"PK\x03\x04" + b"\0" * 99, lambda: b"PK\x03\x04garbage" * 50, bomb],
    ids=["zeros", "garbage", "bomb"],
)
def test_a_damaged_book_and_a_bomb_are_findings_and_take_no_place(
    workspace: Workspace, content: Callable[[], bytes]
) -> None:
    before = (workspace.folder / EVENTS).read_bytes()
    upload = sent(workspace, content(), Path(EVENTS).name)
    assert "таблица не прочитана" in text_of(workspace.get(upload).text)
    assert accept(workspace, upload, agreed="yes").status_code == 422
    assert (workspace.folder / EVENTS).read_bytes() == before


@pytest.mark.parametrize("name", ["../../project.yaml", "..\\..\\data.yaml", "a" * 300, "<b>.exe"])
def test_a_name_of_no_table_is_a_sentence(workspace: Workspace, name: str) -> None:
    answer = send(workspace, b"a;b\n1;2\n", name)
    assert answer.status_code == 422
    assert "не таблица" in text_of(answer.text)
    assert "<b>.exe" not in answer.text


def test_a_table_that_is_too_large_is_refused_before_it_is_taken(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.web.receiving.MOST", 1 << 20)
    assert send(workspace, b"a;b\n" * (1 << 19), "x.csv", WORKS).status_code == 413

    def pieces() -> Any:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n'
        for _ in range(40):
            yield b"a;b\n" * (1 << 14)

    headers = {"origin": OWN, "content-type": "multipart/form-data; boundary=x"}
    assert workspace.client.post(TABLES, content=pieces(), headers=headers).status_code == 413


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"--x--", "multipart/form-data; boundary=x", 422),
        (b"garbage", "multipart/form-data; boundary=x", 400),
        (b"garbage", "multipart/form-data", 400),
        (b"a=1", "application/x-www-form-urlencoded", 422),
    ],
)
def test_a_form_without_a_file_is_a_sentence(
    workspace: Workspace, content: bytes, kind: str, status: int
) -> None:
    headers = {"origin": OWN, "content-type": kind}
    answer = workspace.client.post(TABLES, content=content, headers=headers)
    assert answer.status_code == status, text_of(answer.text)
    assert "Не получилось" in answer.text


@pytest.mark.parametrize("kind", FailureKind)
def test_a_check_that_dies_is_a_sentence_and_leaves_nothing(
    workspace: Workspace, kind: FailureKind
) -> None:
    content = (workspace.folder / WORKS).read_bytes()
    with patch.object(Child, "call", side_effect=ChildFailed(kind, "ValueError")):
        answer = send(workspace, content, "x.csv", WORKS)
    assert answer.status_code == 422
    assert list((workspace.desk.home / "incoming").iterdir()) == []


def test_a_full_disk_keeps_the_former_table_and_the_one_that_waits(workspace: Workspace) -> None:
    file = workspace.folder / WORKS
    before = file.read_bytes()
    upload = sent(workspace, before + before.splitlines(keepends=True)[1], file.name)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with patch("engine.whole_files.os.fsync", side_effect=full):
        answer = accept(workspace, upload)
    assert answer.status_code == 507
    assert "на диске нет места" in text_of(answer.text)
    assert file.read_bytes() == before
    assert workspace.get(upload).status_code == 200


def test_accepting_twice_is_accepting_once(workspace: Workspace) -> None:
    file = workspace.folder / WORKS
    before = file.read_bytes()
    upload = sent(workspace, before, file.name)
    assert [accept(workspace, upload).status_code for _ in range(2)] == [303, 303]
    versions = workspace.desk.uploads.versions(NAME, WORKS)
    assert len(versions) == 1


def test_two_who_accept_at_once_accept_once(workspace: Workspace) -> None:
    """Each of them kept a former version of its own, and the second that of the first."""
    file = workspace.folder / WORKS
    upload = sent(workspace, file.read_bytes(), file.name)
    found = workspace.desk.uploads.find(upload.rpartition("/")[2])
    assert found is not None
    uploads, person = workspace.desk.uploads, Person("методист")
    uploads.accept(found, workspace.folder, person, "a" * 30)
    with pytest.raises(FileNotFoundError):
        uploads.accept(found, workspace.folder, person, "b" * 30)
    uploads.accept(found, workspace.folder, person, "a" * 30)
    assert len(uploads.versions(NAME, WORKS)) == 1


def test_what_a_table_held_goes_when_a_column_of_it_becomes_personal(workspace: Workspace) -> None:
    """It was kept as nobody's; now it would be a copy of names."""
    file, works = workspace.folder / "data.yaml", workspace.folder / WORKS
    named = works.read_bytes().replace("метапредметная".encode("cp1251"), MARKED.encode(), 1)
    works.write_bytes(named)
    first = sent(
        workspace, named.replace(MARKED.encode(), "входная".encode("cp1251")), "x.csv", WORKS
    )
    assert accept(workspace, first).status_code == 303
    assert everywhere(workspace.desk.home, MARKED) != []
    assert len(workspace.desk.uploads.versions(NAME, WORKS)) == 1
    waits = sent(workspace, named, "x.csv", WORKS)
    text, path = file.read_text("utf-8"), f"    path: {WORKS}\n"
    assert path in text
    file.write_text(text.replace(path, f"{path}    personal: [subject]\n"), "utf-8")
    assert accept(workspace, waits, token="b" * 30).status_code == 404  # it was checked as nobody's
    assert workspace.desk.uploads.versions(NAME, WORKS) == []
    assert everywhere(workspace.desk.home, MARKED) == []
    second = accept(workspace, sent(workspace, named, "x.csv", WORKS), agreed="yes")
    assert second.status_code == 303, text_of(second.text)
    assert workspace.desk.uploads.versions(NAME, WORKS) == []
