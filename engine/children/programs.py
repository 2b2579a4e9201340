"""Programs of the system: found by a search path of absolute folders, run under limits."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from engine.children.environment import absolute_folders, environment
from engine.children.failures import ChildFailed, FailureKind
from engine.children.limits import Limits, limit_program
from engine.children.waiting import let_stops_through
from engine.classes import dataclass

_NO_LIMITS = Limits()


class NoProgram(Exception):  # noqa: N818
    """No folder of the search path holds the program."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended, and what it said."""

    code: int
    out: bytes
    err: bytes


def program(name: str) -> Path | None:
    """Where a program is; the folder where somebody stands is not looked into."""
    file = f"{name}.exe" if sys.platform == "win32" else name
    for folder in absolute_folders(os.environ.get("PATH", os.defpath)):
        path = Path(folder, file)
        if path.is_file() and os.access(path, os.X_OK):
            return path
    return None


def run_program(
    name: str,
    arguments: Sequence[str],
    *,
    folder: Path | None = None,
    given: bytes = b"",
    variables: Mapping[str, str] | None = None,
    limits: Limits = _NO_LIMITS,
) -> Ended:
    """Run a program to its end, in `folder` or in an empty one of its own, with `given` as stdin.

    Raises NoProgram, and ChildFailed where it takes too long or says too much.
    """
    path = program(name)
    if path is None:
        raise NoProgram(name)
    with tempfile.TemporaryDirectory(prefix="roadmap-child-") as own, _Streams(given) as streams:
        process = subprocess.Popen(
            [str(path), *arguments],
            stdin=streams.given, stdout=streams.out, stderr=streams.err,
            cwd=folder or own, env=environment(given=variables), start_new_session=True,
        )  # fmt: skip
        limit_program(process.pid, limits)
        let_stops_through()
        try:
            code = process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            raise ChildFailed(FailureKind.TIME, name) from None
        finally:
            _kill_group(process)
        return Ended(code, streams.read(streams.out, limits), streams.read(streams.err, limits))


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    """What the program started ends with it."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, 9)
        else:
            process.kill()
    process.wait()


class _Streams:
    """stdin, stdout and stderr as files: nothing waits for a pipe that nobody reads."""

    def __init__(self, given: bytes) -> None:
        self.given, self.out, self.err = map(tempfile.TemporaryFile, ["w+b"] * 3)
        self.given.write(given)
        self.given.seek(0)

    def read(self, stream: IO[bytes], limits: Limits) -> bytes:
        if stream.seek(0, os.SEEK_END) > limits.answer:
            raise ChildFailed(FailureKind.ANSWER, f"{stream.tell()} bytes")
        stream.seek(0)
        return stream.read()

    def __enter__(self) -> "_Streams":
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self.given, self.out, self.err):
            each.close()
