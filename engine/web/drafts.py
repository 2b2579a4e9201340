"""Drafts of specs: what a file would be, until it is saved into the place of what it is.

A draft knows the content that it began from. A file that was changed meanwhile is never written
over: both changes are put together, and what both changed is shown.
"""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from engine.editing.merging import Merged, merge_texts
from engine.trees import FolderTree, content_of
from engine.web.blobs import Blobs, hash_of
from engine.web.ledger import Entry, Ledger, Row, claim_form, now, write_entry
from engine.web.policy import Person
from engine.whole_files import write_files

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file of a project would be, and the content that it began from."""

    id: int
    project: str
    path: str
    base: bytes
    text: str
    is_open: bool

    def content(self) -> bytes:
        """The bytes that would be written: with the line ends and the mark that the file has."""
        return as_file(self.text, self.base)


class Conflict(Exception):  # noqa: N818
    """The file holds something that the draft does not know."""

    def __init__(self, disk: bytes) -> None:
        super().__init__()
        self.disk = disk


def as_text(content: bytes) -> str:
    """A file for a field of a form: one kind of line end, no mark of the encoding."""
    return content.decode("utf-8", "replace").removeprefix(_BOM).replace("\r\n", "\n")


def as_file(text: str, like: bytes) -> bytes:
    """The text of a form as a file: ends of lines and the mark of the encoding as in `like`."""
    made = text.replace("\r\n", "\n").replace("\r", "\n")
    if made and not made.endswith("\n"):
        made += "\n"
    if b"\r\n" in like:
        made = made.replace("\n", "\r\n")
    mark = _BOM if like.startswith(_BOM.encode()) else ""
    return (mark + made).encode("utf-8")


@dataclass(slots=True)
class Drafts:
    """The drafts of a workspace."""

    ledger: Ledger
    blobs: Blobs
    lock: Lock

    def begin(
        self, project: str, path: str, base: bytes, text: str, person: Person, token: str
    ) -> int:
        """The number of a new draft; of the one that the same form began when sent before."""
        base_hash = self.blobs.keep(base)
        with self.ledger.change() as connection:
            row = connection.execute(
                "select answer from forms where token = ?", (token,)
            ).fetchone()
            if row is not None:
                return int(row["answer"])
            made = connection.execute(
                "insert into drafts (project, path, base, text, at, who) values (?, ?, ?, ?, ?, ?)",
                (project, path, base_hash, text, now(), person.name),
            )
            claim_form(connection, token, str(made.lastrowid))
            write_entry(connection, Entry(now(), person.name, "draft", project, path))
            return int(made.lastrowid or 0)

    def find(self, id: int) -> Draft | None:
        """The draft, or None."""
        row = self.ledger.one("select * from drafts where id = ?", id)
        return self._seen(row) if row else None

    def open_of(self, project: str) -> list[Draft]:
        """The drafts of a project that are neither saved nor dropped, the newest first."""
        rows = self.ledger.ask(
            "select * from drafts where project = ? and is_open = 1 order by id desc", project
        )
        return [self._seen(row) for row in rows]

    def rewrite(self, draft: Draft, text: str, base: bytes) -> None:
        """Another text; `base` is what it takes into account."""
        base_hash = self.blobs.keep(base)
        with self.ledger.change() as connection:
            connection.execute(
                "update drafts set text = ?, base = ?, at = ? where id = ? and is_open = 1",
                (text, base_hash, now(), draft.id),
            )

    def drop(self, draft: Draft, person: Person) -> None:
        """Close the draft; the file stays as it is, and the text stays in the ledger."""
        with self.ledger.change() as connection:
            connection.execute("update drafts set is_open = 0 where id = ?", (draft.id,))
            write_entry(connection, Entry(now(), person.name, "drop", draft.project, draft.path))

    def save(self, draft: Draft, folder: Path, person: Person, note: str) -> None:
        """Write the draft in the place of the file. Raises Conflict, NotWritten, OSError.

        The former content is kept before anything is renamed; whoever is killed in between leaves
        the old file or the new one, and an open draft that can be saved once more.
        """
        path = FolderTree(folder).path(draft.path)
        with self.lock:
            disk, mine = content_of(path), draft.content()
            if disk not in (draft.base, mine):
                raise Conflict(disk)
            if disk != mine:
                self._keep_version(draft, disk, person, note)
                write_files(path.parent, {path.name: mine})
            with self.ledger.change() as connection:
                connection.execute("update drafts set is_open = 0 where id = ?", (draft.id,))
                write_entry(
                    connection, Entry(now(), person.name, "save", draft.project, draft.path, note)
                )

    def merged(self, draft: Draft, disk: bytes, names: tuple[str, str]) -> Merged:
        """Both changes of the content that the draft began from."""
        return merge_texts(as_text(draft.base), draft.text, as_text(disk), names)

    def versions(self, project: str, path: str) -> list[Row]:
        """What the file held before, the newest first."""
        return self.ledger.ask(
            "select * from versions where project = ? and path = ? order by id desc", project, path
        )

    def _keep_version(self, draft: Draft, disk: bytes, person: Person, note: str) -> None:
        self.blobs.keep(disk)
        with self.ledger.change() as connection:
            connection.execute(
                "insert into versions (project, path, sha256, size, at, who, note) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                (draft.project, draft.path, hash_of(disk), len(disk), now(), person.name, note),
            )

    def _seen(self, row: Row) -> Draft:
        base = self.blobs.read(row["base"]) or b""
        return Draft(
            row["id"], row["project"], row["path"], base, row["text"], bool(row["is_open"])
        )
