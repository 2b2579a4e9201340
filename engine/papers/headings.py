"""Words over columns and before rows → what they hold; whatever a department calls them.

The words were collected from plans of schools and departments; where several kinds fit a heading
(«Ответственные за исполнение мероприятия»), the first of the list wins.
"""

import re
from enum import StrEnum

from engine.lazy import lazy_pattern
from engine.schedule import MONTHS


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
    (
        Column.NUMBER,
        r"(№|n|no|номер|#)* ?(п ?[/\\.]? ?п)?\.?( строки| пункта| мероприятия)?|№ ?/ ?№|пункт",
    ),
    (
        Column.SCHEDULE,
        r"(срок|дат[аы]|период|время)\w* (\w+ ){0,2}(результат|отч[её]т|итог|документ)\w*.*",
    ),
    (
        Column.RESULT,
        r"(форм[аы]?|формат\w*|вид[ыа]?|способ[ыа]?|средств[оа]) (\w+ ){0,2}?"
        r"(представлен|подтвержд|отч[её]т|результат|итог|завершен|фиксац|документ|выход|продукт|отражен)\w*.*|"
        r"что (будет )?(получ|ожида|подготовлен)\w*.*|чем (заверш|подтвержд|законч|заканч)\w*.*",
    ),
    (
        Column.OTHER,
        r"(где |(с кем )?согласован|рассмотрени|обсуждени|использовани|подведени|адресат|"
        r"основани|отметк|примечани|"
        r"фактическ|факт\b|(срок|дат[аы]|период)\w* (\w+ ){0,2}факт|"
        r"место |форма |формы |участник|категори|"
        r"целев\w+ (групп|аудитори)|класс|"
        r"что (сделан|выполнен)|источник|финансировани|объ[её]м|стоимост|ссылк|количеств(?!енн)|"
        r"контингент|куда |кому ).*",
    ),
    (
        Column.RESPONSIBLE,
        r"(.*(ответствен|исполнител|\bотв\b|организатор).*|"
        r"(кто|с кем|кем|чьими силами)\b.*|responsible)",
    ),
    (Column.DECISION, r".*управленческ\w+ решени.*|decisions"),
    (
        Column.RESULT,
        r".*(результат|выход|итог|показател|продукт|подтвержд|отч[её]тн\w+ (документ|материал)|"
        r"документ\w*$|эффект).*|отч[её]т\w*|материалы?|"
        r"(ожидаем|планируем)\w+ (?!(\w+ ){0,2}(мероприят|действи|содержани|мер[аы]?\b|событи|"
        r"дел[ао]?\b|работ|срок|дат[аы]\b|период|время)).*|"
        r"(критери|индикатор)\w* (исполнен|выполнен|достижен|эффективн|реализац)\w*.*|"
        r"expected result",
    ),
    (
        Column.SCHEDULE,
        r".*(срок|дат[аы]|период|время|месяц|график|когда|к какому (дню|числу)).*|"
        r"(начало|окончание|завершение)( .*)?|"
        r"schedule",
    ),
    (
        Column.TITLE,
        r".*(мероприят|содержание|наименование|вид\w* (деятельности|работ)|действи|вопрос|"
        r"\bдела\b|событи[ея]|что (делать|делаем|делается|сделать|предприн|нужно|надо|будет)|"
        r"(комплекс )?мер[аы]?\b|шаг|"
        r"(объект|предмет)\w* (\w+ ){0,2}(контрол|оцен|мониторинг|провер|наблюден|анализ|всоко)|"
        r"тематика|тема|работа|работы|пункт плана|"
        r"деятельност|процедур).*|event",
    ),
    (Column.GROUP, r".*(направлени|раздел|блок|задач|этап|механизм|цель|цели).*"),
)
_COLUMN_PATTERNS = tuple((kind, lazy_pattern(pattern)) for kind, pattern in _COLUMNS)
_HYPHEN = lazy_pattern(r"(?<=[а-я])-(?=[а-я])")
"""A hand breaks long words of a narrow heading: «Ответст-венный»."""
_IN_BRACKETS = lazy_pattern(r"\s*\([^()]*\)")
_IN_FACT = lazy_pattern(r"\((по )?факт\w*\)")
"""«Срок (факт)»: when it was done, and not when it is to be."""
_GROUP_FIRST = lazy_pattern(r"(основн\w+ )?(направлени|раздел|блок|задач|этап|механизм|цел[ьи]\b)")
_MOST_WORDS = 12
_BREAK = lazy_pattern(r"(?<=[а-я])- (?=[а-я])")

_GOAL = lazy_pattern(r"(основн\w+ )?цел[ьи]\b")
_OBJECT = lazy_pattern(r"(объект|предмет)\w*\b(?!.*контрол)")


def is_goal(heading: str) -> bool:
    """«Цель», «Цели контроля»: what something is done for, and not what is done."""
    return _GOAL.match(simple(heading)) is not None


def is_object(heading: str) -> bool:
    """«Объект оценки»: over the rows of a plan what is done, elsewhere what is measured."""
    return _OBJECT.match(simple(heading)) is not None


def names_results(heading: str) -> bool:
    """Whether the words themselves say «результат», surer than a kind of report does."""
    return "результат" in simple(heading)


OF_A_MONTH = "|".join(name[:-1] for name in MONTHS)
"""What begins the name of a month, as a part of a pattern."""
_SHORT = r"(янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек)\.?"
_MONTH_NAME = f"({'|'.join(MONTHS)}|{_SHORT})"
_MONTH = lazy_pattern(rf"{_MONTH_NAME}( *[-–—,и/]+ *{_MONTH_NAME})*( *\d{{4}})?( *г\.?| года?)?")


def simple(text: str) -> str:
    """For comparing: small letters, е for ё, single spaces, a word that a hyphen breaks joined."""
    return _BREAK.sub("", " ".join(text.casefold().replace("ё", "е").split()))


def column_kind(heading: str) -> Column | None:
    """What a column under the heading holds; None where the words say nothing that is known."""
    words = simple(heading).strip(" .:*")
    if _IN_FACT.search(words):
        return Column.OTHER
    words = _IN_BRACKETS.sub("", words).strip(" .:*") or words
    if not words or len(words.split()) > _MOST_WORDS:
        return None
    if _GROUP_FIRST.match(words) and "срок" not in words and "ответствен" not in words:
        return Column.GROUP
    if (what := _OF_TWO.fullmatch(words)) and _kind_of(what["what"]) is Column.TITLE:
        return Column.TITLE
    return _kind_of(words) or _kind_of(_HYPHEN.sub("", words))


_OF_TWO = lazy_pattern(
    r"(?P<what>[^,/;]+?)( ?[,/;] ?| и )(ответствен|исполнител|отв|результат|срок)[\w. ]*"
)
"""«Мероприятие, ответственный», «Мероприятия и результаты»: the first decides."""


def _kind_of(words: str) -> Column | None:
    return next((kind for kind, pattern in _COLUMN_PATTERNS if pattern.fullmatch(words)), None)


def is_month(text: str) -> bool:
    """Whether the words are a month, or several, and nothing else."""
    return _MONTH.fullmatch(simple(text).strip(" .:")) is not None


_WEEK = lazy_pattern(
    r"([1-5]|[ivх]{1,3}|перв\w+|втор\w+|треть\w+|четв\w+|пят\w+)(-?[яй])? (неделя|декада)|"
    r"(неделя|декада) [1-5]"
)


def is_week(text: str) -> bool:
    """«1 неделя», «II декада»: a part of whichever month stands beside it."""
    return _WEEK.fullmatch(simple(text).strip(" .:")) is not None


_PART_OF_YEARS = lazy_pattern(
    r"20\d\d( ?[-–—/] ?(20)?\d\d)?( ?(г\.?|гг\.?|год\w*|уч\w*\.?))*|"
    r"(i{1,3}|iv|vi{0,3}|ix|[xх]i{0,2})|"
    r"([ivх]+|[1-4])(-?[йея]|-?ое)? ?(квартал|кв|полугодие|четверть|триместр)\.?"
    r"( 20\d\d( ?г\.?| года)?)?"
)


TICKS = frozenset({"+", "*", "v", "х", "x", "×", "•", "●", "■", "✓", "✔", "√", "☑", "☒", "да"})
"""What a cell below a month or a year holds where its time is meant."""


_YEAR_OF_VALUE = lazy_pattern(
    r"20\d\d(\s*[-–—/]\s*(20)?\d\d)?\s*(уч\w*\.?\s*)?(гг?\.?|год\w*)?"
    r"(\s*\([^)]*\))?"
)


def is_year_of_value(text: str) -> bool:
    """«2026 год (план)», «2025/2026 уч. год»: over the values of indicators, and nothing else."""
    return _YEAR_OF_VALUE.fullmatch(simple(text)) is not None


def is_time_of_ticks(text: str) -> bool:
    """Whether a mark below the words says when: a month, a year, a quarter, and nothing else."""
    return is_month(text) or _PART_OF_YEARS.fullmatch(simple(text).strip(" .:")) is not None


_TIME = lazy_pattern(
    rf"(((в срок )?до|с|со|по|к|на|в|не позднее|в течение|весь|начало|середина|конец)\b ?)*"
    rf"(\d{{1,2}}[./]\d{{1,2}}|\d{{1,2}} (числ|дн|недел)|\d{{1,2}}( ?[-–—] ?\d{{1,2}})? "
    rf"({OF_A_MONTH})|({OF_A_MONTH})|20\d\d|"
    r"([ivx]+|[1-4]|перв\w+|втор\w+|трет\w+|четв\w+)(-?\w{1,2})? (квартал|полугоди|четверт|декад)|"
    r"(учебн\w+ |календарн\w+ |всего )*(год|период|четверт|полугоди|квартал|месяц)|постоянно|"
    r"(ежегодно|ежемесячно|еженедельно|ежеквартально|ежедневно|систематически|регулярно|"
    r"по (графику|плану|мере|отдельному|необходимости)))"
)
_PERSON = lazy_pattern(
    r"\b[А-ЯЁ]\. ?[А-ЯЁ]\.|(?i:\b(директор|завуч|зам\b|замест|методист|учител|педагог|руководител|"
    r"специалист|начальник|отдел|комитет|департамент|министерств|кабинет|имц|управлени|администраци|комисси|школ|кафедр|совет|служб|центр|"
    r"психолог|тьютор|координатор|классн|воспитател|оо\b|оу\b|моуо|муо|уо\b|ммс|цоко|рмо|шмо|мо\b))"
)
_LONGEST_NAME = 160


_TOTAL = lazy_pattern(r"(всего|итого)\b")


def is_total(text: str) -> bool:
    """«Итого по разделу», «Всего»: what sums up the rows above is none of them."""
    return _TOTAL.match(simple(text)) is not None


_ONE_EVENT = frozenset(
    {"мероприятие", "событие", "название мероприятия", "наименование мероприятия", "event"}
)


def is_one_event(heading: str) -> bool:
    """Whether the words announce a single event, as the cards of events do."""
    return simple(heading).strip(" .:") in _ONE_EVENT


def is_time(text: str) -> bool:
    """Whether the words of a cell begin as those of a schedule do."""
    return _TIME.match(simple(text)) is not None


def is_person(text: str) -> bool:
    """Whether short words name a person, a post or a body."""
    return len(text) <= _LONGEST_NAME and _PERSON.search(text) is not None


_NAME = lazy_pattern(r"[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+ [А-ЯЁ]\. ?[А-ЯЁ]\.")


def has_name(text: str) -> bool:
    """Whether the words have the name of a person, not in brackets, and no «Ф.И.О.»."""
    words = _IN_BRACKETS.sub("", text)
    return _NAME.search(re.sub(r"Ф\. ?И\. ?О\.?|И\. ?О\. ?Ф\.?", "", words)) is not None


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
_ROW_PATTERNS = tuple((lazy_pattern(pattern), stages) for pattern, stages in _ROWS)
_OF_PASSPORT = lazy_pattern(
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
