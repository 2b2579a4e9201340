"""What many rules ask of one project, roadmap or list of passages is made once for that object."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def once_for_each(most: int) -> Callable[[Callable[[Given], Made]], Callable[[Given], Made]]:
    """Remember what a function made of the last `most` objects, which never change. They are known
    again as the same object: to compare a whole project, or to hash it, takes longer than most
    rules."""

    def remembering(make: Callable[[Given], Made]) -> Callable[[Given], Made]:
        known: dict[int, tuple[Given, Made]] = {}

        @wraps(make)
        def of(given: Given) -> Made:
            found = known.get(id(given))
            if found is None:
                found = given, make(given)  # what is kept keeps its id
                for oldest in [*known][: len(known) - most + 1]:  # another thread may do the same
                    known.pop(oldest, None)
                known[id(given)] = found
            return found[1]

        return of

    return remembering


__all__ = ["once_for_each"]
