"""Groups, councils and systems of a level that is not the order's own (L741)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.codes.texts import OTHER_LEVEL
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import (
    Passage,
    content,
    event_passages,
    passages_of,
    report,
    roadmap_passages,
)
from engine.lint.text.levels import (
    HEIGHTS,
    LEVEL,
    OF_ALL_LEVELS,
    Height,
    height_of,
    own_height,
)
from engine.lint.text.meetings_elsewhere import met_elsewhere
from engine.lint.text.morphology import forms, words_before
from engine.model.project import Project
from engine.model.spec import Event, Responsible

Span = tuple[int, int]


_OWN_THING = (
    r"(?:рабоч\w+ групп|проектн\w+ групп|творческ\w+ групп|экспертн\w+ групп|оргкомитет|комисси|"
    r"координатор|оператор|штаб|координационн\w+ совет|"
    r"методическ\w+ (?:совет|служб|актив|объединен)|"
    r"план\w* мероприяти|дорожн\w+ карт|положени|регламент|систем\w+|реестр|банк|модел)"
)
_MADE = lazy_pattern(
    r"(?:создани|созда|формировани|сформирова|утвержд|утверди|назначени|назначи|разработк|разработа|"
    r"внедрени|внедри|образова|введени|организаци|развити|развива|совершенствован)[а-яё]*\s+"
    r"(?:(?:и|,)\s*\w+\s+)?(?:прилагаем\w+\s+)?"
    r"(?:(?:состав|план|положение|положения|план мероприятий|дорожную карту)\w*\s+)?"
    r"(?:\([^)]*\)\s+)?(?:(?:о|об|по развитию|по созданию|развития|создания)\s+)?"
    rf"(?P<said>(?P<level>[а-яё]+(?:ой|ого|ую|ых|ый|ая|ое|ому|ом))\s+(?:\w+\s+)?{_OWN_THING}\w*)",
    re.IGNORECASE,
)
_MEETS = lazy_pattern(
    r"\bна\s+(?:заседани\w+\s+)?(?P<of>(?:коллеги|совет|совещани)\w*\s+"
    r"(?:районн|городск|окружн|муниципальн)(?:ого|ой)\s+(?:управлени|отдел|комитет|администраци)\w*)|"
    r"\bна\s+(?:заседани\w+\s+)?"
    r"(?P<said>(?:коллеги|совет|аппаратн\w+ совещани|совещани|заседани)\w*\s+"
    r"(?:при\s+)?(?:управлени|отдел|комитет)\w*\s+образовани\w+(?:\s+(?:администрации\s+)?"
    r"(?:муниципальн\w+\s+)?(?:район|округ|город)[ау]))(?!\w)(?!\s+[А-ЯЁ])",
)
_TAKES_PART = lazy_pattern(
    r"участи|для\s|взаимодейств|совместн|результат|данны|итог|в рамках|на основе|соответств|"
    r"методическ\w+ помощ|сопровожд|рекоменд|с муниципальн|органам|поддержк",
    re.IGNORECASE,
)


def check_levels_of_bodies(project: Project) -> tuple[Finding, ...]:
    """What the order makes is of its own level; a region leaves to districts what is theirs."""
    own = own_height(project)
    return tuple(
        report(OTHER_LEVEL, passage, span)
        for passage in passages_of(project)
        if own and not passage.lost and passage.field not in ("responsible", "schedule")
        for span in (*_strange(passage, own, project), *_named_wrongly(passage, own, project))
    ) + tuple(_of_deeds(project, own) if own else ())


def _strange(passage: Passage, own: Height, project: Project) -> Iterator[Span]:
    for found in _MADE.finditer(passage.text):
        height = height_of(found["level"])
        before = words_before(passage.text, found.start())
        if height is None or height == own or _TAKES_PART.search(before):
            continue
        in_plan = own is Height.MUNICIPALITY and passage.subject.roadmap
        if in_plan and not _appoints_above(project, passage, found, own):
            continue
        single = _is_single(found["level"])
        below = height < own and not single
        if below and (
            not _contradicts_title(found["said"], own, project)
            or _is_of_those_below(project, passage)
        ):
            continue
        yield found.span("said")
    met = _MEETS.search(passage.text) if own is Height.REGION else None
    if met:
        yield met.span("said" if met["said"] else "of")


def _is_of_those_below(project: Project, passage: Passage) -> bool:
    """«Утверждение муниципальных дорожных карт» by the bodies of the districts."""
    events = (each for roadmap in project.roadmaps for each in roadmap.events)
    event = next((each for each in events if each.id == passage.subject.id), None)
    names = " ".join(_named(project, event)) if event else ""
    return bool(names) and bool(_OF_MUNICIPALITY.search(names))


@lru_cache(maxsize=1024)
def _is_single(word: str) -> bool:
    """«муниципального банка» is one thing; «муниципальных банков» are those of the districts."""
    return all("sing" in form.grammemes for form in forms(word))


_APPOINTS = lazy_pattern(r"^\W*назнач[а-яё]*\s", re.IGNORECASE)


def _appoints_above(project: Project, passage: Passage, found: re.Match[str], own: Height) -> bool:
    """«Назначить регионального координатора» in a row that no body of the region carries out."""
    events = (each for roadmap in project.roadmaps for each in roadmap.events)
    event = next((each for each in events if each.id == passage.subject.id), None)
    above = (height_of(found["level"]) or own) > own
    if event is None or passage.field != "title" or not above or not _APPOINTS.match(found[0]):
        return False
    return not _REGIONAL.search(" ".join(_named(project, event)))


def _contradicts_title(said: str, own: Height, project: Project) -> bool:
    """«муниципальной системы методической работы» where the title has «региональной системы»."""
    names = dict(HEIGHTS)
    words = content(said)[1:]
    titles = (project.title, *(roadmap.title for roadmap in project.roadmaps))
    for title in titles:
        told = content(title)
        for at, word in enumerate(told):
            same = told[at + 1 : at + 1 + len(words)] == words
            if re.match(names[own], word) and words and same:
                return True
    return False


_HOLDS = lazy_pattern(
    r"^\W*(?:проведени|провести|проводить|организаци|организовать|заседани|созвать|созыв|подготовк|"
    r"подготовить|работ|итогов\w+ заседани|\w+(?:ое|ые)\s+заседани)\w*\s+"
    r"(?:и\s+прове(?:дени|сти)\w*\s+)?(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s+)?"
    r"(?:(?:цикл\w*|сери\w+)\s+(?:из\s+)?)?(?:(?:два|две|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти|шесть|"
    r"шести|семь|семи|восемь|восьми|десять|десяти|\d{1,2})\s+)?$",
    re.IGNORECASE,
)
_ABOVE = lazy_pattern(
    r"министерств|департамент|регион|област|кра[йя]\b|краев|республик|институт|университет",
    re.IGNORECASE,
)
_OF_MUNICIPALITY = lazy_pattern(
    r"управлени|отдел\b|отдел\w* образ|комитет|администрац|муниципал|район|городск|"
    r"методическ\w+ (?:центр|кабинет)|"
    r"центр\w* развития",
    re.IGNORECASE,
)


def _of_deeds(project: Project, own: Height) -> Iterator[Finding]:
    """«Районный педагогический совет» in a school's plan, «Краевое собрание» held by a district."""
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            cells = {each.field: each for each in event_passages(roadmap, event)}
            title, result = cells.get("title"), cells.get("result")
            names = executors_of(project, event)
            found = LEVEL.search(title.text) if title and not title.lost else None
            if title and found and _is_held_elsewhere(project, event, found, own):
                yield report(OTHER_LEVEL, title, found.span())
            elif title and not title.lost and (held := _held_above(project, event, own)):
                yield report(OTHER_LEVEL, title, held)
            elif title and not title.lost and (met := met_elsewhere(event, names, own)):
                yield report(OTHER_LEVEL, title, met)
            elif title and not title.lost and (below := _of_below(project, event, own)):
                yield report(OTHER_LEVEL, title, below)
            elif title and result and not result.lost:
                spans = (
                    *_result_of_above(project, event, result.text, own),
                    _at_other_level(title.text, result.text),
                    _other_turn(title.text, result.text),
                )
                for span in dict.fromkeys(filter(None, spans)):
                    yield report(OTHER_LEVEL, result, span)
        for passage in roadmap_passages(roadmap):
            if passage.subject.kind in ("goal", "indicator") and not passage.lost:
                for found in _PEOPLE_OF.finditer(passage.text):
                    if _TERRITORIES[found["of"][:4].lower()] not in _territories(project, own):
                        yield report(OTHER_LEVEL, passage, found.span())


_HANDED_ON = lazy_pattern(r"участи|заявк|направл|выдвиж|отбор|для\s", re.IGNORECASE)
"""«заявка на региональный этап»: what the next level is given."""


def _at_other_level(title: str, result: str) -> Span | None:
    """«Положение о районных центрах» of «Разработка положения о региональных центрах»."""
    planned = [(height_of(each["level"]), each["noun"]) for each in LEVEL.finditer(title)]
    for found in LEVEL.finditer(result):
        noun = forms(found["noun"])[0].lemma
        if _HANDED_ON.search(words_before(result, found.start())):
            continue
        same = {height for height, said in planned if forms(said)[0].lemma == noun}
        if same and height_of(found["level"]) not in same:
            return found.span()
    return None


_TURN = lazy_pattern(
    r"\b(?P<level>школьн|муниципальн|районн|городск|окружн|региональн|областн|краев|республиканск)"
    r"(?:ый|ого|ом|ому|ым)\s+(?:этап|тур)\w*",
    re.IGNORECASE,
)


def _other_turn(title: str, result: str) -> Span | None:
    """«Протокол муниципального этапа» of «Школьный этап олимпиады»."""
    planned = {height_of(each["level"]) for each in _TURN.finditer(title)}
    told = {height_of(each["level"]): each.span() for each in _TURN.finditer(result)}
    handed_on = _HANDED_ON.search(result)
    strange = [span for height, span in told.items() if height not in planned]
    return strange[0] if planned and strange and len(told) == 1 and not handed_on else None


_BELOW = lazy_pattern(
    r"\bна\s+(?:расширенн\w+\s+)?(?:заседани\w+\s+)?(?:педагогическ\w+\s+|методическ\w+\s+|управляющ\w+\s+)?"
    r"(?:совет|педсовет|совещани|собрани|консилиум)\w*\s+(?:при\s+директоре\s+)?"
    r"(?:школы|гимназии|лицея|детского сада)\b",
    re.IGNORECASE,
)
_PLAN_OF = lazy_pattern(
    r"\b(?:о|об|ход\w*|итог\w*|отч[её]т\w*)\s+(?:о\s+)?(?:выполнени|реализаци|исполнени)\w*\s+"
    r"(?P<level>школьн|муниципальн|районн|городск|региональн|областн|краев|республиканск)(?:ого|ой)\s+"
    r"(?:плана|дорожн\w+ карт\w+|комплекса мер)(?!\w)",
    re.IGNORECASE,
)
_CONTEST = lazy_pattern(
    r"^\W*(?:проведение\s+|организация\s+(?:и\s+проведение\s+)?)?"
    r"(?P<level>школьн|внутришкольн)(?:ый|ого|ая|ой|ое)\s+(?:этап\w*\s+)?"
    r"(?:конкурс|фестивал|форум|конференц|марафон|слет|слёт|чемпионат|семинар|совещани)",
    re.IGNORECASE,
)


def _of_below(project: Project, event: Event, own: Height) -> Span | None:
    """What one school or district holds, in a row that nobody of them carries out."""
    title = event.title or ""
    below, plan, contest = _BELOW.search(title), _PLAN_OF.search(title), _CONTEST.search(title)
    if plan and height_of(plan["level"]) != own:
        return plan.span()
    if own is Height.SCHOOL:
        return None
    if below:
        return below.span()
    height = height_of(contest["level"]) if contest else None
    if contest is None or height is None or height >= own:
        return None
    names = [" ".join(_names_of(project, responsible)) for responsible in event.responsible]
    schools = own is Height.MUNICIPALITY and any(_SCHOOL_BODY.search(name) for name in names)
    return contest.span() if names and height is Height.SCHOOL and not schools else None


_SCHOOL_BODY = lazy_pattern(
    r"школ|организац|учрежден|\bО[ОУ]\b|\bДО[ОУ]\b|гимнази|лице|\bсад", re.I
)


_PEOPLE_OF = lazy_pattern(
    r"\b(?:учител|педагог|ученик|обучающ|учащ|школ|выпускник|сем(?:ь|ей)|родител|воспитател|воспитанник|"
    r"детск\w+ сад|муниципальн\w+ образовани|организаци|предприят|экономик|классник|школьник)\w*\s+"
    r"(?:\w+(?:ого|его)\s+)?"
    r"(?P<of>района|округа|города|пос[её]лка|области|края|республики|региона)\b(?!\s+(?-i:[А-ЯЁ]))(?!\s+знани)",
    re.IGNORECASE,
)
_TERRITORIES = {
    "райо": "район", "окру": "округ", "горо": "город", "посё": "посёлок", "посе": "посёлок",
    "обла": "область", "края": "край", "респ": "республика", "реги": "регион",
}  # fmt: skip


def _territories(project: Project, own: Height) -> frozenset[str]:
    """The territories that goals of the plan may speak of: its own kind; none for a school."""
    whose = project.municipality
    told = f"{whose.name} {whose.kind or ''} {whose.genitive or ''}".lower()
    if own is Height.SCHOOL:
        return frozenset({"посёлок"})
    also = {"регион"} if own is Height.REGION else {"область", "край", "республика", "регион"}
    if "округ" in told:
        also |= {"город", "посёлок"}
    return frozenset(
        {territory for territory in _TERRITORIES.values() if territory[:-1] in told} | also
    )


_HELD_ABOVE = lazy_pattern(
    r"\b(?:на|в)\s+(?:расширенн\w+\s+)?(?:коллеги|совет|заседани|совещани|комисси)\w*\s+(?:при\s+|в\s+)?"
    r"(?P<who>[^,;.()]{4,60})",
    re.IGNORECASE,
)


_WITH = lazy_pattern(
    r",?\s+(?:с|при)\s+(?:участием|участии|приглашением|привлечением|поддержке)\b", re.IGNORECASE
)
"""What follows names guests, not who holds it."""
_STEM = 6
_REGIONAL = lazy_pattern(r"министерств|регион|област|краев|республик|институт", re.IGNORECASE)


def _held_above(project: Project, event: Event, own: Height) -> Span | None:
    """«… на коллегии министерства» of a district that holds it itself."""
    found = _HELD_ABOVE.search(_WITH.split(event.title or "")[0])
    above = _SIGN_ABOVE.search(found["who"]) if found else None
    if found is None or above is None or own is Height.REGION:
        return None
    names = " ".join(_named(project, event))
    takes_part = re.match(r"\W*участи", event.title or "", re.IGNORECASE)
    same = rf"\b{above[0].lower()[:_STEM]}"
    holds_it = re.search(same, names, re.IGNORECASE) or _REGIONAL.search(names)
    return None if holds_it or takes_part else found.span()


_SIGNED = lazy_pattern(
    r"\b(?:приказ|распоряжение|постановление|указ|решение|письмо)\w{0,2}\s+"
    r"(?P<who>(?:[а-яё]+(?:ого|ой)\s+)?(?:министерств|департамент|правительств|губернатор|минобр|минпросв|"
    r"рособрнадзор|управлени|отдел|комитет|администраци|\bректор|институт)\w*)",
    re.IGNORECASE,
)
_SIGN_ABOVE = lazy_pattern(
    r"министерств|департамент|правительств|губернатор|минобр|минпросв|рособрнадзор|институт|\bректор|"
    r"регион|област|краев|республик",
    re.IGNORECASE,
)


def _result_of_above(project: Project, event: Event, result: str, own: Height) -> Iterator[Span]:
    """«Приказ министерства» of a district's row; the event itself under a higher level's name."""
    names, title = " ".join(_named(project, event)), event.title or ""
    signed = _SIGNED.search(result)
    if signed and own is not Height.REGION and not _ABOVE.search(f"{names} {title}"):
        above = _SIGN_ABOVE.search(signed["who"])
        by_schools = own is Height.SCHOOL and not _OF_MUNICIPALITY.search(f"{names} {title}")
        if above or by_schools:
            yield signed.span()
    for found in LEVEL.finditer(result):
        height = height_of(found["level"])
        same = forms(found["noun"])[0].lemma in content(title)
        higher = height is not None and height > own and not _at_level(title, height)
        handed_down = OF_ALL_LEVELS.match(found["noun"]) or _ABOVE.search(names)
        if higher and same and not handed_down:
            yield found.span()


def _at_level(text: str, height: Height) -> bool:
    return any(height_of(each["level"]) == height for each in LEVEL.finditer(text))


def _is_held_elsewhere(project: Project, event: Event, found: re.Match[str], own: Height) -> bool:
    height = height_of(found["level"])
    before = found.string[: found.start()]
    if height in (None, own, Height.COUNTRY) or OF_ALL_LEVELS.match(found["noun"]):
        return False
    if OF_ALL_LEVELS.search(found["between"]) or (before.strip() and not _HOLDS.match(before)):
        return False
    first = forms(found["level"])
    if not before.strip() and not any(form.case == "nomn" for form in first):
        return False
    names = " ".join(_named(project, event))
    if height > own:
        who = _ABOVE if height is Height.REGION else _OF_MUNICIPALITY
        return not who.search(names)
    many = any("plur" in form.grammemes for form in first)
    if height is Height.SCHOOL and not many and _COUNCIL.search(found[0]):
        return bool(names.strip()) and not _SCHOOL_BODY.search(names)
    return height is not Height.SCHOOL and not many and bool(_ABOVE.search(names))


def executors_of(project: Project, event: Event) -> str:
    """The names of those who carry the row out."""
    return " ".join(_named(project, event))


def stands_at(names: str, height: Height) -> bool:
    """Whether one of the names is that of a body of the level."""
    who = {
        Height.REGION: _ABOVE,
        Height.MUNICIPALITY: _OF_MUNICIPALITY,
        Height.SCHOOL: _SCHOOL_BODY,
    }
    pattern = who.get(height)
    return pattern is not None and bool(pattern.search(names))


def _named(project: Project, event: Event) -> Iterator[str]:
    """The executors of the row as printed and as declared."""
    for responsible in event.responsible:
        yield from _names_of(project, responsible)


def _names_of(project: Project, each: Responsible) -> Iterator[str]:
    yield each.text or ""
    body = project.body(each.body)
    yield from (body.name, *body.aliases) if body else ()


_BARE = lazy_pattern(
    r"\b(?:в|по)\s+(?:районе|району|округе|округу|муниципалитете)\b(?=\s*(?:[,.;)]|$|на\s|и\s|в\s))",
    re.IGNORECASE,
)
"""«… образования в районе»: of which, in the plan of a whole region?"""
_COUNCIL = lazy_pattern(r"совет|комисси|штаб|объединени|консилиум|групп", re.IGNORECASE)
_LEAST_NAME = 2


def _named_wrongly(passage: Passage, own: Height, project: Project) -> Iterator[Span]:
    """A body of this order under the name of another level: «регионального координационного
    совета» where the order has a «Координационный совет …» of its own.
    """
    if own is Height.REGION and passage.subject.kind != "document":
        yield from (each.span() for each in _BARE.finditer(passage.text))
    for found in LEVEL.finditer(passage.text):
        height = height_of(found["level"])
        name = content(f"{found['between']} {found['noun']}")
        if height in (None, own) or len(name) < _LEAST_NAME or _TAKES_PART.search(
            words_before(passage.text, found.start())
        ):  # fmt: skip
            continue
        bodies = [content(each) for body in project.bodies for each in (body.name, *body.aliases)]
        bodies += [each[1:] for each in bodies if each and height_of(each[0]) is own]
        if any(each[: len(name)] == name for each in bodies):
            yield found.span()
