"""Who comes in: every address of the list is tried without the key and under foreign names."""

import asyncio
import itertools
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")


from engine.web import app as application
from engine.web.gate import KEY_SECONDS, Doors
from engine.web.orders import _ABOUT as ORDER
from engine.web.policy import Action, Person
from engine.web.refusals import Refusal
from engine.web.routes import PAGES
from engine.web.visits import Body, Page
from engine.web.waiting import begun, note
from tests.unit.web.workspaces import (
    NAME,
    OWN,
    PORT,
    Workspace,
    copy_example,
    make_workspace,
    text_of,
)

MADE_UP = {"project": NAME, "slug": "talents", "name": "nothing.css", "file": "report.html"}
INSIDE = [page for page in PAGES if page.action is not Action.ENTER]


def name_of(page: Page) -> str:
    return f"{page.method} {page.path}"


def address_of(page: Page) -> str:
    """The address with something in the place of each of its parts."""
    return re.sub(r"\{(\w+)[^}]*\}", lambda part: MADE_UP.get(part[1], "1"), page.path)


def ask(workspace: Workspace, page: Page, *, by: Any = None, **headers: str) -> Any:
    sent = {"origin": OWN, **headers} if page.method == "POST" else headers
    sent = {name: value for name, value in sent.items() if value}
    client = by or workspace.client
    return client.request(page.method, address_of(page), headers=sent, follow_redirects=False)


def is_sentence(answer: Any) -> bool:
    return "Не получилось" in answer.text and "Traceback" not in answer.text


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("doors")
    copy_example(folder)
    return make_workspace(folder)


def test_the_application_has_the_addresses_of_the_list_and_no_others(inside: Workspace) -> None:
    routes = inside.client.app.app.routes
    served = {(method, route.path) for route in routes for method in route.methods - {"HEAD"}}
    assert served == {(page.method, page.path) for page in PAGES}
    assert len(served) == len(PAGES)


def test_every_address_says_what_it_is_for() -> None:
    assert all(isinstance(page.action, Action) for page in PAGES)
    writing = [page for page in PAGES if page.method != "GET"]
    assert all(page.action not in (Action.LOOK, Action.TAKE, Action.ENTER) for page in writing)


@pytest.mark.parametrize("page", INSIDE, ids=name_of)
def test_without_the_key_nothing_is_shown_or_done(inside: Workspace, page: Page) -> None:
    answer = ask(inside, page, by=inside.stranger())
    assert answer.status_code == 401
    assert is_sentence(answer)
    assert "roadmap serve" in text_of(answer.text)
    forged = ask(inside, page, by=inside.stranger(), cookie=f"roadmap-{PORT}=guessed")
    assert forged.status_code == 401


@pytest.mark.parametrize("page", PAGES, ids=name_of)
@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""]
)
def test_under_a_foreign_host_nothing_is_answered(inside: Workspace, page: Page, host: str) -> None:
    sent = {"host": host, "origin": f"http://{host}"} if page.method == "POST" else {"host": host}
    answer = inside.client.request(
        page.method, address_of(page), headers=sent, follow_redirects=False
    )
    assert answer.status_code == 421
    assert is_sentence(answer)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"https://127.0.0.1:{PORT}"])
def test_from_a_foreign_origin_nothing_is_answered(
    inside: Workspace, page: Page, origin: str
) -> None:
    answer = ask(inside, page, origin=origin)
    assert answer.status_code == 403
    assert is_sentence(answer)


@pytest.mark.parametrize("page", [each for each in PAGES if each.method == "POST"], ids=name_of)
def test_a_form_that_does_not_say_where_it_comes_from_is_refused(
    inside: Workspace, page: Page
) -> None:
    assert ask(inside, page, origin="").status_code == 403


@pytest.mark.parametrize("page", INSIDE, ids=name_of)
def test_every_address_asks_the_policy(
    tmp_path_factory: pytest.TempPathFactory, inside: Workspace, page: Page
) -> None:
    asked: list[Action] = []

    @dataclass
    class Nobody:
        def allows(self, person: Person, action: Action, project: str | None) -> bool:
            asked.append(action)
            return False

    home = tmp_path_factory.mktemp("nobody")
    desk = replace(inside.desk, policy=Nobody())
    workspace = Workspace.__new__(Workspace)
    workspace.desk, workspace.doors = desk, Doors(PORT)
    client = workspace.stranger()
    session = workspace.doors.open(workspace.doors.key)
    answer = ask(workspace, page, by=client, cookie=f"roadmap-{PORT}={session}")
    assert answer.status_code == 403
    assert asked == [page.action]
    assert is_sentence(answer)
    assert not list(home.iterdir())


OWNED = ("draft", "upload", "order", "evidence", "job")
"""What addresses lead to that do not name the project which it belongs to."""


def one_of_each(workspace: Workspace, folder: Path) -> dict[str, str]:
    """By the names of the parts of addresses."""
    desk, person, file = workspace.desk, Person("методист"), folder / "sent.csv"
    base = (workspace.folder / "talents.yaml").read_bytes()
    draft = desk.drafts.begin(NAME, "talents.yaml", base, base.decode(), person, "d" * 30)
    file.write_text("a;b\n1;2\n", "utf-8")
    upload = desk.uploads.take_new(NAME, "data/sent.csv", file)
    file.write_text("документ", "utf-8")
    evidence = desk.evidences.take(NAME, "talents/x", "sent.pdf", file)
    with begun(desk.orders.folder) as (order, place):
        told = {"files": {}, "page": "", "findings": [], "errors": [], "lines": []}
        about = {"project": NAME, "file": "x.docx", "is_new": False, "told": told}
        note(place, ORDER, about)
    with desk.ledger.change() as connection:
        connection.execute(
            "insert into jobs (id, project, asked, state, started) values (?, ?, ?, 'done', ?)",
            ("j", NAME, '{"as_of": "2022-06-01"}', "2026-01-01"),
        )
    return {"draft": str(draft), "upload": upload, "order": order, "evidence": evidence, "job": "j"}


class OtherProjects:
    """Everything is allowed, but not with this project."""

    def allows(self, person: Person, action: Action, project: str | None) -> bool:
        return project != NAME


def test_an_address_that_names_no_project_asks_the_policy_about_its_project(
    workspace: Workspace, tmp_path: Path
) -> None:
    parts = one_of_each(workspace, tmp_path)
    other = Workspace(replace(workspace.desk, policy=OtherProjects()), Doors(PORT))
    pages = [page for page in INSIDE if "{project}" not in page.path]
    owned = [page for page in pages if any(f"{{{name}}}" in page.path for name in OWNED)]
    # The rest is the whole workspace's: an address of a new kind must be told here.
    whole = {"/", "/journal", "/orders", "/api/v1/projects", "/api/v1/openapi.json"}
    assert {page.path for page in pages if page not in owned} == whole
    for page in owned:
        path = re.sub(r"\{(\w+)[^}]*\}", lambda part: parts.get(part[1], "1"), page.path)
        answer = other.client.request(
            page.method, path, follow_redirects=False,
            headers={"origin": OWN, "content-type": "application/x-www-form-urlencoded"},
            content=f"token={'t' * 30}" if page.method == "POST" else None,
        )  # fmt: skip
        assert answer.status_code == 403, (path, text_of(answer.text))
    for path in ("/", "/journal", "/api/v1/projects"):
        assert NAME in workspace.get(path).text
        assert NAME not in other.get(path).text


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_answer_forbids_foreign_code(inside: Workspace, page: Page) -> None:
    answer = ask(inside, page)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy.partition("script-src")[2]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text


def test_the_key_opens_once(inside: Workspace) -> None:
    doors = Doors(PORT)
    key = doors.key
    assert doors.knows(doors.open(key))
    with pytest.raises(Refusal):
        doors.open(key)
    with pytest.raises(Refusal):
        doors.open("")


def test_an_old_key_and_an_old_session_open_nothing() -> None:
    moment = [0.0]
    doors = Doors(PORT, clock=lambda: moment[0])
    moment[0] = KEY_SECONDS + 1
    with pytest.raises(Refusal):
        doors.open(doors.key)
    later = Doors(PORT, clock=lambda: moment[0])
    session = later.open(later.key)
    moment[0] += 12 * 60 * 60 - 1
    assert later.knows(session)
    moment[0] += 1
    assert not later.knows(session)


def test_a_wrong_key_is_a_sentence_and_leaves_the_right_one_good(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    workspace = make_workspace(tmp_path)
    fresh = Doors(PORT)
    workspace.doors = fresh
    answer = workspace.stranger().get("/enter?key=wrong")
    assert answer.status_code == 403
    assert "один раз" in text_of(answer.text)
    assert (
        workspace.stranger().get(f"/enter?key={fresh.key}", follow_redirects=False).status_code
        == 303
    )


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    workspace = make_workspace(tmp_path)
    workspace.doors = Doors(PORT)
    answer = workspace.stranger().get(f"/enter?key={workspace.doors.key}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/projects/nothing", 404), ("/jobs/nothing", 404),
        ("/projects/..%2f..%2fetc", 404), ("/static/..%2fapp.py", 404),
        (f"/projects/{NAME}/roadmaps/nothing", 404), ("/jobs/nothing/files/..%2f..", 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_sentence(inside: Workspace, path: str, status: int) -> None:
    answer = inside.get(path)
    assert answer.status_code == status
    assert is_sentence(answer)


def test_another_way_of_asking_is_a_sentence(inside: Workspace) -> None:
    answer = inside.client.delete("/", headers={"origin": OWN})
    assert answer.status_code == 405
    assert is_sentence(answer)


def test_a_defect_is_a_sentence_without_a_traceback(
    inside: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(visit: object) -> None:
        raise ZeroDivisionError("секрет")

    pages = tuple(replace(page, answer=broken) if page.path == "/" else page for page in PAGES)
    monkeypatch.setattr(application, "PAGES", pages)
    workspace = Workspace(inside.desk, Doors(PORT))
    answer = workspace.get("/")
    assert answer.status_code == 500
    assert "Дефект программы (ZeroDivisionError)" in text_of(answer.text)
    assert "секрет" not in answer.text


@pytest.mark.parametrize(
    ("kind", "body", "part"),
    [
        ("application/x-www-form-urlencoded", Body.FORM, b"a"),
        ("multipart/form-data; boundary=b", Body.FILES, b"--b\r\nx: "),
    ],
)
def test_a_form_that_comes_letter_by_letter_is_not_waited_for(
    inside: Workspace, monkeypatch: pytest.MonkeyPatch, kind: str, body: Body, part: bytes
) -> None:
    """The connection that sends it would hold what it asks for as long as it likes."""
    monkeypatch.setattr("engine.web.gate.BODY_SECONDS", 0.2)
    cookie = f"{inside.doors.cookie}={inside.client.cookies[inside.doors.cookie]}"
    headers = {"host": f"127.0.0.1:{PORT}", "origin": OWN, "cookie": cookie,
               "content-type": kind}  # fmt: skip
    page = min((each for each in INSIDE if each.body is body), key=lambda it: it.path.count("{"))
    scope = {
        "type": "http", "method": "POST", "path": address_of(page), "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip
    answers: list[Any] = []

    sent = itertools.chain([part], itertools.repeat(b"a"))

    async def letter() -> dict[str, Any]:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": next(sent), "more_body": True}

    async def answer(message: Any) -> None:
        answers.append(message)

    asyncio.run(asyncio.wait_for(inside.client.app(scope, letter, answer), 20))
    assert answers[0]["status"] == 408
    assert "слишком долго" in answers[1]["body"].decode()
