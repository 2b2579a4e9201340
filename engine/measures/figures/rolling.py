"""Organisations → municipalities: numerators and denominators are added up, never averages.

Sums are added in the small frame of a scan; what is told of each organisation (a document, a sign)
is counted by the municipality that it belongs to on the last day that the rule looks at.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import compress

from engine.query.answers import Answers, Folded
from engine.query.tasks import OfRows
from engine.results.verdicts import Element, Figure, Measurement, Tally

Members = Mapping[str, str]
"""Organisation → municipality."""


def rolled(
    measured: Measurement,
    task: OfRows,
    answers: Answers,
    parts: Callable[[Folded], Iterable[Tally]],
) -> Measurement:
    """The measurement with the same parts by municipality, as far as any is declared."""
    reach = task.reach
    folded = answers.by_municipality(reach)
    if folded is None:
        return measured
    seen = compress(parts(folded), folded.has_rows(reach, task.set_aside))
    members = answers.members.on(reach.day)
    return replace(measured, by_municipality=tuple(seen), members=members)


def rolled_tallies(measured: Measurement, members: Members) -> Measurement:
    """The tallies of organisations, added up by municipality."""
    if not members or not measured.by_organisation:
        return measured
    return replace(measured, by_municipality=added(measured.by_organisation, members),
                   members=members)  # fmt: skip


def rolled_organisations(
    measured: Measurement, members: Members, *, wanted: bool = True
) -> Measurement:
    """What is told of each organisation, counted by municipality: n of N organisations."""
    if not members or measured.by_municipality:
        return measured
    if measured.by_organisation and not measured.elements:
        return rolled_tallies(measured, members)
    if measured.elements:
        tallies = [_of_element(element) for element in measured.elements]
    else:
        tallies = [
            _of_figure(figure, wanted) for figure in measured.figures if figure.key is not None
        ]
        if not any(tally.total for tally in tallies):
            return measured
    return replace(measured, by_municipality=added(tallies, members), members=members)


def added(tallies: Iterable[Tally], members: Members) -> tuple[Tally, ...]:
    """Tallies by municipality; last the organisations of which none is known."""
    groups: dict[str | None, list[Tally]] = defaultdict(list)
    for tally in tallies:
        groups[None if tally.key is None else members.get(tally.key)].append(tally)
    codes = sorted(groups, key=lambda code: (code is None, code or ""))
    return tuple(_together(code, groups[code]) for code in codes)


def _together(code: str | None, own: list[Tally]) -> Tally:
    total = None if own[0].total is None else sum(each.total or 0 for each in own)
    return Tally(
        code, sum(each.n for each in own), total,
        sum(each.missing for each in own), sum(each.set_aside for each in own),
        None if own[0].rows is None else sum(each.rows or 0 for each in own),
    )  # fmt: skip


def _of_element(element: Element) -> Tally:
    return Tally(element.key, int(element.found), 1)


def _of_figure(figure: Figure, wanted: bool) -> Tally:
    known = figure.sign is not None
    return Tally(figure.key, int(figure.sign is wanted), int(known), int(not known))
