"""Whoever knows the texts behind symbolic places: the sources of `load`."""

from typing import Protocol

from engine.diagnostics import Origin, Place


class Places(Protocol):
    """Turns symbolic places into lines and columns, and quotes the lines."""

    def place(self, at: Origin | Place) -> Place:
        """The line and column, or the cell."""
        ...

    def line(self, place: Place) -> str:
        """The line of text at a place; empty when there is none."""
        ...
