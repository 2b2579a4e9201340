"""A phrase → its clauses: what does not fit the grammar becomes plain words."""

from engine.schedule.automaton import Node, Token, automaton
from engine.schedule.lexer import lexemes
from engine.schedule.syntax import Clause
from engine.schedule.tree import build

_SETBACKS = 12


def parse_phrase(phrase: str) -> list[Clause]:
    """The clauses of `phrase`; what the grammar does not know becomes notes, never an error."""
    tokens = [Token(x.name, x.value, x.start, x.end) for x in lexemes(phrase)]
    tree = _tree(tokens)
    return build(tree, phrase) if tree is not None else []


def _tree(tokens: list[Token]) -> Node | None:
    """Parse; a token that does not fit becomes a plain word and the row is read again."""
    for _ in range(_SETBACKS):
        read = automaton().read(tokens)
        if isinstance(read, Node):
            return read
        if not _demote(tokens, min(read, len(tokens) - 1)):
            return None
    return None


def _demote(tokens: list[Token], at: int) -> bool:
    """Make the token at `at`, or the nearest before it, a plain word."""
    while at >= 0 and tokens[at].type in ("WORD", "SEP"):
        at -= 1
    if at < 0:
        return False
    tokens[at] = Token("WORD", tokens[at], tokens[at].start, tokens[at].end)
    return True
