"""Where each character of a scalar's value stands in the scalar's source."""

import re

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", re.S)


def source_offsets(source: str, value: str) -> list[int]:
    """For each character of `value`, and for its end, the offset in `source`.

    Works for plain, quoted, literal and folded scalars alike: folding only changes white space, so
    that the other characters come in the same order; quotes have escapes on top of that.
    """
    quote = source[:1] if source[:1] in ("'", '"') else ""
    at = 1 if quote else _content_start(source)
    offsets: list[int] = []
    for character in value:
        at, width = _next(source, at, character, quote)
        offsets.append(at)
        at += width
    return [*offsets, min(at, len(source))]


def _content_start(source: str) -> int:
    """Block scalars begin after their header line."""
    return source.find("\n") + 1 if source[:1] in ("|", ">") else 0


def _next(source: str, at: int, character: str, quote: str) -> tuple[int, int]:
    """Where `character` stands at or after `at`, and how many characters it takes there."""
    while at < len(source):
        if quote == '"' and (escape := _ESCAPE.match(source, at)):
            if escape.group()[1:2] not in ("\n", "\r"):
                return at, len(escape.group())
            at = escape.end()
        elif source[at] == character:
            return at, 2 if quote == "'" == character else 1
        elif character.isspace():
            return at, 1 if source[at].isspace() else 0
        elif source[at].isspace():
            at += 1
        else:
            break
    return at, 0
