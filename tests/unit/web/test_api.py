"""For scripts: the JSON of the command line, refusals as JSON, a token, and `roadmap push`."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import jsonschema
import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")
pytest.importorskip("uvicorn", reason="the extra [web] is not installed")

from engine.packaged import schema_text
from engine.web.address import forget_address, read_address, write_address
from engine.web.policy import Person
from engine.web.rooms.api import PAGES
from engine.web.serving import listen, serve
from tests.running import run
from tests.unit.web.workspaces import NAME, Workspace, copy_example, make_workspace

API = "/api/v1"
WORKS = "data/Диагностические работы.csv"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Workspace]":
    folder = tmp_path_factory.mktemp("api")
    copy_example(folder)
    workspace = make_workspace(folder)
    yield workspace
    workspace.desk.jobs.close()


def script(workspace: Workspace, token: str | None = None) -> Any:
    """A script: no session, no origin, the token."""
    client = workspace.stranger()
    client.headers["authorization"] = f"Bearer {token or workspace.doors.token}"
    return client


def test_a_script_reads_what_the_command_line_prints(shared: Workspace) -> None:
    client = script(shared)
    (project,) = client.get(f"{API}/projects").json()["projects"]
    assert project["name"] == NAME
    own = f"{API}/projects/{NAME}"
    shown = run("show", str(shared.folder), "--format", "json")
    assert client.get(own).json() == json.loads(shown.out)
    planned = run("plan", str(shared.folder), "--format", "json")
    assert client.get(f"{own}/plan").json() == json.loads(planned.out)
    assert client.get(f"{own}/findings").json() == []
    linted = run("lint", str(shared.folder), "--format", "json")
    found = client.get(f"{own}/documents").json()
    jsonschema.validate(found, json.loads(schema_text("lint")))
    assert len(found) == len(json.loads(linted.out))


def test_the_report_is_that_of_the_last_run(judged: tuple[Workspace, str]) -> None:
    workspace, _ = judged
    found = script(workspace).get(f"{API}/projects/{NAME}/report")
    jsonschema.validate(found.json(), json.loads(schema_text("report")))


def test_a_refusal_is_json(shared: Workspace) -> None:
    client = script(shared)
    for path, status in ((f"{API}/projects/none", 404), (f"{API}/none", 404),
                         (f"{API}/projects/{NAME}/report", 404)):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]


@pytest.mark.parametrize("token", ["x", "Basic", "жетон", ""])
def test_another_token_opens_nothing(shared: Workspace, token: str) -> None:
    client = shared.stranger()
    answer = client.get(f"{API}/projects", headers={"authorization": f"Bearer {token}".encode()})
    assert answer.status_code == 401
    posted = client.post(f"{API}/projects/{NAME}/tables", headers={"authorization": "Bearer x"})
    assert posted.status_code == 403


def test_a_page_of_another_site_with_the_token_is_refused(shared: Workspace) -> None:
    answer = script(shared).get(f"{API}/projects", headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_openapi_tells_every_address_and_only_schemas_that_are_there(shared: Workspace) -> None:
    told = script(shared).get(f"{API}/openapi.json").json()
    assert {(path, method) for path, each in told["paths"].items() for method in each} == {
        (page.path, page.method.lower()) for page in PAGES
    }
    text = json.dumps(told["paths"])
    for name in told["components"]["schemas"]:
        text = text.replace(f'"#/components/schemas/{name}"', "")
    assert "#/components/" not in text
    assert told["components"]["schemas"]["report"] == json.loads(schema_text("report"))


@pytest.fixture(scope="module")
def opened(shared: Workspace) -> Iterator[Path]:
    """The folder of a workspace that is open on a port."""
    listening = listen()
    Thread(target=serve, args=(shared.desk, listening, Person("скрипт"), str), daemon=True).start()
    write_address(shared.desk.home, listening.doors.port, listening.doors.token)
    sleep(0.3)
    yield shared.desk.home
    forget_address(shared.desk.home)


def push(home: Path, *words: str) -> Any:
    return run("push", *words, "--home", str(home))


def test_a_table_is_pushed_and_accepted(shared: Workspace, opened: Path, tmp_path: Path) -> None:
    file, place = tmp_path / 'выгрузка "1".csv', shared.folder / WORKS
    good = b"".join(place.read_bytes().splitlines(keepends=True)[:-1])
    file.write_bytes(good)
    waits = push(opened, str(file), "--as", WORKS, "--format", "json")
    assert waits.code == 0, waits.err
    assert json.loads(waits.out)["path"] == WORKS
    assert place.read_bytes() != good
    done = push(opened, str(file), "--as", WORKS, "--project", NAME, "--accept")
    assert done.code == 0, done.err
    assert place.read_bytes() == good
    file.write_bytes(good.replace(b"12.04.2022", b"12.44.2022", 1))
    wrong = push(opened, str(file), "--as", WORKS, "--accept")
    assert wrong.code == 1
    assert place.read_bytes() == good


def test_what_cannot_be_pushed_is_a_sentence(opened: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    other = push(opened, str(file), "--as", "project.yaml")
    assert other.code == 2
    assert "в проекте нет" in other.err
    assert push(opened, str(file), "--project", "none").code == 2
    closed = push(tmp_path / "nowhere", str(file))
    assert closed.code == 2
    assert "не открыто" in closed.err


@pytest.mark.parametrize(
    "text", ["", "[]", '{"port": "80", "token": "x"}', '{"port": 80, "token": "x\\ny"}', "{"]
)
def test_an_address_of_somebody_else_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "address.json").write_text(text, "utf-8")
    assert read_address(tmp_path) is None


def test_the_address_is_for_its_owner_alone_and_goes(tmp_path: Path) -> None:
    write_address(tmp_path, 8042, "token")
    assert (tmp_path / "address.json").stat().st_mode & 0o077 == 0
    assert read_address(tmp_path) == (8042, "token")
    forget_address(tmp_path)
    forget_address(tmp_path)
    assert read_address(tmp_path) is None


@pytest.mark.parametrize("said", ["[]", '{"projects": [{}]}', '{"projects": 1}', "[" * 3000])
def test_another_program_on_the_port_is_told(tmp_path: Path, said: str) -> None:
    class Another(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said.encode())

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = HTTPServer(("127.0.0.1", 0), Another)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        write_address(tmp_path / "home", server.server_port, "token")
        table = tmp_path / "t.csv"
        table.write_text("a;b\n", "utf-8")
        done = push(tmp_path / "home", str(table))
    finally:
        server.shutdown()
        server.server_close()
    assert (done.code, "Traceback" in done.err) == (2, False), done.err
