"""Whether the words of the specs still stand in the order, and where the spec says that they stand,
if its file lies in the project."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import accumulate, pairwise
from pathlib import Path

from engine.classes import dataclass
from engine.codes.spec import ORDER_UNREAD, WORDS_NOT_IN_ORDER
from engine.codes.texts import PLACE_NOT_HELD, PLACE_NOT_IN_ORDER, WORDS_ELSEWHERE
from engine.diagnostics import Finding, Origin, Subject, Worded, finding
from engine.lint.text.cited import Cited, cited_texts
from engine.messages import Language, catalogue
from engine.model.citations import CitedPlace, Step, StepKind
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.papers.cited_places import Narrowed, narrowed, plain_words, step_words, told_place
from engine.papers.documents import Address, Document, Paragraph
from engine.papers.importing import read_paper
from engine.papers.sniffing import PaperKind, sniff
from engine.papers.standing import Spot, cut_by_pages, spots_of, without_page_marks
from engine.papers.workbooks import WORKBOOKS
from engine.pipeline import Checked, Linted, lint_whole
from engine.trees import FolderTree, OutsideTree

_LIKE = 0.6
"""How alike the nearest words must be to be named."""
_MOST = 5
"""Places that are compared sign by sign, which takes its time: those with most pairs of signs."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Words of a spec, their place, and what they are of."""

    words: str
    at: Origin
    subject: Subject


def lint_with_order(checked: Checked, as_of: date) -> tuple[Finding, ...]:
    """What `lint` finds, and what the order's own file does not have."""
    return lint_whole_with_order(checked, as_of).findings


def lint_whole_with_order(checked: Checked, as_of: date) -> Linted:
    """The same with what comments hide."""
    project = checked.loaded.project
    kept = check_kept_words(project) if project else ()
    return lint_whole(checked, as_of, kept, (WORDS_NOT_IN_ORDER, ORDER_UNREAD))


def check_kept_words(project: Project) -> tuple[Finding, ...]:
    """Texts that the order does not have in these words, where project.yaml names its file."""
    if project.order.file is None:
        return ()
    at = Origin("project.yaml", ("order", "file"))
    try:
        tree = FolderTree(Path(project.folder))
        content = tree.read(project.order.file)
    except (OSError, OutsideTree):
        return (finding(ORDER_UNREAD, at, file=project.order.file, absent="1"),)
    order = _order(content, project.order.file)
    if order is None:
        return (finding(ORDER_UNREAD, at, file=project.order.file, absent=""),)
    return (*_missing(project, order), *_misplaced(project, order))


@lru_cache(maxsize=4)
def _order(content: bytes, file: str) -> "_Order | None":
    """The words of the order: an editor asks for the same ones at every pause of its writer."""
    document = _document(content, file)
    return _Order(document) if document else None


def _document(content: bytes, file: str) -> Document | None:
    """The order, of a kind that is read without another program."""
    kind = sniff(content)
    if kind not in (PaperKind.DOCX, PaperKind.PDF, *WORKBOOKS):
        return None
    return read_paper(content, file, catalogue(Language.RU))[0]


class _Order:
    """The plain words of a document, as a whole and place by place. Pages cut words at the ends of
    their lines, so that the blanks of a file with pages part nothing."""

    def __init__(self, document: Document) -> None:
        self.document = without_page_marks(document)
        passages = _passages(self.document)
        self.places = [(plain_words(text), address) for text, address in passages]
        self.pairs = [_pairs(text) for text, _ in self.places]
        self.blank = "" if any(block.page for block in document.blocks) else " "
        texts = [self._fitted(text) for text, _ in self.places]
        self.whole = self.blank.join(("", *texts, ""))
        self.cut = [self._fitted(plain_words(text)) for text in cut_by_pages(self.document)]
        self.starts = [*accumulate((len(text) + len(self.blank) for text in texts), initial=0)][:-1]

    def _fitted(self, words: str) -> str:
        return words if self.blank else words.replace(" ", "")

    def holds(self, words: str) -> bool:
        """Whether the words stand in it, whatever parts them."""
        sought = self._fitted(words)
        if f"{self.blank}{sought}{self.blank}" in self.whole:
            return True
        return any(sought in text for text in self.cut)

    def standing(self, words: str) -> Iterator[range]:
        """For each time that the words stand in it, the numbers of the places that they go over."""
        sought = f"{self.blank}{self._fitted(words)}{self.blank}"
        at = self.whole.find(sought)
        while at >= 0 and sought:
            last = at + len(sought) - 2 * len(self.blank) - 1
            yield range(bisect_right(self.starts, at) - 1, bisect_right(self.starts, last))
            at = self.whole.find(sought, at + 1)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """What each of its places stands in."""
        return spots_of(self.document)

    def narrowed(self, place: CitedPlace) -> Narrowed:
        """The places that an address means."""
        return narrowed(self.spots, [text for text, _ in self.places], place)

    def nearest(self, words: str) -> tuple[Worded, ...]:
        """Where the most similar words stand; nowhere where nothing is alike."""
        best, found = _LIKE, Address()
        own = _pairs(words)
        alike = [len(own & pair) / (len(own | pair) or 1) for pair in self.pairs]
        for at in nlargest(_MOST, range(len(alike)), key=alike.__getitem__):
            text, address = self.places[at]
            match = SequenceMatcher(None, words, text, autojunk=False)
            if match.quick_ratio() > best and (ratio := match.ratio()) > best:
                best, found = ratio, address
        return tuple(Worded(f"papers.at.{step}", (("n", number),)) for step, number in found)


def _pairs(text: str) -> frozenset[str]:
    """Every two signs that stand side by side."""
    return frozenset(map("".join, pairwise(text)))


def _passages(document: Document) -> Iterator[tuple[str, Address]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.address
        else:
            for cell in block.cells():
                yield " ".join(paragraph.text for paragraph in cell.paragraphs), cell.address


def _missing(project: Project, order: _Order) -> Iterator[Finding]:
    for text in _texts(project):
        words = plain_words(text.words)
        if words and not order.holds(words):
            yield finding(
                WORDS_NOT_IN_ORDER, text.at, subject=text.subject, quote=text.words,
                near=order.nearest(words),
            )  # fmt: skip


def _misplaced(project: Project, order: _Order) -> Iterator[Finding]:
    """Places that the order does not have, and words that stand elsewhere; then what the file does
    not show of the places."""
    still_open: list[StepKind] = []
    for cited in cited_texts(project):
        found = [order.narrowed(place) for place in cited.whole.places]
        still_open += dict.fromkeys(kind for each in found for kind in each.open)
        yield from _at_place(cited, found, order)
    if still_open:
        kinds = tuple(step_words(Step(kind)) for kind in sorted(set(still_open)))
        at, pages = Origin("project.yaml", ("order", "file")), StepKind.PAGE in still_open
        yield finding(
            PLACE_NOT_HELD, at, file=project.order.file or "", kinds=kinds, count=len(still_open),
            pages="1" if pages else "",
        )  # fmt: skip


def _at_place(cited: Cited, found: list[Narrowed], order: _Order) -> Iterator[Finding]:
    """Words that the order does not have anywhere are told by themselves."""
    standing = [
        (words, places)
        for words in cited.words
        if plain_words(words)
        for places in order.standing(plain_words(words))
    ]
    if cited.words and not standing:
        return
    quote, places = standing[0] if standing else ("", range(0))
    here = told_place(order.spots[places[0]]) if places else ()
    missing = (each.absent for each in found if not (each.is_elsewhere and standing))
    if absent := next(filter(None, missing), None):
        yield finding(
            PLACE_NOT_IN_ORDER, cited.at, subject=cited.subject, text=cited.place.text,
            quote=step_words(absent), found=here,
        )  # fmt: skip
        return
    there = frozenset(at for each in found for at in each.at)
    if standing and not any(there & {*places} for _, places in standing):
        yield finding(
            WORDS_ELSEWHERE, cited.at, subject=cited.subject, quote=quote, text=cited.place.text,
            found=here,
        )  # fmt: skip


def _texts(project: Project) -> Iterator[_Text]:
    for requirement in project.requirements:
        subject = Subject(None, "requirement", requirement.id)
        yield _Text(requirement.indicator.text, requirement.indicator.origin.under("text"), subject)
    for roadmap in project.roadmaps:
        yield from _of_passport(roadmap)
        yield from _of_plan(roadmap)


def _of_passport(roadmap: Roadmap) -> Iterator[_Text]:
    passport = Subject(roadmap.slug, "passport")
    for row in roadmap.passport:
        if not dict(row.lost):
            for number, item in enumerate(row.items):
                yield _Text(item, row.origin.under("items", number), passport)
    for goal in dict.fromkeys((*roadmap.goals, *roadmap.tasks)):
        yield _Text(goal.text, goal.origin.under("text"), Subject(roadmap.slug, "goal", goal.id))
    for indicator in roadmap.indicators:
        if "text" not in dict(indicator.lost):
            subject = Subject(roadmap.slug, "indicator", indicator.id)
            yield _Text(indicator.text, indicator.origin.under("text"), subject)


def _of_plan(roadmap: Roadmap) -> Iterator[_Text]:
    for section in roadmap.sections:
        if section.title and "title" not in dict(section.lost):
            subject = Subject(roadmap.slug, "document", section.id)
            yield _Text(section.title, section.origin.under("title"), subject)
    for event in roadmap.events:
        if event.answers:  # a measure of an action plan is none of the order's
            continue
        subject, lost = Subject(roadmap.slug, "event", event.id), dict(event.lost)
        told: list[tuple[str, str | None]] = [
            ("title", event.title), ("schedule", event.schedule.text), ("result", event.result)
        ]  # fmt: skip
        for key, words in told:
            if words and key not in lost:
                yield _Text(words, event.origin.under(key), subject)
        for number, line in enumerate(event.responsible):
            if line.text and "responsible" not in lost:
                yield _Text(line.text, event.origin.under("responsible", number, "text"), subject)
