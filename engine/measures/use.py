"""`use:` and `with:` → the mapping of the library rule with its placeholders filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.codes.rules import (
    PARAMETER_MISSING,
    PARAMETER_TYPE,
    UNKNOWN_PARAMETER,
    UNKNOWN_RULE,
)
from engine.diagnostics import Finding, Origin, Route, finding
from engine.expressions import nearest
from engine.measures.library import Library, LibraryRule, Parameter, placeholder

_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Filled:
    """A library rule with values for its parameters, and where each of its parts was written."""

    rule: LibraryRule
    content: Mapping[str, object]
    places: Mapping[Route, Origin]


@dataclass(frozen=True, slots=True)
class _Filling:
    values: Mapping[str, object]
    origin: Origin
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
        value = self.values.get(name)
        if value is None:
            return _ABSENT
        self.places[route] = Origin(self.origin.file, (*self.origin.route, "with", name))
        return value


def fill_rule(
    data: Mapping[str, object], library: Library, origin: Origin
) -> Filled | tuple[Finding, ...]:
    """The rule that `use` names, filled by `with`; `origin` is the mapping with `use`."""
    id = str(data.get("use"))
    rule = library.rule(id)
    if rule is None:
        place = Origin(origin.file, (*origin.route, "use"))
        hint = nearest(id, [each.id for each in library.rules]) or ""
        return (finding(UNKNOWN_RULE, place, id=id, hint=hint),)
    told = data.get("with")
    given = told if isinstance(told, Mapping) else {}
    findings = tuple(_check(rule, given, origin))
    return findings or _filled(rule, given, origin)


def _filled(rule: LibraryRule, given: Mapping[str, object], origin: Origin) -> Filled:
    defaults = {each.name: each.default for each in rule.parameters}
    filling = _Filling({**defaults, **given}, origin)
    filling.places[()] = Origin(rule.file, ("rule",))
    content = filling.fill(rule.rule, ())
    return Filled(rule, content if isinstance(content, Mapping) else {}, filling.places)


def _check(rule: LibraryRule, given: Mapping[str, object], origin: Origin) -> Iterator[Finding]:
    names = [each.name for each in rule.parameters]
    for name, value in given.items():
        place = Origin(origin.file, (*origin.route, "with", name), on_key=True)
        parameter = rule.parameter(name)
        if parameter is None:
            hint = nearest(name, names) or ""
            yield finding(
                UNKNOWN_PARAMETER, place, name=name, rule=rule.id, hint=hint, known=tuple(names)
            )
        elif not _fits(parameter, value):
            place = Origin(origin.file, (*origin.route, "with", name))
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
    match parameter.type:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "list":
            return isinstance(value, list | tuple)
        case _:
            return isinstance(value, str)
