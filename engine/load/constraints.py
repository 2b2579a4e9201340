"""`constraints` of a column, each value in the column's type; what cannot be one is told."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite

from engine.codes import spec, tables
from engine.diagnostics import Finding, Origin, Param, finding
from engine.load.entries import Entry, iso_of
from engine.model.conditions import ColumnType, Scalar
from engine.model.tables import Constraints
from engine.yamltext import Data, quote

_MOST = 2**63
"""Whole numbers of a column lie below it."""

_ORDERED = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE)

_ONLY_FOR: Mapping[str, tuple[ColumnType, ...]] = {
    "trueValues": (ColumnType.BOOLEAN,),
    "falseValues": (ColumnType.BOOLEAN,),
    "unit": (ColumnType.INTEGER, ColumnType.NUMBER),
    "decimalChar": (ColumnType.INTEGER, ColumnType.NUMBER),
    "groupChar": (ColumnType.INTEGER, ColumnType.NUMBER),
    "bareNumber": (ColumnType.INTEGER, ColumnType.NUMBER),
    "format": (ColumnType.DATE,),
}
"""Keys of a field that say how values of one type are written."""


def read_constraints(field: Entry, type_: ColumnType, findings: list[Finding]) -> Constraints:
    """The constraints of a field; a value of another type has its finding and is left out."""
    _refuse_keys_of_other_types(field, type_, findings)
    entry = field.entry("constraints")
    if entry is None:
        return Constraints()
    values = _Values(field, entry, type_, findings)
    limits = Constraints(
        required=entry.flag("required"),
        unique=entry.flag("unique"),
        enum=values.listed("enum"),
        minimum=values.bound("minimum"),
        maximum=values.bound("maximum"),
        pattern=entry.maybe("pattern"),
    )
    least, most = limits.minimum, limits.maximum
    if least is not None and most is not None and _order(least) > _order(most):
        findings.append(_nothing_fits(field, entry, limits))
    return limits


def _refuse_keys_of_other_types(field: Entry, type_: ColumnType, findings: list[Finding]) -> None:
    for key, types in _ONLY_FOR.items():
        if key in field.data and type_ not in types:
            findings.append(
                finding(
                    tables.KEY_OF_OTHER_TYPE,
                    field.origin(key, on_key=True),
                    id=field.text("name"),
                    key=key,
                    type=type_.value,
                    types=tuple(column_type.value for column_type in types),
                )
            )


class _Values:
    """Reads values of constraints as the column's cells are read."""

    def __init__(
        self, field: Entry, entry: Entry, type_: ColumnType, findings: list[Finding]
    ) -> None:
        self.name = field.text("name")
        self.entry, self.type, self.findings = entry, type_, findings

    def listed(self, key: str) -> tuple[Scalar, ...]:
        values = self.entry.data.get(key)
        read = (
            self._scalar(value, key, number)
            for number, value in enumerate(values if isinstance(values, list) else ())
        )
        return tuple(value for value in read if value is not None)

    def bound(self, key: str) -> Scalar | None:
        value = self.entry.data.get(key)
        if value is None:
            return None
        if self.type not in _ORDERED:
            self.findings.append(
                finding(
                    tables.KEY_OF_OTHER_TYPE,
                    self.entry.origin(key, on_key=True),
                    id=self.name,
                    key=key,
                    type=self.type.value,
                    types=tuple(column_type.value for column_type in _ORDERED),
                )
            )
            return None
        return self._scalar(value, key)

    def _scalar(self, value: Data, *steps: str | int) -> Scalar | None:
        place = self.entry.origin(*steps)
        if self.type is ColumnType.DATE and isinstance(value, str):
            return self._day(value, *steps)
        read = _READERS[self.type](value)
        if read is None:
            self.findings.append(self._of_other_type(value, place, str(steps[0])))
        return read

    def _of_other_type(self, value: Data, place: Origin, key: str) -> Finding:
        told: dict[str, Param] = {"id": self.name, "key": key, "type": self.type.value}
        told |= {"value": quote(_written(value)), self.type.value: 1}
        return Finding(tables.CONSTRAINT_OF_OTHER_TYPE, place, tuple(sorted(told.items())))

    def _day(self, text: str, *steps: str | int) -> date | None:
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self.findings.append(
            finding(
                spec.DATE_IMPOSSIBLE, self.entry.origin(*steps), date=quote(text), hint=iso_of(text)
            )
        )
        return None


def _text(value: Data) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Data) -> int | float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and isfinite(value) else None  # type: ignore[return-value,arg-type]


def _whole(value: Data) -> int | None:
    number = _number(value)
    is_whole = number is not None and number == int(number) and abs(number) < _MOST
    return int(number) if is_whole and number is not None else None


def _truth(value: Data) -> bool | None:
    return value if isinstance(value, bool) else None


def _no_day(_: Data) -> None:
    return None


_READERS: Mapping[ColumnType, Callable[[Data], Scalar | None]] = {
    ColumnType.STRING: _text,
    ColumnType.INTEGER: _whole,
    ColumnType.NUMBER: _number,
    ColumnType.BOOLEAN: _truth,
    ColumnType.DATE: _no_day,
}


def _written(value: Data) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _order(value: Scalar) -> float:
    return value.toordinal() if isinstance(value, date) else float(value)


def _nothing_fits(field: Entry, entry: Entry, limits: Constraints) -> Finding:
    return finding(
        tables.BOUNDS_CROSSED,
        entry.origin("minimum"),
        id=field.text("name"),
        minimum=str(limits.minimum),
        maximum=str(limits.maximum),
    )
