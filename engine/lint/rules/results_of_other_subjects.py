"""Results that have nothing of their event's subject, or nothing but its title (L727–L729)."""

import re
from collections import Counter
from collections.abc import Iterator

from engine.codes.texts import (
    EXECUTOR_IN_RESULT,
    RESULT_OF_OTHER_SUBJECT,
    RESULT_REPEATS_TITLE,
)
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, event_passages, normalised, report, roadmap_passages
from engine.lint.text.matters import OF_ONE_PLAN, matters_of, papers_of_other_work, said_of
from engine.lint.text.morphology import content, forms
from engine.lint.text.once import once_for_each
from engine.lint.text.phrases import families, family, is_audience, printed, subject_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_LEAST_WORDS = 3
_FAR: tuple[frozenset[str], ...] = tuple(
    frozenset(word[:6] for word in words.split())
    for words in (
        "ремонт смета мебель котельная отопление отопительный здание кровля "
        "ограждение озеленение теплица субботник территория отремонтировать",
        "отпуск премия премирование тариф тарификация зарплата",
        "меню столовая столовый питание буфет пищеблок повар рацион",
        "автобус подвоз дорожный пешеход светофор",
        "учебник аукцион котировка",
        "прививка вакцинация диспансеризация флюорография медосмотр",
        "эвакуация огнетушитель видеонаблюдение охрана пожарный антитеррористический",
        "музей театр экскурсия концерт хор",
        "спартакиада эстафета турнир шахматный лыжный футбол волейбол кросс гто",
    )
)
"""Words of what stands far from teaching, matter by matter: where the rest of the plan has nothing
of the matter, one such word in a result is enough.
"""
_LETTERS = 6
_ATTACHED = lazy_pattern(r"(?<=[а-я])\s(?:с|со|по)\s[^,;.]*")
"""«… с перечнем умений», «… по предметам»: how the paper is arranged, not what it is about."""
FORMS = frozenset({
    "сми", "интернет", "ссылка", "группа", "страница", "соцсеть", "семинар", "совещание", "вебинар",
    "конференция", "заседание", "встреча", "собрание", "консультация", "стол", "лекция", "тренинг",
    "занятие", "выездной", "круглый", "практикум", "комиссия", "совет",
})  # fmt: skip
"""Where and in which form any work is shown."""


def check_subjects_of_results(project: Project) -> tuple[Finding, ...]:
    """The result of each whole row against its title and the rest of the plan."""
    names = _bodies(project)
    return tuple(
        found
        for roadmap in project.roadmaps
        for event, title, result in _rows(roadmap)
        for found in _judge(roadmap, event, title, result, names)
    )


def _rows(roadmap: Roadmap) -> Iterator[tuple[Event, Passage, Passage]]:
    for event in roadmap.events:
        cells = {passage.field: passage for passage in event_passages(roadmap, event)}
        title, result = cells.get("title"), cells.get("result")
        if title and result and not title.lost and not result.lost:
            yield event, title, result


def _judge(
    roadmap: Roadmap, event: Event, title: Passage, result: Passage, names: tuple[str, ...]
) -> Iterator[Finding]:
    said = normalised(result.text)
    if said == normalised(title.text) and len(content(result.text)) >= _LEAST_WORDS:
        yield report(RESULT_REPEATS_TITLE, result)
    elif any(said.startswith(f"{name} ") for name in names):
        yield report(EXECUTOR_IN_RESULT, result)
    elif strange := _strange(roadmap, title.text, result.text):
        yield report(
            RESULT_OF_OTHER_SUBJECT,
            result,
            title=title.text,
            strange=printed(result.text, strange),
        )
    elif strange := _out_of_place(roadmap, event):
        yield report(RESULT_OF_OTHER_SUBJECT, result, title=title.text, strange=strange)


def _out_of_place(roadmap: Roadmap, event: Event) -> tuple[str, ...]:
    """Words of a result that its row does not explain: papers of other work, another matter, the
    thing of another row.
    """
    result, work = event.result or "", _work(roadmap, event)
    if papers := tuple(papers_of_other_work(result, work)):
        return papers
    told = matters_of(result) & OF_ONE_PLAN
    if _BUYS.search(work):
        told -= {"money"}
    strange = told - matters_of(_beside_result(roadmap, event)) if told else told
    if strange:
        return tuple(said_of(result, strange))
    if families(result) & families(work):
        return ()
    return _of_another_row(roadmap, event, result, work)


_BUYS = lazy_pattern(r"приобрет|закуп|поставк|оснащ|пополнен|обновлен|подписк", re.IGNORECASE)
"""What is got is bought, under whatever name."""


def _work(roadmap: Roadmap, event: Event) -> str:
    """The title with its items, and what the row works for."""
    served = (text for name, text in _aims(roadmap) if name in event.serves)
    return " ".join((event.title or "", *event.details, *served))


def _aims(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """The goals and the indicators: id and text."""
    yield from ((goal.id, goal.text) for goal in roadmap.goals)
    yield from ((indicator.id, indicator.text) for indicator in roadmap.indicators)


def _beside_result(roadmap: Roadmap, event: Event) -> str:
    return " ".join((
        roadmap.title,
        *(text for _, text in _aims(roadmap)),
        *(
            f"{each.title or ''} {(each.result or '') if each is not event else ''}"
            for each in roadmap.events
        ),
    ))  # fmt: skip


_RARE = 2
_TWO_THINGS = 2


def _of_another_row(roadmap: Roadmap, event: Event, result: str, work: str) -> tuple[str, ...]:
    """Things that this row has nowhere and one or two others name in their titles."""
    things = [
        word
        for word in (*subject_of(result), *(each for each in content(result) if "-" in each))
        if word not in FORMS and _is_thing(word) and not _names(work, word)
    ]
    others = [each for each in roadmap.events if each is not event]
    rare = [
        thing
        for thing in things
        if 0 < sum(_names(row.title or "", thing) for row in others) <= _RARE
    ]
    return (
        printed(result, tuple(rare)) if any(_has_all(row, rare, result) for row in others) else ()
    )


def _has_all(row: Event, things: list[str], result: str) -> bool:
    """Whether the row names two of the things, or one and has this very result."""
    named = sum(_names(row.title or "", thing) for thing in things)
    same = normalised(row.result or "") == normalised(result)
    return named >= _TWO_THINGS or (named > 0 and same)


def _names(title: str, word: str) -> bool:
    """Whether the title has the word or one of its family: «видеоролик» names «ролики»."""
    root = family(word)
    return root in families(title) or any(root in each for each in content(title))


def _is_thing(word: str) -> bool:
    first = forms(word)[0]
    return first.part == "NOUN" and "inan" in first.grammemes and not is_audience(word)


def _bodies(project: Project) -> tuple[str, ...]:
    """The names of bodies, as a cell of responsibles begins with them."""
    names = {name for body in project.bodies for name in (body.name, *body.aliases)}
    plain = {normalised(name) for name in names}
    return tuple(sorted(name for name in plain if " " in name))


def _strange(roadmap: Roadmap, title: str, result: str) -> tuple[str, ...]:
    """The words of the result's subject that nothing else in the plan has."""
    told = [word for word in subject_of(_ATTACHED.sub(" ", result)) if word not in FORMS]
    own = {_stem(word) for word in content(title)}
    shared = [word for word in told if _stem(word) in own]
    nouns = [word for word in told if forms(word)[0].part == "NOUN"]
    if not told or any(word in nouns for word in shared):
        return ()
    known = _words_beside(roadmap, result)
    strange = tuple(word for word in told if _stem(word) not in known)
    return strange if any(_is_far(roadmap, result, word) for word in strange) else ()


def _is_far(roadmap: Roadmap, result: str, word: str) -> bool:
    """Whether the word is of a matter that the rest of the plan has nothing to do with."""
    matter = next((each for each in _FAR if _stem(word) in each), frozenset[str]())
    return bool(matter) and matter.isdisjoint(_words_beside(roadmap, result))


def _words_beside(roadmap: Roadmap, result: str) -> frozenset[str]:
    """Everything that the roadmap says outside this one result."""
    said = _said(roadmap)
    own = Counter(map(_stem, content(result)))
    return frozenset(word for word, times in said.items() if times > own[word])


@once_for_each(64)
def _said(roadmap: Roadmap) -> Counter[str]:
    return Counter(
        _stem(word) for passage in roadmap_passages(roadmap) for word in content(passage.text)
    )


def _stem(word: str) -> str:
    """«Наставник» and «наставничество» speak of one thing."""
    return word[:_LETTERS]
