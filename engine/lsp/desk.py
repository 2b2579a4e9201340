"""A project as an editor has it: files with unsaved text, checked, and its last good reading."""

import json
from dataclasses import field
from datetime import date
from functools import lru_cache
from pathlib import Path

from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.editing.assist import Library
from engine.editing.library import library_of, text_of
from engine.model.project import Project
from engine.pipeline import Checked, check, lint, outdated
from engine.results.verdicts import VerdictKind
from engine.trees import FolderTree, OverlayTree, content_of, yaml_below


def _documents(checked: Checked, day: date) -> tuple[Finding, ...]:
    """What `lint` finds; readers of orders are loaded where a file of one is named."""
    project = checked.loaded.project
    if project is None or project.order.file is None:
        return lint(checked, day)
    from engine.papers.kept_words import lint_with_order

    return lint_with_order(checked, day)


@dataclass(slots=True)
class Desk:
    """The project of a folder; `unsaved` maps paths inside it to the text of the editor."""

    folder: Path
    unsaved: dict[str, str] = field(default_factory=dict)
    project: Project | None = None
    """As it was last read without errors."""
    last: Checked | None = None
    """The last check, as long as no text of the editor has changed since."""

    def hold(self, path: str, text: str | None) -> None:
        """The editor's text of a file; None: what lies on the disk counts again."""
        self.unsaved.pop(path, None)
        if text is not None:
            self.unsaved[path] = text
        self.last = None

    def checked(self) -> Checked:
        """The project with the unsaved texts."""
        files = {path: text.encode("utf-8") for path, text in self.unsaved.items()}
        done = self.last = check(self.folder, OverlayTree(FolderTree(self.folder), files))
        self.project = done.loaded.project or self.project
        return done

    def remarks(self, checked: Checked, day: date) -> tuple[Finding, ...]:
        """What is wrong with the specs, and with the documents where the specs can be used."""
        documents = _documents(checked, day) if checked.usable else ()
        return (*checked.findings, *outdated(checked, day), *documents)

    def inside(self, path: Path) -> str | None:
        """The path of a file inside the project; None where it lies elsewhere."""
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return None

    def texts(self) -> dict[str, str]:
        """Every YAML file of the project as the editor has it, cases and rules included."""
        found = {}
        for path in yaml_below(self.folder):
            name = self.inside(path)
            if name in self.unsaved:
                found[name] = self.unsaved[name]
            elif name is not None:
                found[name] = text_of(path)
        return found

    def rules(self) -> Library:
        """The rules of the library and of the project."""
        return library_of(self.folder)

    def last_report(self, id: str) -> "Figure | None":
        """The day, verdict and figure that the last report beside the specs tells of an indicator;
        None where there is no such report, or it does not know it."""
        return next(
            (
                told[id]
                for above in self.folder.parents
                if (told := figures_told(above / "outputs" / self.folder.name / "report.json"))
                and id in told
            ),
            None,
        )


Figure = tuple[date, VerdictKind, str]

_LARGEST = 64 << 20
"""Bytes of a report.json that are read."""


def figures_told(report: Path) -> dict[str, Figure]:
    """Of each indicator and requirement of a report: its day, verdict and figure."""
    try:
        state = report.stat()
    except OSError:
        return {}
    return _figures(report, state.st_mtime_ns) if state.st_size <= _LARGEST else {}


@lru_cache(maxsize=4)
def _figures(report: Path, _changed: int) -> dict[str, Figure]:
    try:
        told = json.loads(content_of(report, _LARGEST))
        day = date.fromisoformat(told["as_of"])
        plans = [*told["roadmaps"], {"indicators": told["requirements"]}]
        return {
            each["id"]: (day, VerdictKind(each["verdict"]), each["figure"] or "")
            for plan in plans
            for each in plan["indicators"]
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # no report of ours
        return {}


def desk_of(path: Path) -> Desk | None:
    """The project that a file belongs to: the nearest folder above it that is one."""
    above = path.resolve().parents
    names = ("project.yaml", "project.yml")
    return next(
        (Desk(folder) for folder in above if any((folder / name).is_file() for name in names)), None
    )
