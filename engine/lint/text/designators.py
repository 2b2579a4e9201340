"""Names with a number of their own: «ИС-9», «ГИА-11», «ФГОС-2»."""

from engine.lazy import lazy_pattern

DESIGNATOR = lazy_pattern(r"(?<![\w-])(?P<name>[А-ЯЁ]{2,})[-–—](?P<number>\d{1,2})(?!\w)")


def designators(text: str) -> frozenset[str]:
    """The names of a text with their numbers: rows that differ in one of them are not the same."""
    return frozenset(f"{each['name']}-{each['number']}" for each in DESIGNATOR.finditer(text))
