"""A row of tokens → the tree of the grammar: an LALR automaton that reads `grammar.json`.

The table says what each state does with each token: shift it, or reduce what was read by a rule.
It is worked out from `grammar.lark` beforehand; a test does it anew and holds the two together.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib.resources import files
from typing import Any

from engine.classes import dataclass

END = "$END"


class Token(str):
    """A terminal: its text, which of the terminals it is, and where it stands in the phrase."""

    __slots__ = ("end", "start", "type")
    type: str
    start: int
    end: int

    def __new__(cls, type: str, text: str, start: int = 0, end: int = 0) -> "Token":
        """The text is the value."""
        token = super().__new__(cls, text)
        token.type, token.start, token.end = type, start, end
        return token


@dataclass(frozen=True, slots=True)
class Node:
    """A rule, or an alias of one, and what was read by it."""

    data: str
    children: "list[Node | Token]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is reduced from as many parts as `inlined` has; those marked there give their children
    instead of themselves. `label` names the node; `single` rules stand for their only child."""

    name: str
    label: str
    inlined: tuple[bool, ...]
    single: bool


class States(dict[int, Mapping[str, tuple[str, int]]]):
    """The actions of each state; the text of one is read when it is first met: few of them are."""

    def __init__(self, rows: Sequence[str]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, state: int) -> Mapping[str, tuple[str, int]]:
        actions = self[state] = dict(map(_action, self._rows[state].split()))
        return actions


@dataclass(frozen=True, slots=True)
class Automaton:
    """The table: for each state, by the name of a token or rule, «>» and the state that follows, or
    «=» and the rule to reduce by."""

    states: "States"
    rules: tuple[Rule, ...]
    end: int

    def read(self, tokens: Sequence[Token]) -> Node | int:
        """The tree; where the tokens are no sentence, the number of those before the first that
        does not fit."""
        states, parts = [0], list[Node | Token]()
        for at, token in enumerate((*tokens, Token(END, ""))):
            while (action := self.states[states[-1]].get(token.type)) is not None:
                sign, target = action
                if sign == ">":
                    states.append(target)
                    parts.append(token)
                    break
                self._reduce(self.rules[target], states, parts)
                if token.type == END and states[-1] == self.end and isinstance(parts[-1], Node):
                    return parts[-1]
            else:
                return at
        return len(tokens)

    def _reduce(self, rule: Rule, states: list[int], parts: list[Node | Token]) -> None:
        taken = len(rule.inlined)
        read = parts[len(parts) - taken :]
        del parts[len(parts) - taken :], states[len(states) - taken :]
        parts.append(_built(rule, read))
        states.append(self.states[states[-1]][rule.name][1])


def _built(rule: Rule, read: list[Node | Token]) -> Node | Token:
    children: list[Node | Token] = []
    for inlined, part in zip(rule.inlined, read, strict=True):
        if inlined and isinstance(part, Node):
            children += part.children
        else:
            children.append(part)
    return children[0] if rule.single and len(children) == 1 else Node(rule.label, children)


@cache
def automaton() -> Automaton:
    """The automaton of schedules."""
    text = files("engine.schedule").joinpath("grammar.json").read_text(encoding="utf-8")
    return from_table(json.loads(text))


def from_table(table: Mapping[str, Any]) -> Automaton:
    """The automaton that a table describes."""
    return Automaton(States(table["states"]), tuple(map(_rule, table["rules"])), table["end"])


def _action(text: str) -> tuple[str, tuple[str, int]]:
    sign = ">" if ">" in text else "="
    name, _, number = text.rpartition(sign)
    return name, (sign, int(number))


def _rule(text: str) -> Rule:
    """«?year: calendar_year», «point -> day: NUM MONTH year»; names in «_» are inlined."""
    head, _, parts = text.partition(":")
    name, _, alias = head.removeprefix("?").partition(" -> ")
    inlined = tuple(part.startswith("_") for part in parts.split())
    return Rule(name, alias or name, inlined, single=head.startswith("?") and not alias)
