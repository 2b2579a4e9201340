"""What is shown, carried out or given before it is ready, by the things that titles name (L764)."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from engine.codes.documents import USED_BEFORE_READY
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.called_before import by_body, by_place, by_taught
from engine.lint.text.dates import lasts_all_along, written
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import forms, lemma, words_of
from engine.lint.text.numbering import about, beside
from engine.lint.text.outcomes import by_outcome, by_persons
from engine.lint.text.phrases import ROUNDS, deed_of, head_of, is_audience, is_paperwork
from engine.lint.text.things import Thing, Use, are_one, done_with, given_by, use_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Stage, Window

Pairs = Iterator[tuple[Event, Event]]


def check_things_in_use(project: Project) -> tuple[Finding, ...]:
    """One finding for each event that needs what is ready only after it."""
    return tuple(
        _told(roadmap, event, late)
        for roadmap in project.roadmaps
        for event, late in _used_early(roadmap)
    )


def _used_early(roadmap: Roadmap) -> Iterator[tuple[Event, list[Event]]]:
    needs: dict[str, list[list[Event]]] = {}
    for read in _READINGS:
        of_one: dict[str, list[Event]] = {}
        for event, ground in read(roadmap):
            of_one.setdefault(event.id, []).append(ground)
        for name, grounds in of_one.items():
            needs.setdefault(name, []).append(grounds)
    for event in roadmap.events:
        late = (each for each in needs.get(event.id, ()) if _is_late(event, each))
        if grounds := next(late, []):
            yield event, grounds


def _is_late(event: Event, grounds: list[Event]) -> bool:
    """Whether none of what would do is ready; what `after` names is told of elsewhere."""
    return all(
        _is_told_here(event, ground)
        and _too_soon(event, ground)
        and not _is_of_other_turn(event, ground)
        for ground in grounds
    )


def _is_told_here(event: Event, ground: Event) -> bool:
    """What `after` names is judged elsewhere, but for work that goes on until after a deadline."""
    if ground.id not in event.after:
        return True
    due = ground.schedule.kind is ScheduleKind.DEADLINE
    return due and bool(event.schedule.windows) and _turn(event).end >= _turn(ground).start


_YEAR = lazy_pattern(r"\b20(\d\d)\b(?:\s*[-–—/]\s*(?:20)?(\d\d)\b)?")
_TURN = lazy_pattern(
    r"\b(перв|втор|трет|четв[её]рт|I{1,3}V?)\w*\s+(?:полугоди|квартал|четверт|триместр)",
    re.IGNORECASE,
)
_FORMER = lazy_pattern(r"\b(?:прошл|прошедш|предыдущ|минувш)\w+\s+(?:\w+\s+)?год", re.IGNORECASE)


def _is_of_other_turn(event: Event, ground: Event) -> bool:
    """«Победители конкурса 2025 года» and the contest of 2026; a plan for each half of a year."""
    title, other = event.title or "", ground.title or ""
    windows = ground.schedule.windows
    held = {f"{day:%y}" for window in windows for day in (window.start, window.end)}
    years, turns = _years(title), {turn.lower() for turn in _TURN.findall(title)}
    others = {turn.lower() for turn in _TURN.findall(other)}
    return (
        bool(_FORMER.search(title))
        or bool(years and not years & (_years(other) or held))
        or bool(turns and others and not turns & others)
    )


def _years(text: str) -> set[str]:
    """The last two figures of each year named: «2025/26» → 25, 26."""
    return {year for found in _YEAR.finditer(text) for year in found.groups() if year}


def _told(roadmap: Roadmap, event: Event, late: list[Event]) -> Finding:
    return about(
        USED_BEFORE_READY, roadmap, event, "schedule",
        related=[beside(roadmap, each, "made-here", "schedule") for each in late],
        ready=written(max(_turn(each).end for each in late)), made=late[0].title or late[0].id,
    )  # fmt: skip


def _turn(event: Event) -> Window:
    return min(event.schedule.windows)


_DAYS_TOLD = lazy_pattern(r"\b0?1(?:\.\d\d(?:\.\d{4})?)?\s*(?:[-–—]|по|до)\s*(?:28|29|30|31)\b")
"""«1–31 октября»: each day is told, though it is a month."""


def _too_soon(event: Event, ground: Event) -> bool:
    """Whether the event is over, or well begun, while its ground is not ready yet.

    A term of whole months leaves open on which of its days the work ends.
    """
    if any(not each.schedule.windows or lasts_all_along(each) for each in (event, ground)):
        return False
    used, window = _turn(event), _turn(ground)
    if window.is_of_months and not _DAYS_TOLD.search(ground.schedule.text or ""):
        return _month(used.end) < _month(window.end) or _runs_ahead(event, ground)
    return used.end < window.end or _runs_ahead(event, ground)


def _runs_ahead(event: Event, ground: Event) -> bool:
    """A long work that began in an earlier month than its ground was ready."""
    used, window = _turn(event), _turn(ground)
    long = _month(used.start) < _month(used.end)
    long = long and event.schedule.kind is not ScheduleKind.DEADLINE
    due = ground.schedule.kind is ScheduleKind.DEADLINE
    early = _month(used.start) < _month(window.end)
    return long and early and (due or used.start <= window.start)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _by_thing(roadmap: Roadmap) -> Pairs:
    """Who shows, approves or carries out a thing, and who makes it."""
    common = _common(roadmap)
    made = [
        (event, done.use, done.thing)
        for event in roadmap.events
        for done in done_with(event.title or "")
        if done.use < Use.USE
    ]
    given = [(event, thing) for event in roadmap.events for thing in given_by(event.result or "")]
    for event in roadmap.events:
        for done in done_with(event.title or ""):
            makers = [
                maker for maker, use, thing in made
                if maker is not event and use < done.use and _is_it(done.thing, thing, made, common)
            ] or [
                giver for giver, thing in given
                if giver is not event and done.use is Use.USE and are_one(done.thing, thing, common)
            ]  # fmt: skip
            yield from ((event, maker) for maker in makers)


def _is_it(
    used: Thing, thing: Thing, made: list[tuple[Event, Use, Thing]], common: frozenset[str]
) -> bool:
    """One thing by its name; or by its kind alone, where the plan makes one of the kind."""
    if used.head != thing.head:
        return False
    kin = [each for _, _, each in made if each.head == thing.head]
    alone = len(kin) == 1 and not used.name - common and not is_paperwork(thing.head)
    return alone or are_one(used, thing, common)


def _common(roadmap: Roadmap) -> frozenset[str]:
    return frozenset(stems(roadmap.title))


_WINNERS = lazy_pattern(
    r"\b(?:победител|приз[её]р|лауреат|финалист)\w*\s+(?:и\s+\w+\s+)?(?:\w+(?:ого|ой|ых|их)\s+)*"
    r"(?P<work>[а-яё]+)",
    re.IGNORECASE,
)


def _by_winners(roadmap: Roadmap) -> Pairs:
    """«Мастер-классы победителей конкурса» and the contest."""
    for event in roadmap.events:
        title = event.title or ""
        found = _WINNERS.search(title)
        held = [
            each for each in roadmap.events
            if found and each is not event and _is_held(each.title or "", lemma(found["work"]))
        ]  # fmt: skip
        called = {each: set(_CALLED.findall(each.title or "")) for each in held}
        named = [each for each in held if called[each] & set(_CALLED.findall(title))]
        if found and not named and len(held) > 1:
            after = frozenset(stems(_CALLED.sub(" ", title[found.end() :])))
            told = [len(after & frozenset(stems(each.title or ""))) for each in held]
            most = [each for each, said in zip(held, told, strict=True) if said == max(told)]
            held = most if max(told) else held
        yield from ((event, each) for each in named or held if len(named or held) == 1)


_CALLED = lazy_pattern("«([^«»]+)»")


def _is_held(title: str, contest: str) -> bool:
    """«Конкурс …», «Проведение муниципального этапа конкурса …», not the statute of it."""
    return deed_of(title) == contest or (
        deed_of(title) in ROUNDS and contest in (word.lemma for word in words_of(title))
    )


def _by_turn(roadmap: Roadmap) -> Pairs:
    """«Повторная диагностика» and the first one."""
    for event in roadmap.events:
        title = event.title or ""
        if not title.lower().startswith(("повторн", "проведение повторн", "провести повторн")):
            continue
        own = frozenset(stems(title))
        for each in roadmap.events:
            said = frozenset(stems(each.title or ""))
            same = deed_of(each.title or "") == deed_of(title) and len(own & said) > 1
            if each is not event and same and not {stem("повторная"), stem("повторные")} & said:
                yield event, each


_STATUTES = frozenset({"положение", "порядок", "регламент", "критерий", "требование"})


def _by_statute(roadmap: Roadmap) -> Pairs:
    """The statute of a thing, and what is done with the thing itself."""
    common = _common(roadmap)
    for maker in roadmap.events:
        for done in done_with(maker.title or ""):
            name = done.thing.name - common
            if done.thing.head not in _STATUTES or len(name) < 2 or done.use is Use.USE:
                continue
            for event in roadmap.events:
                said = frozenset(stems(event.title or ""))
                works = event is not maker and not done_with(event.title or "")
                if works and len(name & said) >= max(2, 0.6 * len(name)):
                    yield event, maker


_APPOINTS = lazy_pattern(
    r"^\W*(?:назнач|утвер[жд]|избра|созда|сформир|формир|закрепл|определ|образова)\w*\s+"
    r"(?:состава?\s+)?(?!(?:в|на|при|для|с|по)\s)(?P<who>[^;.()]+)",
    re.IGNORECASE,
)


def _by_executor(roadmap: Roadmap) -> Pairs:
    """«Утверждение руководителей объединений», and the work that these heads do."""
    for maker in roadmap.events:
        found = _APPOINTS.search(maker.title or "")
        listed = re.split(r",|\sи\s", found["who"]) if found else []
        named = [stems(name) for name in listed if not _is_agent(name)]
        for event in roadmap.events if named else ():
            who = [stems(name) for name in _appointed(event)]
            own = any(each and each == name[: len(each)] for each in who for name in named)
            if own and event is not maker:
                yield event, maker


def _appointed(event: Event) -> Iterator[str]:
    """Executors that a plan may name or set up; schools and teachers were there before it."""
    names = (responsible.text or "" for responsible in event.responsible)
    return (name for name in names if not is_audience(head_of(name)))


def _is_agent(name: str) -> bool:
    """«Утверждение методическим кабинетом …»: who approves, and not whom one approves."""
    nouns = ([form for form in forms(word.text) if form.part == "NOUN"] for word in words_of(name))
    return {form.case for form in next(filter(None, nouns), ())} == {"ablt"}


_FULFILMENT = lazy_pattern(
    r"(?:достижени|выполнени|реализаци|исполнени)\w+\s+(?:\w+\s+)?"
    r"(?:показател|цел|план|дорожн|комплекса|программ)",
    re.IGNORECASE,
)
_OF_A_PART = lazy_pattern(r"20\d\d|полугоди|квартал|четверт|промежуточн|ход[еа]?\b", re.IGNORECASE)
_GATHERS = lazy_pattern(r"^\W*(?:сбор|собрать|представлени|представить|сдача)\w*\s", re.IGNORECASE)
_WEIGHS = lazy_pattern(r"^\W*(?:анализ|проанализ|оценк|оценить|обобщ)\w*\s", re.IGNORECASE)
_ENDS_ALL = lazy_pattern(r"\bитогов\w+\s+(?:\w+\s+)?(?:доклад|отч[её]т|справк)\w*", re.IGNORECASE)


def _by_summing(roadmap: Roadmap) -> Pairs:
    """Reports on the whole plan are gathered, weighed, and told of at last, in that order."""
    whole = [
        each for each in roadmap.events
        if _FULFILMENT.search(each.title or "") and not _OF_A_PART.search(each.title or "")
    ]  # fmt: skip
    for event in whole:
        title = event.title or ""
        for each in roadmap.events:
            gathered = each in whole and _GATHERS.search(each.title or "") and _WEIGHS.search(title)
            effect = Stage.EFFECTIVENESS in each.stages and _WEIGHS.search(each.title or "")
            told = _ENDS_ALL.search(title) and effect
            if each is not event and (gathered or told) and set(each.serves) & set(event.serves):
                yield event, each


_BRINGS_UP = lazy_pattern(
    r"итог|результат|участник|победител|материал|отч[её]т|справк|сборник|видео|выставк|команд",
    re.IGNORECASE,
)


def _by_name(roadmap: Roadmap) -> Pairs:
    """«Разработка программы «Педагог-наставник»», and the teaching by «Педагог-наставник»."""
    for maker in roadmap.events:
        title = maker.title or ""
        names = frozenset(_CALLED.findall(title))
        before = words_of(title.partition("«")[0])
        makes = any(use_of(word.text) is Use.MAKE for word in before[:2])
        joined = all(
            forms(word.text)[0].part != "PREP" or word.text in ("о", "об") for word in before
        )
        if not names or not makes or not joined or _BRINGS_UP.search(title):
            continue
        for event in roadmap.events:
            used = names & frozenset(_CALLED.findall(event.title or ""))
            opening = words_of(event.title or "")[:2]
            if used and event is not maker and not any(use_of(word.text) for word in opening):
                yield event, maker


_READINGS: tuple[Callable[[Roadmap], Pairs], ...] = (
    _by_thing,
    _by_name,
    _by_winners,
    _by_turn,
    _by_statute,
    _by_executor,
    _by_summing,
    by_body,
    by_place,
    by_taught,
    by_outcome,
    by_persons,
)
