"""decisions/*.yaml → decision tables, checked against the project they decide about."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from engine.codes.deciding import (
    DECISION_ADDRESSEE_UNKNOWN,
    DECISION_CELL,
    DECISION_COLUMN_OVER_KEY,
    DECISION_EVENT_UNKNOWN,
    DECISION_ID_REPEATED,
    DECISION_INDICATOR_UNKNOWN,
    DECISION_INPUT_UNKNOWN,
    DECISION_ROW_UNKNOWN,
)
from engine.codes.rules import NO_ORGANISATION_COLUMN, SHOWN_HAS_NO_VERDICT, UNKNOWN_DATASET
from engine.decision_tables import CellFault, read_cell
from engine.diagnostics import Code, Finding, Origin, Param
from engine.expressions import ColumnSource, nearest, parse_condition, resolve_column
from engine.lazy import lazy_pattern
from engine.load.checked import checked_entry
from engine.load.entries import Entry, read_date
from engine.load.rules import RuleReader
from engine.load.sources import Reading
from engine.measures.composites import UnitsError, is_percent
from engine.model.conditions import Clause, ColumnType
from engine.model.decision_tables import (
    Cell,
    Decision,
    DecisionRow,
    Domain,
    Effectiveness,
    Hit,
    Input,
    Recommendation,
    Take,
    day_number,
)
from engine.model.measures import Form
from engine.model.project import Project
from engine.model.rules import Measure, Rule
from engine.model.spec import full_id
from engine.model.tables import Resource, Unit, code_column
from engine.schedule import resolve_schedule

FOLDER = "decisions"
ADDRESSEES = ("heads", "teachers", "methodologists", "specialists", "parents")
"""Whom recommendations are addressed to, beside the responsible bodies of the project."""
OWN_NAMES = ("organisation",)
"""What a sentence may name beside the inputs."""
VERDICTS = ("met", "not_met", "indeterminate")

_NAMED = lazy_pattern(r"\{(\w[\w-]*)\}")
_PERCENTS = (Unit.PERCENT, Unit.FRACTION)
_OF_TYPE = {
    ColumnType.STRING: Domain.WORD, ColumnType.INTEGER: Domain.INTEGER,
    ColumnType.NUMBER: Domain.NUMBER, ColumnType.BOOLEAN: Domain.FLAG,
    ColumnType.DATE: Domain.DATE,
}  # fmt: skip
_TAKEN = {
    Take.N: Domain.COUNT, Take.TOTAL: Domain.COUNT, Take.MISSING: Domain.COUNT,
    Take.SIGN: Domain.FLAG, Take.VERDICT: Domain.WORD,
}  # fmt: skip


def load_decisions(
    reading: Reading, project: Project, rules: RuleReader, *, broken: frozenset[str]
) -> tuple[Decision, ...]:
    """The tables of the folder `decisions`, by file name. Of what a `broken` roadmap holds nothing
    is known, and nothing is said."""
    entries = [checked_entry(reading, path, "decisions") for path in reading.yaml_files(FOLDER)]
    reader = _Reader(project, rules, broken, reading.findings)
    read = tuple(reader.decision(entry) for entry in entries if entry)
    reader.check_repeated(read)
    return read


class _Reader:
    """Reads the tables of one project; what does not fit is noted."""

    def __init__(
        self,
        project: Project,
        rules: RuleReader,
        broken: frozenset[str],
        findings: list[Finding],
    ) -> None:
        self.project = project
        self.rules = rules
        self._broken = broken
        self._unread: set[str] = set()
        """Inputs of the table that are refused already: what names them is right."""
        self.findings = findings
        self._measures = {
            full_id(of.slug if of else None, each.id): each.rule.measure
            for of, each in project.judged
            if each.rule
        }

    def decision(self, entry: Entry) -> Decision:
        """One table."""
        per = self._per(entry)
        inputs = tuple(
            found for each in entry.entries("inputs") if (found := self._input(each, per))
        )
        self._unread = {each.text("id") for each in entry.entries("inputs")}
        self._unread -= {each.id for each in inputs}
        rows = tuple(self._row(each, inputs) for each in entry.entries("rows"))
        self.check_repeated(inputs)
        self.check_repeated(rows)
        return Decision(
            id=entry.text("id"),
            title=entry.text("title"),
            source=entry.maybe("source"),
            per=per.name if per else None,
            where=self._where(entry, per),
            hit=Hit(entry.maybe("hit") or Hit.FIRST),
            date=read_date(entry, "date", self.findings),
            inputs=inputs,
            rows=rows,
            effectiveness=self._effectiveness(entry.entry("effectiveness"), rows),
            file=entry.file,
            origin=entry.origin(),
        )

    def check_repeated(self, items: tuple[Decision | Input | DecisionRow, ...]) -> None:
        """The second of two alike ids."""
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                self._refuse(DECISION_ID_REPEATED, item.origin.under("id"), id=item.id)
            seen.add(item.id)

    def _refuse(self, code: Code, at: Origin, **params: Param) -> None:
        self.findings.append(Finding(code, at, tuple(sorted(params.items()))))

    def _columns(self, name: str) -> ColumnSource | None:
        context = self.rules.context
        return context.columns(name) if context else None

    def _per(self, entry: Entry) -> Resource | None:
        name = entry.maybe("per")
        if name is None or self.rules.context is None:
            return None
        columns = self._columns(name)
        if columns is None:
            hint = nearest(name, self.rules.context.dataset_names()) or ""
            self._refuse(UNKNOWN_DATASET, entry.origin("per"), dataset=name, hint=hint)
            return None
        if code_column(columns.resource) is None:
            self._refuse(NO_ORGANISATION_COLUMN, entry.origin("per"), dataset=name)
        return columns.resource

    def _where(self, entry: Entry, per: Resource | None) -> Clause | None:
        text, columns = entry.maybe("where"), self._columns(per.name) if per else None
        if text is None or columns is None:
            return None
        read = parse_condition(text, columns, entry.origin("where"))
        if isinstance(read, Finding):
            self.findings.append(read)
            return None
        return read

    def _input(self, entry: Entry, per: Resource | None) -> Input | None:
        take = Take(entry.maybe("take") or Take.VALUE)
        column, named, told = entry.maybe("column"), entry.maybe("indicator"), entry.entry("rule")
        words: tuple[str, ...] = ()
        rule = least = most = None
        if column is not None:
            found = self._column(entry, column, per)
            if found is None:
                return None
            domain, words, least, most = found
        else:
            rule = self.rules.read_alone(told, self.findings) if told else None
            judged = rule if told else self._indicator(entry, named or "")
            if judged is None:
                return None
            domain = _TAKEN.get(take) or self._domain(judged.measure)
            words = VERDICTS if take is Take.VERDICT else ()
            if take is Take.VERDICT and named and self._is_shown(named):
                self._refuse(SHOWN_HAS_NO_VERDICT, entry.origin("take"), id=named)
        title = entry.maybe("title") or entry.text("id")
        origin = entry.origin()
        return Input(entry.text("id"), title, named, rule, column, take, domain, words, origin,
                     least, most)  # fmt: skip

    def _column(
        self, entry: Entry, name: str, per: Resource | None
    ) -> tuple[Domain, tuple[str, ...], Fraction | None, Fraction | None] | None:
        """The domain of a column of `per`, its words, and between which numbers it lies."""
        columns = self._columns(per.name) if per else None
        if columns is None:
            return None
        read = resolve_column(name, columns, entry.origin("column"))
        if isinstance(read, Finding):
            self.findings.append(read)
            return None
        field = columns.resource.field(name)
        if field is None:
            self._refuse(DECISION_COLUMN_OVER_KEY, entry.origin("column"), column=name,
                         dataset=columns.resource.name)  # fmt: skip
            return None
        allowed = field.constraints
        domain = Domain.PERCENT if field.unit in _PERCENTS else _OF_TYPE[read.type]
        words = tuple(map(str, allowed.enum)) if domain is Domain.WORD else ()
        return domain, words, _bound(allowed.minimum), _bound(allowed.maximum)

    def _domain(self, measure: Measure) -> Domain:
        """What a value of the measure at one organisation is: percents of a share, else a number.
        One whose units do not go together is told of elsewhere."""
        if measure.form is Form.COUNTED:
            return Domain.COUNT
        if measure.form is Form.OF_ORGANISATIONS:
            return Domain.PERCENT if measure.figures_in_percent else Domain.NUMBER
        try:
            percent = is_percent(measure, self._measures)
        except (UnitsError, KeyError, RecursionError):
            return Domain.NUMBER
        return Domain.PERCENT if percent else Domain.NUMBER

    def _indicator(self, entry: Entry, name: str) -> Rule | None:
        judged = self.project.judged
        known = {full_id(of.slug if of else None, each.id): each for of, each in judged}
        indicator = known.get(name)
        if self._is_of_broken(name):
            return None
        if indicator is None or indicator.rule is None:
            measured = [id for id, each in known.items() if each.rule]
            hint = nearest(name, measured) or ""
            self._refuse(DECISION_INDICATOR_UNKNOWN, entry.origin("indicator"), id=name, hint=hint)
            return None
        return indicator.rule

    def _is_shown(self, name: str) -> bool:
        judged = self.project.judged
        return any(full_id(of.slug if of else None, each.id) == name and each.shown
                   for of, each in judged)  # fmt: skip

    def _row(self, entry: Entry, inputs: tuple[Input, ...]) -> DecisionRow:
        self._check_names(entry, "why", inputs)
        return DecisionRow(
            id=entry.text("id"),
            cells=tuple(self._cells(entry, inputs)),
            zone=entry.maybe("zone"),
            why=entry.maybe("why"),
            recommendations=tuple(
                self._recommendation(each, inputs) for each in entry.entries("recommend")
            ),
            events=self._events(entry),
            origin=entry.origin(),
        )

    def _cells(self, entry: Entry, inputs: tuple[Input, ...]) -> Iterator[tuple[str, Cell]]:
        when = entry.entry("when")
        known = {each.id: each for each in inputs}
        for name, value in when.data.items() if when else ():
            assert when is not None
            input = known.get(name)
            if name in self._unread:
                continue
            if input is None:
                hint = nearest(name, known) or ""
                at = when.origin(name, on_key=True)
                self._refuse(DECISION_INPUT_UNKNOWN, at, name=name, hint=hint)
                continue
            text = _written(value)
            read = read_cell(text, input.domain, input.words)
            if isinstance(read, CellFault):
                self._refuse(DECISION_CELL, when.origin(name), text=text, part=read.part,
                             input=input.title, known=read.known)  # fmt: skip
            else:
                yield name, read

    def _recommendation(self, entry: Entry, inputs: tuple[Input, ...]) -> Recommendation:
        to = entry.text("to")
        body = self.project.body(to)
        if body is None and to not in ADDRESSEES:
            known = (*ADDRESSEES, *(each.id for each in self.project.bodies))
            hint = nearest(to, known) or ""
            self._refuse(DECISION_ADDRESSEE_UNKNOWN, entry.origin("to"), to=to, hint=hint)
        self._check_names(entry, "what", inputs)
        by = entry.maybe("by")
        schedule = resolve_schedule(by, self.project.period) if by else None
        return Recommendation(to, body.id if body else None, entry.text("what"), schedule,
                              entry.origin())  # fmt: skip

    def _check_names(self, entry: Entry, key: str, inputs: tuple[Input, ...]) -> None:
        """Every {name} of a sentence is an input, or {organisation}."""
        known = (*OWN_NAMES, *self._unread, *(each.id for each in inputs))
        for name in _NAMED.findall(entry.maybe(key) or ""):
            if name not in known:
                hint = nearest(name, known) or ""
                self._refuse(DECISION_INPUT_UNKNOWN, entry.origin(key), name=name, hint=hint)

    def _events(self, entry: Entry) -> tuple[str, ...]:
        known = [
            roadmap.full_id(event.id)
            for roadmap in self.project.roadmaps
            for event in roadmap.events
        ]
        for number, name in enumerate(entry.texts("events")):
            if name not in known and not self._is_of_broken(name):
                hint = nearest(name, known) or ""
                at = entry.origin("events", number)
                self._refuse(DECISION_EVENT_UNKNOWN, at, id=name, hint=hint)
        return entry.texts("events")

    def _is_of_broken(self, name: str) -> bool:
        """Whether the full id is one of a roadmap that could not be read."""
        return name.rpartition("/")[0] in self._broken

    def _effectiveness(
        self, entry: Entry | None, rows: tuple[DecisionRow, ...]
    ) -> Effectiveness | None:
        if entry is None:
            return None
        parts = [entry.entry(key) for key in ("before", "after")]
        before, after = (
            self.rules.read_alone(part, self.findings) if part else None for part in parts
        )
        known = [row.id for row in rows]
        for number, name in enumerate(entry.texts("rows")):
            if name not in known:
                at, hint = entry.origin("rows", number), nearest(name, known) or ""
                self._refuse(DECISION_ROW_UNKNOWN, at, id=name, hint=hint)
        events = self._events(entry)
        least = entry.data.get("min_organisations")
        if before is None or after is None:
            return None
        return Effectiveness(
            title=entry.maybe("title"),
            before=before,
            after=after,
            rows=entry.texts("rows"),
            up=entry.maybe("better") != "down",
            min_organisations=least if isinstance(least, int) else 2,
            events=events,
            origin=entry.origin(),
        )


def _bound(value: object) -> Fraction | None:
    """A bound of a column as cells compare it."""
    if isinstance(value, date):
        return day_number(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return Fraction(str(value)) if is_number else None


def _written(value: object) -> str:
    """The text of a cell; `true`, numbers and [30..70] may be written without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        inside = (f"{key}: {_written(each)}" for key, each in value.items())
        return f"{{{', '.join(inside)}}}"
    return "" if value is None else str(value)
