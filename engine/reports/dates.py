"""The one place where a day or a window becomes text."""

from datetime import date

from engine.messages import Catalogue
from engine.model.schedules import Window
from engine.reports.numbers import NO_BREAK

EN_DASH = "\N{EN DASH}"


def long_date(day: date, words: Catalogue) -> str:
    """«1 июня 2022 г.»."""
    month = words.text(f"month.{day.month}")
    return words.text("report.long_date", day=day.day, month=month, year=day.year).replace(
        " ", NO_BREAK
    )


def short_date(day: date) -> str:
    """«01.06.2022»."""
    return f"{day.day:02d}.{day.month:02d}.{day.year}"


def short_window(window: Window) -> str:
    """«01.09.2021–31.10.2021», or one day."""
    if window.start == window.end:
        return short_date(window.start)
    return f"{short_date(window.start)}{EN_DASH}{short_date(window.end)}"
