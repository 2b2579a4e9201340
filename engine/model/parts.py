"""What a value of the model is made of, however deep it lies in its fields and tuples."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

T = TypeVar("T")


def parts_of(value: object, kind: type[T]) -> Iterator[T]:
    """Those of that kind, in the order of the fields; none is sought inside of one."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from parts_of(getattr(value, each.name), kind)
