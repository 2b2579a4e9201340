"""Indicators and events changed by a form: into a draft, at their place, faults tied to fields."""

import html
import re

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from tests.unit.web.test_editing import FILE, NEW, OLD, hidden, save
from tests.unit.web.workspaces import NAME, Workspace, text_of

ENTRY = f"/projects/{NAME}/entries/low-results/teachers-supported"


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send from the form, untouched."""
    form = page.partition('class="entry"')[2].partition("</form>")[0]
    said = dict(re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', form))
    said |= re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    for name, inner in re.findall(
        r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r"<option selected>([^<]*)<", inner)
        said[name] = chosen[1] if chosen else ""
    return {name: html.unescape(text).replace("\n", "\r\n") for name, text in said.items()}


def filled(workspace: Workspace, address: str, **changes: str) -> str:
    """Where a form leads after it was changed and sent."""
    page = workspace.get(address).text
    more = {f"f.{name.replace('__', '.')}": text for name, text in changes.items()}
    assert set(more) <= set(fields_of(page))
    answer = workspace.send(address, {**fields_of(page), **more, "do": "form"})
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.headers["location"])


def test_one_field_changes_one_place_of_a_draft_and_then_of_the_file(workspace: Workspace) -> None:
    file = workspace.folder / FILE
    before = file.read_text("utf-8")
    commented = before.replace(OLD, f"{OLD}  # по приказу")
    file.write_text(commented, "utf-8")
    address = filled(workspace, ENTRY, target=">= 80 %")
    assert address.endswith("/entries/teachers-supported")
    draft = address.partition("/entries")[0]
    assert "строже" in text_of(workspace.get(draft).text)
    assert file.read_text("utf-8") == commented
    again = filled(workspace, address, due="2021-12-31")
    assert again == address
    assert save(workspace, draft).status_code == 303
    lines = commented.replace(OLD, NEW, 1).splitlines()
    after = file.read_text("utf-8").splitlines()
    assert [each for each in after if each not in lines] == ['    due: "2021-12-31"']
    assert [line for line in lines if line not in after] == []


def test_the_form_is_in_russian_with_names_that_may_stand_there(workspace: Workspace) -> None:
    seen = workspace.get(ENTRY).text
    for words in ("Целевое значение", "Почему не измеряется", "Вид правила", "Таблица"):
        assert words in seen
    assert '<option value="methodical_support">' in seen
    event = workspace.get(f"/projects/{NAME}/entries/low-results/deficit-methods").text
    assert "Ответственные" in event
    assert "<code>teachers-supported</code>" in event


def test_a_wrong_value_is_told_at_its_field_and_not_saved(workspace: Workspace) -> None:
    before = (workspace.folder / FILE).read_bytes()
    address = filled(workspace, ENTRY, target="сколько получится")
    page = workspace.get(address).text
    field = page.partition('name="f.target"')[2].partition("</div>")[0]
    assert 'aria-invalid="true"' in field
    described = re.search(r'aria-describedby="([^"]+)"', field)
    fault = re.search(r'<p id="([^"]+)" class="fault">([^<]+)<', field)
    assert described
    assert fault
    assert fault[1] in described[1].split()
    assert "сколько получится" in html.unescape(fault[2])
    assert 'role="alert"' in page
    draft = address.partition("/entries")[0]
    assert save(workspace, draft).status_code == 422
    assert (workspace.folder / FILE).read_bytes() == before


def test_a_value_that_cannot_be_written_stays_in_its_field(workspace: Workspace) -> None:
    page = workspace.get(ENTRY).text
    said = {**fields_of(page), "f.baseline": "{value: [<b>", "do": "form"}
    answer = workspace.send(ENTRY, said)
    assert answer.status_code == 422
    field = answer.text.partition('name="f.baseline"')[2].partition("</div>")[0]
    assert "{value: [&lt;b&gt;" in field
    assert 'class="fault"' in field
    assert "/drafts/" not in workspace.get(f"/projects/{NAME}").text


def test_the_lines_beside_the_form_change_the_same_draft(workspace: Workspace) -> None:
    address = filled(workspace, ENTRY, target=">= 80 %")
    page = workspace.get(address).text
    lines = html.unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[-1])
    assert NEW in lines
    fields = {name: hidden(page, name) for name in ("token", "base")}
    wanted = lines.replace(">= 80 %", ">= 90 %")
    answer = workspace.send(address, {**fields, "text": wanted, "do": "lines"})
    assert answer.headers["location"] == address
    assert fields_of(workspace.get(address).text)["f.target"] == ">= 90 %"
    stale = workspace.send(address, {**fields, "text": lines, "do": "lines"})
    assert stale.status_code == 409
    assert "в другом окне" in text_of(stale.text)
    base = hidden(workspace.get(address).text, "base")
    broken = workspace.send(address, {**fields, "base": base, "text": "  - {id: [", "do": "lines"})
    assert broken.headers["location"] == address.partition("/entries")[0]
    assert workspace.get(address).status_code == 409


def test_another_name_leads_on_under_that_name(workspace: Workspace) -> None:
    address = filled(workspace, ENTRY, id="teachers-helped")
    assert address.endswith("/entries/teachers-helped")
    assert workspace.get(address).status_code == 200


@pytest.mark.parametrize("path", ["low-results/nobody", "nothing/x", "low-results/<b>"])
def test_a_form_of_nothing_is_a_sentence(workspace: Workspace, path: str) -> None:
    answer = workspace.get(f"/projects/{NAME}/entries/{path}")
    assert answer.status_code == 404
    assert "<b>" not in answer.text
