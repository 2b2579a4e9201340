"""A roadmap under way, and words that pass from one to another: annexes of one plan, lines that
were taken for its title."""

from collections.abc import Sequence
from dataclasses import field, replace

from engine.classes import dataclass
from engine.papers.continuing import is_next
from engine.papers.documents import Address, Paragraph
from engine.papers.lines_above import looks_alike, section_of
from engine.papers.passports import PassportEntry, is_of_figures
from engine.papers.plans import Plan
from engine.papers.written_passports import read_written


@dataclass(slots=True)
class Draft:
    """One roadmap under way."""

    title: str | None = None
    plan_title: str | None = None
    annex: str | None = None
    lead: list[str] = field(default_factory=list)
    goals: list[tuple[str, Address]] = field(default_factory=list)
    indicators: list[tuple[str, Address]] = field(default_factory=list)
    """Those that are lines above the plan; rows of a passport hold theirs."""
    passport: list[PassportEntry] = field(default_factory=list)
    plan: Plan | None = None
    tail: Paragraph | None = None
    """The last line of its title, which may prove to be a section of the plan."""
    slug: str | None = None
    """That of the roadmap that a hidden bookmark names."""


def gather(drafts: list[Draft], goals: list[tuple[str, Address]]) -> None:
    """An annex of indicators, or the passport in an annex of its own, is that of the only plan of
    the order; so are the `goals` that the order itself names, where the plan names none."""
    plans = [draft for draft in drafts if draft.plan]
    others = [draft for draft in drafts if not draft.plan and draft.passport]
    if len(plans) != 1:
        return
    if not any("goal" in entry.stages for draft in drafts for entry in draft.passport):
        plans[0].goals = plans[0].goals or goals
    may_be_passport = not plans[0].passport and len(others) == 1
    for other in others:
        if may_be_passport or all(is_of_figures(entry) for entry in other.passport):
            take_over(plans[0], other)
            drafts.remove(other)


def take_over(draft: Draft, other: Draft) -> None:
    """The words of another annex become those of the roadmap: its title stands over its rows."""
    first, *rest = other.passport
    heading = " ".join(filter(None, (other.title, first.heading))) or None
    draft.passport += [replace(first, heading=heading), *rest]
    draft.goals += other.goals
    draft.indicators += other.indicators
    draft.lead += other.lead


def untail(draft: Draft, tail: Paragraph, plan: Plan, below: Sequence[Paragraph]) -> None:
    """The last line above the plan, which was taken for one of its title or for words before it,
    becomes its first section, where it is counted or looks as the section `below` is."""
    titles = (draft.title, draft.plan_title)
    first, second = ((each or "").removesuffix(tail.text).strip() or None for each in titles)
    above = second if second != draft.plan_title else first
    is_alike = len(below) == 1 and looks_alike(above or "", tail, below[0])
    if is_alike or is_next(tail, below[0]):
        draft.title, draft.plan_title = first, second
        draft.lead = [each for each in draft.lead if each != tail.printed]
        plan.sections.append(section_of(tail))
        plan.events = [replace(each, section=0) for each in plan.events]


def told_below(drafts: Sequence[Draft], lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Take the goals and indicators in the lines below a plan where those above it name none; the
    lines that are an item as a whole, of which nothing else is to be told."""
    taken: list[tuple[str, Address]] = []
    for draft in drafts:
        written = read_written(lines)
        taken += [] if draft.goals else written.goals
        taken += [] if draft.indicators else written.indicators
        draft.goals = draft.goals or written.goals
        draft.indicators = draft.indicators or written.indicators
    return [line for line in lines if (line.text, line.address) in taken]
