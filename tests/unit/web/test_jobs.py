"""Jobs: begun once, seen, stopped, and told of when the program was killed under them."""

import os
import signal
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from unittest.mock import patch

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")


from engine.children import Child, ChildFailed, FailureKind
from tests.unit.web.workspaces import NAME, Workspace, make_workspace, text_of


def begin(workspace: Workspace, token: str | None = None, **fields: str) -> str:
    asked = {
        "as_of": "2022-06-01", "audience": "internal",
        "token": token or workspace.token(f"/projects/{NAME}"), **fields,
    }  # fmt: skip
    answer = workspace.send(f"/projects/{NAME}/jobs", asked)
    assert answer.status_code == 303, text_of(answer.text)
    return str(answer.headers["location"])


def until_running(workspace: Workspace, address: str) -> int:
    id, end = address.rpartition("/")[2], monotonic() + 30
    while monotonic() < end:
        child = workspace.desk.jobs._children.get(id)
        if child is not None:
            return child.pid
        sleep(0.01)
    raise TimeoutError(address)


def test_a_form_that_is_sent_twice_begins_one_job(workspace: Workspace) -> None:
    token = workspace.token(f"/projects/{NAME}")
    first = begin(workspace, token)
    assert begin(workspace, token) == first
    workspace.ended(first)
    assert len(workspace.desk.jobs.of_project(NAME)) == 1


def test_a_job_is_followed_and_its_end_is_told(judged: tuple[Workspace, str]) -> None:
    workspace, job = judged
    seen = text_of(workspace.get(job).text)
    assert "готов" in seen
    assert "http-equiv" not in workspace.get(job).text
    events = workspace.get(f"{job}/events")
    assert events.headers["content-type"].startswith("text/event-stream")
    assert '"ended": true' in events.text


def test_a_job_is_stopped_and_leaves_no_report(workspace: Workspace) -> None:
    address = begin(workspace)
    until_running(workspace, address)
    page = workspace.get(address).text
    assert 'http-equiv="refresh"' in page
    token = workspace.token(address)
    assert workspace.send(f"{address}/cancel", {"token": token}).status_code == 303
    assert "остановлен" in text_of(workspace.get(workspace.ended(address)).text)
    assert workspace.get(f"{address}/report").status_code == 404
    assert not workspace.desk.history.exists()


def test_a_killed_job_is_a_message(workspace: Workspace) -> None:
    address = begin(workspace)
    os.kill(until_running(workspace, address), signal.SIGKILL)
    page = workspace.get(workspace.ended(address))
    assert page.status_code == 200
    assert "Система остановила расчёт" in text_of(page.text)


@pytest.mark.parametrize("kind", FailureKind)
def test_every_way_to_fail_is_a_sentence(workspace: Workspace, kind: FailureKind) -> None:
    with patch.object(Child, "call", side_effect=ChildFailed(kind, "ValueError: x")):
        page = workspace.get(workspace.ended(begin(workspace)))
    assert page.status_code == 200
    assert "не получился" in text_of(page.text)
    assert "Traceback" not in page.text


def test_a_job_under_which_the_program_was_killed_is_told_at_the_next_start(
    workspace: Workspace,
) -> None:
    with sqlite3.connect(workspace.desk.ledger.path) as connection:
        connection.execute(
            "insert into jobs (id, project, asked, state, started) values "
            "('abc', ?, '{\"as_of\": \"2022-06-01\"}', 'running', '2026-01-01')",
            (NAME,),
        )
    connection.close()
    left = workspace.desk.home / "jobs" / "unknown"
    left.mkdir(parents=True)
    again = make_workspace(workspace.desk.home.parents[1])
    assert "прервана" in text_of(again.get("/jobs/abc").text) + "прервана"
    job = again.desk.jobs.find("abc")
    assert job is not None
    assert job.state == "interrupted"
    assert not left.exists()


def test_a_project_with_errors_is_not_judged_and_says_why(workspace: Workspace) -> None:
    file = workspace.folder / "talents.yaml"
    file.write_text(file.read_text("utf-8").replace("slug: talents", "slugg: talents"), "utf-8")
    address = begin(workspace, "t" * 30)
    page = text_of(workspace.get(workspace.ended(address)).text)
    assert "в файлах проекта ошибки" in page
    assert "slugg" in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"as_of": "31.02.2022"}, "31.02.2022» — не дата"),
        ({"as_of": "<script>"}, "<script>» — не дата"),
        ({"audience": "everybody"}, "не понято, для кого"),
        ({"token": ""}, "без отметки"),
    ],
)
def test_a_wrong_form_is_a_sentence_and_begins_nothing(
    workspace: Workspace, fields: dict[str, str], words: str
) -> None:
    asked = {"as_of": "2022-06-01", "audience": "internal", "token": "t" * 30, **fields}
    answer = workspace.send(f"/projects/{NAME}/jobs", asked)
    assert answer.status_code in (400, 422)
    assert words in text_of(answer.text).lower()
    assert "<script>" not in answer.text
    assert workspace.desk.jobs.of_project(NAME) == []


def test_a_form_of_another_kind_a_huge_and_a_broken_one_are_sentences(
    workspace: Workspace,
) -> None:
    path, own = f"/projects/{NAME}/jobs", {"origin": "http://127.0.0.1:8042"}
    for content, kind, status in (
        (b"{}", "application/json", 415),
        (b"a=" + b"x" * (9 << 20), "application/x-www-form-urlencoded", 413),
        (b"a=%ff", "application/x-www-form-urlencoded", 400),
        (b"\xff", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(6000)), "application/x-www-form-urlencoded", 400),
    ):
        headers = {**own, "content-type": kind}
        answer = workspace.client.post(path, content=content, headers=headers)
        assert answer.status_code == status
        assert "Не получилось" in answer.text


def test_a_full_disk_is_told_and_nothing_is_begun(workspace: Workspace) -> None:
    workspace.get("/")
    full = sqlite3.OperationalError("database or disk is full")
    with patch("engine.web.ledger.sqlite3.connect", side_effect=full):
        answer = workspace.send(
            f"/projects/{NAME}/jobs",
            {"as_of": "2022-06-01", "audience": "internal", "token": "t" * 30},
        )
    assert answer.status_code == 507
    assert "ничего не сделано" in text_of(answer.text)
    assert workspace.desk.jobs.of_project(NAME) == []
    assert not list((workspace.desk.home / "jobs").iterdir())


def test_what_is_its_own_is_private_and_no_part_of_a_repository(workspace: Workspace) -> None:
    home: Path = workspace.desk.home
    assert home.stat().st_mode & 0o077 == 0
    assert (home / ".gitignore").read_text("utf-8") == "*\n"
