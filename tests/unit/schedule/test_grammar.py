"""The table that is read instead of worked out is the table of the grammar."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lark import Lark, Tree, UnexpectedToken
from lark import Token as LarkToken
from lark.grammar import Rule
from lark.lexer import TerminalDef

from engine.schedule.automaton import Node, Token, automaton
from engine.schedule.lexer import lexemes
from tests.unit.schedule.phrasebook import rows

Actions = Mapping[str, tuple[int, Any]]
"""By the name of a terminal or rule: (0, the next state) or (1, the rule to reduce)."""

FOLDER = Path(__file__).parents[3] / "engine" / "schedule"
TABLE = FOLDER / "grammar.json"
PHRASES = [row["phrase"] for name in ("phrases.csv", "orders.csv") for row in rows(name)]


@pytest.fixture(scope="module")
def worked_out() -> Lark:
    text = (FOLDER / "grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="basic")


def test_the_table_is_that_of_the_grammar(worked_out: Lark) -> None:
    text = table_text(worked_out)
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text, "UPDATE_GOLDEN=1 pytest writes it anew"


def test_the_automaton_reads_phrases_as_lark_does(worked_out: Lark) -> None:
    for phrase in PHRASES:
        tokens = [Token(x.name, x.value, x.start, x.end) for x in lexemes(phrase)]
        assert outline(automaton().read(tokens)) == outline(read_by(worked_out, tokens)), phrase


def read_by(lark: Lark, tokens: list[Token]) -> "Tree[LarkToken] | int":
    reading = lark.parse_interactive()
    for at, token in enumerate(tokens):
        try:
            reading.feed_token(LarkToken(token.type, str(token)))
        except UnexpectedToken:
            return at
    try:
        tree: Tree[LarkToken] = reading.feed_eof()  # type: ignore[no-untyped-call]
        return tree
    except UnexpectedToken:
        return len(tokens)


def outline(read: object) -> object:
    """A tree as nested tuples of names and texts."""
    if isinstance(read, Node | Tree):
        return (str(read.data), *(outline(child) for child in read.children))
    return (read.type, str(read)) if isinstance(read, Token | LarkToken) else read


def table_text(parser: Lark) -> str:
    """What `grammar.json` must hold for the parser: the same text for the same grammar."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    table = data["parser"]["parser"]
    names, first = table["tokens"], table["start_states"]["start"]
    states = {
        state: {names[token]: action for token, action in actions.items()}
        for state, actions in table["states"].items()
    }
    numbers = numbered(states, first)
    parts = {
        "end": numbers[table["end_states"]["start"]],
        "rules": [rule_text(memo[number]) for number in sorted(memo)],
        "states": [state_text(states[state], numbers) for state in numbers],
    }
    lines = (f"{json.dumps(name)}: {written_lines(part)}" for name, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def rule_text(rule: Mapping[str, Any]) -> str:
    """«?year: calendar_year», «point -> day: NUM MONTH year»."""
    single = "?" if rule["options"]["expand1"] else ""
    alias = f" -> {rule['alias']}" if rule["alias"] else ""
    parts = " ".join(part["name"] for part in rule["expansion"])
    return f"{single}{rule['origin']['name']}{alias}: {parts}".rstrip()


def written_lines(part: object) -> str:
    if not isinstance(part, list):
        return json.dumps(part)
    return "[\n" + ",\n".join(map(json.dumps, part)) + "\n]"


def numbered(states: Mapping[int, Actions], first: int) -> dict[int, int]:
    """Numbers of the states in the order in which they are met: lark's own come from sets."""
    numbers, waiting = {first: 0}, [first]
    for state in waiting:
        for _, (kind, target) in sorted(states[state].items(), key=lambda action: action[0]):
            if kind == 0 and target not in numbers:
                numbers[target] = len(numbers)
                waiting.append(target)
    return numbers


def state_text(actions: Actions, numbers: Mapping[int, int]) -> str:
    """A state as text: «WORD>12» shifts the word and goes to 12, «WORD=7» reduces rule 7."""
    return " ".join(
        f"{name}>{numbers[target]}" if kind == 0 else f"{name}={target['@']}"
        for name, (kind, target) in sorted(actions.items())
    )
