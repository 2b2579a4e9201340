"""Tables that are no plans though numbers, names, dates and doers stand in them.

An estimate, a list of persons or schools, duties, a timetable, criteria, a sheet to sign: the words
above such a table say what it is, or its columns do, which hold money, posts and points.
"""

from collections.abc import Mapping, Sequence

from engine.lazy import lazy_pattern
from engine.papers.documents import Paragraph, Table
from engine.papers.doubts import quoted
from engine.papers.head_columns import Head, HeadColumn
from engine.papers.headings import Column, simple
from engine.papers.heads import columns_over
from engine.papers.lines_above import is_annex, is_title

_SURELY = lazy_pattern(
    r"(проект )?(смет[аы]\b|калькуляци|расшифровка (расход|затрат|смет)|"
    r"(финансов\w+-?\w* )?обоснование (расход|затрат|средств)|"
    r"расчет\w* (расход|затрат|стоимост|средств|потребн|сумм)|"
    r"распределение (средств|субсид|обязан|функц|школ|участник|мест|пункт)|"
    r"((персональный|примерный|численный|количественный) )?состав\b|список\b|списки\b|"
    r"реестр\b|ведомость\b|"
    r"перечень (\w+ )?(школ|оо\b|оу\b|организац|учрежден|общеобраз|образоват|участник|лиц\b|"
    r"педагог|оборудован|товар|закуп|сокращен|предмет|помещен|кабинет)|"
    r"график (дежурств|прием|отпуск|звонк|питани|движени|замещени|"
    r"работы (кабинет|учрежд|школ|библио|логопед|психолог|специалист))|"
    r"расписание\b|режим (дня|работы|занят)|"
    r"лист\w* (\w+ )?(ознакомлен|согласован|рассылк|регистрац|учет|оценк|контрол)|"
    r"критери[ий]\b|шкала\b|чек-?лист|оценочный лист|"
    r"контакт(ы|ная|ные)|телефонн|закрепление (школ|настав|педагог|территор)|рейтинг\b|квот[аы]\b|"
    r"глоссарий|термины|(список |принятые |используемые )?сокращения)"
)
_OF_WORDS = lazy_pattern(r"глоссарий|термин|сокращени")
"""Of what lines may stand between a title and its plan, too."""
_LIKELY = lazy_pattern(
    r"((с \w+ )?ознакомлен|форма (отч|заявк|справк|сбор|монитор|представл)|образец|бланк|анкета|"
    r"отчет\b|сведения\b|"
    r"информация\b|протокол\b|журнал\b|карта (оценк|наблюд|самооцен)|показатели оценк|матрица\b)"
)
_MONEY = lazy_pattern(
    r"\b(сумм[аы]?|стоимост\w*|цен[аыу]|расценк\w*|затрат\w*|расход\w*|кбк|косгу|квр|руб(л\w*)?|"
    r"тыс\.? ?р)\b"
)
_AMOUNT = lazy_pattern(r"(кол-?во|количество)( (ед|шт|товар|единиц)\w*.*)?|ед(иниц\w*|\.) ?изм.*")
_POST = lazy_pattern(r"(фио|ф\. ?и\. ?о\b.*|фамили\w*.*|должност\w*.*|член\w* .*|подпис\w*.*)")
_CONTACT = lazy_pattern(
    r"адрес|телефон|e-?mail|почт|сайт|фио|ф\. ?и\. ?о|руководител|директор|инн\b"
)
_POINTS = lazy_pattern(r"\b(балл\w*|макс\w* .*|критери\w*|шкал\w*|вес\w*)\b")
_LESSONS = lazy_pattern(
    r"(дни|день) недели|№ ?урока|урок\w*$|предмет$|кабинет$|аудитория$|перемен\w*"
)
_DUTY = lazy_pattern(r"дежурн|дежурств")
_DONE = lazy_pattern(
    r"мероприят|действи|содержани|событи|меры?\b|"
    r"шаг|дел[ао]$|деятельност|работ[аы]?\b"
)
_OF_OBJECTS = lazy_pattern(
    r"((полное |краткое )?(наименование|название|перечень|список) )?(\w+ )?(оо|оу|доо|ооо?|мбоу|"
    r"школ\w*|учреждени\w*|организаци\w*|муниципалитет\w*|район\w*|предмет\w*|товар\w*|материал\w*|"
    r"оборудовани\w*|расход\w*|стат(ья|ьи|ей)( \w+)?|затрат\w*|критери\w*|услуг\w*|объект\w*|"
    r"направлени\w* расход\w*|ценност\w*|кабинет\w*|помещени\w*)( \(.*\))?( и .*)?"
)


Said = Mapping[str, str]
"""What a table is instead, as parameters of a message; nothing where it may be a plan."""

PERSONS: Said = {"persons": "1"}


def what_else(table: Table, head: Head | None, lines: Sequence[Paragraph]) -> Said:
    """What a table under such a head, with these words above it, is, if it is of another kind than
    plans, passports and indicators: its kind by its columns, or the heading that names it."""
    columns = columns_over(table)[1] if head is None else head.columns
    rows = table.rows[: head.first] if head else ()
    above = [paragraph for row in rows for cell in row.cells for paragraph in cell.paragraphs]
    return _other(columns, [*lines, *above])


def _other(columns: Sequence[HeadColumn], lines: Sequence[Paragraph]) -> Said:
    heads = [simple(column.heading).strip(" .:*") for column in columns if column.heading]
    kinds = {column.kind for column in columns}
    is_done = any(
        column.kind is Column.TITLE and _DONE.search(simple(column.heading)) for column in columns
    )
    is_whole = is_done and {Column.SCHEDULE, Column.RESPONSIBLE} <= kinds
    named = _named(lines)
    is_sure = _SURELY.match(_words(named)) and not _OF_WORDS.search(_words(named))
    if named and (is_sure or not is_whole):
        return {"named": quoted(named)}
    if any(map(_MONEY.search, heads)) and Column.RESPONSIBLE not in kinds:
        return {} if is_done and Column.SCHEDULE in kinds else {"money": "1"}
    kind = _by_columns(heads, columns) if heads and not is_done else ""
    return {kind: "1"} if kind else {}


def _words(text: str) -> str:
    return simple(text).strip(' «"(')


def _named(lines: Sequence[Paragraph]) -> str:
    """The last heading above the table, where it announces another kind of table; else nothing."""
    for line in reversed(lines):
        words = _words(line.text)
        if _SURELY.match(words) or _LIKELY.match(words):
            return line.text
        if is_title(line) or is_annex(line):
            return ""
    return ""


def _by_columns(heads: Sequence[str], columns: Sequence[HeadColumn]) -> str:
    """The kind that the headings alone tell, where none of them names what is done."""
    kinds = {column.kind for column in columns}
    if sum(map(bool, map(_AMOUNT.fullmatch, heads))) > 1:
        return "amounts"
    if sum(map(bool, map(_POST.fullmatch, heads))) > 1:
        return "persons"
    if any(map(_DUTY.search, heads)):
        return "duties"
    if sum(map(bool, map(_LESSONS.search, heads))) > 1:
        return "lessons"
    if Column.SCHEDULE not in kinds and any(map(_POINTS.search, heads)):
        return "points"
    titles = [simple(each.heading) for each in columns if each.kind is Column.TITLE]
    is_of_objects = bool(titles) and all(map(_OF_OBJECTS.fullmatch, titles))
    is_visited = {Column.SCHEDULE, Column.RESPONSIBLE} <= kinds
    is_list = is_of_objects and (not is_visited or any(map(_CONTACT.search, heads)))
    return "objects" if is_list else ""


_NAME = lazy_pattern(r"\bф\. ?и\. ?о|\bфио\b|\bфамили")
_PUPILS = lazy_pattern(
    r"\b(обучающ|учащ|учени[кц]|школьник|воспитанник|выпускник|дет(и|ей|ям)\b|реб[её]нк|родител|"
    r"класс|(дата|год) рождения)"
)


def names_pupils(table: Table, title: str) -> bool:
    """Whether a table names pupils or parents: they have no place in a file whose notes a report
    shows."""
    heads = " ".join(simple(cell.text) for row in table.rows[:2] for cell in row.cells)
    is_of_pupils = _PUPILS.search(heads) or _PUPILS.search(simple(title))
    return bool(_NAME.search(heads) and is_of_pupils)
