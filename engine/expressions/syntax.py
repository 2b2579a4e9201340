"""Screened tokens → sqlglot's tree. Nothing of the tree is trusted: the checker walks it."""

from sqlglot import Token, exp
from sqlglot.errors import ParseError
from sqlglot.parser import Parser

from engine.codes.rules import CONDITION_SYNTAX
from engine.expressions.refusals import ConditionError, Span
from engine.expressions.tokens import condition_tokens, span_of


def syntax_tree(text: str) -> exp.Expr:
    """The tree of one expression; ConditionError with the place where reading stopped."""
    tokens = condition_tokens(text)
    try:
        trees = Parser().parse(tokens, text)
    except ParseError as error:
        raise _stopped(error, tokens) from None
    if len(trees) != 1 or trees[0] is None:
        raise ConditionError(CONDITION_SYNTAX, None, found=text, hint="")
    return trees[0]


def span_of_tree(node: exp.Expr) -> Span | None:
    """The characters from the first to the last name or literal under the node."""
    leaves = [leaf.meta for leaf in node.walk() if "start" in leaf.meta]
    if not leaves:
        return None
    return min(each["start"] for each in leaves), max(each["end"] for each in leaves) + 1


def _stopped(error: ParseError, tokens: list[Token]) -> ConditionError:
    told = error.errors[0] if error.errors else {}
    place = told.get("line"), told.get("col")
    token = next((each for each in tokens if (each.line, each.col) == place), tokens[-1])
    return ConditionError(CONDITION_SYNTAX, span_of(token), found=token.text, hint="")
