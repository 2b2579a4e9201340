"""The files of a project: read once, hashed, and asked for places when a finding is shown."""

from dataclasses import field
from errno import EFBIG, EINVAL, ENODATA
from functools import lru_cache
from hashlib import sha256
from unicodedata import normalize

from engine.classes import dataclass
from engine.codes import yaml as codes
from engine.diagnostics import Finding, Origin, Place, finding
from engine.expressions import nearest
from engine.trees import OutsideTree, Tree, is_yaml, twins, yaml_files
from engine.yamltext import LIMIT, Document, Parsed, SourceMap, parse, text_of, too_large

_REMEMBERED = 64 << 10
"""Bytes of a file whose reading is remembered: of the files of a project that is looked at again
and again, by an editor or a server, one has changed. Whoever reads a document changes nothing."""


_MANY = 200


@lru_cache(maxsize=128)
def _parsed(content: bytes, name: str) -> Parsed:
    return parse(content, name)


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts behind the findings. Paths are relative to the project's folder."""

    maps: dict[str, SourceMap] = field(default_factory=dict)
    broken: dict[str, bytes] = field(default_factory=dict)
    """Files that are no YAML: their findings carry places, their lines can still be quoted."""

    def place(self, at: Origin | Place) -> Place:
        """Where to look: a place as it is; an origin with its line and column, if it was read."""
        if isinstance(at, Place):
            return at
        source = self.maps.get(at.file)
        return source.place(at) if source else Place(at.file)

    def line(self, place: Place) -> str:
        """The line of text at a place, for quoting; empty when there is none."""
        source = self.maps.get(place.file)
        if source is None:
            source = SourceMap(place.file, text_of(self.broken.get(place.file, b"")))
        return source.line(place.line) if place.line else ""


@dataclass(slots=True)
class Reading:
    """What has been read of a project so far, and every finding on the way."""

    tree: Tree
    prefix: str = ""
    """Stands before the paths of a tree that is not the project's."""
    sources: Sources = field(default_factory=Sources)
    findings: list[Finding] = field(default_factory=list)
    hashes: list[tuple[str, str]] = field(default_factory=list)
    _spelt: dict[str, str] | None = None
    """What lies there by how it would be typed; listed when it is first asked for."""

    def has(self, path: str) -> bool:
        """Whether the file is there; one that lies outside counts, and reading it is a finding."""
        try:
            return self.tree.exists(path)
        except OutsideTree:
            return True

    def yaml_files(self, folder: str = "") -> tuple[str, ...]:
        """The YAML files of a folder but files of cases; a folder that cannot be read or leads
        out of the project is a finding, and so are two files of one name."""
        try:
            found = yaml_files(self.tree, folder)
        except OutsideTree:
            self.findings.append(finding(codes.OUTSIDE_PROJECT, Place(folder), path=folder))
            return ()
        except OSError as problem:
            place = Place(folder or ".")
            self.findings.append(_unreadable(place, problem, folder=place.file))
            return ()
        self.note_twins(found)
        return found

    def note_twins(self, paths: tuple[str, ...]) -> None:
        """A finding for each file that differs from another in the ending alone."""
        for first, second in twins(paths):
            told = finding(codes.NAMED_TWICE, Place(second), path=second, first=first)
            self.findings.append(told)

    def document(self, path: str, named_at: Origin | None = None) -> Document | None:
        """The YAML file, or None with findings. `named_at` is where the path is written."""
        content = self._bytes(path, named_at)
        if content is None:
            return None
        name = self.prefix + path
        parsed = (_parsed if len(content) <= _REMEMBERED else parse)(content, name)
        self.findings.extend(parsed.findings)
        if parsed.document:
            self.sources.maps[name] = parsed.document.source
        else:
            self.sources.broken[name] = content
        return parsed.document

    def _lying(self, path: str) -> str:
        """The path as the file system spells it: its letters may lie there in pieces (NFD)."""
        if path.isascii() or self.has(path):
            return path
        if self._spelt is None:
            self._spelt = {normalize("NFC", each): each for each in self.tree.list("**/*")}
        return self._spelt.get(path, path)

    def _hint(self, path: str) -> str:
        """The file that was probably meant; with hundreds beside it nothing is guessed."""
        beside = tuple(filter(is_yaml, self.tree.list("*")))
        return nearest(path, beside) or "" if len(beside) < _MANY else ""

    def _bytes(self, path: str, named_at: Origin | None) -> bytes | None:
        at = named_at or Place(path)
        path = self._lying(path)
        try:
            content = self.tree.head(path, LIMIT + 1)
        except OutsideTree:
            self.findings.append(finding(codes.OUTSIDE_PROJECT, at, path=path))
        except FileNotFoundError:
            hint = self._hint(path)
            self.findings.append(finding(codes.MISSING, at, path=path, hint=hint))
        except OSError as problem:
            is_long = problem.errno == EFBIG
            self.findings.append(
                too_large(path) if is_long else _unreadable(at, problem, path=path)
            )
        else:
            self.hashes.append((path, sha256(content).hexdigest()))
            return content
        return None


def _unreadable(
    at: Origin | Place, problem: OSError, *, path: str = "", folder: str = ""
) -> Finding:
    """Held or not allowed, no file at all, not in this copy of a repository, or on a drive that
    does not answer."""
    locked = isinstance(problem, PermissionError)
    odd = isinstance(problem, IsADirectoryError) or problem.errno == EINVAL
    absent = problem.errno == ENODATA
    return finding(
        codes.UNREADABLE,
        at,
        path=path,
        folder=folder,
        locked=1 if locked else "",
        odd=1 if odd else "",
        absent=1 if absent else "",
        away=1 if not locked and not odd and not absent else "",
    )
