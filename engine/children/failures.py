"""Why a child gave no answer."""

import signal
from enum import StrEnum

from engine.lazy import lazy_pattern


class FailureKind(StrEnum):
    """What became of the child."""

    MEMORY = "memory"
    """It asked for more memory than it may have."""
    TIME = "time"
    """It did not answer in time and was stopped."""
    KILLED = "killed"
    """A signal ended it, or it ended by itself without an answer; `text` says which."""
    PANIC = "panic"
    """A library in another language gave up; `text` is what it said."""
    RAISED = "raised"
    """The function raised an exception; `text` names it with its words."""
    ANSWER = "answer"
    """The answer is longer than was agreed, or is none."""


class ChildFailed(Exception):  # noqa: N818
    """A child gave no answer."""

    def __init__(self, kind: FailureKind, text: str) -> None:
        super().__init__(f"{kind.value}: {text}" if text else kind.value)
        self.kind, self.text = kind, text


_NO_MEMORY = lazy_pattern(r"memory allocation of \d+ bytes failed|bad_alloc|[Oo]ut of memory")


def of_exception(problem: BaseException) -> tuple[FailureKind, str]:
    """The kind and words of what a function raised, panics included."""
    words = f"{type(problem).__name__}: {problem}"
    if isinstance(problem, MemoryError) or _NO_MEMORY.search(words):
        return FailureKind.MEMORY, str(problem)
    if type(problem).__name__ == "PanicException":
        return FailureKind.PANIC, str(problem)
    return FailureKind.RAISED, words


def of_end(code: int, said: str) -> tuple[FailureKind, str]:
    """The kind and words of a process that ended: its return code, the end of its stderr."""
    if _NO_MEMORY.search(said):
        return FailureKind.MEMORY, said
    name = f"exit {code}"
    if code < 0:
        known = {signals.value for signals in signal.Signals}
        name = signal.Signals(-code).name if -code in known else f"signal {-code}"
    return FailureKind.KILLED, f"{name}: {said}" if said else name
