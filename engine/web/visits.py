"""A request as the rooms see it, and an address with what it is for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from engine.pipeline import Checked
from engine.web.desk import Desk
from engine.web.policy import Action, Person
from engine.web.refusals import Refusal


class Body(Enum):
    """What a request may bring along."""

    NOTHING = "nothing"
    FORM = "form"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what: the parts of the path, the questions behind it, the fields of the form."""

    request: Request
    desk: Desk
    person: Person
    action: Action
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def project(self) -> str:
        """The name of the project in the address. Raises Refusal where there is none such."""
        name = self.path["project"]
        if name not in self.desk.projects():
            raise Refusal(404, "project", name=name)
        return name

    @property
    def folder(self) -> Path:
        """The folder of the project in the address."""
        return self.desk.projects()[self.project]

    def checked(self) -> Checked:
        """The project in the address as its files are now."""
        return self.desk.shelf.checked(self.folder)

    @property
    def token(self) -> str:
        """What tells this sending of a form from another. Raises Refusal where it is not there."""
        token = self.form.get("token", "")
        if not 20 <= len(token) <= 100:
            raise Refusal(400, "token")
        return token


Answer = Callable[[Visit], Response] | Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """An address: how it is asked for, what for (the policy decides by that), and who answers."""

    method: str
    path: str
    action: Action
    answer: Answer
    body: Body = Body.NOTHING
