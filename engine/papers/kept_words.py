"""Whether the words of the specs still stand in the order, where its file lies in the project."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise
from pathlib import Path

from engine.codes.spec import ORDER_UNREAD, WORDS_NOT_IN_ORDER
from engine.diagnostics import Finding, Origin, Subject, Worded, finding
from engine.messages import Language, catalogue
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.papers.documents import Address, Document, Paragraph
from engine.papers.importing import read_paper
from engine.papers.sniffing import PaperKind, sniff
from engine.papers.workbooks import WORKBOOKS
from engine.pipeline import Checked, Linted, lint_whole
from engine.tables import plain
from engine.trees import FolderTree, OutsideTree

_SIGNS = re.compile(r"[\W_]+")
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
    return tuple(_missing(project, order))


@lru_cache(maxsize=4)
def _order(content: bytes, file: str) -> "_Order | None":
    """The words of the order: an editor asks for the same ones at every pause of its writer."""
    document = _document(content, file)
    return _Order(document) if document else None


def _document(content: bytes, file: str) -> Document | None:
    """The order, of a kind that is read without another program."""
    kind = sniff(content)
    if kind is not PaperKind.DOCX and kind not in WORKBOOKS:
        return None
    return read_paper(content, file, catalogue(Language.RU))[0]


class _Order:
    """The plain words of a document, as a whole and place by place."""

    def __init__(self, document: Document) -> None:
        self.places = [(_plain(text), address) for text, address in _passages(document)]
        self.whole = " ".join(text for text, _ in self.places)
        self.pairs = [_pairs(text) for text, _ in self.places]

    def holds(self, words: str) -> bool:
        """Whether the words stand in it, whatever parts them."""
        return f" {words} " in f" {self.whole} "

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


def _plain(text: str) -> str:
    """Words and numbers alone: quotes, dashes, bullets and case are set in many ways."""
    return " ".join(_SIGNS.sub(" ", plain(text)).split())


def _missing(project: Project, order: _Order) -> Iterator[Finding]:
    for text in _texts(project):
        words = _plain(text.words)
        if words and not order.holds(words):
            yield finding(
                WORDS_NOT_IN_ORDER, text.at, subject=text.subject, quote=text.words,
                near=order.nearest(words),
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
