"""An order in one file and its plan in another → one document; from an address back to the file.

Paragraphs and tables are counted through all files, so that every address is the only one of its
kind; what is told of a place names the file, and counts as that file does.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.classes import dataclass
from engine.diagnostics import Place
from engine.messages import Catalogue
from engine.papers.assembled import Role
from engine.papers.assembly import assemble
from engine.papers.documents import Address, Block, Cell, Document, Paragraph, Source, Table

_FILE = "file"
"""The step of what stands nowhere in a file: its macros, its headers."""


def joined(documents: Sequence[Document]) -> Document:
    """The documents one after another: those without a plan, which are the order, come first."""
    if len(documents) == 1:
        return documents[0]
    is_order = {id(each): not _has_plan(each) for each in documents}
    ordered = sorted(documents, key=lambda each: not is_order[id(each)])
    sources, blocks, remarks = [], [], []
    before: Counter[str] = Counter()
    for number, document in enumerate(ordered, 1):
        count, is_of_order = len(document.blocks), is_order[id(document)]
        sources.append(Source(document.file, dict(before), count, is_of_order))
        shift = _Shift(dict(before), number)
        blocks += [shift.block(each) for each in document.blocks]
        remarks += [replace(each, address=shift.of(each.address)) for each in document.remarks]
        before = _counted(before, (*document.blocks, *document.remarks))
    names = ", ".join(each.file for each in ordered)
    return Document(names, tuple(blocks), tuple(remarks), tuple(sources))


def _has_plan(document: Document) -> bool:
    return any(role is Role.PLAN for _, role in assemble(document).roles)


def _counted(before: Mapping[str, int], placed: Sequence[object]) -> Counter[str]:
    """How far each step is counted once these have their places."""
    counts = Counter(before)
    for each in placed:
        for step, number in getattr(each, "address", ())[:1]:
            counts[step] = max(counts[step], before.get(step, 0) + number)
    return counts


class _Shift:
    """The addresses of one file moved behind those of the files before it; a cell that several rows
    share stays one."""

    def __init__(self, before: Mapping[str, int], number: int) -> None:
        self._before, self._number = before, number
        self._moved: dict[int, Cell] = {}

    def of(self, address: Address) -> Address:
        if not address:
            return ((_FILE, self._number),)
        (step, number), *rest = address
        return ((step, number + self._before.get(step, 0)), *rest)

    def block(self, each: Block) -> Block:
        return self._table(each) if isinstance(each, Table) else self._paragraph(each)

    def _paragraph(self, each: Paragraph) -> Paragraph:
        return replace(each, address=self.of(each.address))

    def _table(self, table: Table) -> Table:
        rows = tuple(replace(row, cells=tuple(map(self._cell, row.cells))) for row in table.rows)
        return replace(table, rows=rows, address=self.of(table.address))

    def _cell(self, cell: Cell) -> Cell:
        if id(cell) not in self._moved:
            self._moved[id(cell)] = replace(
                cell, address=self.of(cell.address), nested=tuple(map(self._table, cell.nested)),
                paragraphs=tuple(map(self._paragraph, cell.paragraphs)),
            )  # fmt: skip
        return self._moved[id(cell)]


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses of a document as places in its files, in the words of a language."""

    document: Document
    words: Catalogue

    def of(self, address: Address) -> Place:
        """The place that an address names; the whole document where it names none."""
        file, own = self._own(address)
        if not own:
            return Place(file)
        said = (self.words.text(f"papers.at.{kind}", n=number) for kind, number in own)
        return Place(file, cell=", ".join(said))

    def _own(self, address: Address) -> tuple[str, Address]:
        """The file, and the address as the file itself counts."""
        sources = self.document.sources
        if not (sources and address):
            return self.document.file, address
        (step, number), *rest = address
        if step == _FILE:
            return sources[number - 1].file, ()
        last = [each for each in sources if each.before.get(step, 0) < number][-1]
        return last.file, ((step, number - last.before.get(step, 0)), *rest)
