"""Words over columns and before rows → what they hold; whatever a department calls them.

The words were collected from plans of schools and departments; where several kinds fit a heading
(«Ответственные за исполнение мероприятия»), the first of the list wins.
"""

import re
from enum import StrEnum


class Column(StrEnum):
    """What a column of a plan holds."""

    NUMBER = "number"
    RESPONSIBLE = "responsible"
    DECISION = "decision"
    RESULT = "result"
    SCHEDULE = "schedule"
    TITLE = "title"
    GROUP = "group"
    """Directions, tasks or sections, in a column beside the events."""
    OTHER = "other"


_COLUMNS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, r"(№|n|no|номер|#)* ?(п ?[/\\.]? ?п)?\.?( строки| пункта| мероприятия)?"),
    (
        Column.OTHER,
        r"(отметк|примечани|место |форма |формы |участник|категори|целев\w+ (групп|аудитори)|класс|"
        r"источник|финансировани|объ[её]м|стоимост|ссылк|количеств|контингент|куда |кому ).*",
    ),
    (
        Column.RESPONSIBLE,
        r"(.*(ответствен|исполнител|\bотв\b|кто (проводит|отвечает|делает)|организатор).*|"
        r"responsible)",
    ),
    (Column.DECISION, r".*управленческ\w+ решени.*|decisions"),
    (
        Column.RESULT,
        r".*(результат|выход|итог|показател|продукт|подтвержд|отч[её]тн\w+ (документ|материал)|"
        r"вид документа|документ\w*$|эффект).*|expected result",
    ),
    (Column.SCHEDULE, r".*(срок|дат[аы]|период|время|месяц|график|когда).*|schedule"),
    (
        Column.TITLE,
        r".*(мероприят|содержание|наименование|вид\w* (деятельности|работ)|действи|вопрос|"
        r"что (делать|сделать)|(объект|предмет)\w* контрол|тематика|тема|работа|"
        r"работы|пункт плана|деятельност|процедур).*|event",
    ),
    (Column.GROUP, r".*(направлени|раздел|блок|задач|этап|механизм|цель|цели).*"),
)
_COLUMN_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _COLUMNS)
_GROUP_FIRST = re.compile(r"(основн\w+ )?(направлени|раздел|блок|задач|этап|механизм|цел[ьи]\b)")
_MOST_WORDS = 12
_BREAK = re.compile(r"(?<=[а-я])- (?=[а-я])")

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь",
    "ноябрь", "декабрь",
)  # fmt: skip
_MONTH = re.compile(
    rf"({'|'.join(MONTHS)})( *[-–—,и/]+ *({'|'.join(MONTHS)}))*( *\d{{4}})?( *г\.?| года?)?"
)


def simple(text: str) -> str:
    """For comparing: small letters, е for ё, single spaces, a word that a hyphen breaks joined."""
    return _BREAK.sub("", " ".join(text.casefold().replace("ё", "е").split()))


def column_kind(heading: str) -> Column | None:
    """What a column under the heading holds; None where the words say nothing that is known."""
    words = simple(heading).strip(" .:*")
    if not words or len(words.split()) > _MOST_WORDS:
        return None
    if _GROUP_FIRST.match(words) and "срок" not in words and "ответствен" not in words:
        return Column.GROUP
    for kind, pattern in _COLUMN_PATTERNS:
        if pattern.fullmatch(words):
            return kind
    return None


def is_month(text: str) -> bool:
    """Whether the words are a month, or several, and nothing else."""
    return _MONTH.fullmatch(simple(text).strip(" .:")) is not None


def title_rank(heading: str) -> int:
    """How surely a heading of the kind «title» stands over the events; less is surer."""
    words = simple(heading)
    order = ("мероприят", "содержание", "действи", "наименование", "вид")
    return next((at for at, each in enumerate(order) if each in words), len(order))


_ROWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(анализ|оценка) эффективности|эффективность (принятых|управленческих)|"
     r"оценка (эффективности )?управленческих решений", ("effectiveness",)),
    (r"показател\w*.*метод", ("indicator", "collection_methods")),
    (r"метод\w* сбора|источник\w* (информации|данных)|определение метод", ("collection_methods",)),
    (r"(целев\w+ )?(показател|индикатор)", ("indicator",)),
    (r"(анализ\w*.*)?(адресн\w+ )?рекомендаци", ("recommendation",)),
    (r"мониторинг|процесс сбора информации|сбор информации", ("monitoring",)),
    (r"анализ", ("analysis",)),
    (r"управленческ\w+ решени", ("decision",)),
    (r"(комплекс )?мер[ы]?\b|мероприяти|основные (меры|мероприятия|направления)|этапы|механизм",
     ("measure",)),
    (r"цел[ьи]|задач|ожидаем\w+|(конечн|планируем)\w+ результат", ("goal",)),
)  # fmt: skip
_ROW_PATTERNS = tuple((re.compile(pattern), stages) for pattern, stages in _ROWS)
_OF_PASSPORT = re.compile(
    r"(основани\w+ (для )?разработки|(полное )?наименование (плана|программы|дорожной)|заказчик|"
    r"разработчик|исполнител|участник|срок\w* (и этапы )?реализации|период|"
    r"объ[её]мы? (и источники )?финансир|нормативн|координатор|"
    r"система (организации )?контроля|контроль|куратор|ответственн)"
)


def row_stages(label: str) -> tuple[str, ...]:
    """The stages of the cycle that a row of a passport speaks of, by its label; none if it does
    not say."""
    words = simple(label).strip(" .:")
    if words.startswith("анализ") and "рекомендаци" in words:
        return ("analysis", "recommendation")
    if re.search(r"цел[ьи]", words) and "показател" not in words:
        return ("goal",)
    for pattern, stages in _ROW_PATTERNS:
        if pattern.match(words) or (stages[0] == "effectiveness" and pattern.search(words)):
            return stages
    return ()


def is_passport_label(label: str) -> bool:
    """Whether the words name a row of a passport."""
    words = simple(label).strip(" .:")
    return bool(row_stages(label)) or _OF_PASSPORT.match(words) is not None


def is_approval(text: str) -> bool:
    """«УТВЕРЖДАЮ», «Согласовано», «Рассмотрено»: who approved, and when."""
    return re.search(r"\b(утвержд(аю|ен[оаы]?)|согласован[оаы]?|рассмотрен[оаы]?|принят[оаы]?)\b",
                     simple(text)) is not None  # fmt: skip
