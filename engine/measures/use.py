"""`use:` and `with:` → the mapping of the library rule with its placeholders filled."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date

from engine.classes import dataclass
from engine.codes.rules import (
    PARAMETER_DATES,
    PARAMETER_MISSING,
    PARAMETER_TYPE,
    UNKNOWN_PARAMETER,
    UNKNOWN_RULE,
)
from engine.diagnostics import Finding, Origin, Route, finding
from engine.expressions import nearest
from engine.measures.dated import (
    dated_faults,
    is_dated,
    last_day,
    means_dates,
    misplaced,
    standing,
)
from engine.measures.library import Library, LibraryRule, Parameter, placeholder
from engine.model.rules import Measure, Rule, Stood

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Filled:
    """A library rule with values for its parameters, and where each of its parts was written."""

    rule: LibraryRule
    content: Mapping[str, object]
    places: Mapping[Route, Origin]
    stood: tuple[Stood, ...] = ()

    def as_rule(self, measure: Measure, origin: Origin) -> Rule:
        """The measure that was read from it, used at `origin`."""
        rule = self.rule
        return Rule(measure, origin, rule.id, rule.source, self.stood, rule.validity, rule.file)


@dataclass(frozen=True, slots=True)
class _Filling:
    values: Mapping[str, object]
    origin: Origin
    day: date | None
    given: frozenset[str]
    places: dict[Route, Origin] = field(default_factory=dict)

    def fill(self, value: object, route: Route) -> object:
        name = placeholder(value)
        if name is not None:
            return self._argument(name, route)
        if isinstance(value, Mapping):
            filled = {key: self.fill(item, (*route, key)) for key, item in value.items()}
            return {key: item for key, item in filled.items() if item is not _ABSENT}
        if isinstance(value, list | tuple):
            items = (self.fill(item, (*route, number)) for number, item in enumerate(value))
            return [item for item in items if item is not _ABSENT]
        return value

    def _argument(self, name: str, route: Route) -> object:
        value, place = self.values.get(name), (*self.origin.route, "with", name)
        if is_dated(value) and self.day is not None:
            stood = standing(value, self.day)
            value = stood.value if stood else None
            place = (*place, stood.at, "value") if stood and name in self.given else place
        if value is None:
            return _ABSENT
        self.places[route] = Origin(self.origin.file, place)
        return value


def fill_rule(
    data: Mapping[str, object], library: Library, origin: Origin, day: date | None = None
) -> Filled | tuple[Finding, ...]:
    """The rule that `use` names, filled by `with`; `origin` is the mapping with `use`. Of values
    with dates those are taken that stood on `day`. No finding for a rule whose file is broken: it
    is told there."""
    id = str(data.get("use"))
    if id in library.broken:
        return ()
    rule = library.rule(id)
    if rule is None:
        place = origin.under("use")
        hint = nearest(id, [library_rule.id for library_rule in library.rules]) or ""
        return (finding(UNKNOWN_RULE, place, id=id, hint=hint),)
    told = data.get("with")
    given = told if isinstance(told, Mapping) else {}
    findings = (*_check(rule, given, origin), *_check_dates(rule, given, origin, day))
    return findings or _filled(rule, given, origin, day)


def _check_dates(
    rule: LibraryRule, given: Mapping[str, object], origin: Origin, day: date | None
) -> Iterator[Finding]:
    for parameter in rule.parameters:
        name = parameter.name
        value = given.get(name, parameter.default)
        if not is_dated(value):
            continue
        place = origin.under("with", name)
        if name not in given:
            place = Origin(rule.file, ("parameters", name, "default"))
        wrong = misplaced(value)
        if wrong is not None:
            at = place.under(wrong, "from")
            yield finding(PARAMETER_DATES, at, name=name, order=_written(value, wrong))
        elif day is None:
            yield finding(PARAMETER_DATES, place, name=name, period="project.yaml")
        elif standing(value, day) is None:
            yield finding(PARAMETER_DATES, place, name=name, before=day.isoformat())


def _written(value: object, at: int) -> str:
    assert isinstance(value, list | tuple)
    return str(value[at]["from"])


def _filled(
    rule: LibraryRule, given: Mapping[str, object], origin: Origin, day: date | None
) -> Filled:
    defaults = {parameter.name: parameter.default for parameter in rule.parameters}
    filling = _Filling({**defaults, **given}, origin, day, frozenset(given))
    filling.places[()] = Origin(rule.file, ("rule",))
    content = filling.fill(rule.rule, ())
    filled = content if isinstance(content, Mapping) else {}
    stood = tuple(_stood(rule, filling.values, day)) if day else ()
    return Filled(rule, filled, filling.places, stood)


def _stood(rule: LibraryRule, values: Mapping[str, object], day: date) -> Iterator[Stood]:
    for parameter in rule.parameters:
        value = values.get(parameter.name)
        found = standing(value, day) if is_dated(value) else None
        if found:
            until = last_day(value, found)
            yield Stood(parameter.title, str(found.value), found.start, until)


def _check(rule: LibraryRule, given: Mapping[str, object], origin: Origin) -> Iterator[Finding]:
    names = [each.name for each in rule.parameters]
    for name, value in given.items():
        place = origin.under("with", name, on_key=True)
        parameter = rule.parameter(name)
        if parameter is None:
            hint = nearest(name, names) or ""
            yield finding(
                UNKNOWN_PARAMETER, place, name=name, rule=rule.id, hint=hint, known=tuple(names)
            )
            continue
        place = origin.under("with", name)
        if parameter.type != "list" and means_dates(value) and not is_dated(value):
            yield from dated_faults(value, place)
        elif not _fits(parameter, value):
            yield finding(
                PARAMETER_TYPE, place, name=name, title=parameter.title, expected=parameter.type
            )
    for parameter in rule.parameters:
        if parameter.required and given.get(parameter.name) is None:
            yield finding(
                PARAMETER_MISSING, origin,
                name=parameter.name, rule=rule.id, title=parameter.title,
            )  # fmt: skip


def _fits(parameter: Parameter, value: object) -> bool:
    if value is None:
        return True
    if is_dated(value):
        assert isinstance(value, list | tuple)
        return all(_fits(parameter, each["value"]) for each in value)
    match parameter.type:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "list":
            return isinstance(value, list | tuple)
        case _:
            return isinstance(value, str)
