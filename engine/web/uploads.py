"""Tables that were sent and are not yet in their place: private, checked, gone after some hours.

What stands in a table of persons is nowhere else: neither the ledger nor the kept contents hold it.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from time import time
from typing import Any

from engine.children import Limits
from engine.classes import dataclass
from engine.trees import FolderTree, content_of
from engine.web.apart import call
from engine.web.blobs import Blobs, hash_of
from engine.web.ledger import Entry, Ledger, Row, claim_form, now, write_entry
from engine.web.policy import Person
from engine.web.sheets import DATA_FILE, check_tables
from engine.web.waiting import NotChecked, begun, note, noted
from engine.whole_files import write_files

SECONDS = 4 * 60 * 60
"""How long a table that was sent waits for its place."""
_LIMITS = Limits(seconds=300)
_ABOUT = "upload.json"
_TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Upload:
    """A table that waits: `path` is where data.yaml declares it, `found` what was found in it."""

    id: str
    project: str
    path: str
    folder: Path
    found: dict[str, Any]
    """What the check of a declared table found; nothing of a file that is to be declared."""

    wishes: list[dict[str, Any]] | None = None
    """Of a file that no declaration knows, what somebody corrected in the proposal."""

    @property
    def file(self) -> Path:
        """Where it waits."""
        return self.folder / _TABLES / self.path

    @property
    def is_new(self) -> bool:
        """Whether it waits for a declaration."""
        return self.wishes is not None

    @property
    def at(self) -> float:
        """When it came, or was last corrected."""
        return self.folder.stat().st_mtime

    @property
    def is_readable(self) -> bool:
        """Whether every table of the file was read."""
        return not self.found["absent"]


class Taken(Exception):  # noqa: N818
    """A file of the project is not what it was; nothing was written. `path` says which."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(slots=True)
class Uploads:
    """The tables that wait, in a folder that only its owner may look into."""

    folder: Path
    ledger: Ledger
    blobs: Blobs
    lock: Lock

    def sweep(self) -> None:
        """Take away what has waited too long."""
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if time() - path.stat().st_mtime > SECONDS:
                shutil.rmtree(path, ignore_errors=True)

    def take(
        self, project: str, home: Path, path: str, content: Path, others: list[str], lang: str
    ) -> str:
        """The id of a table that waits as `path`, moved from `content` and checked.

        `others` are the paths of the other declared tables, which are linked beside it while it is
        checked. Raises NotChecked and OSError, with nothing left.
        """
        with begun(self.folder) as (id, folder):
            tables = folder / _TABLES
            (tables / path).parent.mkdir(parents=True, mode=0o700)
            shutil.move(content, tables / path)
            for other in others:
                _link(home, tables, other)
            found = call(
                check_tables, str(home.resolve()), str(tables.resolve()), path, lang,
                limits=_LIMITS,
            )  # fmt: skip
            if found is None:
                raise NotChecked("declaration")
            for other in others:
                (tables / other).unlink(missing_ok=True)
            self._note(folder, project, path, found=found)
        return id

    def take_new(self, project: str, path: str, content: Path) -> str:
        """The id of a file that no declaration knows, moved from `content`; it will lie at `path`
        when it is declared. Raises OSError, with nothing left."""
        with begun(self.folder) as (id, folder):
            place = folder / _TABLES / path
            place.parent.mkdir(parents=True, mode=0o700)
            shutil.move(content, place)
            self._note(folder, project, path, wishes=[])
        return id

    def wish(self, upload: Upload, wishes: list[dict[str, Any]]) -> None:
        """Keep what somebody corrected; it waits as long again. Raises NotWritten."""
        self._note(upload.folder, upload.project, upload.path, wishes=wishes)
        os.utime(upload.folder)

    def _note(self, folder: Path, project: str, path: str, **more: Any) -> None:
        note(folder, _ABOUT, {"project": project, "path": path, "found": {}, **more})

    def waiting(self, project: str) -> list[Upload]:
        """What waits in a project, the newest first."""
        names = os.listdir(self.folder) if self.folder.is_dir() else ()
        uploads = [
            upload for upload in map(self.find, names) if upload and upload.project == project
        ]
        return sorted(uploads, key=lambda each: (-each.at, each.id))

    def find(self, id: str) -> Upload | None:
        """The table that waits, or None."""
        known = noted(self.folder, id, _ABOUT)
        if known is None:
            return None
        folder, about = known
        return Upload(
            id, about["project"], about["path"], folder, about["found"], about.get("wishes")
        )

    def take_away(self, upload: Upload) -> None:
        """What waits is no longer there; nobody asked for it."""
        shutil.rmtree(upload.folder, ignore_errors=True)

    def drop(self, upload: Upload, person: Person) -> None:
        """Forget the table."""
        shutil.rmtree(upload.folder, ignore_errors=True)
        with self.ledger.change() as connection:
            entry = Entry(now(), person.name, "drop_table", upload.project, upload.path)
            write_entry(connection, entry)

    def accept(self, upload: Upload, home: Path, person: Person, token: str) -> None:
        """Put the table in its place. The former one is kept, unless the file names persons.

        Raises NotWritten and OSError, with the former file whole; FileNotFoundError where somebody
        has accepted it a moment ago.
        """
        place = FolderTree(home).path(upload.path)
        with self.lock:
            if self.ledger.answer_of(token) is not None:
                return
            content = upload.file.read_bytes()
            if place.is_file() and not upload.found["of_persons"]:
                self.keep_version(upload.project, upload.path, place.read_bytes(), person)
            write_files(place.parent, {place.name: content})
            with self.ledger.change() as connection:
                claim_form(connection, token, f"/projects/{upload.project}/tables")
                entry = Entry(now(), person.name, "table", upload.project, upload.path)
                write_entry(connection, entry)
            shutil.rmtree(upload.folder, ignore_errors=True)

    def declare(
        self, upload: Upload, home: Path, former: bytes, declared: bytes, person: Person, token: str
    ) -> None:
        """Put the file in its place and its declaration into data.yaml, which held `former`.

        The file goes first: whoever is killed in between leaves a file that nobody declared, and
        the upload waits. Raises Taken, NotWritten and OSError.
        """
        content, place = upload.file.read_bytes(), FolderTree(home).path(upload.path)
        data = FolderTree(home).path(DATA_FILE)
        with self.lock:
            if self.ledger.answer_of(token) is not None:
                return
            if (content_of(data) if data.is_file() else b"") != former:
                raise Taken(DATA_FILE)
            if place.exists() and place.read_bytes() != content:
                raise Taken(upload.path)
            write_files(place.parent, {place.name: content})
            if former:
                self.keep_version(upload.project, DATA_FILE, former, person)
            write_files(data.parent, {data.name: declared})
            with self.ledger.change() as connection:
                claim_form(connection, token, f"/projects/{upload.project}/tables")
                entry = Entry(now(), person.name, "declare", upload.project, upload.path)
                write_entry(connection, entry)
        shutil.rmtree(upload.folder, ignore_errors=True)

    def versions(self, project: str, path: str) -> list[Row]:
        """What the file held before, the newest first."""
        return self.ledger.ask(
            "select * from versions where project = ? and path = ? order by id desc", project, path
        )

    def versions_of(self, project: str, paths: Iterable[str]) -> dict[str, list[Row]]:
        """The same for several files."""
        found: dict[str, list[Row]] = {path: [] for path in paths}
        for row in self.ledger.ask(
            "select * from versions where project = ? order by id desc", project
        ):
            if row["path"] in found:
                found[row["path"]].append(row)
        return found

    def kept_paths(self, project: str) -> list[str]:
        """The files of a project that have earlier versions."""
        rows = self.ledger.ask("select distinct path from versions where project = ?", project)
        return [str(row["path"]) for row in rows]

    def forget(self, project: str, paths: Iterable[str]) -> None:
        """No earlier version of the files is kept any longer. The contents go first: whoever is
        killed in between leaves lines that lead nowhere, and they go the next time."""
        with self.lock:
            for path in paths:
                for row in self.versions(project, path):
                    if not self._is_used_elsewhere(row["sha256"], project, path):
                        self.blobs.forget(row["sha256"])
                with self.ledger.change() as connection:
                    connection.execute(
                        "delete from versions where project = ? and path = ?", (project, path)
                    )

    def _is_used_elsewhere(self, sha256: str, project: str, path: str) -> bool:
        query = (
            "select 1 from drafts where base = ? union all "
            "select 1 from versions where sha256 = ? and not (project = ? and path = ?)"
        )
        return self.ledger.one(query, sha256, sha256, project, path) is not None

    def keep_version(self, project: str, path: str, former: bytes, person: Person) -> None:
        """What a file of a project held, to be brought back."""
        self.blobs.keep(former)
        with self.ledger.change() as connection:
            connection.execute(
                "insert into versions (project, path, sha256, size, at, who, note) "
                "values (?, ?, ?, ?, ?, ?, '')",
                (project, path, hash_of(former), len(former), now(), person.name),
            )


def _link(home: Path, tables: Path, path: str) -> None:
    """The file of the project beside the one that is checked; one that is not there is left out."""
    source, target = FolderTree(home).path(path), tables / path
    if not source.is_file() or target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copyfile(source, target)
