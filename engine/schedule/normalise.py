"""A phrase as written → lexemes of the grammar, each with its place in the phrase.

Dashes, dots, cases, abbreviations, missing and extra spaces and Latin look-alikes end here; what
stays is decided by the two neighbours of a word, never further away. Nothing is corrected.
"""

import re
import unicodedata
from collections.abc import Iterator

from engine.schedule.context import in_context
from engine.schedule.lexeme import Lexeme
from engine.schedule.words import DASHES, Term, phrase_terms, word_terms

_SUFFIXES = "го|ого|му|х|ти|ми"
_ORDINAL_SUFFIXES = "ый|ий|ой|ая|ое|ые|ую|ю|й|я|е|ом|м"

_SCANNER = re.compile(
    rf"""
      (?P<LOST>\[\s*(?:…|\.\.\.?)?\s*\]|…|_{{2,}})
    | (?P<CLOCK>(?:\d{{1,2}}:\d{{2}}|\d{{1,2}}\.(?:00(?![\d.])|\d\d(?=\s*ч)))(?:\s*ч(?:ас\w*)?\b)?)
    | (?P<LABEL>№\s*[{DASHES}/\w]+)
    | (?P<ISO>(?:19|20)\d\d-\d\d-\d\d(?!\d))
    | (?P<SLASHED>\d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d(?!\d))
    | (?P<PAIR>(?P<Y1>(?:19|20)\d\d)(?P<JOIN>\s*[{DASHES}/\\]\s*|\s+)
        (?P<Y2>(?:19|20)\d\d|\d\d)(?![{DASHES}\d]|\s*\.\s*\d))
    | (?P<MY>\d{{1,2}}\s?\.+\s?(?:19|20)\d\d(?!\d))
    | (?P<DMY>\d{{1,2}}\s?\.+\s?\d{{1,2}}
        (?:\s?\.+\s?(?:\d{{4}}|\d{{2}}(?!\s?\.+\s?\d))(?!\d))?(?!\d))
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
_RUSSIAN = re.compile("[а-я]+")
_JOINTS = {"COMMA": ",", "DASH": "-"}


def lexemes(phrase: str) -> list[Lexeme]:
    """The terminals of `phrase` in order; quotes, dots and the like are left out."""
    return in_context(_with_terms(_with_phrases(_with_numerals(list(_scan(phrase)), phrase))))


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
            year, month, day = text.split("-")
            return Lexeme("DMY", f"{day}.{month}.{year}", text, start, end)
        case "MY" | "DMY" | "SLASHED":
            numbers = ".".join(re.findall(r"\d+", text))
            return Lexeme("MY" if name == "MY" else "DMY", numbers, text, start, end)
        case "ORD" | "NUM":
            return Lexeme(name, re.findall(r"\d+", text)[0], text, start, end)
        case "WORD":
            return _word(text, start, end)
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


def _word(text: str, start: int, end: int) -> Lexeme:
    plain = unicodedata.normalize("NFKC", text.lower().split("(")[0])
    russian = plain.translate(_LOOKALIKES)
    term = word_terms().get(plain) or word_terms().get(russian)
    name, value = term or ("WORD", russian)
    return Lexeme(name, value, russian, start, end)


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
            dashed = [each.name for each in terms[-2:]] == ["NUM", "DASH"]
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
        if tuple(lexeme.text for lexeme in span) == words:
            return len(words), _named(span, term)
    return 1, scanned[at : at + 1]


def _named(span: list[Lexeme], term: Term) -> list[Lexeme]:
    text = " ".join(lexeme.text for lexeme in span)
    names = term.name.split()
    return [Lexeme(name, term.value, text, span[0].start, span[-1].end) for name in names]
