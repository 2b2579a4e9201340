"""The time axis: which days it spans, where a day stands, months and years below it."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.spec import Window
from engine.reports.charts import svg
from engine.reports.charts.svg import LINE, SOFT

MOST_MONTHS = 60
"""A plan of five years; what lies outside (a wrong century) is drawn at the edge."""


_LABEL = 26.0
_SIZE = 9.5


@dataclass(frozen=True, slots=True)
class Axis:
    """Months numbered from year 0; the axis begins with `first` and ends before `last`."""

    first: int
    last: int
    left: float
    width: float

    @property
    def month_width(self) -> float:
        """The width of one month in the picture."""
        return self.width / (self.last - self.first)

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins (or ends), never outside the axis."""
        passed = (day.day - (0 if end else 1)) / _days(day)
        months = min(max(_month(day) + passed - self.first, 0), self.last - self.first)
        return self.left + months * self.month_width

    def months(self) -> Iterator[tuple[int, int, float]]:
        """(year, month, x of its first day)."""
        for number in range(self.first, self.last):
            x = self.left + (number - self.first) * self.month_width
            yield number // 12, number % 12 + 1, x

    def grid(self, top: float, bottom: float) -> Iterator[str]:
        """A line at each month, a stronger one at each year."""
        for kind, width in (("month", 0.6), ("year", 1.4)):
            steps = [
                step
                for _, month, x in self.months()
                if (month == 1) is (kind == "year")
                for step in ("M", x, top, "V", bottom)
            ]
            if steps:
                yield svg.path(*steps, class_=kind, stroke=LINE, stroke_width=width)

    def labels(self, y: float, words: Catalogue) -> str:
        """Names of months as far as there is room for them, and the years below."""
        parts = (*self._month_names(y, words), *self._years(y + 12))
        return svg.group(parts, class_="axis", font_size=_SIZE, fill=SOFT)

    def _month_names(self, y: float, words: Catalogue) -> Iterator[str]:
        every = next((step for step in (1, 2, 3, 6) if step * self.month_width >= _LABEL), 12)
        for _, month, x in self.months():
            if (month - 1) % every == 0 and x + _LABEL - 4 <= self.left + self.width:
                yield svg.text(words.text(f"picture.month.{month}"), x + 2, y)

    def _years(self, y: float) -> Iterator[str]:
        for year, month, x in self.months():
            room = min((13 - month) * self.month_width, self.left + self.width - x)
            if (month == 1 or x == self.left) and room >= _LABEL + 2:
                yield svg.text(str(year), x + 2, y, class_="year", font_weight=700)


def spanning(windows: Iterable[Window], *, left: float, width: float) -> Axis | None:
    """The axis over whole months that holds the windows; None where there is none."""
    days = [(_month(window.start), _month(window.end)) for window in windows]
    if not days:
        return None
    first = _typical(start for start, _ in days)
    last = max(end for _, end in days)
    return Axis(first, min(last + 1, first + MOST_MONTHS), left, width)


def _typical(months: Iterable[int]) -> int:
    """The earliest month, unless it lies further from the latest than the axis may span."""
    ordered = sorted(months)
    middle = ordered[len(ordered) // 2]
    return max(ordered[0], middle - MOST_MONTHS // 2)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else day
    return max((following - day.replace(day=1)).days, 28)
