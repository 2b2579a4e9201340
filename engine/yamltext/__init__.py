"""YAML text → plain data and places: the one door to PyYAML."""

from engine.classes import dataclass
from engine.codes import yaml as codes
from engine.diagnostics import Finding, Place, Route, finding
from engine.yamltext.errors import explain
from engine.yamltext.events import Kept, MarkedError, ReaderError, TooMany, open_events
from engine.yamltext.places import SourceMap, texts_cut_by_hash
from engine.yamltext.reader import (
    LIMIT,
    MOST_VALUES,
    Data,
    Lookalike,
    Reader,
    TooDeep,
    control_character,
    decode,
    in_one_piece,
    text_of,
    too_large,
    writable,
)
from engine.yamltext.traps import quote

__all__ = [
    "LIMIT",
    "Data",
    "Document",
    "Lookalike",
    "Parsed",
    "SourceMap",
    "in_one_piece",
    "parse",
    "quote",
    "text_of",
    "too_large",
    "writable",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: mappings with text keys, lists, and scalars.

    `lookalikes` are the routes of unquoted texts that other YAML readers take for a date or a
    number; the data holds them as written.
    """

    file: str
    data: dict[str, Data]
    source: SourceMap
    lookalikes: tuple[tuple[Route, Lookalike], ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document, or the errors that stand in its way; warnings may stand beside a document."""

    document: Document | None
    findings: tuple[Finding, ...]


def parse(data: bytes, file: str, *, pure: bool = False) -> Parsed:
    """Read one YAML file. Never raises, whatever the bytes. `pure` avoids the C parser."""
    text = decode(data, file)
    if isinstance(text, Finding):
        return Parsed(None, (text,))
    try:
        events = Kept(open_events(text, pure=pure), MOST_VALUES)
        reader = Reader(events, file)
        content = reader.read()
    except TooDeep:
        return Parsed(None, tuple(reader.findings))
    except TooMany:
        return Parsed(None, (_too_many(file),))
    except ReaderError:
        return Parsed(None, (control_character(text, file) or _unknown(file),))
    except MarkedError as error:
        return Parsed(None, (explain(error, text, file),))
    if not reader.findings and not isinstance(content, dict):
        reader.findings.append(finding(codes.NOT_A_MAPPING, Place(file, 1, 1)))
    if reader.findings or not isinstance(content, dict):
        return Parsed(None, tuple(reader.findings))
    source = SourceMap(file, text, events.taken)
    document = Document(file, content, source, tuple(reader.lookalikes))
    return Parsed(document, tuple(texts_cut_by_hash(source)))


def _too_many(file: str) -> Finding:
    return finding(codes.TOO_LARGE, Place(file), limit="", values=MOST_VALUES)


def _unknown(file: str) -> Finding:
    return finding(codes.SYNTAX, Place(file), problem="")
