"""Small faults put into the engine on purpose: `python -m tests.house.mutations SEED:COUNT …`.

Each is one node of the syntax tree turned into its neighbour (see `_turned`), drawn at random from
all files of `engine/`, one a file at most, and tried in a copy of the checkout. First all tests run
once over a copy that says which test reaches which part of it (`--map FILE` keeps that, see
reach.py; `--again TESTS` adds or renews some). Then each fault meets tests that reach it, the
nearest and those that reach the least besides, as many as fit into `--seconds`: it is caught when
one fails; a loop that does not end fails by its time. What no test reaches is not caught.

Left out by rule is what changes no behaviour, or breaks at import whatever the tests are: types
(annotations, aliases and what `isinstance` is asked), decorators (`frozen`, `slots`, the size of a
cache), texts, `strict=` of a zip whose sides are of one length, `repr=` of a field, and what only
bounds how much is kept (`maxsize=`).

What the fault does not change (an equal program) a person drops, and says why: `--without 3,17`
leaves those out of the share. `--only 3,17` tries some again, with `--also FILE` by that too;
`--at COMMIT` takes the checkout of that commit, so that the same are drawn again.
"""

import argparse
import ast
import builtins
import importlib
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.house.reach import Map, Reached, Recorder, block_of, blocks, with_marks
from tests.house.trials import Fault, Trial, all_tried, in_child, tried

ROOT = Path(__file__).parents[2]
NOT_TRIED = (
    "engine/execute/backends/", "engine/__main__.py", "engine/adr/", "engine/cli/verbs/git.py",
)  # fmt: skip
"""Their tests need a server, Java or another checkout."""
LIBRARIES = ("polars", "jsonschema", "jsonschema_rs", "hypothesis", "yaml", "click", "jinja2")
"""What most tests import: once here, and not in every run of what runs at import."""
FOLDERS = ("unit", "diff", "golden", "codes", "rules", "planted", "gold")
"""The tests that are asked: those of rooms; attack and browser break the whole, house reads it."""
OF_TIME = ("test_hostile.py",)
"""Not asked: a busy machine fails them, whatever the fault."""
NO_BEHAVIOUR = ("repr", "maxsize", "stacklevel")
"""Arguments that change nothing that a test could see."""
NEAR = 3
"""Files of tests, where the map knows none for what runs at import."""
OPENING = 0.3
"""Seconds that a file of tests costs, besides its tests."""
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


def mutations(file: str, source: bytes) -> Iterator[Callable[[], Mutation]]:
    """All faults of a file, in the order of its tree; each is written out when it is called."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _nodes(ast.parse(source)):
        if (turned := _turned(node)) is not None:
            yield partial(_mutation, file, source, starts, node, *turned)


def _mutation(
    file: str, source: bytes, starts: Sequence[int],
    node: ast.expr | ast.stmt, kind: str, after: Callable[[], str],
) -> Mutation:  # fmt: skip
    first = starts[node.lineno - 1] + node.col_offset
    last = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
    return Mutation(file, node.lineno, kind, first, last, source[first:last].decode(), after())


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Expressions and statements that run: no annotations, decorators, texts or declarations."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "bases"):
            continue
        if isinstance(tree, ast.Call) and name == "args" and _is_asked_types(tree):
            yield tree.args[0]
            yield from _nodes(tree.args[0])
            continue
        if isinstance(tree, ast.Call) and name == "keywords" and ast.unparse(tree.func) == "zip":
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            if isinstance(child, ast.AST) and not _is_left_out(child):
                yield from _nodes(child)


def _is_left_out(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in NO_BEHAVIOUR
    return isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom | ast.pattern) or (
        isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )


_BUILT_IN = frozenset(dir(builtins))


def _is_type(node: ast.expr) -> bool:
    """`str | None`, `Share | Mean`: words of types on both sides of the line."""
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_type(left) and _is_type(right)
        case ast.Subscript(value=value):
            return _is_type(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in _BUILT_IN or bool(re.match("_?[A-Z][a-z]|date", name))
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str))


def _is_asked_types(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("isinstance", "issubclass", "cast")


def _turned(node: ast.expr | ast.stmt) -> tuple[str, Callable[[], str]] | None:
    """The kind of fault that a node can take and its text, or None. Texts are asked of the few
    that are drawn."""
    match node:
        case ast.Compare(left=left, ops=[one], comparators=right):
            compared = ast.Compare(left, [COMPARISONS[type(one)]()], right)
            return "comparison", partial(_text, compared)
        case ast.BoolOp(op=op, values=values):
            turned = ast.Or() if isinstance(op, ast.And) else ast.And()
            return "boolean", partial(_text, ast.BoolOp(turned, values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return "boolean", partial(_text, operand)
        case ast.Constant(value=bool(value)):
            return "constant", partial(str, not value)
        case ast.Constant(value=int(value)):
            return "constant", partial(str, value + 1)
        case ast.BinOp() if _is_type(node):
            return None
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            done = ast.BinOp(left, OPERATORS[type(op)](), right)
            return "arithmetic", partial(_text, done)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            return "return", partial(str, "return None")
        case ast.Expr(value=ast.Call()):
            return "removed call", partial(str, "pass")
    return None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _text(node: ast.expr) -> str:
    return f"({ast.unparse(node)})"


def _short(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:90]


def drawn(root: Path, seed: int, count: int, taken: Iterable[str] = ()) -> list[Mutation]:
    """As many faults, each as likely as any other, one a file and none in those `taken`."""
    everything = [
        (file, mutation)
        for path in sorted((root / "engine").rglob("*.py"))
        if not (file := path.relative_to(root).as_posix()).startswith((*NOT_TRIED, *taken))
        for mutation in mutations(file, path.read_bytes())
    ]
    random.Random(seed).shuffle(everything)
    by_file: dict[str, Callable[[], Mutation]] = {}
    for file, mutation in everything:
        by_file.setdefault(file, mutation)
    return [mutation() for mutation in list(by_file.values())[:count]]


def mapped(root: Path, kept: Path, tests: Sequence[str]) -> None:
    """Runs the tests over a copy with marks at `root`, and writes which part each reaches."""
    names = with_marks(root, root.parent / "marks")
    in_child(root, ["--timeout=300", *tests], Recorder(kept.resolve(), names))


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


def matching(root: Path, mutation: Mutation, reach: Map) -> list[Reached]:
    """The tests that reach a fault, or its file where it runs at import; those of the nearest
    files where the map has none."""
    source = (root / mutation.file).read_bytes()
    own = block_of(mutation.file, source, mutation.first)
    names = [own] if own else [one.name for one in blocks(mutation.file, source)]
    return reach.reaching(names)


def nearest(root: Path, mutation: Mutation, count: int) -> list[str]:
    """The test files that name a fault's subject, for what runs at import, before any test does."""
    tests = [
        test.relative_to(root)
        for folder in FOLDERS
        for test in (root / "tests" / folder).rglob("test_*.py")
        if test.name not in OF_TIME
    ]
    near = sorted((_distance(root / test, mutation.file), test.as_posix()) for test in tests)
    return [test for (rank, _), test in near if rank < 2][:count]


def cheapest(root: Path, file: str, tests: Sequence[Reached], seconds: float) -> list[Reached]:
    """As many tests as fit into the seconds: half of these for the test files that stand nearest to
    the fault, half for the tests that reach the least besides it. Those of a file together."""
    rank = {test: _distance(root / test, file)[0] for test in {one.file for one in tests}}
    chosen: dict[Reached, None] = {}
    opened: set[str] = set()
    spent = 0.0
    for share, key in ((0.5, lambda one: (rank[one.file], one.size)), (1, lambda one: one.size)):
        for one in sorted(tests, key=key):
            costs = one.seconds + (0 if one.file in opened else OPENING)
            if one not in chosen and (not chosen or spent + costs <= seconds * share):
                chosen[one] = None
                opened.add(one.file)
                spent += costs
    files = list(dict.fromkeys(one.file for one in chosen))
    return sorted(chosen, key=lambda one: files.index(one.file))


def copied(folder: Path, source: Path = ROOT) -> Path:
    """The checkout without what git and tools keep, to break things in; with its bytecode."""
    shutil.copytree(source, folder / "checkout", symlinks=True, ignore=shutil.ignore_patterns(
        ".git", ".venv", ".*_cache", ".cache", "node_modules"
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


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",") if number)


def main() -> None:
    """Prints each fault and the share that was caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="*", metavar="SEED:COUNT")
    parser.add_argument("--map", type=Path, required=True, metavar="FILE")
    parser.add_argument("--again", action="append", default=[], metavar="TESTS")
    parser.add_argument("--seconds", type=int, default=40, help="of processor time, for each")
    parser.add_argument("--without", type=_numbers, default=frozenset())
    parser.add_argument("--only", type=_numbers, default=frozenset())
    parser.add_argument("--also", action="append", default=[], metavar="TESTS")
    parser.add_argument("--at", metavar="COMMIT")
    parser.add_argument("--list", action="store_true", help="draw and print, try nothing")
    parser.add_argument("--unreached", action="store_true", help="print what no test reaches")
    given = parser.parse_args()
    for library in LIBRARIES:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        root = _checked_out(place, given.at, given.also) if given.at else copied(place)
        sample: list[Mutation] = []
        for seed, _, count in (words.partition(":") for words in given.samples):
            sample += drawn(root, int(seed), int(count), [one.file for one in sample])
        if given.list:
            print(*(f"{n:3} {mutation}" for n, mutation in enumerate(sample, 1)), sep="\n")
            return
        tests = given.again or [f"tests/{name}" for name in FOLDERS]
        if given.again or not given.map.exists():
            mapped(copied(place / "marked", root), given.map, tests)
        reach = Map(given.map, OF_TIME)
        if given.unreached:
            print(*reach.unreached(), sep="\n")
        numbered = {
            number: mutation
            for number, mutation in enumerate(sample, 1)
            if number not in given.without and (not given.only or number in given.only)
        }
        _try_all(root, numbered, reach, given)


def _try_all(
    root: Path, sample: dict[int, Mutation], reach: Map, given: argparse.Namespace
) -> None:
    faults, counts = {}, {}
    for number, mutation in sample.items():
        reaching = [] if given.also else matching(root, mutation, reach)
        tests = cheapest(root, mutation.file, reaching, given.seconds)
        counts[number] = f"{len(tests)} of {len(reaching)} tests"
        faults[number] = Fault(
            mutation.file, mutation.first, mutation.last, mutation.after,
            bool(block_of(mutation.file, (root / mutation.file).read_bytes(), mutation.first)),
            tuple(one.test for one in tests), sum(one.seconds for one in tests),
            tuple(given.also or ([] if tests else nearest(root, mutation, NEAR))),
        )  # fmt: skip
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")

    def say(number: int, trial: Trial) -> None:
        said = trial.caught_by or f"NOT CAUGHT by {counts[number]}"
        print(
            f"{number:3} {sample[number]}\n    {said} ({trial.seconds:.0f} s)", file=out, flush=True
        )

    trials = all_tried(root, {n: fault for n, fault in faults.items() if fault.is_in_function}, say)
    for number in faults.keys() - trials.keys():
        trials[number] = tried(root, faults[number])
        say(number, trials[number])
    caught = sum(bool(one.caught_by) for one in trials.values())
    seconds = sum(one.seconds for one in trials.values())
    print(f"{caught} of {len(sample)} caught, {seconds:.0f} s of processor time")


if __name__ == "__main__":
    main()
