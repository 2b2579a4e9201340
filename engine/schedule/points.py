"""Parse trees of single dates → `Point`, and what stands directly under a node."""

from collections.abc import Callable
from dataclasses import replace

from engine.schedule.automaton import Node, Token
from engine.schedule.syntax import Place, Point, PointKind, YearRef

DATED = ("day", "month", "dmy")
_UNITS = {
    "GOD": "year", "SCHOOLYEAR": "school_year", "MONTHWORD": "month", "WEEK": "week",
    "DAYWORD": "day", "PERIOD": "period",
}  # fmt: skip

_STRETCHES: dict[str, PointKind] = {
    "quarter": "quarter", "half": "half", "term": "term", "trimester": "trimester",
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
    return _numbered(_STRETCHES[str(token_of(node, "STRETCH"))])(node)


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
