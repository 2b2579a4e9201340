"""Cells of a plan that hold more than one thing: events, times and doers in step."""

from engine.lazy import lazy_pattern
from engine.papers.documents import Cell, Paragraph
from engine.papers.headings import Column, simple
from engine.papers.row_values import NOTHING, RowValues, bare_number, own_number

_HOUR = lazy_pattern(
    r"(в |с |до |начало в )?([01]?\d|2[0-3])(:[0-5]\d|[.-](00|1[3-9]|[2-5]\d)|( ?ч(ас\w*)?\.?))"
    r"( ?ч(ас\w*)?\.?)?"
)
"""«09.00», «14:30», «в 15 ч.»: no month has the number 0 or one over 12."""
_DASH = lazy_pattern(r"[-–—•]\s+")
_STOP = lazy_pattern(r"(?:[ ;,]+|(?<=\w{4})\.)$")
"""The sign that ends a part; the dot of an initial or of a short word is none."""
_SURELY_LIST = 3
"""So many sentences in a cell without a number are hardly one event."""


def members(values: RowValues) -> list[tuple[str | None, str]] | None:
    """Numbers and titles of a cell that lists several events; None where it holds one."""
    cell, number = values.cell(Column.TITLE), values.cell(Column.NUMBER)
    assert cell is not None
    lines = [paragraph for paragraph in cell.paragraphs if paragraph.lines]
    if len(lines) < 2 or any(paragraph.text.rstrip().endswith(":") for paragraph in lines):
        return None
    numbers = [paragraph for paragraph in number.paragraphs if paragraph.printed] if number else []
    if len(numbers) == len(lines):
        return [
            (bare_number(own.printed), line.text) for own, line in zip(numbers, lines, strict=True)
        ]
    if len(numbers) == 1:
        return None
    counted = [own_number(paragraph) for paragraph in lines]
    if all(each[0] for each in counted):
        return counted
    others = [
        len(lines_of(other))
        for kind in (Column.SCHEDULE, Column.RESPONSIBLE)
        for _, other in values.of(kind)
    ]
    is_list = all(paragraph.text[:1].isupper() or paragraph.label for paragraph in lines)
    is_plain = not any(paragraph.label for paragraph in lines)
    if is_list and is_plain and len(lines) not in others:
        is_one = number is not None or (max(others, default=0) < 2 and len(lines) < _SURELY_LIST)
        return None if is_one else [(None, paragraph.text) for paragraph in lines]
    return [(None, paragraph.text) for paragraph in lines] if is_list else None


def steps_of(values: RowValues) -> tuple[str, ...]:
    """Parts of one event behind «…:» with what stands beside each: «а) школы – до 1 мая – ИМЦ».
    Nothing where no other cell has as many lines."""
    cell = values.cell(Column.TITLE)
    lines = [paragraph.printed for paragraph in cell.paragraphs if paragraph.lines] if cell else []
    leads = [at for at, line in enumerate(lines) if line.rstrip().endswith(":")]
    parts = lines[leads[0] + 1 :] if len(leads) == 1 else []
    kinds = (Column.SCHEDULE, Column.RESPONSIBLE, Column.RESULT)
    beside = [lines_of(other) for kind in kinds for _, other in values.of(kind)]
    in_step = [
        [" ".join(each.printed for each in line) for line in lists]
        for lists in beside if len(lists) == len(parts) > 1
    ]  # fmt: skip
    if not in_step:
        return ()
    rows = zip(parts, *in_step, strict=True)
    return tuple(" – ".join(_STOP.sub("", each) for each in row) for row in rows)


def lines_of(cell: Cell) -> list[tuple[Paragraph, ...]]:
    """The paragraphs of a cell; a time of day belongs to the day above it."""
    found: list[tuple[Paragraph, ...]] = []
    for paragraph in cell.paragraphs:
        if paragraph.lines and found and _HOUR.fullmatch(simple(paragraph.text)):
            found[-1] = (*found[-1], paragraph)
        elif paragraph.lines:
            found.append((paragraph,))
    return found


def events_in(cell: Cell) -> list[tuple[str | None, str]]:
    """Numbers and titles of the events in a cell that holds nothing else: a paragraph each, but
    small letters go on with the one above."""
    found: list[tuple[str | None, str]] = []
    for paragraph in cell.paragraphs:
        number, words = own_number(paragraph)
        words = _DASH.sub("", words)
        if words in NOTHING:
            continue
        goes_on = found and not (number or paragraph.label or words != paragraph.text)
        if goes_on and (words[:1].islower() or found[-1][1].endswith((",", ":", "–", "-"))):
            found[-1] = (found[-1][0], f"{found[-1][1]} {words}")
        else:
            found.append((number, words))
    return found
