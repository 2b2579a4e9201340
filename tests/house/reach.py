"""Which tests run which part of the engine, and how long each takes: the map of `mutations.py`.

A part (a `Block`) is a run of statements within a function that are reached together: the body of a
function, of a branch or of a loop, and what follows a branch or a loop in the same body. In a copy
of the checkout each part begins with a mark (`_mark[17] = 1`, a byte of a file that is mapped into
memory, so that children which a test starts in the copy mark too); all tests run once over it.

The map is a text file of one JSON object a line: the names of all parts, then for each test that
passed its id, its seconds and the numbers of the parts reached in its setup and in itself (bits,
packed). Parts are named by file, function and place in it, so that a map holds for later commits
too, but for the functions that changed. A later line about a test replaces an earlier one.
"""

import ast
import base64
import json
import time
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

HEAD = """
import builtins as _builtins, mmap as _mmap
with open({marks!r}, "r+b") as _file:
    _builtins._mark = _mmap.mmap(_file.fileno(), 0)
"""
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
NESTED = (
    ast.If | ast.For | ast.AsyncFor | ast.While | ast.Try | ast.With | ast.AsyncWith | ast.Match
)
BODIES = ("body", "orelse", "finalbody")


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a function: its name, and the bytes `first:last` of the file it stands in."""

    name: str
    first: int
    last: int
    head: str
    """What goes before a mark and after it, where a mark cannot stand on the statement's line."""


def blocks(file: str, source: bytes) -> list[Block]:
    """All parts of the functions of a file, in the order of its tree."""
    return list(_Blocks(file, source).of(ast.parse(source), ""))


class _Blocks:
    def __init__(self, file: str, source: bytes) -> None:
        self._file, self._source = file, source
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self._counts: dict[str, int] = {}

    def of(self, node: ast.AST, scope: str) -> Iterator[Block]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, FUNCTIONS | ast.ClassDef):
                inner = f"{scope}.{child.name}".lstrip(".")
                if isinstance(child, FUNCTIONS):
                    yield from self._of_body(child.body, inner)
                yield from self.of(child, inner)
            elif isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                yield from self.of(child, scope)

    def _of_body(self, body: Sequence[ast.stmt], scope: str) -> Iterator[Block]:
        begins = True
        for place, statement in enumerate(body):
            is_docstring = isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            )
            if begins and not is_docstring:
                yield self._block(statement, body[place:], scope)
            begins = is_docstring or isinstance(statement, NESTED)
            if isinstance(statement, NESTED):
                yield from self._of_nested(statement, scope)

    def _of_nested(self, node: ast.stmt, scope: str) -> Iterator[Block]:
        for name in BODIES:
            inner = getattr(node, name, [])
            if name == "orelse" and inner and self._source.startswith(b"elif", self._at(inner[0])):
                yield from self._of_nested(inner[0], scope)
            elif inner:
                yield from self._of_body(inner, scope)
        for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
            yield from self._of_body(part.body, scope)

    def _block(self, node: ast.stmt, until: Sequence[ast.stmt], scope: str) -> Block:
        number = self._counts[scope] = self._counts.get(scope, -1) + 1
        first = self._at(node)
        end = until[-1]
        last = self._starts[(end.end_lineno or 1) - 1] + (end.end_col_offset or 0)
        own_line = isinstance(node, NESTED | FUNCTIONS | ast.ClassDef)
        head = "\n" + " " * node.col_offset if own_line else "; "
        return Block(f"{self._file}::{scope}#{number}", first, last, head)

    def _at(self, node: ast.stmt) -> int:
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        if decorators:
            line = min(one.lineno for one in decorators)
            return self._starts[line - 1] + node.col_offset
        return self._starts[node.lineno - 1] + node.col_offset


def block_of(file: str, source: bytes, at: int) -> str:
    """The name of the smallest part that a byte stands in, or "" for what runs at import."""
    around = [one for one in blocks(file, source) if one.first <= at < one.last]
    return min(around, key=lambda one: one.last - one.first).name if around else ""


def with_marks(root: Path, marks: Path) -> list[str]:
    """Puts the marks into the checkout at `root`; the names of the parts, by number."""
    names: list[str] = []
    for path in sorted((root / "engine").rglob("*.py")):
        source = path.read_bytes()
        own = blocks(path.relative_to(root).as_posix(), source)
        numbered = list(enumerate(own, len(names)))
        names += [one.name for one in own]
        for number, one in sorted(numbered, key=lambda pair: -pair[1].first):
            mark = f"_mark[{number}] = 1{one.head}".encode()
            source = source[: one.first] + mark + source[one.first :]
        path.write_bytes(source)
    marks.write_bytes(bytes(len(names)))
    start = root / "engine" / "__init__.py"
    text = start.read_text("utf-8")
    head = text.index('"""', 3) + 3
    start.write_text(text[:head] + HEAD.format(marks=str(marks)) + text[head:], "utf-8")
    return names


class Recorder:
    """Plugin of pytest: writes a line of the map for each test that passes."""

    def __init__(self, kept: Path, names: Sequence[str]) -> None:
        self._kept, self._names = kept, names
        self._failed = False
        self._setup = self._call = b""
        self._seconds = 0.0

    def pytest_sessionstart(self) -> None:
        self._write({"names": self._names})

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Generator[None, object, object]:
        self._failed = False
        result, self._setup, self._seconds = yield from self._marked()
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        result, self._call, seconds = yield from self._marked()
        self._seconds += seconds
        return result

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or not report.passed
        if report.when == "teardown" and not self._failed:
            self._write({
                "test": report.nodeid, "seconds": round(self._seconds, 4),
                "setup": packed(self._setup), "call": packed(self._call),
            })  # fmt: skip

    def _marked(self) -> Generator[None, object, tuple[object, bytes, float]]:
        marks = _marks()
        marks[:] = bytes(len(marks))
        before = time.process_time()
        result = yield
        return result, bytes(marks), time.process_time() - before

    def _write(self, line: dict[str, object]) -> None:
        with self._kept.open("a", encoding="utf-8") as file:
            print(json.dumps(line, ensure_ascii=False), file=file)


def _marks() -> bytearray:
    import builtins

    import engine  # noqa: F401  its first lines map the file of marks

    return builtins._mark  # type: ignore[attr-defined, no-any-return]


_DIGITS = b"0" + b"1" * 255


def packed(marks: bytes) -> str:
    """The numbers of what is marked, as text."""
    bits = int(b"0" + marks[::-1].translate(_DIGITS), 2)
    return base64.b85encode(zlib.compress(bits.to_bytes(len(marks) // 8 + 1, "little"))).decode()


def unpacked(text: str) -> int:
    """The bits of what `packed` wrote: bit 17 is part 17."""
    return int.from_bytes(zlib.decompress(base64.b85decode(text)), "little")


@dataclass(frozen=True, eq=False)
class Reached:
    """A test of the map and the parts that it reaches, by number."""

    test: str
    seconds: float
    setup: int
    call: int
    run: int
    """The run of all tests that it was recorded in, which numbered the parts."""

    @property
    def file(self) -> str:
        """The file that the test stands in."""
        return self.test.partition("::")[0]

    @cached_property
    def size(self) -> int:
        """How many parts it reaches: few, when it asks one thing."""
        return self.call.bit_count()


class Map:
    """Parts of the engine → the tests that reach them."""

    def __init__(self, kept: Path, without: tuple[str, ...] = ()) -> None:
        self._runs: list[dict[str, int]] = []
        by_id: dict[str, Reached] = {}
        for line in kept.read_text("utf-8").splitlines():
            read = json.loads(line)
            if "names" in read:
                self._runs.append({name: number for number, name in enumerate(read["names"])})
            elif not read["test"].partition("::")[0].endswith(without or ("\0",)):
                by_id[read["test"]] = Reached(
                    read["test"], read["seconds"], unpacked(read["setup"]),
                    unpacked(read["call"]), len(self._runs) - 1,
                )  # fmt: skip
        self.tests = list(by_id.values())

    def reaching(self, names: Iterable[str]) -> list[Reached]:
        """The tests that reach one of these parts, or share a setup that does."""
        asked = list(names)
        masks = [sum(1 << run[name] for name in asked if name in run) for run in self._runs]
        shared = {one.file for one in self.tests if one.setup & masks[one.run]}
        return [one for one in self.tests if one.call & masks[one.run] or one.file in shared]

    def unreached(self) -> list[str]:
        """The parts that no test reaches, of those that the newest run knows."""
        reached: set[str] = set()
        for number, run in enumerate(self._runs):
            every = 0
            for one in self.tests:
                if one.run == number:
                    every |= one.call | one.setup
            reached |= {name for name, part in run.items() if every >> part & 1}
        return [name for name in self._runs[-1] if name not in reached]
