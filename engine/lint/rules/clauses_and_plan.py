"""A clause of the order and a row of the plan give one deed two days (L755)."""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.orders import CLAUSE_AGAINST_ROW
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.clause_deadlines import Deadline, day_of, deadlines_of, year_of
from engine.lint.rules.order_heading import signed_on
from engine.lint.text import Passage, passages_of, report, words_of
from engine.lint.text.errands import Errand, errands_of, row_of
from engine.lint.text.morphology import forms
from engine.lint.text.numbering import Span
from engine.lint.text.passages import event_passages
from engine.lint.text.phrases import families, family
from engine.lint.text.things import Use, use_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Window

_LEAST = 3
_MOST = 0.7
_WHO = lazy_pattern(r"^.*?(?=\b[а-яё]+(?:ть|ти|чь|ться)\b)", re.DOTALL | re.IGNORECASE)
_IN_TIME = lazy_pattern(r"\bв\s+срок\s*$", re.IGNORECASE)
_ON_THE_PLAN = lazy_pattern(r"контроль|разместить|ознакомить|направить|довести", re.IGNORECASE)


def check_clauses_and_plan(project: Project) -> tuple[Finding, ...]:
    """«… назначить ответственных до 6 сентября» in the order, «до 20 сентября» in the plan."""
    year = year_of(signed_on(project), project.period)
    return tuple(
        found
        for passage in passages_of(project)
        if passage.subject.roadmap is None and passage.field == "preamble" and not passage.lost
        for found in _of_clause(project, passage, year)
    )


def _of_clause(project: Project, passage: Passage, year: Window | None) -> Iterator[Finding]:
    """Each act against the row that is the very act; else the only deadline against the row that
    says most of the clause."""
    exact = tuple(_of_acts(project, passage, year))
    yield from exact
    for deadline in () if exact else _only(tuple(deadlines_of(passage.text, year))):
        yield from _against(project, passage, deadline)


def _of_acts(project: Project, passage: Passage, year: Window | None) -> Iterator[Finding]:
    errands = errands_of(passage.text)
    for at, errand in enumerate(errands):
        until = errand.due or _of_what_follows(errands[at + 1 :])
        due = day_of(until["day"], year) if until else None
        for roadmap in project.roadmaps if due else ():
            named = row_of(errand, roadmap.events)
            event = named or _row_of_paper(errand, roadmap)
            ends = _end_near(event, due) if event and due else None
            if not (event and due and ends and until):
                continue
            if ends > due or (named and errand.due and _are_at_odds(event, ends, due)):
                yield _differ(roadmap, event, passage, until.span(), due, ends)


_PAPER = lazy_pattern(
    r"\b(?:отч[её]т|справк|сведени|доклад|спис[ок]|план|график|предложени|реестр|свод)",
    re.IGNORECASE,
)
_FEWEST = 2


def _row_of_paper(errand: Errand, roadmap: Roadmap) -> Event | None:
    """«представить директору отчет об эффективности принятых мер»: the only row whose result is
    that very paper."""
    paper = _PAPER.search(errand.asked) if _HANDS_IN.match(errand.verb) else None
    words = families(errand.asked[paper.start() :]) if paper else frozenset[str]()
    rows = [event for event in roadmap.events if words <= families(event.result or "")]
    return rows[0] if len(rows) == 1 and len(words) > _FEWEST else None


def _of_what_follows(later: tuple[Errand, ...]) -> re.Match[str] | None:
    """«назначить … и представить копии приказов до 1 сентября»: what is handed in by a day is done
    by that day."""
    return later[0].due if later and _HANDS_IN.match(later[0].verb) else None


_HANDS_IN = lazy_pattern(r"представить|предоставить|направить|сдать|доложить|сообщить|передать")


def _are_at_odds(event: Event, ends: date, due: date) -> bool:
    """The row ends after the day of the clause, or both print a deadline and not the same one."""
    return ends > due or (event.schedule.kind is ScheduleKind.DEADLINE and ends != due)


def _only(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    return deadlines if len(deadlines) == 1 else ()


def _against(project: Project, passage: Passage, deadline: Deadline) -> Iterator[Finding]:
    start, end = deadline.span
    asked = _IN_TIME.sub("", passage.text[:start]) + passage.text[end:]
    if _ON_THE_PLAN.search(asked):
        return
    deed, things = _verb(asked), families(_WHO.sub("", asked))
    rows = [(roadmap, event) for roadmap in project.roadmaps for event in roadmap.events]
    alike = [(_share(things, event), roadmap, event) for roadmap, event in rows]
    best = max((share for share, *_ in alike), default=0.0)
    named = [(roadmap, event) for share, roadmap, event in alike if share == best]
    if len(things) < _LEAST or best < _MOST or len(named) != 1:
        return
    ((roadmap, event),) = named
    later = errands_of(passage.text)[1:]
    same_deed = bool(deed) and deed in families(event.title or "")
    same_deed = same_deed and not any(_HANDS_IN.match(errand.verb) for errand in later)
    ends = _end_near(event, deadline.day)
    late = ends is not None and ends > deadline.day and not _makes_what_is_used(asked, event)
    if ends and (late or (same_deed and ends != deadline.day)):
        yield _differ(roadmap, event, passage, deadline.span, deadline.day, ends)


def _makes_what_is_used(asked: str, event: Event) -> bool:
    """«утвердить план недели памяти» before «Неделя памяти»: another work, done earlier."""
    verbs = (use for word in words_of(asked) if (use := use_of(word.text)))
    opening = (use for word in words_of(event.title or "")[:_LEAST] if (use := use_of(word.text)))
    return next(verbs, Use.USE) < next(opening, Use.USE)


def _differ(
    roadmap: Roadmap, event: Event, passage: Passage, span: Span, due: date, ends: date
) -> Finding:
    row = next(each for each in event_passages(roadmap, event) if each.field == "schedule")
    return report(
        CLAUSE_AGAINST_ROW, passage, span, due=due, ends=ends,
        title=event.title or event.id, related=((row, "scheduled-here"),),
    )  # fmt: skip


def _verb(asked: str) -> str:
    """The family of the infinitive: «назначить» → «назна»."""
    verbs = (word.text for word in words_of(asked) if forms(word.text)[0].part == "INFN")
    return next((family(verb) for verb in verbs), "")


def _share(things: frozenset[str], event: Event) -> float:
    """How much of the clause the row says: 0 … 1."""
    told = families(f"{event.title or ''} {event.result or ''}")
    return len(things & told) / len(things) if things else 0.0


def _end_near(event: Event, due: date) -> date | None:
    """The day by which the row is done; of several turns the one of the same year, if it is one."""
    windows = event.schedule.windows
    if event.schedule.kind in (ScheduleKind.CONTINUOUS, ScheduleKind.RELATIVE):
        return None
    near = [window.end for window in windows if len(windows) == 1 or window.end.year == due.year]
    return near[0] if len(near) == 1 else None
