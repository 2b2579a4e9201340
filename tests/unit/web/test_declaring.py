"""A file that no declaration knows: described in a form, corrected, taken into the project."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from tests.unit.describe.sheets import Sheet
from tests.unit.web.test_tables import MARKED, everywhere, send, sent
from tests.unit.web.workspaces import NAME, Workspace, copy_example, make_workspace, text_of

TABLES = f"/projects/{NAME}/tables"
SHEET = Sheet(
    [
        ["Сведения о кружках", None, None, None],
        ["Код школы", "Кружок", "Детей", "Фамилия руководителя"],
        ["0301", "Шахматы", 12, MARKED],
        ["0302", "Хор", 30, MARKED],
    ],
    [],
)


class _Fields(HTMLParser):
    """What a browser would send of the form that describes a table."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._inside, self._select = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = (given.get("action") or "").endswith("/declare")
        name = given.get("name") or ""
        if not self._inside:
            return
        if tag == "select":
            self._select = name
        if tag == "option" and "selected" in given:
            self.values[self._select] = given["value"] or ""
        is_off = given.get("type") == "checkbox" and "checked" not in given
        if tag == "input" and not is_off:
            self.values[name] = given.get("value") or ""


def fields_of(page: str) -> dict[str, str]:
    reader = _Fields()
    reader.feed(page)
    return reader.values


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Workspace]":
    folder = tmp_path_factory.mktemp("declaring")
    copy_example(folder)
    workspace = make_workspace(folder)
    yield workspace
    workspace.desk.jobs.close()


@pytest.fixture
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return SHEET.write(tmp_path_factory.mktemp("sent") / "Кружки.xlsx").read_bytes()


def declare(workspace: Workspace, upload: str, **changed: str) -> Any:
    fields = fields_of(workspace.get(upload).text)
    given = {name.replace("__", "."): value for name, value in changed.items()}
    return workspace.send(f"{upload}/declare", {**fields, **given})


def test_a_file_that_nobody_declared_is_described_corrected_and_taken(
    shared: Workspace, book: bytes
) -> None:
    data = shared.folder / "data.yaml"
    before = data.read_text("utf-8")
    upload = sent(shared, book, "../../etc/Кружки <b>.xlsx")
    seen = text_of(shared.get(upload).text)
    assert "Новая таблица: data/Кружки b.xlsx" in seen
    assert "Код школы" in seen
    assert "Шахматы" in seen
    answer = declare(shared, upload, t0__title="Кружки района", t0__name="circles", do="show")
    assert answer.status_code == 303
    assert data.read_text("utf-8") == before
    fields = fields_of(shared.get(upload).text)
    assert fields["t0.name"] == "circles"
    assert fields["t0.c2.type"] == "integer"
    accepted = declare(shared, upload, t0__c2__type="number", do="accept")
    assert accepted.headers["location"] == TABLES, text_of(accepted.text)
    after = data.read_text("utf-8")
    assert after.startswith(before.rstrip("\n")) or all(
        line in after for line in before.splitlines()
    )
    assert "Кружки района" in text_of(shared.get(TABLES).text)
    assert (shared.folder / "data/Кружки b.xlsx").read_bytes() == book
    declared = after[after.index("- name: circles") :]
    assert "type: number" in declared
    assert "не уверен" not in declared
    assert shared.get(upload).status_code == 404
    assert "описана и принята новая таблица" in text_of(shared.get("/journal").text)
    assert shared.get(f"/projects/{NAME}").status_code == 200
    again = shared.send(f"{upload}/declare", {"token": "q" * 30})
    assert again.status_code == 404


def test_persons_of_a_new_table_are_nowhere_but_in_it(workspace: Workspace, book: bytes) -> None:
    root = workspace.desk.home.parents[1]
    upload = sent(workspace, book, "Кружки.xlsx")
    page = workspace.get(upload).text
    assert MARKED not in page
    assert 'name="t0.c3.personal" value="yes"' in page
    assert [Path(each).parts[:3] for each in everywhere(root, MARKED)] == [
        ("outputs", "workspace", "incoming")
    ]
    answer = declare(workspace, upload, do="accept")
    assert answer.status_code == 303, text_of(answer.text)
    assert everywhere(root, MARKED) == [f"specs/{NAME}/data/Кружки.xlsx"]
    fields = fields_of(page)
    del fields["t0.c3.personal"]
    open_one = sent(workspace, book, "Ещё.xlsx")
    workspace.send(f"{open_one}/declare", {**fields, "do": "show", "token": "w" * 30})
    assert MARKED in workspace.get(open_one).text, "столбец не о людях показывают как есть"


def test_the_header_stands_where_somebody_says(shared: Workspace, book: bytes) -> None:
    upload = sent(shared, book, "Другие кружки.xlsx")
    assert fields_of(shared.get(upload).text)["t0.first"] == "2"
    declare(shared, upload, t0__first="0", t0__last="0", do="show")
    seen = text_of(shared.get(upload).text)
    assert "столбец A" in seen
    declare(shared, upload, t0__first="2", t0__last="2", do="show")
    assert "Код школы" in shared.get(upload).text
    declare(shared, upload, t0__first="55", t0__last="56", do="show")
    assert "в строках 55–56 заголовка быть не может" in text_of(shared.get(upload).text)
    refused = declare(shared, upload, t0__first="вторая", do="show")
    assert refused.status_code == 422
    assert "не номер строки" in text_of(refused.text)


def test_a_column_that_is_not_wanted_is_not_declared_and_can_be_wanted_again(
    shared: Workspace, book: bytes
) -> None:
    upload = sent(shared, book, "Третьи.xlsx")
    fields = fields_of(shared.get(upload).text)
    del fields["t0.c1.taken"]
    shared.send(f"{upload}/declare", {**fields, "do": "show"})
    page = shared.get(upload).text
    assert "Шахматы" not in page
    assert 'name="t0.c1.taken"' in page
    declare(shared, upload, t0__c1__taken="yes", do="show")
    assert "Шахматы" in shared.get(upload).text


def test_a_type_that_the_cells_do_not_have_is_a_finding(shared: Workspace, book: bytes) -> None:
    upload = sent(shared, book, "Четвёртые.xlsx")
    declare(shared, upload, t0__c1__type="date", do="show")
    assert "не все ячейки подходят" in text_of(shared.get(upload).text)


def test_a_file_that_is_no_table_inside_takes_no_place(shared: Workspace) -> None:
    before = (shared.folder / "data.yaml").read_bytes()
    upload = sent(shared, b"PK\x03\x04" + b"\0" * 99, "Пустышка.xlsx")
    assert shared.get(upload).status_code == 200
    refused = shared.send(f"{upload}/declare", {"tables": "0", "token": "e" * 30, "do": "accept"})
    assert refused.status_code == 422
    assert (shared.folder / "data.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "more",
    [
        {"t0.sheets": "{"}, {"t0.sheets": "[1]"}, {"t0.c1.type": "object"},
        {"t0.columns": "1,x"}, {"token": ""},
    ],
)  # fmt: skip
def test_a_form_that_no_page_sends_is_a_sentence(
    shared: Workspace, book: bytes, more: dict[str, str]
) -> None:
    upload = sent(shared, book, "Пятые.xlsx")
    fields = fields_of(shared.get(upload).text)
    answer = shared.send(f"{upload}/declare", {**fields, "do": "show", **more})
    assert answer.status_code == 400
    assert "Не получилось" in answer.text


def test_several_files_at_once_are_each_told_of(shared: Workspace, book: bytes) -> None:
    works = shared.folder / "data/Диагностические работы.csv"
    files = [
        ("file", (works.name, works.read_bytes(), "text/csv")),
        ("file", ("Шестые.xlsx", book, "application/octet-stream")),
        ("file", ("<i>заметка.docx", b"PK\x03\x04", "application/octet-stream")),
    ]
    page = shared.client.post(TABLES, files=files, data={"as": ""}, headers={"origin": shared.own})
    seen = text_of(page.text)
    assert page.status_code == 200
    assert "не таблица" in seen
    assert "<i>" not in page.text
    assert len(re.findall(r'href="/uploads/\w+"', page.text)) == 2
    waiting = text_of(shared.get(TABLES).text)
    assert "data/Шестые.xlsx — новая таблица" in waiting
    chosen = {"as": "data/Диагностические работы.csv"}
    refused = shared.client.post(TABLES, files=files, data=chosen, headers={"origin": shared.own})
    assert refused.status_code == 422


def test_where_nothing_is_declared_yet_the_first_table_makes_data_yaml(
    tmp_path: Path, book: bytes
) -> None:
    home = tmp_path / "specs" / NAME
    home.mkdir(parents=True)
    text = "format: project/1\nid: x\nmunicipality: {name: Район}\nmethod: '2020'\n"
    (home / "project.yaml").write_text(text, "utf-8")
    workspace = make_workspace(tmp_path)
    upload = sent(workspace, book, "Кружки.xlsx")
    answer = declare(workspace, upload, do="accept")
    assert answer.status_code == 303, text_of(answer.text)
    assert (
        (home / "data.yaml").read_text("utf-8").startswith("format: data/1\nresources:\n  - name:")
    )


def test_a_name_that_a_mask_fits_is_known(shared: Workspace) -> None:
    data = shared.folder / "data.yaml"
    text = data.read_text("utf-8")
    assert "path: data/Диагностические работы.csv" in text
    data.write_text(text.replace("data/Диагностические работы.csv", "data/*работы.csv"), "utf-8")
    works = (shared.folder / "data/Диагностические работы.csv").read_bytes()
    assert send(shared, works, "Новые работы.csv").status_code == 303
    assert "data/Новые работы.csv — " in text_of(shared.get(TABLES).text)
    odd = "Мои\u202e:*?<|работы.csv"  # a mark of direction, a stream, masks
    assert send(shared, works, odd).status_code == 303
    assert "data/Моиработы.csv — " in text_of(shared.get(TABLES).text)
    data.write_text(text, "utf-8")
