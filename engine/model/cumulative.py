"""By the words of data.yaml: columns that hold in each period those before it («нарастающим
итогом», «с начала года»), and the columns by which a table has several periods within a year.
"""

import re

from engine.lazy import lazy_pattern
from engine.model.tables import Field, Resource

SAID_CUMULATIVE = lazy_pattern(
    r"(?<!не )(?<!без )(?:нараст\w+\s+(?:итог|образ)\w*|с\s+нарастанием|накопит?ельн\w+\s+итог\w*|"
    r"накопленн\w+\s+(?:итог|значени|числ|количеств)\w*|накоплено|"
    r"с\s+начала\s+(?:\w+\s+)?(?:года|периода)|\bcumulative\b|year[ -]to[ -]date|\bytd\b)",
    re.IGNORECASE,
)
OF_ONE_PERIOD = lazy_pattern(
    r"\bза\s+(?:\w+\s+)?(?:месяц|квартал|недел[юи]|декаду|полугодие)\b|"
    r"\b(?:in|for|per) the (?:month|quarter|week)\b",
    re.IGNORECASE,
)
"""A column of its own period in a table whose title speaks of the whole year."""

_PERIODS = lazy_pattern(
    r"месяц|квартал|полугоди|четверт|триместр|семестр|период|недел|\bдат[аы]\b|month|quarter|period|"
    r"week|\bdate\b",
    re.IGNORECASE,
)
_STOCK = lazy_pattern(
    r"^\W*(?:(?:всего|общее|кол(?:ичеств|-в)о|числ(?:о|енность)|контингент)\W+)*(?:обучающихся|учащихся|"
    r"воспитанников|детей|педагогов|учителей|классов|мест|посеща\w+|занима\w+|охвачен\w*|состо[ия]т\w*)\b|"
    r"\b(?:контингент|численность)\b|\bна\s+(?:начало|конец)\b",
    re.IGNORECASE,
)
"""How many there are at a time, and not how many came to it."""
YEAR = lazy_pattern(r"\bгода?\b|\byear\b", re.IGNORECASE)


def said_cumulative(resource: Resource, field: Field) -> bool:
    """Whether data.yaml says it: by the key, else by the words of the column or of the table."""
    if field.is_cumulative is not None:
        return field.is_cumulative
    own = " · ".join((field.header, *field.aliases))
    if SAID_CUMULATIVE.search(own):
        return True
    return bool(SAID_CUMULATIVE.search(resource.title)) and not OF_ONE_PERIOD.search(own)


def said_stock(field: Field) -> bool:
    """Whether the words of the column say how many there are at a time: the same ones stand in each
    period. `cumulative: false` says that each period stands for itself."""
    return field.is_cumulative is None and bool(_STOCK.search(field.header))


def columns_of_periods(resource: Resource) -> tuple[Field, ...]:
    """The columns by which a table has several periods within a year."""
    return tuple(field for field in resource.fields if _tells_periods(resource, field))


def _tells_periods(resource: Resource, field: Field) -> bool:
    if field.name not in (resource.period, resource.date):
        return bool(_PERIODS.search(field.header))
    return bool(_PERIODS.search(field.header)) or not YEAR.search(field.header)
