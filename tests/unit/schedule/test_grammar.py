"""The table that is read instead of worked out is the table of the grammar."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from engine.schedule.parser import built, grammar

Actions = Mapping[str, tuple[int, Any]]
"""By the name of a terminal or rule: (0, the next state) or (1, the rule to reduce)."""

TABLE = Path(__file__).parents[3] / "engine" / "schedule" / "grammar.json"


def test_the_table_is_that_of_the_grammar() -> None:
    text = table_text(built())
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text, "UPDATE_GOLDEN=1 pytest writes it anew"


def test_a_table_that_was_read_says_the_same_as_one_that_was_worked_out() -> None:
    assert table_text(grammar()) == table_text(built())


def table_text(parser: Lark) -> str:
    """What `grammar.json` must hold for the parser: the same text for the same grammar."""
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    table = data["parser"].pop("parser")
    names, first = table["tokens"], table["start_states"]["start"]
    states = {
        state: {names[token]: action for token, action in actions.items()}
        for state, actions in table["states"].items()
    }
    numbers = numbered(states, first)
    parts = {
        "lark": lark.__version__,
        "data": data,
        "end": numbers[table["end_states"]["start"]],
        "rules": [memo[number] for number in sorted(memo)],
        "states": [state_text(states[state], numbers) for state in numbers],
    }
    lines = (f"{json.dumps(name)}: {written_lines(part)}" for name, part in parts.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


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
