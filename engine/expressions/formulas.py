"""«a / b * 100» → a tree over names and numbers."""

from collections.abc import Iterator

from engine.expressions.tokens import NAMES, written_tokens
from engine.lazy import lazy_pattern
from engine.model.formulas import Name, Number, Operation, Term

LONGEST = 500
"""Signs of a formula."""
DEEPEST = 50
"""Brackets, and the signs before them, within one another."""
_NUMBER = lazy_pattern(r"\d{1,15}(?:\.\d{1,15})?")


class _NotArithmeticError(Exception):
    """A part of the text that a formula does not know."""


def parse_formula(text: str) -> Term | str:
    """The tree, or the part of the text that is none: + - * /, brackets, numbers and names only."""
    if len(text) > LONGEST:
        return f"{text[:LONGEST]}…"
    try:
        return _Formula(text).whole()
    except _NotArithmeticError as wrong:
        return str(wrong)


class _Formula:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [token for _, token in written_tokens(text)]
        self._at = self._depth = 0

    def whole(self) -> Term:
        tree = self._sum()
        if self._at < len(self._tokens):
            raise self._strange()
        return tree

    def _strange(self) -> _NotArithmeticError:
        """The text from what does not fit; the whole where something is missing."""
        if self._at >= len(self._tokens):
            return _NotArithmeticError(self._text)
        called = self._written == "(" and self._at > 0 and self._tokens[self._at - 1].kind in NAMES
        return _NotArithmeticError(self._text[self._tokens[self._at - called].start :])

    @property
    def _written(self) -> str:
        """The next token as it is written; an empty text at the end."""
        after = self._tokens[self._at : self._at + 1]
        return self._text[after[0].start : after[0].end] if after else ""

    def _met(self, *signs: str) -> str:
        """The next sign, which is taken, if it is one of these."""
        sign = self._written
        if sign not in signs:
            return ""
        self._at += 1
        return sign

    def _sum(self) -> Term:
        tree = self._product()
        while sign := self._met("+", "-"):
            tree = Operation(sign, tree, self._product())
        return tree

    def _product(self) -> Term:
        tree = self._value()
        while sign := self._met("*", "/"):
            tree = Operation(sign, tree, self._value())
        return tree

    def _value(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST or self._at >= len(self._tokens):
            raise self._strange()
        tree = self._single()
        self._depth -= 1
        return tree

    def _single(self) -> Term:
        if self._met("("):
            tree = self._sum()
            if not self._met(")"):
                raise self._strange()
            return tree
        if self._met("-"):
            return Operation("-", Number(0), self._value())
        if self._met("+"):
            return self._value()
        return self._leaf()

    def _leaf(self) -> Term:
        token, written = self._tokens[self._at], self._written
        if token.kind not in NAMES and not _NUMBER.fullmatch(written):
            raise self._strange()
        self._at += 1
        if token.kind in NAMES:
            return Name(".".join((token.text, *self._over_keys())))
        return Number(float(written) if "." in written else int(written))

    def _over_keys(self) -> Iterator[str]:
        """The names that full stops join to one: «tasks.most»."""
        while self._at + 1 < len(self._tokens) and self._tokens[self._at + 1].kind in NAMES:
            if not self._met("."):
                return
            self._at += 1
            yield self._tokens[self._at - 1].text


def names_in(term: Term) -> tuple[str, ...]:
    """The names in the order in which they stand, each once."""
    match term:
        case Name():
            return (term.id,)
        case Number():
            return ()
        case Operation():
            return tuple(dict.fromkeys((*names_in(term.left), *names_in(term.right))))
