"""The parse tree → the clauses of a phrase (`syntax`)."""

from collections.abc import Callable
from dataclasses import replace

from engine.model.spec import Offset
from engine.schedule.automaton import Node, Token
from engine.schedule.calendar import MOST_WEEKS, WEEK
from engine.schedule.points import (
    DATED,
    of_point,
    place_of,
    point,
    token_of,
    tokens_of,
    trees_of,
    unit_name,
)
from engine.schedule.syntax import (
    Clause,
    Direction,
    External,
    Mark,
    Point,
    Relative,
    Repeat,
    Separator,
    Time,
    TimeMode,
    Weekdays,
)
from engine.schedule.vocabulary import NOMINATIVES, in_nominative, names_schedule

_DIRECTIONS: dict[str, Direction] = {"TO": "before", "BEFORE": "before", "AFTER": "after"}
_DEADLINES: dict[str, TimeMode] = {"TO": "to", "AT": "at", "LATEST": "latest"}


def build(tree: Node, phrase: str) -> list[Clause]:
    """The clauses of `phrase` in order, with the separators between them."""
    return [_CLAUSES[node.data](node, phrase) for node in trees_of(tree)]


def _time(node: Node, _phrase: str) -> Clause:
    span = trees_of(node)[0]
    whole = span if span.data in ("range", "since") else node
    ends = trees_of(whole) if whole is span or node.data == "deadline" else [span]
    last = point(ends[1]) if len(ends) > 1 else None
    return Time(point(ends[0]), last, _mode(node, span), place_of(node), span.data == "since")


def _mode(node: Node, span: Node) -> TimeMode:
    preposition = token_of(node, *_DEADLINES)
    if preposition is not None:
        return _DEADLINES[preposition.type]
    return "during" if "during" in (node.data, span.data) or span.data == "whole" else "within"


def _separator(node: Node, _phrase: str) -> Clause:
    return Separator(str(tokens_of(node)[0]), place_of(node))


def _repeat(node: Node, _phrase: str) -> Clause:
    return Repeat(str(tokens_of(node)[0]), 1, 1, place_of(node), said=True)


def _each(node: Node, _phrase: str) -> Clause:
    interval = int(token_of(node, "NUM") or 1)
    return _repeated(Repeat(unit_name(trees_of(node)[0]), interval, 1, place_of(node), said=True))


def _repeated(repeat: Repeat) -> Clause:
    """«0 раз в год» repeats nothing."""
    counts = repeat.times > 0 and repeat.interval > 0
    return repeat if counts else Mark("note", repeat.place)


def _times(node: Node, _phrase: str) -> Clause:
    """«не реже 1 раза в полугодие», «раз в 2 недели», «дважды в год»."""
    own = [child for child in node.children if isinstance(child, Token)]
    at = [token.type for token in own].index("TIMES")
    times = next((int(token) for token in own[:at] if token.type == "NUM"), int(own[at]))
    interval = next((int(token) for token in own[at:] if token.type == "NUM"), 1)
    units = trees_of(node)
    unit = unit_name(units[0]) if units else "decade"
    return _repeated(Repeat(unit, interval, times, place_of(node)))


_LONG = ("half", "term", "trimester", "year", "calendar_year", "school_year", "period")
"""Units whose first and last Mondays no rule of months says."""


def _weekdays(node: Node, _phrase: str) -> Clause:
    days = tuple(str(t) for t in node.children if isinstance(t, Token) and t.type == "WEEKDAY")
    if len(days) == 2:
        days = WEEK[WEEK.index(days[0]) : WEEK.index(days[1]) + 1]
    of, of_each = of_point(node)
    number = int(token_of(node, "NUM", "ORD") or 0)
    place = place_of(node)
    if number > MOST_WEEKS:
        return Mark("note", place)
    if number and of is not None and (of.kind != "unit" or of.name in _LONG):
        nth = Point("nth", place, number=number, name=days[0], of=of, each=of_each)
        return Time(nth, None, "within", place)
    return Weekdays(days, number, of, place)


def _external(node: Node, phrase: str) -> Clause:
    """«по графику» names a schedule, «по школам» does not; «в соответствии с» always does."""
    anchors = trees_of(node)
    anchor, place = _words(anchors[0], phrase) if anchors else "", place_of(node)
    if token_of(node, "BY") is not None and not names_schedule(anchor):
        return Mark("note", place, anchor)
    return External(anchor, place)


def _relative(node: Node, phrase: str) -> Clause:
    parts = {str(child.data): child for child in trees_of(node)}
    anchor = parts.get("anchor") or parts.get("named")
    direction = token_of(node, "TO", "AFTER", "BEFORE")
    latest = token_of(node, "LATEST")
    way: Direction = _DIRECTIONS[direction.type] if direction is not None else "within"
    if direction is None and latest == "before":
        way = "before"
    offset = _amount(parts["amount"]) if "amount" in parts else None
    return Relative(
        _anchor(token_of(node, "DURING") if direction is None else direction, anchor, phrase),
        replace(offset, amount=-offset.amount) if offset and way == "before" else offset,
        way,
        place_of(node),
        next((point(child) for name, child in parts.items() if name in DATED), None),
        latest is not None,
    )


def _amount(node: Node) -> Offset:
    """«3 рабочих дня», «2 недели», «в недельный срок» (`DAYTERM` carries "weeks 1")."""
    term = token_of(node, "DAYTERM")
    if term is not None:
        unit, number = term.split()
        return _offset(int(number), unit)
    unit = "days"
    for name, word in (("months", "MONTHWORD"), ("weeks", "WEEK"), ("working_days", "WORKING")):
        unit = unit if token_of(node, word) is None else name
    return _offset(int(token_of(node, "NUM") or 0), unit)


def _offset(number: int, unit: str) -> Offset:
    match unit:
        case "working_days" | "weeks" | "months":
            return Offset(number, unit)
        case _:
            return Offset(number, "days")


def _words(node: Node, phrase: str) -> str:
    return in_nominative(phrase[slice(*place_of(node))])


def _anchor(direction: Token | None, anchor: Node | None, phrase: str) -> str | None:
    """«по итогам четверти» hangs on «итоги четверти», «в День знаний» on «День знаний»: the
    preposition carries the noun."""
    if anchor is None:
        return None
    if direction is not None and direction.type == "DURING":
        noun = phrase[slice(direction.start, direction.end)].split()[-1]
        return (
            f"{noun} {phrase[slice(*place_of(anchor))]}"
            if noun.istitle()
            else _words(anchor, phrase)
        )
    words = [] if direction is None else _said(direction, phrase).split()
    head = NOMINATIVES.get(words[-1]) if len(words) > 1 else None
    return f"{head} {phrase[slice(*place_of(anchor))]}" if head else _words(anchor, phrase)


def _said(token: Token, phrase: str) -> str:
    return phrase[token.start : token.end].lower()


def _needed(node: Node, phrase: str) -> Clause:
    place = place_of(node)
    return Mark("needed", place, phrase[slice(*place)])


def _always(node: Node, _phrase: str) -> Clause:
    return Mark("always", place_of(node))


def _note(node: Node, phrase: str) -> Clause:
    return Mark("note", place_of(node), _words(node, phrase))


def _lost(node: Node, _phrase: str) -> Clause:
    return Mark("lost", place_of(node))


_CLAUSES: dict[str, Callable[[Node, str], Clause]] = {
    "time": _time,
    "during": _time,
    "deadline": _time,
    "separator": _separator,
    "repeat": _repeat,
    "each": _each,
    "times": _times,
    "weekdays": _weekdays,
    "external": _external,
    "relative": _relative,
    "needed": _needed,
    "always": _always,
    "note": _note,
    "lost": _lost,
}
