"""Publications one after another: what the difference of two of them would tell.

27 of 33, then 28 of 34: the pupil who was added passed. A figure that is another than in an earlier
publication, by fewer persons than the minimum, is hidden, and so many beside it as keep the others
from giving the difference away. A figure that was told before tells nothing new.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from engine.disclosure.cells import Cell, hidden_cells, is_given_away
from engine.disclosure.nested import Beside
from engine.disclosure.persons import cell_of
from engine.disclosure.same_rule import RULE, rule_marks
from engine.model.project import Project
from engine.model.rules import Measure
from engine.model.spec import full_id
from engine.results.outcome import Publication, Spot
from engine.results.verdicts import Figure, IndicatorOutcome, Measurement, Tally

Spots = Mapping[tuple[str, str], Spot]
_Steps = tuple[float, float, float]
_REST = "\0rest"
_DIGITS = 9


def spots_of(measured: Measurement, measure: Measure | None, project: Project) -> Spots:
    """Every figure of a measurement that is told, by its part of the report and its key."""
    wholes = () if measure is None or measure.counts_organisations else (
        ("whole", measured.overall), ("lowest", measured.lowest), ("highest", measured.highest)
    )  # fmt: skip
    tallies = (
        *((part, each) for part, each in wholes if each),
        *(("step", step) for step in measured.steps),
        *(("cell", each) for each in measured.by_organisation),
        *(("group", each) for each in measured.by_municipality),
        *(("value", each) for each in measured.by_value),
    )
    figures = (
        *((("statistic", measured.statistic),) if measured.statistic else ()),
        *(("figure", figure) for figure in measured.figures),
        *(("group", figure) for figure in measured.municipal_figures),
        *(("value", figure) for figure in measured.value_figures),
    )
    told = {
        (part, each.key or ""): _of_tally(each, measure, project)
        for part, each in tallies
        if not each.withheld
    }
    return told | {
        (part, each.key or ""): _of_figure(each) for part, each in figures if not each.withheld
    }


def _of_tally(tally: Tally, measure: Measure | None, project: Project) -> Spot:
    cell = cell_of(tally, measure, project)
    value = tally.value if measure is not None and measure.tallied.made_of() else tally.n
    return Spot(cell.size, cell.counted, None if value is None else round(value, _DIGITS))


def _of_figure(figure: Figure) -> Spot:
    value = None if figure.value is None else round(figure.value, _DIGITS)
    return Spot(figure.persons, None, value)


def beside_earlier(
    outcome: IndicatorOutcome,
    measure: Measure | None,
    project: Project,
    earlier: Sequence[Publication],
) -> Beside:
    """What must be hidden of an indicator since earlier publications told something near it."""
    measured = outcome.verdict.measurement
    if measured is None or not earlier:
        return Beside()
    now = spots_of(measured, measure, project)
    marks = rule_marks(measure, project) if measure else frozenset()
    thens = [
        spots for each in earlier for spots in _told_of(outcome.full_id, now, marks, each, project)
    ]
    if not thens:
        return Beside()
    said = {place for place, spot in now.items() if any(then.get(place) == spot for then in thens)}
    found = [
        _beside(_steps(now, then, said), measured.members, project.minimum_group) for then in thens
    ]
    return Beside(
        frozenset().union(*(beside.keys for beside in found)),
        any(beside.whole for beside in found),
        frozenset().union(*(beside.groups for beside in found)),
        frozenset().union(*(beside.values for beside in found)),
    )


def _told_of(
    id: str, now: Spots, marks: frozenset[str], told: Publication, project: Project
) -> list[Spots]:
    """What a publication told of an indicator under this id, under others with the same rule, and,
    where it does not know the id, under one that is gone and told of the same persons."""
    alike = [then for other, then in told.items() if other != id and marks & _marks(then)]
    if id in told:
        return [told[id], *alike]
    if alike:
        return alike
    present = {
        full_id(roadmap.slug if roadmap else None, one.id) for roadmap, one in project.judged
    }
    return [then for gone, then in told.items() if gone not in present and _is_same(now, then)]


def _marks(then: Spots) -> frozenset[str]:
    return frozenset(mark for part, mark in then if part == RULE)


def marked(spots: Spots, measure: Measure | None, project: Project) -> Spots:
    """With the marks of the rule, for what will be published later."""
    marks = sorted(rule_marks(measure, project)) if measure else ()
    return {**spots, **{(RULE, mark): Spot(0, None, None) for mark in marks}}


def _is_same(now: Spots, then: Spots) -> bool:
    """Whether figures under two names are of one indicator: most parts tell the same persons."""
    parts = [place for place in now.keys() & then.keys() if place[0] in ("cell", "value", "figure")]
    return bool(parts) and sum(now[place] == then[place] for place in parts) * 2 > len(parts)


def _steps(now: Spots, then: Spots, said: set[tuple[str, str]]) -> dict[tuple[str, str], _Steps]:
    """By how many persons each figure that both tell is another: of all, counted, not counted."""
    return {
        place: (0, 0, 0) if place in said else _step(spot, then[place])
        for place, spot in now.items()
        if place in then
    }


def _step(now: Spot, then: Spot) -> _Steps:
    size = now.size - then.size
    counted = 0 if now.counted is None else now.counted - (then.counted or 0)
    if not size and not counted and now != then:
        return 1, 0, 0  # another value of as many persons: of how many of them nobody knows
    return size, counted, size - counted


def _beside(
    steps: Mapping[tuple[str, str], _Steps], members: Mapping[str, str], least: int
) -> Beside:
    parts = ("cell", "group", "figure", "value")
    wholes = [each for (part, _), each in steps.items() if part not in parts]
    whole = any(0 < abs(number) < least for each in wholes for number in each)
    keys = {key for (part, key), each in steps.items() if part == "figure" and _small(each, least)}
    groups = {key: each for (part, key), each in steps.items() if part == "group"}
    cells = {key: each for (part, key), each in steps.items() if part == "cell"}
    total, open_groups = steps.get(("whole", "")), set()
    of_values = {key: each for (part, key), each in steps.items() if part == "value"}
    values = frozenset(_among(of_values, total, least)[0]) if of_values else frozenset()
    if not groups:
        hidden, is_open = _among(cells, total, least)
        return Beside(frozenset(keys | hidden), whole or is_open, values=values)
    for group, own in _grouped(cells, members):
        hidden, is_open = _among(own, groups.get(group), least)
        keys |= hidden
        open_groups |= {group} if is_open else set()
    hidden, is_open = _among(groups, total, least, frozenset(open_groups))
    return Beside(frozenset(keys), whole or is_open, frozenset(hidden), values)


def _small(steps: _Steps, least: int) -> bool:
    return any(0 < abs(step) < least for step in steps)


def _grouped(
    cells: Mapping[str, _Steps], members: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, _Steps]]]:
    found: dict[str, dict[str, _Steps]] = defaultdict(dict)
    for key, each in cells.items():
        found[members.get(key, "")][key] = each
    yield from found.items()


def _among(
    steps: Mapping[str, _Steps],
    whole: _Steps | None,
    least: int,
    also: frozenset[str] = frozenset(),
) -> tuple[set[str], bool]:
    """Which parts are hidden so that no small difference follows; True where the whole must be.

    What one of the publications does not tell is one part more: what is left of the whole."""
    hidden, is_open = set(also), False
    for which in range(3):
        cells = [Cell(key, abs(each[which])) for key, each in steps.items()]
        if whole is not None:
            rest = whole[which] - sum(step[which] for step in steps.values())
            cells.append(Cell(_REST, abs(rest)))
        hidden |= hidden_cells(cells, least, also)
        is_open |= is_given_away(cells, least, also)
    return hidden - {_REST}, is_open
