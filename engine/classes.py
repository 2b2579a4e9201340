"""Dataclasses that are made in a fifth of the time: `dataclass` of the standard library for what is
read by every start of the command line.

The standard library writes the source of six methods a class and compiles each of them when the
module is imported, which was a fifth of what a verb took. Methods of two classes differ in names
only, so here they are compiled once for each number of fields, and a class gets a copy of the code
under its own names. What is made behaves as what the standard library makes (`fields`, `replace`,
`asdict`, matching, pickling), and so does a class it knows no short way for: that one is handed on.
"""

import dataclasses
import sys
from collections.abc import Callable, Mapping
from functools import cache
from reprlib import recursive_repr
from types import CellType, CodeType, FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, eq=True, **rest):
        """The decorator of the standard library, with its parameters."""

        def made(kind):
            if not slots or rest:
                return dataclasses.dataclass(kind, frozen=frozen, slots=slots, eq=eq, **rest)
            return _dataclass(kind, frozen=frozen, eq=eq)

        return made if cls is None else made(cls)


Fields = tuple["dataclasses.Field[Any]", ...]


def _dataclass(cls: type, *, frozen: bool, eq: bool) -> type:
    """The class anew, with slots and with its methods from the beginning."""
    own, notes = vars(cls), cls.__annotations__
    if not (_is_plain(own, notes, frozen) and _stands_on_plain(cls, frozen)):
        return dataclasses.dataclass(cls, frozen=frozen, slots=True, eq=eq)
    pattern = _pattern(frozen, eq)
    if "__slots__" in own:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    fields = _fields(cls, notes)
    known = tuple(fields.values())
    compared = tuple(field.name for field in known if field.compare)
    init = _init(cls, known, frozen)
    body: dict[str, object] = {"__init__": init, "__repr__": _repr}
    body["__match_args__"] = tuple(field.name for field in known if field.init)
    if eq:
        body["__eq__"] = _copied(_eq_code(len(compared)), cls, compared)
    body |= pattern.shared | {key: kept for key, kept in own.items() if key not in notes}
    body["__doc__"] = cls.__doc__ or cls.__name__
    if eq and own.get("__hash__") is None:
        is_hashed = frozen and ("__hash__" not in own or "__eq__" in own)
        hashed = tuple(
            field.name for field in known if (field.compare if field.hash is None else field.hash)
        )
        code = _hash_code(len(hashed))
        body["__hash__"] = _copied(code, cls, hashed) if is_hashed else None
    inherited = {name for base in cls.__mro__[1:-1] for name in vars(base).get("__slots__", ())}
    body["__slots__"] = tuple(name for name in fields if name not in inherited)
    body["__dataclass_fields__"], body["__dataclass_params__"] = fields, pattern.params
    for name in ("__dict__", "__weakref__"):
        body.pop(name, None)
    made: type = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    _say_its_class(cls, made)
    if frozen:
        _set_by_slots(init, made, known)
    return made


def _fields(cls: type, notes: dict[str, Any]) -> dict[str, "dataclasses.Field[Any]"]:
    """The fields of the classes below it, and its own."""
    found: dict[str, dataclasses.Field[Any]] = {}
    for base in cls.__mro__[:0:-1]:
        found |= vars(base).get("__dataclass_fields__", {})
    for name, note in notes.items():
        given = vars(cls).get(name, dataclasses.MISSING)
        is_field = isinstance(given, dataclasses.Field)
        field: Any = given if is_field else dataclasses.field(default=given)
        if type(field.default).__hash__ is None:
            raise ValueError(f"mutable default for field {name} is not allowed: use a factory")
        field.name, field.type, field.kw_only, field._field_type = name, note, False, _FIELD
        found[name] = field
    return found


def _is_plain(own: Mapping[str, Any], notes: dict[str, Any], frozen: bool) -> bool:
    """Whether what stands in the class is what the short way knows; the standard library makes or
    refuses the rest."""
    if "self" in notes or any(_is_special(note) for note in notes.values()):
        return False
    if frozen and ("__setattr__" in own or "__delattr__" in own):
        return False
    return not any(
        isinstance(value, dataclasses.Field) and (value.kw_only is True or name not in notes)
        for name, value in own.items()
    )


def _stands_on_plain(cls: type, frozen: bool) -> bool:
    """Whether the classes below it give it fields and slots alone: no variable of the class, no
    parameter that is given by name, no default for its own fields, no other way of being set."""
    without = [name for name in cls.__annotations__ if name not in vars(cls)]
    for base in map(vars, cls.__mro__[1:-1]):
        if isinstance(base.get("__slots__", ()), str):
            return False
        fields = base.get("__dataclass_fields__", {}).values()
        if any(field._field_type is not _FIELD or field.kw_only for field in fields):
            return False
        if "__dataclass_params__" in base and base["__dataclass_params__"].frozen is not frozen:
            return False
        if any(not isinstance(base.get(name, _SLOT), MemberDescriptorType) for name in without):
            return False
    return True


def _say_its_class(cls: type, made: type) -> None:
    """`super()` in the methods means the class that was made, as the standard library has it from
    3.14 on: one cell is shared by them all."""
    for member in vars(made).values():
        for method in (member, *(getattr(member, part, None) for part in _PARTS)):
            if isinstance(method, FunctionType) and "__class__" in method.__code__.co_freevars:
                cells = dict(
                    zip(method.__code__.co_freevars, method.__closure__ or (), strict=True)
                )
                if cells["__class__"].cell_contents is cls:
                    cells["__class__"].cell_contents = made
                    return


_PARTS = ("__func__", "__wrapped__", "fget", "fset", "fdel")


def _is_special(note: object) -> bool:
    """Whether an annotation may be none of a field: those are left to the standard library."""
    if isinstance(note, str):
        return any(word in note for word in ("ClassVar", "InitVar", "KW_ONLY"))
    is_var = note is ClassVar or getattr(note, "__origin__", None) is ClassVar
    return is_var or note is dataclasses.KW_ONLY or isinstance(note, dataclasses.InitVar)


class _Pattern:
    """What the standard library gives every class of a kind."""

    def __init__(self, frozen: bool, eq: bool) -> None:
        made: Any = dataclasses.make_dataclass("Made", ["name"], frozen=frozen, eq=eq, slots=True)
        self.params: object = made.__dataclass_params__
        self.kind: object = made.__dataclass_fields__["name"]._field_type
        self.shared: dict[str, object] = dict(_FROZEN) if frozen else {}
        if replace := vars(made).get("__replace__"):
            self.shared["__replace__"] = replace


@cache
def _pattern(frozen: bool, eq: bool) -> _Pattern:
    return _Pattern(frozen, eq)


# ── what every class shares ──


@recursive_repr()
def _repr(self: Any) -> str:
    """As the standard library writes it."""
    shown = (
        f"{each.name}={getattr(self, each.name)!r}"
        for each in dataclasses.fields(self)
        if each.repr
    )
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _keep(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restored(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FROZEN: dict[str, object] = {
    "__setattr__": _refuse, "__delattr__": _keep,
    "__getstate__": _state, "__setstate__": _restored,
}  # fmt: skip

# ── what is compiled once for a number of fields ──

Shape = tuple[str, ...]  # a letter a field: see `_letter`


def _letter(field: "dataclasses.Field[Any]") -> str:
    """p: a parameter; d: with a default; f: made by a factory unless given; F, D: the same, and no
    parameter; -: neither a parameter nor a value yet."""
    if field.default_factory is not dataclasses.MISSING:
        return "f" if field.init else "F"
    if field.default is not dataclasses.MISSING:
        return "d" if field.init else "D"
    return "p" if field.init else "-"


def _init(cls: type, known: Fields, frozen: bool) -> FunctionType:
    """The method; what sets a field through its slot is known when there are slots."""
    shape = tuple(map(_letter, known))
    code = _init_code(shape, frozen, hasattr(cls, "__post_init__"))
    defaults: list[object] = []
    for letter, field in zip(shape, known, strict=True):
        if letter in "df":
            defaults.append(field.default if letter == "d" else dataclasses.MISSING)
        elif letter == "p" and defaults:
            raise TypeError(f"non-default argument {field.name!r} follows default argument")
    closure = tuple(_cell(name, known) for name in code.co_freevars)
    init = _copied(code, cls, tuple(field.name for field in known), closure, _home(cls))
    init.__defaults__ = tuple(defaults) or None
    init.__annotations__ = {field.name: field.type for field in known if field.init}
    init.__annotations__["return"] = None
    return init


def _cell(name: str, known: Fields) -> CellType:
    """What a name around the method stands for: MISSING, or what a field is made of."""
    if name == "MISSING":
        return CellType(dataclasses.MISSING)
    if name.startswith("s"):
        return CellType()
    field = known[int(name[1:])]
    is_made = field.default_factory is not dataclasses.MISSING
    return CellType(field.default_factory if is_made else field.default)


def _set_by_slots(init: FunctionType, made: Any, known: Fields) -> None:
    for name, cell in zip(init.__code__.co_freevars, init.__closure__ or (), strict=True):
        if name.startswith("s"):
            cell.cell_contents = getattr(made, known[int(name[1:])].name).__set__


@cache
def _init_code(shape: Shape, frozen: bool, followed: bool) -> CodeType:
    """`__init__` of a class of that shape, its fields named a0, a1, …"""
    parameters, lines = ["self"], ["pass"]
    for number, letter in enumerate(shape):
        if letter == "-":
            continue
        name, value = f"a{number}", f"a{number}"
        if letter in "pdf":
            parameters.append(name)
        if letter == "f":
            value = f"f{number}() if {name} is MISSING else {name}"
        elif letter in "FD":
            value = f"f{number}()" if letter == "F" else f"f{number}"
        lines.append(f"s{number}(self, {value})" if frozen else f"self.{name} = {value}")
    if followed:
        lines.append("self.__post_init__()")
    around = ["MISSING", *(f"{one}{number}" for number in range(len(shape)) for one in "sf")]
    return _code("__init__", parameters, lines, around)


@cache
def _eq_code(number: int) -> CodeType:
    here, there = (
        "(" + "".join(f"{side}.a{each}, " for each in range(number)) + ")"
        for side in ("self", "other")
    )
    same = f"return {here} == {there}"
    lines = ["if other.__class__ is self.__class__:", " " + same, "return NotImplemented"]
    return _code("__eq__", ["self", "other"], lines, [])


@cache
def _hash_code(number: int) -> CodeType:
    values = "".join(f"self.a{each}, " for each in range(number))
    return _code("__hash__", ["self"], [f"return hash(({values}))"], [])


def _code(name: str, parameters: list[str], lines: list[str], around: list[str]) -> CodeType:
    body = "\n".join(f"  {line}" for line in lines)
    head = f" def {name}({', '.join(parameters)}):"
    found: dict[str, Callable[..., FunctionType]] = {}
    exec(f"def around({', '.join(around)}):\n{head}\n{body}\n return {name}", {}, found)
    code: CodeType = found["around"](*around).__code__
    return code


def _home(cls: type) -> dict[str, Any]:
    """The names of its module, by which annotations that are texts are read; `__init__` itself asks
    none of them."""
    module = sys.modules.get(cls.__module__)
    return _GLOBALS if module is None else vars(module)


def _copied(
    code: CodeType,
    made: type,
    names: tuple[str, ...],
    closure: tuple[CellType, ...] = (),
    home: dict[str, Any] | None = None,
) -> FunctionType:
    """A method of the class that has the code, the field of number n being called `names[n]`."""
    called = {f"a{number}": name for number, name in enumerate(names)}
    qualname = f"{made.__qualname__}.{code.co_name}"
    own = code.replace(
        co_names=tuple(called.get(name, name) for name in code.co_names),
        co_varnames=tuple(called.get(name, name) for name in code.co_varnames),
        co_qualname=qualname,
    )
    method = FunctionType(own, _GLOBALS if home is None else home, code.co_name, None, closure)
    method.__module__, method.__qualname__ = made.__module__, qualname
    return method


_GLOBALS: dict[str, Any] = {"__builtins__": __builtins__}
_FIELD = _pattern(True, True).kind
_SLOT = FunctionType.__dict__["__globals__"]  # a member descriptor, as those of slots are
