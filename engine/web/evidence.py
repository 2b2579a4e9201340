"""A document dropped on an event: what it says of itself, the row that it would be in the register,
and where the event would stand with it."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.children import ChildFailed, Limits, Value
from engine.classes import dataclass
from engine.datasets import folder_of, read_resources
from engine.execute import statuses
from engine.load import load_project
from engine.messages import Catalogue, Language, catalogue
from engine.model.project import Project
from engine.papers.evidence import Said, read_said, with_row
from engine.tables.filling import Value as CellValue
from engine.trees import content_of
from engine.web.apart import call
from engine.web.waiting import NotChecked, begun, note, noted

_ABOUT = "evidence.json"
_PAPER = "paper"
_LIMITS = Limits(seconds=300)
FIELDS = ("kind", "number", "date", "title", "address", "organisation")


def weigh_evidence(
    home: str, event: str, paper: str, file: str, said: Mapping[str, str] | None, lang: str
) -> Value:
    """What becomes of the event `slug/id` of the project in `home` with this document.

    said: the fields of the row, read from the document where nobody filled them in; before, after:
    where the event stands; why: why the document does not count, by keys; register: path and
    content with the row, None where none can be added. None where there is no such event or
    register.
    """
    project, words = load_project(Path(home)).project, catalogue(Language(lang))
    if project is None or project.evidence is None or project.data is None:
        return None
    slug, _, id = event.partition("/")
    roadmap = project.roadmap(slug)
    asked = next((each for each in roadmap.events if each.id == id), None) if roadmap else None
    register = project.data.resource(project.evidence.dataset)
    if asked is None or register is None:
        return None
    demand = asked.evidence.kinds if asked.evidence else ()
    kinds = list(dict.fromkeys((*demand, *project.evidence.kinds)))
    fields = dict(said) if said is not None else _read(paper, file, kinds, words)
    row: dict[str, CellValue] = {"proves": event, **{k: text for k, text in fields.items() if text}}
    if fields["date"]:
        row["date"] = date.fromisoformat(fields["date"])
    folder = folder_of(home, None)
    content = with_row(register, folder, Path(home), row)
    before, _ = _standing(project, home, event, None)
    after, why = _standing(project, home, event, content)
    return {
        "said": fields, "kinds": kinds, "demand": list(demand), "before": before, "after": after,
        "why": why, "path": content[0] if content else "",
        "register": content[1] if content else None,
    }  # fmt: skip


def _read(paper: str, file: str, kinds: list[str], words: Catalogue) -> dict[str, str]:
    said: Said = read_said(content_of(paper), file, kinds, words)
    day = said.day.isoformat() if said.day else ""
    return {
        "kind": said.kind, "number": said.number, "date": day, "title": said.title[:200],
        "address": "", "organisation": "",
    }  # fmt: skip


def _standing(
    project: Project, home: str, event: str, made: tuple[str, bytes] | None
) -> tuple[str, str]:  # fmt: skip
    """The status of an event with the register as it is or would be, and why the last document of
    it does not count."""
    assert project.data is not None
    assert project.evidence is not None
    with TemporaryDirectory() as folder:
        if made:
            place = Path(folder) / made[0]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(made[1])
        there = folder_of(folder if made else home, None)
        tables = read_resources(project.data, there, names=[project.evidence.dataset])
        slug, _, id = event.partition("/")
        one = replace(project, roadmaps=tuple(
            replace(roadmap, events=tuple(one for one in roadmap.events if one.id == id))
            for roadmap in project.roadmaps if roadmap.slug == slug
        ))  # fmt: skip
        (outcome,) = statuses(one, tables, date.today())
    documents = [document for one in outcome.occurrences for document in one.documents]
    why = documents[-1].why_not if documents else None
    return outcome.status.value, why or ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that waits to be registered as proof of the event `slug/id` of a project."""

    id: str
    project: str
    event: str
    file: str
    said: dict[str, str] | None
    folder: Path

    @property
    def paper(self) -> Path:
        """Where it waits."""
        return self.folder / _PAPER


@dataclass(frozen=True, slots=True)
class Evidences:
    """The documents that wait, in a folder that only its owner may look into."""

    folder: Path

    def take(self, project: str, event: str, file: str, content: Path) -> str:
        """The id of a document that waits, moved from `content`. Raises OSError, with nothing
        left."""
        with begun(self.folder) as (id, folder):
            shutil.move(content, folder / _PAPER)
            self._note(Evidence(id, project, event, file, None, folder))
        return id

    def say(self, found: Evidence, said: dict[str, str]) -> None:
        """What somebody filled in. Raises NotWritten."""
        self._note(replace(found, said=said))

    def _note(self, found: Evidence) -> None:
        about = {
            "project": found.project, "event": found.event, "file": found.file, "said": found.said,
        }  # fmt: skip
        note(found.folder, _ABOUT, about)

    def find(self, id: str) -> Evidence | None:
        """The document that waits, or None."""
        known = noted(self.folder, id, _ABOUT)
        if known is None:
            return None
        folder, about = known
        return Evidence(id, about["project"], about["event"], about["file"], about["said"], folder)

    def forget(self, found: Evidence) -> None:
        """Nothing of it stays here."""
        shutil.rmtree(found.folder, ignore_errors=True)


def weighed(found: Evidence, home: Path, said: dict[str, str] | None, lang: str) -> Any:
    """`weigh_evidence` in a child. Raises NotChecked."""
    try:
        return call(
            weigh_evidence, str(home.resolve()), found.event, str(found.paper.resolve()),
            found.file, said, lang, limits=_LIMITS,
        )  # fmt: skip
    except ChildFailed as failed:
        raise NotChecked(failed.kind.value) from failed
