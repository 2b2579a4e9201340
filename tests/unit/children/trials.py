"""What a function of the engine may do to its process; loaded as `engine.trials`."""

import os
import sys
import time


def echo(*values):
    return list(values)


def allocate(size):
    return len(bytearray(size))


def sleep(seconds):
    time.sleep(seconds)


def die(number):
    print("последние слова", file=sys.stderr, flush=True)
    os.kill(os.getpid(), number)


def leave(code):
    os._exit(code)


def panic():
    raise PanicException("date out of range")


def fail():
    return {}["нет такого"]


def dig(depth):
    return dig(depth + 1)


def surroundings():
    print("не ответ")
    return {
        "folder": os.getcwd(), "path": sys.path, "variables": dict(os.environ), "pid": os.getpid(),
        "files": os.listdir(),
    }  # fmt: skip


class PanicException(BaseException):
    """Named and derived as that of pyo3."""
