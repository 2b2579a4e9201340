"""What a condition speaks of: its columns, the constants they meet, the atoms no sample decides."""

from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias

from engine.classes import dataclass
from engine.expressions.truth import Path
from engine.model.conditions import (
    Arithmetic,
    Both,
    Column,
    ColumnType,
    Compare,
    Condition,
    Either,
    InList,
    Like,
    Literal,
    Matches,
    Not,
    Operand,
    Scalar,
)

Pattern: TypeAlias = tuple[type[Like] | type[Matches], str]
"""What a text is held against, and how."""


@dataclass(slots=True)
class Vocabulary:
    """Columns with their types and constants; columns that are compared with each other."""

    types: dict[Path, ColumnType] = field(default_factory=dict)
    constants: dict[Path, set[Scalar]] = field(default_factory=dict)
    linked: dict[Path, set[Path]] = field(default_factory=dict)
    patterns: dict[Path, set[Pattern]] = field(default_factory=dict)
    opaque: dict[Condition, None] = field(default_factory=dict)

    def read(self, tree: Condition) -> None:
        """Take in the atoms of a condition."""
        for atom in leaves(tree):
            self._atom(atom)

    def _atom(self, atom: Condition) -> None:
        for column in operands(atom):
            self._column(column)
        match atom:
            case Compare():
                self._compare(atom)
            case InList(item=Column(path=path)):
                self.constants[path].update(value.value for value in atom.values)
            case Like(item=Column(path=path)) | Matches(item=Column(path=path)):
                self.patterns.setdefault(path, set()).add((type(atom), atom.pattern))
                self.opaque[atom] = None
            case InList() | Like() | Matches():
                self.opaque[atom] = None

    def _compare(self, atom: Compare) -> None:
        match atom.left, atom.right:
            case (Column(path=path), Literal(value=value)) | (
                Literal(value=value), Column(path=path)
            ):  # fmt: skip
                self.constants[path].add(value)
                if atom.op not in ("=", "<>") and isinstance(value, str):
                    self.opaque[atom] = None
            case Column(path=left), Column(path=right):
                self.linked.setdefault(left, set()).add(right)
                self.linked.setdefault(right, set()).add(left)
            case _:
                self.opaque[atom] = None
                self._near(atom)

    def _near(self, atom: Compare) -> None:
        """Constants beside arithmetic are worth trying, though they prove nothing."""
        columns = [operand.path for operand in operands(atom)]
        literals = [literal.value for literal in _literals(atom.left)] + [
            literal.value for literal in _literals(atom.right)
        ]
        for path in columns:
            self.constants[path].update(literals)
            self.linked.setdefault(path, set()).update(
                column for column in columns if column != path
            )

    def _column(self, column: Column) -> None:
        self.types[column.path] = column.type
        self.constants.setdefault(column.path, set())


def leaves(tree: Condition) -> Iterator[Condition]:
    """The atoms under and, or, not."""
    match tree:
        case Not():
            yield from leaves(tree.item)
        case Both() | Either():
            for item in tree.items:
                yield from leaves(item)
        case _:
            yield tree


def operands(atom: Condition) -> Iterator[Column]:
    """The columns of an atom."""
    items = (atom.left, atom.right) if isinstance(atom, Compare) else (getattr(atom, "item", None),)
    for item in items:
        yield from _columns(item)


def _columns(item: Operand | None) -> Iterator[Column]:
    if isinstance(item, Column):
        yield item
    elif isinstance(item, Arithmetic):
        yield from _columns(item.left)
        yield from _columns(item.right)


def _literals(item: Operand | None) -> Iterator[Literal]:
    if isinstance(item, Literal):
        yield item
    elif isinstance(item, Arithmetic):
        yield from _literals(item.left)
        yield from _literals(item.right)
