"""Decisions and papers of an office given to those who cannot make them (L757)."""

import re

from engine.codes.texts import EXECUTOR_NOT_OF_DEED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import content, event_passages, report
from engine.lint.text.deeds import stem
from engine.lint.text.done_to_itself import done_to_itself
from engine.lint.text.grades import GRADES, grades_of
from engine.lint.text.morphology import forms
from engine.model.project import Project
from engine.model.spec import Event, Stage

_PERFORMERS = lazy_pattern(
    r"^\W*(?:учител|воспитател|(?:социальн\w+\s+)?педагог|советник\w*\s+директора|"
    r"классн\w+ руковод|психолог|логопед|библиотекар|тьютор|"
    r"наставник|"
    r"ученик|учащ|обучающ|школьник|студент|родител|вожат|повар|водител|медицинск|медсестр|лаборант|"
    r"волонт[её]р|выпускник|эксперты?\b)",
    re.IGNORECASE,
)
"""Persons who teach, learn and work, and decide nothing for others."""
_LEARNERS = lazy_pattern(
    r"^\W*(?:(?:\w+(?:ые|ие|ой|ый|ий))\s+)?(?:ученик|учащ[ие]|обучающ|школьник|студент|родител|"
    r"законн\w+ представит|"
    r"воспитанник|дошкольник|дет[ие]\b|реб[её]н|выпускник|наставляем|подопечн|семь[ия]\b)|"
    r"^\W*(?:молод|начинающ|малоопытн)\w*\s+(?:педагог|учител|специалист|воспитател)",
    re.IGNORECASE,
)
"""Those whom the work is for; what is known of them others find out and weigh."""
_OF_OFFICE = frozenset({
    Stage.MONITORING, Stage.ANALYSIS, Stage.RECOMMENDATION, Stage.DECISION, Stage.EFFECTIVENESS,
    Stage.COLLECTION_METHODS,
})  # fmt: skip
_TAKE_PART = lazy_pattern(
    r"участи|прохожд|заполн|самооцен|самоанализ|самодиагност|рефлекс|ученическ|родительск|детск|"
    r"общественн|независим|студенческ|написани|выполнени|сдач",
    re.IGNORECASE,
)
"""In these the learners and their parents are the ones who act."""
_OFFICIAL = lazy_pattern(
    r"\bприказ\w*|\bраспоряжени\w+|\bпостановлени\w+|\bколлеги[яию]\w*|педагогическ\w+ совет\w*|"
    r"педсовет\w*|"
    r"принятие\s+(?:\w+\s+)?решений|утверждение\s+(?:состава|плана|программ|положени|порядка)\w*|"
    r"совещани\w+ (?:при|руководител|директор|заведующ)\w*",
    re.IGNORECASE,
)
_TRADES: dict[str, str] = {
    "library": r"библиотек",
    "museum": r"\bмузе[йяюе]",
    "sport": r"спорт|физическ\w+ культур|физкультур|\bФОК\b",
    "mind": r"психолог|логопед|дефектолог",
    "health": r"медицинск|медсестр|\bврач|поликлиник|фельдшер",
    "meals": r"\bповар|столов|пищеблок|технолог\w* питан",
    "money": r"бухгалтер|экономист|завхоз|хозяйственн|заведующ\w+ хозяйств",
    "traffic": r"ГИБДД|госавтоинспекц|\bводител",
}
"""Bodies and persons of one trade, by their names."""
_WORKS: dict[str, str] = {
    "library": r"книг|книжн|чтени|читател|читающ|литератур|библиотеч|писател",
    "museum": r"\bмузе|экскурс|краевед|экспозиц",
    "sport": r"спорт|физкультур|спартакиад|\bГТО\b|физическ\w+ (?:подгот|развит)",
    "mind": (
        r"психолог|социометр|тревож|тревог|стресс|адаптаци|эмоциональн|логопед|"
        r"речев|"
        r"(?:нарушени|развити)\w* речи|"
        r"диагностик\w* (?:\w+ )?(?:склонност|интерес|мотивац|способност|готовност)|"
        r"профилактик\w* суицид"
    ),
    "health": (
        r"медицинск|медосмотр|диспансериз|вакцин|прививк|флюорограф|заболеваем|антропометр|"
        r"(?:состояни|групп|показател)\w* здоровья"
    ),
    "meals": r"\bменю\b|питани|рацион|блюд|пищеблок",
    "money": r"ремонт|смет[аыу]\b|закупк|бюджет|финанс|оплат[аыу] труда|инвентаризаци",
    "traffic": r"дорожн\w+ (?:движени|безопасн|травматизм)|\bПДД\b|велосипед",
    "exam": (
        r"(?:репетиционн|пробн|тренировочн|экзаменационн)\w+\s+(?:экзамен|ЕГЭ|ОГЭ|ГИА|ВПР|работ)|"
        r"(?:контрольн|проверочн|диагностическ)\w+ работ"
    ),
}
"""Works that belong to one trade, by their words; exams belong to none of them."""
_OF_TRADE, _OF_WORK = (
    {name: lazy_pattern(rf"\b(?:{words})", re.IGNORECASE) for name, words in said.items()}
    for said in (_TRADES, _WORKS)
)
"""From the beginning of a word: there is no sport in a passport, and no dish in watching."""
_ABOVE_SCHOOLS = lazy_pattern(r"област|кра[йя]\b|республик|регион|район|округ|город", re.IGNORECASE)
_OF_SCHOOLS = lazy_pattern(
    r"^\W*(?:обще)?(?:образовательн\w+ (?:организац|учрежден)|школ|О[ОУ]\b|ДО[ОУ]\b|детск\w+ сад|"
    r"дошкольн\w+ образовательн|гимнази|лице[ийя]|руководител\w+ (?:школ|О[ОУ]\b|образовательн)|"
    r"директора\b|ШН[ОС]?[РОУ]\b|заведующие)",
    re.IGNORECASE,
)
_MADE_ABOVE = lazy_pattern(
    r"^\W*(?:разработ|утвер[жд]|составл|составит|формирован|сформир|подготов|издани|создани|создат|"
    r"учрежд|образован|назнач|определени)\w*\s+"
    r"(?:и\s+\w+\s+)?(?:(?:проект|спецификаци|демоверси|состав|положени|порядк|регламент|модел)\w*\s+)?"
    r"(?:(?:о|об)\s+)?(?P<level>региональн|областн|краев|республиканск|муниципальн|районн|городск)"
    r"(?:ого|ой|ую|ый|ом)\b|"
    r"^\W*(?:подготов|составл|составит)\w*\s+(?:\w+(?:ого|ый)\s+)?(?:доклада?|отч[её]та?)\s+"
    r"(?:о|об)\s+(?:ходе\s+)?(?:реализаци|выполнени|исполнени)\w+\s+"
    r"(?:плана|дорожн|комплекса|программы развития|муниципальн|региональн)",
    re.IGNORECASE,
)
_HELD_BY = lazy_pattern(
    r"\b(?:(?:заседани\w+\s+)?коллеги\w+|заседани\w+|совещани\w+ при|совет\w* при)\s+"
    r"(?P<whose>[^,;.()]{5,80})",
    re.IGNORECASE,
)


def check_executors_of_deeds(project: Project) -> tuple[Finding, ...]:
    """«Воспитатели» hold the board of the department; teachers issue an order of the director."""
    return tuple(
        report(EXECUTOR_NOT_OF_DEED, passage, deed=deed)
        for roadmap in project.roadmaps
        for event in roadmap.events
        if (deed := _deed(project, event))
        for passage in event_passages(roadmap, event)
        if passage.field == "responsible" and not passage.lost
    )


def _deed(project: Project, event: Event) -> str:
    """The words of the deed that none of its executors can do; empty where somebody can."""
    names = [responsible.text or "" for responsible in event.responsible]
    if not names:
        return ""
    if all(_TAUGHT.search(name) for name in names) and (
        found := _FOR_THEM.search(event.title or "")
    ):
        return found[0]
    if (
        all(_LEARNERS.search(name) for name in names)
        and event.stages
        and set(event.stages) <= _OF_OFFICE
        and not _TAKE_PART.search(event.title or "")
    ):
        return event.title or ""
    if all(_PERFORMERS.search(name) for name in names):
        official = _OFFICIAL.search(f"{event.title or ''}. {event.result or ''}")
        decides = Stage.DECISION in event.stages
        said = official[0] if official else (event.title or "") if decides else ""
        other = _of_other_grades(event, names) or _of_another_trade(project, event)
        return said or other or done_to_itself(project, event)
    return (
        _decided_by_advisers(event, names)
        or _decided_without_power(project, event, names)
        or _of_another_trade(project, event)
        or _made_above(project, event, names)
        or _held_by_another(project, event)
        or _advised_by_itself(project, event, names)
        or done_to_itself(project, event)
    )


_CLASS_TEACHERS = lazy_pattern(r"^\W*(?:классн\w+\s+руководител|воспитател\w+\s+класс)", re.I)


def _of_other_grades(event: Event, names: list[str]) -> str:
    """«Классные руководители 4 классов» for plans of those in the ninth."""
    title = list(GRADES.finditer(event.title or ""))
    taught = [GRADES.search(name) for name in names if _CLASS_TEACHERS.match(name)]
    if not title or not taught or len(taught) < len(names):
        return ""
    wanted = frozenset[int]().union(*(grades_of(found["list"]) for found in title))
    given = [grades_of(found["list"]) if found else wanted for found in taught]
    return title[0][0] if all(not each & wanted for each in given) else ""


_ADVISERS = lazy_pattern(
    r"методическ\w+\s+объединени|\b[РГШОМ]?МО\s+(?:учител|педагог|воспитател)|\b[РГШ]МО\b|"
    r"(?:творческ|проблемн|инициативн)\w+\s+групп|профессиональн\w+\s+сообществ|ассоциаци\w+\s+педагог",
    re.IGNORECASE,
)
"""Colleagues who advise each other and manage nobody."""
_MANAGES = lazy_pattern(
    r"управленческ\w+\s+решени\w+|^\W*издани\w+\s+(?:приказ|распоряжени)\w*", re.IGNORECASE
)
_ORDERS = lazy_pattern(r"^\W*(?:приказ|распоряжени|постановлени)\w*", re.IGNORECASE)


def _decided_by_advisers(event: Event, names: list[str]) -> str:
    """«Принятие управленческих решений» by a methodical association, which issues no orders."""
    if Stage.DECISION not in event.stages or not all(map(_ADVISERS.search, names)):
        return ""
    found = _MANAGES.search(event.title or "") or _ORDERS.search(event.result or "")
    return found[0] if found else ""


_WITHOUT_POWER = lazy_pattern(
    r"\b(?:дом|двор)\w*\s+(?:\w+\s+)?творчеств|психолог\w+(?:-\w+)?\s+(?:служб|центр)|\bПМПК\b|\bППМС|"
    r"служб\w+\s+(?:медиаци|примирени|психолог)|библиотек|\bмузе[йяюе]|спортивн\w+\s+школ|"
    r"станци\w+\s+юн|школ\w+\s+искусств|центр\w*\s+(?:детск|внешкольн|дополнительн|психолог)",
    re.IGNORECASE,
)
"""Houses and services that work for schools and give them no orders."""
_POWER = lazy_pattern(r"^\W*(?:управлени|отдел|комитет|департамент|министерств)", re.IGNORECASE)
_OF_HEADS = lazy_pattern(
    r"(?:совещани|коллеги|совет)\w*\s+(?:руководител|директор|заведующ)\w*|"
    r"приказ\w*\s+о\s+мерах|приняти\w+\s+управленческ\w+\s+решени\w*",
    re.IGNORECASE,
)


def _decided_without_power(project: Project, event: Event, names: list[str]) -> str:
    """A meeting of the heads of schools that a house of creativity decides at."""
    decides = Stage.DECISION in event.stages and all(map(_WITHOUT_POWER.search, names))
    if not decides or _WITHOUT_POWER.search(project.title):
        return ""
    found = _OF_HEADS.search(f"{event.title or ''}. {event.result or ''}")
    power = any(_POWER.match(body.name) for body in project.bodies)
    return found[0] if found and power else ""


_TAUGHT = lazy_pattern(
    r"^\W*(?:молод|начинающ|малоопытн|наставляем|вновь прин|вновь приб)\w*\s*"
    r"(?:\w+\s+)?(?:педагог|учител|воспитател|специалист|работник|кадр|$)",
    re.IGNORECASE,
)
"""Those whom the others of the school teach their work."""
_FOR_THEM = lazy_pattern(
    r"\bнаставничеств\w*|(?:закреплени|назначени)\w+\s+наставник\w*|"
    r"(?:сопровождени|поддержк|адаптаци)\w*\s+(?:молод|начинающ|малоопытн)\w*",
    re.IGNORECASE,
)


def _of_another_trade(project: Project, event: Event) -> str:
    """Psychological tests by the head of the museum, exams by a centre of psychologists."""
    own = [
        _trades(project, responsible.body, responsible.text or "")
        for responsible in event.responsible
    ]
    if not all(own):
        return ""
    told = " ".join((event.title or "", event.result or "", *event.details))
    works = {name for name, words in _OF_WORK.items() if words.search(event.title or "")}
    explained = any(
        words.search(told) for trades in own for trade in trades for words in _own_words(trade)
    )
    return (event.title or "") if works and not explained else ""


def _own_words(trade: str) -> tuple[re.Pattern[str], ...]:
    """The words of its works, and its own name: a stocktaking of the library is the librarian's."""
    return _OF_WORK[trade], _OF_TRADE[trade]


def _trades(project: Project, body: str | None, text: str) -> frozenset[str]:
    declared = project.body(body) if body else None
    name = f"{declared.name if declared else ''} {text}"
    return frozenset(trade for trade, words in _OF_TRADE.items() if words.search(name))


def _made_above(project: Project, event: Event, names: list[str]) -> str:
    """Schools alone make what is the region's, or report on the whole plan."""
    whole = _ABOVE_SCHOOLS.search(project.municipality.kind or "")
    of_school = re.search(r"М[БКА]?О?У\b|школ\w* №|гимнази\w+ №|лице\w+ №", project.title)
    found = _MADE_ABOVE.search(event.title or "")
    below = all(_OF_SCHOOLS.search(name) for name in names)
    return found[0] if found and below and whole and not of_school else ""


def _held_by_another(project: Project, event: Event) -> str:
    """«на коллегии департамента» in a row that the department has no part in."""
    found = _HELD_BY.search(event.title or "")
    if found is None:
        return ""
    whose = frozenset(map(stem, content(found["whose"])))
    named = _named(project, whose)
    organ = forms(found["whose"].split()[0])[0].part == "NOUN"
    if not named and organ and _COLLEGIAL.match(found[0]):
        named = _named(project, frozenset(map(stem, content(found["whose"])[:1])), head=True)
    own = {responsible.body for responsible in event.responsible}
    if _OF_STAFF.match(found[0]) and any(
        _HEAD.match(each.text or "") for each in event.responsible
    ):
        return ""
    return found[0] if named and None not in own and not named & own else ""


_OF_STAFF = lazy_pattern(
    r"(?:заседани\w+\s+)?(?:\w+\s+)?(?:педагогическ\w+\s+|методическ\w+\s+|управляющ\w+\s+|"
    r"попечительск\w+\s+)?(?:сов[её]т|педсовет|собрани)",
    re.IGNORECASE,
)
_HEAD = lazy_pattern(
    r"^\W*(?:и\.\s?о\.\s*)?(?:директор|заведующ|руководител|начальник|ректор|председател|"
    r"администраци)",
    re.IGNORECASE,
)
"""The head of an institution holds its councils: that is his office."""


_ADVICE = lazy_pattern(
    r"\b(?:рекомендаци|предписани|указани)\w*\s+(?:(?:для|в адрес)\s+)?(?P<whom>[а-яё][^,;.()]*)",
    re.IGNORECASE,
)
_ABOVE = lazy_pattern(
    r"^(?:муниципальн|районн|городск|окружн|региональн|органам?\b|управлени|министерств)\w*",
    re.IGNORECASE,
)
_DATIVE = ("datv",)


def _advised_by_itself(project: Project, event: Event, names: list[str]) -> str:
    """«Рекомендации муниципалитетам» written by schools, «рекомендации школам» by the schools."""
    found = _ADVICE.search(event.title or "")
    words = found["whom"].split() if found else []
    if not words or found is None or not any(form.case in _DATIVE for form in forms(words[0])):
        return ""
    if all(_OF_SCHOOLS.search(name) for name in names) and _ABOVE.match(found["whom"]):
        return found[0]
    whom = frozenset(map(stem, content(found["whom"])))
    same = _named(project, whom)
    own = {responsible.body for responsible in event.responsible}
    return found[0] if same and own == same else ""


_COLLEGIAL = lazy_pattern(r"(?:заседани\w+\s+)?(?:коллеги|совещани|совет)", re.IGNORECASE)


def _named(project: Project, whose: frozenset[str], *, head: bool = False) -> set[str]:
    """The bodies that the words name: whole, or by the first word of their names."""
    return {
        body.id
        for body in project.bodies
        for name in (body.name, *body.aliases)
        if _is_named(content(name)[:1] if head else content(name.replace("-", " ")), whose)
    }


def _is_named(name: tuple[str, ...], whose: frozenset[str]) -> bool:
    own = frozenset(map(stem, name))
    return bool(own) and own <= whose
