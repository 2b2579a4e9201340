"""What an event waits for, proposed by the words of titles.

Three signs: the life of one thing (a programme is made, run, watched, analysed, reported on), a
basis («по итогам мониторинга …»), results («анализ результатов …»). What the printed dates
contradict is not proposed, nor what would close a circle.
"""

import re
from collections.abc import Iterator, Sequence

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import Deed, bases_of, likeness, read_deed, same_thing, stems
from engine.messages import Catalogue
from engine.model.spec import Schedule, Stage
from engine.papers.doubts import quoted
from engine.papers.proposals import Proposal

_BASIS_ALIKE = 0.6
_RESULTS_ALIKE = 0.75
_LEAST = 2
_MOST = 3
_RESULTS = lazy_pattern(
    r"\b(?:по|анализ\w*|обсуждени\w*|рассмотрени\w*|отч[её]т\w* (?:о|об|по))"
    r"(?: \w+(?:ым|ых|им|их))? (?:результат|итог)\w* ([^,;:.()]+)",
    re.IGNORECASE,
)
_STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Row:
    """An event as its row prints it, with its proposed stages."""

    id: str
    title: str
    stages: tuple[str, ...]
    section: int | None
    schedule: Schedule


def followed(rows: Sequence[Row], words: Catalogue) -> dict[str, Proposal]:
    """Id of an event → the events that it waits for, with the words that say so."""
    edges: dict[str, tuple[str, ...]] = {}
    found: dict[str, Proposal] = {}
    deeds = [read_deed(row.title) for row in rows]
    for at, row in enumerate(rows):
        for ground, works in _said(at, rows, deeds):
            fit = tuple(
                each.id for each in _nearest(works, row)
                if not _is_later(each, row) and not _waits(each.id, row.id, edges)
            )  # fmt: skip
            if fit and len(fit) <= _MOST:
                edges[row.id] = fit
                found[row.id] = Proposal(
                    fit, words.text("papers.ground.words", words=quoted(ground))
                )
                break
    return found


def _said(
    at: int, rows: Sequence[Row], deeds: Sequence[Deed | None]
) -> Iterator[tuple[str, list[Row]]]:
    """Words of a title, and the events that they mean; the surest first."""
    row = rows[at]
    for basis in bases_of(row.title):
        others = [each for each in rows if each is not row and basis.stage in each.stages]
        alike = [each for each in others if _holds(each, basis.name, _BASIS_ALIKE)]
        yield (
            row.title[slice(*basis.span)].strip(),
            alike if basis.name else _near(at, rows, others),
        )
    for match in _RESULTS.finditer(row.title):
        name = frozenset(stems(match[1]))
        works = [each for each in rows if each is not row and _holds(each, name, _RESULTS_ALIKE)]
        yield match[0].strip(), [work for work in works if _comes_first(work, row, rows)]
    deed = deeds[at]
    if deed is not None:
        before = [
            (other.doing, each) for each, other in zip(rows, deeds, strict=True)
            if other is not None and other.doing < deed.doing and same_thing(deed, other)
        ]  # fmt: skip
        last = max((doing for doing, _ in before), default=None)
        yield row.title, [each for doing, each in before if doing == last]


def _nearest(works: Sequence[Row], row: Row) -> Sequence[Row]:
    """Those of the same section, where it has any."""
    return [work for work in works if work.section == row.section] or works


def _holds(row: Row, name: frozenset[str], alike: float) -> bool:
    """Whether a title names the work: it has nearly all of the words."""
    own = frozenset(stems(row.title))
    return len(own & name) >= _LEAST and likeness(name, own) >= alike


def _near(at: int, rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """A work without a name of its own: the last such row above, in the same section."""
    above = [row for row in rows[:at] if row in others and row.section == rows[at].section]
    return above[-1:]


def _comes_first(work: Row, row: Row, rows: Sequence[Row]) -> bool:
    return (_rank(work), rows.index(work)) < (_rank(row), rows.index(row))


def _rank(row: Row) -> int:
    return min(_STAGES.index(Stage(stage)) for stage in row.stages)


def _is_later(work: Row, row: Row) -> bool:
    """Whether the work begins after the row has ended, by their dates."""
    begins = [window.start for window in work.schedule.windows]
    ends = [window.end for window in row.schedule.windows]
    return bool(begins and ends) and min(begins) > max(ends)


def _waits(one: str, other: str, edges: dict[str, tuple[str, ...]]) -> bool:
    """Whether an event waits for another one, straight or through others."""
    left, seen = [one], set[str]()
    while left:
        name = left.pop()
        if name == other:
            return True
        if name not in seen:
            seen.add(name)
            left += edges.get(name, ())
    return False
