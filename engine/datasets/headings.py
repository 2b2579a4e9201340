"""What a column may be called: its title, aliases, titles of a year, a pattern."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.datasets.patterns import Pattern, pattern_of
from engine.model.tables import Field, Resource, Taken
from engine.tables import plain


@dataclass(frozen=True, slots=True)
class Names:
    """Heading as plain text → the fields that it may head, in the order of data.yaml."""

    by_text: Mapping[str, tuple[Field, ...]]
    by_pattern: tuple[tuple[Pattern, Field], ...]

    def of(self, heading: str) -> tuple[Field, ...]:
        """The fields of a plain heading; titles go before patterns."""
        if not heading:
            return ()
        named = self.by_text.get(heading, ())
        return named or tuple(field for pattern, field in self.by_pattern if pattern.fits(heading))


def names_of(resource: Resource, years: frozenset[str]) -> Names:
    """The headings to look for; `years` are the years that this file or sheet is of."""
    by_text: dict[str, tuple[Field, ...]] = {}
    for field in headed(resource):
        for text in dict.fromkeys(map(plain, _spellings(field, years))):
            by_text[text] = (*by_text.get(text, ()), field)
    patterns = (
        (usable, field)
        for field in headed(resource)
        if field.title_pattern and (usable := heading_pattern(field.title_pattern))
    )
    return Names(by_text, tuple(patterns))


def headed(resource: Resource) -> Iterator[Field]:
    """The fields that stand under a heading of their own."""
    return (each for each in resource.fields if each.taken is Taken.COLUMN and each.column is None)


def heading_pattern(text: str) -> Pattern | None:
    """A pattern for plain headings; None where it is no regular expression."""
    return pattern_of(text.replace("ё", "е"))


def _spellings(field: Field, years: frozenset[str]) -> Iterator[str]:
    of_years = [titles for year, titles in field.titles if year in years]
    if of_years:
        for titles in of_years:
            yield from titles
        return
    yield from (field.header, field.name, *field.aliases)
    for _, titles in field.titles:
        yield from titles
