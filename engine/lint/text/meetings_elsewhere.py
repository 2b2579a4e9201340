"""Meetings of another level at which a plan decides its own matters.

Part of L741, which `levels_of_bodies` reports.
"""

import re

from engine.lazy import lazy_pattern
from engine.lint.text.levels import Height, height_of
from engine.model.spec import Event

Span = tuple[int, int]

_SETTLES = lazy_pattern(
    r"^\W*(?:рассмотр|обсужд|утвержд|утвердить|подведени|подвести|принят|определени|анализ|решени|"
    r"заслуш|согласован)\w*",
    re.IGNORECASE,
)
"""What is done at a meeting of one's own; at those of others one speaks and takes part."""
_MEETING = (
    r"(?:совет|коллеги|совещани|собрани|комисси|штаб|заседани|конференци|педсовет|оргкомитет|планёрк|"
    r"планерк)"
)
_OF_LEVEL = lazy_pattern(
    r"\b(?:на|в)\s+(?:(?:расширенн|итогов|очередн)\w+\s+)?(?:заседани\w+\s+)?"
    r"(?P<level>муниципальн|районн|городск|окружн|региональн|областн|краев|республиканск)(?:ом|ой|ого)\s+"
    rf"(?:[а-яё-]+(?:ом|ой|ого|ем|ей|его)\s+){{0,2}}{_MEETING}\w*",
    re.IGNORECASE,
)
_BEFORE_HEAD = lazy_pattern(
    rf"\b(?:на|в)\s+(?:[а-яё]+(?:ом|ой)\s+)?{_MEETING}\w*\s+(?:при\s+|у\s+|в\s+)?"
    r"(?P<who>министр|губернатор|глав[еыа]\b|мэр|администрац|(?:муниципальн\w+\s+)?(?:управлени|отдел|комитет)\w*\s+"
    r"(?:по\s+)?образовани)\w*",
    re.IGNORECASE,
)
_AT_SCHOOL = lazy_pattern(
    r"\bна\s+(?:[а-яё]+(?:ом|ой)\s+)?(?:педагогическ\w+\s+совет\w*|педсовет\w*)"
    r"(?!\s+(?:школ|общеобразовательн|образовательн|организац|О[ОУ]\b|ДО[ОУ]\b|учрежден))",
    re.IGNORECASE,
)
_BELOW = lazy_pattern(
    r"школ|\bО[ОУ]\b|ДО[ОУ]\b|организаци|учрежден|гимнази|лице|\bсад|директор|педагог|учител|завуч|"
    r"заведующ|институт|техникум|колледж|училищ",
    re.IGNORECASE,
)
_OF_REGION = lazy_pattern(
    r"министерств|министр|департамент|регион|област|кра[йя]\b|краев|республик|институт",
    re.IGNORECASE,
)
_OF_DISTRICT = lazy_pattern(
    r"управлени|отдел|комитет|\bадминистраци\w+\s+(?:муниципальн|район|округ|город)|муниципал|район|городск|"
    r"методическ\w+ (?:центр|кабинет|служб)|\bглав[аыеу]\b",
    re.IGNORECASE,
)


def met_elsewhere(event: Event, names: str, own: Height) -> Span | None:
    """«на муниципальном совете» where a school settles its results by its own director; «на
    педагогическом совете» where a ministry does. None where an executor is of that level.
    """
    title = event.title or ""
    if not names.strip() or not _SETTLES.match(title):
        return None
    if found := _OF_LEVEL.search(title):
        height = height_of(found["level"])
        above = height is not None and height > own
        return found.span() if above and not _stands_at(names, height) else None
    if found := _BEFORE_HEAD.search(title):
        who = found["who"].lower()
        height = Height.REGION if who.startswith(("мин", "губ")) else Height.MUNICIPALITY
        return found.span() if height > own and not _stands_at(names, height) else None
    below = _AT_SCHOOL.search(title) if own > Height.SCHOOL else None
    return below.span() if below and not _BELOW.search(names) else None


def _stands_at(names: str, height: Height | None) -> bool:
    who: re.Pattern[str] = _OF_REGION if height is Height.REGION else _OF_DISTRICT
    return bool(who.search(names))
