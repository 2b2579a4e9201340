"""`index` and `formula`: the mapping of a rule → its frozen type, and the unit of the figure."""

import re
from collections.abc import Callable, Mapping

from engine.codes.rules import BAD_FORMULA, BAD_NUMBER, RULE_INCOMPLETE, UNKNOWN_PART
from engine.expressions import names_in, nearest, parse_formula
from engine.measures.keys import PART
from engine.measures.reader import Reader
from engine.measures.target_checks import is_ratio
from engine.model.composites import (
    Composite,
    Formula,
    Index,
    Lacking,
    Name,
    Number,
    Operation,
    Part,
    Term,
)
from engine.model.measures import Basic
from engine.model.rules import Measure

_NAME = re.compile(r"[^\W\d]\w*")

ReadBasic = Callable[[Reader], Basic | None]


class UnitsError(Exception):
    """A share and a number were added, subtracted, or multiplied with another share."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)
        self.sign = sign


def read_index(reader: Reader, read: ReadBasic) -> Index | None:
    """Parts with weights, and what to do without one."""
    parts = _parts(reader, read, weighted=True)
    lacking = reader.choice("lacking", tuple(Lacking))
    if parts is None or lacking is None:
        return None
    if not sum(each.weight for each in parts):
        reader.refuse(BAD_NUMBER, "parts", found="0", least=0)
        return None
    return Index(parts, Lacking(lacking))


def read_formula(reader: Reader, read: ReadBasic) -> Formula | None:
    """Parts, and the arithmetic over their names."""
    parts, text = _parts(reader, read, weighted=False), reader.text("formula")
    if text is None or parts is None:
        return None
    term = parse_formula(text)
    if isinstance(term, str):
        reader.refuse(BAD_FORMULA, "formula", part=term)
        return None
    known = tuple(each.id for each in parts)
    strange = [name for name in names_in(term) if name not in known]
    for name in strange:
        reader.refuse(UNKNOWN_PART, "formula", part=name, hint=nearest(name, known) or "")
    return None if strange else Formula(parts, text, term)


def _parts(reader: Reader, read: ReadBasic, *, weighted: bool) -> tuple[Part, ...] | None:
    listed = reader.data.get("parts")
    count = len(listed) if isinstance(listed, list | tuple) else 0
    if not count:
        reader.refuse(RULE_INCOMPLETE, part="parts")
        return None
    parts = [_part(reader.part("parts", at), read, weighted) for at in range(count)]
    known = tuple(each for each in parts if each)
    return known if len(known) == count else None


def _part(reader: Reader, read: ReadBasic, weighted: bool) -> Part | None:
    reader.close(PART)
    id, weight = reader.text("id"), 1.0
    if id is not None and not _NAME.fullmatch(id):
        reader.refuse(BAD_FORMULA, "id", part=id)
        return None
    if weighted:
        weight = reader.number("weight", 1.0)
    if "indicator" in reader.data:
        name = reader.text("indicator")
        return None if id is None or name is None else Part(id, None, name, weight, reader.at())
    of = read(reader)
    return None if id is None or of is None else Part(id, of, None, weight, reader.at())


def is_percent(measure: Measure, known: Mapping[str, Measure]) -> bool:
    """Whether the figure is a share. Raises UnitsError where units do not go together, KeyError for
    an indicator without a rule, RecursionError in a circle."""
    if isinstance(measure, Index):
        units = {_unit_of(part, known) for part in measure.parts}
        if len(units) > 1:
            raise UnitsError("+")
        return units.pop()
    if isinstance(measure, Formula):
        by_name = {part.id: part for part in measure.parts}
        return _unit(measure.term, lambda name: _unit_of(by_name[name], known)) is True
    return is_ratio(measure)


def _unit_of(part: Part, known: Mapping[str, Measure]) -> bool:
    return is_percent(part.of if part.of is not None else known[part.indicator or ""], known)


def _unit(term: Term, of: Callable[[str], bool]) -> bool | None:
    """True: percent, False: a number with its unit, None: a bare number."""
    match term:
        case Number():
            return None
        case Name():
            return of(term.id)
        case Operation():
            left, right = _unit(term.left, of), _unit(term.right, of)
            return _together(term.sign, left, right)


def _together(sign: str, left: bool | None, right: bool | None) -> bool | None:
    if sign in "+-":
        if True in (left, right) and left is not right and left != 0:
            raise UnitsError(sign)
        return left if left is not None else right
    if sign == "/":
        return None if left is right else left if right is None else False
    if left is True and right is True:
        raise UnitsError(sign)
    return right if left is None else left


__all__ = ["Composite", "UnitsError", "is_percent", "read_formula", "read_index"]
