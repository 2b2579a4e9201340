"""Frozen values as values of JSON, and dataclasses back by their annotations: the one serialiser.

Reports, the cache and the answers of child processes are written by it.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def from_json(content: str | bytes) -> Any:
    """What JSON that somebody else wrote says. Raises ValueError and RecursionError for what is no
    JSON, and ValueError for the half of a letter («\\ud800»), with which nothing can be written."""
    found = json.loads(content)
    escape = b"\\ud" if isinstance(content, bytes) else "\\ud"
    if escape in content.lower():  # type: ignore[operator]
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    return found


def to_plain(value: object) -> Any:
    """Mappings by field name, lists for tuples; dates, paths and members of enums are texts, a
    whole fraction is a whole number. Raises TypeError for a value of another kind."""
    if type(value) in _BARE:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Mapping):
        return {to_plain(key): to_plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    names = field_names(value)
    if names or is_dataclass(type(value)):
        return {name: to_plain(getattr(value, name)) for name in names}
    raise TypeError(type(value).__name__)


_BARE = frozenset({types.NoneType, str, int, float, bool})


_FIELDS: dict[type, tuple[str, ...]] = {}


def field_names(value: object) -> tuple[str, ...]:
    """The fields of a dataclass, in their order; none of another value."""
    kind = type(value)
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    return _FIELDS[kind]


def to_json(value: object) -> str:
    """What `to_plain` makes of the value, on one line, with Cyrillic as it is."""
    return json.dumps(to_plain(value), ensure_ascii=False)


def picked(value: object, keys: str) -> dict[str, object]:
    """The attributes of that name, in that order: keys of a published schema, parted by blanks."""
    return {key: getattr(value, key) for key in keys.split()}


def from_plain(kind: type[T], plain: Any) -> T:
    """The value that `to_plain` made the plain one of. Of the members of a union the first that
    fits is taken; raises TypeError where none does."""
    made: T = _read(kind, plain)
    return made


def _read(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(kind), plain)
    if origin is Mapping:
        return {key: _read(get_args(kind)[1], each) for key, each in plain.items()}
    if origin is tuple:
        return _tuple(get_args(kind), plain)
    if isinstance(kind, type) and is_dataclass(kind):
        if not isinstance(plain, dict):
            raise TypeError(kind)
        hints = _hints(kind)
        return kind(**{name: _read(hints[name], each) for name, each in plain.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    if kind is Path and isinstance(plain, str):
        return Path(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if kind is float and isinstance(plain, int) and not isinstance(plain, bool):
        return plain
    if not isinstance(plain, kind) or (isinstance(plain, bool) and kind is not bool):
        raise TypeError(kind)
    return plain


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return _read(kind, plain)
            except (TypeError, ValueError, KeyError):
                continue
    raise TypeError(kinds)


def _tuple(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], each) for each in plain)
    return tuple(_read(kind, each) for kind, each in zip(kinds, plain, strict=True))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
