"""«a / b * 100» → a tree over names and numbers."""

import re
from typing import TYPE_CHECKING

from engine.model.composites import Name, Number, Operation, Term

if TYPE_CHECKING:
    from sqlglot import exp

LONGEST = 500
"""Signs of a formula."""
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,15})?")
_COMMENT = re.compile(r"--|/\*|\*/|#")


class _NotArithmeticError(Exception):
    """A part of the text that a formula does not know."""


def parse_formula(text: str) -> Term | str:
    """The tree, or the part of the text that is none: + - * /, brackets, numbers and names only."""
    from sqlglot import ParseError, TokenError, parse_one

    if len(text) > LONGEST:
        return f"{text[:LONGEST]}…"
    comment = _COMMENT.search(text)
    if comment:
        return text[comment.start() :]
    try:
        return _term(parse_one(text))
    except _NotArithmeticError as wrong:
        return str(wrong)
    except (
        ParseError,
        TokenError,
        RecursionError,
        AttributeError,
    ):  # sqlglot stumbles over «{{:}}»
        return text


def _term(node: "exp.Expr | None") -> Term:
    from sqlglot import exp

    match node:
        case exp.Paren():
            return _term(node.this)
        case exp.Neg():
            return Operation("-", Number(0), _term(node.this))
        case exp.Literal() if not node.is_string and _NUMBER.fullmatch(node.this):
            return Number(float(node.this) if "." in node.this else int(node.this))
        case exp.Column() if not node.table:
            return Name(node.name)
        case exp.Add() | exp.Sub() | exp.Mul() | exp.Div():
            sign = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}[type(node)]
            return Operation(sign, _term(node.left), _term(node.right))
    raise _NotArithmeticError(node.sql() if node is not None else "")


def names_in(term: Term) -> tuple[str, ...]:
    """The names in the order in which they stand, each once."""
    match term:
        case Name():
            return (term.id,)
        case Number():
            return ()
        case Operation():
            return tuple(dict.fromkeys((*names_in(term.left), *names_in(term.right))))
