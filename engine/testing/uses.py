"""Which library rules a rule names, also through the rules that it uses."""

from collections.abc import Iterator, Mapping

from engine.measures import Library


def used_rules(rule: object, library: Library) -> tuple[str, ...]:
    """The ids behind every `use:` of the rule, each once."""
    return tuple(dict.fromkeys(_uses(rule, library, ())))


def _uses(rule: object, library: Library, above: tuple[str, ...]) -> Iterator[str]:
    if isinstance(rule, Mapping):
        id = rule.get("use")
        if isinstance(id, str) and id not in above:
            yield id
            library_rule = library.rule(id)
            yield from _uses(library_rule.rule if library_rule else None, library, (*above, id))
        for value in rule.values():
            yield from _uses(value, library, above)
    elif isinstance(rule, list | tuple):
        for value in rule:
            yield from _uses(value, library, above)
