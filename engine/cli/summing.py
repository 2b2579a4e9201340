"""The summary that `roadmap evaluate` writes when it has judged several projects."""

from collections.abc import Sequence
from pathlib import Path

from engine.cli.evaluating import FILES, Told, Wish
from engine.messages import Language, catalogue
from engine.reports.region import render_region
from engine.results.region import Judged, Region, Unjudged


def summary_files(
    tasks: Sequence[tuple[Path, Path]], told: Sequence[Told], wish: Wish
) -> dict[str, str | bytes]:
    """The summary by file name, in those formats of the reports that it has."""
    linked = next((name for name in ("html", "md", "json") if name in wish.formats), "html")
    words = catalogue(Language(wish.lang))
    return {**render_region(wish.formats, _region(tasks, told, wish), words, reports=FILES[linked])}


def _region(tasks: Sequence[tuple[Path, Path]], told: Sequence[Told], wish: Wish) -> Region:
    from engine import __version__

    pairs = list(zip(tasks, told, strict=True))
    return Region(
        as_of=wish.as_of,
        engine=__version__,
        judged=tuple(
            Judged(target.name, each.summed) for (_, target), each in pairs if each.summed
        ),
        unjudged=tuple(
            Unjudged(folder.as_posix(), _first_line(each.fault))
            for (folder, _), each in pairs
            if each.summed is None
        ),
    )


def _first_line(fault: str) -> str:
    return next((line.strip() for line in fault.splitlines() if line.strip()), "")
