"""What a word is depends on its neighbours: «по» in «с 1 по 5» and in «по графику».

One pass from the end to the start, so that the right neighbour is already decided.
"""

from collections.abc import Callable

from engine.schedule.lexeme import Lexeme

_NAMES = frozenset[str]
_YEARS = frozenset({"YEAR", "YEARPAIR", "BADNUM"})
_STARTS = _YEARS | {"NUM", "ORD", "MONTH", "DMY", "MY", "PART", "SEASON", "SEASONAL"}
_UNITS = frozenset(
    {"GOD", "SCHOOL", "QUARTER", "HALF", "TERM", "MONTHWORD", "WEEK", "WEEKS", "DAYWORD"}
    | {"PERIOD", "WHOLE", "HOLIDAYS", "DECADE", "FOLLOWING"}
)
_DATES = _STARTS | _UNITS
_ENDS = (_STARTS | _UNITS | {"DATEWORD", "G"}) - {"PART", "SEASONAL", "WHOLE"}
_ROMAN_MISREAD = {"ш": "3", "п": "2"}
_SEPARATORS = {
    "COMMA": "comma", "SEMI": "semi", "SLASH": "slash", "LPAR": "open", "RPAR": "close",
    "COLON": "colon", "DASH": "dash", "AND": "and",
}


def in_context(raw: list[Lexeme]) -> list[Lexeme]:
    """The lexemes with their final names; those that only connect others are dropped."""
    decided: list[Lexeme] = []
    for at in range(len(raw) - 1, -1, -1):
        before = raw[at - 1].name if at else ""
        after = decided[-1].name if decided else ""
        name = _decide(raw[at], before, after)
        if name:
            decided.append(_renamed(raw[at], name))
    decided.reverse()
    return _joined(decided)


def _renamed(lexeme: Lexeme, name: str) -> Lexeme:
    if name in _ROMAN_MISREAD.values():
        return lexeme._replace(name="ORD", value=name)
    if name == "SEP":
        return lexeme._replace(name="SEP", value=_SEPARATORS[lexeme.name])
    return lexeme if name == lexeme.name else lexeme._replace(name=name)


def _decide(lexeme: Lexeme, before: str, after: str) -> str | None:
    """The final name of `lexeme`, or None to drop it."""
    rule = _RULES.get(lexeme.name)
    if rule is not None:
        return rule(lexeme, before, after)
    return "SEP" if lexeme.name in _SEPARATORS else lexeme.name


def _when_before(names: _NAMES) -> Callable[[Lexeme, str, str], str]:
    def rule(lexeme: Lexeme, _before: str, after: str) -> str:
        return lexeme.name if after in names else "WORD"

    return rule


def _dash(_lexeme: Lexeme, before: str, after: str) -> str | None:
    if before in _ENDS and after in _STARTS | {"FROM"} or before == after == "WEEKDAY":
        return "RANGE"
    return None if after == "PO" or before == after == "WORD" else "SEP"


def _po(_lexeme: Lexeme, _before: str, after: str) -> str:
    if after == "WEEKDAY":
        return "IN"
    return "PO" if after in _STARTS else "BY"


def _on(_lexeme: Lexeme, before: str, after: str) -> str:
    return "IN" if before != "WORD" and after in _DATES | {"DAYTERM"} else "WORD"


def _g(_lexeme: Lexeme, before: str, _after: str) -> str:
    return "GOD" if before in _YEARS | {"SCHOOL", "DMY", "MY"} else "WORD"


def _school(_lexeme: Lexeme, before: str, after: str) -> str:
    return "SCHOOL" if after == "GOD" or before in _YEARS else "WORD"


def _and(_lexeme: Lexeme, before: str, after: str) -> str:
    return "WORD" if before == after == "WORD" else "SEP"


def _calendar(_lexeme: Lexeme, _before: str, after: str) -> str | None:
    return None if after in {"GOD", "SCHOOL", "DAYWORD", "MONTHWORD"} else "WORD"


def _seasonal(_lexeme: Lexeme, _before: str, after: str) -> str:
    if after == "HOLIDAYS":
        return "SEASONAL"
    return "SEASON" if after == "SPELL" else "WORD"


def _spell(lexeme: Lexeme, before: str, _after: str) -> str | None:
    if before == "SEASONAL":
        return "SPELL"
    if before == "HOLIDAYS":
        return None
    return "PERIOD" if lexeme.name == "PERIOD" and before != "WORD" else "WORD"


def _num(lexeme: Lexeme, _before: str, after: str) -> str:
    return "ORD" if after == "WEEK" else lexeme.name


def _word(lexeme: Lexeme, _before: str, after: str) -> str:
    roman = after in {"QUARTER", "HALF"} and _ROMAN_MISREAD.get(lexeme.text)
    return roman or "WORD"


def _comma(_lexeme: Lexeme, _before: str, after: str) -> str | None:
    return None if after == "FOLLOWING" else "SEP"


def _slash(_lexeme: Lexeme, before: str, _after: str) -> str:
    return "IN" if before == "TIMES" else "SEP"


_RULES: dict[str, Callable[[Lexeme, str, str], str | None]] = {
    "FILLER": lambda _lexeme, _before, _after: None,
    "CALENDAR": _calendar,
    "G": _g,
    "SCHOOL": _school,
    "SEASONAL": _seasonal,
    "SPELL": _spell,
    "PERIOD": _spell,
    "PART": _when_before(_DATES),
    "WHOLE": _when_before(_UNITS | {"SEASON", "SEASONAL"}),
    "DASH": _dash,
    "PO": _po,
    "FROM": _when_before(_DATES),
    "AT": _when_before(_DATES),
    "IN": _when_before(_DATES | {"EACH", "WEEKDAY", "DAYTERM"}),
    "ON": _on,
    "AND": _and,
    "NUM": _num,
    "WORD": _word,
    "COMMA": _comma,
    "SLASH": _slash,
    "NEEDED": lambda _lexeme, _before, after: "NEEDED" if _lexeme.text != "при" else "WORD",
}


def _joined(decided: list[Lexeme]) -> list[Lexeme]:
    """Second, local look: «летний период», «1-2 раза», «по 1 разу», «план на сентябрь»."""
    joined: list[Lexeme] = []
    for lexeme in decided:
        last = joined[-1] if joined else None
        if lexeme.name == "SPELL" and last and last.name == "SEASON":
            joined[-1] = last._replace(end=lexeme.end)
        elif lexeme.name == "MONTH" and last and (last.name, last.text) == ("WORD", "на"):
            joined.append(lexeme._replace(name="WORD"))
        else:
            joined.append(lexeme)
            _count_once(joined)
    return joined


def _count_once(joined: list[Lexeme]) -> None:
    """«1-2 раза» is at least one; «по 1 разу» is one."""
    names = [lexeme.name for lexeme in joined[-4:]]
    if names[-4:] == ["NUM", "RANGE", "NUM", "TIMES"]:
        del joined[-3:-1]
    if [lexeme.name for lexeme in joined[-3:]] == ["PO", "NUM", "TIMES"]:
        del joined[-3]
