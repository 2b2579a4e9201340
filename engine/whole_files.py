"""Files written whole or not at all: whoever is stopped between leaves the old set or the new."""

import errno
import json
import os
import re
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class NotWritten(Exception):  # noqa: N818
    """The folder or the disk did not take the files; nothing of them is there."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.folder, self.error = folder, error
        super().__init__(f"{folder.as_posix()}: {error}")


def write_files(
    folder: Path, files: dict[str, str | bytes], *, decided: Callable[[], object] | None = None
) -> tuple[Path, ...]:
    """Write all files or none: each goes to a temporary name first, then all are renamed.

    A set of several is decided by one rename, of a list of what is to be called how: a run that
    finds the list finishes the set, without it what waits is swept away. `decided` is called when
    everything is on the disk and nothing is renamed yet. Raises NotWritten, with nothing left.
    """
    waiting: dict[str, str] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        settle(folder)
        for name, content in files.items():
            _refuse_what_is_no_file(folder / name)
            waiting[_temporary(folder, content)] = name
        if decided:
            decided()
        if len(waiting) > 1:
            listed = _temporary(folder, json.dumps(waiting, ensure_ascii=False))
            waiting[listed] = _LIST
            os.replace(folder / listed, folder / _LIST)
            del waiting[listed]
        _rename(folder, waiting)
    except OSError as error:
        for name in (*waiting, _LIST):
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
        raise NotWritten(folder, error) from error
    return tuple(folder / name for name in files)


def _refuse_what_is_no_file(path: Path) -> None:
    """Raise OSError where a folder, a pipe or a device stands: a rename would take its place."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


_LIST = ".roadmap-set.json"
_LONGEST_LIST = 16 << 20
_WAITING = re.compile(r"\.roadmap-(?P<process>\d+)-\w+\.part")


def settle(folder: Path) -> None:
    """Finish the set that a killed run had decided, and sweep away what others left.

    What another process that still runs is writing stays. Raises OSError.
    """
    decided = folder / _LIST
    if decided.is_file() and not decided.is_symlink() and decided.stat().st_size <= _LONGEST_LIST:
        _rename(folder, _listed(decided))
    sweep(folder, own=True)


def sweep(folder: Path, *, own: bool = False) -> None:
    """Remove what killed processes had begun to write; what this one writes where `own` says so:
    another thread may be at it. Raises OSError."""
    for file in folder.glob(".roadmap-*.part"):
        found = _WAITING.fullmatch(file.name)
        is_ours = found is not None and int(found["process"]) == os.getpid()
        is_left = found and (own if is_ours else not _is_running(int(found["process"])))
        if is_left and not file.is_dir():
            file.unlink(missing_ok=True)


def _listed(decided: Path) -> dict[str, str]:
    """What of the list still waits; nothing where it is no list of ours."""
    try:
        found = json.loads(decided.read_bytes())
        pairs = found.items() if isinstance(found, dict) else ()
        return {
            waiting: name
            for waiting, name in pairs
            if _WAITING.fullmatch(waiting) and _names_a_file(name)
            and (decided.parent / waiting).is_file()
        }  # fmt: skip
    except (ValueError, RecursionError):
        return {}


def _names_a_file(name: object) -> bool:
    """Whether a file of the same folder can be called so. Raises ValueError where no file can."""
    if not isinstance(name, str) or name in ("", "..") or b"\0" in os.fsencode(name):
        return False
    return Path(name).name == name


def _rename(folder: Path, waiting: dict[str, str]) -> None:
    """Give the files their names; the list goes last."""
    for temporary, name in waiting.items():
        os.replace(folder / temporary, folder / name)
    (folder / _LIST).unlink(missing_ok=True)


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
