"""A phrase as written → lexemes of the grammar, each with its place in the phrase.

Dashes, dots, cases, abbreviations, missing and extra spaces and Latin look-alikes end here; what a
lexeme is by its context its two neighbours decide, never further ones. Nothing is corrected.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from engine.lazy import lazy_pattern
from engine.roman import in_our_figures
from engine.schedule.neighbours import Lexeme, in_context
from engine.schedule.vocabulary import DASHES, Term, phrase_terms, word_terms

_SUFFIXES = "го|ого|му|х|ти|ми"
_ORDINAL_SUFFIXES = "ый|ий|ой|ая|ое|ые|ую|ю|й|я|е|ом|м"

_SCANNER = lazy_pattern(
    rf"""
      (?P<LOST>\[\s*(?:…|\.\.\.?)?\s*\]|…|_{{2,}})
    | (?P<CLOCK>(?:\d{{1,2}}:\d{{2}}|\d{{1,2}}\.(?:00(?![\d.])|\d\d(?=\s*ч))
        |\d{{1,2}}[{DASHES}](?:00|30(?=\s*ч)|(?<=в\s\d\d.)30)(?!\d))(?:\s*ч(?:ас\w*)?\b)?)
    | (?P<LABEL>№\s*[{DASHES}/\w]+|\b(?:ГИА|ЕГЭ|ОГЭ|ГВЭ)\s?[{DASHES}]?\s?(?:9|11)\b)
    | (?P<ISO>(?:19|20)\d\d[{DASHES}]\d\d[{DASHES}]\d\d(?!\d))
    | (?P<SLASHED>\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d(?!\d))
    | (?P<PAIR>(?P<Y1>(?:19|20)\d\d)(?P<JOIN>\s*[{DASHES}/\\]\s*|\s+)
        (?P<Y2>(?:19|20)\d\d|\d\d)(?![{DASHES}\d]|\s*\.\s*\d))
    | (?P<MY>\d{{1,2}}\s?(?:\.+|/)\s?(?:19|20)\d\d(?!\d))
    | (?P<DMY>\d{{1,2}}\s?\.+\s?\d{{1,2}}
        (?:\s?\.+[^\S\n]?(?:\d{{4}}|\d{{2}}(?!\s?\.+\s?\d))(?!\d))?(?!\d))
    | (?P<ORD>\d{{1,2}}(?:\s?[{DASHES}]\s?)?(?:{_ORDINAL_SUFFIXES})(?!\w))
    | (?P<NUM>\d{{1,2}}(?!\d)(?:\s?[{DASHES}]\s?(?:{_SUFFIXES})(?!\w))?)
    | (?P<YEAR>(?:19|20)\d\d(?!\d))
    | (?P<BADNUM>\d+)
    | (?P<WORD>[^\W\d_]+(?:\([аиыея]\))?)
    | (?P<DASH>[{DASHES}]+)
    | (?P<COMMA>,+)
    | (?P<SEMI>[;\n]+)
    | (?P<SLASH>[/\\|])
    | (?P<LPAR>\()
    | (?P<RPAR>\))
    | (?P<COLON>:)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LOOKALIKES = str.maketrans("ёaceopxyk", "еасеорхук")
_ROMAN_LOOKALIKES = str.maketrans("іх", "ix")
"""The Ukrainian «І» and the Russian «Х» that stand for Roman figures."""
_LEAST_LETTERS = 3
_RUSSIAN = lazy_pattern("[а-я]+")
_JOINTS = {"COMMA": ",", "DASH": "-"}


def lexemes(phrase: str) -> list[Lexeme]:
    """The terminals of `phrase` in order; quotes, dots and the like are left out."""
    phrase = in_our_figures(phrase)
    scanned = _said_once(_with_numerals(_without_outer_brackets(list(_scan(phrase))), phrase))
    joined = _with_terms(_with_phrases(_with_glued_days(_without_line_breaks(scanned))))
    decided = in_context(_with_shared_wholes(_with_first_ones(_without_each(joined))))
    return _with_shared_days(_parted(decided))


_GO_ON = frozenset(
    {"DASH", "TO", "FROM", "IN", "PO", "ON", "AT", "AFTER", "BEFORE", "NUM", "ORD", "WORKING"}
    | {"COMMA", "AND", "OR"}
)
_OPEN_WORDS = frozenset(
    {"течение", "течении", "протяжении", "период", "ходе", "время", "дни", "день"}
)
_CONTINUE = frozenset({"WORD", "G", "GOD", "DASH", "DATEWORD", "SCHOOL", "LPAR", "AND", "OR"})


def _without_line_breaks(scanned: list[Lexeme]) -> list[Lexeme]:
    """A line of a cell that breaks inside a phrase goes on: «В дни / проведения ВПР»."""
    kept: list[Lexeme] = []
    for at, lexeme in enumerate(scanned):
        after = scanned[at + 1].name if at + 1 < len(scanned) else ""
        breaks = lexeme.name == "SEMI" and lexeme.text.isspace()
        inside = bool(kept) and (kept[-1].name in _GO_ON or after in _CONTINUE)
        inside = inside or (bool(kept) and kept[-1].text in _OPEN_WORDS)
        closes = after in ("PO", "TO") and any(each.name == "FROM" for each in kept)
        if not (breaks and (inside or closes)):
            kept.append(lexeme)
    return kept


def _without_outer_brackets(scanned: list[Lexeme]) -> list[Lexeme]:
    """«(до 15 октября, далее постоянно)»: brackets around all set nothing apart."""
    names = [lexeme.name for lexeme in scanned]
    whole = names[:1] == ["LPAR"] and names[-1:] == ["RPAR"] and names.count("LPAR") == 1
    return scanned[1:-1] if whole else scanned


def _scan(phrase: str) -> Iterator[Lexeme]:
    position = 0
    while (found := _SCANNER.search(phrase, position)) is not None:
        read = _read(found)
        yield read
        position = max(read.end, position + 1)


def _read(found: re.Match[str]) -> Lexeme:
    name, text = found.lastgroup or "WORD", found[0]
    start, end = found.span()
    match name:
        case "PAIR":
            return _pair(found)
        case "ISO":
            year, month, day = re.findall(r"\d+", text)
            return Lexeme("DMY", f"{day}.{month}.{year}", text, start, end)
        case "MY" | "DMY" | "SLASHED":
            numbers = ".".join(re.findall(r"\d+", text))
            return Lexeme("MY" if name == "MY" else "DMY", numbers, text, start, end)
        case "ORD" | "NUM":
            return Lexeme(name, re.findall(r"\d+", text)[0], text, start, end)
        case "WORD":
            return _word(text, start, end, shortened=found.string[end : end + 1] == ".")
        case "YEAR":
            return Lexeme("YEARS", f"{text} {text} one", text, start, end)
        case "LABEL":
            return Lexeme("WORD", text, text, start, end)
        case _:
            return Lexeme(name, text, _JOINTS.get(name, text), start, end)


def _pair(found: re.Match[str]) -> Lexeme:
    """Two years: «2021-2022», «2021/22»; any other second number is left for the next lexeme."""
    first, join, second = found["Y1"], found["JOIN"].strip(), found["Y2"]
    short = len(second) == 2
    if short and (not join or int(second) != (int(first) + 1) % 100):
        return Lexeme("YEARS", f"{first} {first} one", first, found.start(), found.end("Y1"))
    last = first[:2] + second if short else second
    value = f"{first} {last} {'paired' if join else 'lost'}"
    return Lexeme("YEARS", value, found[0], *found.span())


def _word(text: str, start: int, end: int, *, shortened: bool) -> Lexeme:
    """A word before a dot may be the beginning of one: «полуг.», «июн.», «в течен.»."""
    plain = unicodedata.normalize("NFKC", text.lower().split("(")[0])
    russian, terms = plain.translate(_LOOKALIKES), word_terms()
    term = terms.get(plain) or terms.get(russian) or terms.get(plain.translate(_ROMAN_LOOKALIKES))
    begun = begun_term(russian) if shortened and term is None else None
    name, value = term or begun or ("WORD", russian)
    unknown = term is None and begun is None and len(russian) >= _LEAST_LETTERS
    said = f"{russian}." if shortened and unknown else russian
    return Lexeme(name, value, said, start, end)


@cache
def begun_term(beginning: str) -> Term | None:
    """The terminal of the only word that begins so; None for several, or for two letters."""
    if len(beginning) < _LEAST_LETTERS:
        return None
    terms = {term for form, term in word_terms().items() if form.startswith(beginning)}
    return terms.pop() if len(terms) == 1 else None


def _with_numerals(scanned: list[Lexeme], phrase: str) -> list[Lexeme]:
    """Numerals of two words are one number: «двадцать третьего», «тридцати пяти»."""
    found: list[Lexeme] = []
    for lexeme in scanned:
        if found and _counts_on(found[-1], lexeme, phrase):
            tens = found.pop()
            number = str(int(tens.value) + int(lexeme.value))
            text = f"{tens.text} {lexeme.text}"
            found.append(Lexeme(lexeme.name, number, text, tens.start, lexeme.end))
        else:
            found.append(lexeme)
    return found


def _said_once(scanned: list[Lexeme]) -> list[Lexeme]:
    """«10 (десяти) дней», «десяти (10) дней»: one number, said twice."""
    found: list[Lexeme] = []
    for lexeme in scanned:
        found.append(lexeme)
        names = [each.name for each in found[-4:]]
        if names == ["NUM", "LPAR", "NUM", "RPAR"] and _are_one_number(found[-4], found[-2]):
            del found[-3:]
    return found


def _are_one_number(one: Lexeme, two: Lexeme) -> bool:
    is_word = [each.text[:1].isalpha() for each in (one, two)]
    return one.value == two.value and is_word[0] != is_word[1]


_LAST_DAY = 31


def _with_glued_days(scanned: list[Lexeme]) -> list[Lexeme]:
    """«2124 апреля», «0913.06.2026»: two days of the month that lost the dash between them."""
    found: list[Lexeme] = []
    for at, lexeme in enumerate(scanned):
        after = scanned[at + 1 : at + 2]
        if lexeme.name != "BADNUM" or not _are_two_days(lexeme.text):
            found.append(lexeme)
            continue
        days, middle = (lexeme.text[:2], lexeme.text[2:]), lexeme.start + 2
        first = Lexeme("NUM", str(int(days[0])), days[0], lexeme.start, middle)
        match [each.name for each in after]:
            case ["MONTH"]:
                found += [first, Lexeme("NUM", str(int(days[1])), days[1], middle, lexeme.end)]
            case ["MY"]:
                date = f"{int(days[1])}.{after[0].value}"
                scanned[at + 1] = after[0]._replace(name="DMY", value=date, start=middle)
                found.append(first)
            case _:
                found.append(lexeme)
    return found


def _are_two_days(digits: str) -> bool:
    """Four of them, the second day after the first; three may as well be one digit too many."""
    return len(digits) == 4 and 0 < int(digits[:2]) < int(digits[2:]) <= _LAST_DAY


_FIRST = "1"


def _with_first_ones(found: list[Lexeme]) -> list[Lexeme]:
    """«первые две недели сентября», «первые 10 дней ноября»: from the first to that one."""
    told: list[Lexeme] = []
    for at, lexeme in enumerate(found):
        names = [each.name for each in told[-2:]]
        if names == ["ORD", "NUM"] and told[-2].value == _FIRST and told[-2].text.isalpha():
            first, count = told[-2:]
            if lexeme.name in ("WEEK", "DAYWORD") and int(count.value) > 1:
                dash = Lexeme("DASH", "-", "-", first.end, first.end)
                told[-2:] = [first._replace(name="NUM"), dash, count]
                of_month = found[at + 1].name == "MONTH" if at + 1 < len(found) else False
                if lexeme.name == "WEEK":
                    told.append(lexeme._replace(value="nth"))
                elif not of_month:
                    told.append(lexeme._replace(name="DATEWORD"))
                continue
            told.append(lexeme)
            continue
        if names == ["ORD", "NUM"] and told[-2].value == _LAST and _counts_some(told[-1], lexeme):
            last, count = told[-2:]
            first = last._replace(name="ORD", value=f"-{count.value}")
            dash = Lexeme("DASH", "-", "-", last.end, last.end)
            told[-2:] = [first, dash, count._replace(name="ORD", value=_LAST)]
            if lexeme.name == "WEEK":
                told.append(lexeme._replace(value="nth"))
            else:
                told.append(lexeme._replace(name="PIECE", value="day"))
            continue
        told.append(lexeme)
    return told


_LAST = "-1"
_MOST_COUNTED = 31


def _counts_some(count: Lexeme, unit: Lexeme) -> bool:
    return unit.name in ("WEEK", "DAYWORD") and 1 < int(count.value) <= _MOST_COUNTED


def _without_each(found: list[Lexeme]) -> list[Lexeme]:
    """«каждый последний рабочий день месяца» is the last one of each month."""
    names = [lexeme.name for lexeme in found]
    return [
        lexeme
        for at, lexeme in enumerate(found)
        if not (
            lexeme.name == "EACH"
            and names[at + 1 : at + 2] == ["ORD"]
            and names[at + 2 : at + 5]
            in (["WORKING", "DAYWORD", "MONTHWORD"], ["DAYWORD", "MONTHWORD"])
        )
    ]


_OF_PARTS = frozenset({"SCHOOL", "SCHOOLYEAR", "GOD", "STRETCH", "MONTH", "MONTHWORD", "EACH",
                       "YEARS", "PERIOD", "ORD", "NUM", "G"})  # fmt: skip


def _with_shared_wholes(found: list[Lexeme]) -> list[Lexeme]:
    """«в начале и в конце учебного года»: both are of the year that is said once."""
    told: list[Lexeme] = []
    for at, lexeme in enumerate(found):
        told.append(lexeme)
        names = [each.name for each in found[at + 1 : at + 4] if each.name not in ("IN", "ON")]
        if lexeme.name != "PART" or names[:2] not in (["AND", "PART"], ["DASH", "PART"]):
            continue
        second = next(n for n in range(at + 1, len(found)) if found[n].name == "PART")
        for each in found[second + 1 :]:
            if each.name not in _OF_PARTS:
                break
            told.append(each)
    return told


_DAYS_OF_MONTH = frozenset({"NUM", "ORD", "RANGE", "DATEWORD", "WEEK", "NTH", "WEEKDAY", "PIECE",
                            "PART", "DAYWORD", "WORKING"})  # fmt: skip
_SAYS_WHICH = frozenset({"NUM", "ORD", "PART"})
_OF_YEAR = frozenset({"YEARS", "GOD", "G"})


def _with_shared_days(found: list[Lexeme]) -> list[Lexeme]:
    """«до 10 января, апреля», «первая суббота марта и июня»: of each month the same days."""
    told: list[Lexeme] = []
    for at, lexeme in enumerate(found):
        after = found[at + 1].name if at + 1 < len(found) else ""
        if _is_of_month(lexeme) and after != "RANGE" and told and _joins_months(told[-1]):
            before = _days_before(told)
            told += [each._replace(start=lexeme.start, end=lexeme.start) for each in before]
        told.append(lexeme)
    return told


def _is_of_month(lexeme: Lexeme) -> bool:
    """«января», not «январь»: the genitive belongs to a day."""
    return lexeme.name == "MONTH" and lexeme.text.endswith(("а", "я"))


def _joins_months(lexeme: Lexeme) -> bool:
    return lexeme.name == "SEP" and lexeme.value in ("comma", "and")


def _days_before(told: list[Lexeme]) -> list[Lexeme]:
    """What says the days of the month before a sign; nothing where they are not said."""
    last = len(told) - 2
    while last > 0 and told[last].name in _OF_YEAR:
        last -= 1
    if last <= 0 or not _is_of_month(told[last]):
        return []
    first = last
    while first and (told[first - 1].name in _DAYS_OF_MONTH or _lists_days(told, first - 1)):
        first -= 1
    days = told[first:last]
    return days if any(each.name in _SAYS_WHICH for each in days) else []


def _lists_days(told: list[Lexeme], at: int) -> bool:
    """«1, 15 марта»: the sign stands between two days."""
    beside = {told[at - 1].name, told[at + 1].name} if at else set()
    return _joins_months(told[at]) and bool(beside) and beside <= {"NUM", "ORD"}


def _parted(found: list[Lexeme]) -> list[Lexeme]:
    """«ориентировочно 15-20 марта»: the day belongs to its month, not to the word before it."""
    told: list[Lexeme] = []
    for at, lexeme in enumerate(found):
        if lexeme.name == "NUM" and told and told[-1].name == "WORD" and _leads_to_month(found, at):
            told.append(Lexeme("SEP", "space", "", lexeme.start, lexeme.start))
        told.append(lexeme)
    return told


_MOST_DAYS = 12
"""Lexemes between the first day of a list and its month."""


def _leads_to_month(found: list[Lexeme], at: int) -> bool:
    """Whether only days stand between the number and a month, or the sign of a run before the
    whole date that ends it."""
    if [each.name for each in found[at + 1 : at + 3]] == ["RANGE", "DMY"]:
        return True
    for each in found[at : at + _MOST_DAYS]:
        if each.name == "MONTH":
            return True
        if each.name not in ("NUM", "RANGE") and each.value not in ("comma", "and"):
            return False
    return False


def _counts_on(tens: Lexeme, ones: Lexeme, phrase: str) -> bool:
    """A round number in words and a smaller one, with nothing but a space between."""
    if tens.name != "NUM" or ones.name not in ("NUM", "ORD"):
        return False
    if not (tens.text.isalpha() and _RUSSIAN.fullmatch(ones.text)):
        return False
    round_, small = int(tens.value), int(ones.value)
    step = next((step for step in (100, 10) if round_ and round_ % step == 0), 0)
    return 0 < small < step and phrase[tens.end : ones.start].isspace()


def _with_terms(found: list[Lexeme]) -> list[Lexeme]:
    """«3-дневный срок», «10-ти дневный срок»: the number counts the days of the term."""
    terms: list[Lexeme] = []
    for lexeme in found:
        if lexeme.name == "DAYTERM":
            dashed = [term.name for term in terms[-2:]] == ["NUM", "DASH"]
            number = terms[-2] if dashed else terms[-1] if terms else lexeme
            if number.name == "NUM":
                del terms[-2 if dashed else -1 :]
                unit = lexeme.value.split()[0]
                lexeme = lexeme._replace(value=f"{unit} {number.value}", start=number.start)
        terms.append(lexeme)
    return terms


def _with_phrases(scanned: list[Lexeme]) -> list[Lexeme]:
    """Join the words of known phrases: «в соответствии с», «не позднее, чем за»."""
    joined: list[Lexeme] = []
    at = 0
    while at < len(scanned):
        length, named = _phrase_at(scanned, at)
        joined += named
        at += length
    return joined


def _phrase_at(scanned: list[Lexeme], at: int) -> tuple[int, list[Lexeme]]:
    for words, term in phrase_terms().get(scanned[at].text, ()):
        span = scanned[at : at + len(words)]
        if len(span) == len(words) and all(map(_says, span, words)):
            return len(words), _named(span, term)
    return 1, scanned[at : at + 1]


def _says(lexeme: Lexeme, word: str) -> bool:
    """Whether the lexeme is the word, or its beginning and a dot."""
    begun = lexeme.text.endswith(".") and len(lexeme.text) > _LEAST_LETTERS
    return lexeme.text == word or (begun and word.startswith(lexeme.text[:-1]))


def _named(span: list[Lexeme], term: Term) -> list[Lexeme]:
    text = " ".join(lexeme.text for lexeme in span)
    names = term.name.split()
    return [Lexeme(name, term.value, text, span[0].start, span[-1].end) for name in names]
