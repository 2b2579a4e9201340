"""What the parser said, with the lines around it."""

from dataclasses import dataclass

from engine.diagnostics import Code, Finding, Param, Place
from engine.yamltext.events import Mark

_LONGEST_LINE = 2000
"""Nobody writes longer lines by hand, and patterns would take their time over them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What the parser said: where it stumbled, and what it had been reading since `begin`."""

    file: str
    lines: tuple[str, ...]
    problem: str
    context: str
    at: Mark
    begin: Mark

    @property
    def line(self) -> str:
        return self.text(self.at.line)

    @property
    def before(self) -> str:
        """What stands on the line before the stumbling place."""
        return self.line[: self.at.column].rstrip()

    @property
    def sign(self) -> str:
        """The character at which the parser stumbled."""
        return self.line[self.at.column : self.at.column + 1]

    def text(self, number: int) -> str:
        """A line by its number from 0, cut when it is overlong; empty outside the file."""
        return self.lines[number][:_LONGEST_LINE].rstrip("\r") if self._has(number) else ""

    def _has(self, number: int) -> bool:
        return 0 <= number < len(self.lines)

    def complains(self, *words: str) -> bool:
        """Whether the parser's complaint has one of the words."""
        return any(word in self.context or word in self.problem for word in words)

    @property
    def indent(self) -> str:
        """The white space before the line."""
        return indent_of(self.line)

    def found(
        self, code: Code, line: int, column: int, *, width: int = 1, **params: Param
    ) -> Finding:
        """A finding on one line; `line` and `column` count from 0."""
        place = Place(self.file, line + 1, column + 1, line + 1, column + 1 + width)
        return Finding(code, place, tuple(sorted(params.items())))


def indent_of(line: str) -> str:
    """The white space before a line, of whatever kind."""
    return line[: len(line) - len(line.lstrip())]
