"""Screened tokens → a tree of what is written, with the precedence of SQL; no names are known yet.

From loose to tight: or · and · = <> · < <= > >= · between, in, like, matches, is · + - · * ·
not and -. Recursion is bounded by the screening: brackets and what stands before them.
"""

from collections.abc import Callable, Iterable

from engine.classes import dataclass
from engine.codes.rules import CONDITION_SYNTAX
from engine.expressions.refusals import ConditionError, Span
from engine.expressions.tokens import NAMES, Token, condition_tokens


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a condition. `kind` is its sign or word, or column, string, number, bracket, list
    (several values in one bracket), negative; `words` are the names of a column or the text of a
    literal; `span` is from the first to the last name, text or number in it."""

    kind: str
    parts: tuple["Node", ...] = ()
    words: tuple[str, ...] = ()
    span: Span | None = None
    quoted: bool = False


def syntax_tree(text: str) -> Node:
    """The tree of one condition; ConditionError with the place where reading stopped."""
    return _Parser(condition_tokens(text)).whole()


def _node(kind: str, parts: Iterable[Node]) -> Node:
    parts = tuple(parts)
    spans = [part.span for part in parts if part.span]
    span = (min(s for s, _ in spans), max(e for _, e in spans)) if spans else None
    return Node(kind, parts, span=span)


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Node:
        tree = self._either()
        if self._kind:
            raise self._stopped()
        return tree

    @property
    def _kind(self) -> str:
        """The kind of the token that comes next; an empty text at the end."""
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _met(self, *kinds: str) -> str:
        """The kind of the next token, which is taken, if it is one of these."""
        return self._take().kind if self._kind in kinds else ""

    def _stopped(self) -> ConditionError:
        if self._at >= len(self._tokens):
            return self._at_the_end()
        token, hint = self._tokens[self._at], self._instead_of_comma(self._at)
        return ConditionError(CONDITION_SYNTAX, token.span, found=token.text, hint=hint)

    def _at_the_end(self) -> ConditionError:
        """A bracket that nobody closed, or a last word that waits for more."""
        kinds, last = [token.kind for token in self._tokens], self._tokens[-1]
        told = "bracket" if kinds.count("(") > kinds.count(")") else "last"
        text = "(" if told == "bracket" else last.text
        return ConditionError(CONDITION_SYNTAX, last.span, found="", **{told: text})

    def _instead_of_comma(self, at: int) -> str:
        """«1.5» where a comma stands between the digits of a number, «and» within `between`, the
        brackets of a list; else nothing."""
        around = self._tokens[max(at - 1, 0) : at + 2]
        if [token.kind for token in around] != ["number", ",", "number"]:
            return ""
        first, comma, second = around
        if (first.end, comma.end) == (comma.start, second.start):
            return f"{first.text}.{second.text}"
        before = self._tokens[at - 2].kind if at > 1 else ""
        return {"between": "and", "in": f"({first.text}, {second.text})"}.get(before, "")

    def _either(self) -> Node:
        return self._chain("or", self._both)

    def _both(self) -> Node:
        return self._chain("and", self._equality)

    def _chain(self, word: str, part: Callable[[], Node]) -> Node:
        parts = [part()]
        while self._met(word):
            parts.append(part())
        return _node(word, parts) if len(parts) > 1 else parts[0]

    def _equality(self) -> Node:
        return self._signs(("=", "<>"), self._order)

    def _order(self) -> Node:
        return self._signs(("<", "<=", ">", ">="), self._test)

    def _sum(self) -> Node:
        return self._signs(("+", "-"), self._product)

    def _product(self) -> Node:
        return self._signs(("*",), self._prefixed)

    def _signs(self, signs: tuple[str, ...], part: Callable[[], Node]) -> Node:
        """Parts joined by the signs, from the left."""
        tree = part()
        while sign := self._met(*signs):
            tree = _node(sign, (tree, part()))
        return tree

    def _test(self) -> Node:
        """`x`, `x not in (…)`, `x between a and b`, `x like 'a%'`, `x is not null` …."""
        tree = self._sum()
        negated = self._met("not")
        match self._met("between", "in", "like", "matches"):
            case "between":
                low = self._sum()
                if not self._met("and"):
                    raise self._stopped()
                tree = _node("between", (tree, low, self._sum()))
            case "in":
                tree = self._among(tree)
            case "like" | "matches" as word:
                tree = _node(word, (tree, self._sum()))
            case _ if negated:
                raise self._stopped()
        tree = _node("not", (tree,)) if negated else tree
        return self._null(tree) if self._met("is") else tree

    def _among(self, item: Node) -> Node:
        if not self._met("("):
            return _node("in one", (item, self._sum()))
        return _node("in", (item, *self._listed()))

    def _listed(self) -> list[Node]:
        """What stands between brackets, after the first of them."""
        parts: list[Node] = []
        while not self._met(")"):
            if parts and not self._met(","):
                raise self._stopped()
            parts.append(self._either())
        return parts

    def _null(self, item: Node) -> Node:
        negated = self._met("not")
        tree = _node("is", (item, self._sum()))
        return _node("not", (tree,)) if negated else tree

    def _prefixed(self) -> Node:
        match self._met("not", "-", "+"):
            case "not":
                return _node("not", (self._equality(),))
            case "-":
                return _node("negative", (self._prefixed(),))
            case "+":
                return self._prefixed()
        return self._value()

    def _value(self) -> Node:
        if self._met("("):
            parts = self._listed()
            return _node("bracket" if len(parts) == 1 else "list", parts)
        if self._kind in NAMES:
            return self._column()
        if self._kind in ("string", "number"):
            token = self._take()
            return Node(token.kind, words=(token.text,), span=token.span)
        if kind := self._met("true", "false", "null"):
            return Node(kind)
        raise self._stopped()

    def _column(self) -> Node:
        names = [self._take()]
        while self._met("."):
            names.append(self._take())
        return Node(
            "column",
            words=tuple(name.text for name in names),
            span=(names[0].start, names[-1].end),
            quoted=names[-1].kind == "quoted",
        )


__all__ = ["Node", "syntax_tree"]
