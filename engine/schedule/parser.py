"""A phrase → its clauses. The one place that runs the grammar (`grammar.lark`, LALR).

The grammar ready to parse: `grammar.lark`, its LALR table worked out before (`grammar.json`).

Working the table out takes lark 50 ms, reading it 5. A test holds the two files together; a lark
of another version may keep its tables in another way, and works out its own.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import lark
from lark import Lark, Token, Tree, UnexpectedToken
from lark.grammar import Rule
from lark.lexer import TerminalDef

from engine.schedule.lexer import lexemes
from engine.schedule.syntax import Clause
from engine.schedule.tree import Node, build

_Actions = Mapping[str, tuple[int, Any]]
"""By the name of a terminal or rule: (0, the next state) or (1, the rule to reduce)."""


@cache
def grammar() -> Lark:
    """The parser of schedules."""
    table = json.loads(_text("grammar.json"))
    return _from_table(table) if table["lark"] == lark.__version__ else built()


def built() -> Lark:
    """The parser, worked out from `grammar.lark`."""
    return Lark(_text("grammar.lark"), parser="lalr", lexer="basic")


def table_text(parser: Lark) -> str:
    """What `grammar.json` must hold for the parser: the same text for the same grammar."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    table = data["parser"].pop("parser")
    names, first = table["tokens"], table["start_states"]["start"]
    states = {
        state: {names[token]: action for token, action in actions.items()}
        for state, actions in table["states"].items()
    }
    numbers = _numbered(states, first)
    parts = {
        "lark": lark.__version__,
        "data": data,
        "end": numbers[table["end_states"]["start"]],
        "rules": [memo[number] for number in sorted(memo)],
        "states": [_row(states[state], numbers) for state in numbers],
    }
    lines = (f"{json.dumps(name)}: {_lines(part)}" for name, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _lines(part: object) -> str:
    if not isinstance(part, list):
        return json.dumps(part)
    return "[\n" + ",\n".join(map(json.dumps, part)) + "\n]"


def _numbered(states: Mapping[int, _Actions], first: int) -> dict[int, int]:
    """Numbers of the states in the order in which they are met: lark's own come from sets."""
    numbers, waiting = {first: 0}, [first]
    for state in waiting:
        for _, (kind, target) in sorted(states[state].items(), key=lambda action: action[0]):
            if kind == 0 and target not in numbers:
                numbers[target] = len(numbers)
                waiting.append(target)
    return numbers


def _row(actions: _Actions, numbers: Mapping[int, int]) -> str:
    """A state as text: «WORD>12» shifts the word and goes to 12, «WORD=7» reduces rule 7."""
    return " ".join(
        f"{name}>{numbers[target]}" if kind == 0 else f"{name}={target['@']}"
        for name, (kind, target) in sorted(actions.items())
    )


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
