"""Drafts of specs: what a file would be, until it is saved into the place of what it is.

A draft knows the content that it began from. A file that was changed meanwhile is never written
over: both changes are put together, and what both changed is shown.
"""

from pathlib import Path
from threading import Lock

from engine.classes import dataclass
from engine.editing.merging import Merged, merge_texts
from engine.trees import FolderTree, content_of
from engine.web.blobs import Blobs, hash_of
from engine.web.ledger import Entry, Ledger, Row, claim_form, now, write_entry
from engine.web.policy import Person
from engine.whole_files import write_sets

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Part:
    """What a file of a project would be, and the content that it began from."""

    path: str
    base: bytes
    text: str

    def content(self) -> bytes:
        """The bytes that would be written: with the line ends and the mark that the file has."""
        return as_file(self.text, self.base)


@dataclass(frozen=True, slots=True)
class Draft(Part):
    """A file that is edited; `others` are changed with it, and neither is saved alone."""

    id: int
    project: str
    is_open: bool
    others: tuple[Part, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """The file and the others."""
        return self, *self.others

    def contents(self) -> dict[str, bytes]:
        """What would be written, by path."""
        return {part.path: part.content() for part in self.parts()}

    def mark(self) -> str:
        """What tells this state of the draft from others: a page says which one it showed."""
        return hash_of("\0".join(part.text for part in self.parts()).encode("utf-8"))


class Conflict(Exception):  # noqa: N818
    """A file holds something that the draft does not know."""

    def __init__(self, path: str, disk: bytes) -> None:
        super().__init__()
        self.path, self.disk = path, disk


def as_text(content: bytes) -> str:
    """A file for a field of a form: one kind of line end, no mark of the encoding."""
    return content.decode("utf-8", "replace").removeprefix(_BOM).replace("\r\n", "\n")


def as_file(text: str, like: bytes) -> bytes:
    """The text of a form as a file: ends of lines and the mark of the encoding as in `like`."""
    written = text.replace("\r\n", "\n").replace("\r", "\n")
    if written and not written.endswith("\n"):
        written += "\n"
    if b"\r\n" in like:
        written = written.replace("\n", "\r\n")
    mark = _BOM if like.startswith(_BOM.encode()) else ""
    return (mark + written).encode("utf-8")


@dataclass(slots=True)
class Drafts:
    """The drafts of a workspace."""

    ledger: Ledger
    blobs: Blobs
    lock: Lock

    def begin(
        self, project: str, path: str, base: bytes, text: str, person: Person, token: str,
        others: tuple[Part, ...] = (),
    ) -> int:  # fmt: skip
        """The number of a new draft; of the one that the same form began when sent before."""
        base_hash = self.blobs.keep(base)
        more = [(part.path, self.blobs.keep(part.base), part.text) for part in others]
        with self.ledger.change() as connection:
            row = connection.execute(
                "select answer from forms where token = ?", (token,)
            ).fetchone()
            if row is not None:
                return int(row["answer"])
            cursor = connection.execute(
                "insert into drafts (project, path, base, text, at, who) values (?, ?, ?, ?, ?, ?)",
                (project, path, base_hash, text, now(), person.name),
            )
            connection.executemany(
                "insert into draft_files (draft, path, base, text) values (?, ?, ?, ?)",
                [(cursor.lastrowid, *each) for each in more],
            )
            claim_form(connection, token, str(cursor.lastrowid))
            write_entry(connection, Entry(now(), person.name, "draft", project, path))
            return int(cursor.lastrowid or 0)

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

    def rewrite_other(self, draft: Draft, path: str, text: str) -> None:
        """Another text of a file that is changed along."""
        with self.ledger.change() as connection:
            connection.execute(
                "update draft_files set text = ? where draft = ? and path = ?",
                (text, draft.id, path),
            )

    def drop(self, draft: Draft, person: Person) -> None:
        """Close the draft; the file stays as it is, and the text stays in the ledger."""
        with self.ledger.change() as connection:
            connection.execute("update drafts set is_open = 0 where id = ?", (draft.id,))
            write_entry(connection, Entry(now(), person.name, "drop", draft.project, draft.path))

    def save(self, draft: Draft, folder: Path, person: Person, note: str) -> None:
        """Write the draft in the place of its files. Raises Conflict, NotWritten, OSError.

        The former contents are kept before anything is renamed; whoever is killed in between leaves
        the old files or the new ones, and an open draft that can be saved once more.
        """
        with self.lock:
            sets: dict[Path, dict[str, bytes]] = {}
            for part in draft.parts():
                path = FolderTree(folder).path(part.path)
                disk, mine = content_of(path), part.content()
                if disk not in (part.base, mine):
                    raise Conflict(part.path, disk)
                if disk != mine:
                    self._keep_version(draft.project, part.path, disk, person, note)
                    sets.setdefault(path.parent, {})[path.name] = mine
            if sets:
                write_sets(sets)
            with self.ledger.change() as connection:
                connection.execute("update drafts set is_open = 0 where id = ?", (draft.id,))
                for part in draft.parts():
                    entry = Entry(now(), person.name, "save", draft.project, part.path, note)
                    write_entry(connection, entry)

    def merged(self, draft: Draft, disk: bytes, names: tuple[str, str]) -> Merged:
        """Both changes of the content that the draft began from."""
        return merge_texts(as_text(draft.base), draft.text, as_text(disk), names)

    def versions(self, project: str, path: str) -> list[Row]:
        """What the file held before, the newest first."""
        return self.ledger.ask(
            "select * from versions where project = ? and path = ? order by id desc", project, path
        )

    def _keep_version(
        self, project: str, path: str, disk: bytes, person: Person, note: str
    ) -> None:
        self.blobs.keep(disk)
        with self.ledger.change() as connection:
            connection.execute(
                "insert into versions (project, path, sha256, size, at, who, note) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                (project, path, hash_of(disk), len(disk), now(), person.name, note),
            )

    def _seen(self, row: Row) -> Draft:
        rows = self.ledger.ask("select * from draft_files where draft = ? order by path", row["id"])
        return Draft(
            *self._file(row), row["id"], row["project"], bool(row["is_open"]),
            tuple(Part(*self._file(each)) for each in rows),
        )  # fmt: skip

    def _file(self, row: Row) -> tuple[str, bytes, str]:
        return row["path"], self.blobs.read(row["base"]) or b"", row["text"]
