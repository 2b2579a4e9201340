"""Names of other municipalities and regions (L650)."""

import re
from collections import Counter
from collections.abc import Iterator

from engine.codes.texts import OTHER_MUNICIPALITY, PLACE_NOT_KNOWN
from engine.diagnostics import Finding
from engine.lazy import ends_at, lazy_pattern
from engine.lint.text import Passage, content, passages_of, report
from engine.lint.text.morphology import can_be, forms, stands_within, words_before
from engine.model.project import Project

Span = tuple[int, int]

_NAME = r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ]?[а-яё]+)*"
_NAMED_PLACES = tuple(
    lazy_pattern(pattern)
    for pattern in (
        rf"(?P<name>{_NAME}[сц]к(?:ий|ого|ому|им|ом)) "
        r"(?:муниципальн\w+ |городск\w+ )?(?:район|округ)\w*",
        rf"\bг\. ?о\.(?: ?г\.)? ?(?P<name>{_NAME})",
        rf"\b[Гг]ородск\w+ округ\w*(?: город\w*| г\.)? (?P<noun>(?P<name>{_NAME}))",
        rf"\b[Мм]униципальн\w+ (?:образовани|район|округ)\w* (?P<noun>(?P<name>{_NAME}))",
        rf"(?P<name>{_NAME}[сц]к(?:ая|ой|ую)) (?:област|губерни)\w+",
        rf"(?P<name>{_NAME}[сц]к(?:ий|ого|ому|им|ом)) кра[йяюе]\w*",
        rf"\b[Рр]еспублик\w+ (?P<name>{_NAME})",
        rf"(?P<name>{_NAME}[сц]к(?:ая|ой|ую)) [Рр]еспублик\w+",
        rf"(?P<name>{_NAME}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое)) "
        r"(?:(?:областн|краев|республиканск|государственн)\w+ )?(?:министерств|департамент|"
        r"управлени|комитет|отдел|дум|институт\w* (?:развития|повышения|усовершенствования)|"
        r"центр\w* (?:оценки|мониторинга|развития))\w*",
        rf"\b[Мм]униципалитет\w* (?P<name>{_NAME})",
        rf"(?P<name>{_NAME}[сц]к(?:ий|ого|ому|им|ом)) (?:МО|МР|ГО|МОР|РМО)\b",
        rf"(?P<name>{_NAME}[сц]к(?:ая|ой|ую)) (?:районн|городск|окружн)\w+ администраци\w+",
    )
)
_SETTLEMENT = lazy_pattern(
    r"\b(?:г\.|гор\.|город[аеу]?|городом|пгт\.?|пос\.|п\.|пос[её]л(?:ок|ка|ке|ку|ком)|с\.|сел[оаеу]|"
    r"дер\.|д\.|деревн[яиею]|ст-ц[аеы]|станиц[аеыу]|хутор[аеу]?|аул[аеу]?)\s*"
    rf"(?P<name>{_NAME}(?:\s(?:Новгород|Посад|Яр|Луки|Устюг|Лог|Ключ|Поляна|Гора))?)"
)
_OF_SCHOOL = lazy_pattern(
    r"(?:школ\w*|СОШ|ООШ|НОШ|гимнази\w*|лице\w*|сад\w*|М[БКА]?Д?ОУ)\W*(?:№\s*\d+\W*)?(?:им\.[^,;]{3,40})?$"
)
_VILLAGE = lazy_pattern(r"(?:с|д|п|дер|ст-ц\w)\.|сел|дерев|станиц|хутор|аул", re.IGNORECASE)
"""The village in the name of a school: districts have dozens of their own."""
_CAPITALS = frozenset({"москва", "санкт-петербург", "сочи", "петербург"})
_STUDIED = lazy_pattern(
    r"опыт\w*|соседн\w+|обмен\w*|визит\w*|стажировк\w*|практик(?!ум)\w*|сотрудничеств\w*|"
    r"взаимодействи\w*|соглашени\w*|партн[её]р\w*|делегац\w*|с участием|приглаш\w*|гост[ияей]\w*",
    re.IGNORECASE,
)
_TRIP = lazy_pattern(r"поездк|экскурси|выезд|посещени|командировк|поход|путешестви", re.IGNORECASE)
"""The town that a trip goes to."""
_SHORT_BEGINNING = 4
_SHORT_QUOTE = 80
_GENERIC = frozenset({"район", "муниципальный", "городской", "округ", "город", "образование"})
_SAME_BEGINNING = 6
_TAKEN_LETTERS = lazy_pattern(r"[А-ЯЁа-яё]+")


def check_municipality(project: Project) -> tuple[Finding, ...]:
    """Each other municipality or region that the document names, and its initials."""
    own = _own_names(project)
    of_region = _is_region(project)
    strange = [
        (passage, found)
        for passage in passages_of(project)
        for found in _named_places(passage.text)
        if not _is_own(found["name"], own)
        and not _is_studied(found)
        and not (of_region and _is_one_of_many(found))
    ]
    named_there = {(passage.at, found.start("name")) for passage, found in strange}
    initials = {_initials(found.group()) for _, found in strange} - {_initials(own_name(project))}
    named = (_finding(project, passage, found.span()) for passage, found in strange)
    settled = tuple(
        report(PLACE_NOT_KNOWN, passage, found.span(), own=own_name(project))
        for passage, found in _settlements(project, own)
        if (passage.at, found.start("name")) not in named_there
        and not (of_region and not _is_centre(found["name"]))
    )
    twins = (
        _finding(project, passage, span)
        for passage, span in _namesakes(project, own)
        if (passage.at, span[0]) not in named_there
    )
    return (*named, *settled, *twins, *_abbreviated(project, initials))


_OF_REGION = lazy_pattern(r"област|кра[йея]\b|республик|автономн|регион", re.IGNORECASE)
_LISTED = lazy_pattern(
    rf"{_NAME}[сц]к(?:ий|ого|ому|им|ом)(?:,| и)\s+{_NAME}[сц]к(?:ий|ого|ому|им|ом)\s+"
    r"(?:муниципальн\w+ |городск\w+ )?(?:район|округ)\w*"
)

_AFTER_OTHERS = lazy_pattern(
    rf"\b(?:округ|район|город)(?:ах|ов|ами|ам)\s+(?:{_NAME}(?:,\s+|\s+и\s+))+{_NAME}[сц]к\w+"
)
"""«в городских округах Иваново и Кинешма и Шуйском муниципальном районе»."""


def _is_region(project: Project) -> bool:
    """Whether the plan is a region's, which has towns and districts of its own."""
    whose = project.municipality
    return bool(_OF_REGION.search(f"{whose.kind or ''} {whose.name}")) and "район" not in (
        whose.kind or ""
    )


_CENTRES = frozenset({
    "архангельск", "астрахань", "барнаул", "белгород", "благовещенск", "брянск", "владивосток",
    "владикавказ", "владимир", "волгоград", "вологда", "воронеж", "грозный", "екатеринбург",
    "иваново", "ижевск", "иркутск", "казань", "калининград", "калуга", "кемерово", "киров",
    "кострома", "краснодар", "красноярск", "курган", "курск", "кызыл", "липецк", "магадан",
    "майкоп", "махачкала", "мурманск", "нальчик", "новосибирск", "омск", "оренбург", "пенза",
    "пермь", "петрозаводск", "псков", "рязань", "салехард", "самара", "саранск", "саратов",
    "смоленск", "ставрополь", "сыктывкар", "тамбов", "тверь", "томск", "тула", "тюмень",
    "ульяновск", "уфа", "хабаровск", "чебоксары", "челябинск", "черкесск", "чита", "элиста",
    "якутск", "ярославль",
})  # fmt: skip
"""Centres of regions: in the plan of a region another one's is not its own town."""


def _is_centre(name: str) -> bool:
    return bool(_CENTRES & {form.lemma for form in forms(name)})


def _is_one_of_many(found: re.Match[str]) -> bool:
    """«Старорусского и Валдайского округов»: the region's own, listed."""
    listed = (*_LISTED.finditer(found.string), *_AFTER_OTHERS.finditer(found.string))
    return any(each.start() <= found.start() < each.end() for each in listed)


_ADJECTIVE = lazy_pattern(rf"(?P<name>{_NAME}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их))\s+")
_NAMESAKE = 2


def _namesakes(project: Project, own: tuple[str, ...]) -> Iterator[tuple[Passage, Span]]:
    """«Ивановского института развития образования» where a body is «Рязанский институт …»."""
    names = [content(name) for body in project.bodies for name in (body.name, *body.aliases)]
    rests = {
        name[1 : 1 + _NAMESAKE] for name in names if len(name) > _NAMESAKE and _is_own(name[0], own)
    }
    for passage in passages_of(project) if rests else ():
        for found in _ADJECTIVE.finditer(passage.text):
            following = content(passage.text[found.end() : found.end() + _SHORT_QUOTE])[:_NAMESAKE]
            if following in rests and not _is_own(found["name"], own) and not _is_studied(found):
                yield passage, found.span("name")
    yield from _of_kind(project, own)


_INSTITUTION = lazy_pattern(
    rf"(?P<name>{_NAME}[сц]к(?:ий|ого|ому|им|ом))\s+(?:[а-яё-]+(?:ый|ий|ого|его|ому|ему|ым|им|ом|ем)\s+){{0,3}}"
    r"(?P<kind>техникум|колледж|институт|университет|лице[йяюе]|центр|музе[йяюе]|театр|завод|комбинат)\w*",
)


def _of_kind(project: Project, own: tuple[str, ...]) -> Iterator[tuple[Passage, Span]]:
    """«мастерские Ивановского техникума» where the plan has a «Рязанский техникум» of its own."""
    passages = [each for each in passages_of(project) if not each.lost]
    found = [(each, at) for each in passages for at in _INSTITUTION.finditer(each.text)]
    kinds = {at["kind"].lower()[:_KIND] for _, at in found if _is_own(at["name"], own)}
    times = Counter(_begin(at["name"]) for _, at in found)
    for passage, at in found:
        strange = at["kind"].lower()[:_KIND] in kinds and not _is_own(at["name"], own)
        if strange and times[_begin(at["name"])] == 1 and not _is_studied(at):
            yield passage, at.span("name")


_KIND = 5


def _is_studied(found: re.Match[str]) -> bool:
    """Another place whose experience is studied, or with which work is shared."""
    return bool(_STUDIED.search(words_before(found.string, found.start())))


def _settlements(project: Project, own: tuple[str, ...]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Towns and villages named in one place only, which no body and no heading bears."""
    bodies = " ".join(name for body in project.bodies for name in (body.name, *body.aliases))
    known = {*own, *content(bodies), *_of_own_name(project)}
    places = [
        (passage, found)
        for passage in passages_of(project)
        for found in _SETTLEMENT.finditer(passage.text)
    ]
    times = Counter(_begin(found["name"]) for _, found in places)
    for passage, found in places:
        if ends_at(_OF_SCHOOL, passage.text, found.start()) and _VILLAGE.match(found[0]):
            continue
        own_one = _is_own(found["name"], tuple(known)) or _is_capital(project, found["name"])
        once = times[_begin(found["name"])] == 1
        there = _is_studied(found) or _TRIP.search(words_before(found.string, found.start()))
        if once and not own_one and not there and passage.field != "annexes":
            yield passage, found
    yield from _alone(project, tuple(known))


_CAPITALISED = lazy_pattern(rf"(?<=[а-яё,] )(?P<name>{_NAME})\b(?!\s+[А-ЯЁ]\.)")
_ALL_KNOW = frozenset({
    "россия", "москва", "европа", "азия", "сибирь", "урал", "поволжье", "кавказ",
})  # fmt: skip
_SURE_PLACE = 0.4


def _alone(project: Project, known: tuple[str, ...]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """«школами Удмуртии», «педагогам Казани»: the name of a place with no noun before it."""
    places = [
        (passage, found)
        for passage in passages_of(project)
        if passage.field not in ("responsible", "annexes")
        for found in _CAPITALISED.finditer(passage.text)
        if _is_toponym(found["name"]) and not stands_within(found.string, found.start(), "«»")
    ]
    times = Counter(_begin(found["name"]) for _, found in places)
    for passage, found in places:
        own_one = _is_own(found["name"], known) or _is_capital(project, found["name"])
        there = _is_studied(found) or _TRIP.search(words_before(found.string, found.start()))
        if times[_begin(found["name"])] == 1 and not own_one and not there:
            yield passage, found


def _is_toponym(word: str) -> bool:
    """The dictionary knows a place of this name, and neither a word nor a person."""
    readings = forms(word)
    first = readings[0]
    persons = any({"Surn", "Name", "Patr"} & reading.grammemes for reading in readings)
    place = "Geox" in first.grammemes and first.score >= _SURE_PLACE
    return place and not persons and first.lemma not in _ALL_KNOW


def _begin(name: str) -> str:
    return name.lower()[:_SHORT_BEGINNING]


def _is_capital(project: Project, name: str) -> bool:
    """«г. Тверь» for a plan of Тверская область; Москва."""
    region = (project.municipality.region or "").lower()
    return any(word in _CAPITALS for word in content(name)) or region.startswith(_begin(name))


def own_name(project: Project) -> str:
    """The municipality as sentences name it."""
    return project.municipality.genitive or project.municipality.name


def _of_own_name(project: Project) -> tuple[str, ...]:
    """«МБДОУ «Ивушка» города Светлоборска» in the title of the project: its own town."""
    whose, found = project.municipality.name.rstrip('»" '), project.title
    after = found.partition(whose)[2].lstrip('»" ') if whose else ""
    place = _SETTLEMENT.match(after)
    return (*content(place["name"]),) if place else ()


def _own_names(project: Project) -> tuple[str, ...]:
    whose = project.municipality
    names = " ".join(filter(None, (whose.name, whose.genitive, whose.region)))
    return tuple(word for word in content(names) if word not in _GENERIC)


def _named_places(text: str) -> Iterator[re.Match[str]]:
    seen: set[int] = set()
    for pattern in _NAMED_PLACES:
        for found in pattern.finditer(text):
            noun = found.groupdict().get("noun")
            common = _COMMON.match(found["name"])
            if found.start("name") not in seen and not common and (
                noun is None or can_be(noun, "NOUN")
            ):  # fmt: skip
                seen.add(found.start("name"))
                yield found


_COMMON = lazy_pattern(
    r"(?:общегородс|городс|сельс|детс|юношес|педагогичес|методичес|техничес|психологичес|медицинс|"
    r"экологичес|российс|русс|казач)к\w+$",
    re.IGNORECASE,
)
"""«Городской центр развития образования»: of whose kind or for whom, and no name of a place."""


def _is_own(name: str, own: tuple[str, ...]) -> bool:
    """A name is its own with any ending and in spite of a misprint near its end."""
    lemmas = content(name)
    return any(
        one == lemma or one[:_SAME_BEGINNING] == lemma[:_SAME_BEGINNING]
        for one in own
        for lemma in lemmas
    )


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in _TAKEN_LETTERS.findall(name))


def _abbreviated(project: Project, initials: set[str]) -> Iterator[Finding]:
    """«РМР» where «Ртищевского муниципального района» is printed elsewhere."""
    long_enough = sorted(initial for initial in initials if len(initial) > 2)
    for passage in passages_of(project):
        for letters in long_enough:
            for found in re.finditer(rf"\b{letters}\b", passage.text):
                yield _finding(project, passage, found.span())


def _finding(project: Project, passage: Passage, span: Span) -> Finding:
    return report(OTHER_MUNICIPALITY, passage, span, own=own_name(project))
