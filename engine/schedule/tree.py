"""The parse tree → the clauses of a phrase (`syntax`).

Parse trees of single dates → `Point`.

Clauses that are words: which name a schedule, which go on, which count something else.
"""

from collections.abc import Callable
from dataclasses import replace

from engine.model.spec import Offset
from engine.schedule.automaton import Node, Token
from engine.schedule.calendar import MOST_WEEKS, WEEK
from engine.schedule.interpretation import base
from engine.schedule.syntax import (
    Clause,
    Direction,
    External,
    Mark,
    Place,
    Point,
    PointKind,
    Relative,
    Repeat,
    Separator,
    Time,
    TimeMode,
    Weekdays,
    YearRef,
)
from engine.schedule.vocabulary import (
    NOMINATIVES,
    in_nominative,
    names_schedule,
    without_preposition,
)

DATED = ("day", "month", "dmy")
_UNITS = {
    "GOD": "year", "SCHOOLYEAR": "school_year", "MONTHWORD": "month", "WEEK": "week",
    "DAYWORD": "day", "PERIOD": "period",
}  # fmt: skip


def trees_of(node: Node) -> list[Node]:
    """The subtrees directly under `node`."""
    return [child for child in node.children if isinstance(child, Node)]


def tokens_of(node: Node) -> list[Token]:
    """All tokens under `node`, in order."""
    tokens: list[Token] = []
    for child in node.children:
        tokens += tokens_of(child) if isinstance(child, Node) else [child]
    return tokens


def token_of(node: Node, *names: str) -> Token | None:
    """The first token of one of these names directly under `node`."""
    own = (child for child in node.children if isinstance(child, Token))
    return next((token for token in own if token.type in names), None)


def place_of(node: Node) -> Place:
    """Where `node` stands in the phrase."""
    tokens = tokens_of(node)
    return tokens[0].start, tokens[-1].end


def point(node: Node) -> Point:
    """The date that `node` writes."""
    return _POINTS[node.data](node)


def of_point(node: Node) -> tuple[Point | None, bool]:
    """What `node` is a piece of, and whether of each of them («каждого месяца»)."""
    inner = next((child for child in trees_of(node) if child.data == "of"), None)
    if inner is None:
        return None, False
    each = token_of(inner, "EACH") is not None
    child = trees_of(inner)[0]
    return (_unit(child) if each else point(child)), each


def unit_name(node: Node) -> str:
    """year, school_year, quarter, half, term, month, week, day, period, following_…"""
    token = tokens_of(node)[0]
    if token.type == "FOLLOWING":
        return f"following_{token}"
    if token.type == "GOD" and token == "calendar":
        return "calendar_year"
    return str(token) if token.type == "STRETCH" else _UNITS[token.type]


def _unit(node: Node) -> Point:
    return Point("unit", place_of(node), name=unit_name(node))


def _year(node: Node) -> YearRef | None:
    found = {str(child.data): child for child in trees_of(node)}
    if "calendar_year" in found:
        return _calendar_year(found["calendar_year"])
    if "this_year" in found and "next" in tokens_of(found["this_year"]):
        return YearRef(0, 0, place_of(found["this_year"]), following=True)
    return None


def _calendar_year(node: Node) -> YearRef:
    """YEARS carries "2021 2022 paired", "2021 2022 lost", "2021 2021 one", "0 2022 20201"."""
    first, last, kind = (token_of(node, "YEARS") or "0 0 0").split()
    many = token_of(node, "GOD")
    return YearRef(
        int(first),
        int(last),
        place_of(node),
        school=token_of(node, "SCHOOLYEAR") is not None,
        plural=many is not None and str(many) == "many",
        lost=kind == "lost",
        malformed=kind if kind.isdigit() else None,
    )


def _numbered(kind: PointKind, name: str = "") -> Callable[[Node], Point]:
    def build(node: Node) -> Point:
        month, of_each = token_of(node, "MONTH"), of_point(node)
        return Point(
            kind,
            place_of(node),
            number=int(token_of(node, "NUM", "ORD") or 0),
            month=int(month or 0),
            name=name,
            year=_year(node),
            of=of_each[0],
            each=of_each[1],
        )

    return build


def _dmy(node: Node) -> Point:
    day, month, *years = (int(part) for part in (token_of(node, "DMY") or "").split("."))
    year = _year(node)
    if years:
        full = years[0] + 2000 if years[0] < 100 else years[0]
        year = YearRef(
            full, full, place_of(node), malformed=None if 1900 < full < 2100 else str(full)
        )
    return Point("day", place_of(node), number=day, month=month, year=year)


def _my(node: Node) -> Point:
    month, year = (int(part) for part in (token_of(node, "MY") or "").split("."))
    return Point("month", place_of(node), month=month, year=YearRef(year, year, place_of(node)))


def _nth_day(node: Node) -> Point:
    name = "day" if token_of(node, "WORKING") is None else "workday"
    return replace(_numbered("nth", name)(node))


def _part(node: Node) -> Point:
    return replace(_numbered("part")(node), name=str(token_of(node, "PART")))


def _piece(node: Node) -> Point:
    return replace(_numbered("nth")(node), name=str(token_of(node, "PIECE") or "week"))


def _stretch(node: Node) -> Point:
    kinds: dict[str, PointKind] = {"quarter": "quarter", "half": "half", "term": "term"}
    return _numbered(kinds[str(token_of(node, "STRETCH"))])(node)


def _season(node: Node) -> Point:
    kind: PointKind = "season" if node.data == "season" else "holidays"
    number = int(token_of(node, "SEASON", "HOLIDAYS") or 0)
    return replace(_numbered(kind)(node), number=number)


def _years(node: Node) -> Point:
    """«2021 г.», «2021-2022 учебный год», «учебный год 2021-2022»."""
    year = _year(node)
    if year is not None and token_of(node, "SCHOOLYEAR") is not None:
        year = replace(year, school=True)
    return Point("years", place_of(node), year=year)


_POINTS: dict[str, Callable[[Node], Point]] = {
    "number": _numbered("number"),
    "day": _numbered("day"),
    "month": _numbered("month"),
    "dmy": _dmy,
    "my": _my,
    "monthday": _numbered("monthday"),
    "nth_day": _nth_day,
    "stretch": _stretch,
    "piece": _piece,
    "part": _part,
    "whole": lambda node: point(trees_of(node)[0]),
    "season": _season,
    "holidays": _season,
    "years": _years,
    "point": lambda node: _unit(trees_of(node)[0]),
}


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


def _weekdays(node: Node, _phrase: str) -> Clause:
    days = tuple(str(t) for t in node.children if isinstance(t, Token) and t.type == "WEEKDAY")
    if len(days) == 2:
        days = WEEK[WEEK.index(days[0]) : WEEK.index(days[1]) + 1]
    of, _each_one = of_point(node)
    number = int(token_of(node, "NUM", "ORD") or 0)
    place = place_of(node)
    if number > MOST_WEEKS:
        return Mark("note", place)
    if number and of is not None and of.kind != "unit":
        return Time(Point("nth", place, number=number, name=days[0], of=of), None, "within", place)
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
        _anchor(direction, anchor, phrase),
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
    """«по итогам четверти» hangs on «итоги четверти»: the preposition carries the noun."""
    if anchor is None:
        return None
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


def tell_words(clauses: list[Clause]) -> list[Clause]:
    """The clauses with their words told apart and joined to what they belong to."""
    return _merge_words([_told(clause) for clause in clauses])


def whole_periods(clauses: list[Clause]) -> list[Clause]:
    """«весь период реализации дорожной карты» is the period, whatever it is of."""
    told: list[Clause] = []
    for clause in clauses:
        match told[-1:], clause:
            case [Time(first=Point(kind="unit", name="period"))], Mark(kind="note"):
                continue
        told.append(clause)
    return told


def _told(clause: Clause) -> Clause:
    """Words say which they are: a schedule that somebody keeps, or a note."""
    match clause:
        case Mark(kind="note", anchor=anchor) if names_schedule(anchor):
            return External(without_preposition(anchor), clause.place)
        case _:
            return clause


def tell_numbers(clauses: list[Clause]) -> list[Clause]:
    """Bare numbers before words count something else: «в 4, 8, 10 классах»."""
    told: list[Clause] = []
    words = False
    for clause in reversed(clauses):
        if isinstance(clause, Time) and words and clause.first.kind == "number":
            clause = Mark("note", clause.place)
        elif not isinstance(clause, Separator):
            words = isinstance(clause, Mark) and clause.kind == "note"
        told.append(clause)
    told.reverse()
    return told


def _merge_words(clauses: list[Clause]) -> list[Clause]:
    """Notes that continue an anchor: «с перечнем процедур, предусматривающих проверку»."""
    merged: list[Clause] = []
    for clause in clauses:
        before = merged[-2:] if len(merged) > 1 else []
        joined = _continue(before, clause) or _with_unit(merged, clause) or _counted(merged, clause)
        if joined:
            del merged[-len(joined[0]) :]
            merged.append(joined[1])
        else:
            merged.append(clause)
    return merged


_SET_BY = ("установленн", "утвержденн", "утверждённ", "определенн", "определённ", "указанн")
"""«сроки, установленные Рособрнадзором»: one schedule, and who sets it."""


def _continue(before: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    match (*before, clause):
        case External(anchor=anchor) as head, Separator("comma"), External() as whose if (
            anchor and whose.anchor.lower().startswith(_SET_BY)
        ):
            text = f"{anchor}, {whose.anchor}"
            return before, replace(head, anchor=text, place=(head.place[0], whose.place[1]))
        case External() | Relative() as head, Separator("comma" | "and") as sep, Mark(
            "note"
        ) as note:
            joint = "," if sep.name == "comma" else " и"
            text = f"{head.anchor}{joint} {note.anchor}"
            place = (head.place[0], note.place[1])
            return (before, replace(head, anchor=text, place=place)) if head.anchor else None
    return None


def _with_unit(merged: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    """«в течение месяца после проведения», «за неделю до начала»: a unit alone is one of it."""
    match merged[-1:], clause:
        case [Time(first=Point(kind="unit", name=name), last=None) as unit], Relative(offset=None):
            sign = -1 if clause.direction == "before" else 1
            place = (unit.place[0], clause.place[1])
            offset = _one(name, sign)
            return (merged[-1:], replace(clause, offset=offset, place=place)) if offset else None
    return None


_DATED = frozenset({"day", "month", "quarter", "half", "season", "years"})
"""What a distance can be counted from."""


def _counted(merged: list[Clause], clause: Clause) -> tuple[list[Clause], Clause] | None:
    """«в течение 5 дней с 10 мая», «с 10 мая в течение месяца»: days counted from a date."""
    match merged[-1:]:
        case [Separator(name="comma")]:
            before = merged[-2:]
        case _:
            before = merged[-1:]
    for distance, since in ((before[:1], clause), ([clause], (before or [clause])[0])):
        match distance, since:
            case [Relative() | Time() as length], Time(since=True, last=None, first=day) if (
                base(day).kind in _DATED
            ):
                relative = _distance(length)
                if relative is not None:
                    place = (before[0].place[0], clause.place[1])
                    return before, replace(relative, point=day, place=place)
    return None


def _distance(clause: Relative | Time) -> Relative | None:
    """A bare «10 рабочих дней», «в течение месяца»; «через», «не позднее» end on one day."""
    match clause:
        case Relative(anchor=None, point=None, direction="within"):
            offset, latest = clause.offset, clause.latest
        case Time(first=Point(kind="unit", name=name), last=None, since=False):
            offset, latest = _one(name, 1), clause.mode == "latest"
        case _:
            return None
    way: Direction = "after" if latest else "from"
    return Relative(None, offset, way, clause.place, latest=latest) if offset else None


def _one(unit: str, sign: int) -> Offset | None:
    match unit:
        case "month" | "week" | "day":
            return {"month": Offset(sign, "months"), "week": Offset(sign, "weeks")}.get(
                unit, Offset(sign, "days")
            )
    return None
