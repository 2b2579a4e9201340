"""Another level or kind of territory than the plan's own (L651–L653)."""

import re
from collections.abc import Iterator

from engine.codes.texts import OTHER_KIND_OF_MUNICIPALITY, REGIONAL_ROADMAP, REGIONAL_WORK
from engine.diagnostics import Finding
from engine.lazy import ends_at, lazy_pattern
from engine.lint.text import Passage, content, passages_of, report, roadmap_passages
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import can_be, stands_within, words_before
from engine.model.project import Project
from engine.model.spec import Roadmap

_OKRUG = lazy_pattern(r"(?:(?<![\w.])(?P<before>[\w.]+\s+))?\bокруг(?:а|е|у|ом)?\b")
_DISTRICT = lazy_pattern(r"(?:(?<![\w.])(?P<before>[\w.]+\s+))?\bрайон(?:а|е|у|ом)?\b")
_REGIONAL_ROADMAP = lazy_pattern(
    r"(?:коррект\w+|изменен\w+|дополнен\w+|реализац\w+|утвержден\w+)(?:\s+\w+){0,2}?\s+"
    r"(?P<said>(?:региональн|областн|краев|республиканск)\w+\s+(?:план\w*\s+мероприятий\s*\(?)?[«\"]?\s*дорожн\w+\s+карт\w+)",
    re.IGNORECASE,
)
_PEOPLE_OF_REGION = lazy_pattern(
    r"(?P<said>(?:организац|учрежден|школ|педагог|учител|работник|руководител|обучающ|систем|"
    r"выпускник|учащ|воспитанник|воспитател|наставник|сад(?=ы|ов|ам|ах)|родител|"
    r"муниципалитет|муниципальн\w+ (?:район|округ|образован))\w*"
    r"\s+(?:(?:[А-ЯЁ]\w+ск(?:ой|ого)\s+)?(?:области|края)|региона|республики(?:\s+[А-ЯЁ]\w+)?|субъекта))\b",
    re.IGNORECASE,
)
_REGIONAL_DEED = lazy_pattern(
    r"\b(?:развити|совершенствовани|формировани|сформировать|создани|проведени)\w*\s+"
    r"(?:[\w-]+[\s,]+){0,8}?(?P<said>региональн\w+)|^(?P<opens>Региональные)\b",
    re.IGNORECASE,
)
_TAKEN_FROM_REGION = lazy_pattern(
    r"участи|результат|соответстви|основ|учет|данн|анализ|рамк|использован", re.IGNORECASE
)
_REGIONAL_SYSTEM = lazy_pattern(
    r"(?P<said>региональн\w+\s+систем\w+)\s+(?P<rest>.+)", re.IGNORECASE
)
_REGIONAL_PROJECT = lazy_pattern(r"(?P<said>региональн\w+\s+(?:проект|программ)\w*)", re.IGNORECASE)
_REGION = lazy_pattern(r"регион|област|кра[йея]\b|краев|республик", re.IGNORECASE)
_TOGETHER = lazy_pattern(r"\s*(?:,|и|или)\s+муниципальн|\s+показател", re.IGNORECASE)
"""«Региональных и муниципальных …» are the municipality's too; its figures may be the region's."""
_FOLLOWING = 3


def check_level(project: Project) -> tuple[Finding, ...]:
    """«Округ» for a district, «региональная» for the municipal, schools of the whole region."""
    return (
        *_other_kind(project),
        *_own_under_other_kind(project),
        *_held_for_other_kind(project),
        *_bodies_of_other_kind(project),
        *(
            report(REGIONAL_WORK, passage, found.span("said"))
            for passage in passages_of(project)
            if passage.subject.roadmap is None and _is_municipal(project)
            for found in [_people_of_region(passage.text)]
            if found
        ),
        *(
            found
            for roadmap in project.roadmaps
            if _is_municipal(project) and not _REGION.search(roadmap.title)
            for found in _regional(roadmap)
        ),
    )


def _is_municipal(project: Project) -> bool:
    return not _REGION.search(project.municipality.kind or "")


def _other_kind(project: Project) -> Iterator[Finding]:
    kind = (project.municipality.kind or "").lower()
    pattern = _OKRUG if "район" in kind else _DISTRICT if "округ" in kind else None
    for passage in passages_of(project) if pattern else ():
        for found in pattern.finditer(passage.text) if pattern else ():
            if not _is_named(found["before"] or "") or _is_bare_kind(found, kind):
                start = found.end("before") if found["before"] else found.start()
                yield report(
                    OTHER_KIND_OF_MUNICIPALITY, passage, (start, found.end()),
                    own=project.municipality.name,
                )  # fmt: skip


def _own_under_other_kind(project: Project) -> Iterator[Finding]:
    """«Нюксенском муниципальном районе» of «Нюксенский муниципальный округ»."""
    whose = project.municipality
    own = _KIND_OF.search(whose.name)
    for passage in passages_of(project) if own else ():
        for found in _KIND_OF.finditer(passage.text):
            same = own and stem(found["name"]) == stem(own["name"])
            if own and same and _kind_of(found) != _kind_of(own):
                yield report(
                    OTHER_KIND_OF_MUNICIPALITY, passage, found.span("kind"), own=whose.name
                )


_OPENS = lazy_pattern(
    r"^\W*(?:(?:проведение|организация|провести)\s+(?:и\s+проведение\s+)?)?"
    r"(?P<said>(?P<kind>район|окруж)н(?:ый|ая|ое|ые|ого|ой|ых))\b(?!\s+(?:суд|больниц|поликлиник|отдел|центр))",
    re.IGNORECASE,
)
_OTHER_OF = {"район": "район", "окруж": "округ"}


def _held_for_other_kind(project: Project) -> Iterator[Finding]:
    """«Районная ярмарка» in a plan of a town that speaks of no district anywhere else."""
    kind = (project.municipality.kind or "").lower()
    whose = f"{kind} {project.municipality.name} {project.title}".lower()
    every = passages_of(project) if "округ" in kind or "район" in kind else ()
    for passage in (each for each in every if each.field == "title" and not each.lost):
        found = _OPENS.search(passage.text)
        if found is None:
            continue
        said = found["kind"].lower()
        times = sum(each.text.lower().count(said) for each in every)
        if times == 1 and _OTHER_OF[said] not in whose:
            yield report(
                OTHER_KIND_OF_MUNICIPALITY, passage, found.span("said"),
                own=project.municipality.name,
            )  # fmt: skip


_OWN_BODY = lazy_pattern(
    r"\b(?P<said>(?P<kind>район|город)(?:н|ск)(?:ой|ому|ого|ым|ом|ое|ая|ую|ий))\s+(?:методическ\w+\s+)?"
    r"(?:объединени|центр|кабинет|служб|совет)\w*",
    re.IGNORECASE,
)


def _bodies_of_other_kind(project: Project) -> Iterator[Finding]:
    """«Районному центру», «городского объединения»: once, where all else is of the own kind."""
    kind = (project.municipality.kind or "").lower()
    wrong = "район" if kind.startswith("город") else "город" if "район" in kind else ""
    if not wrong or wrong in f"{project.municipality.name} {project.title}".lower():
        return
    every = [passage for passage in passages_of(project) if not passage.lost]
    bodies = " ".join(
        name.lower() for body in project.bodies for name in (body.name, *body.aliases)
    )
    if wrong in bodies or sum(passage.text.lower().count(wrong) for passage in every) != 1:
        return
    for passage in every:
        found = _OWN_BODY.search(passage.text)
        opens = passage.field == "title" and _OPENS.search(passage.text)
        if found and found["kind"].lower() == wrong and not opens:
            yield report(
                OTHER_KIND_OF_MUNICIPALITY, passage, found.span("said"),
                own=project.municipality.name,
            )  # fmt: skip


_KIND_OF = lazy_pattern(
    r"(?P<name>[А-ЯЁ][а-яё-]+ск(?:ий|ой|ого|ому|им|ом))\s+"
    r"(?P<kind>(?:(?:муниципальн|городск)(?:ый|ого|ому|ым|ом)\s+)?(?:район|округ)(?:а|у|ом|е)?)\b"
)


def _kind_of(found: re.Match[str]) -> tuple[str, str]:
    """The stems of «муниципальном» and «районе»; a bare «район» is municipal."""
    *before, noun = map(stem, found["kind"].split())
    return (before[0] if before else stem("муниципальный"), noun)


_BARE_KIND = lazy_pattern(r"(?:городск|муниципальн)(?:ого|ому|ом|ой)\s*", re.IGNORECASE)


def _is_bare_kind(found: re.Match[str], kind: str) -> bool:
    """«городского округа» of nobody by name, in the plan of a district."""
    before, after = (
        words_before(found.string, found.start()).rstrip(),
        found.string[found.end() :].lstrip(),
    )
    named = after[:1].isupper() or (after[:1] in '«"г' and bool(after))
    owner = before.split()[-1:] and before.split()[-1][:1].isupper()
    return bool(_BARE_KIND.fullmatch(found["before"] or "")) and not named and not owner


def _is_named(before: str) -> bool:
    """«Федеральный округ», «Клетнянский район», «г. округ»: a certain one, not just «округа»."""
    word = before.strip()
    return word.endswith(".") or word[:1].isupper() or (bool(word) and can_be(word, "ADJF"))


def _regional(roadmap: Roadmap) -> Iterator[Finding]:
    titles = {event.id: event.title or "" for event in roadmap.events}
    for passage in roadmap_passages(roadmap):
        if found := _REGIONAL_ROADMAP.search(passage.text):
            yield report(REGIONAL_ROADMAP, passage, found.span("said"))
        elif found := _other_work(roadmap, passage, titles.get(passage.subject.id or "", "")):
            yield report(REGIONAL_WORK, passage, found.span("said"))
        elif span := _regional_deed(passage):
            yield report(REGIONAL_WORK, passage, span)


_OF_WHOLE_REGION = lazy_pattern(
    r"(?:региональн|областн|краев|республиканск|информационн|автоматизированн|электронн)\w*\s*$",
    re.I,
)
"""«региональную информационную систему Пензенской области»: the region's by its very name."""


def _people_of_region(text: str) -> re.Match[str] | None:
    """«школ области», but no proper name and no system that the region runs for all."""
    return next(
        (
            found
            for found in _PEOPLE_OF_REGION.finditer(text)
            if not stands_within(text, found.start(), "«»")
            and not ends_at(_OF_WHOLE_REGION, text, found.start())
        ),
        None,
    )


def _other_work(roadmap: Roadmap, passage: Passage, title: str) -> re.Match[str] | None:
    """Schools of the region; this roadmap's system called regional; a project not in the title."""
    if found := _people_of_region(passage.text):
        return found
    if (found := _REGIONAL_SYSTEM.search(passage.text)) and _is_own_system(roadmap, found["rest"]):
        return found
    if passage.field == "result" and title and not _REGION.search(title):
        return _REGIONAL_PROJECT.search(passage.text)
    return None


def _regional_deed(passage: Passage) -> tuple[int, int] | None:
    """«Развитие региональных процедур», «Региональные совещания» as a deed of the municipality."""
    found = _REGIONAL_DEED.search(passage.text)
    if found is None or _TAKEN_FROM_REGION.search(passage.text[: found.end()]):
        return None
    if _TOGETHER.match(passage.text[found.end() :]):
        return None
    said = found.span("said")
    return said if said != (-1, -1) else found.span("opens")


def _is_own_system(roadmap: Roadmap, rest: str) -> bool:
    """Whether the words after «региональной системы» go on as this roadmap's title does."""
    following, title = content(rest)[:_FOLLOWING], content(roadmap.title)
    return len(following) == _FOLLOWING and any(
        title[at : at + _FOLLOWING] == following for at in range(len(title))
    )
