"""What a value of the model is made of, however deep it lies in its fields and tuples."""

from collections.abc import Iterator
from typing import TypeVar

from engine.plain import field_names

T = TypeVar("T")


def parts_of(value: object, kind: type[T]) -> Iterator[T]:
    """Those of that kind, in the order of the fields; none is sought inside of one."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from parts_of(item, kind)
    else:
        for name in field_names(value):
            yield from parts_of(getattr(value, name), kind)
