"""Groups, councils and systems of a level that is not the order's own (L741)."""

import re
from collections.abc import Iterator
from enum import IntEnum

from engine.codes.texts import OTHER_LEVEL
from engine.diagnostics import Finding
from engine.lint.text import Passage, content, passages_of, report
from engine.model.project import Project

Span = tuple[int, int]


class Height(IntEnum):
    """How high a body stands."""

    SCHOOL = 1
    MUNICIPALITY = 2
    REGION = 3
    COUNTRY = 4


_HEIGHTS: tuple[tuple[Height, str], ...] = (
    (Height.SCHOOL, r"(?:внутри|обще)?школьн"),
    (Height.MUNICIPALITY, r"муниципальн|районн|городск|окружн"),
    (Height.REGION, r"региональн|областн|краев|республиканск"),
    (Height.COUNTRY, r"федеральн|всероссийск|общероссийск"),
)
_OWN_THING = (
    r"(?:рабоч\w+ групп|проектн\w+ групп|творческ\w+ групп|экспертн\w+ групп|оргкомитет|комисси|"
    r"координатор|оператор|штаб|координационн\w+ совет|"
    r"методическ\w+ (?:совет|служб|актив|объединен)|"
    r"план\w* мероприяти|дорожн\w+ карт|положени|регламент|систем\w+|реестр|банк|модел)"
)
_MADE = re.compile(
    r"(?:создани|созда|формировани|сформирова|утвержд|утверди|назначени|назначи|разработк|разработа|"
    r"внедрени|внедри|образова|введени|организаци|развити|развива|совершенствован)[а-яё]*\s+"
    r"(?:(?:и|,)\s*\w+\s+)?(?:прилагаем\w+\s+)?"
    r"(?:(?:состав|план|положение|положения|план мероприятий|дорожную карту)\w*\s+)?"
    r"(?:\([^)]*\)\s+)?(?:(?:о|об|по развитию|по созданию|развития|создания)\s+)?"
    rf"(?P<said>(?P<level>[а-яё]+(?:ой|ого|ую|ых|ый|ая|ое|ому|ом))\s+(?:\w+\s+)?{_OWN_THING}\w*)",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\bна\s+(?:заседани\w+\s+)?"
    r"(?P<said>(?:коллеги|совет|аппаратн\w+ совещани|совещани|заседани)\w*\s+"
    r"(?:при\s+)?(?:управлени|отдел|комитет)\w*\s+образовани\w+(?:\s+(?:администрации\s+)?"
    r"(?:муниципальн\w+\s+)?(?:район|округ|город)[ау]))(?!\w)(?!\s+[А-ЯЁ])",
)
_TAKES_PART = re.compile(
    r"участи|для\s|взаимодейств|совместн|результат|данны|итог|в рамках|на основе|соответств|"
    r"методическ\w+ помощ|сопровожд|рекоменд|с муниципальн|органам|поддержк",
    re.IGNORECASE,
)


def check_levels_of_bodies(project: Project) -> tuple[Finding, ...]:
    """What the order makes is of its own level; a region leaves to districts what is theirs."""
    own = _own(project)
    return tuple(
        report(OTHER_LEVEL, passage, span)
        for passage in passages_of(project)
        if own and not passage.lost and passage.field not in ("responsible", "schedule")
        for span in _strange(passage, own, project)
    )


def _own(project: Project) -> Height | None:
    kind = (project.municipality.kind or "").lower()
    titles = " ".join((project.title, project.order.title or "", *project.order.annexes))
    if re.search(r"М[БКА]?О?У\b|\b[СОН]ОШ\b|школы\s*№|гимнази\w+\s*№|лице\w+\s*№", titles):
        return Height.SCHOOL
    if re.search(r"област|кра[йея]|республик|регион", kind):
        return Height.REGION
    return Height.MUNICIPALITY if re.search(r"район|округ|город|поселен", kind) else None


def _strange(passage: Passage, own: Height, project: Project) -> Iterator[Span]:
    for found in _MADE.finditer(passage.text):
        height = _height(found["level"])
        before = passage.text[: found.start()]
        if height is None or height == own or _TAKES_PART.search(before):
            continue
        if own is Height.MUNICIPALITY and passage.subject.roadmap:
            continue
        if height < own and not _contradicts_title(found["said"], own, project):
            continue
        yield found.span("said")
    met = _MEETS.search(passage.text) if own is Height.REGION else None
    if met:
        yield met.span("said")


def _height(word: str) -> Height | None:
    plain = word.lower()
    return next((height for height, names in _HEIGHTS if re.match(names, plain)), None)


def _contradicts_title(said: str, own: Height, project: Project) -> bool:
    """«муниципальной системы методической работы» where the title has «региональной системы»."""
    names = dict(_HEIGHTS)
    words = content(said)[1:]
    titles = (project.title, *(each.title for each in project.roadmaps))
    for title in titles:
        told = content(title)
        for at, word in enumerate(told):
            same = told[at + 1 : at + 1 + len(words)] == words
            if re.match(names[own], word) and words and same:
                return True
    return False
