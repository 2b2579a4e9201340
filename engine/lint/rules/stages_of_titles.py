"""The stage that was typed against what the title says is done (L732).

What is done is the head noun of the title: each kind of deed has the stages that it can be.
"""

import re
from functools import partial

from engine.classes import dataclass
from engine.codes.documents import STAGE_AGAINST_TITLE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.asked_for import asked_for
from engine.lint.text.morphology import Word, can_be, cases_of, forms, words_of
from engine.lint.text.numbering import about
from engine.lint.text.phrases import deed_of, head_of, made_by
from engine.model.project import Project
from engine.model.spec import Event, Stage

_DRAFTS = frozenset({
    "разработка", "утверждение", "составление", "издание", "создание", "формирование", "внесение",
    "подготовка", "заключение", "приобретение", "закупка", "назначение", "планирование",
})  # fmt: skip
_ONLY_PAPER = frozenset({"утверждение", "издание", "назначение", "планирование"})
"""Deeds that look at nothing, whatever stands further in their titles: «Утверждение перечня школ с
низкими результатами»."""
_TOOLS_ALONE = lazy_pattern(
    r"^\W*(?:разработк|подготовк|составлени|создани|формировани|утверждени)\w+\s+"
    r"(?:и\s+(?:утверждени|согласовани|апробаци)\w+\s+)?"
    r"(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s+)*"
    r"(?:анкет[ыа]?|опросник\w*|опросн\w+ лист\w+|вопросник\w*|бланк\w*|чек-лист\w*|тест(?:а|ов)|"
    r"инструментари\w+|(?:измерительн|диагностическ|контрольн)\w+ (?:материал|задани)\w+|КИМ\w*)"
    r"(?:\s+(?!и\s|с\s)[а-яё0-9«»-]+)*\W*$",
    re.IGNORECASE,
)
"""Tools are drafted and nothing else is done: «Разработка анкеты для учителей» asks nobody yet."""
_PUTS_ON_PAPER = frozenset({
    "разработка", "подготовка", "составление", "утверждение", "согласование", "издание", "создание",
    "корректировка", "актуализация", "уточнение", "доработка", "определение", "принятие",
    "оформление", "написание", "выбор", "подбор",
})  # fmt: skip
_RULES_OF_WORK = frozenset({
    "форма", "регламент", "положение", "порядок", "график", "приказ", "распоряжение", "анкета",
    "опросник", "вопросник", "бланк", "методика", "инструментарий", "критерий", "инструкция",
    "проект", "циклограмма", "срок", "шаблон", "макет", "чек-лист", "план", "план-график",
    "расписание", "алгоритм", "состав", "тест", "задание", "материал", "программа",
})  # fmt: skip
"""Papers by which a work will go; they hold nothing that was found out."""
_LOOKS = {
    Stage.MONITORING: lazy_pattern(
        r"мониторинг|диагност|(?<!в)опрос|анкет|сбор|сведени|данны|монитор|тестирован|проверк|проверочн|"
        r"контрол|наблюдени|обследован|исследован|изучен|отч[её]т|отслеж|учет|учёт|срез|олимпиад|"
        r"оценк|выявлен|рейтинг|информаци|экзамен|контрольн|аттестац|результат|статистик|реестр|"
        r"банк|баз[аыу]|паспорт|справк|карт|"
        r"(?:спис|перечн)\w+ .{0,40}?(?:испытыва|имеющ|нужда|находящ|состоящ|риск|не \w+вш)",
        re.IGNORECASE,
    ),
    Stage.ANALYSIS: lazy_pattern(
        r"анали|справк|отч[её]т|вывод|обобщ|результат|итог|сравн|обработ|интерпретац|оценк|"
        r"рекомендац|предложен|доклад|заключени|выявлен|кластер|дефицит|причин|определен|"
        r"прогноз|профил|сопоставл",
        re.IGNORECASE,
    ),
    Stage.EFFECTIVENESS: lazy_pattern(
        r"эффектив|результат|итог|отч[её]т|оценк|анали|динамик|предложен|коррект|доклад|справк",
        re.IGNORECASE,
    ),
}

_SIGNS = {
    Stage.MONITORING: _LOOKS[Stage.MONITORING],
    Stage.ANALYSIS: lazy_pattern(
        r"анали|вывод|обобщ|итог|результат|сравн|обработ|интерпрет|оценк|причин|сопоставл|прогноз|"
        r"выявлен|определен|дефицит|разбор",
        re.IGNORECASE,
    ),
    Stage.EFFECTIVENESS: lazy_pattern(
        r"эффектив|итог|результат|динамик|выполнени|реализац|достиж|достигнут|отч[её]т|завершен|"
        r"подведени|коррект|^\W*(?:проведени\w+\s+)?повторн",
        re.IGNORECASE,
    ),
    Stage.COLLECTION_METHODS: lazy_pattern(
        r"заполнени|оценивани|инструментар|критери|методик|эксперт|интервьюер|анкет[её]р", re.I
    ),
    Stage.RECOMMENDATION: lazy_pattern(r"рекоменд|предложени|совет[ыа]\b|памятк|методич", re.I),
    Stage.DECISION: lazy_pattern(
        r"решени|приказ|распоряж|постановл|утвержд|совещани|заседани|коллеги|совет\w{0,2}\b|"
        r"принят|рассмотр|обсужден|назначени|поручени",
        re.IGNORECASE,
    ),
}
"""Words by which a row shows that it is of the stage after all."""
_IN_RESULTS = frozenset({Stage.RECOMMENDATION, Stage.DECISION})
"""What the result shows as well."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Deeds of one kind, and the stages that none of them is."""

    deeds: frozenset[str]
    never: frozenset[Stage]


def _deeds(words: str) -> frozenset[str]:
    return frozenset(words.split())


_KINDS = (
    _Kind(
        _deeds("опрос анкетирование тестирование срез подсчет подсчёт измерение интервьюирование"),
        frozenset({Stage.GOAL}),
    ),
    _Kind(
        _deeds(
            "мониторинг диагностика опрос анкетирование сбор тестирование срез "
            "обследование наблюдение перепись интервьюирование хронометраж замер сверка "
            "отслеживание рейд аудит скрининг ревизия инспектирование инвентаризация интервью "
            "измерение подсчет подсчёт"
        ),
        frozenset({
            Stage.ANALYSIS, Stage.DECISION, Stage.MEASURE, Stage.RECOMMENDATION,
            Stage.EFFECTIVENESS,
        }),
    ),
    _Kind(
        _deeds("проверка контроль учет учёт взвешивание бракераж посещение исследование изучение "
            "выявление"),
        frozenset({Stage.ANALYSIS, Stage.DECISION, Stage.RECOMMENDATION, Stage.EFFECTIVENESS}),
    ),
    _Kind(
        _deeds("анализ сопоставление обобщение сравнение обработка интерпретация обзор "
            "систематизация классификация рефлексия"),
        frozenset({
            Stage.COLLECTION_METHODS, Stage.DECISION, Stage.EFFECTIVENESS, Stage.MEASURE,
            Stage.MONITORING, Stage.RECOMMENDATION,
        }),
    ),
    _Kind(
        _deeds("рекомендация предложение"),
        frozenset({
            Stage.ANALYSIS, Stage.COLLECTION_METHODS, Stage.EFFECTIVENESS, Stage.MONITORING,
        }),
    ),
    _Kind(
        _deeds(
            "совещание коллегия педсовет совет заседание рассмотрение принятие слушание обсуждение "
            "консилиум планерка планёрка"
        ),
        frozenset({Stage.ANALYSIS, Stage.EFFECTIVENESS, Stage.MONITORING}),
    ),
    _Kind(
        _deeds(
            "оформление изготовление украшение поздравление ознакомление вручение штурм "
            "презентация встреча посвящение экспедиция игра репетиция "
            "мастерская уборка установка монтаж замена покупка поставка выпуск трансляция показ "
            "консультирование просвещение популяризация пропаганда трудоустройство парад митинг "
            "эстафета дежурство подвоз вакцинация посадка озеленение "
            "обучение семинар конкурс курсы экскурсия консультация занятие турнир фестиваль форум "
            "ярмарка акция стажировка практикум тренинг неделя декада месячник лекторий праздник "
            "смена вебинар взаимопосещение поездка ремонт закупка приобретение инструктаж "
            "информирование публикация размещение открытие благоустройство мастер-класс концерт "
            "выставка спектакль поход соревнование спартакиада квест викторина марафон флешмоб "
            "субботник урок лекция беседа кружок факультатив лагерь слёт слет бал линейка "
            "собрание обновление пополнение оснащение переподготовка наставничество сопровождение "
            "награждение чествование поощрение премирование"
        ),
        frozenset({
            Stage.MONITORING, Stage.ANALYSIS, Stage.EFFECTIVENESS, Stage.COLLECTION_METHODS,
            Stage.RECOMMENDATION, Stage.DECISION,
        }),
    ),
)  # fmt: skip
_EFFECT = lazy_pattern(
    r"^\W*(?:оценка|определение|"
    r"анализ)\w*\s+(?:\w+\s+)?(?:эффективност|"
    r"(?:результативн|действенн)ост\w+\s+(?:\w+\s+)?(?:мер\b|мероприят|план|программ|дорожн|работы))",
    re.IGNORECASE,
)
_FOR_NEXT_PLAN = lazy_pattern(
    r"предложени\w*\s+(?:в|к|для)\s+(?:проект\w*\s+)?(?:план|программ|дорожн|комплекс)\w*"
    r"(?:\s+(?:карт\w*|мер|мероприятий|работы))?\s+(?:на\s+)?(?:20\d\d|следующ|нов|очередн|предстоящ)|"
    r"предложени\w*\s+(?:о|по)\s+корректировк|проект\w*\s+(?:план|программ|дорожн|комплекс)\w*"
    r"(?:\s+(?:карт\w*|мер|мероприятий|работы))?\s+на\s+(?:20\d\d|следующ|нов|очередн|предстоящ)",
    re.I,
)
"""The cycle closes with the next plan, and what it takes from this one."""
_WITH_EARLIER = lazy_pattern(
    r"(?:сравн|сопостав|анализ|соотнес)\w*.{0,60}?\b(?:предыдущ|прошл|прошедш|минувш|исходн|стартов|"
    r"первоначальн|базов|до\s+начал)",
    re.IGNORECASE,
)
_NEVER_OF_EFFECT = frozenset({
    Stage.COLLECTION_METHODS, Stage.DECISION, Stage.MEASURE, Stage.MONITORING, Stage.RECOMMENDATION,
})  # fmt: skip


def check_stages_of_titles(project: Project) -> tuple[Finding, ...]:
    """Rows typed as one thing whose title does another: drafts, looks, analyses, holds, decides."""
    return tuple(
        about(
            STAGE_AGAINST_TITLE, roadmap, event, "stage",
            title=event.title or "", drafts=1 if _only_drafts(event) else "",
            said={event.stages[0].value: 1},
        )
        for roadmap in project.roadmaps
        for event in roadmap.events
        if _only_drafts(event) or _is_of_another_kind(event)
    )  # fmt: skip


def _only_drafts(event: Event) -> bool:
    title = event.title or ""
    stage = event.stages[0] if len(event.stages) == 1 else None
    closes = stage is Stage.EFFECTIVENESS and _FOR_NEXT_PLAN.search(title)
    if stage not in _LOOKS or event.lost or closes:
        return False
    if not event.details and puts_on_paper(title):
        return True
    drafts = head_of(title) in _DRAFTS or deed_of(title) in _DRAFTS
    if head_of(title) in _ONLY_PAPER:
        title = " ".join(title.split()[:_OPENING])
    told = f"{title} {' '.join(event.details)}"
    if drafts and not event.details and _TOOLS_ALONE.match(title):
        return True
    return drafts and not _LOOKS[stage].search(told)


def puts_on_paper(title: str) -> bool:
    """«Разработка регламента диагностики»: by what stands behind the paper it is known, not what is
    done; a second deed («и проведение опроса») is done as well."""
    words = [word for word in words_of(title) if word.text.replace("-", "").isalpha()]
    nouns = [word for word in words if forms(word.text)[0].part == "NOUN"]
    while len(nouns) > 1 and nouns[0].lemma in _PUTS_ON_PAPER - _RULES_OF_WORK:
        nouns = nouns[1:]
    head = head_of(title)
    drafted = head in _PUTS_ON_PAPER and nouns[:1] and nouns[0].lemma != head
    drafts = drafted or (head == "проект" and len(nouns) > 1)
    return bool(drafts) and _is_rule_of_work(nouns[0]) and not _does_more(title, nouns[0].end)


def _is_rule_of_work(noun: Word) -> bool:
    return any(form.lemma in _RULES_OF_WORK for form in forms(noun.text))


def _does_more(title: str, start: int) -> bool:
    """Whether a noun that can be no genitive follows a comma or «и»: one more deed."""
    joined = (match.end() for match in _JOINED.finditer(title, start))
    return any(_is_deed(title[at:]) for at in joined)


def _is_deed(rest: str) -> bool:
    noun = next((word for word in words_of(rest) if not can_be(word.text, *_BEFORE_NOUN)), None)
    cases = cases_of(noun.text) if noun else frozenset[str]()
    return "nomn" in cases and "gent" not in cases


_JOINED = lazy_pattern(r"[,;/.]\s*|\s(?:и|с последующ\w+|а также)\s", re.IGNORECASE)
_BEFORE_NOUN = ("ADJF", "PRTF", "PREP", "CONJ", "NUMR", "ADVB")


def _is_of_another_kind(event: Event) -> bool:
    """«Анализ …» typed as a measure, «Педагогический совет» as monitoring."""
    title = event.title or ""
    if not event.stages or event.lost or not title:
        return False
    if _FOR_NEXT_PLAN.search(title) and Stage.EFFECTIVENESS in event.stages:
        return False
    if _EFFECT.search(title):
        return set(event.stages) <= _NEVER_OF_EFFECT
    if _OF_CONTEST.match(title) and event.stages == (Stage.EFFECTIVENESS,):
        return True
    kinds = [kind for kind in _KINDS if _deed(title) in kind.deeds]
    never = frozenset[Stage]().union(*(kind.never for kind in kinds))
    if set(event.stages) <= never and not any(map(partial(_shows, event), event.stages)):
        return True
    return len(event.stages) == 1 and _shows_nothing(event, event.stages[0], known=bool(kinds))


def is_never(phrase: str, stages: tuple[Stage, ...]) -> bool:
    """Whether the deed of the phrase is known, and no word of it is of one of these stages."""
    if _EFFECT.search(phrase):
        return set(stages) <= _NEVER_OF_EFFECT
    closes = _FOR_NEXT_PLAN.search(phrase) or _WITH_EARLIER.search(phrase)
    if closes and Stage.EFFECTIVENESS in stages:
        return False
    deed = "сбор" if _OF_RECORDS.match(phrase) else _deed(phrase)
    kinds = [kind for kind in _KINDS if deed in kind.deeds]
    never = frozenset[Stage]().union(*(kind.never for kind in kinds))
    return set(stages) <= never and not any(
        stage in _SIGNS and _SIGNS[stage].search(phrase) for stage in stages
    )


_TRACES = {
    Stage.EFFECTIVENESS: lazy_pattern(
        r"эффект|итог(?!ов\w+ (?:собесед|сочинен|аттест|работ|диагн|экзам))|результат|динамик|"
        r"выполнен|реализац|достиж|достигн|отч[её]т|заверш|подведени|коррект|"
        r"оцен|анали|сравн|сопостав|вывод|изменени|показател|справк|доклад|повторн|мониторинг|качеств|"
        r"самообследован|рефлекс|удовлетвор|рейтинг",
        re.IGNORECASE,
    ),
    Stage.ANALYSIS: lazy_pattern(
        r"анали|вывод|обобщ|итог|результат|сравн|обраб|интерпрет|оцен|причин|сопостав|прогноз|выявл|"
        r"определ|дефицит|разбор|изуч|экспертиз|рейтинг|классифик|систематиз|рефлекс|отч[её]т|справк|свод|"
        r"карт|профил|доклад|заключени|рассмотр|подведени|динамик",
        re.IGNORECASE,
    ),
    Stage.MONITORING: lazy_pattern(
        r"монитор|диагност|(?<!в)опрос|анкет|сбор|собрать|собира|сведени|данн|тест|провер|контрол|наблюд|"
        r"обследов|исследов|"
        r"изуч|отч[её]т|отслеж|уч[её]т|срез|олимпиад|выявл|рейтинг|информаци|экзамен|аттестац|"
        r"результат|статистик|реестр|банк|баз[аыу]|паспорт|справк|карт|протокол|журнал|лист|ведомост|"
        r"таблиц|свод|посещен|посетит|рейд|аудит|обход|замер|измер|экспертиз|собеседован|пробн|участи|"
        r"оцен|регистр|уточн|инвентар|матриц|портфолио|работ[аы]? |"
        r"социо|интервью|бесед|заключени|выезд|смотр|сверк|спис|перечн|зач[её]т",
        re.IGNORECASE,
    ),
    Stage.COLLECTION_METHODS: lazy_pattern(
        r"инструмент|анкет|методик|показател|критери|бланк|материал|задани|кодификат|поряд|регламент|форм|"
        r"график|специфик|(?<!в)опрос|тест|карт|план|чек|программ|шкал|диагност|вопрос|оцен|монитор|сбор|модел|"
        r"положени|локальн|норматив|правил|инструкц|схем|систем|процедур|измерит|\bКИМ|баз[аыу]|реестр|регистр|банк|перечн|списк|информац|данн|платформ|алгоритм|определ|отбор|выбор",
        re.IGNORECASE,
    ),
    Stage.RECOMMENDATION: lazy_pattern(
        r"рекоменд|предложен|совет|памятк|методич|пособи|инструкц|разъясн|консульт|письм|указани|требован|"
        r"сборник|буклет|алгоритм|маршрут|план|программ|адресн|карт|модел|материал|помощ|поддерж",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Anything in a row by which it may be of the stage; a row without a trace of it is not."""
_ONLY_IN_TITLE = frozenset({Stage.ANALYSIS, Stage.EFFECTIVENESS})
_ANALYSED = lazy_pattern(r"анали|вывод|дефицит|сопостав", re.IGNORECASE)
_EFFECT_TOLD = lazy_pattern(r"эффект|динамик|вывод|анали|результативн", re.IGNORECASE)


def _shows_nothing(event: Event, stage: Stage, *, known: bool) -> bool:
    """Whether neither the title nor the result has a word of the stage; what an analysis is, its
    title says, or its result in the plainest words.
    """
    traces = _TRACES.get(stage)
    title = " ".join((event.title or "", *event.details))
    if traces is None or traces.search(title):
        return False
    result = event.result or ""
    if stage in _ONLY_IN_TITLE:
        plain = _ANALYSED if stage is Stage.ANALYSIS else _EFFECT_TOLD
        return bool(result) and not plain.search(result)
    return (known or bool(result)) and not traces.search(result)


_WORK = lazy_pattern(r"(?:контрольн|проверочн|диагностическ|срезов|тестов)\w+ работ", re.IGNORECASE)


_OF_FACTS = lazy_pattern(
    r"сведени|данн|информац|материал|отч[её]т|предложен|результат|анкет|ответ|показател|заяв",
    re.IGNORECASE,
)
"""«Сбор сведений» looks into something, «сбор макулатуры» does not."""
_OF_EXPERIENCE = lazy_pattern(r"опыт|практик", re.IGNORECASE)
"""«Обобщение опыта» spreads it; «обобщение результатов» analyses them."""
_RENEWALS = frozenset({"обновление", "пополнение"})
_OF_RECORDS = lazy_pattern(
    r"^\W*[а-яё]+(?:\s+[а-яё]+(?:ого|ой|ей|ых|их))*\s+"
    r"(?:реестр|регистр|баз[аыу]?\b|банк|списк|перечн|сведени|данны|картотек|паспорт|карт\b)",
    re.IGNORECASE,
)
"""«Обновление реестра» gathers facts, «обновление мебели» is a measure."""
_PREFIX = lazy_pattern(r"^(?:само|взаимо|онлайн-|видео|экспресс-?|мини-?)(?=[а-яё]{5,})")


def _deed(title: str) -> str:
    """What is done; «контрольные работы» are tests."""
    deed = asked_for(title) or made_by(title)
    plain = _PREFIX.sub("", deed)
    if plain == "сбор" and not _OF_FACTS.search(title):
        return ""
    if plain in _RENEWALS and _OF_RECORDS.match(title):
        return ""
    if plain == "обобщение" and _OF_EXPERIENCE.search(title):
        return ""
    return "проверка" if deed == "работа" and _WORK.search(title) else plain


_OPENING = 4
"""In so many words a second deed stands beside the first: «Мониторинг и анализ»."""


_OF_RESULTS = lazy_pattern(
    r"^\W*(?:проведени\w+\s+)?анализа?\s+(?:результат|итог)\w*\s+(?:мониторинг|диагност|(?<!в)опрос|анкет|"
    r"наблюдени|обследован|исследован|тестирован)",
    re.IGNORECASE,
)
"""«Анализ результатов мониторинга»: the monitoring itself is another row."""


_LOOKING = _KINDS[1].deeds | _KINDS[2].deeds
_OF_OBJECT = 2
_MORE_DEEDS = lazy_pattern(
    r"[,;]\s|\s(?:и|с последующ\w+)\s|(?=\bна\s+(?:\w+\s+)?(?:засед|совещ|совет))"
)
_ABOUT = lazy_pattern(r"\s(?:о|об|обо)\s")


def _beside_object(title: str, stage: Stage) -> str:
    """The title without what is looked at: «Мониторинг использования рекомендаций» gives none,
    «Сбор сведений о причинах» finds no cause."""
    if stage in _IN_RESULTS:
        first, *more = _MORE_DEEDS.split(title)
        return " ".join((*first.split()[:_OF_OBJECT], *more))
    return _ABOUT.split(title)[0] if stage is Stage.ANALYSIS else title


_ADVICE = frozenset({"рекомендация", "предложение"})
_ON_RESULTS = lazy_pattern(r"\s(?:по|на основе|на основании|с уч[её]том)\s", re.IGNORECASE)
"""«Рекомендации по результатам анализа» stand on results and weigh no effect."""


_OF_CONTEST = lazy_pattern(
    r"(?:подведени\w+\s+)?итог\w*\s+(?:[а-яё]+(?:ого|ой|их|ых)\s+){0,2}"
    r"(?:конкурс|фестивал|акци|соревнован|турнир|выставк|смотр|викторин|спартакиад|марафон)\w*",
    re.IGNORECASE,
)
_TALKS = _deeds(
    "беседа собеседование встреча консультация занятие урок игра консультирование собрание"
)
_FOUND_OUT = lazy_pattern(
    r"заключени|анкет|ответ|данны|сведени|наблюд|диагност|сводн|выявлен|дневник", re.IGNORECASE
)


def _shows(event: Event, stage: Stage) -> bool:
    title = event.title or ""
    if stage is Stage.MONITORING and made_by(title) == "анализ":
        title = "" if _OF_RESULTS.match(title) else " ".join(title.split()[:_OPENING])
    if (
        stage is Stage.MONITORING
        and _deed(title) in _TALKS
        and _FOUND_OUT.search(event.result or "")
    ):
        return True
    looks = _deed(title) in _LOOKING
    if stage in (Stage.EFFECTIVENESS, Stage.ANALYSIS):
        title = _OF_CONTEST.sub(" ", title)
    if stage is Stage.EFFECTIVENESS and _deed(title) in _ADVICE:
        title = _ON_RESULTS.split(title)[0]
    if looks:
        title = _beside_object(title, stage)
    told = f"{title} {' '.join(event.details)}"
    if stage in _IN_RESULTS and not looks:
        told = f"{told} {event.result or ''}"
    return stage in _SIGNS and bool(_SIGNS[stage].search(told))
