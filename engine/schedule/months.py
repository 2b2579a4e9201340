"""The months as texts write them, for those who look for dates outside of schedules."""

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь",
)  # fmt: skip
"""As they are called, January first."""
A_MONTH = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:[ьяею]|[её]м)"
    r"|(?:март|август)(?:[аеу]|ом)?|ма(?:[йяею]|ем))(?![а-яё])"
)
"""A month in any of its cases, written out: for patterns that take small and capital letters."""
_BEGINNINGS = (
    "янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
)  # fmt: skip


def month_number(word: str) -> int:
    """1 to 12 for a month in any case or shortened («сентября», «сент.»), 0 for other words."""
    lower = word.lower()
    numbered = enumerate(_BEGINNINGS, start=1)
    return next((number for number, start in numbered if lower.startswith(start)), 0)
