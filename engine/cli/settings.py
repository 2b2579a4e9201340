"""Settings of a folder: `roadmap.toml`, or `[tool.roadmap]` of `pyproject.toml`, where the command
is given or above it, up to a repository's root.

They stand in for options that are not given. Nothing that decides where files are written, for whom
a report is, or what leaves the machine can be set so: a repository of strangers may bring the file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from engine.classes import dataclass
from engine.cli.command import SETTINGS_FILE
from engine.cli.output import FailOn
from engine.cli.words import spoken
from engine.messages import catalogue
from engine.options import ENGINES
from engine.trees import content_of, leads_out

OWN_FILE = "roadmap.toml"
SHARED_FILE = "pyproject.toml"
_TABLE = b"[tool.roadmap]"
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of the file: the option's parameters that it stands for, and what it may hold.

    `read` gives the value as the option takes it; ValueError where it does not fit. `example` is
    shown then.
    """

    key: str
    parameters: tuple[str, ...]
    read: Callable[[object], object]
    example: str


def _text_of(known: Iterable[str]) -> Callable[[object], object]:
    names = tuple(known)

    def read(value: object) -> object:
        if value not in names:
            raise ValueError(value)
        return value

    return read


def _flag(value: object) -> object:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _count(value: object) -> object:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(value)
    return value


def _day(value: object) -> object:
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return day.isoformat()


def _paths(value: object) -> object:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not found or not all(isinstance(each, str) for each in found):
        raise ValueError(value)
    return tuple(found)


def _path(value: object) -> object:
    """Below the file of settings."""
    if not isinstance(value, str) or not value or leads_out(value):
        raise ValueError(value)
    return value


def _formats(value: object) -> object:
    from engine.reports.formats import chosen

    names = value if isinstance(value, list) else str(value).split(",")
    return ",".join(each.name for each in chosen(str(name).strip() for name in names))


def _codes(value: object) -> object:
    from engine.cli.sifting import codes_of

    return codes_of(value)


def _levels(value: object) -> object:
    from engine.cli.sifting import levels_of

    return levels_of(value)


def _levels_by_path(value: object) -> object:
    from engine.cli.sifting import levels_by_path

    return levels_by_path(value)


SETTINGS = (
    Setting("paths", ("paths",), _paths, 'paths = ["specs"]'),
    Setting("as-of", ("as_of",), _day, "as-of = 2022-06-01"),
    Setting("report-formats", ("formats",), _formats, 'report-formats = ["html", "md"]'),
    Setting(
        "engine",
        ("engine",),
        _text_of(ENGINES),
        'engine = "polars"',
    ),
    Setting(
        "fail-on", ("fail_on",), _text_of(level.value for level in FailOn), 'fail-on = "warning"'
    ),
    Setting("lang", ("lang",), _text_of(("ru", "en")), 'lang = "ru"'),
    Setting("jobs", ("jobs",), _count, "jobs = 2"),
    Setting("select", ("select",), _codes, 'select = ["L7", "D"]'),
    Setting("ignore", ("ignore",), _codes, 'ignore = ["L702"]'),
    Setting("severity", (), _levels, 'severity = {L702 = "error", L703 = "off"}'),
    Setting("per-path", (), _levels_by_path, 'per-path = {"specs/old-*" = {L = "off"}}'),
    Setting("baseline", (), _path, 'baseline = "roadmap-baseline.json"'),
    Setting("quiet", ("quiet",), _flag, "quiet = true"),
    Setting("verbose", ("verbose",), _flag, "verbose = true"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file sets: by key of the file, as options take it, with the line of each key."""

    file: Path | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def parameters(self) -> dict[str, object]:
        """The values by parameter of the verbs; paths stand apart, see `project_folders`."""
        return {
            name: self.values[setting.key]
            for setting in SETTINGS
            if setting.key in self.values and setting.key != "paths"
            for name in setting.parameters
        }


_HELD = "roadmap.settings"
"""Where a run of the command line keeps what it has read."""


def held() -> Settings:
    """The settings of the current folder, read once a run."""
    run = click.get_current_context(silent=True)
    if run is None:
        return settings()
    if _HELD not in run.meta:
        run.meta[_HELD] = read = settings()
        run.meta[SETTINGS_FILE] = read.file.name if read.file else None
    found: Settings = run.meta[_HELD]
    return found


def settings(folder: Path | None = None) -> Settings:
    """The settings that hold in a folder (the current one). Raises click.UsageError with the file
    and line where they cannot be read."""
    here = (folder or Path()).resolve()
    for above in (here, *here.parents):
        if found := _file_of(above):
            return _read(*found)
        if (above / ".git").exists():
            break
    return Settings()


def _file_of(folder: Path) -> tuple[Path, bytes, tuple[str, ...]] | None:
    """The file of settings in a folder, its content, and the table in it."""
    own, shared = folder / OWN_FILE, folder / SHARED_FILE
    if not own.is_file() and (own.exists() or own.is_symlink()):
        told = catalogue(spoken()).text("store.no_file")
        raise _refused("settings.no_toml", own, None, error=told)
    if own.is_file():
        return own, _content(own), ()
    if shared.is_file() and _TABLE in (content := _content(shared)):
        return shared, content, ("tool", "roadmap")
    return None


def _unread(error: BaseException) -> str | None:
    """Where TOML ends to be such; the reader's own sentence is English."""
    words, text = catalogue(spoken()), str(error)
    if line := re.search(r"\(at line ([0-9]+), ", text):
        return words.text("settings.no_toml_line", line=line[1])
    return words.text("settings.no_toml_end") if "(at end of document)" in text else None


def _content(path: Path) -> bytes:
    return content_of(path, _LARGEST)


def _read(path: Path, content: bytes, table: tuple[str, ...]) -> Settings:
    import tomllib

    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        told: Any = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, deep lists
        raise _refused("settings.no_toml", path, None, error=_unread(error)) from error
    for name in table:
        told = told.get(name, {}) if isinstance(told, dict) else None
    if not isinstance(told, dict):
        raise _refused("settings.no_toml", path, None, error=_TABLE.decode())
    known = {setting.key: setting for setting in SETTINGS}
    values, lines = {}, {}
    for key, value in told.items():
        lines[key] = _line_of(key, text, table)
        if key not in known:
            near = ", ".join(get_close_matches(key, known, 1)) or None
            raise _refused(
                "settings.unknown", path, lines[key], key=key, near=near, known=", ".join(known)
            )
        try:
            values[key] = known[key].read(value)
        except (TypeError, ValueError) as error:
            raise _refused(
                "settings.wrong", path, lines[key], key=key, example=known[key].example
            ) from error
    return Settings(path, MappingProxyType(values), MappingProxyType(lines))


def _line_of(key: str, text: str, table: tuple[str, ...]) -> int:
    """Where the key stands: the first line of the table that begins with it."""
    start = text.find(f"[{'.'.join(table)}]") if table else 0
    name = re.escape(key)
    told = rf"^[ \t]*(?:[\"']?{name}[\"']?[ \t]*[=.]|\[(?:tool\.roadmap\.)?[\"']?{name}[\"']?[\].])"
    found = re.compile(told, re.MULTILINE).search(text, max(start, 0))
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _refused(word: str, path: Path, line: int | None, **params: object) -> click.UsageError:
    place = path.name if line is None else f"{path.name}:{line}"
    return click.UsageError(catalogue(spoken()).text(word, place=place, **params))
