"""A workspace over a copy of the example, asked without a browser and without a network."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from engine.messages import Language, catalogue

pytest.importorskip("starlette", reason="the extra [web] is not installed")
pytest.importorskip("python_multipart", reason="the extra [web] is not installed")
pytest.importorskip("httpx2", reason="httpx2 is not installed")

from starlette.testclient import TestClient

from engine.web.app import make_app
from engine.web.desk import Desk, open_desk
from engine.web.gate import Doors
from engine.web.policy import OwnMachine, Person, Policy
from tests.district import copy_two_roadmaps

ROOT = Path(__file__).parents[3]
PORT = 8042
OWN = f"http://127.0.0.1:{PORT}"
NAME = "dyatkovo-2021"


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(page: str) -> str:
    """What a reader sees, roughly, on one line."""
    reader = _Text()
    reader.feed(page)
    return " ".join(" ".join(reader.parts).split())


@dataclass
class Workspace:
    """The desk, its doors, and a browser of sorts that came in by the key."""

    desk: Desk
    doors: Doors
    client: Any = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.stranger()
        answer = self.client.get(f"/enter?key={self.doors.key}", follow_redirects=False)
        assert answer.status_code == 303

    def stranger(self) -> Any:
        """Somebody who has not come in."""
        app = make_app(self.desk, self.doors, Person("методист"))
        return TestClient(app, base_url=OWN, raise_server_exceptions=False)

    @property
    def own(self) -> str:
        """The origin of its pages."""
        return OWN

    @property
    def folder(self) -> Path:
        return self.desk.projects()[NAME]

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def send(self, path: str, fields: dict[str, str], **more: Any) -> Any:
        """A form as a browser sends it; redirects are not followed."""
        headers = {"origin": OWN, **more.pop("headers", {})}
        return self.client.post(path, data=fields, headers=headers, follow_redirects=False, **more)

    def token(self, path: str) -> str:
        """The mark of the first form of a page."""
        found = re.search(r'name="token" value="([^"]+)"', self.get(path).text)
        assert found, path
        return found[1]

    def judged(self, **fields: str) -> str:
        """The address of a job that has ended."""
        asked = {"as_of": "2022-06-01", "audience": "internal", "keep": "yes", **fields}
        asked.setdefault("token", self.token(f"/projects/{NAME}"))
        answer = self.send(f"/projects/{NAME}/jobs", asked)
        assert answer.status_code == 303, answer.text
        return self.ended(answer.headers["location"])

    def ended(self, address: str) -> str:
        until = monotonic() + 60
        while monotonic() < until:
            job = self.desk.jobs.find(address.rpartition("/")[2])
            assert job is not None
            if job.is_ended:
                return address
            sleep(0.05)
        raise TimeoutError(address)


def make_workspace(folder: Path, policy: Policy | None = None) -> Workspace:
    """A workspace over the projects below `folder`/specs, its own things beside them."""
    desk = open_desk(
        (folder / "specs",), folder / "outputs" / "workspace",
        folder / "outputs" / "history.sqlite", catalogue(Language.RU), policy or OwnMachine(),
    )  # fmt: skip
    return Workspace(desk, Doors(PORT))


def copy_example(folder: Path, name: str = NAME) -> Path:
    """Two roadmaps of the example with its tables, below `folder`/specs."""
    return copy_two_roadmaps(folder / "specs" / name)
