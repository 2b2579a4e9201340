"""Executors put otherwise than in the other rows of their plan (L765)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.codes.texts import EXECUTOR_ILL_PUT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, content, event_passages, normalised, report, words_of
from engine.lint.text.morphology import Word, agreements, forms, is_known, lemma
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_A_COLUMN = 5
"""Fewer cells have no habit of their own."""
_SEPARATED = lazy_pattern(r"[,;/\n()]|\sи\s")
_OFFICES = ("отдел", "управление", "комитет", "департамент", "министерство", "служба", "главк")
_OLD_OFFICE = lazy_pattern(r"\b(?P<level>гор|рай|обл|край|окр)оно\b", re.IGNORECASE)
_OF_PLACE = {"гор": "город", "рай": "район", "обл": "област", "край": "кра", "окр": "округ"}

Cell = tuple[Event, Passage]


def check_cells_of_executors(project: Project) -> tuple[Finding, ...]:
    """Each cell whose executor is in another case, twice there, two in one, or a strange office."""
    return tuple(found for roadmap in project.roadmaps for found in _of_roadmap(project, roadmap))


def _of_roadmap(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    cells = [
        (event, passage)
        for event in roadmap.events
        for passage in event_passages(roadmap, event)
        if passage.field == "responsible" and passage.whole
    ]
    if len(cells) < _A_COLUMN:
        return
    names = _names(project, cells)
    oblique = [passage for _, passage in cells if _is_oblique(passage.text)]
    rare = oblique if len(oblique) * _A_COLUMN <= len(cells) else []
    run = [each for _, each in cells if _is_two(each.text, names) or _runs_on(each.text)]
    put = [each for event, each in cells if _is_put_otherwise(project, event, each.text)]
    yield from (report(EXECUTOR_ILL_PUT, each) for each in dict.fromkeys((*rare, *run, *put)))
    yield from (report(EXECUTOR_ILL_PUT, each) for each in _twice(cells))
    yield from _strange_offices(project, cells)


def _names(project: Project, cells: list[Cell]) -> frozenset[str]:
    """What bodies are called: as they are declared, and in cells that name one alone."""
    declared = (name for body in project.bodies for name in (body.name, *body.aliases))
    printed = [passage.text for _, passage in cells if not _SEPARATED.search(passage.text)]
    usual = (each for each in printed if printed.count(each) > 1)
    return frozenset(map(normalised, (*declared, *usual)))


def _is_put_otherwise(project: Project, event: Event, text: str) -> bool:
    """Whether the cell gives the body that is declared for it with a slip: in another case, with a
    letter wrong, with two signs at its end."""
    bodies = {each.body for each in event.responsible if each.text == text}
    declared = [project.body(each) for each in bodies]
    names = [name for body in declared if body for name in (body.name, *body.aliases)]
    own = [name for name in names if normalised(name) != normalised(text)]
    same = any(normalised(name) == normalised(text) for name in names[:1])
    if _has_stray_sign(text):
        return True
    return not same and any(_is_slip(text, name) or _is_other_case(text, name) for name in own)


_SIGNS = ".,;:"
_SHORTENED = lazy_pattern(r"(?:^|[\W_])[^\W\d_]{1,2}$")


def _has_stray_sign(text: str) -> bool:
    """Whether a cell begins with a sign or ends in two; «Иванова И.И.,» and «и др.;» end in one."""
    whole = text.strip()
    bare = whole.rstrip(f"{_SIGNS} ")
    signs = whole[len(bare) :].replace(" ", "")
    is_short = signs in (".,", ".;") and _SHORTENED.search(bare[-3:])
    two = len(signs) > 1 and not (is_short or signs.endswith("..."))
    return two or (bool(whole) and whole[0] in _SIGNS)


def _is_slip(text: str, name: str) -> bool:
    """«Завхос» for «Завхоз»: one word that no dictionary has, one letter away."""
    one, other = words_of(text), words_of(name)
    differ = [
        (a.text.lower(), b.text.lower())
        for a, b in zip(one, other, strict=False)
        if a.text.lower() != b.text.lower()
    ]
    if len(one) != len(other) or len(differ) != 1:
        return False
    said, meant = differ[0]
    known = all(is_known(part) for part in said.split("-"))
    return len(meant) >= _LEAST_LETTERS and not known and _one_letter(said, meant)


_LEAST_LETTERS = 5


def _one_letter(one: str, other: str) -> bool:
    """One letter other, more or less, or two neighbours changed over."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    at = min(len(one), len(other)) if same is None else same
    rests = (one[at:], other[at:])
    turned = rests[0][:2] == rests[1][:2][::-1] and rests[0][2:] == rests[1][2:]
    return turned or any(
        rests[0][left:] == rests[1][right:] for left, right in ((1, 1), (1, 0), (0, 1))
    )


def _is_other_case(text: str, name: str) -> bool:
    """«Заведующего» where the body is «Заведующий»: its very words, and no nominative."""
    if content(text) != content(name):
        return False
    said, meant = words_of(text), words_of(name)
    return bool(said) and not _can_name(said[0].text) and _can_name(meant[0].text)


def _can_name(word: str) -> bool:
    """Whether the word, or its last part after a hyphen, may stand in the nominative."""
    return any(reading.case == "nomn" for reading in forms(word.rsplit("-", 1)[-1]))


_INITIALS = lazy_pattern(r"\s+[А-ЯЁ]\.")


def _is_oblique(text: str) -> bool:
    """«Отдела образования», «Директорам школ»: the head noun has no nominative."""
    before: list[str] = []
    for word in words_of(text):
        if _INITIALS.match(text, word.end):  # «Лапин Д.А.» is a name, whatever else it may be
            return False
        readings = forms(word.text)
        if not is_known(word.text) or word.text.isupper():
            return False
        if any(reading.part == "NOUN" and reading.case == "nomn" for reading in readings):
            return False
        if all(reading.part == "NOUN" for reading in readings):
            agree = all(agreements(each) & agreements(word.text) for each in before)
            named = any({"Surn", "Name", "Fixd"} & reading.grammemes for reading in readings)
            return agree and not named
        if not all(reading.part in ("ADJF", "PRTF") for reading in readings):
            return False
        before.append(word.text)
    return False


def _is_two(text: str, names: frozenset[str]) -> bool:
    """«Рабочая группа Директор школы»: two names of the plan with nothing between them."""
    words = normalised(text).split()
    if _SEPARATED.search(text) or normalised(text) in names:
        return False
    glued = "".join(words)
    plain = {"".join(name.split()) for name in names}
    if any(glued[:at] in plain and glued[at:] in plain for at in range(2, len(glued) - 1)):
        return True
    return any(
        " ".join(words[:at]) in names and " ".join(words[at:]) in names
        for at in range(1, len(words))
    )


_BETWEEN = lazy_pattern(r"[^\w\s-]|\s[-–—]\s|\bи\b")


def _runs_on(text: str) -> bool:
    """«Школы педагоги-психологи»: after a whole name somebody else in the nominative."""
    words = words_of(text)
    if _BETWEEN.search(text) or not words:
        return False
    heads = [
        at
        for at, word in enumerate(words)
        if (_is_named(word.text) and not _is_attribute(word.text, words[at + 1 : at + 2]))
        or (at and _is_whole_name(words[at - 1].text, word.text))
    ]
    if len(heads) < 2:
        return False
    first, other = heads[:2]
    apart = other > first + 1 or not _is_somebody(words[first].text)
    return apart and _is_somebody(words[other].text)


def _is_attribute(word: str, following: Sequence[Word]) -> bool:
    """«Старший воспитатель»: what may stand for a noun agrees with the noun after it."""
    may_be = any(form.part in ("ADJF", "PRTF") for form in forms(word))
    return may_be and any(agreements(word) & agreements(noun.text) for noun in following)


@lru_cache(maxsize=4096)
def _is_whole_name(attribute: str, noun: str) -> bool:
    """«общеобразовательные организации»: by its adjective no genitive."""
    adjective = forms(attribute)[0].part in ("ADJF", "PRTF")
    joint = {case for case, _, _ in agreements(attribute) & agreements(noun)}
    return adjective and forms(noun)[0].part == "NOUN" and "nomn" in joint and "gent" not in joint


@lru_cache(maxsize=4096)
def _is_named(word: str) -> bool:
    """A noun that may stand in the nominative, and most likely does."""
    readings = forms(word.rsplit("-", 1)[-1])
    strange = any({"Surn", "Name", "Patr", "Fixd"} & reading.grammemes for reading in readings)
    return readings[0].part == "NOUN" and readings[0].case == "nomn" and not strange


@lru_cache(maxsize=4096)
def _is_somebody(word: str) -> bool:
    """A person, and in no case but the nominative."""
    return all(
        reading.part == "NOUN" and reading.case == "nomn" and "anim" in reading.grammemes
        for reading in forms(word.rsplit("-", 1)[-1])
    )


def _twice(cells: list[Cell]) -> Iterator[Passage]:
    """One executor twice in a row."""
    seen: dict[str, set[str]] = {}
    for event, passage in cells:
        told = seen.setdefault(event.id, set())
        parts = [normalised(each) for each in re.split(r"[,;\n]", passage.text)]
        if any(part and (part in told or parts.count(part) > 1) for part in parts):
            yield passage
        told.update(parts)


def _strange_offices(project: Project, cells: list[Cell]) -> Iterator[Finding]:
    """An office of education under a name that no other line of the document has."""
    offices = {
        head: body.name
        for body in project.bodies
        for name in (body.name, *body.aliases)
        if (head := _office_of_education(name))
    }
    kind = (project.municipality.kind or "").lower()
    printed = [_office_of_education(passage.text) for _, passage in cells]
    for event, passage in cells:
        old = _OLD_OFFICE.search(passage.text)
        if old and kind and _OF_PLACE[old["level"].lower()] not in kind:
            yield report(EXECUTOR_ILL_PUT, passage, other=next(iter(offices.values()), ""))
            continue
        office = _office_of_education(passage.text)
        own = any(
            responsible.text == passage.text and responsible.body
            for responsible in event.responsible
        )
        if office and offices and not own and office not in offices and printed.count(office) == 1:
            yield report(EXECUTOR_ILL_PUT, passage, other=next(iter(offices.values())))


def _office_of_education(name: str) -> str:
    """The kind of the office: «Управление образования администрации …» → «управление»."""
    words = content(name)
    taught = any(word.startswith(("образован", "просвещен")) for word in words[1:])
    first = lemma(words_of(name)[0].text) if words_of(name) else ""
    return first if taught and first in _OFFICES else ""
