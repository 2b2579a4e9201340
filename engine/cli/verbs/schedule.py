"""`roadmap schedule`: what a phrase of a plan means."""

import re
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.output import Exit, say, write_json
from engine.cli.words import word
from engine.visible import json_text

if TYPE_CHECKING:
    from engine.model.spec import Window


class PeriodType(click.ParamType["Window"]):
    """2021-2022 is a school year, 2022 a calendar year, 2021-09-01..2022-08-31 any period."""

    name = "PERIOD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> "Window":
        """The period; refused where it is none or goes beyond the calendar."""
        from engine.model.spec import Window
        from engine.schedule import within_calendar

        text = str(value)
        try:
            period = Window(*_ends(text))
        except (ValueError, OverflowError):
            self.fail(word("schedule.no-period", text=text), param, ctx)
        if period.start > period.end:
            self.fail(word("schedule.ends-first", text=text), param, ctx)
        if within_calendar(period) != period:
            self.fail(word("schedule.beyond", text=text), param, ctx)
        return period


def _ends(text: str) -> tuple[date, date]:
    if not text.isascii():  # figures of other scripts are numbers, too
        raise ValueError(text)
    if ".." in text:
        start, end = (date.fromisoformat(part) for part in text.split(".."))
        return start, end
    years = re.fullmatch(r"(\d{4})(?:[-/](\d{2}|\d{4}))?", text)
    if years is None:
        raise ValueError(text)
    first, second = years[1], years[2]
    if second is None:
        return date(int(first), 1, 1), date(int(first), 12, 31)
    return date(int(first), 9, 1), date(int(first[: -len(second)] + second), 8, 31)


class MonthType(click.ParamType[date]):
    """2022-11."""

    name = "MONTH"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The first day of the month; refused where there is no such month."""
        from engine.model.spec import Window
        from engine.schedule import within_calendar

        try:
            named = re.fullmatch("([0-9]+)-([0-9]+)", str(value))
            if named is None:
                raise ValueError(value)
            month = date(int(named[1]), int(named[2]), 1)
        except (ValueError, OverflowError):
            self.fail(word("schedule.no-month", text=value), param, ctx)
        if within_calendar(Window(month, month)) is None:
            self.fail(word("schedule.beyond", text=value), param, ctx)
        return month


@click.command("schedule", cls=Command, help="schedule.verb")
@argument("phrase", metavar="phrase")
@option("--period", type=PeriodType(), help="schedule.period")
@option("--month", type=MonthType(), help="schedule.month")
@options.formats("json")
@options.output
def command(phrase: str, period: "Window | None", month: date | None, format_: str) -> int:
    """What a phrase means, or each line of stdin."""
    from engine.schedule import resolve_schedule, schedule_json

    if phrase != "-":
        write_json(schedule_json(resolve_schedule(phrase, period, month=month)))
        return Exit.FINE
    for line in sys.stdin:
        read = resolve_schedule(line.rstrip("\r\n"), period, month=month)
        say(json_text(schedule_json(read), indent=None))
    return Exit.FINE
