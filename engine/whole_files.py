"""Files written whole or not at all: whoever is stopped between leaves the old set or the new."""

import errno
import json
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from engine.lazy import lazy_pattern


class NotWritten(Exception):  # noqa: N818
    """The folder or the disk did not take the files; nothing of them is there. Where a set that was
    decided could neither be finished nor taken back, `is_begun`: the next run finishes it."""

    def __init__(self, folder: Path, error: OSError, *, is_begun: bool = False) -> None:
        self.folder, self.error, self.is_begun = folder, error, is_begun
        super().__init__(f"{folder.as_posix()}: {error}")

    @property
    def file(self) -> str:
        """Which file or folder was refused; empty where the system does not say it, or where it is
        the whole folder or a file that waits for its name."""
        named = self.error.filename2 or self.error.filename
        path = Path(named) if isinstance(named, str) else self.folder
        is_ours = _WAITING.fullmatch(path.name) or path.name == _LIST
        return "" if is_ours or path == self.folder else path.as_posix()


class _NotTakenBackError(OSError):
    """What was renamed did not get its earlier name back."""


Files = Mapping[str, str | bytes]


def write_files(
    folder: Path, files: Files, *, decided: Callable[[], object] | None = None
) -> tuple[Path, ...]:
    """Write all files or none: each goes to a temporary name first, then all are renamed.

    A set of several is decided by one rename, of a list of what is to be called how: a run that
    finds the list finishes the set, without it what waits is swept away. `decided` is called when
    everything is on the disk and nothing is renamed yet. Raises NotWritten, with nothing left.
    """
    return write_sets({folder: files}, decided=decided)


def write_sets(
    sets: Mapping[Path, Files], *, decided: Callable[[], object] | None = None
) -> tuple[Path, ...]:
    """Write the files of several folders as one set, which the list of the first decides.

    The lists of the others name that list and count for nothing without it, so that no list
    leads a later run to a file of another folder.
    """
    begun: dict[Path, dict[str, str]] = {}
    folder = next(iter(sets))
    try:
        for folder, files in _merged(sets).items():
            settle(folder)
            begun[folder] = {}
            for name, content in files.items():
                _refuse_what_is_no_file(folder / name)
                begun[folder][_temporary(folder, content)] = name
        if decided:
            decided()
        _decide(begun)
        _rename_all(begun)
    except _NotTakenBackError as error:
        raise NotWritten(folder, error, is_begun=True) from error
    except OSError as error:
        _forget(begun)
        held = Path(error.filename2 or "").parent
        raise NotWritten(held if held in begun else folder, error) from error
    return tuple(folder / name for folder, files in sets.items() for name in files)


def _forget(begun: Mapping[Path, dict[str, str]]) -> None:
    """Remove the lists, the one that decides first, and then what waits."""
    lists = [place / _LIST for place in begun]
    waiting = [place / name for place, names in begun.items() for name in names]
    for path in (*lists, *waiting):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _merged(sets: Mapping[Path, Files]) -> dict[Path, dict[str, str | bytes]]:
    """The folders, made where they are missing; one that was named twice stands once."""
    merged: dict[Path, dict[str, str | bytes]] = {}
    for folder, files in sets.items():
        folder.mkdir(parents=True, exist_ok=True)
        same = next((path for path in merged if path.samefile(folder)), folder)
        merged.setdefault(same, {}).update(files)
    return merged


def _decide(begun: Mapping[Path, dict[str, str]]) -> None:
    """Put the lists into their places, the one that decides last; one file needs none."""
    first, *others = begun
    if not others and len(begun[first]) <= 1:
        return
    mark = secrets.token_hex(8)
    for folder in others:
        _put_list(folder, begun[folder], {_BY: str(first.resolve()), _MARK: mark})
    beside = [str(path.resolve()) for path in others]
    _put_list(first, begun[first], {_BESIDE: beside, _MARK: mark})


def _put_list(folder: Path, waiting: dict[str, str], more: dict[str, str | list[str]]) -> None:
    listed = _temporary(folder, json.dumps({**waiting, **more}, ensure_ascii=False))
    waiting[listed] = _LIST  # swept away with the others where the rename fails
    os.replace(folder / listed, folder / _LIST)
    del waiting[listed]


def _refuse_what_is_no_file(path: Path) -> None:
    """Raise OSError where a folder, a pipe or a device stands: a rename would take its place.
    `ESPIPE` is the error of systems that comes nearest to «no file»."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(path))


_LIST = ".roadmap-set.json"
_LONGEST_LIST = 16 << 20
_WAITING = lazy_pattern(r"\.roadmap-(?P<process>\d+)-\w+\.part")


_BY, _BESIDE, _MARK = "by", "beside", "mark"
"""What a list says beside the files that wait: the folder whose list decides it, the folders that
it decides, what the lists of one set have in common. No file that waits is called so."""


def settle(folder: Path) -> None:
    """Finish the set that a killed run had decided, and sweep away what others left.

    What another process that still runs is writing stays. Raises OSError.
    """
    said = _said(folder)
    for other in map(Path, _texts(said.get(_BESIDE))):
        theirs = _said(other)
        if theirs.get(_MARK) == said.get(_MARK) and theirs.get(_BY) == str(folder.resolve()):
            _rename(other, _listed(other, theirs))
    if _is_decided(said):
        _rename(folder, _listed(folder, said))
    sweep(folder, own=True)
    if said and not _is_decided(said):
        (folder / _LIST).unlink(missing_ok=True)


def _is_decided(said: Mapping[str, object]) -> bool:
    """Whether a list counts: by itself, or since the one that it names is there."""
    by = said.get(_BY)
    if by is None:
        return True
    return isinstance(by, str) and _said(Path(by)).get(_MARK) == said.get(_MARK) is not None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _said(folder: Path) -> Mapping[str, object]:
    """The list of a folder; nothing where there is none of ours."""
    listed = folder / _LIST
    if not listed.is_file() or listed.is_symlink() or listed.stat().st_size > _LONGEST_LIST:
        return {}
    try:
        found = json.loads(listed.read_bytes())
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def sweep(folder: Path, *, own: bool = False) -> None:
    """Remove what killed processes had begun to write; what this one writes where `own` says so:
    another thread may be at it. Raises OSError."""
    for file in folder.glob(".roadmap-*.part"):
        found = _WAITING.fullmatch(file.name)
        is_ours = found is not None and int(found["process"]) == os.getpid()
        is_left = found and (own if is_ours else not _is_running(int(found["process"])))
        if is_left and not file.is_dir():
            file.unlink(missing_ok=True)


def _listed(folder: Path, said: Mapping[str, object]) -> dict[str, str]:
    """What of the list still waits; nothing where it is no list of ours."""
    try:
        return {
            waiting: name
            for waiting, name in said.items()
            if isinstance(name, str) and _WAITING.fullmatch(waiting) and _names_a_file(name)
            and (folder / waiting).is_file()
        }  # fmt: skip
    except ValueError:
        return {}


_OF_DEVICES = lazy_pattern(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.I
)


def is_of_a_device(name: str) -> bool:
    """Whether Windows takes the name for a device, whatever suffix it has: no file is called so
    there (https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""
    return _OF_DEVICES.fullmatch(name) is not None


def is_borne_everywhere(name: str) -> bool:
    """Whether a file or a folder can be called so on Windows, too, and keeps its name there."""
    is_cut = name != name.rstrip(" .") or any(sign in name for sign in '<>"|?*:')
    return not is_cut and not is_of_a_device(name)


def _names_a_file(name: str) -> bool:
    """Whether a file of the same folder can be called so. Raises ValueError where no file can."""
    if name in ("", "..") or b"\0" in os.fsencode(name):
        return False
    return Path(name).name == name


def _rename(folder: Path, waiting: dict[str, str]) -> None:
    """Give the files their names; the list goes last."""
    for temporary, name in waiting.items():
        os.replace(folder / temporary, folder / name)
    (folder / _LIST).unlink(missing_ok=True)


def _rename_all(begun: Mapping[Path, dict[str, str]]) -> None:
    """Give the files of all folders their names, or leave all as they were.

    A file that another program holds open, or that may not be replaced, is met when others have
    their new names already: those get their former contents back, each in such a way that what the
    lists say stays true. Raises OSError.
    """
    pairs = [
        (folder / temporary, folder / name)
        for folder, waiting in reversed([*begun.items()])
        for temporary, name in waiting.items()
    ]
    formers: list[Path | None] = []
    try:
        for waiting_file, file in pairs:
            formers.append(_second_name(file) if len(pairs) > 1 else None)
            os.replace(waiting_file, file)
    except OSError:
        renamed = [*zip(pairs, formers[:-1], strict=False)]
        _take_back((file, waiting, former) for (waiting, file), former in reversed(renamed))
        raise
    finally:
        for former in formers:
            if former is not None:
                with suppress(OSError):
                    former.unlink(missing_ok=True)
    for folder in reversed([*begun]):
        (folder / _LIST).unlink(missing_ok=True)


def _take_back(renamed: Iterable[tuple[Path, Path, Path | None]]) -> None:
    """Each file waits again, and its former one has the name. Raises OSError."""
    try:
        for file, waiting, former in renamed:
            if former is None:
                os.replace(file, waiting)
            else:
                _second_name(file, waiting)
                os.replace(former, file)
    except OSError as error:
        named = error.filename, None, error.filename2
        raise _NotTakenBackError(error.errno, error.strerror, *named) from error


def _second_name(file: Path, second: Path | None = None) -> Path | None:
    """Another name for a file, which stays when the first is given to something else; None where
    there is no file. It is copied where the disk knows no second names. Raises OSError."""
    if not os.path.lexists(file):
        return None
    mark = f".roadmap-{os.getpid()}-{secrets.token_hex(8)}.part"
    second = second or file.with_name(mark)
    try:
        os.link(file, second, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(file, second, follow_symlinks=False)
    return second


def _is_running(process: int) -> bool:
    """Whether a process of this number runs; where that cannot be asked, it is supposed."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def begin(folder: Path) -> tuple[int, str]:
    """The descriptor and the path of a new file that waits for its name. Raises OSError."""
    return tempfile.mkstemp(dir=folder, prefix=f".roadmap-{os.getpid()}-", suffix=".part")


def _temporary(folder: Path, content: str | bytes) -> str:
    """The name of a new file with the content, on the disk."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    descriptor, path = begin(folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(path, 0o644)
    except OSError:
        Path(path).unlink(missing_ok=True)
        raise
    return Path(path).name
