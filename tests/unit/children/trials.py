"""What a function of the engine may do to its process; loaded as `engine.trials`."""

import os
import sys
import time


def echo(*values: object) -> list[object]:
    return list(values)


def allocate(size: int) -> int:
    return len(bytearray(size))


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def die(number: int) -> None:
    print("последние слова", file=sys.stderr, flush=True)
    os.kill(os.getpid(), number)


def leave(code: int) -> None:
    os._exit(code)


def panic() -> None:
    raise PanicException("date out of range")


def fail() -> None:
    raise KeyError("нет такого")


def dig(depth: int) -> int:
    return dig(depth + 1)


def surroundings() -> dict[str, object]:
    print("не ответ")
    return {
        "folder": os.getcwd(), "path": sys.path, "variables": dict(os.environ), "pid": os.getpid(),
        "files": os.listdir(),
    }  # fmt: skip


class PanicException(BaseException):
    """Named and derived as that of pyo3."""
