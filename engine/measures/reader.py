"""The parts of a rule's mapping, read one by one; what does not fit is noted as a finding."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import inf, isfinite, nextafter
from typing import TypeGuard

from engine.codes.rules import (
    BAD_DATE,
    BAD_NUMBER,
    BAD_TARGET,
    COLUMN_NOT_NUMERIC,
    MISSING_NOT_ALLOWED,
    MISSING_UNSAID,
    NO_REGISTER,
    RULE_INCOMPLETE,
    UNKNOWN_CHOICE,
    UNKNOWN_DATASET,
    UNKNOWN_EVIDENCE_KIND,
)
from engine.codes.spec import REGISTER_COLUMN_MISSING, TEXT_EXPECTED, UNEXPECTED_KEY
from engine.diagnostics import Code, Finding, Origin, Param, Related, Route, finding
from engine.expressions import (
    ColumnSource,
    meant_day,
    nearest,
    parse_condition,
    resolve_column,
)
from engine.measures.context import RuleContext
from engine.measures.targets import read_target
from engine.measures.use import Filled
from engine.model.conditions import Clause, Column
from engine.model.demands import DocumentYear
from engine.model.rules import EvidenceDemand, Missing
from engine.model.targets import Operator, Target, Unit
from engine.yamltext import quote

_LARGEST = 10**15
"""Numbers of rules beyond this are slips of the pen, and engines lose their last digits."""

EVIDENCE = ("kind", "dated", "address", "signed", "covers", "from")
EVIDENCE_COLUMNS = {"signed": "signed_by", "covers": "covers"}
"""What a demand asks of a document → the column of the register that says it."""

COUNTED = (Missing.AS_FALSE, Missing.INDETERMINATE)
"""What an empty cell can mean where rows are counted: there is nothing to exclude it from."""


class Reader:
    """Reads one mapping. A part that is absent or wrong is None, with a finding in `findings`.

    `places` says where the parts were written: a rule from the library has the library file as its
    root, and the roadmap's `with:` for what replaced a placeholder.
    """

    def __init__(
        self,
        data: Mapping[str, object],
        context: RuleContext,
        places: Mapping[Route, Origin],
        related: tuple[Related, ...] = (),
    ) -> None:
        self.data = data
        self.context = context
        self.findings: list[Finding] = []
        self._places = places
        self._related = related

    def at(self, *route: str | int, span: tuple[int, int] | None = None) -> Origin:
        """Where the part at that route of the mapping was written."""
        known = next(i for i in range(len(route), -1, -1) if route[:i] in self._places)
        base = self._places[route[:known]]
        return Origin(base.file, (*base.route, *route[known:]), span=span)

    def refuse(self, code: Code, *route: str | int, **params: Param) -> None:
        """Note a finding at that route."""
        told = tuple(sorted(params.items()))
        self._note(Finding(code, self.at(*route), told))

    def close(self, known: tuple[str, ...]) -> None:
        """Refuse every key that is none of the known ones."""
        unused = [key for key in known if key not in self.data]
        for key in self.data:
            if key not in known:
                hint = nearest(key, unused) or ""
                at = replace(self.at(key), on_key=True)
                shown = () if hint else known
                self._note(finding(UNEXPECTED_KEY, at, key=quote(key), hint=hint, known=shown))

    def part(self, *route: str | int) -> "Reader":
        """A reader of the mapping at the route, which notes its findings here."""
        value: object = self.data
        for step in route:
            value = _step(value, step)
        depth = len(route)
        places = {(): self.at(*route)} | {
            known[depth:]: origin
            for known, origin in self._places.items()
            if known[:depth] == route
        }
        inner = Reader(
            value if isinstance(value, Mapping) else {}, self.context, places, self._related
        )
        inner.findings = self.findings
        return inner

    def using(self, filled: Filled) -> "Reader":
        """A reader of a library rule that is used here."""
        related = (*self._related, Related(self.at(), "used-here"))
        inner = Reader(filled.content, self.context, filled.places, related)
        inner.findings = self.findings
        return inner

    def text(self, key: str) -> str | None:
        """The text under a key that must be there."""
        value = self.data.get(key)
        if isinstance(value, str) and value:
            return value
        if value in (None, ""):
            self.refuse(RULE_INCOMPLETE, part=key)
        else:
            self.refuse(TEXT_EXPECTED, key, key=key, written=quote(_written(value)))
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under the key; one text stands for a list of one."""
        value = self.data.get(key)
        items = value if isinstance(value, list | tuple) else [] if value is None else [value]
        for number, item in enumerate(items):
            if not isinstance(item, str):
                route = (key, number) if items is value else (key,)
                self.refuse(TEXT_EXPECTED, *route, key=key, written=quote(str(item)))
        return tuple(item for item in items if isinstance(item, str))

    def choice(self, key: str, known: tuple[str, ...], default: str | None = None) -> str | None:
        """One of the known words; `default` where the key is absent and may be."""
        value = self.data.get(key, default)
        if value in known:
            return str(value)
        if value is None:
            self.refuse(RULE_INCOMPLETE, part=key)
        else:
            hint = nearest(str(value), known) or ""
            self.refuse(UNKNOWN_CHOICE, key, found=str(value), hint=hint, known=known)
        return None

    def number(
        self, key: str, default: float, *, least: float = 0, above: float | None = None
    ) -> float:
        """The number under the key, at least `least`, or more than `above`."""
        value = self.data.get(key, default)
        floor = least if above is None else nextafter(above, inf)
        if _is_number(value) and floor <= value <= _LARGEST:
            return value
        wanted = {"least": f"{least:g}"} if above is None else {"above": f"{above:g}"}
        bound = self._bound(value) or wanted
        self.refuse(BAD_NUMBER, key, found=_short(value), **bound)
        return default

    def whole(self, key: str, default: int, *, least: int = 1) -> int:
        """The whole number under the key, at least `least`."""
        value = self.data.get(key, default)
        if _is_number(value) and least <= value <= _LARGEST and value == int(value):
            return int(value)
        bound = self._bound(value) or {"whole": str(least)}
        self.refuse(BAD_NUMBER, key, found=_short(value), **bound)
        return default

    def _bound(self, value: object) -> dict[str, str]:
        """What a number that is too large is held against."""
        return {"most": f"{_LARGEST:g}"} if _is_number(value) and value > _LARGEST else {}

    def bound(self, key: str) -> Target | None:
        """An operator and a value, «< 0» or «>= 30 %»; None with a finding where it is none."""
        text = self.text(key)
        if text is None:
            return None
        read = read_target(text, self.at(key))
        if isinstance(read, Finding):
            self._note(read)
            return None
        if read.operator in (None, Operator.BETWEEN) or read.unit is Unit.PERCENT_POINTS:
            self.refuse(BAD_TARGET, key, text=text, part="operator")
            return None
        return read

    def dataset(self, key: str) -> ColumnSource | None:
        """The columns of the dataset that the key names."""
        name = self.text(key)
        if name is None:
            return None
        columns = self.context.columns(name)
        if columns is None:
            hint = nearest(name, self.context.dataset_names()) or ""
            self.refuse(UNKNOWN_DATASET, key, dataset=name, hint=hint)
        return columns

    def clause(
        self, key: str, columns: ColumnSource | None, *, required: bool = False
    ) -> Clause | None:
        """The condition under the key; None with no finding when it is absent and may be."""
        if key not in self.data and not required:
            return None
        text = self.text(key)
        if text is None or columns is None:
            return None
        read = parse_condition(text, columns, self.at(key))
        if isinstance(read, Finding):
            self._note(read)
            return None
        return read

    def column(
        self, name: str | None, columns: ColumnSource | None, *route: str, numeric: bool = False
    ) -> Column | None:
        """The column of that name, or `key.column`; `route` is where the name stands."""
        if name is None or columns is None:
            return None
        read = resolve_column(name, columns, self.at(*route))
        if isinstance(read, Finding):
            self._note(read)
            return None
        if numeric and not read.type.is_numeric:
            self.refuse(COLUMN_NOT_NUMERIC, *route, column=name, type=read.type.value)
            return None
        return read

    def weight(self, columns: ColumnSource | None) -> str | None:
        """The column by whose numbers rows count; None where each counts as one."""
        if "weight" not in self.data:
            return None
        name = self.text("weight")
        self.column(name, columns, "weight", numeric=True)
        return name

    def missing(self, *allowed: Missing, required: bool = True) -> Missing | None:
        """What an empty cell means, among what this measure knows."""
        value = self.data.get("missing")
        names = tuple(each.value for each in allowed)
        if value is None:
            if required:
                self.refuse(MISSING_UNSAID, known=names)
                return None
            return Missing.AS_FALSE
        if value not in names:
            self.refuse(MISSING_NOT_ALLOWED, "missing", found=str(value), known=names)
            return None
        return Missing(value)

    def day(self, key: str) -> date | None:
        """The date under the key, or None when it is absent."""
        value = self.data.get(key)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            written = str(value)
            meant = meant_day(written)
            self.refuse(BAD_DATE, key, value=written, found=written, hint=meant)
            return None

    def evidence(self) -> EvidenceDemand | None:
        """Kinds of documents, whether dated in the period, whether with an address."""
        register = self.context.register
        if register is None:
            self.refuse(NO_REGISTER)
            return None
        self.close(EVIDENCE)
        kinds = self.texts("kind")
        if not kinds:
            self.refuse(RULE_INCOMPLETE, part="kind")
        self._check_kinds(kinds, register.kinds)
        dated = self.data.get("dated")
        year = next(
            (document_year for document_year in DocumentYear if document_year == dated), None
        )
        required = self.data.get("address") == "required"
        covers = self.data.get("covers")
        signed = self.data.get("signed") == "required"
        self._check_columns(register.dataset, signed=signed, covers=covers is not None)
        return EvidenceDemand(
            kinds, dated != "any", required, year,
            signed=signed, covers=str(covers) if covers else None,
            of_events=self.data.get("from") == "events",
        )  # fmt: skip

    def _check_columns(self, register: str, **asked: bool) -> None:
        """A document cannot meet what the register has no column for."""
        resource = self.context.package.resource(register) if self.context.package else None
        for key, is_asked in asked.items():
            column = EVIDENCE_COLUMNS[key]
            readable = resource and resource.field(column) and column not in resource.personal
            if is_asked and resource and not readable:
                self.refuse(REGISTER_COLUMN_MISSING, key, dataset=register, column=column)

    def _check_kinds(self, kinds: Iterable[str], known: tuple[str, ...]) -> None:
        several = isinstance(self.data.get("kind"), list | tuple)
        for number, kind in enumerate(kinds):
            if known and kind not in known:
                route = ("kind", number) if several else ("kind",)
                hint = nearest(kind, known) or ""
                self.refuse(UNKNOWN_EVIDENCE_KIND, *route, kind=kind, hint=hint, known=known)

    def absorb(self, findings: tuple[Finding, ...]) -> None:
        """Note findings made elsewhere about this rule."""
        for each in findings:
            self._note(each)

    def _note(self, found: Finding) -> None:
        """Add a finding; one in a library file says where in the spec the rule is used."""
        elsewhere = tuple(related for related in self._related if related.at.file != found.at.file)
        self.findings.append(Finding(found.code, found.at, found.params, elsewhere))


def _step(value: object, step: str | int) -> object:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list | tuple) and isinstance(step, int):
        return value[step] if step < len(value) else None
    return None


def _is_number(value: object) -> TypeGuard[int | float]:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and isfinite(value))


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else _short(value)


def _short(value: object) -> str:
    """What was found, no longer than a line; of large whole numbers their size."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return f"{Decimal(value):.0e}"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
