r"""The words of an .rtf and of a .doc as the file itself holds them, whoever converts it.

Of an .rtf the text outside of destinations that print nothing; of a .doc (Word 97 and later) the
pieces of the body, of footnotes, comments and text boxes. Headers, field codes and the looks of the
text are left out. Formats: [MS-DOC] 2.4.1 and 2.5; Rich Text Format 1.9.1.
"""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from engine.lazy import lazy_pattern
from engine.tables.biff import BROKEN, stream_in

# RTF

_TOKEN = lazy_pattern(
    rb"\\(?P<word>[a-z]{1,40})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|"
    rb"\\(?P<sign>[^a-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_SILENT = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr "
    b"footerf fldinst listtext pntext pnseclvl object objdata themedata datastore xmlnstbl "
    b"listtable listoverridetable rsidtbl generator annotation atnid atnauthor".split()
)
"""Destinations whose words stand nowhere in the text, or are remarks of another kind."""
_SPACES = frozenset(b"par line tab cell row nestcell nestrow sect page column".split())
_SIGNS = {b"~": " ", b"_": "-", b"-": ""}
_CYRILLIC = b"fcharset204"
_PAGE = lazy_pattern(rb"\\ansicpg(\d{3,5})")


def words_of_rtf(data: bytes) -> str:
    """The text of an .rtf."""
    return "".join(_of_rtf(data))


def _of_rtf(data: bytes) -> Iterator[str]:
    page, skip, silent, left, is_first = _code_page(data), 1, False, 0, False
    groups: list[tuple[bool, int]] = []
    for token in _TOKEN.finditer(data):
        word, brace, sign = token["word"], token["brace"], token["sign"]
        if brace == b"{":
            groups.append((silent, skip))
            is_first, left = True, 0
            continue
        if brace:
            silent, skip = groups.pop() if groups else (False, 1)
            is_first, left = False, 0
            continue
        if is_first and (sign == b"*" or word in _SILENT):
            silent = True
        is_first = False
        if word == b"uc":
            skip = min(int(token["number"] or 1), 4)
        elif word == b"bin":
            return  # what follows is no text, and its length is the file's own word
        elif word == b"u":
            left = skip
            if not silent:
                yield chr(int(token["number"] or 0) % 65536)
        elif token["hex"] and left:
            left -= 1
        elif not silent:
            text = (token["text"] or b"")[left:]
            left = 0
            yield from _said(token, word, sign, text, page)


def _said(
    token: re.Match[bytes], word: bytes | None, sign: bytes | None, text: bytes, page: str
) -> Iterator[str]:
    """What a token prints."""
    if word in _SPACES:
        yield " "
    elif sign:
        yield _SIGNS.get(sign, " ")
    elif token["hex"]:
        yield bytes.fromhex(token["hex"].decode()).decode(page, "replace")
    elif text:
        yield text.decode(page, "replace")


def _code_page(data: bytes) -> str:
    found = _PAGE.search(data[:2000])
    page = found[1].decode() if found else "1252"
    if page == "1252" and _CYRILLIC in data[:100_000]:
        page = "1251"
    try:
        b"".decode(f"cp{page}")
    except LookupError:
        return "cp1251"
    return f"cp{page}"


# DOC

_COUNTS, _CLX, _FLAGS = 0x4C, 0x01A2, 0x0A
_IS_FIRST_TABLE = 0x0200
_COMPRESSED = 0x40000000
_PIECES, _STYLES = 2, 1
_FIELD = lazy_pattern(r"\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))|\x15")
_MOST_NESTED = 4
_MARK = lazy_pattern(r"[\x00-\x1e]")


def words_of_doc(data: bytes) -> str:
    """The text of a .doc; empty where its pieces cannot be found, as in Word 6."""
    try:
        main = stream_in(data, "WordDocument".encode("utf-16-le"))
        (flags,) = struct.unpack_from("<H", main, _FLAGS)
        name = "1Table" if flags & _IS_FIRST_TABLE else "0Table"
        table = stream_in(data, name.encode("utf-16-le"))
        begin, length = struct.unpack_from("<II", main, _CLX)
        whole = "".join(_pieces(main, table[begin : begin + length]))
        body, notes, headers, _, comments, ends, boxes = struct.unpack_from("<7i", main, _COUNTS)
    except BROKEN:
        return ""
    behind = body + notes + headers
    text = whole[: body + notes] + "\r" + whole[behind : behind + comments + ends + boxes]
    for _ in range(_MOST_NESTED):
        text = _FIELD.sub("", text)
    return _MARK.sub(" ", text.replace("\x1e", "-").replace("\x1f", ""))


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    """The pieces of the text in their order; in two bytes a letter, or in one."""
    at = 0
    while at < len(clx) and clx[at] == _STYLES:
        (length,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + length
    if at >= len(clx) or clx[at] != _PIECES:
        return
    (length,) = struct.unpack_from("<I", clx, at + 1)
    count, at = (length - 4) // 12, at + 5
    ends = struct.unpack_from(f"<{count + 1}I", clx, at)
    if ends[-1] > len(main) or any(one > two for one, two in pairwise(ends)):
        raise ValueError(ends[-1])
    for number in range(count):
        (where,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * number + 2)
        letters = ends[number + 1] - ends[number]
        if where & _COMPRESSED:
            begin = (where & ~_COMPRESSED) // 2
            yield main[begin : begin + letters].decode("cp1252", "replace")
        else:
            yield main[where : where + 2 * letters].decode("utf-16-le", "replace")
