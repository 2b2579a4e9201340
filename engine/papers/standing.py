"""An order as its reader finds a place in it: the annex, part, section, point, table, row and page
that each of its texts stands in."""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import pairwise

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.load.citations import annex_of, number_value, parse_citation
from engine.model.citations import PARTS, StepKind
from engine.papers.assembled import Role
from engine.papers.assembly import assemble
from engine.papers.documents import Address, Block, Document, Paragraph, Row, Table
from engine.papers.lines_above import is_annex

_NUMBER = r"\d{1,3}(?:\.\d{1,3})*|[IVXL]{1,6}"
_LABEL = lazy_pattern(rf"\s*(?:(?P<number>{_NUMBER})|(?P<letter>[а-яa-z]))(?P<sign>[.)]?)\s*")
_TYPED = lazy_pattern(
    rf"\s*(?:(?P<number>\d{{1,3}}(?:\.\d{{1,3}})+|(?:{_NUMBER})(?=[.)]))|(?P<letter>[а-яa-z])(?=\)))"
    r"(?P<sign>[.)]?)(?=\s|[^\W\d])"
)
_SECTION = lazy_pattern(
    r"\s*(?:раздел|глава)\s+(?:№\s*)?(?P<number>\d{1,3}|[IVXL]{1,6})\b", re.IGNORECASE
)
_CAPTION = lazy_pattern(r"\s*таблица\s+(?:№\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*)", re.IGNORECASE)
_LONGEST_TITLE = 250
_OF_ROLES = {
    Role.PASSPORT: StepKind.PASSPORT, Role.FIGURES: StepKind.PASSPORT, Role.PLAN: StepKind.PLAN
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """What a paragraph or a cell stands in; empty or None where the order does not say.

    `points` are its own number and those above it, `sub` the letter or number below them. `tables`
    are all numbers that its table may go by: counted in the file, counted without the pieces that
    pages cut, printed above it; `rows` those of its row: the printed one, or where the table prints
    none, as counted with and without a head.
    """

    address: Address
    page: int | None = None
    annex: str | None = None
    annex_at: int = 0
    """Which annex of the file it is: several may bear one number."""
    parts: frozenset[StepKind] = frozenset()
    section: str = ""
    points: tuple[str, ...] = ()
    sub: str = ""
    tables: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


_PAGE_NUMBER = lazy_pattern(r"[\s–—-]*(?:с(?:тр)?\.?\s*)?\d{1,4}[\s–—-]*", re.IGNORECASE)


def without_page_marks(document: Document) -> Document:
    """A document with pages as if it had none: without the numbers of pages, and without the heads
    that are printed again where a table goes on."""
    if not any(block.page for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and _PAGE_NUMBER.fullmatch(block.text):
            continue
        before = blocks[-1] if blocks else None
        if isinstance(block, Table) and isinstance(before, Table) and before.width == block.width:
            head = _head_of(blocks)
            block = _without_first(block) if block.rows and _texts(block.rows[0]) == head else block
        blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def cut_by_pages(document: Document) -> Iterator[str]:
    """The cells of rows that go on on the next page, each as one text."""
    for one, other in pairwise(document.blocks):
        if isinstance(one, Table) and isinstance(other, Table) and one.page and one.rows:
            last, first = one.rows[-1].cells, other.rows[0].cells if other.rows else ()
            if len(last) == len(first) and not first[0].text:
                yield from (f"{a.text} {b.text}" for a, b in zip(last, first, strict=True))


def _head_of(blocks: list[Block]) -> list[str]:
    """The first row of the table that the last ones are pieces of."""
    at = len(blocks) - 1
    first = blocks[at]
    while at and isinstance(above := blocks[at - 1], Table) and isinstance(first, Table):
        if above.width != first.width:
            break
        first, at = above, at - 1
    return _texts(first.rows[0]) if isinstance(first, Table) and first.rows else []


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _without_first(table: Table) -> Table:
    rows = tuple(
        replace(row, cells=tuple(replace(cell, row=cell.row - 1) for cell in row.cells))
        for row in table.rows[1:]
    )
    return replace(table, rows=rows)


def spots_of(document: Document) -> tuple[Spot, ...]:
    """For every paragraph and every cell, in their order, what it stands in."""
    walk = _Walk(dict(assemble(document).roles))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            walk.paragraph(block)
        else:
            walk.table(block)
    return tuple(walk.spots)


@dataclass(slots=True)
class _Walk:
    roles: dict[Address, Role]
    spots: list[Spot] = field(default_factory=list)
    now: Spot = Spot((), parts=frozenset({StepKind.ORDER}))
    annexes: int = 0
    tables: int = 0
    caption: str = ""
    cut: tuple[int, Spot] | None = None
    """How wide the table before is, and its last row, while nothing stands behind it."""

    def paragraph(self, each: Paragraph) -> None:
        if each.printed:
            self._enter(each)
            self.cut = None
        self.spots.append(replace(self.now, address=each.address, page=each.page))

    def _enter(self, each: Paragraph) -> None:
        """What begins with this paragraph."""
        if found := _CAPTION.match(each.text):
            self.caption = found["number"]
        if is_annex(each):
            self.annexes += 1
            self.now = Spot((), annex=_number_of_annex(each.text) or str(self.annexes))
            self.now = replace(self.now, annex_at=self.annexes)
        elif (part := _part_titled(each)) is not None:
            self.now = replace(self._annex(), parts=frozenset({part}))
        elif found := _SECTION.match(each.text):
            self.now = replace(self.now, section=number_value(found["number"]), points=(), sub="")
        elif found := _LABEL.fullmatch(each.label) if each.label else _TYPED.match(each.text):
            self._numbered(found)

    def _annex(self) -> Spot:
        """What is left of the state where a part begins."""
        return Spot((), annex=self.now.annex, annex_at=self.now.annex_at)

    def _numbered(self, found: re.Match[str]) -> None:
        if found["letter"]:
            self.now = replace(self.now, sub=found["letter"].casefold())
        elif found["sign"] == ")" and self.now.points:
            self.now = replace(self.now, sub=number_value(found["number"]))
        else:
            self.now = replace(self.now, points=_with_outer(number_value(found["number"])), sub="")

    def table(self, table: Table) -> None:
        """Its cells; a table right behind one as wide is the next piece of it."""
        goes_on = self.cut is not None and self.cut[0] == table.width
        order, part = str(table.address[0][1]), _OF_ROLES.get(self._role(table))
        self.tables += not goes_on
        state = replace(self.now, page=table.page)
        if goes_on and self.cut is not None:
            before = self.cut[1]
            state = replace(before, page=table.page, tables=_one_of_each(*before.tables, order))
        else:
            names = _one_of_each(self.caption or order, order, str(self.tables))
            state = replace(state, tables=names[:1] if self.caption else names)
        if part is not None:
            state = replace(state, parts=frozenset({part}))
        is_numbered = any(_printed(row) for row in table.rows)
        for at, row in enumerate(table.rows):
            state = _entered(row, state, is_numbered=is_numbered)
            self.spots += _cells(row, at, state)
        self.cut, self.caption = (table.width, state), ""

    def _role(self, table: Table) -> Role:
        return self.roles.get(table.address, Role.UNKNOWN)


def _entered(row: Row, state: Spot, *, is_numbered: bool) -> Spot:
    """What the cells of a row stand in, after those above."""
    texts = _one_of_each(*(cell.text for cell in row.cells if cell.text))
    counted = _one_of_each(*(str(number) for number in (row.number, row.number - 1) if number))
    if _is_across(row) or (len(texts) == 1 and row.cells[0].text):
        found = _SECTION.match(texts[0]) if texts else None
        found = found or (_TYPED.match(texts[0]) if texts else None)
        number = number_value(found["number"]) if found and found["number"] else ""
        rows = () if is_numbered else counted
        return replace(state, section=number, points=(), rows=rows)
    if printed := _printed(row):
        return replace(state, points=_with_outer(printed), rows=(printed,))
    if not is_numbered:
        return replace(state, rows=counted)
    is_cut = not row.cells[0].text if row.cells else False
    if is_cut:
        return replace(state, rows=_one_of_each(*state.rows, *counted))
    return replace(state, points=(), rows=())


def _is_across(row: Row) -> bool:
    """Whether one cell is all that the row has, and the table is wider than that."""
    return len(row.cells) == 1 and row.cells[0].columns > 1


def _printed(row: Row) -> str:
    """The number in the first cell of a row, alone or before the words."""
    first = row.cells[0].text if row.cells else ""
    found = _LABEL.fullmatch(first) or _TYPED.match(first)
    return number_value(found["number"]) if found and found["number"] else ""


def _cells(row: Row, at: int, state: Spot) -> Iterator[Spot]:
    for place, cell in enumerate(row.cells, 1):
        if cell.row == at:
            columns = _one_of_each(str(cell.column + 1), str(place))
            yield replace(state, address=cell.address, columns=columns)


def _one_of_each(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _with_outer(number: str) -> tuple[str, ...]:
    """«3.1.2» → «3», «3.1», «3.1.2»."""
    parts = number.split(".")
    return tuple(".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _number_of_annex(text: str) -> str:
    annex = annex_of(text)
    return annex.places[0][0].numbers[0][0] if annex else ""


def _part_titled(each: Paragraph) -> StepKind | None:
    """The part that a title begins: its first words name it, and it is no sentence."""
    text = each.text.strip()
    if len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",", ":")) or not text[:1].isupper():
        return None
    place = next(iter(parse_citation(text)[0].places), ())
    kind = place[0].kind if place else None
    return kind if kind in PARTS and kind not in _NO_TITLE else None


_NO_TITLE = frozenset({StepKind.ORDER, StepKind.ROADMAP, StepKind.PROGRAMME, StepKind.PREAMBLE})
