"""A document that proves something: what it says of itself, and a row for it in the register."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from engine.classes import dataclass
from engine.datasets import Folder
from engine.datasets.files import TEXTS
from engine.datasets.returned import Line, known
from engine.messages import Catalogue
from engine.model.spec import Window
from engine.model.tables import Resource
from engine.papers.documents import Paragraph
from engine.papers.forms.merging import Renewed, Taken, renewed_file
from engine.papers.importing import read_paper
from engine.papers.orders import read_order
from engine.schedule import resolve_schedule
from engine.tables import plain
from engine.tables.filling import Value
from engine.trees import FolderTree, is_mask

_HEAD = 40
"""Paragraphs in which a document says what it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself; what was not found is empty."""

    kind: str = ""
    number: str = ""
    day: date | None = None
    title: str = ""


def read_said(data: bytes, file: str, kinds: Sequence[str], words: Catalogue) -> Said:
    """Kind, number, day and title, from the first lines of the document and from its name. Nothing
    is found in a file that holds no words, a scan for example."""
    document, _ = read_paper(data, file, words)
    blocks = document.blocks if document else ()
    lines = [block.text for block in blocks if isinstance(block, Paragraph) and block.text][:_HEAD]
    order_words = read_order(lines, (), ())
    told = [*lines, Path(file).stem.replace("_", " ")]
    return Said(
        _kind(told, kinds), order_words.number or "", _day(order_words.date or ""),
        order_words.title or Path(file).stem.replace("_", " "),
    )  # fmt: skip


def _kind(lines: Sequence[str], kinds: Sequence[str]) -> str:
    """The longest kind with which a line begins, the first such line first."""
    for line in lines:
        fitting = [kind for kind in kinds if plain(line).startswith(plain(kind))]
        if fitting:
            return max(fitting, key=len)
    return ""


def _day(text: str) -> date | None:
    windows = resolve_schedule(text, Window(date(1990, 1, 1), date(2099, 12, 31))).windows
    return windows[0].start if len(windows) == 1 and windows[0].start == windows[0].end else None


def with_row(
    resource: Resource, folder: Folder, home: Path, row: Mapping[str, Value]
) -> tuple[str, bytes] | None:  # fmt: skip
    """Path and content of the register with one more row at its end; None where it holds what
    cannot be kept, or lies where no row can be added."""
    path = resource.path
    is_plain = resource.database is None and not resource.more_paths and not is_mask(path)
    if not is_plain or not path.lower().endswith((*TEXTS, ".xlsx", ".xlsm")):
        return None
    found, tree = known(folder, resource), FolderTree(home)
    base = None if isinstance(found, tuple) else found
    if (base is None and (found or tree.exists(path))) or (base and base.left_out):
        return None
    line = Line(0, None, row, None)
    there = [Taken(each, None, None) for each in base.lines] if base else []
    renewed = Renewed(resource, base, (*there, Taken(line, path, None)))
    content = tree.read(path) if tree.exists(path) else None
    made = renewed_file(path, content, [renewed])
    return None if made is None else (path, made)
