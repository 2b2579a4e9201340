"""A version of the method: which directions roadmaps have, and how they are called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MethodDirection:
    """A direction by its stable slug; `code` is its number in this version, None where it has none.

    Two directions may share a code: a later version merged them. `names` are by language.
    """

    slug: str
    code: str | None
    names: tuple[tuple[str, str], ...]

    def name(self, language: str) -> str:
        """The short name in a language."""
        return dict(self.names)[language]
