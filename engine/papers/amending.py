"""Two versions of a project → a draft of the order that changes the first into the second.

Point by point: what of the printed words is replaced by what. What no paper prints (stages, rules,
links) is no matter of the order.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Event, Roadmap
from engine.papers.orders import kind_of
from engine.reports.word import Cell, Paper, cell

_CELLS: dict[str, Callable[[Event], str]] = {
    "number": lambda event: event.number or "",
    "title": lambda event: event.title or "",
    "schedule": lambda event: event.schedule.text or "",
    "responsible": lambda event: "\n".join(
        responsible.text or "" for responsible in event.responsible
    ),
    "result": lambda event: event.result or "",
    "decision": lambda event: "\n".join(event.decisions),
    "details": lambda event: "\n".join(event.details),
}
_WIDTHS = {"number": 1.2, "title": 7.0, "schedule": 3.0, "responsible": 4.0, "result": 4.0,
           "decision": 4.0, "details": 4.0}  # fmt: skip
_MOST_WORDS = 12
"""A longer stretch is set out anew as a whole."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the order; `row` are the cells of a row of the plan that it brings."""

    text: str
    row: tuple[tuple[str, str], ...] = ()


def amending_order(
    old: Project, new: Project, words: Catalogue, letterhead: bytes | None = None
) -> bytes | None:
    """The draft as .docx; None where no printed word differs."""
    order = old.order
    kind = kind_of(order.preamble, order.annexes)
    groups = [group for group in _groups(old, new, words, kind) if group[1]]
    if not groups:
        return None
    paper = Paper(language=words.language.value, letterhead=letterhead)

    def say(key: str, **params: object) -> str:
        return words.text(f"amending.{key}", **params)

    paper.paragraph(say("draft"), "Right")
    paper.paragraph(say(f"kind.{kind}"), "Title")
    paper.paragraph(words.text("paper.registered"))
    title = order.title or old.title
    paper.paragraph(
        say(f"title.{kind}", date=order.date, number=order.number, title=title), "Title"
    )
    paper.paragraph(say(f"opening.{kind}", date=order.date, number=order.number))
    for at, (heading, points) in enumerate(groups, 1):
        paper.paragraph(f"{at}. {heading}")
        for below, point in enumerate(points, 1):
            paper.paragraph(f"{at}.{below}. {point.text}")
            if point.row:
                head = [cell(words.text(f"papers.column.{key}")) for key, _ in point.row]
                row = [Cell(tuple(text.split("\n"))) for _, text in point.row]
                paper.table([_WIDTHS[key] for key, _ in point.row], [head, row])
    paper.paragraph("")
    for key in ("signed_by", "made_by"):
        paper.paragraph(words.text(f"paper.{key}"))
    return paper.content()


def _groups(
    old: Project, new: Project, words: Catalogue, kind: str
) -> Iterator[tuple[str, list[Point]]]:
    """A heading and its points for the order itself and for each roadmap."""
    own = list(_changed(old.order.title or "", new.order.title or "", words, where=""))
    for at, (was, now) in enumerate(_paired_texts(old.order.preamble, new.order.preamble)):
        where = words.text("amending.line", n=at + 1)
        own += _changed(was, now, words, where=where)
    yield words.text(f"amending.order.{kind}"), own
    before, after = ({each.slug: each for each in one.roadmaps} for one in (old, new))
    for slug, roadmap in before.items():
        if slug not in after:
            yield (
                words.text("amending.plan", title=roadmap.title),
                [Point(words.text("amending.roadmap_gone"))],
            )
            continue
        points = list(_of_roadmap(roadmap, after[slug], words))
        yield words.text("amending.plan", title=roadmap.title), points
    for slug, roadmap in after.items():
        if slug not in before:
            heading = words.text("amending.plan", title=roadmap.title)
            new_one = words.text(f"amending.roadmap_new.{kind}", title=roadmap.title)
            yield heading, [Point(new_one)]


def _paired_texts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines that stand for each other, in their order; an empty text where one side has none."""
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)):
            yield (old[a + at] if a + at < b else "", new[c + at] if c + at < d else "")


def _of_roadmap(old: Roadmap, new: Roadmap, words: Catalogue) -> Iterator[Point]:
    yield from _changed(old.title, new.title, words, where=words.text("amending.heading"))
    yield from _passport(old, new, words)
    sections = {each.id: each for each in new.sections}
    for section in old.sections:
        now = sections.get(section.id)
        if now is not None:
            where = words.text("amending.section", number=section.number)
            yield from _changed(section.title or "", now.title or "", words, where=where)
    yield from _events(old, new, words)


def _passport(old: Roadmap, new: Roadmap, words: Catalogue) -> Iterator[Point]:
    def texts(roadmap: Roadmap) -> dict[tuple[str, str], str]:
        return {(row.row or "", row.label or ""): "\n".join(row.items) for row in roadmap.passport}

    was, now = texts(old), texts(new)
    for key, text in was.items():
        where = words.text("amending.passport", row=key[0], label=key[1])
        if key not in now:
            yield Point(words.text("amending.gone", where=where))
        else:
            yield from _changed(text, now[key], words, where=where)
    for key, text in now.items():
        if key not in was:
            where = words.text("amending.passport", row=key[0], label=key[1])
            yield Point(words.text("amending.set", where=where, text=text))


def _events(old: Roadmap, new: Roadmap, words: Catalogue) -> Iterator[Point]:
    now = {each.id: each for each in new.events}
    for event in old.events:
        name = words.text("amending.point", number=_number(event))
        if event.id not in now:
            yield Point(words.text("amending.void", where=name))
            continue
        for key, text in _CELLS.items():
            column = words.text(f"papers.column.{key}")
            where = words.text("amending.cell", point=name, column=column)
            yield from _changed(text(event), text(now[event.id]), words, where=where)
    before = {each.id for each in old.events}
    for event in new.events:
        if event.id not in before:
            row = tuple((key, text(event)) for key, text in _CELLS.items()
                        if text(event) or key in ("number", "title"))  # fmt: skip
            yield Point(words.text("amending.new_point", number=_number(event)), row)


def _number(event: Event) -> str:
    return (event.number or event.title or event.id).rstrip(".")


def _changed(old: str, new: str, words: Catalogue, *, where: str) -> Iterator[Point]:
    """The point that makes the new text of the old one: the shortest that can be misread by
    nobody, which is the whole text where the changed words are not alone of their kind."""
    if old == new:
        return

    def point(key: str, **params: object) -> Point:
        return Point(_capital(words.text(f"amending.{key}", where=where, **params)))

    if not old:
        yield point("set", text=new)
    elif not new:
        yield point("out", text=old)
    else:
        stretch = _stretch(old, new)
        if stretch is None:
            yield point("anew", text=new)
        elif not stretch.new:
            yield point("out", text=stretch.old)
        else:
            yield point("replaced", old=stretch.old, new=stretch.new)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class _Stretch:
    old: str
    new: str


def _stretch(old: str, new: str) -> _Stretch | None:
    """The words of the old text that others replace, if they are few, stand together and occur
    once; where words only come in, the one beside them stands on both sides."""
    was, now = old.split(" "), new.split(" ")
    head = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b),
                min(len(was), len(now)))  # fmt: skip
    tail = 0
    while tail < min(len(was), len(now)) - head and was[-1 - tail] == now[-1 - tail]:
        tail += 1
    first, last_old, last_new = head, len(was) - tail, len(now) - tail
    while old.count(" ".join(was[first:last_old])) != 1 or first == last_old:
        if first == 0 and last_old == len(was):
            return None
        if first > 0:
            first -= 1
        else:
            last_old, last_new = last_old + 1, last_new + 1
    gone, come = " ".join(was[first:last_old]), " ".join(now[first:last_new])
    if max(last_old - first, last_new - first) > _MOST_WORDS or "\n" in gone + come:
        return None
    made = re.sub(" +", " ", old.replace(gone, come)).strip(" ")
    return _Stretch(gone, come) if made == new else None
