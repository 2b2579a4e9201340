"""Whoever knows the texts behind symbolic places: the sources of `load`."""

from dataclasses import replace
from typing import Protocol

from engine.classes import dataclass
from engine.diagnostics import Origin, Place
from engine.load.checked import PACKAGED


class Places(Protocol):
    """Turns symbolic places into lines and columns, and quotes the lines."""

    def place(self, at: Origin | Place) -> Place:
        """The line and column, or the cell."""
        ...

    def line(self, place: Place) -> str:
        """The line of text at a place; empty when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class SeenFrom:
    """Places with the project's folder before the file, so that a terminal can open them.

    `folder` is the folder as the user named it. Files of the engine's own library stay as they are.
    """

    places: Places
    folder: str

    def place(self, at: Origin | Place) -> Place:
        """The place as seen from where the command was given."""
        found = self.places.place(at)
        return replace(found, file=self._prefix(found.file) + found.file)

    def line(self, place: Place) -> str:
        """The line of text at a place that `place` gave."""
        return self.places.line(replace(place, file=place.file.removeprefix(f"{self.folder}/")))

    def _prefix(self, file: str) -> str:
        outside = file.startswith((f"{PACKAGED}/", f"{self.folder}/")) or self.folder in ("", ".")
        return "" if outside else f"{self.folder}/"
