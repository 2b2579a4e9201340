"""Library rules: a measure with parameters, read from `rules/`, used by `use:` and `with:`.

A placeholder is a whole scalar, "{name}": a parameter replaces a value of the rule's structure and
never a piece of its text. A placeholder whose parameter has no value takes its key away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from types import MappingProxyType

from engine.classes import dataclass
from engine.codes.rules import PARAMETER_UNUSED, RULE_REPEATED, RULE_SHADOWED, UNKNOWN_PLACEHOLDER
from engine.diagnostics import Finding, Origin, Related, Route, finding
from engine.lazy import lazy_pattern
from engine.measures.dated import dated_faults, is_dated, means_dates
from engine.measures.validity import read_validity, unknown_replacement
from engine.model.rules import OwnRule
from engine.model.validity import LASTING, Validity

_WHOLE = lazy_pattern(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A hole of a library rule. Without `default` it must be given; a null default leaves out."""

    name: str
    type: str
    title: str
    required: bool
    default: object


@dataclass(frozen=True, slots=True)
class LibraryRule:
    """A rule of `rules/`, with the source of its method."""

    id: str
    title: str
    source: str | None
    parameters: tuple[Parameter, ...]
    rule: Mapping[str, object]
    file: str
    own: bool
    validity: Validity = LASTING

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, or None."""
        return next((each for each in self.parameters if each.name == name), None)


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """The content of a rule file that has passed its schema; `own` is the project's folder."""

    file: str
    content: Mapping[str, object]
    own: bool


@dataclass(frozen=True, slots=True)
class Library:
    """The rules that `use:` finds, the project's before the packaged ones."""

    rules: tuple[LibraryRule, ...] = ()
    broken: Mapping[str, str] = field(default_factory=dict)
    """Rules that are there and could not be read: id → file, where what is wrong is told."""

    def rule(self, id: str) -> LibraryRule | None:
        """The rule of that id, or None."""
        return next((library_rule for library_rule in self.rules if library_rule.id == id), None)


EMPTY_LIBRARY = Library()


def read_library(
    files: Iterable[LibraryFile], broken: Mapping[str, str] = MappingProxyType({})
) -> tuple[Library, tuple[Finding, ...]]:
    """The library of a project: shadowed and repeated ids are findings, the first rule wins."""
    told: list[Finding] = []
    rules = sorted((_read(file, told) for file in files), key=lambda one: (not one.own, one.file))
    findings = [*_repeated(rules), *told]
    ids = (*(library_rule.id for library_rule in rules), *broken)
    for rule in rules:
        findings += unknown_replacement(rule.validity, Origin(rule.file, ()), rule.id, ids)
        findings += _check_placeholders(rule)
        findings += _check_parameters(rule)
    return Library(tuple(rules), dict(broken)), tuple(findings)


def own_rules(library: Library) -> tuple[OwnRule, ...]:
    """The rules of the project itself; a name and a description mean nothing for the figure."""
    return tuple(
        OwnRule(rule.id, rule.file, rule.validity, repr((rule.parameters, rule.rule)))
        for rule in library.rules
        if rule.own
    )


def _read(file: LibraryFile, findings: list[Finding]) -> LibraryRule:
    content = file.content
    declared = content.get("parameters")
    rule = content.get("rule")
    source = content.get("source")
    return LibraryRule(
        id=str(content.get("id", "")),
        title=str(content.get("title", "")),
        source=source if isinstance(source, str) else None,
        parameters=tuple(_parameters(declared if isinstance(declared, Mapping) else {})),
        rule=rule if isinstance(rule, Mapping) else {},
        file=file.file,
        own=file.own,
        validity=read_validity(content, Origin(file.file, ()), findings),
    )


def _parameters(declared: Mapping[str, object]) -> Iterator[Parameter]:
    for name, told in declared.items():
        parts = told if isinstance(told, Mapping) else {}
        yield Parameter(
            name=name,
            type=str(parts.get("type", "text")),
            title=str(parts.get("title", name)),
            required="default" not in parts,
            default=parts.get("default"),
        )


def _repeated(rules: list[LibraryRule]) -> Iterator[Finding]:
    first: dict[str, LibraryRule] = {}
    for rule in rules:
        before = first.setdefault(rule.id, rule)
        if before is rule:
            continue
        earlier = Related(Origin(before.file, ("id",)), "first-here")
        if before.own == rule.own:
            yield finding(RULE_REPEATED, Origin(rule.file, ("id",)), related=[earlier], id=rule.id)
        else:
            hidden = Related(Origin(rule.file, ("id",)), "hidden-here")
            yield finding(RULE_SHADOWED, Origin(before.file, ("id",)), related=[hidden], id=rule.id)


def _check_placeholders(rule: LibraryRule) -> Iterator[Finding]:
    names = {parameter.name for parameter in rule.parameters}
    for route, text in _texts(rule.rule, ("rule",)):
        for match in _WHOLE.finditer(text):
            if match[1] not in names or match[0] != text:
                place = Origin(rule.file, route, span=match.span())
                yield finding(
                    UNKNOWN_PLACEHOLDER, place,
                    name=match[1], rule=rule.id, inside=1 if match[0] != text else "",
                )  # fmt: skip


def _check_parameters(rule: LibraryRule) -> Iterator[Finding]:
    """A parameter that fills nothing, unless a misspelt placeholder was to be filled by it; and a
    usual value with dates that cannot be read."""
    names = {parameter.name for parameter in rule.parameters}
    used = {match[1] for _, text in _texts(rule.rule, ()) for match in _WHOLE.finditer(text)}
    for parameter in rule.parameters:
        at = Origin(rule.file, ("parameters", parameter.name))
        if parameter.name not in used and used <= names:
            place = replace(at, on_key=True)
            yield finding(PARAMETER_UNUSED, place, name=parameter.name, rule=rule.id)
        if (
            parameter.type != "list"
            and means_dates(parameter.default)
            and not is_dated(parameter.default)
        ):
            yield from dated_faults(parameter.default, replace(at, route=(*at.route, "default")))


def _texts(value: object, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*route, key))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*route, number))


def placeholder(value: object) -> str | None:
    """The parameter's name when the value is a placeholder, else None."""
    match = _WHOLE.fullmatch(value) if isinstance(value, str) else None
    return match[1] if match else None
