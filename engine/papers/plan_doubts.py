"""What only a whole plan shows: numbers that are empty or doubled, columns that are not known."""

from collections.abc import Iterator

from engine.codes import papers as codes
from engine.lazy import lazy_pattern
from engine.papers.documents import Address
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.head_columns import Head, HeadColumn
from engine.papers.headings import Column, column_kind, is_month, is_time_of_ticks, simple
from engine.papers.plans import Plan

_MAIN = (Column.SCHEDULE, Column.RESPONSIBLE, Column.RESULT)


def check_plan(plan: Plan) -> list[Doubt]:
    """Its doubts, with those that only the whole shows: numbers that are empty or doubled."""
    doubts = list(plan.doubts)
    seen: dict[tuple[int | None, str], Address] = {}
    above: str | None = None
    for event in plan.events:
        is_cut, above = _is_cut(above, event.number), event.number
        if event.number is None:
            if plan.has_numbers and plan.head.of(Column.NUMBER):
                doubts.append(doubt(codes.NUMBER_EMPTY, event.address, title=quoted(event.title)))
        elif is_cut or ((event.section, event.number) in seen and not event.is_number_lent):
            doubts.append(
                doubt(
                    codes.NUMBER_DOUBLED, event.address, number=event.number,
                    title=quoted(event.title),
                )
            )  # fmt: skip
        else:
            seen[event.section, event.number] = event.address
    doubts += [_column_doubt(column, plan) for column in _odd_columns(plan.head)]
    rows = (*_odd_sections(plan), *_figures_as_events(plan))
    return [*doubts, *_unknown_columns(plan), *_not_marked(plan), *rows]


_HEAD_OF_FIGURES = lazy_pattern(r"((целев|ключев)\w+ )?(показател|индикатор)\w*( \w+)?")
_BARE_YEAR = lazy_pattern(r"20\d\d( ?(г\.?|год))?")


def _figures_as_events(plan: Plan) -> Iterator[Doubt]:
    """«Показатель | 2026 | 2027» among the events: the head of another table, whose rows were taken
    for events, too."""
    for event in plan.events:
        is_head = _HEAD_OF_FIGURES.fullmatch(simple(event.title))
        if is_head and event.schedule and _BARE_YEAR.fullmatch(simple(event.schedule)):
            yield doubt(codes.TABLE_NOT_UNDERSTOOD, event.address, text=quoted(event.title))


_NO_SECTION = lazy_pattern(
    r"(контрольн\w+ (точк|событи|срок)|ожидаем|итог\w*( этапа| раздела)?:|результат\w*( этапа)?:|"
    r"вывод|примечани|отч[её]т\b|внимани|справочно)|.*(?<!\d)\d{1,2}\.\d{1,2}\.20\d\d"
)
_SENTENCE = lazy_pattern(r"[А-ЯЁ][^.]* (\w+тся|\w+(ит|ет|ют|ят|ут))\b.*\.")


def _odd_sections(plan: Plan) -> Iterator[Doubt]:
    """Sections without a number that read as a checkpoint, a result or a sentence."""
    for section in plan.sections:
        title = section.title
        is_odd = _NO_SECTION.match(simple(title)) or _SENTENCE.fullmatch(title)
        if section.number is None and is_odd and not is_month(title):
            yield doubt(codes.SECTION_BY_PLACE, section.address, text=quoted(title))


def _not_marked(plan: Plan) -> Iterator[Doubt]:
    """Events without a mark below the months or quarters of their plan, which has no other time:
    what marks it there may be a colour or a picture that is not read."""
    times = [
        column for column in plan.head.columns
        if is_time_of_ticks(column.lowest) and column_kind(column.heading) is not Column.OTHER
    ]  # fmt: skip
    others = [each for each in plan.head.of(Column.SCHEDULE) if each not in times]
    without = [event for event in plan.events if event.schedule is None]
    if len(times) > 1 and not others and plan.head.crossed is None and without:
        yield doubt(
            codes.TIME_NOT_MARKED, without[0].address, events=len(without),
            title=quoted(without[0].title),
        )  # fmt: skip


def _is_cut(above: str | None, number: str | None) -> bool:
    """Whether «1.1» comes behind «1.9»: a sheet takes «1.10» for a number and drops the nought."""
    head, dot, last = (number or "").rpartition(".")
    return bool(dot) and last == "1" and above == f"{head}.9"


def _unknown_columns(plan: Plan) -> Iterator[Doubt]:
    """Columns whose words stand in details, where the plan has none of a kind that each plan may
    have: «not printed» would be untrue of it if a heading means it in other words."""
    absent = [kind.value for kind in _MAIN if not plan.head.of(kind)]
    if not absent or plan.head.crossed is not None or not plan.events:
        return
    for column in plan.head.columns:
        is_known = column_kind(column.heading) or column_kind(column.lowest)
        if column.kind is not Column.OTHER or is_known or not column.heading:
            continue
        if any(line.startswith(f"{column.heading}: ") for e in plan.events for line in e.details):
            yield doubt(
                codes.COLUMN_NOT_KNOWN, plan.events[0].address[:1], heading=column.heading,
                absent=", ".join(absent),
            )  # fmt: skip


def _odd_columns(head: Head) -> Iterator[HeadColumn]:
    for column in head.columns:
        words = simple(column.heading)
        if column.kind is Column.RESPONSIBLE and "срок" in words:
            yield column


def _column_doubt(column: HeadColumn, plan: Plan) -> Doubt:
    address = plan.events[0].address[:1] if plan.events else ()
    return doubt(codes.COLUMN_OF_TWO, address, heading=column.heading)
