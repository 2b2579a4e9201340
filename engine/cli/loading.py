"""Loading projects for a verb: usable ones go on, findings of the others go to stderr."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cli.exits import Exit
from engine.cli.output import say
from engine.cli.projects import project_folders
from engine.pipeline import Checked, check

if TYPE_CHECKING:
    from engine.reports.batches import Batch, Judged
    from engine.reports.places import SeenFrom


def each_usable(paths: tuple[Path, ...], lang: str) -> Iterator[tuple[Checked | None, Exit]]:
    """Each project checked; one with errors is told on stderr, comes as None and means 2."""
    for folder in project_folders(paths):
        checked = check(folder)
        if checked.usable:
            yield checked, Exit.FINE
            continue
        say(findings_text(checked, lang), err=True)
        yield None, Exit.UNUSABLE


def findings_text(checked: Checked, lang: str, *, verbose: bool = False) -> str:
    """The findings of a project for a terminal."""
    from engine.messages import Language, catalogue
    from engine.reports.findings import render_text

    words = catalogue(Language(lang))
    return render_text(checked.findings, places_of(checked), words, verbose=verbose)


def places_of(checked: Checked) -> "SeenFrom":
    """Places of a project's files as the user would open them from here."""
    from engine.reports.places import SeenFrom

    return SeenFrom(checked.loaded.sources, checked.folder.as_posix())


def batch_of(checked: Checked, judged: "tuple[Judged, ...]" = ()) -> "Batch":
    """A project's findings, and its verdicts, for SARIF and JUnit."""
    from engine.diagnostics import Place
    from engine.reports.batches import Batch

    places = places_of(checked)
    files = tuple(places.place(Place(path)).file for path, _ in checked.loaded.files)
    return Batch(checked.folder.as_posix(), files, checked.findings, places, judged)


def exchange(name: str, batches: "list[Batch]", lang: str) -> str:
    """The batches in a format that other tools read: sarif or junit."""
    from engine.messages import Language, catalogue

    words = catalogue(Language(lang))
    if name == "sarif":
        from engine.reports.sarif import render_sarif

        return render_sarif(batches, words).rstrip("\n")
    from engine.reports.junit import render_junit

    return render_junit(batches, words).rstrip("\n")
