"""The quick dataclass behaves as that of the standard library; expressions are compiled late."""

import ast
import copy
import dataclasses
import inspect
import pickle
import re
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import InitVar, field
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar, get_type_hints

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


def unlike(decorate: Decorator) -> tuple[Callable[[], type[Any]], ...]:
    """Classes that the short way does not know, or that are no class: each made when called."""

    def given_by_name() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Named:
            first: int
            later: int = field(default=2, kw_only=True)

        return Named

    def below_one_given_by_name() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Below(given_by_name()):  # type: ignore[misc]
            own: int = 3

        return Below

    def below_one_with_a_variable() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Base:
            shared: ClassVar[int] = 5
            first: int = 1

        @decorate(frozen=True, slots=True)
        class Below(Base):
            own: int = 3

        return Below

    def told_at_first() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Told:
            first: int
            more: InitVar[int] = 4  # type: ignore[assignment]

            def __post_init__(self, more: int) -> None:
                if more != 4:
                    raise ValueError(more)

        return Told

    def below_one_told_at_first() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Below(told_at_first()):  # type: ignore[misc]
            own: int = 3

        return Below

    def hashed_by_one() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Hashed:
            first: int
            members: list[int] = field(default_factory=list, hash=False)

        return Hashed

    def with_the_default_of_another() -> type[Any]:
        class Plain:
            first = 7

        @decorate(frozen=True, slots=True)
        class Below(Plain):
            first: int

        return Below

    def below_one_with_a_slot_of_a_word() -> type[Any]:
        class Plain:
            __slots__ = "first"

        @decorate(frozen=True, slots=True)
        class Below(Plain):
            first: int
            f: int = 0

        return Below

    def frozen_below_mutable() -> type[Any]:
        @decorate(slots=True)
        class Base:
            pass

        @decorate(frozen=True, slots=True)
        class Below(Base):
            first: int

        return Below

    def mutable_below_frozen() -> type[Any]:
        @decorate(slots=True)
        class Below(given_by_name()):  # type: ignore[misc]
            own: int = 3

        return Below

    def set_in_its_own_way() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Set:
            first: int

            def __setattr__(self, name: str, value: object) -> None:
                object.__setattr__(self, name, value)

        return Set

    def field_without_a_type() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Untyped:
            first = field(default=1)

        return Untyped

    def called_self() -> type[Any]:
        @decorate(frozen=True, slots=True)
        class Called:
            self: int

        return Called

    return (
        given_by_name, below_one_given_by_name, below_one_with_a_variable, told_at_first,
        below_one_told_at_first, hashed_by_one, with_the_default_of_another,
        below_one_with_a_slot_of_a_word, frozen_below_mutable, mutable_below_frozen,
        set_in_its_own_way, field_without_a_type, called_self,
    )  # fmt: skip


def tried(kind: type[Any], given: tuple[int, ...], named: dict[str, int]) -> list[object]:
    """What is made by the call, and whether it has a hash."""
    made = told(lambda: kind(*given, **named))
    return [repr(made), told(lambda: isinstance(hash(made), int))]


UNLIKE = [each.__name__ for each in unlike(dataclass)]


@pytest.mark.parametrize("at", range(len(UNLIKE)), ids=UNLIKE)
def test_what_the_short_way_does_not_know_is_made_or_refused_by_the_standard_library(
    at: int,
) -> None:
    def seen(decorate: Decorator) -> object:
        def made() -> object:
            kind = unlike(decorate)[at]()
            calls: tuple[tuple[tuple[int, ...], dict[str, int]], ...] = (
                ((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1,), {"later": 3}),
                ((1,), {"own": 4}), ((1,), {"shared": 4}), ((1,), {"more": 5}),
            )  # fmt: skip
            found = [tried(kind, given, named) for given, named in calls]
            return found, parameters(kind), kind.__match_args__, kind.__slots__

        return told(made)

    assert seen(dataclass) == seen(dataclasses.dataclass)


Item = TypeVar("Item")


class Shown(Protocol):
    """What a class below it has to give."""

    @property
    def title(self) -> str: ...


class Counted(ABC):
    """A class below it has to count."""

    __slots__ = ()

    @abstractmethod
    def count(self) -> int: ...

    def twice(self) -> int:
        return 2 * self.count()


@dataclass(frozen=True, slots=True)
class Several(Counted, Generic[Item]):
    """A generic class below an abstract one."""

    members: tuple[Item, ...]
    below: "Several[Item] | None" = None

    def count(self) -> int:
        return len(self.members)

    def twice(self) -> int:
        return super().twice()

    @property
    def home(self) -> type:
        return __class__  # type: ignore[name-defined,no-any-return]


@dataclass(slots=True)
class Knot:
    """May hold itself."""

    name: str
    other: "Knot | None" = None


def test_super_generics_and_abstract_classes_work() -> None:
    value: Several[int] = Several((1, 2))
    assert value.twice() == 4
    assert value.home is Several
    assert Several[int]((1, 2)) == value
    assert Several.__parameters__ == (Item,)  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")
    assert get_type_hints(Several.__init__)["below"] == Several[Item] | None  # type: ignore[valid-type]
    assert copy.deepcopy(Several(([],))).members == ([],)
    assert pickle.loads(pickle.dumps(value)) == value

    @dataclass(frozen=True, slots=True)
    class Uncounted(Counted):
        number: int

    with pytest.raises(TypeError, match="abstract"):
        Uncounted(1)  # type: ignore[abstract]

    @dataclass(frozen=True, slots=True)
    class Titled(Shown):
        name: str

        @property
        def title(self) -> str:
            return self.name

    assert Titled("a").title == "a"


def test_a_value_that_holds_itself_is_shown() -> None:
    knot = Knot("a")
    knot.other = knot
    assert repr(knot) == "Knot(name='a', other=...)"


def test_a_subclass_and_a_class_that_is_like_it_are_not_equal() -> None:
    @dataclass(frozen=True, slots=True)
    class First:
        name: str

    @dataclass(frozen=True, slots=True)
    class Second:
        name: str
        aside: int = field(default=0, compare=False)

    @dataclass(frozen=True, slots=True)
    class Below(First):
        pass

    second: object = Second("a")
    assert First("a") != second
    assert First("a") != Below("a")
    assert First("a").__eq__("a") is NotImplemented
    assert Second("a", 1) == Second("a", 2) != Second("b", 1)
    assert hash(Second("a", 1)) == hash(Second("a", 2))
    assert len({First("a"), First("a"), First("b")}) == 2


def test_classes_of_one_shape_are_made_in_many_threads() -> None:
    found: list[str] = []

    def make(number: int) -> None:
        for _ in range(20):
            body = {"__annotations__": {f"of{number}": int, "name": str}, "name": f"n{number}"}
            kind: Any = dataclass(frozen=True, slots=True)(type(f"Made{number}", (), body))
            found.append(repr(kind(number)))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(found)) == [f"Made{n}(of{n}={n}, name='n{n}')" for n in range(4)]
    assert len(found) == 80


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
    return [
        (each.name, each.kind, str(each.annotation), each.default is each.empty) for each in found
    ]


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


def test_every_module_takes_the_quick_ones() -> None:
    """A class of the standard library costs half a millisecond of every start."""
    slow = re.compile(
        r"^from dataclasses import .*\bdataclass\b|^[A-Za-z_]+(: .*)? = re\.compile\(", re.MULTILINE
    )
    files = [file for file in (ROOT / "engine").rglob("*.py") if file.name != "classes.py"]
    assert len(files) > 500
    assert [file for file in files if slow.search(file.read_text("utf-8"))] == []


def test_every_late_expression_can_be_compiled() -> None:
    for file in sorted((ROOT / "engine").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        for call in ast.walk(tree):
            match call:
                case ast.Call(ast.Name("lazy_pattern"), [ast.Constant(source), *_]):
                    assert isinstance(source, str | bytes)
                    re.compile(source)
