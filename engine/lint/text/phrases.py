"""A phrase of a plan: its deed (the head noun), what it is done with, and the words of its subject.

«Проведение диагностики причин затруднений в школах» → deed «диагностика», subject «причина,
затруднение». The words of paperwork itself (справка, отчёт, проведение …) say nothing of a subject.
"""

import re
from functools import lru_cache

from engine.lazy import lazy_pattern
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, content, forms, words_of

_ATTRIBUTES = ("ADJF", "PRTF", "ADJS", "NUMR", "PREP", "CONJ", "ADVB")
_LIGHT = frozenset({
    "проведение", "организация", "осуществление", "обеспечение", "подготовка", "выполнение",
    "реализация", "продолжение", "содействие", "оказание",
})  # fmt: skip
"""Deeds whose real name is the next noun: «проведение опроса»."""
ROUNDS = frozenset({"этап", "тур", "финал", "отбор"})
"""Parts in which a contest is held: «муниципальный этап конкурса»."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PAPERWORK = _set(
    "приказ распоряжение постановление протокол справка список отчет отчёт план программа журнал "
    "таблица сведение материал перечень карта график информация письмо положение методика модель "
    "рекомендация договор соглашение банк база реестр запись публикация сайт данные дата результат "
    "итог решение проект акт анализ мониторинг вывод ответ наблюдение оценка показатель критерий "
    "документ анкета методичка презентация видеозапись фотоотчет сертификат заявка предложение "
    "обсуждение рассмотрение размещение ознакомление выявление определение внесение изменение "
    "дополнение корректировка принятие мера принятый эффективность динамика сравнение обработка "
    "проведение организация утверждение подготовка участие создание разработка обеспечение "
    "составление формирование осуществление выполнение реализация издание заключение завершение "
    "сбор учет учёт наличие повышение улучшение рост уровень доля количество число процент "
    "качество работа мероприятие деятельность система механизм условие вопрос тема раздел форма "
    "сводный аналитический итоговый утвержденный утверждённый адресный муниципальный школьный "
    "электронный актуальный методический информационный управленческий дорожный учебный "
    "общий каждый весь все свой иной другой новый основной отдельный необходимый соответствующий "
    "провести создать разработать утвердить повысить сформировать организовать разместить принять "
    "подготовить составить внести представить направить выявить определить обеспечить оказать "
    "охватить заключить состояться выполнить реализовать завершить получить издать обсудить "
    "образование образовательный общеобразовательный организация учреждение год месяц срок период "
    "состав ход основа часть результативность районный городской окружной территория район округ "
    "обучение обученный участник руководитель специалист официальный статистический "
    "назначение ответственный куратор координатор секретарь резолюция "
    "ведомость посещение посещаемость явка выписка буклет поручение расписание повестка опросник "
    "тест памятка листовка афиша диплом грамота благодарность портфолио кейс сборник брошюра "
    "конспект сценарий регистрация фото видео отзыв архив папка доклад тезис стенограмма порядок "
    "циклограмма инструкция регламент свод сводка карточка паспорт бланк форма-отчет скриншот "
    "ссылка фотография редакция оценивание пакет комплект подборка лист накладной удостоверение "
    "записка самоанализ победитель призер призёр слушатель посетитель жюри выставка рисунок "
    "фотоматериал видеоматериал методразработка чек-лист акт-допуск затруднение развитие концерт "
    "оценочный заполненный подписанный согласованный опубликованный"
)
"""What every plan has; a phrase of nothing else has no subject of its own."""
_LEAST_LETTERS = 3
_TELLING = ("NOUN", "ADJF", "PRTF")


_DEEDS_OF_VERBS = {
    verb: noun
    for noun, verbs in (
        ("проведение", "провести проводить"), ("организация", "организовать организовывать"),
        ("осуществление", "осуществить осуществлять"), ("обеспечение", "обеспечить обеспечивать"),
        ("подготовка", "подготовить готовить"), ("выполнение", "выполнить выполнять"),
        ("реализация", "реализовать реализовывать"), ("продолжение", "продолжить продолжать"),
        ("оказание", "оказать оказывать"), ("разработка", "разработать разрабатывать"),
        ("составление", "составить составлять"), ("формирование", "сформировать формировать"),
        ("создание", "создать создавать"), ("издание", "издать издавать"),
        ("направление", "направить направлять"), ("внесение", "внести вносить"),
        ("утверждение", "утвердить утверждать"), ("определение", "определить определять"),
        ("назначение", "назначить назначать"), ("анализ", "проанализировать анализировать"),
        ("обсуждение", "обсудить обсуждать"), ("рассмотрение", "рассмотреть рассматривать"),
        ("обобщение", "обобщить обобщать"), ("изучение", "изучить изучать"),
        ("оценка", "оценить оценивать"), ("подведение", "подвести подводить"),
        ("принятие", "принять принимать"), ("размещение", "разместить размещать"),
        ("публикация", "опубликовать публиковать"), ("ознакомление", "ознакомить знакомить"),
        ("представление", "представить представлять"), ("сбор", "собрать собирать"),
        ("выявление", "выявить выявлять"), ("обновление", "обновить обновлять"),
        ("корректировка", "скорректировать корректировать"), ("сравнение", "сравнить сравнивать"),
        ("закрепление", "закрепить закреплять"), ("согласование", "согласовать согласовывать"),
        ("распределение", "распределить распределять"), ("выбор", "выбрать выбирать"),
        ("заключение", "заключить заключать"), ("заслушивание", "заслушать заслушивать"),
        ("обучение", "обучить обучать"), ("опрос", "опросить опрашивать"),
        ("проверка", "проверить проверять"), ("посещение", "посетить посещать"),
        ("включение", "включить включать"), ("сопровождение", "сопровождать сопроводить"),
        ("информирование", "проинформировать информировать"),
        ("распространение", "распространить распространять"),
    )
    for verb in verbs.split()
}  # fmt: skip
"""Titles that are put as errands: «Провести опрос» is «Проведение опроса»."""


_ERRAND = lazy_pattern(
    r"^([\W\d]*)([а-яё]+(?:ть|ти|чь))(?=\W)((?:\s*,\s*|\s+и\s+)[а-яё]+(?:ть|ти|чь)(?=\W))?", re.I
)


@lru_cache(maxsize=8192)
def in_nouns(title: str) -> str:
    """An errand with the nouns of its verbs, in the nominative, for patterns that look for those:
    «Разработать и утвердить положение» → «разработка и утверждение положение»."""

    def noun(found: re.Match[str]) -> str:
        first = _DEEDS_OF_VERBS.get(found[2].lower())
        second = re.search(r"[а-яё]+$", found[3] or "", re.IGNORECASE)
        if first is None:
            return found[0]
        if second is None:
            return f"{found[1]}{first}"
        other = _DEEDS_OF_VERBS.get(second[0].lower(), second[0])
        return f"{found[1]}{first}{(found[3] or '')[: second.start()]}{other}"

    return _ERRAND.sub(noun, title, count=1)


@lru_cache(maxsize=8192)
def head_of(text: str) -> str:
    """The lemma of the head noun: the first one in the nominative, after its attributes only; of an
    errand the noun of its verb."""
    words = _plain(text)
    word = _head(words)
    return word.lemma if word else _of_verb(words)


def _of_verb(words: list[Word]) -> str:
    return _DEEDS_OF_VERBS.get(words[0].text.lower(), "") if words else ""


_HELD_AGAIN = frozenset({
    "собрание", "совещание", "заседание", "консультация", "семинар", "вебинар", "встреча",
    "занятие", "обновление", "размещение", "совет", "лекторий", "практикум", "проверка", "сбор",
    "выпуск",
})  # fmt: skip


@lru_cache(maxsize=8192)
def is_held_again(text: str) -> bool:
    """«Родительские собрания», «Заседание совета»: what is held several times a year."""
    word = _head(_plain(text))
    many = word is not None and "plur" in forms(word.text)[0].grammemes
    return many or deed_of(text) in _HELD_AGAIN


@lru_cache(maxsize=8192)
def deed_of(text: str) -> str:
    """The lemma of what is done: the head, or after «проведение», «организация» the next noun."""
    words = _plain(text)
    head = _head(words)
    deed = head.lemma if head else _of_verb(words)
    if deed not in _LIGHT:
        return deed
    rest = words[words.index(head) + 1 if head else 1 :]
    return _named(rest, deed)


_MAKES = _LIGHT | frozenset({
    "разработка", "составление", "формирование", "создание", "издание", "направление", "внесение",
})  # fmt: skip


@lru_cache(maxsize=8192)
def made_by(text: str) -> str:
    """The lemma of what is done or made: «Составление рекомендаций …» → «рекомендация»."""
    words = _plain(text)
    head = _head(words)
    deed = head.lemma if head else _of_verb(words)
    rest = words[words.index(head) + 1 if head else 1 :]
    return _named(rest, deed) if deed in _MAKES else deed


def _named(words: list[Word], deed: str) -> str:
    """The first noun that is no light deed itself: «Организация и проведение конкурса»."""
    nouns = [word.lemma for word in words if _is_noun(word.text)]
    return next((noun for noun in nouns if noun not in _LIGHT), nouns[0] if nouns else deed)


def _is_noun(word: str) -> bool:
    return forms(word)[0].part == "NOUN"


@lru_cache(maxsize=8192)
def subject_of(text: str) -> tuple[str, ...]:
    """The lemmas that tell the subject, each once: no paperwork, no deeds of every plan."""
    words = (word for word in content(text) if word.isalpha() and len(word) >= _LEAST_LETTERS)
    return tuple(dict.fromkeys(word for word in words if word not in _PAPERWORK and _tells(word)))


def printed(text: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the text that have these lemmas, as they stand there."""
    return tuple(dict.fromkeys(each.text for each in words_of(text) if each.lemma in lemmas))


@lru_cache(maxsize=8192)
def is_paperwork(lemma: str) -> bool:
    """Whether the word names papers and deeds of any plan."""
    return lemma in _PAPERWORK


@lru_cache(maxsize=8192)
def is_paperwork_family(root: str) -> bool:
    """Whether words of this root name papers and deeds of any plan."""
    return root in _paperwork_families()


@lru_cache(maxsize=1)
def _paperwork_families() -> frozenset[str]:
    return frozenset(map(family, _PAPERWORK))


@lru_cache(maxsize=16384)
def _tells(lemma: str) -> bool:
    return forms(lemma)[0].part in _TELLING


_AUDIENCE = _set(
    "класс школа ученик учащийся обучающийся учитель педагог родитель ребенок школьник "
    "воспитанник группа год организация учреждение образование район округ город муниципальный "
    "образовательный общеобразовательный школьный участник работа работник управление орган "
    "администрация отдел министерство информирование страница сайт законный представитель "
)
"""For whom and where: two works of any kind share them."""
_FAMILY = 5


@lru_cache(maxsize=8192)
def family(word: str) -> str:
    """«проверка», «проверочный», «проверить» → «прове»: the words made from one root, mostly."""
    return stem(word)[:_FAMILY]


@lru_cache(maxsize=8192)
def families(text: str) -> frozenset[str]:
    """The families of a text's words, but of those that tell for whom and where."""
    told = (
        word for word in content(text) if word.replace("-", "").isalpha() and word not in _AUDIENCE
    )
    return frozenset(map(family, told))


def is_audience(lemma: str) -> bool:
    """Whether the word tells for whom or where."""
    return lemma in _AUDIENCE


def _plain(text: str) -> list[Word]:
    return [word for word in words_of(text) if word.text.isalpha() or "-" in word.text]


def _head(words: list[Word]) -> Word | None:
    for word in words:
        readings = forms(word.text)
        if any(reading.part == "NOUN" and reading.case == "nomn" for reading in readings):
            return word
        if readings[0].part not in _ATTRIBUTES:
            return None
    return None
