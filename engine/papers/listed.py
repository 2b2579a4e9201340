"""A plan that is no table: counted lines with a time and a doer, under the title of a plan.

«1. Провести совещание до 15 мая 2023 г. Отв. методический кабинет», or with lines of their own:
«Срок: …», «Ответственный: …». What a line names so is taken from its words; the rest is the title.
"""

import re
from collections.abc import Sequence
from dataclasses import field

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.model.spec import ScheduleKind
from engine.papers.below_plans import SIGNATURE
from engine.papers.documents import Address, Paragraph
from engine.papers.head_columns import Head
from engine.papers.headings import is_month, is_time
from engine.papers.lines_above import (
    is_command,
    is_note,
    is_title,
    section_of,
)
from engine.papers.plans import Plan, PlanEvent
from engine.papers.row_values import WHO, own_number
from engine.papers.section_words import is_section
from engine.papers.written_passports import names_indicators
from engine.schedule import resolve_schedule

_LEAST = 2
_MOST_OF = 0.6
_WHEN = r"сроки?(?:\s+(?:исполнения|реализации|проведения|выполнения))?"
_RESULT = r"(?:ожидаемы[йе]\s+)?результат(?:ы|а|ов)?|итог|форма\s+отч[её]та"
_FIELDS = lazy_pattern(
    rf"(?:^|(?<=[\s(]))(?:(?P<who>отв\.|{WHO})|(?P<when>{_WHEN})|(?P<result>{_RESULT}))"
    r"(?:\s*[:–—]\s*|\s+-\s+|(?<=\.)\s*|\s+(?=[А-ЯЁ]\w+\s+[А-ЯЁ]\.))",
    re.IGNORECASE,
)
_NAMES = lazy_pattern(r"\s*;\s*")
_LONGEST_TIME = 300
"""Characters at the end of a line in which its time is looked for."""
_WORD = lazy_pattern(r"(?<!\S)[(]?(?=[\w«])")
_SIGNS = " ;,–—-"
_SHORT = lazy_pattern(r"\b(?:[А-ЯЁ]|гг?|уч|кв|др|т\.? ?[дп]|чел|руб)$")
"""An initial or a word that is cut short: the dot behind it is part of it."""
_MOST_OF_SHORT = 8
"""More letters than such a word has."""


@dataclass(slots=True)
class _Item:
    """A counted line with the lines that go on with it."""

    number: str | None
    lines: list[str]
    address: Address
    bookmarks: tuple[str, ...]
    text: str = ""
    has_bullets: bool = False
    fields: dict[str, str] = field(default_factory=dict)

    def is_over(self, line: Paragraph) -> bool:
        """Whether a line without a bullet begins anew behind those that have one."""
        is_new = self.lines[-1].endswith(".") and line.text[:1].isupper()
        return self.has_bullets and not line.label and is_new

    def read(self) -> None:
        """Part the words into the title and what is named behind it."""
        text = self.text = " ".join(self.lines)
        found = list(_FIELDS.finditer(text))
        ends = [*(each.start() for each in found[1:]), len(text)]
        for each, end in zip(found, ends, strict=False):
            kind = each.lastgroup or ""
            said = _unbracketed(text[each.end() : end])
            self.fields[kind] = "; ".join(filter(None, (self.fields.get(kind), said)))
        self.text = _unbracketed(text[: found[0].start()] if found else text)
        if "when" not in self.fields:
            self.text, when = _timed(self.text)
            self.fields |= {"when": when} if when else {}

    def event(self, section: int | None, month: str | None) -> PlanEvent:
        """The event as the line prints it; a month that stands over it says when, if it does
        not."""
        doers = tuple(filter(None, map(_ended, _NAMES.split(self.fields.get("who", "")))))
        return PlanEvent(
            section, self.number, self.text, self.fields.get("when", month),
            month is not None and "when" not in self.fields, doers,
            self.fields.get("result"), (), (), self.bookmarks, self.address,
        )  # fmt: skip


def _ended(text: str) -> str:
    """Words without the signs at their ends; the dot of a short word is none of these."""
    found = text.strip(_SIGNS)
    ended = found.rstrip(f"{_SIGNS}.")
    has_dot = found.startswith(".", len(ended)) and _SHORT.search(ended[-_MOST_OF_SHORT:])
    return f"{ended}." if has_dot else ended


def _unbracketed(text: str) -> str:
    """Words without the signs at their ends, and without half a pair of brackets."""
    found = _ended(text)
    if found.count("(") > found.count(")"):
        found = _ended(found[:-1]) if found.endswith("(") else f"{found})"
    if found.count(")") > found.count("(") and found.endswith(")"):
        found = _ended(found[:-1])
    return found


def _timed(text: str) -> tuple[str, str | None]:
    """The words before a time at their end, and this time: the longest that is understood."""
    before, bracket, last = text.rpartition("(")
    within = _ended(last.strip().removesuffix(")"))
    if bracket and before.strip() and last.rstrip().endswith(")") and _is_understood(within):
        return _ended(before), within
    near_end = max(0, len(text) - _LONGEST_TIME)
    for at in (match.start() for match in _WORD.finditer(text, near_end)):
        when = _ended(text[at:].strip("() "))
        if at and is_time(when) and not _REST.match(when) and _is_understood(when):
            return _ended(text[:at].rstrip("( ")), when
    return text, None


_REST = lazy_pattern(
    r"(год[ауе]|месяц[ае]|квартал[ае]|четверти|полугоди[яи]|недел[ие]|период[ае])\b", re.I
)
"""«(анализ прошлого) года»: what begins so is the rest of words before it."""


def _is_understood(when: str) -> bool:
    return resolve_schedule(when, None).kind is not ScheduleKind.UNPARSEABLE


def begins_at(lines: Sequence[Paragraph]) -> int | None:
    """Where the list below the last title begins, which no command stands behind: «ПРИКАЗЫВАЮ» is
    followed by what the order says, and not by a plan."""
    title = max((at for at, each in enumerate(lines) if is_title(each)), default=None)
    if title is None or any(map(is_command, lines[title:])):
        return None
    below = enumerate(lines[title + 1 :], title + 1)
    return next(
        (
            at
            for at, each in below
            if own_number(each)[0] or is_section(each) or is_month(each.text)
        ),
        None,
    )


def listed_plan(lines: Sequence[Paragraph]) -> tuple[Plan, list[Paragraph]] | None:
    """The plan in the lines below its title, and the lines that are none of it; None where most
    counted lines say neither when nor who."""
    plan = Plan(Head(0, 0, (), ()))
    items: list[_Item | Paragraph] = []
    end = _end(lines)
    below = [*lines[1:end], None]
    own = zip(lines[:end], below, strict=True)
    left = [line for line, other in own if not _add(items, line, other)]
    left += lines[end:]
    counted = [each for each in items if isinstance(each, _Item)]
    for each in counted:
        each.read()
    told = [each for each in counted if each.fields.keys() & {"when", "who"}]
    if len(told) < _LEAST or len(told) < _MOST_OF * len(counted):
        return None
    for one in items:
        if isinstance(one, Paragraph):
            plan.sections.append(section_of(one))
        else:
            above = plan.sections[-1].title if plan.sections else ""
            month = above if is_month(above) else None
            plan.events.append(one.event(len(plan.sections) - 1 if plan.sections else None, month))
    return plan, left


def _end(lines: Sequence[Paragraph]) -> int:
    """How many lines stand before «Показатели …:», behind which nothing is named as of an event."""
    end = len(lines)
    for at in reversed(range(1, len(lines))):
        if _FIELDS.search(lines[at].text) is not None:
            break
        end = at if names_indicators(lines[at]) else end
    return end


def _add(items: list[_Item | Paragraph], line: Paragraph, below: Paragraph | None) -> bool:
    """Take a line as a section, an item or the rest of one; whether it is any."""
    number, words = own_number(line)
    last = items[-1] if items else None
    if _is_heading(line, number, below):
        items.append(line)
    elif number:
        items.append(_Item(number, [words], line.address, line.bookmarks))
    elif isinstance(last, _Item) and not _is_behind(line) and not last.is_over(line):
        last.lines.append(line.printed)
        last.has_bullets = last.has_bullets or line.has_bullet
    else:
        return False
    return True


def _is_heading(line: Paragraph, number: str | None, below: Paragraph | None) -> bool:
    """Whether a line names a part of the plan: by its word or its Roman number, or because the
    line below is counted within it."""
    if _FIELDS.search(line.text) or below is None:
        return False
    under = own_number(below)[0] or ""
    is_counted_within = bool(number) and under.startswith(f"{number}.")
    is_bold = (line.is_bold or line.is_heading) and bool(under) and not _timed(line.text)[1]
    is_over = is_month(line.text) and bool(under)
    return is_section(line) or is_counted_within or is_bold or is_over


def _is_behind(line: Paragraph) -> bool:
    """Whether a line is none of the list: a signature, a note."""
    is_signed = SIGNATURE.search(line.text) is not None and not _FIELDS.search(line.text)
    return is_signed or is_note(line)
