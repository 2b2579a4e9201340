"""The quick dataclass behaves as that of the standard library; expressions are compiled late."""

import ast
import copy
import dataclasses
import inspect
import pickle
import re
import subprocess
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

import pytest

from engine.classes import dataclass
from engine.lazy import LazyPattern, lazy_pattern

ROOT = Path(__file__).parents[2]
Decorator = Callable[..., Any]


def classes(decorate: Decorator, frozen: bool) -> tuple[type[Any], ...]:
    """Kinds of classes that the engine has, made by the decorator."""

    @decorate(frozen=frozen, slots=True)
    class Plain:
        name: str
        number: int = 1
        members: list[int] = field(default_factory=list)
        remembered: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @decorate(frozen=frozen, slots=True)
    class Below(Plain):
        """With a field of its own, and one that is nobody's parameter."""

        number: int = 2
        seen: set[int] = field(default_factory=set, init=False)
        level: int = field(default=7, init=False)

    @decorate(frozen=frozen, slots=True)
    class Checked:
        first: int = 0
        last: int = 0

        def __post_init__(self) -> None:
            if self.first > self.last:
                raise ValueError(self.first)

        def __repr__(self) -> str:
            return f"{self.first}–{self.last}"

    @decorate(frozen=frozen, slots=True, eq=False)
    class Itself:
        name: str = ""

    @decorate(frozen=frozen, slots=True)
    class Empty:
        """No field at all."""

    return Plain, Below, Checked, Itself, Empty


CALLS: tuple[tuple[int, tuple[Any, ...], dict[str, Any]], ...] = (
    (0, ("a",), {}), (0, ("a", 2), {"members": [3]}), (0, (), {}), (0, ("a", 1, [], {}, 5), {}),
    (0, (), {"name": "a", "remembered": {"b": 1}}), (0, ("a",), {"colour": 1}),
    (1, ("a",), {}), (1, ("a",), {"seen": {1}}), (2, (), {}), (2, (2, 1), {}), (2, (1, 2), {}),
    (3, ("a",), {}), (4, (), {}), (4, (1,), {}),
)  # fmt: skip


def told(made: Callable[[], object]) -> object:
    """What a call gave, or what it refused and in which words."""
    try:
        return made()
    except (TypeError, ValueError, AttributeError) as refused:
        return type(refused).__name__, str(refused)


def parameters(kind: type[Any]) -> list[object]:
    """What a call of the class takes; a default of a factory is no value that anybody sees."""
    found = inspect.signature(kind).parameters.values()
    return [(each.name, each.kind, each.annotation, each.default is each.empty) for each in found]


@pytest.mark.parametrize("frozen", [True, False], ids=["frozen", "mutable"])
@pytest.mark.parametrize(("at", "given", "named"), CALLS)
def test_it_is_made_shown_compared_and_refused_as_by_the_standard_library(
    frozen: bool, at: int, given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = (classes(each, frozen)[at] for each in (dataclass, dataclasses.dataclass))

    def seen(kind: type[Any]) -> object:
        name = next(iter(kind.__match_args__), "name")

        def asked() -> tuple[object, ...]:
            value, same = kind(*given, **copy.deepcopy(named)), kind(*given, **named)
            return (
                repr(value), value == same, value == 1, value != same, told(lambda: hash(value)),
                dataclasses.asdict(value), told(lambda: setattr(value, name, 5)),
                told(lambda: delattr(value, name)),
                dataclasses.asdict(copy.deepcopy(value)), repr(copy.copy(value)),
                told(lambda: repr(dataclasses.replace(value, **{name: 5}))),
            )  # fmt: skip

        found = told(asked)
        if at == 4 and isinstance(found, tuple):
            return found[:6]  # setting what is no field is another refusal there, of a slip
        return found if at != 3 else str(found).count("Error")

    assert seen(ours) == seen(theirs)
    assert parameters(ours) == parameters(theirs)
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert ours.__module__ == ours.__init__.__module__ == __name__
    assert ours.__init__.__qualname__ == theirs.__init__.__qualname__


@dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, as what is pickled has to be."""

    name: str
    numbers: tuple[int, ...] = ()


def test_a_frozen_value_is_pickled_and_matched() -> None:
    value = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(value)) == value
    match value:
        case Kept(name, numbers):
            assert (name, numbers) == ("a", (1, 2))


def test_a_field_without_a_default_does_not_follow_one_with_it() -> None:
    with pytest.raises(TypeError, match="non-default argument 'late'"):

        @dataclass(frozen=True, slots=True)
        class Wrong:
            early: int = 0
            late: int  # type: ignore[misc]


def test_an_expression_is_compiled_when_it_is_asked() -> None:
    late = lazy_pattern(r"(?P<day>\d+)\.", re.IGNORECASE)
    assert isinstance(late, LazyPattern)
    assert "_compiled" not in vars(late)
    assert (late.pattern, late.groups) == (r"(?P<day>\d+)\.", 1)
    assert [each["day"] for each in late.finditer("1. 2.")] == ["1", "2"]
    assert late.sub("x", "3.") == "x"
    with pytest.raises(AttributeError):
        late.colour  # noqa: B018


def asked(pattern: str, *paths: str) -> list[str]:
    found = subprocess.run(
        ["git", "grep", "-nE", pattern, "--", *paths], cwd=ROOT, capture_output=True, text=True
    )
    return found.stdout.splitlines()


def test_every_module_takes_the_quick_ones() -> None:
    """A class of the standard library costs half a millisecond of every start."""
    slow = asked(r"^from dataclasses import .*\bdataclass\b", "engine/*.py")
    slow += asked(r"^[A-Za-z_]+(: .*)? = re\.compile\(", "engine/*.py")
    assert [line for line in slow if not line.startswith("engine/classes.py")] == []


def test_every_late_expression_can_be_compiled() -> None:
    written = subprocess.run(
        ["git", "ls-files", "engine/*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for file in written.stdout.split():
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        for call in ast.walk(tree):
            match call:
                case ast.Call(ast.Name("lazy_pattern"), [ast.Constant(source), *_]):
                    assert isinstance(source, str | bytes)
                    re.compile(source)
