"""What LibreOffice makes of the papers of these tests.

A start costs two seconds, of one file and of ten alike: all that becomes the same kind is made in
one start, by the first worker that asks, and lies in a database of the run for the others.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from engine.children import ChildFailed, FailureKind, run_office, run_office_once
from engine.messages import Language, catalogue
from engine.papers import annex, converting
from engine.papers.sniffing import PaperKind
from engine.pipeline import check
from tests.unit.papers.layouts import SPECS, Counted, Tracked, written
from tests.unit.papers.wordxml import docx, p, tbl

COUNTED, TRACKED, ANNEX, PLAN = "counted", "tracked", "annex", "plan"
ORDER = "baksan-2022"
ANNEX_OF = "balashov-2020"

_FORWARD = {
    "doc": (ANNEX, COUNTED, TRACKED),
    "rtf": (ANNEX, COUNTED),
    "odt": (ANNEX, COUNTED, PLAN),
    "docx": (ANNEX,),
    "pdf": (PLAN,),
}
"""What is asked for in each kind."""
_BACK = (*((paper, kind) for kind in ("doc", "rtf", "odt") for paper in (ANNEX, COUNTED)),
         (TRACKED, "doc"))  # fmt: skip
"""What is read again, and becomes a .docx for that."""
_SECONDS = 300


def copied(order: str, folder: Path) -> Path:
    """The specs of an order, without its tables."""
    path = folder / order
    shutil.copytree(SPECS / order, path, ignore=shutil.ignore_patterns("data"))
    return path


def paper_of(home: Path) -> bytes:
    project = check(home).loaded.project
    assert project is not None
    return annex(project, catalogue(Language.RU))


def _paper(name: str) -> bytes:
    if name == ANNEX:
        return paper_of(SPECS / ANNEX_OF)
    if name == PLAN:
        row = ["1", "Первое", "май 2023", "ОО"]
        table = tbl(["№", "Мероприятие", "Срок", "Ответственный"], row)
        return docx(p("План мероприятий на 2022-2023 учебный год"), table)
    return written(ORDER, Counted if name == COUNTED else Tracked)


class ByOffice:
    """The papers in other kinds, and those kinds as a .docx again."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "by-office.sqlite"

    def made(self, paper: str, kind: str) -> bytes:
        """The paper, saved by LibreOffice in this kind."""
        names = _FORWARD[kind]
        return self._known(
            f"{paper}.{kind}",
            lambda: zip(
                [f"{name}.{kind}" for name in names],
                run_office_once([(_paper(name), "docx") for name in names], kind),
                strict=True,
            ),
        )

    def run(self, data: bytes, suffix: str, target: str) -> bytes:
        """In the place of `run_office`, for what reads these papers."""
        asked = {(paper, kind): self._asked(self.made(paper, kind), kind) for paper, kind in _BACK}
        paper = next((key for key, call in asked.items() if call == (data, suffix, target)), None)
        if paper is None:
            return run_office(data, suffix, target)
        return self._known("{} back from {}".format(*paper), lambda: self._all_back(asked, target))

    def _all_back(
        self, asked: Mapping[tuple[str, str], tuple[bytes, str, str]], target: str
    ) -> Iterable[tuple[str, bytes]]:
        assert {call[2] for call in asked.values()} == {target}
        made = run_office_once([call[:2] for call in asked.values()], target)
        return zip(["{} back from {}".format(*key) for key in asked], made, strict=True)

    @staticmethod
    def _asked(data: bytes, kind: str) -> tuple[bytes, str, str]:
        """What the engine asks LibreOffice for when it reads this file."""
        calls: list[tuple[bytes, str, str]] = []

        def record(*call: object) -> bytes:
            calls.append(call)  # type: ignore[arg-type]
            raise ChildFailed(FailureKind.ANSWER, "")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(converting, "run_office", record)
            converting.as_docx(data, PaperKind(kind), "p", catalogue(Language.RU))
        return calls[0]

    def _known(self, key: str, make: Callable[[], Iterable[tuple[str, bytes]]]) -> bytes:
        """What lies under the key; one worker makes what is not there, and the others wait."""
        with closing(sqlite3.connect(self._file, timeout=_SECONDS, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            db.execute("CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, data BLOB)")
            row = db.execute("SELECT data FROM made WHERE key = ?", [key]).fetchone()
            if row is None:
                db.executemany("INSERT INTO made VALUES (?, ?)", make())
                row = db.execute("SELECT data FROM made WHERE key = ?", [key]).fetchone()
            db.execute("COMMIT")
        data: bytes = row[0]
        return data
