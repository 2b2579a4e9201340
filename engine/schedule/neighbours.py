"""What a lexeme is by the two beside it: «по» in «с 1 по 5» and in «по графику».

One pass from the end to the start, so that the right neighbour is already decided; then neighbours
that are one thing are joined: «учебный год», «летний период», «20201 2022».
"""

from collections.abc import Callable
from typing import NamedTuple


class Lexeme(NamedTuple):
    """A terminal `name` with its `value`; the plain `text` stands at `start:end` of the phrase."""

    name: str
    value: str
    text: str
    start: int
    end: int


def joined(lexemes: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with such neighbours joined into one, over the place of both."""
    found: list[Lexeme] = []
    for lexeme in lexemes:
        whole = _join(found[-1], lexeme) if found else None
        if whole is not None:
            found[-1] = whole
        else:
            found.append(_alone(lexeme, found[-1] if found else None))
        _count_once(found)
    return [_plain(lexeme) for lexeme in found if lexeme.name != "CLOCK"]


def _join(one: Lexeme, two: Lexeme) -> Lexeme | None:
    match one.name, two.name:
        case "SCHOOL", "GOD":
            return _over(one, two, "SCHOOLYEAR", "")
        case "CALENDAR", "GOD":
            return _over(one, two, "GOD", "calendar")
        case "GOD", "FOLLOWING":
            return _over(one, two, "GOD", "next")
        case "SEASONAL", "HOLIDAYS":
            return _over(one, two, "HOLIDAYS", one.value)
        case "SEASON" | "HOLIDAYS", "SPELL":
            return _over(one, two, one.name, one.value)
        case ("MONTHWORD", "FOLLOWING") | ("FOLLOWING", "MONTHWORD"):
            return _over(one, two, "FOLLOWING", one.value if one.name == "FOLLOWING" else two.value)
        case "BADNUM", "YEARS":
            return _over(one, two, "YEARS", f"0 {two.value.split()[1]} {one.text}")
        case "YEARS", "BADNUM":
            return _over(one, two, "YEARS", f"{one.value.split()[0]} 0 {two.text}")
    return None


def _over(one: Lexeme, two: Lexeme, name: str, value: str) -> Lexeme:
    return Lexeme(name, value, f"{one.text} {two.text}", one.start, two.end)


def _alone(lexeme: Lexeme, before: Lexeme | None) -> Lexeme:
    """«план на сентябрь»: the month belongs to the plan."""
    of_plan = before is not None and (before.name, before.text) == ("WORD", "на")
    return lexeme._replace(name="WORD") if of_plan and lexeme.name == "MONTH" else lexeme


def _plain(lexeme: Lexeme) -> Lexeme:
    """A part that found no whole."""
    match lexeme.name:
        case "SCHOOL":
            return lexeme._replace(name="SCHOOLYEAR")
        case "SEASONAL" | "SPELL" | "CALENDAR":
            return lexeme._replace(name="WORD")
        case "BADNUM":
            return lexeme._replace(name="YEARS", value=f"0 0 {lexeme.text}")
        case _:
            return lexeme


def _count_once(found: list[Lexeme]) -> None:
    """«1-2 раза» is at least one; «по 1 разу» is one."""
    names = [lexeme.name for lexeme in found[-4:]]
    if names == ["NUM", "RANGE", "NUM", "TIMES"]:
        del found[-3:-1]
    if [lexeme.name for lexeme in found[-3:]] in (
        ["RANGE", "NUM", "TIMES"],
        ["TO", "NUM", "TIMES"],
    ):
        del found[-3]


_Rule = Callable[[Lexeme, str, str], str | None]
_YEARS = frozenset({"YEARS", "BADNUM"})
_STARTS = _YEARS | {"NUM", "ORD", "MONTH", "DMY", "MY", "PART", "SEASON", "SEASONAL"}
_UNITS = frozenset(
    {"GOD", "SCHOOL", "SCHOOLYEAR", "STRETCH", "MONTHWORD", "WEEK", "DAYWORD"}
    | {"PERIOD", "WHOLE", "HOLIDAYS", "FOLLOWING", "NTH", "CALENDAR", "PIECE"}
)


_DATES = _STARTS | _UNITS
_ENDS = (_DATES | {"DATEWORD", "PIECE", "G"}) - {"PART", "SEASONAL", "WHOLE"}
_MOST_DIGITS = 3
"""A distance of more days, weeks or months is a slip: «в течение 1800 дней»."""


_ROMAN_MISREAD = {"ш": "3", "п": "2"}
_SEPARATORS = {
    "COMMA": "comma", "SEMI": "semi", "SLASH": "slash", "LPAR": "open", "RPAR": "close",
    "COLON": "colon", "DASH": "dash", "AND": "and", "OR": "or",
}  # fmt: skip


def in_context(raw: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with their final names; those that only connect others are dropped."""
    decided: list[Lexeme] = []
    for at in range(len(raw) - 1, -1, -1):
        before = raw[at - 1].name if at else ""
        after = _name(decided) if decided else ""
        name = "ORD" if _numbers_a_day(raw[at], decided) else _decide(raw[at], before, after)
        if name:
            decided.append(_renamed(raw[at], name))
    decided.reverse()
    return joined(decided)


def _name(decided: list[Lexeme]) -> str:
    """The name of the right neighbour; NTH is a week of a row: «2 неделя», «2 недели мая»."""
    name, value = decided[-1].name, decided[-1].value
    of_month = len(decided) > 1 and decided[-2].name in ("MONTH", "EACH")
    return "NTH" if name == "WEEK" and (value == "nth" or of_month) else name


_PLURAL_DAYS = ("дней", "дни", "дням")


def _numbers_a_day(lexeme: Lexeme, decided: list[Lexeme]) -> bool:
    """«3-го рабочего дня каждого месяца»: the third, not three of them."""
    after = [each for each in decided[-1:-4:-1] if each.name != "WORKING"]
    if lexeme.name != "NUM" or len(after) < 2 or after[0].name != "DAYWORD":
        return False
    of_month = after[1].name in ("EACH", "MONTHWORD", "FOLLOWING", "MONTH")
    return of_month and after[0].text not in _PLURAL_DAYS


def _decide(lexeme: Lexeme, before: str, after: str) -> str | None:
    """The final name of `lexeme`, or None to drop it."""
    rule = _RULES.get(lexeme.name)
    if rule is not None:
        return rule(lexeme, before, after)
    return "SEP" if lexeme.name in _SEPARATORS else lexeme.name


def _renamed(lexeme: Lexeme, name: str) -> Lexeme:
    if name in _ROMAN_MISREAD.values():
        return lexeme._replace(name="NUM", value=name)
    if name == "SEP":
        return lexeme._replace(name="SEP", value=_SEPARATORS[lexeme.name])
    return lexeme if name == lexeme.name else lexeme._replace(name=name)


def _if_before(names: frozenset[str]) -> _Rule:
    """The word counts only before one of `names`; elsewhere it is plain."""

    def rule(lexeme: Lexeme, _before: str, after: str) -> str:
        return lexeme.name if after in names else "WORD"

    return rule


def _dash(_lexeme: Lexeme, before: str, after: str) -> str | None:
    if (before in _ENDS and after in _STARTS | {"FROM"}) or before == after == "WEEKDAY":
        return "RANGE"
    if (before, after) == ("SEASONAL", "SEASON"):
        return "RANGE"
    joins = after == "RANGE" or before == after == "WORD" or (before, after) == ("NUM", "DAYWORD")
    return None if joins else "SEP"


_OPENINGS = frozenset({"", "SEMI", "LPAR", "COLON", "FILLER"})
"""What stands before the first words of a time."""


def _po(_lexeme: Lexeme, before: str, after: str) -> str | None:
    """«по 15 декабря» without «с»: until that day, which belongs to it."""
    if after == "WEEKDAY":
        return None
    if before in _OPENINGS and after in ("NUM", "DMY"):
        return "TO"
    return "RANGE" if after in _STARTS else "BY"


def _in(_lexeme: Lexeme, _before: str, after: str) -> str | None:
    return None if after in _DATES | {"EACH", "WEEKDAY", "DAYTERM", "DURING", "CLOCK"} else "WORD"


def _through(lexeme: Lexeme, _before: str, after: str) -> str | None:
    """«через 2 недели после», «через месяц после»; «через год» is no time of the plan.

    The counted distance ends on one day, as after «не позднее чем через».
    """
    if after in {"NUM", "ORD", "DAYTERM"}:
        return "LATEST"
    if after in {"MONTHWORD", "WEEK", "DAYWORD"}:
        return None
    return "AFTER" if lexeme.text == "по истечении" else "WORD"


def _on(lexeme: Lexeme, before: str, after: str) -> str | None:
    return _in(lexeme, before, after) if before != "WORD" else "WORD"


def _from(_lexeme: Lexeme, before: str, after: str) -> str | None:
    if before in ("DASH", "PERIOD"):
        return None if before == "DASH" else "FROM"
    return "FROM" if after in _DATES else "WORD"


def _latest(_lexeme: Lexeme, _before: str, after: str) -> str | None:
    return None if after == "TO" else "LATEST"


def _g(_lexeme: Lexeme, before: str, _after: str) -> str:
    return "GOD" if before in _YEARS | {"SCHOOL", "DMY", "MY"} else "WORD"


def _school(_lexeme: Lexeme, before: str, after: str) -> str:
    return "SCHOOL" if after == "GOD" or before in _YEARS else "WORD"


def _and(_lexeme: Lexeme, before: str, after: str) -> str:
    return "WORD" if before == after == "WORD" else "SEP"


def _calendar(_lexeme: Lexeme, _before: str, after: str) -> str | None:
    if after == "GOD":
        return "CALENDAR"
    return None if after in {"SCHOOL", "DAYWORD", "MONTHWORD"} else "WORD"


def _current(_lexeme: Lexeme, _before: str, after: str) -> str | None:
    return None if after in {"GOD", "SCHOOL", "MONTHWORD", "CALENDAR"} else "WORD"


def _seasonal(_lexeme: Lexeme, _before: str, after: str) -> str:
    if after == "HOLIDAYS":
        return "SEASONAL"
    return "SEASON" if after in ("SPELL", "RANGE") else "WORD"


def _spell(lexeme: Lexeme, before: str, after: str) -> str | None:
    if before in ("SEASONAL", "HOLIDAYS"):
        return "SPELL"
    if lexeme.name == "PERIOD" and after == "FROM":
        return None
    return "PERIOD" if lexeme.name == "PERIOD" and before != "WORD" else "WORD"


def _ordinal(lexeme: Lexeme, _before: str, after: str) -> str:
    """Only weeks and days are both counted and numbered: «2 недели» and «вторая неделя»."""
    return "ORD" if after in {"NTH", "WEEK", "DAYWORD", "WORKING"} else "NUM"


def _cardinal(lexeme: Lexeme, _before: str, after: str) -> str:
    return "ORD" if after == "NTH" else "NUM"


def _context_word(lexeme: Lexeme, before: str, after: str) -> str:
    if lexeme.text == "от" and before in _OPENINGS and after in ("NUM", "DMY", "MONTH"):
        return "FROM"
    return (after == "STRETCH" and _ROMAN_MISREAD.get(lexeme.text)) or "WORD"


_COUNTS = frozenset({"NUM", "ORD", "WORKING", "CALENDAR", "EACH", "WHOLE", "TIMES", "SCHOOL"})


def _named_day(lexeme: Lexeme, before: str, after: str) -> str:
    """«Неделя математики», «День музыки» is what a day is called, and no length of time."""
    return "WORD" if after == "WORD" and before not in _COUNTS else lexeme.name


def _badnum(lexeme: Lexeme, before: str, after: str) -> str:
    if after in {"DAYWORD", "WORKING", "WEEK", "MONTHWORD"} and len(lexeme.value) <= _MOST_DIGITS:
        return "NUM"
    beside = after in {"GOD", "G", "YEARS", "SCHOOL"} or before in {"YEARS", "MONTH", "DMY"}
    return "BADNUM" if beside else "WORD"


_RULES: dict[str, _Rule] = {
    "FILLER": lambda _lexeme, _before, _after: None,
    "CALENDAR": _calendar,
    "CURRENT": _current,
    "G": _g,
    "SCHOOL": _school,
    "SEASONAL": _seasonal,
    "SPELL": _spell,
    "PERIOD": _spell,
    "PART": _if_before(_DATES | {"EACH"}),
    "WHOLE": _if_before(_UNITS | {"SEASON", "SEASONAL", "YEARS"}),
    "DASH": _dash,
    "DAYWORD": _named_day,
    "WEEK": _named_day,
    "DURING": lambda lexeme, before, _after: None if before == "TIMES" else lexeme.name,
    "PO": _po,
    "FROM": _from,
    "AT": _if_before(_DATES),
    "IN": _in,
    "THROUGH": _through,
    "ON": _on,
    "LATEST": _latest,
    "AND": _and,
    "OR": _and,
    "ORD": _ordinal,
    "NUM": _cardinal,
    "WORD": _context_word,
    "BADNUM": _badnum,
    "COMMA": lambda _lexeme, _before, after: None if after == "FOLLOWING" else "SEP",
    "SLASH": lambda _lexeme, before, _after: None if before == "TIMES" else "SEP",
    "NEEDED": lambda lexeme, _before, _after: "WORD" if lexeme.text == "при" else "NEEDED",
}
