"""The words of schedule phrases and the terminal of the grammar each of them is.

A row is terminal, value, word forms; `сентябр{ь,я}` stands for each ending in turn. A phrase of
several words is one terminal, unless its row names one terminal for each word.

The words that a phrase hangs its date on: «график проведения ВПР», «итоги четверти».
"""

import re
from functools import cache
from typing import NamedTuple

DASHES = "-‐‑‒–—―−"
_ADJ = "{ый,ого,ому,ым,ом,ая,ой,ую,ое,ые,ых,ыми}"
_ORD = "{ый,ой,ого,ому,ым,ом,ая,ую,ое,ые,ых}"
_SOFT = "{ий,его,ему,им,ем,яя,ей,юю,ее,ие,их,ими}"


class Term(NamedTuple):
    """One grammar terminal with its value, e.g. MONTH 9."""

    name: str
    value: str


_MONTHS = (
    "январ{ь,я,е,ю,ем} янв|феврал{ь,я,е,ю,ем} февр фев|март{,а,е,у,ом} мар|"
    "апрел{ь,я,е,ю,ем} апр|ма{й,я,е,ю,ем}|июн{ь,я,е,ю,ем}|июл{ь,я,е,ю,ем}|август{,а,е,у,ом} авг|"
    "сентябр{ь,я,е,ю,ем} сент сен|октябр{ь,я,е,ю,ем} окт|ноябр{ь,я,е,ю,ем} нояб ноя|"
    "декабр{ь,я,е,ю,ем} дек"
)
_WEEKDAYS = (
    "MO понедельник{,а,е,у,и,ам,ов} пн|TU вторник{,а,е,у,и,ам,ов} вт|WE сред{а,ы,у,е,ам} ср|"
    "TH четверг{,а,е,у,и,ам,ов} чт|FR пятниц{а,ы,у,е,ам} пт|SA суббот{а,ы,у,е,ам} сб|"
    "SU воскресень{е,я,ю,ям}"
)
_TEENS = "один две три четыр пят шест сем восем девят"
_TO_THIRTY = {
    **{str(10 + n): f"{stem}надцат" for n, stem in enumerate(_TEENS.split(), start=1)},
    "10": "десят", "20": "двадцат", "30": "тридцат",
}  # fmt: skip
_CARDINALS = "|".join((
    "1 од{ин,на,но,ного,ной,ну,ному,ним}|2 дв{а,е,ух,ум,умя}|3 тр{и,ех,ем,емя}",
    "4 четыр{е,ех,ем,ьмя}|5 пят{ь,и,ью}|6 шест{ь,и,ью}|7 сем{ь,и,ью}",
    "8 восемь восьми восемью|9 девят{ь,и,ью}|40 сорок{,а}|50 пятьдесят пятидесяти",
    "60 шестьдесят шестидесяти|70 семьдесят семидесяти|80 восемьдесят восьмидесяти",
    "90 девяност{о,а}|100 ст{о,а}",
    *(f"{value} {stem}{{ь,и,ью}}" for value, stem in _TO_THIRTY.items()),
))  # fmt: skip
_ORDINALS = "|".join((
    f"1 перв{_ORD}|2 втор{_ORD}|3 трет{{ий,ьего,ьему,ьим,ьем,ья,ьей,ью,ье,ьи,ьих}}",
    f"4 четверт{_ORD}|5 пят{_ORD}|6 шест{_ORD}|7 седьм{_ORD}|8 восьм{_ORD}|9 девят{_ORD}",
    f"-1 последн{_SOFT}",
    *(f"{value} {stem}{_ORD}" for value, stem in _TO_THIRTY.items()),
))  # fmt: skip
_ROMAN = "1 i|2 ii|3 iii|4 iv|5 v"

_WORDS = (
    ("STRETCH", "quarter", "квартал{,а,е,у,ы,ов,ом} кв"),
    ("STRETCH", "half", "полугоди{е,я,ю,и,й,ем,ям} полугод полгода"),
    ("STRETCH", "term", "четверт{ь,и,ью,ей} четв"),
    ("STRETCH", "trimester", "триместр{,а,е,у,ы,ов,ом} трим"),
    ("MONTHWORD", "", "месяц{,а,е,у,ев,ы,ем} мес"),
    ("WEEK", "nth", "недел{я,е,ей} нед"),
    ("WEEK", "many", "недел{и,ь,ю,ям}"),
    ("DAYWORD", "", "день дня дне дню дней дни днем дн суток сутки"),
    ("WORKING", "", "рабоч{ий,его,их,ие,ему,ем} раб"),
    ("CALENDAR", "", f"календарн{_ADJ}"),
    ("CURRENT", "", f"текущ{_SOFT}"),
    ("SCHOOL", "", f"учебн{_ADJ} уч учеб"),
    ("GOD", "", "год года году годе годом лет"),
    ("GOD", "many", "годы годов годах гг"),
    ("G", "", "г"),
    ("PERIOD", "", "период{,а,е,у}"),
    ("WHOLE", "", "весь всего всей всю всем всему"),
    ("HOLIDAYS", "0", f"каникул{{ы,,ах,ам,ами}} каникулярн{_ADJ}"),
    ("SEASON", "3", "весн{а,ы,е,у,ой}"),
    ("SEASON", "6", "лето лета лете летом"),
    ("SEASON", "9", "осен{ь,и,ью}"),
    ("SEASON", "12", "зим{а,ы,е,у,ой}"),
    ("SEASONAL", "3", f"весенн{_SOFT}"),
    ("SEASONAL", "6", f"летн{_SOFT}"),
    ("SEASONAL", "9", f"осенн{_SOFT}"),
    ("SEASONAL", "12", f"зимн{_SOFT}"),
    ("SEASONAL", "3", "весенне"),
    ("SEASONAL", "6", "летне"),
    ("SEASONAL", "9", "осенне"),
    ("SEASONAL", "12", "зимне"),
    ("SPELL", "", "время времени сезон сезона"),
    ("PART", "start", "начал{о,а,е,у,ом}"),
    ("PART", "middle", "середин{а,ы,е,у,ой}"),
    ("PART", "end", "конец конца конце концу концом окончани{е,я,ю,и}"),
    ("PIECE", "moiety", "половин{а,ы,е,у,ой}"),
    ("PIECE", "decade", "декад{а,ы,е,у,ой}"),
    ("DATEWORD", "", "числ{о,а,е,у,ах,ам} чисел чис"),
    ("TIMES", "1", "раз раза разу"),
    ("TIMES", "2", "дважды"),
    ("TIMES", "3", "трижды"),
    ("EVERY", "year", f"ежегодн{_ADJ} ежегодно"),
    ("EVERY", "month", f"ежемесячн{_ADJ} ежемесячно помесячно"),
    ("EVERY", "quarter", f"ежеквартальн{_ADJ} ежеквартально поквартально"),
    ("EVERY", "week", f"еженедельн{_ADJ} еженедельно понедельно"),
    ("EVERY", "day", f"ежедневн{_ADJ} ежедневно"),
    ("EACH", "", f"кажд{_ADJ}"),
    ("ALWAYS", "", "постоянно непрерывно круглогодично систематически регулярно периодически"),
    ("ALWAYS", "", "бессрочно"),
    ("AND", "", "и"),
    ("OR", "", "или либо"),
    ("FILLER", "", "далее затем также включительно но"),
    ("FROM", "", "с со"),
    ("PO", "", "по"),
    ("TO", "", "до"),
    ("AT", "", "к ко"),
    ("IN", "", "в во за"),
    ("THROUGH", "", "через спустя"),
    ("ON", "", "на"),
    ("ACCORDING", "", "согласно"),
    ("AFTER", "", "после"),
    ("BEFORE", "", "перед накануне"),
    ("NEEDED", "", "при"),
)

_DURING = "в течение|в течении|в теч|на протяжении|в период|в ходе|во время|в день|в дни"
_LATEST = "не позднее|не позже"
_AT_MOST = (
    "не более|не более чем|не более , чем|не свыше|не дольше|в течение не более|"
    "в течение не более чем|в срок не более|в срок не более чем|в срок , не превышающий|"
    "в срок не позднее|сроком не более"
)
_HEADS = "|".join(
    f"{head}{of} {sign}"
    for head in ("срок", "сроки")
    for of in ("", " исполнения", " выполнения", " проведения", " реализации")
    for sign in (":", "-")
)
"""What a form prints before its date: «срок исполнения: 15 ноября»."""
_NEEDED = (
    "по мере|при необходимости|по необходимости|по запросу|по запросам|по заявке|по заявкам|"
    "по требованию|по обращению|по обращениям|по факту|по потребности|в случае|при наличии|"
    "при выявлении|при возникновении|при поступлении"
)
_REPORTED = (
    "month {} месяцем|month {} периодом|quarter {} кварталом|half {} полугодием|year {} годом|"
    "month {}"
).format(*("следующего за отчетным",) * 6)

_PHRASES = (
    ("ACCORDING", "", "в соответствии с|в соответствии со|в соответствие с|в соотв с"),
    ("DURING", "", _DURING),
    ("FILLER", "", _HEADS),
    ("FROM", "", "в срок с|в срок со|в сроки с|в сроки со|в период со"),
    ("FROM", "", "в период с|начиная с|начиная со|не ранее|не раньше"),
    ("LATEST", "", _LATEST),
    *(
        (
            "LATEST",
            way,
            "|".join(f"{p}{c} {w}" for p in _LATEST.split("|") for c in ("", " ,") for w in words),
        )
        for way, words in (("", ("чем", "чем через")), ("before", ("чем за",)))
    ),
    ("LATEST", "before", "не позднее за|не позже за|не менее чем за|не менее , чем за"),
    ("LATEST", "", _AT_MOST),
    (
        "LEAST",
        "",
        "не реже|не менее|не реже чем|не менее чем|не реже , чем|не менее , чем|как минимум",
    ),
    ("TO", "", "в срок до|срок до|срок - до|вплоть до|в период до|сроком до|со сроком до"),
    ("TO", "", "срок исполнения до|срок выполнения до|срок исполнения - до|срок выполнения - до"),
    ("NEEDED", "", _NEEDED),
    ("AFTER", "", "по окончании|по завершении|по итогам|по результатам"),
    ("THROUGH", "", "по истечении"),
    ("AFTER", "", "по итогу|по окончанию|со дня|с даты|с момента|с дня"),
    ("ALWAYS", "", "на постоянной основе|в постоянном режиме|на регулярной основе"),
    ("PERIOD", "", "период реализации|период действия|срока реализации|срока действия"),
    ("PERIOD", "", "периода реализации|периода действия"),
    ("DURING PERIOD", "", "в период реализации|в период действия"),
    ("SCHOOLYEAR", "", "у г"),
    ("AND AND", "", "а также"),
    ("FOLLOWING", "month", "следующего месяца|следующего после отчетного"),
    ("FOLLOWING", "month", "следующего за кварталом"),
    ("GOD", "", "т г|с г"),
    ("HOLIDAYS", "0", "школьных каникул|школьные каникулы|школьными каникулами"),
    ("GOD", "next", "следующего года|следующем году"),
    ("EVERY", "half", "по полугодиям"),
    ("STRETCH", "half", "п / г"),
    ("EVERY", "quarter", "по кварталам"),
    ("EVERY", "month", "по месяцам"),
    ("EVERY", "week", "по неделям"),
    ("EVERY", "term", "по четвертям"),
    ("EVERY", "trimester", "по триместрам"),
    ("DAYTERM", "days 45", "полуторамесячный срок|полуторамесячного срока"),
    ("DAYTERM", "months 6", "полугодовой срок|полугодового срока"),
    ("DAYTERM", "days 1", "следующий день"),
    ("DAYTERM", "working_days 1", "следующий рабочий день"),
    ("PART", "start", "первых числах|первые числа|первых чисел"),
    ("PART", "start", "первые дни|первых днях|первых дней"),
    ("PART", "middle", "десятых числах|десятые числа|10-х числах|10-е числа"),
    ("PART", "end", "последних числах|последние числа|двадцатых числах|двадцатые числа"),
    ("PART", "end", "последние дни|последних днях|последних дней"),
    ("PART", "end", "20-х числах|20-е числа|20-х чисел"),
)
_TERMS = (
    "1 одно|2 двух|3 трех|4 четырех|5 пяти|6 шести|7 семи|8 восьми|9 девяти|40 сорока|"
    "60 шестидесяти|90 девяносто|"
) + "|".join(f"{value} {stem}и" for value, stem in _TO_THIRTY.items())
_TERM_UNITS = (("days", "дневн"), ("weeks", "недельн"), ("months", "месячн"))


def _terms() -> list[tuple[str, str, str]]:
    """«дневный срок» (after a number), «пятидневный срок», «двухнедельного срока»."""
    counts = [("1", ""), *(tuple(row.split()) for row in _TERMS.split("|"))]
    return [
        ("DAYTERM", f"{unit} {count}", f"{stem}{word}ый срок|{stem}{word}ого срока")
        for unit, word in _TERM_UNITS
        for count, stem in counts
    ]


def _forms(pattern: str) -> list[str]:
    found = re.fullmatch(r"(.*?)\{(.*)\}", pattern)
    if found is None:
        return [pattern]
    return [found[1] + ending for ending in found[2].split(",")]


def _valued(name: str, table: str) -> list[tuple[str, str, str]]:
    return [(name, *row.split(" ", 1)) for row in table.split("|")]  # type: ignore[misc]


def _rows() -> list[tuple[str, str, str]]:
    months = [("MONTH", str(n), row) for n, row in enumerate(_MONTHS.split("|"), start=1)]
    tables = (("WEEKDAY", _WEEKDAYS), ("NUM", _CARDINALS), ("ORD", _ORDINALS), ("ORD", _ROMAN))
    return [*_WORDS, *months, *(row for name, table in tables for row in _valued(name, table))]


@cache
def word_terms() -> dict[str, Term]:
    """Word form → terminal."""
    return {
        form: Term(name, value)
        for name, value, patterns in _rows()
        for pattern in patterns.split()
        for form in _forms(pattern)
    }


@cache
def phrase_terms() -> dict[str, list[tuple[tuple[str, ...], Term]]]:
    """First word → phrases of several words that begin with it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
    for name, value, phrases in (*_PHRASES, *_terms(), *_valued("FOLLOWING", _REPORTED)):
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, Term(name, value)))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


_SCHEDULE_STEMS = (
    "график план расписани циклограмм календар переч положени приказ распоряжени карт программ "
    "срок согласовани поряд регламент письм дорожн установленн назначени указани уведомлени"
)
_ADJECTIVES = (
    "отдельному отдельным утвержденному утвержденным особому особым учебному учебным "
    "осенних зимних весенних летних календарному календарным дорожной "
    "предварительному предварительной годовым годовому единым единому муниципальным "
    "муниципальному региональным региональному школьным школьному"
)
_NOMINATIVES = (
    "план=план график=график графиком=график графику=график графиками=графики графикам=графики "
    "планом=план плану=план планами=планы планам=планы планом-графиком=план-график "
    "плану-графику=план-график расписанием=расписание расписанию=расписание "
    "циклограммой=циклограмма циклограмме=циклограмма календарем=календарь календарю=календарь "
    "перечнем=перечень перечню=перечень положением=положение положению=положение приказом=приказ "
    "приказу=приказ распоряжением=распоряжение распоряжению=распоряжение дорожной=дорожная "
    "картой=карта карте=карта программой=программа программе=программа сроками=сроки срокам=сроки "
    "сроки=сроки порядком=порядок порядку=порядок регламентом=регламент регламенту=регламент "
    "согласованию=согласование отдельному=отдельный отдельным=отдельный "
    "утвержденному=утвержденный утвержденным=утвержденный особому=особый особым=особый "
    "учебному=учебный учебным=учебный календарному=календарный календарным=календарный "
    "проведения=проведение проведению=проведение окончания=окончание окончании=окончание "
    "окончанию=окончание завершения=завершение завершении=завершение начала=начало началом=начало "
    "годовым=годовой годовому=годовой единым=единый единому=единый муниципальным=муниципальный "
    "муниципальному=муниципальный региональным=региональный региональному=региональный "
    "школьным=школьный школьному=школьный "
    "итогам=итоги осенних=осенние зимних=зимние весенних=весенние летних=летние "
    "итогу=итог результатам=результаты получения=получение поступления=поступление "
    "издания=издание утверждения=утверждение подписания=подписание выхода=выход "
    "заседания=заседание экзамена=экзамен экзаменов=экзамены публикации=публикация "
    "подготовки=подготовка предварительной=предварительная записи=запись мероприятия=мероприятие "
    "необходимости=необходимость истечении=истечение завершению=завершение каникул=каникулы"
)
_TELLING_LETTERS = 5
PREPOSITIONS = frozenset(("в", "во", "на", "к", "ко", "с", "со", "по"))
SCHEDULE_STEMS = tuple(_SCHEDULE_STEMS.split())
ADJECTIVES = frozenset(_ADJECTIVES.split())
NOMINATIVES = dict(pair.split("=") for pair in _NOMINATIVES.split())


def names_schedule(words: str) -> bool:
    """True where one of the words is a schedule, plan, order, list that somebody keeps."""
    plain = _plain(words).replace("-", " ").replace(".", " ").split()
    return any(word.startswith(SCHEDULE_STEMS) or _begins_schedule(word) for word in plain)


def _begins_schedule(word: str) -> bool:
    """«распоряж.», «календ.»: the beginning of such a word."""
    long = len(word) >= _TELLING_LETTERS
    return long and any(stem.startswith(word) for stem in SCHEDULE_STEMS)


def without_preposition(words: str) -> str:
    """«в установленные сроки» → «установленные сроки»."""
    first, _, rest = words.partition(" ")
    return rest if rest and _plain(first) in PREPOSITIONS else words


def in_nominative(words: str) -> str:
    """Single spaces, the head and its adjectives in the nominative, all else as written."""
    found = words.split()
    for at, word in enumerate(found):
        plain = _plain(word).rstrip(DASHES)
        if plain in NOMINATIVES:
            found[at] = NOMINATIVES[plain] + word[len(plain) :]
        joins = at + 1 < len(found) and not found[at + 1].strip(DASHES)
        if plain and plain not in ADJECTIVES and not joins:
            break
    return " ".join(found)


def _plain(words: str) -> str:
    return words.lower().replace("ё", "е")
