"""Whether every word of a paper stands in the specs that it gives, or in a finding.

A passage (a paragraph, a cell) is held against the words of its own event or row of a passport
first, then against what is left of all texts: each of their words stands for one of the paper, so
that a row is missed though its words stand elsewhere, too. Neighbouring passages are told together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.lazy import lazy_pattern
from engine.papers.assembled import Assembled, Role
from engine.papers.documents import Address, Block, Paragraph, Row
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.headings import TICKS, simple
from engine.papers.heads import columns_over, counts_columns
from engine.papers.lines_above import GOAL, NEGLIGIBLE
from engine.papers.passports import is_head_row
from engine.papers.row_values import NOTHING
from engine.papers.specs import Specs
from engine.papers.word_pools import Pool, Run, Text, taken_from, words_in

_TOLD = frozenset({
    codes.TABLE_NOT_UNDERSTOOD, codes.WORDS_LEFT_OUT, codes.NESTED_TABLE, codes.TEXT_BESIDE,
    codes.TEXT_NOT_PRINTED, codes.EVENT_WITHOUT_TITLE, codes.FIGURES_NOT_SHARED_OUT,
})  # fmt: skip
"""Codes that say of a place that its words are in no file."""
_NOT_PRINTED = frozenset({
    "id", "slug", "format", "proposed", "clause", "reason", "method", "stage", "serves", "after",
    "not_printed", "not_measurable", "section", "body", "from", "to", "bodies", "roadmaps", "rule",
    "target", "municipality", "stages", "resources",
})  # fmt: skip
"""Keys whose values the paper does not print, or which say once more what stands elsewhere."""
_LEAST_RUN = 4
"""Words in a row that are no chance, in whatever text they stand."""
_SHORTEST = 3
"""Letters of a word that is missed by itself: prepositions and signs get lost with marks."""
_OF_REQUISITES = 3
"""Words beside the date and the number of an order: «Приказ от …», «г. Ковров»."""
_KEY = lazy_pattern(
    r"приказ|распоряжение|постановление|решение|от|г|город|и|срок\w*|исполнител\w*|"
    r"ответственн\w*|отв|результат\w*|ожидаем\w*|итог|выход|цел[ьи]|задач[аи]|основн\w*"
)
"""Words before a value that the key of a spec says."""
_NUMBER = lazy_pattern(r"[\W_]*\d{1,3}(\.\d{1,3})*[.)]?")
_NOTHING = TICKS | NOTHING


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph or a cell: its words, where it stands, and the rows that it reaches over."""

    text: str
    words: tuple[str, ...]
    address: Address
    owners: tuple[Address, ...]
    at: int
    """Its place in the paper: neighbours follow one another."""


@dataclass(frozen=True, slots=True)
class _Lost:
    passage: _Passage
    words: tuple[str, ...]


def words_lost(assembled: Assembled, specs: Specs) -> list[Doubt]:
    """What stands neither in the specs nor at a place that is told, one doubt for neighbours."""
    if not any(role is Role.PLAN for _, role in assembled.roles):
        return []
    doubts = (*assembled.doubts, *specs.doubts)
    told = frozenset(each.address for each in doubts if each.code in _TOLD)
    skipped = frozenset(_headings(assembled))
    passages = [
        each for each in _once_in_rows(_passages(assembled.blocks))
        if told.isdisjoint(_around(each.address)) and skipped.isdisjoint(each.owners)
    ]  # fmt: skip
    return [*_grouped(_Held(specs, assembled).lost(passages))]


def _around(address: Address) -> Iterator[Address]:
    """The address and those around it; a cell stands in its row and in its column."""
    for length in range(len(address), 0, -1):
        yield address[:length]
    if len(address) > 2:
        yield address[0], address[2]


def _headings(assembled: Assembled) -> Iterator[Address]:
    """The rows whose words are headings of columns."""
    for draft in assembled.drafts:
        yield from draft.plan.headings if draft.plan else ()
    roles = dict(assembled.roles)
    for table in (each for each in assembled.blocks if not isinstance(each, Paragraph)):
        rows: Sequence[Row] = ()
        role = roles.get(table.address)
        if role is Role.FIGURES:
            rows = table.rows[: columns_over(table)[0]]
        elif role is Role.PASSPORT:
            rows = [row for row in table.rows if is_head_row(row)]
        counted = [row for row in table.rows if counts_columns(row.cells)]
        for row in (*rows, *counted):
            yield (*table.address, (row.step, row.number))


def _passages(blocks: Sequence[Block]) -> Iterator[_Passage]:
    at = 0
    for block in blocks:
        at += 2  # what stands between two blocks parts them
        if isinstance(block, Paragraph):
            words = words_in(block.text)
            yield _Passage(block.text, words, block.address, (block.address,), at - 1)
            continue
        for place, row in enumerate(block.rows):
            at += 1
            for cell in row.cells:
                if cell.row != place or not cell.paragraphs:
                    continue
                text = "\n".join(each.text for each in cell.paragraphs)
                rows = block.rows[place : place + cell.rows]
                own = ((*block.address, ("row", each.number)) for each in rows)
                across = range(cell.address[-1][1], cell.address[-1][1] + cell.columns)
                turned = ((*block.address, ("column", number)) for number in across)
                yield _Passage(
                    text,
                    words_in(text),
                    cell.address,
                    (cell.address, *own, *turned, block.address),
                    at,
                )


def _once_in_rows(passages: Iterable[_Passage]) -> Iterator[_Passage]:
    """A row that says the same twice, as of the day on which its event begins and ends, says it
    once."""
    said: set[tuple[Address, str]] = set()
    for each in passages:
        key = each.address[:2], each.text
        if len(each.address) < 3 or key not in said:
            said.add(key)
            yield each


class _Held:
    """The words of specs, held against those of a paper."""

    def __init__(self, specs: Specs, assembled: Assembled) -> None:
        self._own: dict[Address, list[Text]] = {}
        self._all: list[Text] = []
        self._again = frozenset(map(words_in, _titles(specs)))
        self._date = words_in(assembled.order.date or "")
        self._add(specs.project, ())
        for name, spec in specs.roadmaps.items():
            for key in ("events", "passport"):
                rows = spec.get(key)
                if isinstance(rows, list):
                    for address, row in zip(specs.rows[name][key], rows, strict=True):
                        self._add(row, (address,))
            rest = {k: v for k, v in spec.items() if k not in ("events", "passport")}
            self._add(rest, ())
        self._pool = Pool(self._all)
        self._pools = {address: Pool(texts) for address, texts in self._own.items()}

    def _add(self, value: object, owners: Sequence[Address]) -> None:
        for text in _leaves(value):
            if words := words_in(text):
                found = Text(words)
                self._all.append(found)
                for each in owners:
                    self._own.setdefault(each, []).append(found)

    def lost(self, passages: Sequence[_Passage]) -> Iterator[_Lost]:
        """The passages of which words are nowhere: at first each takes those of its own rows, the
        longest first."""
        left: dict[int, list[tuple[str, ...]]] = {}
        order = sorted(range(len(passages)), key=lambda at: -len(passages[at].text))
        for at in order:
            left[at] = self._in_rows(passages[at])
        for at, each in enumerate(passages):
            has_row = self._has_row(each)
            missing = [p for part in left[at] for p in self._elsewhere(part, has_row=has_row)]
            words = tuple(chain.from_iterable(missing))
            if missing and not self._is_key(each, missing):
                yield _Lost(each, words)

    def _is_key(self, passage: _Passage, missing: Sequence[tuple[str, ...]]) -> bool:
        """Whether what is missed of a passage is no word, or one that became a key of the spec:
        «Цель: …», «Срок: …», «Приказ от … № …»."""
        words = tuple(chain.from_iterable(missing))
        if len(words) == len(passage.words):
            return False
        if not any(len(word) >= _SHORTEST or word.isdecimal() for word in words):
            return True
        goal = GOAL.match(passage.text)
        label = words_in(goal["label"]) if goal else ()
        if all(_KEY.fullmatch(word) or word in label for word in words):
            return True
        is_dated = bool(self._date) and _holds(passage.words, self._date)
        return is_dated and len(words) <= _OF_REQUISITES

    def _in_rows(self, passage: _Passage) -> list[tuple[str, ...]]:
        """What no row that the passage reaches over holds; each of them has its words."""
        whole = passage.words
        if not whole or whole in self._again or self._says_nothing(passage):
            return []
        most: list[tuple[str, ...]] | None = None
        for owner in passage.owners:
            pool = self._pools.get(owner)
            if pool is None:
                continue
            missing = taken_from(pool, whole, _any)
            if most is None or sum(map(len, missing)) > sum(map(len, most)):
                most = missing
        return [whole] if most is None else most

    def _says_nothing(self, passage: _Passage) -> bool:
        """Whether it is a mark of a page, a tick, or the number of a row that has its own place."""
        text = passage.text
        is_mark = NEGLIGIBLE.fullmatch(simple(text)) is not None
        if len(passage.address) == 1 or (is_mark and any(map(str.isalpha, text))):
            return is_mark
        is_number = passage.address[-1][1] == 1 or not self._has_row(passage)
        return (is_number and _NUMBER.fullmatch(text) is not None) or simple(text) in _NOTHING

    def _has_row(self, passage: _Passage) -> bool:
        return any(owner in self._pools for owner in passage.owners)

    def _elsewhere(self, words: tuple[str, ...], *, has_row: bool) -> list[tuple[str, ...]]:
        """The words that no other text has free, either: of a row, whole texts and long runs."""
        least = _LEAST_RUN if has_row else min(_LEAST_RUN, len(words))
        return taken_from(self._pool, words, lambda run: run.is_whole or run.length >= least)


def _titles(specs: Specs) -> Iterator[str]:
    """What may be printed more than once, and stands in the specs once."""
    for spec in specs.roadmaps.values():
        own = {key: spec.get(key) for key in ("title", "plan_title", "annex", "sections")}
        yield from _leaves(own)


def _holds(whole: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words stand in others, in their order."""
    return any(whole[at : at + len(words)] == words for at in range(len(whole) - len(words) + 1))


def _any(run: Run) -> bool:
    return run.length > 0


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        if "clause" in value and "text" in value:
            return  # a goal or an indicator that a row of the passport says, too
        printed = (each for key, each in value.items() if key not in _NOT_PRINTED)
        yield from chain.from_iterable(map(_leaves, printed))
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_leaves, value))


def _grouped(lost: Iterable[_Lost]) -> Iterator[Doubt]:
    """One doubt for passages that follow one another."""
    group: list[_Lost] = []
    for each in lost:
        if group and not _is_next(group[-1], each):
            yield _doubt(group)
            group = []
        group.append(each)
    if group:
        yield _doubt(group)


def _is_next(above: _Lost, each: _Lost) -> bool:
    is_alike = above.passage.address[0][0] == each.passage.address[0][0]
    return is_alike and each.passage.at - above.passage.at <= 2


def _doubt(group: Sequence[_Lost]) -> Doubt:
    first = group[0]
    words, whole = " ".join(first.words), " ".join(first.passage.text.split())
    is_part = len(first.words) < len(first.passage.words)
    return doubt(
        codes.WORDS_NOT_CARRIED, first.passage.address,
        count=sum(len(each.words) for each in group),
        words=quoted(words if is_part else whole), text=quoted(whole) if is_part else "",
    )  # fmt: skip
