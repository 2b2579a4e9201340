"""Neighbouring lexemes that are one thing: «учебный год», «летний период», «20201 2022»."""

from engine.schedule.lexeme import Lexeme


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
    if [lexeme.name for lexeme in found[-3:]] == ["RANGE", "NUM", "TIMES"]:
        del found[-3]
