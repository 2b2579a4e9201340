"""Pages of the workspace: what they show, and that they compute nothing."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")


from tests.unit.web.test_doors import INSIDE, address_of
from tests.unit.web.workspaces import NAME, Workspace, text_of


def test_the_projects_of_the_folder_are_listed(workspace: Workspace) -> None:
    page = workspace.get("/")
    assert page.status_code == 200
    seen = text_of(page.text)
    assert "Дятьковский район" in seen
    assert "2 дорожные карты" in seen
    assert "Ещё не оценивался" in seen


def test_a_project_shows_its_roadmaps_and_after_a_run_its_verdicts(
    judged: tuple[Workspace, str],
) -> None:
    workspace, job = judged
    seen = text_of(workspace.get(f"/projects/{NAME}").text)
    assert "Вердикты на 2022-06-01." in seen
    assert "не выполнен:" in seen
    assert job in workspace.get(f"/projects/{NAME}").text


def test_a_roadmap_reads_as_the_order_with_verdict_target_and_picture(
    judged: tuple[Workspace, str],
) -> None:
    workspace, _ = judged
    page = workspace.get(f"/projects/{NAME}/roadmaps/low-results").text
    seen = text_of(page)
    assert "не менее 70% педагогических работников" in seen
    assert "Цель : >= 70 %" in seen.replace("Цель:", "Цель :")
    assert 'href="#deficit-methods"' in page
    assert 'id="deficit-methods"' in page


def test_the_documents_are_checked(workspace: Workspace) -> None:
    seen = text_of(workspace.get(f"/projects/{NAME}/documents").text)
    assert "почему и что делать" in seen


def test_what_is_kept_of_a_page_gives_way_when_a_file_changes(workspace: Workspace) -> None:
    pages = {
        "low-results.yaml": ("roadmaps/low-results", "support-groups-list", "other-list"),
        "data.yaml": ("tables", "Диагностические работы.csv", "Работы.csv"),
    }
    for file, (page, word, other) in pages.items():
        address = f"/projects/{NAME}/{page}"
        assert word in workspace.get(address).text
        path = workspace.folder / file
        path.write_text(path.read_text("utf-8").replace(word, other), "utf-8")
        seen = workspace.get(address).text
        assert word not in seen, file
        assert other in seen, file


def test_a_project_with_errors_says_where_they_are(workspace: Workspace) -> None:
    file = workspace.folder / "talents.yaml"
    file.write_text(file.read_text("utf-8").replace("slug: talents", "slugg: talents"), "utf-8")
    page = workspace.get(f"/projects/{NAME}")
    assert page.status_code == 200
    seen = text_of(page.text)
    assert "slugg" in seen
    assert "talents.yaml:" in seen
    refused = workspace.get(f"/projects/{NAME}/roadmaps/talents")
    assert refused.status_code == 409
    assert "в файлах проекта" in text_of(refused.text).lower()


def test_two_files_that_cannot_be_read_are_both_named_and_no_page_is_a_defect(
    workspace: Workspace,
) -> None:
    good = {path.name: path.read_bytes() for path in workspace.folder.glob("*.yaml")}
    pages = [page for page in INSIDE if page.method == "GET" and "{project}" in page.path]
    form = {"token": "t" * 30, "file": "low-results.yaml", "text": "a: [", "new": "x", "name": "y"}
    for broken in (
        {"low-results.yaml": b"slug: [", "talents.yaml": b"- 1"},
        {"low-results.yaml": b"", "talents.yaml": b"\xff\xfe"},
        {"project.yaml": b"a: 1\n---\nb: 2\n", "data.yaml": b"\x00"},
    ):
        for name, content in {**good, **broken}.items():
            (workspace.folder / name).write_bytes(content)
        for path in ("", "/documents", "/proposals"):
            answer = workspace.get(f"/projects/{NAME}{path}")
            assert answer.status_code == 200
            assert all(name in text_of(answer.text) for name in broken), (broken, path)
        answers = [workspace.get(address_of(page)) for page in pages]
        answers += [
            workspace.send(f"/projects/{NAME}/{path}", form)
            for path in ("proposals", "targets", "rename", "assist/findings", "assist/complete")
        ]
        for answer in answers:
            assert answer.status_code < 500, (broken, answer.url)


def test_markup_in_every_text_of_a_spec_is_text(workspace: Workspace) -> None:
    file = workspace.folder / "talents.yaml"
    planted = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(: >-\n +)", lambda found: f"{found[1]}{planted} ", text), "utf-8")
    for path in (f"/projects/{NAME}", f"/projects/{NAME}/roadmaps/talents"):
        page = workspace.get(path)
        assert page.status_code == 200, text_of(page.text)
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "&lt;script&gt;" in page.text


def test_the_report_is_the_file_and_every_format_can_be_taken(
    judged: tuple[Workspace, str], tmp_path: Path
) -> None:
    workspace, job = judged
    page = workspace.get(f"{job}/report")
    assert page.status_code == 200
    assert "unsafe-inline" not in page.headers["content-security-policy"].partition("script-src")[2]
    assert "sandbox" in page.headers["content-security-policy"]
    for name in ("report.html", "report.json", "report.md", "report.sarif", "report.junit.xml"):
        taken = workspace.get(f"{job}/files/{name}")
        assert taken.status_code == 200, name
        assert taken.headers["content-type"] == "application/octet-stream"
        assert taken.headers["content-disposition"].startswith("attachment")
    assert taken.content
    report = json.loads(workspace.get(f"{job}/files/report.json").content)
    assert report["audience"] == "internal"
    assert (
        workspace.get(f"{job}/report").content == workspace.get(f"{job}/files/report.html").content
    )


def test_a_run_is_kept_and_compared_with_the_next(judged: tuple[Workspace, str]) -> None:
    workspace, _ = judged
    workspace.judged(as_of="2022-01-10")
    seen = text_of(workspace.get(f"/projects/{NAME}/runs").text)
    assert "2022-01-10" in seen
    compared = workspace.get(f"/projects/{NAME}/runs?old=1&new=2")
    assert compared.status_code == 200
    assert "С прошлого отчёта" in text_of(compared.text)
    for number in ("99", "9" * 25, "9" * 5000, "²", "-1", "1e3"):
        assert workspace.get(f"/projects/{NAME}/runs?old=1&new={number}").status_code == 404


def test_the_calendar_is_taken_as_a_file(workspace: Workspace) -> None:
    taken = workspace.get(f"/projects/{NAME}/calendar.ics")
    assert taken.content.startswith(b"BEGIN:VCALENDAR")
    assert "attachment" in taken.headers["content-disposition"]


def test_what_was_done_stands_in_the_journal(judged: tuple[Workspace, str]) -> None:
    workspace, _ = judged
    seen = text_of(workspace.get("/journal").text)
    assert "методист" in seen
    assert "начат расчёт" in seen


def test_a_figure_leads_to_its_rows_and_to_what_it_was(judged: tuple[Workspace, str]) -> None:
    workspace, _ = judged
    own = f"/projects/{NAME}/indicators/low-results/teachers-supported"
    assert own in workspace.get(f"/projects/{NAME}/roadmaps/low-results").text
    page = workspace.get(own).text
    assert "2022-06-01" in text_of(page)
    assert "не выполнен" in text_of(page) or "выполнен" in text_of(page)
    why = text_of(workspace.get(f"{own}?why=yes&day=2022-06-01").text)
    assert "school.low_results" in why
    assert "Кадры.xlsx" in why
    assert workspace.get(f"{own}?day=вчера").status_code == 422
    assert workspace.get(own.replace("teachers-supported", "none")).status_code == 404


def test_a_folder_of_tables_that_leads_out_is_a_sentence(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "data"
    (workspace.folder / "data").rename(outside)
    (workspace.folder / "data").symlink_to(outside)
    refused = workspace.get(f"/projects/{NAME}/tables")
    assert refused.status_code == 409
    assert "по ссылке за пределы" in text_of(refused.text)
