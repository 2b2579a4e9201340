"""What a value of the model is made of, however deep it lies in its fields and tuples."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def parts_of(value: object, kind: type[T]) -> Iterator[T]:
    """Those of that kind, in the order of the fields; none is sought inside of one."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item, kind)
    else:
        for name in _names(type(value)):
            yield from parts_of(getattr(value, name), kind)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of another value."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
