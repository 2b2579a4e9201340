"""Work of pages that is done in a child: a few at once, whoever else asks waits for a place.

A child holds some 200 MB: twenty people who send tables at once would take all the memory.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any

from engine import children
from engine.children import Limits, Value

_PLACES = BoundedSemaphore(max(2, os.cpu_count() or 2))


@contextmanager
def place() -> Iterator[None]:
    """Wait for a place, and give it back."""
    with _PLACES:
        yield


def call(function: Any, *arguments: Value, limits: Limits) -> Any:
    """`children.call`, in its turn. Raises ChildFailed."""
    with place():
        return children.call(function, *arguments, limits=limits)
