"""A phrase → its clauses. The one place that runs the grammar (`grammar.lark`, LALR)."""

from lark import Token, Tree, UnexpectedToken

from engine.schedule.build import build
from engine.schedule.grammar import grammar
from engine.schedule.normalise import lexemes
from engine.schedule.points import Node
from engine.schedule.syntax import Clause

_SETBACKS = 12


def parse_phrase(phrase: str) -> list[Clause]:
    """The clauses of `phrase`; what the grammar does not know becomes notes, never an error."""
    tokens = [Token(x.name, x.value, start_pos=x.start, end_pos=x.end) for x in lexemes(phrase)]
    tree = _tree(tokens)
    return build(tree, phrase) if tree is not None else []


def _tree(tokens: list[Token]) -> Node | None:
    """Parse; a token that does not fit becomes a plain word and the row is read again."""
    for _ in range(_SETBACKS):
        reading, read = grammar().parse_interactive(), 0
        try:
            for token in tokens:
                reading.feed_token(token)
                read += 1
            tree = reading.feed_eof()  # type: ignore[no-untyped-call]
        except UnexpectedToken:
            if not _demote(tokens, min(read, len(tokens) - 1)):
                return None
        else:
            return tree if isinstance(tree, Tree) else None
    return None


def _demote(tokens: list[Token], at: int) -> bool:
    """Make the token at `at`, or the nearest before it, a plain word."""
    while at >= 0 and tokens[at].type in ("WORD", "SEP"):
        at -= 1
    if at < 0:
        return False
    tokens[at] = tokens[at].update(type="WORD")
    return True
