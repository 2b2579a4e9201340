"""The printed texts of a project, in reading order, each with its place and its subject.

A passport line that the spec also holds as an indicator or a goal is shown once, as that.

A finding about words of a passage.
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.classes import dataclass
from engine.diagnostics import Code, Finding, Origin, Param, Related, Subject, finding
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import normalised
from engine.lint.text.once import once_for_each
from engine.model.project import Project
from engine.model.spec import Event, Gaps, Indicator, Roadmap

LOSS = "[…]"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the document.

    `lost`: the scan lost a part of it. `doubtful`: the transcriber suggests another reading.
    `last`: nothing of its list follows. `printed`: the row of the passport that it stands in.
    """

    text: str
    at: Origin
    subject: Subject
    field: str
    lost: bool = False
    doubtful: bool = False
    last: bool = True
    printed: "Passage | None" = None

    @property
    def whole(self) -> bool:
        """Whether it is printed as its author wrote it, as far as anybody knows."""
        return not self.lost and not self.doubtful


@once_for_each(4)
def passages_of(project: Project) -> tuple[Passage, ...]:
    """The order, its requirements, then its roadmaps."""
    printed = [passage for roadmap in project.roadmaps for passage in roadmap_passages(roadmap)]
    if len(project.roadmaps) == 1:
        printed = [_of_the_document(passage) for passage in printed]
    return (*_order(project), *_requirements(project), *printed)


def _of_the_document(passage: Passage) -> Passage:
    """The explanatory note of the only plan is the order's own."""
    noted = passage.field == "preamble"
    return replace(passage, subject=Subject(None, "document")) if noted else passage


@once_for_each(64)
def roadmap_passages(roadmap: Roadmap) -> tuple[Passage, ...]:
    """Title, introduction, passport, plan of one roadmap."""
    return (
        *_heading(roadmap),
        *_passport(roadmap),
        *_plan(roadmap),
    )


def event_passages(roadmap: Roadmap, event: Event) -> tuple[Passage, ...]:
    """The cells of a row of the plan."""
    known = _rows(roadmap).get(id(event))
    return tuple(_cells(roadmap, event)) if known is None else known


@once_for_each(64)
def _rows(roadmap: Roadmap) -> dict[int, tuple[Passage, ...]]:
    """The cells of all rows by the object that a row is: every third rule asks for them."""
    return {id(event): tuple(_cells(roadmap, event)) for event in roadmap.events}


def _cells(roadmap: Roadmap, event: Event) -> Iterator[Passage]:
    subject = Subject(roadmap.slug, "event", event.id)
    cells: list[tuple[str, tuple[str | int, ...], str | None]] = [
        ("title", ("title",), event.title),
        ("schedule", ("schedule",), event.schedule.text),
        *(
            ("responsible", ("responsible", number, "text"), each.text)
            for number, each in enumerate(event.responsible)
        ),
        ("result", ("result",), event.result),
        *(("details", ("details", number), text) for number, text in enumerate(event.details)),
    ]
    for field, steps, text in cells:
        if text:
            at = event.origin.under(*steps)
            yield _passage(text, at, subject, field, (event.lost, event.suggested))


def indicator_passages(roadmap: Roadmap) -> Iterator[Passage]:
    """The texts of a roadmap's indicators, and where the passport prints them."""
    printed = {
        passage.subject.id: passage for passage in roadmap_passages(roadmap)
        if passage.subject.kind == "indicator"
    }  # fmt: skip
    for indicator in roadmap.indicators:
        yield printed.get(indicator.id) or _indicator(roadmap.slug, indicator)


def _indicator(roadmap: str | None, indicator: Indicator) -> Passage:
    at = indicator.origin.under("text")
    subject = Subject(roadmap, "indicator", indicator.id)
    gaps = (indicator.lost, indicator.suggested)
    return _passage(indicator.text, at, subject, "text", gaps)


def _order(project: Project) -> Iterator[Passage]:
    order = project.order
    subject = Subject(None, "document")
    if order.title:
        at = Origin("project.yaml", ("order", "title"))
        yield _passage(order.title, at, subject, "title", (order.lost, ()))
    for field, texts in (("preamble", order.preamble), ("annexes", order.annexes)):
        for number, text in enumerate(texts):
            at = Origin("project.yaml", ("order", field, number))
            yield _passage(text, at, subject, field, (order.lost, ()), number=number)


def _requirements(project: Project) -> Iterator[Passage]:
    for requirement in project.requirements:
        yield replace(
            _indicator(None, requirement.indicator),
            subject=Subject(None, "document", requirement.indicator.id),
        )


def _heading(roadmap: Roadmap) -> Iterator[Passage]:
    subject = Subject(roadmap.slug, "document")
    yield Passage(roadmap.title, Origin(roadmap.file, ("title",)), subject, "title")
    for number, text in enumerate(roadmap.preamble):
        yield _passage(text, Origin(roadmap.file, ("preamble", number)), subject, "preamble", ())


def _passport(roadmap: Roadmap) -> Iterator[Passage]:
    named = _named(roadmap)
    shown: set[str] = set()
    for number, row in enumerate(roadmap.passport):
        subject = Subject(roadmap.slug, "passport")
        for field, label in (("label", row.label), ("heading", row.heading)):
            if label:
                at = Origin(roadmap.file, ("passport", number, field))
                yield _passage(label, at, subject, field, (row.lost, row.suggested))
        for step, text in enumerate(row.items):
            key = normalised(text)
            shown.add(key)
            at = Origin(roadmap.file, ("passport", number, "items", step))
            line = _passage(
                text, at, subject, "items", (row.lost, row.suggested),
                number=step, last=step == len(row.items) - 1,
            )  # fmt: skip
            yield replace(named[key], printed=line) if key in named else line
    elsewhere = {normalised(passage.text) for passage in (*_heading(roadmap), *_plan(roadmap))}
    yield from (each for key, each in named.items() if key not in shown | elsewhere)


def _named(roadmap: Roadmap) -> dict[str, Passage]:
    """Goals and indicators by their words; an indicator wins."""
    named = {
        normalised(goal.text): Passage(
            goal.text,
            goal.origin.under("text"),
            Subject(roadmap.slug, "goal", goal.id),
            "text",
            lost=LOSS in goal.text,
            last=False,
        )
        for goal in roadmap.goals
    }
    indicators = (_indicator(roadmap.slug, indicator) for indicator in roadmap.indicators)
    named.update({normalised(indicator.text): indicator for indicator in indicators})
    return named


def _plan(roadmap: Roadmap) -> Iterator[Passage]:
    if roadmap.plan_title:
        subject = Subject(roadmap.slug, "document")
        yield Passage(roadmap.plan_title, Origin(roadmap.file, ("plan_title",)), subject, "title")
    for section in roadmap.sections:
        if section.title and normalised(section.title) != normalised(roadmap.title):
            at = Origin(roadmap.file, (*section.origin.route, "title"))
            subject = Subject(roadmap.slug, "document", section.id)
            yield _passage(section.title, at, subject, "title", (section.lost, section.suggested))
    decided: set[str] = set()
    for event in roadmap.events:
        yield from event_passages(roadmap, event)
        yield from _decisions(roadmap, event, decided)


def _decisions(roadmap: Roadmap, event: Event, told: set[str]) -> Iterator[Passage]:
    """The decisions of a row that no earlier row has: one cell often serves a whole section."""
    subject = Subject(roadmap.slug, "event", event.id)
    for number, text in enumerate(event.decisions):
        if normalised(text) not in told:
            told.add(normalised(text))
            at = event.origin.under("decision", number)
            last = number == len(event.decisions) - 1
            gaps = (event.lost, event.suggested)
            yield _passage(text, at, subject, "decision", gaps, number=number, last=last)


def _passage(
    text: str,
    at: Origin,
    subject: Subject,
    field: str,
    gaps: tuple[Gaps, Gaps] | tuple[()],
    *,
    number: int = 0,
    last: bool = True,
) -> Passage:
    lost, suggested = gaps or ((), ())
    keys = {field, f"{field} {number + 1}"}
    return Passage(
        text,
        at,
        subject,
        field,
        lost=LOSS in text or any(name in keys for name, _ in lost),
        doubtful=any(name in keys for name, _ in suggested),
        last=last,
    )


LONGEST_QUOTE = 160
_LAST_WORDS = lazy_pattern(r"(?:\S+\s+){0,5}\S*$")
_NEIGHBOURS = 300
"""Letters before and after a place among which its neighbours are looked for."""
_FIRST_WORDS = lazy_pattern(r"\S*(?:\s+\S+){0,3}")


def place(passage: Passage, span: tuple[int, int] | None = None) -> Origin:
    """The passage, or the part of it."""
    return Origin(passage.at.file, passage.at.route, span=span)


def report(
    code: Code,
    passage: Passage,
    span: tuple[int, int] | None = None,
    *,
    related: tuple[tuple[Passage, str], ...] = (),
    **params: Param,
) -> Finding:
    """A finding at the passage, or at the span of it.

    Its parameters: `said` are the words at the place, `quote` the same with their neighbours.
    """
    if passage.printed:
        related = (*related, (passage.printed, "printed-here"))
    said = passage.text[slice(*span)] if span else passage.text
    quote = surrounding(passage.text, span) if span else shortened(passage.text)
    return finding(
        code,
        place(passage, span),
        related=[
            Related(place(each), f"caption.{caption}", each.subject) for each, caption in related
        ],
        subject=passage.subject,
        **{"quote": quote, "said": shortened(said), **params},
    )


def surrounding(text: str, span: tuple[int, int]) -> str:
    """The span with a few words on either side; «…» where more follows."""
    first = max(0, span[0] - _NEIGHBOURS)
    before, after = text[first : span[0]], text[span[1] : span[1] + _NEIGHBOURS]
    head = _LAST_WORDS.search(before)
    tail = _FIRST_WORDS.match(after)
    start = first + head.start() if head else first
    end = span[1] + (tail.end() if tail else 0)
    quote = " ".join(map(_cut, text[start:end].split()))
    return f"{'…' if start else ''}{quote}{'…' if end < len(text.rstrip()) else ''}"


_LONGEST_WORD = 80
"""Letters of a word that is quoted whole; the longest of the orders has 30."""


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"


def shortened(text: str) -> str:
    """The text, or its beginning up to a word's end."""
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + "…"
