"""Two rules of one measure → the kinds of rows that they can tell apart."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TypeAlias, TypeVar

from engine.diff.kinds import Kind, Kinds, Piece, Role, without_repeats
from engine.diff.world import World
from engine.expressions.atoms import Vocabulary
from engine.expressions.samples import Sample, samples_of
from engine.expressions.truth import Truth, truth
from engine.model.conditions import ColumnType, Condition
from engine.model.rules import Count, Mean, Missing, Share, Sum

RowRule: TypeAlias = Share | Count | Sum | Mean
Rule = TypeVar("Rule")
HUGE = 10**6


def row_kinds(old: RowRule, new: RowRule, world: World, marks: Iterable[Fraction]) -> Kinds | None:
    """Kinds of rows of one dataset; None where the rules read different ones."""
    if old.dataset != new.dataset or _distinct(old) != _distinct(new):
        return None
    vocabulary, trees = Vocabulary(), [_trees(each, world) for each in (old, new)]
    for tree in (each for pair in trees for each in pair if each is not None):
        vocabulary.read(tree)
    _read_amounts(vocabulary, (old, new), marks)
    within = _window(vocabulary, (old, new), world)
    if vocabulary.types.keys() & {(_distinct(old),)}:
        return None
    declared = {
        path: found
        for path in vocabulary.types
        if (found := world.constraints(old.dataset, path)) is not None
    }
    samples = samples_of(vocabulary, declared, within)

    def kind(sample: Sample) -> Kind:
        roles = [
            _role(rule, pair, sample, world) for rule, pair in zip((old, new), trees, strict=True)
        ]
        piece = Piece(old.dataset, sample.row, _distinct(old))
        return Kind(roles[0], roles[1], (piece,), (_amount(old, sample), _amount(new, sample)))

    real = without_repeats(map(kind, samples.real))
    supposed = without_repeats(map(kind, samples.supposed))
    return Kinds(real, supposed, samples.complete, rows_are_units=_distinct(old) is None)


def _distinct(rule: RowRule) -> str | None:
    return rule.distinct if isinstance(rule, Count) else None


def _trees(rule: RowRule, world: World) -> tuple[Condition | None, Condition | None]:
    """The conditions `where` and `of`."""
    where = None if isinstance(rule, Count) else world.bound(rule.where)
    of = world.bound(rule.of) if isinstance(rule, Share | Count) else None
    return where, of


def _read_amounts(
    vocabulary: Vocabulary, rules: tuple[RowRule, RowRule], marks: Iterable[Fraction]
) -> None:
    """Amounts around the targets, and far from them."""
    for rule in rules:
        if isinstance(rule, Sum | Mean):
            path = tuple(rule.of.split("."))
            vocabulary.types[path] = ColumnType.NUMBER
            values = {0.0, float(HUGE), -float(HUGE), *map(float, marks)}
            vocabulary.constants.setdefault(path, set()).update(values)


def _window(
    vocabulary: Vocabulary, rules: tuple[RowRule, RowRule], world: World
) -> dict[tuple[str, ...], object]:
    """The days of the date column that the one rule or the other looks at."""
    resource = world.resource(rules[0].dataset)
    if resource is None or resource.date is None or world.window is None:
        return {}
    path, starts = (resource.date,), [_start(rule, world) for rule in rules]
    if path not in vocabulary.types and starts[0] == starts[1]:
        return {}
    vocabulary.types[path] = ColumnType.DATE
    vocabulary.constants.setdefault(path, set()).update(starts)
    return {path: (min(starts), world.day())}


def _start(rule: RowRule, world: World) -> date:
    since = rule.since if isinstance(rule, Count) else None
    assert world.window is not None
    return since or world.window.start


def _role(
    rule: RowRule, trees: tuple[Condition | None, Condition | None], sample: Sample, world: World
) -> Role:
    if not _is_seen(rule, sample, world) or _truth(trees[0], sample) is not True:
        return Role.OUT
    answer = _truth(trees[1], sample)
    if isinstance(rule, Sum | Mean) and _value(rule, sample) is None:
        answer = None
    return role_of(answer, rule.missing)


def role_of(answer: Truth, missing: Missing) -> Role:
    """What a row is whose `of` has that answer."""
    if answer is not None:
        return Role.COUNTS if answer else Role.ROW
    return {
        Missing.EXCLUDE: Role.OUT, Missing.AS_FALSE: Role.ROW, Missing.INDETERMINATE: Role.MAYBE
    }[missing]  # fmt: skip


def _truth(tree: Condition | None, sample: Sample) -> Truth:
    return True if tree is None else truth(tree, sample.row, sample.opaque)


def _is_seen(rule: RowRule, sample: Sample, world: World) -> bool:
    resource = world.resource(rule.dataset)
    if resource is None or resource.date is None or (resource.date,) not in sample.row:
        return True
    day = sample.row[(resource.date,)]
    if world.window is None:
        return True
    return isinstance(day, date) and _start(rule, world) <= day <= world.day()


def _value(rule: Sum | Mean, sample: Sample) -> Fraction | None:
    value = sample.row[tuple(rule.of.split("."))]
    return Fraction(str(value)) if isinstance(value, int | float) else None


def _amount(rule: RowRule, sample: Sample) -> Fraction:
    found = _value(rule, sample) if isinstance(rule, Sum | Mean) else None
    return Fraction(1) if found is None else found


def condition_samples(
    dataset: str, trees: Iterable[Condition | None], world: World
) -> Iterator[Sample]:
    """Rows that show everything that the conditions can tell apart."""
    vocabulary = Vocabulary()
    for tree in trees:
        if tree is not None:
            vocabulary.read(tree)
    declared = {
        path: found
        for path in vocabulary.types
        if (found := world.constraints(dataset, path)) is not None
    }
    samples = samples_of(vocabulary, declared, {})
    yield from (replace(each, opaque={}) for each in samples.real)


def answers(
    dataset: str, old: Condition | None, new: Condition | None, world: World
) -> dict[tuple[Truth, Truth], Sample]:
    """For each pair of answers that two conditions can give on a row, such a row."""
    found: dict[tuple[Truth, Truth], Sample] = {}
    judge: Callable[[Condition | None, Sample], Truth] = _truth
    for sample in condition_samples(dataset, (old, new), world):
        found.setdefault((judge(old, sample), judge(new, sample)), sample)
    return found
