"""Small faults put into the engine on purpose: `python tests/house/mutations.py SEED:COUNT …`.

Each is one node of the syntax tree turned into its neighbour (see `_turned`), drawn at random from
all files of `engine/`, one a file at most, and tried in a copy of the checkout. First the tests run
once over a copy in which each drawn place says that it is reached, and by which test (`--reached
FILE` keeps that; it takes as long as the tests do). Then each fault meets the test files that reach
it, the nearest first: it is caught when one fails; a loop that does not end fails by its time. What
no test reaches is not caught.

What the fault does not change (an equal program) a person drops, and says why: `--without 3,17`
leaves those out of the share. `--only 3,17` tries some again, with `--also FILE` by that alone;
`--at COMMIT` takes the checkout of that commit, so that the same are drawn again.
"""

import argparse
import ast
import compileall
import importlib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest

ROOT = Path(__file__).parents[2]
NOT_TRIED = (
    "engine/execute/backends/", "engine/__main__.py", "engine/adr/", "engine/cli/verbs/git.py",
)  # fmt: skip
"""Their tests need a server, Java or another checkout."""
LIBRARIES = ("polars", "pandas", "narwhals", "networkx", "jsonschema", "jsonschema_rs",
             "hypothesis", "scipy.stats", "yaml", "click", "jinja2", "dateutil",
             "pymorphy3")  # fmt: skip
"""What most tests import: once here, and not in every run."""
FOLDERS = ("unit", "diff", "golden", "codes", "rules", "planted", "gold")
"""The tests that are asked: those of rooms; attack and browser break the whole, house reads it."""
OF_TIME = ("test_hostile.py",)
"""Not asked: a busy machine fails them, whatever the fault."""
MARK = """
import builtins, io, os
_told = set()
def _reached(number):
    line = f"{number} {os.environ.get('PYTEST_CURRENT_TEST', '').partition('::')[0]}\\n"
    if line not in _told:
        _told.add(line)
        with io.open({file!r}, "a") as file:
            file.write(line)
builtins._reached = _reached
"""
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: the bytes `first:last` of a file, the kind, and what stands there instead."""

    file: str
    line: int
    kind: str
    first: int
    last: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.kind}: {_short(self.before)} → {_short(self.after)}"


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a fault: the test that caught it, or "" and the seconds of processor time."""

    caught_by: str
    seconds: float


def mutations(file: str, source: bytes) -> Iterator[Mutation]:
    """All faults of a file, in the order of its tree."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _nodes(ast.parse(source)):
        turned = _turned(node)
        if turned is None:
            continue
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        kind, after = turned
        yield Mutation(file, node.lineno, kind, first, last, source[first:last].decode(), after)


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Expressions and statements that run: no annotations, decorators, texts or declarations."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            if isinstance(child, ast.AST) and not _is_left_out(child):
                yield from _nodes(child)


def _is_left_out(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.pattern) or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )


def _turned(node: ast.expr | ast.stmt) -> tuple[str, str] | None:
    """The kind of fault that a node can take and its text, or None."""
    match node:
        case ast.Compare(left=left, ops=[one], comparators=right):
            return "comparison", _text(ast.Compare(left, [COMPARISONS[type(one)]()], right))
        case ast.BoolOp(op=op, values=values):
            return "boolean", _text(
                ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            )
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return "boolean", _text(operand)
        case ast.Constant(value=bool(value)):
            return "constant", f"{not value}"
        case ast.Constant(value=int(value)):
            return "constant", f"{value + 1}"
        case ast.BinOp(right=ast.Constant(value=None)):
            return None  # a type: `str | None`
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return "arithmetic", _text(ast.BinOp(left, OPERATORS[type(op)](), right))
        case ast.Return(value=value) if value and ast.unparse(value) != "None":
            return "return", "return None"
        case ast.Expr(value=ast.Call()):
            return "removed call", "pass"
    return None


def _text(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"


def _short(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:90]


def drawn(root: Path, seed: int, count: int, taken: Iterable[str] = ()) -> list[Mutation]:
    """As many faults, each as likely as any other, one a file and none in those `taken`."""
    everything = [
        mutation
        for path in sorted((root / "engine").rglob("*.py"))
        if not (file := path.relative_to(root).as_posix()).startswith((*NOT_TRIED, *taken))
        for mutation in mutations(file, path.read_bytes())
    ]
    random.Random(seed).shuffle(everything)
    by_file: dict[str, Mutation] = {}
    for mutation in everything:
        by_file.setdefault(mutation.file, mutation)
    return list(by_file.values())[:count]


def reached(root: Path, sample: Sequence[Mutation], kept: Path) -> dict[int, set[str]]:
    """Number of a fault (its place in the sample, from 1) → the test files that reach it."""
    if not kept.exists():
        _with_marks(root, sample, kept.resolve())
        places = [f"tests/{folder}" for folder in FOLDERS]
        _pytest(root, ["--timeout=120", "-p", "no:randomly", *places], None)
        kept.touch()
    files: dict[int, set[str]] = {}
    for line in kept.read_text().splitlines():
        number, _, test = line.partition(" ")
        if test and not test.endswith(OF_TIME):
            files.setdefault(int(number), set()).add(test)
    return files


def _with_marks(root: Path, sample: Sequence[Mutation], kept: Path) -> None:
    """Each place of the sample in the copy says that it is reached; later places first."""
    numbered = sorted(enumerate(sample, 1), key=lambda each: -each[1].first)
    for number, mutation in numbered:
        path, before = root / mutation.file, mutation.before
        is_statement = mutation.kind in ("return", "removed call")
        marked = (
            f"_reached({number}); {before}"
            if is_statement
            else f"(_reached({number}) or ({before}))"
        )
        path.write_bytes(_instead(path.read_bytes(), mutation, marked))
    start = root / "engine" / "__init__.py"
    text = start.read_text("utf-8")
    head = text.index('"""', 3) + 3
    mark = MARK.replace("{file!r}", repr(str(kept)))
    start.write_text(text[:head] + mark + text[head:], "utf-8")


def _instead(source: bytes, mutation: Mutation, text: str) -> bytes:
    return source[: mutation.first] + text.encode() + source[mutation.last :]


def _distance(test: Path, file: str) -> tuple[int, int]:
    """How far a test file stands from a file of the engine: by imports, by names, by size."""
    text = test.read_text("utf-8")
    parts = Path(file).with_suffix("").parts
    if any(len(word) > 3 and word.rstrip("s") in test.stem for word in parts[-1].split("_")):
        return 0, 0
    if any(word in text for word in (".".join(parts), f"from {'.'.join(parts[:-1])} import")):
        return 0, len(text)
    if any(part.rstrip("s") in test.stem for part in parts[-2:]):
        return 1, len(text)
    return (2 if f"unit/{parts[1]}" in test.as_posix() else 3), len(text)


def _near(root: Path, file: str, most: int) -> list[str]:
    """The test files for what is reached at import, when no test runs yet: those that name it."""
    tests = [
        test
        for folder in FOLDERS
        for test in (root / "tests" / folder).rglob("test_*.py")
        if test.name not in OF_TIME
    ]
    near = sorted((_distance(test, file), test) for test in tests)
    return [t.relative_to(root).as_posix() for (rank, _), t in near if rank < 2][:most]


def tried(root: Path, mutation: Mutation, tests: Iterable[str], seconds: int) -> Trial:
    """The fault is put into the copy at `root`, its tests run, and the file is mended again."""
    nearest = sorted(tests, key=lambda test: _distance(root / test, mutation.file))
    if not nearest:
        return Trial("", 0.0)
    path = root / mutation.file
    source = path.read_bytes()
    path.write_bytes(_instead(source, mutation, mutation.after))
    try:
        return _pytest(root, ["-x", "-rfE", "--timeout=30", *nearest], seconds)
    finally:
        path.write_bytes(source)


def _pytest(root: Path, words: Sequence[str], seconds: int | None) -> Trial:
    """A run of pytest in the copy, within a bound of processor time. It begins as a fork of this
    process, which has imported the libraries already, and nothing of the engine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    log = root.parent / "pytest.log"
    child = os.fork()
    if not child:
        _run_in_child(root, words, seconds, log)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", log.read_text("utf-8"), re.MULTILINE)
    name = failed[1] if failed else "collection" if os.WEXITSTATUS(status) in (2, 3, 4) else ""
    return Trial(name, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _run_in_child(root: Path, words: Sequence[str], seconds: int | None, log: Path) -> None:
    os.chdir(root)
    sys.path[0] = str(root)
    sys.dont_write_bytecode = True
    with log.open("w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        ended = pytest.main(["-n0", "-q", "--tb=no", "-p", "no:cacheprovider", *words])
        sys.stdout.flush()
        os._exit(ended)


def copied(folder: Path, source: Path = ROOT) -> Path:
    """The checkout without what git and tools keep, to break things in."""
    shutil.copytree(source, folder / "checkout", symlinks=True, ignore=shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", ".cache", "__pycache__", "node_modules"
    ))  # fmt: skip
    return folder / "checkout"


def _checked_out(folder: Path, commit: str, also: Iterable[str]) -> Path:
    """The checkout as it was at a commit, with the test files of today that are named."""
    root = folder / "checkout"
    root.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x"], cwd=root, input=packed.stdout, check=True)
    for test in also:
        shutil.copy(ROOT / test, root / test)
    return root


def _compiled(root: Path) -> None:
    """Bytecode of the copy, for every run of it, that holds as long as its source has this hash."""
    mode = PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(root / "engine", quiet=2, invalidation_mode=mode)


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",") if number)


def main() -> None:
    """Prints each fault and the share that was caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="+", metavar="SEED:COUNT")
    parser.add_argument("--reached", type=Path, required=True, metavar="FILE")
    parser.add_argument("--seconds", type=int, default=60, help="of processor time, for each")
    parser.add_argument("--near", type=int, default=8, metavar="FILES", help="where none is marked")
    parser.add_argument("--without", type=_numbers, default=frozenset())
    parser.add_argument("--only", type=_numbers, default=frozenset())
    parser.add_argument("--also", action="append", default=[], metavar="TESTS")
    parser.add_argument("--at", metavar="COMMIT")
    parser.add_argument("--list", action="store_true", help="draw and print, try nothing")
    given = parser.parse_args()
    for library in LIBRARIES:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        root = _checked_out(place, given.at, given.also) if given.at else copied(place)
        _compiled(root)
        sample: list[Mutation] = []
        for seed, _, count in (words.partition(":") for words in given.samples):
            sample += drawn(root, int(seed), int(count), [each.file for each in sample])
        if given.list:
            print(*(f"{n:3} {mutation}" for n, mutation in enumerate(sample, 1)), sep="\n")
            return
        marked = copied(place / "marked", root)
        retried = bool(given.only and given.also)
        files = {} if retried else reached(marked, sample, given.reached)
        caught, spent, chosen = 0, 0.0, 0
        for number, mutation in enumerate(sample, 1):
            if number in given.without or (given.only and number not in given.only):
                continue
            own = () if retried else files.get(number, _near(root, mutation.file, given.near))
            tests = {*own, *given.also}
            trial = tried(root, mutation, tests, given.seconds)
            chosen, caught, spent = (
                chosen + 1,
                caught + bool(trial.caught_by),
                spent + trial.seconds,
            )
            said = trial.caught_by or (
                f"NOT CAUGHT by {len(tests)} files" if tests else "NOT REACHED"
            )
            print(f"{number:3} {mutation}\n    {said} ({trial.seconds:.0f} s)", flush=True)
        print(f"{caught} of {chosen} caught, {spent:.0f} s of processor time")


if __name__ == "__main__":
    main()
