"""The plan a phrase stands in: its period decides the year of a month that names none."""

from collections.abc import Callable
from datetime import date

from engine.classes import dataclass
from engine.model.spec import Window
from engine.schedule.calendar import intersect, months_window, school_year, school_year_of

_YEAR_OF_DAYS = 366
_LENGTHS = {"year": 12, "calendar_year": 12, "half": 6, "four_months": 4, "quarter": 3, "month": 1}
"""Months of a unit."""


def _is_third_quarter(window: Window) -> bool:
    """July–September begins in the second calendar year of a school plan, like any July."""
    return window == months_window(window.start.year, 7, 9)


@dataclass(frozen=True, slots=True)
class Plan:
    """`period` of the plan, both ends included; `month` of a monthly plan or of a report."""

    period: Window | None
    month: date | None = None

    @property
    def is_one_year(self) -> bool:
        """True for one calendar or school year, or less."""
        return (
            self.period is not None and (self.period.end - self.period.start).days < _YEAR_OF_DAYS
        )

    @property
    def is_school(self) -> bool:
        """True where the plan's years begin on 1 September."""
        if self.period is None:
            return False
        start, end = self.period.start, self.period.end
        return (start.month, start.day) == (9, 1) or (self.is_one_year and start.year != end.year)

    def years_for(self, make: Callable[[int], Window | None]) -> list[int]:
        """The years in which the window that `make` builds belongs to the plan.

        One year in a one-year plan; several where the period holds the window several times;
        none without a period. In a school plan a window that crosses 1 September begins in the
        August before, so that it counts for the school year it opens.
        """
        near = self._near_month(make)
        if near or self.period is None:
            return near
        made = {y: make(y) for y in range(self.period.start.year - 1, self.period.end.year + 2)}
        there = {y: w for y, w in made.items() if w is not None}
        fits = [y for y, w in there.items() if self._opens_in_plan(w)]
        fits = fits or [y for y, w in there.items() if intersect(w, self.period)]
        fits = fits or [y for y, w in there.items() if y == self._convention(w)]
        return fits[:1] if self.is_one_year else fits

    def _near_month(self, make: Callable[[int], Window | None]) -> list[int]:
        """In the sheet of a month the year that reaches into the month; of no plan the nearest."""
        if self.month is None:
            return []
        year = self.month.year
        made = [(y, w) for y in (year, year - 1, year + 1) if (w := make(y)) is not None]
        within = [y for y, window in made if self._in_month(window)]
        if within or self.period is not None:
            return within[:1]
        sheet = self.unit_windows("month")[0]
        far = [(max(sheet.start - w.end, w.start - sheet.end), y) for y, w in made]
        return [min(far)[1]] if far else [year]

    def _in_month(self, window: Window | None) -> bool:
        month = self.unit_windows("month")
        return window is not None and intersect(window, month[0]) is not None

    def _opens_in_plan(self, window: Window) -> bool:
        period = self.period
        if period is None:
            return False
        opening = school_year_of(window.end).start
        if (
            self.is_school
            and window.start < opening <= window.end
            and not _is_third_quarter(window)
        ):
            return period.start <= opening <= period.end
        return period.start <= window.start <= period.end

    def _convention(self, window: Window) -> int:
        """September–December is the first year of a school plan, January–August the second."""
        period = self.period
        if period is None or not self.is_school:
            return period.start.year if period else 0
        first = school_year_of(period.start).start.year
        return first if window.start.month >= 9 else first + 1

    def unit_windows(self, name: str) -> tuple[Window, ...]:
        """The years, school years, quarters, halves, months of the plan; one where it is clear."""
        if name == "month" and self.month is not None:
            return (months_window(self.month.year, self.month.month),)
        if self.period is None:
            return ()
        if name == "period" or (name == "year" and self.is_one_year):
            return (self.period,)
        cut = (intersect(window, self.period) for window in self._units(name, self.period))
        return tuple(window for window in cut if window)

    def _units(self, name: str, period: Window) -> list[Window]:
        years = range(period.start.year - 1, period.end.year + 1)
        if name == "school_year" or (name == "year" and self.is_school):
            return [school_year(y) for y in years]
        if name == "half" and self.is_school:
            return [w for y in years for w in (months_window(y, 9, 12), months_window(y + 1, 1, 8))]
        length = _LENGTHS.get(name, 0)
        starts = range(1, 13, length) if length else ()
        return [
            months_window(y, m, m + length - 1) for y in (*years, years[-1] + 1) for m in starts
        ]
