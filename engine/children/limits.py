"""What a child may take. It sets its own limits: nothing runs between fork and exec."""

import os
from contextlib import suppress
from math import ceil
from pathlib import Path

from engine.classes import dataclass

try:
    import resource
except ImportError:  # a system without such limits: what the caller bounds by size decides
    resource = None  # type: ignore[assignment]

_STATM = Path("/proc/self/statm")
_DATA = 5
"""Which number of `statm` counts the pages of data and stack."""


@dataclass(frozen=True, slots=True)
class Limits:
    """None: as much as the system gives."""

    memory: int | None = None
    """Bytes beyond what the program takes before its task."""
    seconds: float | None = None
    """Of wall time, for one task."""
    answer: int = 1 << 30
    """Bytes of the answer."""


def limit_own_memory(memory: int | None) -> None:
    """Let this process allocate so many bytes more than now, where the system can hold it to that.

    Linux counts private writable memory (RLIMIT_DATA); the address space would count reserved
    stacks of threads and mapped files too.
    """
    if resource is None or not _STATM.exists():
        return
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    if memory is None:
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
        return
    pages = int(_STATM.read_text("ascii").split()[_DATA])
    most = pages * resource.getpagesize() + memory
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def no_core_dumps() -> None:
    """A process that dies leaves no copy of its memory, in which rows of tables would stand."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_program(pid: int, limits: Limits) -> None:
    """The same for a program that was just started, which does not limit itself; Linux only.

    No file that it writes, what it says among them, is longer than an answer and one byte: a few
    kilobytes that unpack for ever would fill the disk. Its processor time is that of all cores for
    as long as it is waited for: it ends, too, where nobody is left to wait.
    """
    if resource is None or not hasattr(resource, "prlimit"):
        return
    with suppress(ProcessLookupError):  # it has ended already
        _limit(pid, resource.RLIMIT_FSIZE, limits.answer + 1)
        if limits.memory is not None:
            _limit(pid, resource.RLIMIT_DATA, limits.memory)
        if limits.seconds is not None:
            _limit(pid, resource.RLIMIT_CPU, ceil(limits.seconds) * (os.cpu_count() or 1))


def _limit(pid: int, of: int, most: int) -> None:
    """Not above what the process has inherited: who may not raise that is refused all of it."""
    hard = resource.prlimit(pid, of)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.prlimit(pid, of, (least, least))
