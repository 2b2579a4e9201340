"""Inputs from seeds: the same number of the same seed gives the same bytes."""

import re
from collections.abc import Callable
from random import Random

from tests.attack.languages import Language, packed, unpacked

_TOKENS = (
    "(", ")", "((", "[", "]", "{", "}", "\"", "'", "«", "»", ";", ":", ",", ".", "..", "-", "—",
    "–", "/", "\\", "\\0", "\\u202e", "\\x1b[31m", "*", "**", "&", "&a", "*a", "!",
    "!!python/object:os.system", "|", ">", "<", ">=", "<=", "=", "!=", "%", "%%", "#", "?", "~",
    "@", "`", "$", "^", "0", "1", "-1", "1e308", "1e5", "1E999", "9999999999999999999", "0.1",
    "1/0", "nan", "inf", "0x10", "1_000", "2022-02-30", "31.02.2022", "9999-12-31", "00.00.0000",
    "2021/22", "12:60", "null", "true", "да", "нет", "None", "and", "or", "not", "in", "is",
    "like", "between", "as_of", "period_start", "not(", "min(", "max(", "if(", "**", "//", "=",
    "==", "=>", "+=", "п.п.", "%", "г.", "гг.", "квартал", "полугодие", "ежегодно", "до", "с",
    "по", "после", "конец", "месяца", "последний", "рабочий", "день", "ё", "Ё", "ﬁ", "İ", "ẞ",
    "\\u0301", "\\ud800", "٣", "½", "²", "\\ufeff", "\\x85", "\\u2028", "A99999999", "XFD1048577",
    "../../etc/passwd", "/dev/zero", "C:\\x", "data/**x.csv", "a{4294967296}", "(a+)+b",
    "[[:alpha:]]", "(?i)", "${x}", "{{x}}", "<script>", "=1+1",
)  # fmt: skip
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\0")
_MADE = tuple(
    _ESCAPE.sub(lambda it: chr(int(it.group(1) or it.group(2) or "0", 16)), token).encode(
        "utf-8", "surrogatepass"
    )
    for token in _TOKENS
)
_RARELY = 0.04
"""How often a change is a large one: the small ones are a hundred times as quick to read."""


def _token(random: Random) -> bytes:
    return random.choice(_MADE)


def _cut(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.choice((1, 2, 5, 20, 200)))


def _drop(content: bytes, random: Random, _: Language) -> bytes:
    start, end = _cut(content, random)
    return content[:start] + content[end:]


def _repeat(content: bytes, random: Random, _: Language) -> bytes:
    start, end = _cut(content, random)
    often = random.choice((1, 1, 2, 10))
    times = random.choice((300, 3000)) if random.random() < _RARELY else often
    return (content[:end] + content[start:end] * times + content[end:])[:200_000]


def _insert(content: bytes, random: Random, _: Language) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + _token(random) + content[at:]


def _word_for_word(content: bytes, random: Random, _: Language) -> bytes:
    """A word, a number or a sign becomes another token."""
    it = _WORD.search(content, random.randrange(len(content) + 1)) or _WORD.search(content)
    if not it:
        return _token(random)
    return content[: it.start()] + _token(random) + content[it.end() :]


def _number(content: bytes, random: Random, _: Language) -> bytes:
    it = _DIGITS.search(content, random.randrange(len(content) + 1)) or _DIGITS.search(content)
    if not it:
        return content + b"9" * 250
    most = random.choice((1, 1, 4, 4, 30, 400))
    return content[: it.start()] + b"9" * random.randrange(1, most + 1) + content[it.end() :]


_WORD = re.compile(rb"[\w.\x80-\xff]+|[^\w\s]")
_DIGITS = re.compile(rb"\d+")
_BRACKETS = ((b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"- ", b""), (b"not ", b""))


def _nest(content: bytes, random: Random, _: Language) -> bytes:
    left, right = random.choice(_BRACKETS)
    depth = random.choice((400, 6000)) if random.random() < _RARELY else random.choice((2, 30))
    start, end = _cut(content, random)
    return content[:start] + left * depth + content[start:end] + right * depth + content[end:]


def _line(content: bytes, random: Random, _: Language) -> bytes:
    """A line moves, doubles, or changes its indent: what a slip in an editor does to YAML."""
    lines = content.split(b"\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(4):
        case 0:
            lines.insert(other, lines.pop(at))
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at] = b" " * random.randrange(9) + lines[at].lstrip()
        case _:
            lines[at] = lines[at].partition(b":")[0] + b": " + _token(random)
    return b"\n".join(lines)


_KEY = re.compile(rb"(?m)^( *)(- )?([\w-]+): ?(.*)$")
_VALUES = (
    b"{}", b"[]", b"null", b"''", b"true", b"1", b"-1", b"1.5", b"2022-02-30", b"'2022-01-01'",
    b"{a: 1}", b"[1, [2, {b: 3}]]", b"~", b"x", b">= 70 %", b"[x, x]", b"{measure: share}",
    b"{measure: listed}", b"{use: x}", b"[{id: x}, {id: x}]", b"all", b"0",
)  # fmt: skip


def _value(content: bytes, random: Random, _: Language) -> bytes:
    """The value of a key becomes one of another type, one that stands elsewhere, or goes; or the
    key becomes another's."""
    found = list(_KEY.finditer(content))
    if not found:
        return content + b"\n" + _token(random) + b": " + random.choice(_VALUES)
    it, other = random.choice(found), random.choice(found)
    match random.randrange(5):
        case 0:
            return content[: it.start()] + content[it.end() + 1 :]
        case 1:
            return content[: it.start(4)] + other.group(4) + content[it.end(4) :]
        case 2:
            return content[: it.start(3)] + other.group(3) + content[it.end(3) :]
        case 3:
            words = random.choice((b"'%s'", b'"%s"', b"[%s]", b"{%s: 1}", b"%s %s"))
            value = words.replace(b"%s", it.group(4))
            return content[: it.start(4)] + value + content[it.end(4) :]
        case _:
            return content[: it.start(4)] + random.choice(_VALUES) + content[it.end(4) :]


def _splice(content: bytes, random: Random, language: Language) -> bytes:
    other = random.choice(language.seeds())
    return content[: _cut(content, random)[0]] + other[_cut(other, random)[0] :]


def _flip(content: bytes, random: Random, _: Language) -> bytes:
    if not content:
        return b"\xff"
    changed = bytearray(content)
    for _time in range(random.choice((1, 1, 3, 20))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


_TEXT: tuple[Callable[[bytes, Random, Language], bytes], ...] = (
    _drop, _repeat, _insert, _insert, _word_for_word, _word_for_word, _number, _nest, _line,
    _splice, _flip,
)  # fmt: skip


_SPECS = (_value, _value, _value, _value, _value, *_TEXT)
_BINARY = ("workbook", "xls", "parquet", "history")


def made(language: Language, seed: int, number: int) -> bytes:
    """The input of that number."""
    random = Random(f"{language.name}:{seed}:{number}")
    content = random.choice(language.seeds())
    if language.name.endswith("workbook") and random.random() < 0.8:
        return _workbook(content, random, language)
    changes = _SPECS if language.is_yaml else _TEXT
    if language.name.endswith(_BINARY):
        changes = (_drop, _flip, _repeat)
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        content = random.choice(changes)(content, random, language)
    return content


_CELLS = (b"A99999999", b"XFD1048576", b"AAAAAA1", b"A0", b"\x0d B2", b"1A")


def _workbook(content: bytes, random: Random, language: Language) -> bytes:
    """The texts inside the archive are changed, and it is packed again."""
    parts = unpacked(content)
    for _ in range(random.choice((1, 1, 2, 4))):
        name = random.choice(sorted(parts))
        match random.randrange(8):
            case 0:
                parts[name.upper()] = parts.pop(name)
            case 1:
                parts.pop(name) if len(parts) > 1 else None
            case 2:
                address = random.choice(_CELLS)
                parts[name] = re.sub(
                    rb'r="[A-Z]+\d+"', b'r="' + address + b'"', parts[name], count=1
                )
            case _:
                parts[name] = random.choice(_TEXT)(parts[name], random, language)
    return packed(parts)
