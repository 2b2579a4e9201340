"""`roadmap schedule`: what a phrase of a plan means."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.output import Exit, say, write_json
from engine.cli.russian import RussianCommand

if TYPE_CHECKING:
    from engine.model.spec import Window


class PeriodType(click.ParamType["Window"]):
    """2021-2022 is a school year, 2022 a calendar year, 2021-09-01..2022-08-31 any period."""

    name = "ПЕРИОД"

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
            self.fail(
                f"«{text}» — не период; напишите 2021-2022 (учебный год), 2022 (календарный) "
                "или 2021-09-01..2022-08-31.", param, ctx,
            )  # fmt: skip
        if period.start > period.end:
            self.fail(f"«{text}» — конец периода раньше начала.", param, ctx)
        if within_calendar(period) != period:
            self.fail(_BEYOND.format(text), param, ctx)
        return period


_BEYOND = "«{}» — за пределами календаря планов: годы с 1900-го по 2199-й."


def _ends(text: str) -> tuple[date, date]:
    if ".." in text:
        start, end = (date.fromisoformat(part) for part in text.split(".."))
        return start, end
    first, _, second = text.replace("/", "-").partition("-")
    if not second:
        return date(int(first), 1, 1), date(int(first), 12, 31)
    return date(int(first), 9, 1), date(int(first[:2] + second[-2:]), 8, 31)


class MonthType(click.ParamType[date]):
    """2022-11."""

    name = "МЕСЯЦ"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The first day of the month; refused where there is no such month."""
        from engine.model.spec import Window
        from engine.schedule import within_calendar

        try:
            year, number = str(value).split("-")
            month = date(int(year), int(number), 1)
        except (ValueError, OverflowError):
            self.fail(f"«{value}» — не месяц; напишите, например, 2022-11.", param, ctx)
        if within_calendar(Window(month, month)) is None:
            self.fail(_BEYOND.format(value), param, ctx)
        return month


@click.command("schedule", cls=RussianCommand)
@click.argument("phrase", metavar="ФРАЗА")
@click.option("--period", type=PeriodType(), help="Период плана: 2021-2022, 2022.")
@click.option("--month", type=MonthType(), help="Месяц, о котором идёт речь: 2022-11.")
@options.formats("json")
@options.output
def command(phrase: str, period: "Window | None", month: date | None, format_: str) -> int:
    """Разобрать срок, записанный словами. «-» вместо фразы — читать по строке со входа.

    \b
    Примеры:
      roadmap schedule "Сентябрь - октябрь 2021 г." --period 2021-2022
      roadmap schedule "ежемесячно (третья пятница месяца)" --period 2021-2022
      roadmap schedule - --period 2022 < сроки.txt
    """
    from engine.schedule import resolve_schedule, schedule_json

    if phrase != "-":
        write_json(schedule_json(resolve_schedule(phrase, period, month=month)))
        return Exit.FINE
    for line in sys.stdin:
        read = resolve_schedule(line.rstrip("\r\n"), period, month=month)
        say(json.dumps(schedule_json(read), ensure_ascii=False))
    return Exit.FINE
