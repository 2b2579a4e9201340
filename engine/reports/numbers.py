"""The one place where a number becomes text: decimal sign, groups of thousands, percents, ratios.

A rounded figure never tells another story than the exact one: it stays on its side of what it is
held against. 69,96 % of a target of 70 % is not shown as 70 %, 69,951 % of 69,96 % is not shown as
70 %, and 99,97 % is not shown as 100 %.

The one place where a day or a window becomes text.

The plan month by month.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile

from engine.classes import dataclass
from engine.messages import Catalogue, Language
from engine.model.spec import Window
from engine.results.events import PlannedEvent

NO_BREAK = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_FINEST = 15
_DIGITS = 400
"""More than the largest float has, with its decimals."""
Number = float | Fraction


@dataclass(frozen=True, slots=True)
class Numerals:
    """How one language writes numbers."""

    decimal: str
    group: str

    def number(self, value: Number, *, places: int = 2, near: tuple[Number, ...] = ()) -> str:
        """`value` with at most `places` decimals, more where rounding would move it onto nought, or
        onto or over one of `near`; a value that is itself among them is written whole."""
        rounded = _faithful(value, places, (0, *near))
        whole, _, decimals = f"{abs(rounded):f}".partition(".")
        decimals = decimals.rstrip("0")
        sign = MINUS if rounded < 0 else ""
        return f"{sign}{self._grouped(whole)}{self.decimal if decimals else ''}{decimals}"

    def percent(
        self, fraction: Number, *, target: float | None = None, near: tuple[Number, ...] = ()
    ) -> str:
        """A fraction of one as «74,2 %»; it stays on its side of the percentages `target` and
        `near`."""
        near = (0.0, 100.0, *near, *(() if target is None else (target,)))
        return f"{self.number(fraction * 100, places=1, near=near)}{NO_BREAK}%"

    def ratio(self, n: float, total: float, *, target: float | None = None) -> str:
        """«23 / 31 = 74,2 %», or «0 / 0» where there is nothing to divide by."""
        parts = f"{self.number(n)}{NO_BREAK}/{NO_BREAK}{self.number(total)}"
        if not total:
            return parts
        share = self.percent(exactly(n) / exactly(total), target=target)
        return f"{parts}{NO_BREAK}={NO_BREAK}{share}"

    def mean(self, n: float, total: float, *, target: float | None = None, times: float = 1) -> str:
        """«1 234 / 320 = 3,86»; «31 / 2 500 × 1 000 = 12,4» of every so many."""
        parts = f"{self.number(n)}{NO_BREAK}/{NO_BREAK}{self.number(total)}"
        if not total:
            return parts
        near = () if target is None else (target,)
        value = exactly(n) * exactly(times) / exactly(total)
        if times != 1:
            parts = f"{parts}{NO_BREAK}×{NO_BREAK}{self.number(times)}"
        return f"{parts}{NO_BREAK}={NO_BREAK}{self.number(value, near=near)}"

    def _grouped(self, digits: str) -> str:
        head = len(digits) % 3
        groups = [digits[:head]] if head else []
        groups += [digits[start : start + 3] for start in range(head, len(digits), 3)]
        return self.group.join(groups)


_NUMERALS = {
    Language.RU: Numerals(decimal=",", group=THIN),
    Language.EN: Numerals(decimal=".", group=","),
}


def numerals(language: Language) -> Numerals:
    """How the language writes numbers."""
    return _NUMERALS[language]


def exactly(value: Number) -> Fraction:
    """The number as it is written; a fraction as it is."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


@lru_cache(maxsize=4096)
def _faithful(value: Number, places: int, near: tuple[Number, ...]) -> Decimal:
    """Rounded half up, with more decimals while the rounding moves the value onto a boundary or
    over it. A float is read without the last bits, which depend on the machine."""
    is_exact = isinstance(value, Fraction)
    exact = Fraction(value) if is_exact else Fraction(value).limit_denominator(10**12)
    boundaries = [exactly(each) for each in near]
    for count in range(places, _FINEST + 1):
        rounded = _rounded(exact, count)
        if all(
            _side(Fraction(rounded), boundary) == _side(exact, boundary) for boundary in boundaries
        ):
            return rounded
    return _rounded(exact, _FINEST)


def _side(value: Fraction, boundary: Fraction) -> int:
    return (value > boundary) - (value < boundary)


def _rounded(exact: Fraction, places: int) -> Decimal:
    with localcontext(prec=_DIGITS):
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return quotient.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


EN_DASH = "\N{EN DASH}"


def long_date(day: date, words: Catalogue) -> str:
    """«1 июня 2022 г.»."""
    month = words.text(f"month.{day.month}")
    return words.text("report.long_date", day=day.day, month=month, year=day.year).replace(
        " ", NO_BREAK
    )


def short_date(day: date, words: Catalogue) -> str:
    """«01.06.2022», “1 Jun 2022”."""
    return words.day(day).replace(" ", NO_BREAK)


def short_window(window: Window, words: Catalogue) -> str:
    """«01.09.2021–31.10.2021», or one day."""
    if window.start == window.end:
        return short_date(window.start, words)
    dash = words.text("report.from_to")
    return f"{short_date(window.start, words)}{dash}{short_date(window.end, words)}"


def written_day(text: str | None, words: Catalogue) -> str | None:
    """A day of a register or an order in the reader's way of writing; what is no day stays."""
    if text is None:
        return None
    try:
        return short_date(datetime.fromisoformat(text), words)
    except ValueError:
        return text


Month = tuple[int, int]
"""Year and month."""


def months_of(order: tuple[PlannedEvent, ...]) -> Iterator[Month | None]:
    """The month under which each event stands: the latest begun so far.

    None for those at the end that have no dates, and before the first that has.
    """
    tail = sum(1 for _ in takewhile(lambda planned: planned.start is None, reversed(order)))
    latest: Month | None = None
    for planned in order[: len(order) - tail]:
        if planned.start is not None:
            month = (planned.start.year, planned.start.month)
            latest = max(latest, month) if latest else month
        yield latest
    yield from (None for _ in range(tail))


def month_name(month: Month | None, words: Catalogue) -> str:
    """«сентябрь 2021», or that there are no dates."""
    if month is None:
        return words.text("plan.without_dates")
    return f"{words.text(f'plan.month.{month[1]}')} {month[0]}"
