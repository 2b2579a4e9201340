"""A line of bodies, posts and persons → those that its commas part."""

from engine.lazy import lazy_pattern
from engine.papers.headings import simple

_BODY = lazy_pattern(
    r"(?:(?:[а-яё-]+(?:ый|ий|ой|ая|ое|ые|ие)|все|и\.\s?о\.|зам\.)\s+){0,3}"
    r"(?:(?i:директор|завуч|заместител|зам\b|методист|учител|педагог|руководител|специалист|"
    r"начальник|отдел|комитет|департамент|министерств|кабинет|управлени|администраци|комисси|школ|"
    r"кафедр|совет|служб|центр|психолог|логопед|дефектолог|тьютор|координатор|куратор|воспитател|"
    r"библиотекар|заведующ|секретар|председател|организатор|наставник|родител|образовательн\w+ "
    r"организац|общеобразовательн\w+ организац|групп[аы]|музе[йи]|учрежден|предприят|соц)[а-яё-]*|"
    r"[А-ЯЁ]{2,}[а-яё]?(?![\w])|М[БКА]Д?ОУ)",
)
"""The head of the name of a body or a post, with adjectives before it."""
_OUTSIDE = lazy_pattern(r"\s*,\s*(?![^(]*\))(?![^«]*»)")
_PERSON = lazy_pattern(
    r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?$"
    r"|(?:^|\s)[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?$"
)


def parted(line: str, whole: set[str]) -> list[str]:
    """A line parted at its commas, where each part stands alone in another row, begins with a body
    or a post, or ends with the name of a person; else the line."""
    parts = [part.strip() for part in line.split(",")]
    if len(parts) > 1 and all(simple(part) in whole for part in parts):
        return parts
    parts = _OUTSIDE.split(line)
    if len(parts) > 1 and all(
        simple(part) in whole or _PERSON.search(part) or _BODY.match(part) for part in parts
    ):
        return parts
    return [line]


def may_be_several(line: str) -> bool:
    """Whether commas part several bodies of which not all are known for ones."""
    parts = _OUTSIDE.split(line)
    known = sum(bool(_BODY.match(part) or _PERSON.search(part)) for part in parts)
    return 1 < known < len(parts)
