"""Nothing but `engine/children` starts a process."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine

ENGINE = Path(engine.__file__).parent
ROOM = ENGINE / "children"
STARTERS = {
    "subprocess", "multiprocessing", "pty", "runpy", "_posixsubprocess",
    "concurrent.futures.process",
}  # fmt: skip
OF_OS = (
    "system", "popen", "exec", "spawn", "posix_spawn", "fork", "startfile", "create_subprocess",
    "ProcessPoolExecutor",
)  # fmt: skip


def starts(source: str) -> Iterator[str]:
    """The names in a module by which a process could be started, or code of a text be run."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in STARTERS)
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "") in STARTERS:
                yield str(node.module)
            yield from (name.name for name in node.names if name.name in STARTERS | set(OF_OS))
        elif isinstance(node, ast.Attribute) and node.attr.startswith(OF_OS):
            if isinstance(node.value, ast.Name) and node.value.id in ("os", "asyncio", "futures"):
                yield f"{node.value.id}.{node.attr}"
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and (node.func.id in ("eval", "exec", "__import__"))
        ):
            yield node.func.id


@pytest.mark.parametrize("folder", sorted(each.name for each in ENGINE.iterdir() if each.is_dir()))
def test_only_the_one_room_starts_processes(folder: str) -> None:
    found = {
        path.relative_to(ENGINE).as_posix(): names
        for path in (ENGINE / folder).rglob("*.py")
        if (names := list(starts(path.read_text("utf-8"))))
    }
    rooms = {"children/calling.py": ["subprocess"], "children/programs.py": ["subprocess"]}
    assert found == (rooms if folder == "children" else {})


@pytest.mark.parametrize(
    "source",
    [
        "import subprocess", "from multiprocessing import get_context", "import os; os.system('x')",
        "import os\nos.execvp('a', [])", "from os import fork", "os.posix_spawn()", "eval('1')",
        "from concurrent.futures import ProcessPoolExecutor", "import runpy",
        "import asyncio\nasyncio.create_subprocess_exec('a')",
    ],
)  # fmt: skip
def test_the_ways_to_start_one_are_known(source: str) -> None:
    assert list(starts(source))


def test_what_starts_nothing_is_left_alone() -> None:
    assert not list(starts("import os\nos.environ\nre.compile('x').exec\nos.path.exists('forks')"))
