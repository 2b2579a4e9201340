"""Projects and their places as the user knows them from where they stand."""

from pathlib import Path

from engine.pipeline import Checked
from engine.reports.places import SeenFrom


def places_of(checked: Checked) -> SeenFrom:
    """Places of a project's files as the user would open them from here."""
    return SeenFrom(checked.loaded.sources, checked.folder.as_posix())


def distinct_names(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """A name for each folder: its own, after as many parents as tell it from the others."""
    parts = [folder.resolve().parts for folder in folders]
    return tuple("-".join(own[-_depth(own, parts) :]) for own in parts)


def _depth(own: tuple[str, ...], all_of_them: list[tuple[str, ...]]) -> int:
    others = [each for each in all_of_them if each != own]
    return next(
        (n for n in range(1, len(own)) if all(each[-n:] != own[-n:] for each in others)), len(own)
    )
