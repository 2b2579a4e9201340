"""The house in figures: `python tests/house/measure.py [FOLDER]` (this checkout unless told).

Counted are the `.py` files under `engine/`:
- a line is a physical line, blank lines and comments too;
- an import line is a line of an `import` or `from … import` statement, a statement of many lines
  counts them all; under `TYPE_CHECKING` and inside functions too;
- an importer of a module is another module of `engine/` that names it in an import, as
  `import engine.a`, `from engine.a import x` or `from engine import a`; a relative import is
  resolved; `from engine.a import b` where `engine/a/b.py` is a file names `engine.a.b` and not
  the folder; `__init__.py` and `__main__.py` are nobody's rooms and are left out of «one importer»;
- a function is a `def` with its decorators and its docstring, its length is its lines;
- a module names a kind of measure when a class of its parameters (see KINDS) stands in its code, in
  an import too; words in quotes are not looked at (`"count"` and `"sum"` are words of polars too).
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = 60
KINDS: dict[str, tuple[str, ...]] = {
    "share": ("Share",),
    "count": ("Count",),
    "sum": ("Sum", "ComputedSum"),
    "mean": ("Mean", "ComputedMean", "MeanOfPercents", "ComputedMeanOfPercents"),
    "exists": ("Exists",),
    "each": ("EachDocument", "EachRow"),
    "coverage": ("CoverageOfValues", "CoverageOfList"),
    "change": ("Change",),
    "trend": ("Change",),
    "index": ("Index", "IndexOfShares"),
    "formula": ("Formula", "FormulaOfShares"),
    "ratio": ("Ratio", "RatioBy"),
    "agreement": ("Agreement",),
    "interval": ("Interval",),
    "ratio_change": ("RatioChange",),
    "listed": ("Listed",),
    "rank": ("Rank",),
    "signs": ("Signs",),
    "compare_lists": ("CompareLists",),
}
"""The word of a kind in a rule, and the classes of its parameters (a trend is a change)."""


@dataclass(frozen=True)
class Module:
    """A file of the engine: its dotted name, its lines and what Python reads in it."""

    name: str
    file: str
    lines: int
    tree: ast.Module

    @property
    def is_room(self) -> bool:
        return not self.file.endswith(("__init__.py", "__main__.py"))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All that stands in it, walked once."""
        return tuple(ast.walk(self.tree))


@dataclass(frozen=True, slots=True)
class House:
    """What is measured. `longest` is (lines, file:line name); shares are of all lines."""

    files: int
    lines: int
    import_lines: int
    one_importer: int
    one_importer_small: int
    longest: tuple[int, str]
    inner_imports: int
    disclosure_importers: int
    kinds: dict[str, int]


def modules(root: Path) -> tuple[Module, ...]:
    """The modules of `root/engine` in the order of their files."""
    return tuple(_module(path, root) for path in sorted((root / "engine").rglob("*.py")))


def _module(path: Path, root: Path) -> Module:
    text = path.read_text("utf-8")
    parts = path.relative_to(root).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(
        name, path.relative_to(root).as_posix(), len(text.splitlines()), ast.parse(text, str(path))
    )


def imports(module: Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """Its import statements, wherever they stand."""
    for node in module.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node


def imported(module: Module, known: frozenset[str]) -> set[str]:
    """The modules of the engine that it names."""
    names: set[str] = set()
    for node in imports(module):
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
            continue
        source = _source(node, module)
        inner = {f"{source}.{name.name}" for name in node.names}
        names |= inner & known
        if inner - known:
            names.add(source)
    return (names & known) - {module.name}


def _source(node: ast.ImportFrom, module: Module) -> str:
    """The dotted name after `from`, a relative one resolved."""
    if not node.level:
        return node.module or ""
    folder = module.name if not module.is_room else module.name.rpartition(".")[0]
    parts = folder.split(".")
    return ".".join(filter(None, (*parts[: len(parts) - node.level + 1], node.module)))


def importers(house: tuple[Module, ...]) -> dict[str, set[str]]:
    """Module → the modules that import it."""
    known = frozenset(each.name for each in house)
    by_name: dict[str, set[str]] = {name: set() for name in known}
    for module in house:
        for name in imported(module, known):
            by_name[name].add(module.name)
    return by_name


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Its functions and methods, inner ones too."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first decorator to the last line."""
    first = min((expr.lineno for expr in function.decorator_list), default=function.lineno)
    return (function.end_lineno or first) - first + 1


def inner_imports(module: Module) -> int:
    """Import statements inside its functions, each once."""
    spans = [(each.lineno, each.end_lineno or each.lineno) for each in functions(module)]
    return sum(
        any(first <= node.lineno <= last for first, last in spans) for node in imports(module)
    )


@cache
def names(module: Module) -> frozenset[str]:
    """All that its code defines, imports or uses by name."""
    found: set[str] = set()
    for node in module.nodes:
        match node:
            case (
                ast.Name(id=name)
                | ast.Attribute(attr=name)
                | ast.alias(name=name)
                | ast.ClassDef(name=name)
            ):
                found.add(name)
    return frozenset(found)


def measure(house: tuple[Module, ...]) -> House:
    """All figures of the modules of a checkout."""
    by_name = importers(house)
    named = [names(module) for module in house]
    single = [module for module in house if module.is_room and len(by_name[module.name]) == 1]
    long = (
        (length(f), f"{module.file}:{f.lineno} {f.name}")
        for module in house
        for f in functions(module)
    )
    disclosing = {
        user
        for name, users in by_name.items()
        if name.startswith("engine.disclosure")
        for user in users
        if not user.startswith("engine.disclosure")
    }
    return House(
        files=len(house),
        lines=sum(module.lines for module in house),
        import_lines=sum(
            (node.end_lineno or node.lineno) - node.lineno + 1
            for module in house
            for node in imports(module)
        ),
        one_importer=len(single),
        one_importer_small=sum(module.lines < SMALL for module in single),
        longest=max(long, default=(0, "")),
        inner_imports=sum(map(inner_imports, house)),
        disclosure_importers=len(disclosing),
        kinds={
            kind: sum(map(bool, map(set(own).intersection, named))) for kind, own in KINDS.items()
        },
    )


def outside_the_rooms(house: tuple[Module, ...]) -> dict[str, set[str]]:
    """Files beyond `engine/measures/` that name a kind: there a measure is a measure."""
    beyond = {
        module.file: names(module)
        for module in house
        if not module.name.startswith("engine.measures")
    }
    return {
        kind: files
        for kind, own in KINDS.items()
        if (files := {file for file, named in beyond.items() if named & set(own)})
    }


def told(house: House) -> str:
    """The figures, one a line."""
    lines, place = house.longest
    rows = [
        ("files", f"{house.files}"),
        ("lines", f"{house.lines}"),
        ("import lines", f"{house.import_lines} ({house.import_lines / house.lines:.1%})"),
        ("modules with one importer", f"{house.one_importer}"),
        (f"… of fewer than {SMALL} lines", f"{house.one_importer_small}"),
        ("longest function", f"{lines} ({place})"),
        ("imports inside functions", f"{house.inner_imports}"),
        ("importers of disclosure", f"{house.disclosure_importers}"),
        *((f"modules that name {kind}", f"{n}") for kind, n in house.kinds.items()),
    ]
    return "\n".join(f"{name:30} {value}" for name, value in rows)


if __name__ == "__main__":
    print(told(measure(modules(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT))))
