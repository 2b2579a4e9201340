"""A run as a parcel: specs, hashes of the tables, the day, versions, options, published reports.

Another machine that has the same tables makes the reports again and compares them byte by byte.
A parcel comes from outside: it is opened by the guards of archives, its paths lead nowhere else.
"""

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeGuard

from engine import __version__
from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.disclosure.audience import Audience
from engine.model.file_names import is_number
from engine.options import ENGINES, Options
from engine.pipeline import evaluate
from engine.plain import from_json
from engine.reports.formats import FILES
from engine.results.outcome import Outcome
from engine.runs.writing import Asked, Files, NoParcel, write_run
from engine.tables.zip_archive import UNREADABLE, DamagedError, open_zip, zipped
from engine.trees import FolderTree, OutsideTree, content_of, is_yaml, yaml_below
from engine.whole_files import is_borne_everywhere

if TYPE_CHECKING:
    from engine.pipeline import Evaluated

KIND = "parcel/1"
LARGEST = 256 << 20
"""Bytes of a parcel that is read."""
_ZIP = b"PK\x03\x04"
_MOST_PARTS = 5_000
_MOST_NAMES = 100
_LIST, _SPECS, _REPORTS, _LETTERHEAD = "parcel.json", "specs/", "reports/", "letterhead.docx"
_DECIDING = ("polars", "narwhals", "fastexcel", "duckdb", "pandas", "pyspark")
"""Libraries whose versions are told: a difference may come from them."""

Hashes = Mapping[str, str]
"""Path → SHA-256."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a parcel says and holds. `folder` is the project's folder as the sender named it;
    `is_upload`: the tables lay in a folder of their own; `earlier`: earlier publications decided
    what was hidden, and they are not in the parcel."""

    project: str
    folder: str
    engine: str
    versions: Mapping[str, str]
    as_of: date
    formats: tuple[str, ...]
    audience: str
    lang: str
    computed_by: str | None
    is_upload: bool
    databases: tuple[str, ...]
    earlier: bool
    data: Hashes
    specs: Mapping[str, bytes]
    reports: Mapping[str, bytes]
    letterhead: bytes | None = None


def packed(
    done: "Evaluated", outcome: Outcome, reports: Files, asked: Asked, *, engine: str | None,
    is_upload: bool,
) -> bytes:  # fmt: skip
    """The run as a parcel; the same run gives the same bytes."""
    folder = done.checked.folder
    tree = FolderTree(folder)
    specs = dict(_specs(tree, folder))
    data = outcome.project.data
    listed = {
        "format": KIND,
        "project": outcome.project.id,
        "folder": folder.as_posix(),
        "engine": __version__,
        "versions": _versions(),
        "as_of": outcome.manifest.as_of.isoformat(),
        "options": {
            "formats": list(asked.formats), "audience": asked.audience, "lang": asked.lang,
            "engine": engine, "upload": is_upload,
        },
        "databases": sorted({resource.database for resource in data.resources if resource.database})
        if data else [],
        "earlier": bool(outcome.earlier),
        "specs": {path: _hash(content) for path, content in specs.items()},
        "data": {
            file.name: file.sha256 for file in outcome.manifest.files if not is_yaml(file.path)
        },
        "reports": {name: _hash(_bytes(content)) for name, content in reports.items()},
        "letterhead": _hash(asked.letterhead) if asked.letterhead else None,
    }  # fmt: skip
    parts = {_LIST: (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()}
    parts |= {_SPECS + path: content for path, content in specs.items()}
    parts |= {_REPORTS + name: _bytes(content) for name, content in reports.items()}
    if asked.letterhead:
        parts[_LETTERHEAD] = asked.letterhead
    return zipped(parts)


def _specs(tree: FolderTree, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every YAML file of the project: one that nobody reads is named in the report, too."""
    for path in yaml_below(folder):
        inside = path.relative_to(folder)
        if not any(part.startswith(".") for part in inside.parts) and path.is_file():
            yield _sendable(inside.as_posix()), _content(tree, inside.as_posix())


def _sendable(path: str) -> str:
    """The path, which another machine can use as well. Raises NoParcel."""
    shown = os.fsencode(path).decode("utf-8", "replace")
    if shown != path or not _stays_inside(path):
        raise NoParcel("unsendable", shown)
    return path


def _content(tree: FolderTree, path: str) -> bytes:
    try:
        return tree.read(path)
    except OutsideTree as error:
        raise NoParcel("leads-out", path) from error
    except OSError as error:
        raise NoParcel("unread", path) from error


def _versions() -> dict[str, str]:
    found = {}
    for name in _DECIDING:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8") if isinstance(content, str) else content


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


# Opening


def open_parcel(content: bytes) -> Parcel:
    """What the parcel holds. Raises NoParcel where it is none, damaged, or changed on the way."""
    parts = _parts(content)
    if _LIST not in parts:
        raise NoParcel("not-one")
    try:
        said = from_json(parts[_LIST])
    except (ValueError, RecursionError) as error:
        raise NoParcel("damaged", _LIST) from error
    if not isinstance(said, dict) or said.get("format") != KIND:
        raise NoParcel("not-one")
    specs = _held(parts, _SPECS, _hashes(said, "specs"))
    reports = _held(parts, _REPORTS, _hashes(said, "reports"))
    letterhead = parts.get(_LETTERHEAD)
    if said.get("letterhead") != (_hash(letterhead) if letterhead else None):
        raise NoParcel("changed", _LETTERHEAD)
    if not all(map(is_yaml, specs)) or not set(reports) <= set(FILES.values()):
        raise NoParcel("stranger", next(iter(reports), ""))
    options = said.get("options")
    if not isinstance(options, dict):
        raise NoParcel("damaged", "options")
    return _parcel(said, options, specs, reports, letterhead)


def _parcel(
    said: Mapping[str, object], options: Mapping[str, object], specs: Mapping[str, bytes],
    reports: Mapping[str, bytes], letterhead: bytes | None,
) -> Parcel:  # fmt: skip
    versions, databases, formats = (
        said.get("versions"),
        said.get("databases"),
        options.get("formats"),
    )
    folder = _text(said, "folder")
    try:
        as_of = date.fromisoformat(_text(said, "as_of"))
    except ValueError as error:
        raise NoParcel("damaged", "as_of") from error
    if not (_texts(formats) and set(formats) <= set(FILES) and len(formats) <= len(FILES)):
        raise NoParcel("damaged", "options")
    if not (_texts(databases) and len(databases) <= _MOST_NAMES):
        raise NoParcel("damaged", "options")
    known = isinstance(versions, dict) and versions.keys() <= set(_DECIDING)
    if not (known and isinstance(versions, dict) and _texts(list(versions.values()))):
        raise NoParcel("damaged", "versions")
    audience, lang = _text(options, "audience"), _text(options, "lang")
    engine = options.get("engine")
    if audience not in set(Audience) or lang not in ("ru", "en"):
        raise NoParcel("damaged", "options")
    if not (engine is None or engine in ENGINES):
        raise NoParcel("damaged", "options")
    return Parcel(
        _text(said, "project"), folder, _text(said, "engine"), versions, as_of, tuple(formats),
        audience, lang, None if engine is None else str(engine), options.get("upload") is True,
        tuple(databases), said.get("earlier") is True, _hashes(said, "data"), specs, reports,
        letterhead,
    )  # fmt: skip


def _text(said: Mapping[str, object], key: str) -> str:
    value = said.get(key)
    if not isinstance(value, str):
        raise NoParcel("damaged", key)
    return value


def _texts(value: object) -> "TypeGuard[list[str]]":
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _hashes(said: Mapping[str, object], key: str) -> dict[str, str]:
    found = said.get(key)
    if not isinstance(found, dict) or len(found) > _MOST_PARTS:
        raise NoParcel("damaged", key)
    for path, hash in found.items():
        if not isinstance(path, str) or not isinstance(hash, str) or not _stays_inside(path):
            raise NoParcel("leads-out", str(path))
    if len({path.casefold() for path in found}) != len(found):
        raise NoParcel("damaged", key)
    return found


def _stays_inside(path: str) -> bool:
    """Whether the path names a file below a folder, here and on Windows."""
    if not path or any(sign in path for sign in "\\:\0\n\r") or path.startswith("/"):
        return False
    steps = path.split("/")
    return all(map(is_borne_everywhere, steps)) and len(path) < 400 and len(steps) < 20


def _held(parts: Mapping[str, bytes], below: str, hashes: Hashes) -> dict[str, bytes]:
    """The parts of a folder of the parcel, each what its hash says, none more and none less."""
    found = {name.removeprefix(below): part for name, part in parts.items()
             if name.startswith(below)}  # fmt: skip
    for name in {*found, *hashes}:
        if name not in found or _hash(found[name]) != hashes.get(name):
            raise NoParcel("changed", below + name)
    return found


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        archive = open_zip(content, "")
        if isinstance(archive, Finding) or len(archive.namelist()) > _MOST_PARTS:
            raise NoParcel("too-large")
        names = archive.namelist()
        if len({name.casefold() for name in names}) != len(names):
            raise NoParcel("damaged")
        for name in names:
            if not _stays_inside(name):
                raise NoParcel("leads-out", name)
            if name not in (_LIST, _LETTERHEAD) and not name.startswith((_SPECS, _REPORTS)):
                raise NoParcel("stranger", name)
        return {name: archive.read(name) for name in names}
    except (*UNREADABLE, DamagedError, ValueError, EOFError, OSError) as error:
        raise NoParcel("damaged" if content.startswith(_ZIP) else "not-one") from error


# Doing it again


class Verdict(StrEnum):
    """What became of a run that was made again."""

    SAME = "same"
    OTHER_REPORTS = "other_reports"
    OTHER_DATA = "other_data"
    NO_DATA = "no_data"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Verified:
    """The verdict, and the files that it is about."""

    verdict: Verdict
    files: tuple[str, ...] = ()


def verify(parcel: Parcel, data: Path | None) -> Verified:
    """Make the reports of the parcel again from the tables in `data`, and compare them."""
    if (parcel.data and data is None) or parcel.databases:
        return Verified(Verdict.NO_DATA, (*parcel.data, *parcel.databases))
    with TemporaryDirectory(prefix="roadmap-parcel-") as root:
        name = PurePosixPath(parcel.folder).name
        home = Path(root) / (name if _stays_inside(name) else "project")
        tables = Path(root) / "tables-of-the-run" if parcel.is_upload else home
        for path, content in parcel.specs.items():
            _put(home / path, content)
        strange = _not_fetched(parcel.data, data, tables) if data else ()
        if strange:
            return Verified(Verdict.OTHER_DATA, strange)
        again = _made_again(parcel, home, tables if parcel.is_upload else None, Path(root) / "out")
    if again is None:
        return Verified(Verdict.NOT_JUDGED)
    names = sorted({*again, *parcel.reports})
    other = tuple(name for name in names if again.get(name) != parcel.reports.get(name))
    return Verified(Verdict.OTHER_REPORTS if other else Verdict.SAME, other)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _not_fetched(wanted: Hashes, data: Path, tables: Path) -> tuple[str, ...]:
    """Put the files of these hashes where the run had them; those that are not there."""
    tree, taken = FolderTree(data), set[str]()
    numbered = {path: hash for path, hash in wanted.items() if is_number(path)}
    missing = [
        path
        for path, hash in wanted.items()
        if path not in numbered and not _fetched(tree, path, hash, tables, taken)
    ]
    beside = {path.rpartition("/")[0] for path in numbered}
    known = {folder: _hashed(tree, folder, taken) for folder in beside}
    for path, hash in numbered.items():
        folder = path.rpartition("/")[0]
        found = known[folder].get(hash)
        if found:
            own = found.pop(0)
            inside = own if own.startswith(f"{folder}/") else PurePosixPath(folder, own).as_posix()
            _put(tables / inside, tree.read(own))
        elif not _fetched(tree, path, hash, tables, taken):
            missing.append(path)
    return tuple(missing)


def _fetched(tree: FolderTree, path: str, hash: str, tables: Path, taken: set[str]) -> bool:
    """Put the file of that hash where the run had it: looked for by its path, then by its name."""
    for candidate in (path, PurePosixPath(path).name):
        try:
            content = tree.read(candidate)
        except (OSError, OutsideTree):
            continue
        if _hash(content) == hash:
            _put(tables / path, content)
            taken.add(candidate)
            return True
    return False


def _hashed(tree: FolderTree, folder: str, taken: Collection[str]) -> dict[str, list[str]]:
    """The files below a folder, or else of the top, by their hashes and in order: one whose name
    may be that of a person travels as a number, and is put back under its own."""
    paths = (folder and tree.list(f"{folder}/**/*")) or tree.list("*")
    found: dict[str, list[str]] = {}
    for path in paths[:_MOST_PARTS]:
        try:
            hash = "" if path in taken else _hash(tree.read(path))
        except (OSError, OutsideTree):
            continue
        found.setdefault(hash, []).append(path)
    return found


def _made_again(
    parcel: Parcel, home: Path, tables: Path | None, out: Path
) -> Mapping[str, bytes] | None:
    """The reports by name; None where the specs cannot be judged here."""
    done = evaluate(home, Options(parcel.as_of, tables, engine=parcel.computed_by))
    if done.outcome is None:
        return None
    done = replace(done, checked=replace(done.checked, folder=Path(parcel.folder)))
    asked = Asked(parcel.formats, parcel.audience, parcel.lang, letterhead=parcel.letterhead)
    run = write_run(done, out, asked)
    return {name: _bytes(content) for name, content in run.files.items()}


def differences(parcel: Parcel) -> Sequence[tuple[str, str, str]]:
    """Name, version there, version here of what computes otherwise."""
    here = {**_versions(), "roadmap": __version__}
    there = {**parcel.versions, "roadmap": parcel.engine}
    return [
        (name, there.get(name, "—"), here.get(name, "—"))
        for name in sorted({*here, *there})
        if here.get(name) != there.get(name)
    ]


def read_parcel(path: Path) -> Parcel:
    """The parcel of a file. Raises NoParcel, OSError."""
    if path.stat().st_size > LARGEST:
        raise NoParcel("too-large")
    return open_parcel(content_of(path))
