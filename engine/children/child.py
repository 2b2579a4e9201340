"""The program of a child: calls named functions of the engine until its pipe is closed.

It is started by its path, with `-P`: nothing is imported from the folder where somebody stands. The
engine is the one this file belongs to, whatever else is installed.
"""

import importlib
import importlib.util
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

PACKAGE = "engine"


def main() -> None:
    """Answer every request: the name of a function, its arguments, its limit of memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the first process
    requests, answers = _own_pipes()
    _load_the_engine()
    from engine.children import wire
    from engine.children.limits import no_core_dumps

    no_core_dumps()
    while True:
        try:
            asked = wire.read(requests, sys.maxsize)
        except (EOFError, OSError):
            return
        if "load" in asked:
            _load(asked["load"])
        else:
            wire.write(answers, _answer(asked))


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """stdin and stdout under other numbers: what a library prints goes to stderr."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _load_the_engine() -> None:
    folder = Path(__file__).resolve().parent.parent
    spec = importlib.util.spec_from_file_location(
        PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from engine.children.failures import of_exception
    from engine.children.limits import limit_own_memory

    try:
        function = named(asked["function"])
        limit_own_memory(asked["memory"])
        return {"value": function(*asked["arguments"])}
    except BaseException as problem:  # a panic of a library is no Exception
        kind, text = of_exception(problem)
        return {"failure": [kind.value, text]}
    finally:
        limit_own_memory(None)


def named(name: str) -> Any:
    """A function of the engine by «module:name». Raises ValueError for anything else."""
    module, _, function = name.partition(":")
    if module.split(".")[0] != PACKAGE or not function.isidentifier():
        raise ValueError(name)
    return getattr(importlib.import_module(module), function)


def _load(module: str) -> None:
    """Import ahead of the call; what goes wrong there is told by the call."""
    with suppress(Exception):
        if module.split(".")[0] == PACKAGE:
            importlib.import_module(module)


if __name__ == "__main__":
    main()
