"""Specs changed in the browser: a draft, its meaning, saving it, and two windows at once."""

import errno
import html
import os
import re
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")


from engine.web.drafts import Drafts
from engine.web.policy import Person
from tests.unit.web.workspaces import NAME, Workspace, make_workspace, text_of

FILE = "low-results.yaml"
EDIT = f"/projects/{NAME}/files/{FILE}"
OLD, NEW = 'target: ">= 70 %"', 'target: ">= 80 %"'


def field_of(page: str) -> str:
    """The text of the large field, as a browser would send it."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found[1]).replace("\n", "\r\n")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found[1])


def begin(workspace: Workspace, change: Callable[[str], str], path: str = EDIT) -> str:
    """The address of a draft of a file, opened, changed and sent."""
    page = workspace.get(path).text
    fields = {name: hidden(page, name) for name in ("token", "file", "base")}
    answer = workspace.send(f"/projects/{NAME}/drafts", {**fields, "text": change(field_of(page))})
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.headers["location"])


def save(workspace: Workspace, draft: str, note: str = "") -> Any:
    return workspace.send(f"{draft}/save", {"token": "s" * 30, "note": note})


def changed(text: str) -> str:
    assert OLD in text
    return text.replace(OLD, NEW, 1)


def test_an_unchanged_text_changes_nothing_by_meaning(workspace: Workspace) -> None:
    draft = begin(workspace, lambda text: text)
    assert "По смыслу ничего не меняется" in text_of(workspace.get(draft).text)


def test_a_draft_tells_what_it_means_and_is_no_file_before_it_is_saved(
    workspace: Workspace,
) -> None:
    file = workspace.folder / FILE
    before = file.read_bytes()
    draft = begin(workspace, changed)
    seen = text_of(workspace.get(draft).text)
    assert "строже" in seen
    assert ">= 70 %" in seen
    assert "1.2" in seen  # the roadmap, and what the order says there
    assert "не менее 70% педагогических работников" in seen.partition("Новые замечания")[0]
    assert file.read_bytes() == before
    answer = save(workspace, draft, "по решению от 1 марта")
    assert answer.headers["location"] == EDIT
    assert file.read_bytes() == before.replace(OLD.encode(), NEW.encode(), 1)
    assert "уже сохранена" in text_of(workspace.get(draft).text)
    journal = text_of(workspace.get("/journal").text)
    assert "сохранён файл" in journal
    assert "по решению от 1 марта" in journal


def test_a_target_is_moved_and_its_impact_is_seen(workspace: Workspace) -> None:
    fields = {"slug": "low-results", "id": "teachers-supported", "target": ">= 5 %"}
    answer = workspace.send(f"/projects/{NAME}/targets", {**fields, "token": "t" * 30})
    assert answer.status_code == 303, text_of(answer.text)
    page = workspace.get(answer.headers["location"])
    seen = text_of(page.text)
    assert "слабее" in seen
    assert "Чьи выводы изменятся" in seen
    assert "teachers-supported" in seen.partition("Чьи выводы изменятся")[2]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"slug": "nothing"}, 404), ({"id": "nothing"}, 404), ({"id": "<b>"}, 404)],
)
def test_a_target_that_is_not_there_is_a_sentence(
    workspace: Workspace, fields: dict[str, str], status: int
) -> None:
    asked = {"slug": "low-results", "id": "teachers-supported", "target": ">= 5 %", **fields}
    answer = workspace.send(f"/projects/{NAME}/targets", {**asked, "token": "t" * 30})
    assert answer.status_code == status
    assert "<b>" not in answer.text


@pytest.mark.parametrize("target", ["", "сколько получится", '"', "a: b #c", "{{ 7*7 }}", "<b>"])
def test_a_target_that_means_nothing_becomes_a_draft_with_a_finding_and_is_not_saved(
    workspace: Workspace, target: str
) -> None:
    before = (workspace.folder / FILE).read_bytes()
    fields = {"slug": "low-results", "id": "teachers-supported", "target": target}
    answer = workspace.send(f"/projects/{NAME}/targets", {**fields, "token": "t" * 30})
    assert answer.status_code == 303
    draft = answer.headers["location"].partition("?")[0]
    page = workspace.get(draft)
    assert "сравнить нельзя" in text_of(page.text)
    assert "<b>" not in page.text.partition("<textarea")[0]
    refused = save(workspace, draft)
    assert refused.status_code == 422
    assert (workspace.folder / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "broken", ["slug: [", "", "a: &x [*x]\n", "format: roadmap/1\n", "\x00", "{" * 3000]
)
def test_a_broken_text_is_told_kept_and_not_saved(workspace: Workspace, broken: str) -> None:
    before = (workspace.folder / FILE).read_bytes()
    draft = begin(workspace, lambda _: broken)
    page = workspace.get(draft)
    assert page.status_code == 200
    assert "сравнить нельзя" in text_of(page.text)
    refused = save(workspace, draft)
    assert refused.status_code == 422
    assert "добавляет" in text_of(refused.text)
    assert (workspace.folder / FILE).read_bytes() == before


def test_a_file_changed_elsewhere_is_merged_and_nothing_is_lost(workspace: Workspace) -> None:
    file = workspace.folder / FILE
    draft = begin(workspace, changed)
    theirs = file.read_text("utf-8").replace("slug: low-results", "slug: low-results  # проверено")
    file.write_text(theirs, "utf-8")
    assert "изменился после начала правки" in text_of(workspace.get(draft).text)
    both = workspace.get(f"{draft}/both")
    assert both.status_code == 200
    page = save(workspace, draft)
    assert page.status_code == 409
    assert field_of(both.text) == field_of(page.text)
    assert file.read_text("utf-8") == theirs
    assert "не задевают друг друга" in text_of(page.text)
    merged, base = field_of(page.text), hidden(page.text, "base")
    assert NEW in merged
    assert "# проверено" in merged
    answer = workspace.send(draft, {"token": "m" * 30, "text": merged, "base": base})
    assert answer.status_code == 303
    assert save(workspace, draft).status_code == 303
    assert file.read_text("utf-8") == theirs.replace(OLD, NEW, 1)


def test_one_place_changed_in_two_ways_is_marked_and_not_saved_with_its_marks(
    workspace: Workspace,
) -> None:
    file = workspace.folder / FILE
    first = begin(workspace, changed)
    second = begin(workspace, lambda text: changed(text).replace(NEW, 'target: ">= 90 %"'))
    assert save(workspace, first).status_code == 303
    page = save(workspace, second)
    assert page.status_code == 409
    assert "изменено по-разному" in text_of(page.text)
    merged = field_of(page.text)
    assert ">= 80 %" in merged
    assert ">= 90 %" in merged
    workspace.send(second, {"token": "m" * 30, "text": merged, "base": hidden(page.text, "base")})
    refused = save(workspace, second)
    assert refused.status_code == 422
    assert "знаки" in text_of(refused.text)
    assert 'target: ">= 80 %"' in file.read_text("utf-8")


def test_an_earlier_version_is_brought_back(workspace: Workspace) -> None:
    file = workspace.folder / FILE
    before = file.read_bytes()
    save(workspace, begin(workspace, changed))
    page = workspace.get(EDIT).text
    fields = {"file": FILE, "version": hidden(page, "version"), "token": "v" * 30}
    answer = workspace.send(f"/projects/{NAME}/restore", fields)
    assert answer.status_code == 303
    assert "слабее" in text_of(workspace.get(answer.headers["location"]).text)
    save(workspace, answer.headers["location"])
    assert file.read_bytes() == before


def test_a_dropped_draft_changes_nothing(workspace: Workspace) -> None:
    before = (workspace.folder / FILE).read_bytes()
    draft = begin(workspace, changed)
    assert draft in workspace.get(f"/projects/{NAME}").text
    assert workspace.send(f"{draft}/drop", {"token": "d" * 30}).status_code == 303
    assert draft not in workspace.get(f"/projects/{NAME}").text
    assert (workspace.folder / FILE).read_bytes() == before


def test_line_ends_and_the_mark_of_the_encoding_stay(workspace: Workspace) -> None:
    file = workspace.folder / FILE
    windows = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(windows)
    save(workspace, begin(workspace, changed))
    assert file.read_bytes() == windows.replace(OLD.encode(), NEW.encode(), 1)


def test_a_form_sent_twice_makes_one_draft(workspace: Workspace) -> None:
    page = workspace.get(EDIT).text
    fields = {name: hidden(page, name) for name in ("token", "file", "base")}
    made = {
        workspace.send(f"/projects/{NAME}/drafts", {**fields, "text": "x"}).headers["location"]
        for _ in range(2)
    }
    assert len(made) == 1


@pytest.mark.parametrize(
    "path",
    ["../../../etc/passwd", "data/Кадры.xlsx", "/etc/passwd", "..\\project.yaml", "x\0y", ""],
)
def test_only_the_specs_of_the_project_are_edited(workspace: Workspace, path: str) -> None:
    page = workspace.get(EDIT).text
    fields = {"base": hidden(page, "base"), "token": "p" * 30, "file": path, "text": "x"}
    assert workspace.send(f"/projects/{NAME}/drafts", fields).status_code == 404
    assert workspace.send(f"/projects/{NAME}/restore", fields).status_code == 404


def test_a_full_disk_keeps_the_file_and_the_draft(workspace: Workspace) -> None:
    file = workspace.folder / FILE
    before, draft = file.read_bytes(), begin(workspace, changed)
    workspace.desk.drafts.blobs.keep(before)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with patch("engine.whole_files.os.fsync", side_effect=full):
        answer = save(workspace, draft)
    assert answer.status_code == 507
    assert "на диске нет места" in text_of(answer.text)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.glob(".roadmap-*")] == []
    assert save(workspace, draft).status_code == 303
    assert NEW in file.read_text("utf-8")


def test_a_draft_that_was_changed_or_closed_in_another_window_is_not_written_over(
    workspace: Workspace,
) -> None:
    before = (workspace.folder / FILE).read_bytes()
    draft = begin(workspace, changed)
    page = workspace.get(draft).text
    shown = {name: hidden(page, name) for name in ("seen", "base")}
    mine = {**shown, "token": "m" * 30, "text": field_of(page) + "# моё"}
    assert workspace.send(draft, mine).headers["location"] == draft
    for path in ("", "/save", "/approve"):
        refused = workspace.send(f"{draft}{path}", {**mine, "text": "чужое"})
        assert refused.status_code == 409, path
        assert "в другом окне" in text_of(refused.text)
    assert "# моё" in field_of(workspace.get(draft).text)
    workspace.send(f"{draft}/drop", {"token": "d" * 30})
    assert workspace.send(draft, {**shown, "text": "позже"}).status_code == 409
    assert save(workspace, draft).headers["location"] == draft
    assert (workspace.folder / FILE).read_bytes() == before


def test_a_program_killed_after_the_file_was_written_saves_it_once_more_as_it_is(
    workspace: Workspace,
) -> None:
    file = workspace.folder / FILE
    draft = begin(workspace, changed)
    found = workspace.desk.drafts.find(int(draft.rpartition("/")[2]))
    assert found is not None
    file.write_bytes(found.content())
    again = make_workspace(workspace.desk.home.parents[1])
    assert save(again, draft).status_code == 303
    assert file.read_bytes() == found.content()


def test_what_a_file_held_is_kept_before_it_is_written_over(workspace: Workspace) -> None:
    file = workspace.folder / FILE
    before, draft = file.read_bytes(), begin(workspace, changed)

    def gone(sets: object) -> None:
        raise KeyboardInterrupt

    found = workspace.desk.drafts.find(int(draft.rpartition("/")[2]))
    assert found is not None
    drafts: Drafts = workspace.desk.drafts
    with patch("engine.web.drafts.write_sets", gone), pytest.raises(KeyboardInterrupt):
        drafts.save(found, workspace.folder, Person("x"), "")
    assert file.read_bytes() == before
    kept = drafts.versions(NAME, FILE)
    assert [drafts.blobs.read(row["sha256"]) for row in kept] == [before]
