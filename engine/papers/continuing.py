"""A table without headings that goes on with the plan before it, and the section it may begin.

A row of headings says what columns hold and nothing else; a row of an event may have such a word
in its midst, too: «Школьный этап», «Участие в мероприятиях района».
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from engine.lazy import lazy_pattern
from engine.papers.below_plans import SIGNATURE
from engine.papers.documents import Address, Paragraph, Table
from engine.papers.head_columns import Head, HeadColumn
from engine.papers.headings import (
    Column,
    has_name,
    is_approval,
    is_month,
    is_person,
    is_time,
    is_time_of_ticks,
    simple,
)
from engine.papers.heads import by_cells, fitted
from engine.papers.lines_above import (
    GOAL,
    holds_persons,
    is_annex,
    is_note,
    is_timed,
    is_title,
    section_of,
)
from engine.papers.plans import Plan
from engine.papers.section_words import is_section

_HEADING_WORD = lazy_pattern(
    r"(номер|пункт|строк|мероприят|событи|содержан|наименован|назван|деятельн|работ[аыу]?$|действ|"
    r"вопрос|мер[аы]?$|шаг|объект|предмет|контрол|тематик|тем[аы]$|процедур|вид|"
    r"направлен|раздел|блок|задач|этап|механизм|цел[ьи]$|"
    r"срок|дат[аы]$|период|врем|месяц|график|начал|окончан|заверш|когда|год$|числ|"
    r"ответствен|исполнител|исполнен|организатор|лиц[оа]|кто|кем|фио$|фамили|должност|подпис|отв$|"
    r"результат|ожидаем|планируем|плановы|выход|итог|показател|продукт|подтвержд|отчет|эффект|"
    r"документ|материал|управленческ|решен|отметк|примечан|факт|выполнен|проведен|реализац|"
    r"место|форм|метод|участник|категор|целев|аудитор|источник|финансир|объем|стоимост|ссылк|"
    r"количеств|контингент|адрес|телефон|что$|делать|сделан|основн|руб|учебн|для$|или$|"
    r"event|schedule|responsible|result|decision)"
)
_COUNTED = lazy_pattern(r"\d{1,3}(\.\d{1,3})*")
_LONGEST = 6
_MONTHS = 3
_SAYS_WHEN = lazy_pattern(r"(по|в|во|до|на)\b(?! (выходе|исполнен))")
_MOST_LINES = 3
_SECTION_LENGTH = 200
_ENDS = (".", ":", ";", ",")
_FOLLOWS = {"1": "2", "I": "II"}


def is_heading_alone(text: str) -> bool:
    """Whether a cell has words of headings and no others: «№ п/п», «Срок исполнения»."""
    words = re.findall(r"[^\W\d_]+", simple(text).replace("ф.и.о", "фио"))
    if not words:
        return "№" in text
    said = [word for word in words if len(word) > 2]
    is_short = len(words) <= _LONGEST and not _SAYS_WHEN.match(simple(text))
    is_counted = bool(re.match(r"№|n\b|п ?/ ?п", simple(text)))
    return is_short and (bool(said) or is_counted) and all(map(_HEADING_WORD.match, said))


def are_headings(texts: Sequence[str]) -> bool:
    """Whether most cells are headings alone, and none is a name or a time; years or months side
    by side are headings, too: two months may be the span of an event."""
    times = [is_month(text) for text in texts if is_time_of_ticks(text)]
    are_columns = len(times) >= _MONTHS or (len(times) > 1 and not any(times))
    others = [text for text in texts if not is_time_of_ticks(text)]
    alone = [text for text in others if is_heading_alone(text)]
    is_event = (any(times) and not are_columns) or any(
        has_name(text) or (is_time(text) and text not in alone) for text in others
    )
    return not is_event and 2 * (len(alone) + are_columns * len(times)) > len(texts)


def has_same_columns(table: Table, head: Head, plan: Plan | None) -> bool:
    """Whether the table has as many columns as the head, and no words instead of numbers in all
    rows where the plan before it counts its own."""
    if max((len(row.cells) for row in table.rows), default=0) != len(head.columns):
        return False
    if plan is None or not (plan.has_numbers and head.of(Column.NUMBER)):
        return True
    at = head.kinds.index(Column.NUMBER)
    own = [row.cells[at].text for row in table.rows if len(row.cells) == len(head.columns)]
    return not all(re.search(r"[^\W\d_]{2,}", text) for text in own)


def widened(head: Head | None, table: Table) -> Head | None:
    """The head of the plan before it over a table with more columns than it has, where numbers and
    times stand below those of the head; what is more has no heading."""
    widest = max(table.rows, key=lambda row: len(row.cells)).cells if table.rows else ()
    if head is None or not head.of(Column.SCHEDULE) or not 0 < len(widest) - len(head.columns) < 3:
        return None
    more = len(widest) - len(head.columns)
    own = (*head.columns, *([HeadColumn(Column.OTHER, 0, 0, "", "")] * more))
    columns = tuple(
        replace(each, begin=cell.column, end=cell.end)
        for each, cell in zip(own, widest, strict=True)
    )
    rows = [by_cells(columns, row) for row in table.rows if len(row.cells) == len(widest)]
    if not rows or are_headings(list(rows[0].values())):
        return None
    tests = ((Column.SCHEDULE, is_time), (Column.NUMBER, _COUNTED.fullmatch))
    for kind, test in tests:
        texts = [t.strip(" .") for row in rows for at, t in row.items() if columns[at].kind is kind]
        if head.of(kind) and 2 * sum(map(bool, map(test, texts))) <= len(rows):
            return None
    return replace(head, first=0, depth=0, columns=columns)


def counts_on(plan: Plan, table: Table) -> bool:
    """Whether the first number of a table follows the last one of the plan before it, into however
    many columns it is divided."""
    last = next((each.number for each in reversed(plan.events) if each.number), "")
    first = table.rows[0].cells[0].text if table.rows and table.rows[0].cells else ""
    before, after = _steps(last), _steps(first)
    if not before or not after:
        return False
    *above, own = after
    is_below = above == before and own == 1
    is_beside = len(after) <= len(before) and own == before[len(above)] + 1
    return is_below or (is_beside and above == before[: len(above)])


def _steps(number: str) -> list[int]:
    """«2.10.» as 2 and 10; nothing for what is no such number."""
    plain = number.strip(" .)")
    return [int(each) for each in plain.split(".")] if _COUNTED.fullmatch(plain) else []


def goes_on_below(lines: Sequence[Paragraph], table: Table, head: Head) -> bool:
    """Whether a table as wide as the plan before it goes on with it under `lines`, which name a
    section: times stand where the plan has them (or doers, in a plan without)."""
    if len(lines) > _MOST_LINES or not all(map(_may_name_section, lines)):
        return False
    if holds_persons(lines, table):
        return False
    kind, test = (Column.SCHEDULE, is_time)
    if not head.of(kind):
        kind, test = (Column.RESPONSIBLE, is_person)
    rows = [by_cells(fitted(head, table).columns, row) for row in table.rows]
    own = [text for row in rows for at, text in row.items() if head.kinds[at] is kind]
    if not own or are_headings(list(rows[0].values())) or is_heading_alone(own[0]):
        return False
    return 2 * sum(map(test, own)) >= len(own)


def _may_name_section(each: Paragraph) -> bool:
    if is_section(each):
        return True
    text = each.text
    is_other = (
        is_title(each) or is_annex(each) or is_approval(text) or is_timed(each) or is_note(each)
    )
    is_said = is_other or GOAL.match(text) or SIGNATURE.search(text)
    is_drawn = (
        each.is_bold or each.is_heading or text.isupper() or section_of(each).number is not None
    )
    return not is_said and len(text) <= _SECTION_LENGTH and (is_drawn or not text.endswith(_ENDS))


def first_of_counted(
    last: Sequence[Paragraph], goals: Sequence[tuple[str, Address]]
) -> Paragraph | None:
    """The last line above a plan, where it counts from one and is no goal: «1. Работа с детьми»."""
    told = [address for _, address in goals]
    fit = (each for each in last if not is_timed(each) and each.address not in told)
    return next((each for each in fit if section_of(each).number in _FOLLOWS), None)


def is_next(first: Paragraph, second: Paragraph) -> bool:
    """Whether two lines are counted one and two."""
    number = section_of(first).number or ""
    return number in _FOLLOWS and _FOLLOWS[number] == section_of(second).number


def looks_as_row(head: Head) -> bool:
    """Whether what looks like a head may be a row, whose words speak of events and dates, too."""
    return not head.of(Column.NUMBER) and not are_headings(head.texts)
