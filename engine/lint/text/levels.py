"""Levels of those who carry a plan out: a school, a municipality, a region, the country."""

import re
from enum import IntEnum

from engine.lazy import lazy_pattern
from engine.model.project import Project


class Height(IntEnum):
    """How high a body stands."""

    SCHOOL = 1
    MUNICIPALITY = 2
    REGION = 3
    COUNTRY = 4


HEIGHTS: tuple[tuple[Height, str], ...] = (
    (Height.SCHOOL, r"(?:внутри|обще)?школьн"),
    (Height.MUNICIPALITY, r"(?:обще|меж)?(?:муниципальн|районн|городск|окружн)"),
    (Height.REGION, r"(?:меж)?региональн|областн|краев|республиканск"),
    (Height.COUNTRY, r"федеральн|всероссийск|общероссийск"),
)
LEVEL = lazy_pattern(
    r"\b(?P<level>(?:внутри|обще|меж)?(?:школьн|муниципальн|районн|городск|окружн|региональн|областн|"
    r"краев|республиканск|федеральн)(?:ый|ая|ое|ой|ого|ому|ом|ую|ым|ые|ых|ыми))\b"
    r"(?P<between>(?:\s+[а-яё-]+(?:ый|ий|ая|яя|ое|ее|ой|ого|его|ую|юю|ым|им|ые|ие|ых|их|ей|(?:онн|енн|альн|ельн|еск)ому?))*)"
    r"\s+(?P<noun>[А-ЯЁа-яё-]+)",
    re.IGNORECASE,
)
"""«муниципального педагогического совета»: the level, what stands between, the noun."""
OF_ALL_LEVELS = lazy_pattern(
    r"этап|олимпиад|проект|программ|конкурс|систем|проверочн|работ|тур\b|уровн|исследован|экзамен|"
    r"диагностик|мониторинг|оценк|процедур|стандарт|закон|бюджет|платформ|портал|акци|урок|диктант|"
    r"движени|перепис|автобус|музе|двор|библиотек|столов|питани|служб\w* медиац|округ|район|"
    r"образовани|учреждени|организаци|школ",
    re.IGNORECASE,
)
"""What every level has, or what is handed down: «муниципальный этап», «региональный проект»."""


def own_height(project: Project) -> Height | None:
    """The level of the order: a school, a municipality, a region; None where it is not said."""
    kind = (project.municipality.kind or "").lower()
    titles = " ".join((project.title, project.order.title or "", *project.order.annexes))
    named = re.search(r"М[БКА]?О?У\b|\b[СОН]ОШ\b|школы\s*№|гимнази\w+\s*№|лице\w+\s*№", titles)
    if named or re.search(r"школ|гимнази|лице[йя]|детск\w+ сад", kind):
        return Height.SCHOOL
    if re.search(r"област|кра[йея]|республик|регион", kind):
        return Height.REGION
    return Height.MUNICIPALITY if re.search(r"район|округ|город|поселен", kind) else None


def height_of(word: str) -> Height | None:
    """The level that an adjective names: «районный», «областного»."""
    plain = word.lower()
    return next((height for height, names in HEIGHTS if re.match(names, plain)), None)
