"""The summary that `roadmap evaluate` writes when it has judged several projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.cli.evaluating import FILES, Told, Wish
from engine.messages import Language, catalogue
from engine.reports.region import render_region
from engine.reports.region.summing import overlaps_of
from engine.reports.region.view import overlap_sentence
from engine.results.region import Judged, Region, Unjudged


@dataclass(frozen=True, slots=True)
class Summed:
    """The summary by file name, in those formats of the reports that it has; what would have been
    counted twice, and whether an organisation would: that is an error of the lists."""

    files: dict[str, str | bytes]
    overlaps: tuple[str, ...]
    is_wrong: bool


def sum_up(tasks: Sequence[tuple[Path, Path]], told: Sequence[Told], wish: Wish) -> Summed:
    """The summary of all projects."""
    linked = next((name for name in ("html", "md", "json") if name in wish.formats), "html")
    words, region = catalogue(Language(wish.lang)), _region(tasks, told, wish)
    files = render_region(wish.formats, region, words, reports=FILES[linked])
    overlaps = overlaps_of(region)
    return Summed(
        {**files},
        tuple(overlap_sentence(each, words) for each in overlaps),
        any(each.organisation for each in overlaps),
    )


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
