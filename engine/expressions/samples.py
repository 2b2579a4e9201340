"""Values that stand for all others: one from each stretch between the constants of a condition.

Between two neighbouring constants every comparison with a constant answers alike, so one value of
each stretch decides for all rows. Columns compared with each other share their constants and get
several values a stretch. Texts are told apart by constants and masks: one of every way to fit them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice, pairwise, product
from math import ceil, floor, prod
from random import Random

from engine.classes import dataclass
from engine.expressions.atoms import Pattern, Vocabulary
from engine.expressions.masks import telling_texts
from engine.expressions.truth import Cell, Path, Truth
from engine.model.conditions import Column, ColumnType, Condition, Like, Matches, Scalar
from engine.model.tables import Constraints

LIMIT = 20_000
"""Most rows that are looked at one by one; beyond them a fixed draw is made, and proves nothing."""

_DAY = date(2022, 1, 15)


@dataclass(frozen=True, slots=True)
class Sample:
    """A row that conditions may meet, with the answers supposed of its opaque atoms."""

    row: Mapping[Path, Cell]
    opaque: Mapping[Condition, Truth]


@dataclass(frozen=True, slots=True)
class Samples:
    """`real` rows can be built; `supposed` rows cover every case when `complete`."""

    real: tuple[Sample, ...]
    supposed: tuple[Sample, ...]
    complete: bool


def samples_of(
    vocabulary: Vocabulary,
    declared: Mapping[Path, Constraints],
    within: Mapping[Path, object],
    *,
    most: int = LIMIT,
) -> Samples:
    """Rows that between them show all that the conditions can tell apart.

    `within` limits date columns to a window: rows outside of it are not read at all. Beyond `most`
    rows nothing is complete.
    """
    texts = {
        path: _texts(path, vocabulary)
        for path, kind in vocabulary.types.items()
        if kind is ColumnType.STRING
    }
    domains = {
        path: _domain(path, vocabulary, declared.get(path), within.get(path), texts.get(path))
        for path in vocabulary.types
    }
    real, whole = _rows(domains, most)
    plain = tuple(Sample(row, {}) for row in real)
    told = {path for path in texts if texts[path] or _has_list(declared.get(path))}
    opaque = tuple(each for each in vocabulary.opaque if not _is_told(each, told))
    if not opaque:
        return Samples(plain, plain, whole)
    supposed, covered = _supposed(real, opaque, most)
    return Samples(plain, supposed, whole and covered)


def _has_list(declared: Constraints | None) -> bool:
    return declared is not None and bool(declared.enum)


def _is_told(atom: Condition, told: Collection[Path]) -> bool:
    """Whether the values of its column show every answer of a mask or a regular expression."""
    return (
        isinstance(atom, Like | Matches)
        and isinstance(atom.item, Column)
        and atom.item.path in told
    )


def _supposed(
    rows: tuple[Mapping[Path, Cell], ...], atoms: tuple[Condition, ...], most: int
) -> tuple[tuple[Sample, ...], bool]:
    """Every row with every answer of the opaque atoms."""
    if len(rows) * 3 ** len(atoms) > most:
        return (), False
    answers: tuple[Truth, ...] = (True, False, None)
    cases = [dict(zip(atoms, each, strict=True)) for each in product(answers, repeat=len(atoms))]
    return tuple(Sample(row, case) for row in rows for case in cases), True


def _rows(
    domains: Mapping[Path, tuple[Cell, ...]], most: int
) -> tuple[tuple[dict[Path, Cell], ...], bool]:
    paths = tuple(domains)
    if prod(len(domain) for domain in domains.values()) <= most:
        return tuple(dict(zip(paths, row, strict=True)) for row in product(*domains.values())), True
    draw = Random(7)
    drawn: Iterator[dict[Path, Cell]] = (
        {path: draw.choice(domains[path]) for path in paths} for _ in range(most)
    )
    return tuple(islice(drawn, most // 4)), False


def _domain(
    path: Path,
    vocabulary: Vocabulary,
    declared: Constraints | None,
    within: object,
    texts: tuple[str, ...] | None,
) -> tuple[Cell, ...]:
    """Values of one column, NULL last."""
    group = _group(path, vocabulary)
    kind = vocabulary.types[path]
    constants = {each for one in group for each in vocabulary.constants[one]}
    if declared and declared.enum:
        return (*declared.enum, None)
    match kind:
        case ColumnType.BOOLEAN:
            return (True, False, None)
        case ColumnType.STRING:
            return (*(texts or _tried(group, vocabulary)), None)
        case ColumnType.DATE:
            days = _dates(constants, len(group))
            return (*_inside(days, within), None)
    numbers = _numbers(constants, len(group), whole=kind is ColumnType.INTEGER)
    return (*_bounded(numbers, declared), None)


def _group(path: Path, vocabulary: Vocabulary) -> set[Path]:
    found, waiting = {path}, [path]
    while waiting:
        for other in vocabulary.linked.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _texts(path: Path, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """As many texts of every kind as there are columns that they are compared with."""
    group = _group(path, vocabulary)
    constants, masks = _words(group, vocabulary)
    return telling_texts(masks, constants, len(group))


def _words(group: Iterable[Path], vocabulary: Vocabulary) -> tuple[set[str], set[Pattern]]:
    """The constants and the patterns that texts of these columns meet."""
    constants = {str(each) for one in group for each in vocabulary.constants[one]}
    return constants, {mask for one in group for mask in vocabulary.patterns.get(one, ())}


def _tried(group: Collection[Path], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Texts beside too many masks: every kind of equal and other ones, and some worth trying."""
    constants, masks = _words(group, vocabulary)
    made = {
        mask.replace("%", fill).replace("_", "z")
        for kind, mask in masks
        for fill in ("", "q")
        if kind is Like
    }
    known = telling_texts((), constants | made, len(group))
    assert known is not None
    return known


def _dates(constants: Iterable[Scalar], count: int) -> tuple[date, ...]:
    known = sorted({day for day in map(_as_day, constants) if day})
    if not known:
        return tuple(_DAY + timedelta(days=step) for step in range(count))
    ordinals = _stretches([day.toordinal() for day in known], count, whole=True)
    return tuple(date.fromordinal(int(ordinal)) for ordinal in ordinals)


def _as_day(value: Scalar) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _inside(days: Iterable[date], within: object) -> tuple[date, ...]:
    if not isinstance(within, tuple):
        return tuple(days)
    start, end = within
    kept = {day for day in days if start <= day <= end} | {start, end}
    return tuple(sorted(kept))


def _numbers(constants: Iterable[Scalar], count: int, *, whole: bool) -> tuple[float, ...]:
    known = sorted({constant for constant in constants if isinstance(constant, int | float)})
    if whole:
        known = sorted({end for each in known for end in (floor(each), ceil(each))})
    if not known:
        return tuple(range(count)) if count > 1 else (1,)
    found = _stretches(known, count, whole=whole)
    return tuple(int(each) if each == int(each) else each for each in found)


def _stretches(known: list[float] | list[int], count: int, *, whole: bool) -> tuple[float, ...]:
    """The constants, and `count` values below, between and above them."""
    found = set(known)
    found |= {known[0] - step for step in range(1, count + 1)}
    found |= {known[-1] + step for step in range(1, count + 1)}
    for low, high in pairwise(known):
        for step in range(1, count + 1):
            middle = low + (high - low) * step / (count + 1)
            found.add(round(middle) if whole else middle)
    return tuple(sorted(each for each in found if not whole or each == int(each)))


def _bounded(numbers: tuple[float, ...], declared: Constraints | None) -> tuple[float, ...]:
    low = declared.minimum if declared and isinstance(declared.minimum, int | float) else None
    high = declared.maximum if declared and isinstance(declared.maximum, int | float) else None
    kept = [
        number
        for number in numbers
        if (low is None or number >= low) and (high is None or number <= high)
    ]
    edges = [each for each in (low, high) if each is not None]
    return tuple(sorted({*kept, *edges}))
