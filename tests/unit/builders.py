"""Small projects for tests, each piece with the least that it needs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from engine.diagnostics import Origin
from engine.model.project import Municipality, Order, Project, Waiver
from engine.model.rules import NotMeasurable, Rule
from engine.model.spec import (
    Event,
    Goal,
    Indicator,
    Level,
    Responsible,
    Roadmap,
    Schedule,
    ScheduleKind,
    Section,
    Stage,
    Window,
)
from engine.model.targets import Target

Item = TypeVar("Item", Event, Goal, Indicator)

SCHOOL_YEAR = Window(date(2021, 9, 1), date(2022, 8, 31))


def window(start: str, end: str | None = None) -> Window:
    """«2021-09-01», «2021-10-31» as a window; one day when there is no end."""
    return Window(date.fromisoformat(start), date.fromisoformat(end or start))


def schedule(*windows: Window, text: str | None = None) -> Schedule:
    """A schedule with those windows, undated when there are none."""
    kind = ScheduleKind.FIXED_WINDOW if windows else ScheduleKind.AS_NEEDED
    return Schedule(text, kind, windows, reason=None if windows else "as-needed")


def event(
    id: str,
    *stages: str,
    serves: Sequence[str] = (),
    after: Sequence[str] = (),
    when: Sequence[Window] | Schedule = (),
    number: str | None = None,
    title: str | None = None,
    section: str | None = None,
    responsible: Sequence[str] = (),
    result: str | None = None,
) -> Event:
    """An event; its stage is monitoring unless others are named."""
    return Event(
        id=id,
        section=section,
        number=number,
        title=title or f"Мероприятие {id}",
        stages=tuple(Stage(stage) for stage in stages or ("monitoring",)),
        serves=tuple(serves),
        after=tuple(after),
        schedule=when if isinstance(when, Schedule) else schedule(*when),
        responsible=tuple(Responsible(text, None) for text in responsible),
        result=result,
        evidence=None,
        details=(),
        decisions=(),
        lost=(),
        not_printed=(),
        suggested=(),
        note=None,
        origin=Origin("?", ("events", id)),
    )


def goal(id: str, text: str = "создание системы оценки качества") -> Goal:
    """A goal."""
    return Goal(id, text, None, Origin("?", ("goals", id)))


def indicator(
    id: str,
    goal: str | None = None,
    *,
    rule: Rule | None = None,
    target: Target | None = None,
    text: str = "охват педагогов",
) -> Indicator:
    """An indicator without a figure, unless it has a rule."""
    return Indicator(
        id=id,
        goal=goal,
        text=text,
        group=None,
        clause=None,
        rule=rule,
        not_measurable=None if rule else NotMeasurable.NO_FIGURE,
        target=target,
        due=None,
        level=Level.MUNICIPALITY,
        judge=Level.MUNICIPALITY,
        none_is_not_applicable=False,
        lost=(),
        suggested=(),
        note=None,
        origin=Origin("?", ("indicators", id)),
    )


def section(id: str, number: str, title: str) -> Section:
    """A heading of the plan."""
    return Section(id, number, title, (), (), None, Origin("?", ("sections", id)))


def roadmap(
    slug: str,
    *events: Event,
    goals: Sequence[Goal] = (),
    indicators: Sequence[Indicator] = (),
    sections: Sequence[Section] = (),
    code: str | None = None,
    title: str = "Дорожная карта",
) -> Roadmap:
    """A roadmap whose items have their places in `<slug>.yaml`."""
    return Roadmap(
        file=f"{slug}.yaml",
        slug=slug,
        code=code,
        title=title,
        plan_title=None,
        annex=None,
        preamble=(),
        period=None,
        period_text=None,
        passport=(),
        sections=tuple(sections),
        goals=_placed(goals, slug, "goals"),
        sources=(),
        indicators=_placed(indicators, slug, "indicators"),
        events=_placed(events, slug, "events"),
        note=None,
    )


def waiver(id: str | None = None, *, code: str | None = None, until: str = "2022-12-31") -> Waiver:
    """A waiver signed by the head of the department."""
    until_day = date.fromisoformat(until)
    origin = Origin("project.yaml", ("waivers", 0))
    return Waiver(id, code, "карантин в школе", "Иванова И. И.", until_day, origin)


def project(*roadmaps: Roadmap, waivers: Sequence[Waiver] = ()) -> Project:
    """A project of one school year without tables."""
    return Project(
        id="district-2021",
        folder="district-2021",
        title="План района",
        municipality=Municipality("Район", "район", None, "Района"),
        method="2020",
        period=SCHOOL_YEAR,
        period_text="2021-2022 учебный год",
        order=Order(None, None, None, (), (), (), (), None),
        organisations=(),
        bodies=(),
        evidence=None,
        waivers=tuple(waivers),
        roadmaps=roadmaps,
        data=None,
    )


def _placed(items: Sequence[Item], slug: str, key: str) -> tuple[Item, ...]:
    return tuple(
        replace(item, origin=Origin(f"{slug}.yaml", (key, number)))
        for number, item in enumerate(items)
    )
