"""A phrase → its clauses. The one place that runs the grammar (`grammar.lark`, LALR).

The grammar ready to parse: `grammar.lark`, its LALR table worked out before (`grammar.json`).

Working the table out takes lark 50 ms, reading it 5. A test holds the two files together; a lark
of another version may keep its tables in another way, and works out its own.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import lark
from lark import Lark, Token, Tree, UnexpectedToken

from engine.schedule.lexer import lexemes
from engine.schedule.syntax import Clause
from engine.schedule.tree import Node, build


@cache
def grammar() -> Lark:
    """The parser of schedules."""
    table = json.loads(_text("grammar.json"))
    return _from_table(table) if table["lark"] == lark.__version__ else built()


def built() -> Lark:
    """The parser, worked out from `grammar.lark`."""
    return Lark(_text("grammar.lark"), parser="lalr", lexer="basic")


def _from_table(table: dict[str, Any]) -> Lark:
    states = [_actions(row) for row in table["states"]]
    tokens = dict.fromkeys(name for actions in states for name in actions)
    table["data"]["parser"]["parser"] = {
        "tokens": {name: name for name in tokens},
        "states": dict(enumerate(states)),
        "start_states": {"start": 0},
        "end_states": {"start": table["end"]},
    }
    memo = dict(enumerate(table["rules"]))
    return Lark.load({"data": table["data"], "memo": memo})


def _actions(row: str) -> dict[str, tuple[int, Any]]:
    actions: dict[str, tuple[int, Any]] = {}
    for action in row.split():
        name, shifts, state = action.partition(">")
        if shifts:
            actions[name] = (0, int(state))
        else:
            name, _, rule = action.partition("=")
            actions[name] = (1, {"@": int(rule)})
    return actions


def _text(name: str) -> str:
    return files("engine.schedule").joinpath(name).read_text(encoding="utf-8")


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
