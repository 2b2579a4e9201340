"""A request as the rooms see it, and an address with what it is for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from engine.classes import dataclass
from engine.pipeline import Checked
from engine.web.desk import Desk
from engine.web.policy import Action, Person
from engine.web.refusals import Refusal


class Body(Enum):
    """What a request may bring along."""

    NOTHING = "nothing"
    FORM = "form"
    FILES = "files"


class OfProject(Protocol):
    """What belongs to a project and is called by a name of its own."""

    @property
    def project(self) -> str:
        """The name of the project."""
        ...


OwnT = TypeVar("OwnT", bound=OfProject)


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
    _folders: dict[str, Path] = field(default_factory=dict, init=False)

    @property
    def folders(self) -> Mapping[str, Path]:
        """The folders of all projects by name, as they were when it was first asked."""
        if not self._folders:
            self._folders.update(self.desk.projects())
        return self._folders

    @property
    def project(self) -> str:
        """The name of the project in the address. Raises Refusal where there is none such."""
        name = self.path["project"]
        if name not in self.folders:
            raise Refusal(404, "project", name=name)
        return name

    @property
    def folder(self) -> Path:
        """The folder of the project in the address."""
        return self.folders[self.project]

    def checked(self) -> Checked:
        """The project in the address as its files are now."""
        return self.desk.shelf.checked(self.folder)

    def may(self, project: str | None, action: Action | None = None) -> bool:
        """Whether whoever asks may do this, or something else, with the project."""
        return self.desk.policy.allows(self.person, action or self.action, project)

    def projects(self) -> dict[str, Path]:
        """The folders of the projects with which this may be done."""
        return {name: each for name, each in self.folders.items() if self.may(name)}

    def admit(self, project: str | None) -> None:
        """Ask the policy: for every address once it is known whose it is. Raises Refusal."""
        if not self.may(project):
            raise Refusal(403, "not_allowed")

    def admitted(self, found: OwnT | None, what: str, *, is_alone: bool = False) -> OwnT:
        """What an address that names no project leads to, after the policy was asked about the
        project that it belongs to; `is_alone` says that this project need not be there.

        Raises Refusal where nothing is there, where its project is gone, and where it may not be.
        """
        if found is None or not (is_alone or found.project in self.folders):
            raise Refusal(404, what)
        self.admit(found.project)
        return found

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
