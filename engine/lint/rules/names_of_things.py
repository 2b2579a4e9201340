"""One contest, programme or institution of the plan under two names (L768)."""

from collections import Counter
from collections.abc import Iterator

from engine.classes import dataclass
from engine.codes.texts import NAMED_OTHERWISE
from engine.diagnostics import Finding, Subject
from engine.lazy import lazy_pattern
from engine.lint.text import (
    Passage,
    content,
    event_passages,
    normalised,
    report,
    roadmap_passages,
    words_of,
)
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, forms, words_before
from engine.lint.text.phrases import ROUNDS, deed_of, is_paperwork
from engine.model.project import Project
from engine.model.spec import Roadmap

_CALLED = lazy_pattern("«(?P<name>[^«»]{3,60})»")
_LEAST_LETTERS = 4
_HELD = ("",)
"""The lead of a name whose row holds the thing itself: «Проведение акции «…»»."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in quotes, and the noun before it: «конкурс «Учитель года»»."""

    kind: str
    name: tuple[str, ...]
    passage: Passage
    span: tuple[int, int]

    @property
    def lead(self) -> tuple[str, ...]:
        """What the row says before the name."""
        if deed_of(self.passage.text) in (self.kind, *ROUNDS):
            return _HELD
        before = _words_before(words_before(self.passage.text, self.span[0] - 1))
        return tuple(stem(word.text) for word in before)


def check_names_of_things(project: Project) -> tuple[Finding, ...]:
    """«Город мастеров» in one row, «Город умельцев» in another: one camp, one word apart."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (
            *_odd_ones(list(_names(roadmap_passages(roadmap)))),
            *_of_rows(roadmap),
            *_next_turns(roadmap),
        )
    )


def _of_rows(roadmap: Roadmap) -> Iterator[Finding]:
    """«Конференция «Арсеньевские чтения»» whose result is of «Ломоносовские чтения»."""
    for event in roadmap.events:
        cells = {each.field: each for each in event_passages(roadmap, event)}
        title, result = cells.get("title"), cells.get("result")
        if title is None or result is None or title.lost or result.lost:
            continue
        own, told = _CALLED.findall(title.text), list(_names((result,)))
        if len(own) != 1 or len(told) != 1 or told[0].kind not in content(title.text):
            continue
        if is_paperwork(told[0].kind):
            continue
        if not _is_named_alike(own[0], result.text[slice(*told[0].span)]):
            yield report(
                NAMED_OTHERWISE, result, told[0].span, other=own[0],
                related=((title, "named-here"),),
            )  # fmt: skip


def _is_named_alike(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it: «Осень» of «Осень-2026»."""
    words = [{stem(word.text) for word in words_of(name)} for name in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


_YEAR = lazy_pattern(r"(?<!\d)20\d\d(?!\d)")


def _next_turns(roadmap: Roadmap) -> Iterator[Finding]:
    """«Обучение по программе «А» в 2026 году», «… «Б» в 2027 году», and only «А» is made."""
    turns: dict[str, list[tuple[Passage, str]]] = {}
    for event in roadmap.events:
        for title in event_passages(roadmap, event):
            names = _CALLED.findall(title.text) if title.field == "title" else []
            if len(names) == 1 and not title.lost and _YEAR.search(title.text):
                turns.setdefault(_turn(title.text), []).append((title, names[0]))
    rows = _rows_by_name(roadmap)
    for alike in turns.values():
        for one, name in alike if len({name for _, name in alike}) > 1 else ():
            other = next((each for each in alike if _is_made_elsewhere(rows, each)), None)
            if other and other[1] != name and len(rows[name]) == 1 and _differ(one, other[0]):
                at = one.text.index(name)
                yield report(
                    NAMED_OTHERWISE, one, (at, at + len(name)), other=other[1],
                    related=((other[0], "named-here"),),
                )  # fmt: skip


def _rows_by_name(roadmap: Roadmap) -> dict[str, set[Subject]]:
    """Each name with the rows that say it."""
    rows: dict[str, set[Subject]] = {}
    for passage in roadmap_passages(roadmap):
        for name in _CALLED.findall(passage.text):
            rows.setdefault(name, set()).add(passage.subject)
    return rows


def _is_made_elsewhere(rows: dict[str, set[Subject]], row: tuple[Passage, str]) -> bool:
    """Whether another row than this speaks of the name, too."""
    return len(rows[row[1]]) > 1


def _differ(one: Passage, other: Passage) -> bool:
    return _YEAR.findall(one.text) != _YEAR.findall(other.text)


def _turn(title: str) -> str:
    """The title without its years and names; numbers of meetings tell them apart."""
    return normalised(_YEAR.sub(" ", _CALLED.sub(" ", title)))


def _names(passages: tuple[Passage, ...]) -> Iterator[_Name]:
    for passage in passages:
        if passage.lost or passage.field in ("responsible", "schedule"):
            continue
        for found in _CALLED.finditer(passage.text):
            before = _words_before(words_before(passage.text, found.start()))
            noun = before[-1] if before and forms(before[-1].text)[0].part == "NOUN" else None
            words = tuple(stem(word.text) for word in words_of(found["name"]))
            if noun and words:
                yield _Name(noun.lemma, words, passage, found.span("name"))


def _words_before(text: str) -> tuple[Word, ...]:
    """Without other names: «Конкурсы «Класс года», «Школа года»» are both of contests."""
    return words_of(_CALLED.sub(" ", text))


def _odd_ones(names: list[_Name]) -> Iterator[Finding]:
    """A name said in one row, and one said elsewhere of the same kind that differs in one word.

    Names that stand in like rows («Конкурс «Учитель года»», «Конкурс «Воспитатель года»») are
    those of two things.
    """
    rows = Counter({(each.kind, each.name): 0 for each in names})
    for kind, name, _ in {(each.kind, each.name, each.passage.subject) for each in names}:
        rows[kind, name] += 1
    leads: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
    for each in names:
        leads.setdefault((each.kind, each.name), set()).add(each.lead)
    told: set[tuple[str, tuple[str, ...]]] = set()
    later_first = list(reversed(names))
    for each in sorted(later_first, key=lambda one: rows[one.kind, one.name]):
        own = leads[each.kind, each.name]
        twins = (one for one in names if _is_twin(each, one))
        other = next((one for one in twins if not own & leads[one.kind, one.name]), None)
        pair = other and (other.kind, other.name)
        if other and (each.kind, each.name) not in told and pair not in told:
            told.add((each.kind, each.name))
            text = other.passage.text[slice(*other.span)]
            yield report(
                NAMED_OTHERWISE, each.passage, each.span, other=text,
                related=((other.passage, "named-here"),),
            )  # fmt: skip


def _is_twin(one: _Name, other: _Name) -> bool:
    """Two words or more, all but one the same; ordinals and figures count different things."""
    if one.kind != other.kind or len(one.name) != len(other.name) or len(one.name) < 2:
        return False
    if one.passage.subject == other.passage.subject:
        return False
    differ = [pair for pair in zip(one.name, other.name, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and all(
        len(word) >= _LEAST_LETTERS and word.isalpha() for word in differ[0]
    )
