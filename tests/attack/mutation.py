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


def _token(random: Random) -> bytes:
    text = random.choice(_TOKENS)
    text = _ESCAPE.sub(lambda it: chr(int(it.group(1) or it.group(2) or "0", 16)), text)
    return text.encode("utf-8", "surrogatepass")


def _cut(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.choice((1, 2, 5, 20, 200)))


def _drop(content: bytes, random: Random, _: Language) -> bytes:
    start, end = _cut(content, random)
    return content[:start] + content[end:]


def _repeat(content: bytes, random: Random, _: Language) -> bytes:
    start, end = _cut(content, random)
    times = random.choice((1, 1, 2, 10, 300, 3000))
    return (content[:end] + content[start:end] * times + content[end:])[:200_000]


def _insert(content: bytes, random: Random, _: Language) -> bytes:
    at = random.randrange(len(content) + 1)
    return content[:at] + _token(random) + content[at:]


def _word_for_word(content: bytes, random: Random, _: Language) -> bytes:
    """A word, a number or a sign becomes another token."""
    found = list(re.finditer(rb"[\w.]+|[^\w\s]", content))
    if not found:
        return _token(random)
    it = random.choice(found)
    return content[: it.start()] + _token(random) + content[it.end() :]


def _number(content: bytes, random: Random, _: Language) -> bytes:
    found = list(re.finditer(rb"\d+", content))
    if not found:
        return content + b"9" * 250
    it, most = random.choice(found), random.choice((1, 4, 30, 400))
    return content[: it.start()] + b"9" * random.randrange(1, most + 1) + content[it.end() :]


_BRACKETS = ((b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"- ", b""), (b"not ", b""))


def _nest(content: bytes, random: Random, _: Language) -> bytes:
    left, right = random.choice(
        ((b"(", b")"), (b"[", b"]"), (b"{", b"}"), (b"- ", b""), (b"not ", b""))
    )
    depth = random.choice((2, 30, 400, 6000))
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


_BINARY = ("workbook", "xls", "parquet")


def made(language: Language, seed: int, number: int) -> bytes:
    """The input of that number."""
    random = Random(f"{language.name}:{seed}:{number}")
    content = random.choice(language.seeds())
    if language.name.endswith("workbook") and random.random() < 0.8:
        return _workbook(content, random, language)
    changes = (_drop, _flip, _repeat) if language.name.endswith(_BINARY) else _TEXT
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
                address = random.choice(
                    (b"A99999999", b"XFD1048576", b"AAAAAA1", b"A0", b"\x0d B2", b"1A")
                )
                parts[name] = re.sub(
                    rb'r="[A-Z]+\d+"', b'r="' + address + b'"', parts[name], count=1
                )
            case _:
                parts[name] = random.choice(_TEXT)(parts[name], random, language)
    return packed(parts)
