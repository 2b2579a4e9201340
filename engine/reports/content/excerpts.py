"""What stands at the places of a finding: one look for every verb.

31 |     titel: Разработка программы
   |     ^^^^^
   впервые здесь: low-results.yaml:12:5 | title: Разработка программы
"""

from collections.abc import Sequence
from dataclasses import replace

from engine.diagnostics import Place, Related
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.reports.places import Places
from engine.visible import harmless

_WIDTH = 100
_OF_RELATED = 70
_GUTTER = 6
CUT = "…"
_BLOCK = lazy_pattern(r"[|>][-+\d]{0,2}\s*")
RELATED_SHOWN = 5


def indented(text: str) -> str:
    """A line under a finding."""
    return f"{' ' * (_GUTTER + 2)}{harmless(text)}"


def aside(label: str, text: str) -> str:
    """The same: what it is and what it says."""
    return indented(f"{label}: {text}")


def caption(key: str, words: Catalogue) -> str:
    """The caption of a related place; a key that the catalogue does not know stands for itself."""
    known = (name for name in (key, f"caption.{key.replace('_', '-')}") if words.has(name))
    name = next(known, None)
    return words.text(name) if name else key


def excerpt(place: Place, sources: Places) -> list[str]:
    """The line of the source with carets under the place, cut to a width that terminals have; of a
    text that begins on the next line, both."""
    if place.line is None or place.column is None:
        return []
    line = _line(place, sources)
    if not line.strip():
        return []
    if (text := _below(place, sources)) is None:
        return _marked(place, line)
    inner = replace(place, line=place.line + 1, column=len(text) - len(text.lstrip()) + 1)
    return [_numbered(place.line, line[:_WIDTH]), *_marked(inner, text)]


def _marked(place: Place, line: str) -> list[str]:
    assert place.column
    start = max(0, place.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    at = place.column - 1 - start
    carets = "^" * _caret_length(place, len(shown) - at)
    if start:
        shown = CUT + shown[1:]
    if start + _WIDTH < len(line):
        shown = shown[:-1] + CUT
    return [_numbered(place.line, shown), _numbered("", " " * at + carets)]


def _numbered(line: int | str | None, text: str) -> str:
    return f"{line:>{_GUTTER}} | {text}"


def _line(place: Place, sources: Places) -> str:
    return harmless(sources.line(place).rstrip("\r\n"))


def _below(place: Place, sources: Places) -> str | None:
    """The first line of a block text, where the place shows only its sign (`>-`)."""
    if place.line is None or not _BLOCK.fullmatch(_line(place, sources)[(place.column or 1) - 1 :]):
        return None
    return _line(replace(place, line=place.line + 1), sources)


def related_lines(
    related: Sequence[Related], sources: Places, words: Catalogue, *, every: bool
) -> list[str]:
    """Each related place with what stands there, one line each; unless `every`, the first five
    and how many more there are."""
    shown = related if every or len(related) <= RELATED_SHOWN + 1 else related[:RELATED_SHOWN]
    lines = [aside(caption(each.caption, words), _with_text(each, sources)) for each in shown]
    more = len(related) - len(shown)
    if more:
        lines.append(indented(words.text("findings.more_places", count=more)))
    return lines


def _with_text(related: Related, sources: Places) -> str:
    place = sources.place(related.at)
    below = _below(place, sources)
    text = (_line(place, sources)[(place.column or 1) - 1 :] if below is None else below).strip()
    if len(text) > _OF_RELATED:
        text = text[: _OF_RELATED - 1].rstrip() + CUT
    return f"{place} | {text}" if text else str(place)


def _caret_length(place: Place, room: int) -> int:
    if place.end_line == place.line and place.end_column and place.column:
        return max(1, min(place.end_column - place.column, room))
    return max(1, room) if place.end_line and place.end_line != place.line else 1
