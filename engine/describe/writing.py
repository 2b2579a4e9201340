"""A proposal → its lines in data.yaml, each doubt a comment above the part that it is about."""

import json
import re
from collections.abc import Iterator

from engine.describe.columns import Column
from engine.describe.proposal import SEARCHED, TASK, Doubt, Proposal
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.conditions import ColumnType
from engine.model.tables import Dialect, Taken

_UNPRINTABLE = lazy_pattern("[^\t -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Signs that YAML does not take as they are, even between quotation marks."""

_LINES = lazy_pattern("[\u2028\u2029\u0085]")

_OF_HEADER = ("no_header", "not_header", "header", "headers", "numbering", "letters")
_OF_ROWS = ("totals", "unnamed_total", "row_twice", "lone", "skipped", "grouped", "no_rows")
_ELSEWHERE = (*_OF_HEADER, *_OF_ROWS, "wide")
"""Doubts that stand above a key of their own; the others are about where the rows come from."""


class Writer:
    """Collects the lines of the proposals and counts their doubts."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words
        self.lines: list[str] = []
        self.doubts = 0

    def table(self, proposal: Proposal) -> None:
        """One resource."""
        usual = Dialect()
        dialect = proposal.sources[0].dialect
        doubts = [*proposal.sources[0].doubts, *proposal.doubts]
        self._line(2, f"- name: {proposal.name}")
        self._keys(4, title=proposal.title)
        self._doubts(4, [doubt for doubt in doubts if doubt[0] not in _ELSEWHERE])
        self._keys(4, path=proposal.path, encoding=_other(dialect.encoding, usual.encoding))
        if len(proposal.sheets) > 1:
            self._keys(4, sheets=list(proposal.sheets))
        elif proposal.sheets:
            self._keys(4, sheet=proposal.sheets[0])
        self._keys(4, dialect=_dialect(dialect, usual))
        header = {"rows": proposal.depth} if proposal.depth != 1 else {}
        if proposal.search != SEARCHED:
            header["search"] = proposal.search
        self._part(4, doubts, _OF_HEADER, header=header)
        self._part(4, doubts, _OF_ROWS, group=proposal.group)
        self._keys(4, skip=[{"is": list(proposal.skip)}] * bool(proposal.skip))
        self._part(4, doubts, ("wide",), unpivot=TASK if proposal.wide else None)
        self._keys(4, personal=list(proposal.personal))
        self._schema(proposal)

    def _part(
        self, indent: int, doubts: list[Doubt], about: tuple[str, ...], **keys: object
    ) -> None:
        """Keys, and above them what is not sure about them."""
        self._doubts(indent, [doubt for doubt in doubts if doubt[0] in about])
        self._keys(indent, **keys)

    def _schema(self, proposal: Proposal) -> None:
        shared = _shared_absent(proposal)
        self._line(4, "schema:")
        self._line(6, "fields:")
        for column in proposal.columns:
            self._field(column, shared, is_personal=column.name in proposal.personal)
        if proposal.key:
            headings = {column.name: column.heading or column.name for column in proposal.columns}
            self._doubts(6, [("key", {"column": ", ".join(headings[n] for n in proposal.key)})])
            self._keys(6, primaryKey=list(proposal.key))
        if shared:
            self._keys(6, missingValues=["", *shared])

    def _field(self, column: Column, shared: list[str], *, is_personal: bool) -> None:
        own = ["", *column.absent] if column.absent and not shared else None
        taken = column.taken.value if column.taken is not Taken.COLUMN else None
        keys = {
            "name": _Bare(column.name),
            "title": column.heading or None,
            "type": _Bare(column.type.value),
            **column.more,
            "missingValues": own,
            "column": column.letter,
            "from": _Bare(taken) if taken else None,
        }
        self._doubts(8, told_doubts(column, is_personal=is_personal))
        self._line(
            8, f"- {_written({key: value for key, value in keys.items() if value is not None})}"
        )

    def _keys(self, indent: int, **pairs: object) -> None:
        for key, value in pairs.items():
            if value:
                self._line(indent, f"{key}: {_written(value)}")

    def _doubts(self, indent: int, doubts: list[Doubt]) -> None:
        for key, params in doubts:
            self.doubts += 1
            text = self.words.text(f"describe.{key}", **params)
            line = " ".join(f"# {self.words.text('describe.unsure')}: {text}".split())
            self._line(indent, _UNPRINTABLE.sub("\ufffd", _LINES.sub(" ", line)))

    def _line(self, indent: int, text: str) -> None:
        self.lines.append(" " * indent + text)


def told_doubts(column: Column, *, is_personal: bool) -> list[Doubt]:
    """What is not sure of a column; of one of persons without what its cells hold."""
    return [doubt for doubt in column.doubts if not (is_personal and "value" in doubt[1])]


class _Bare(str):
    """A word of our own that needs no quotation marks."""


def _other(value: str, usual: str) -> str | None:
    return _Bare(value) if value != usual else None


def _dialect(dialect: Dialect, usual: Dialect) -> dict[str, str]:
    pairs = {"delimiter": dialect.delimiter} if dialect.delimiter != usual.delimiter else {}
    return pairs if dialect.quote else {**pairs, "quoteChar": _Bare("none")}


def _shared_absent(proposal: Proposal) -> list[str]:
    """The words for no value, where no column of text could hold one as a value of its own."""
    words = {word for column in proposal.columns for word in column.absent}
    texts = (ColumnType.STRING, ColumnType.BOOLEAN)
    others = [
        column
        for column in proposal.columns
        if column.taken is Taken.COLUMN and column.type in texts
    ]
    held = words & {word for column in others for word in column.words if word not in column.absent}
    return [] if held else sorted(words)


def _written(value: object) -> str:
    if isinstance(value, _Bare):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return _UNPRINTABLE.sub(_escaped, _LINES.sub(_escaped, json.dumps(value, ensure_ascii=False)))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def lines_of(writer: Writer) -> Iterator[str]:
    """data.yaml as a whole."""
    yield from ("format: data/1", "resources:", *writer.lines)
