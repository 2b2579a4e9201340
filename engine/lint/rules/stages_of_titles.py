"""The stage that was typed against what the title says is done (L732).

What is done is the head noun of the title: each kind of deed has the stages that it can be.
"""

import re
from dataclasses import dataclass
from functools import partial

from engine.codes.documents import STAGE_AGAINST_TITLE
from engine.diagnostics import Finding
from engine.lint.text.numbering import about
from engine.lint.text.phrases import deed_of, head_of, made_by
from engine.model.project import Project
from engine.model.spec import Event, Stage

_DRAFTS = frozenset({
    "разработка", "утверждение", "составление", "издание", "создание", "формирование", "внесение",
    "подготовка", "заключение", "приобретение", "закупка", "назначение",
})  # fmt: skip
_LOOKS = {
    Stage.MONITORING: re.compile(
        r"мониторинг|диагност|опрос|анкет|сбор|сведени|данны|монитор|тестирован|проверк|проверочн|"
        r"контрол|наблюдени|обследован|исследован|изучен|отч[её]т|отслеж|учет|учёт|срез|олимпиад|"
        r"оценк|выявлен|рейтинг|информаци|экзамен|контрольн|аттестац|результат|статистик|реестр|"
        r"банк|баз[аыу]|паспорт|справк|карт",
        re.IGNORECASE,
    ),
    Stage.ANALYSIS: re.compile(
        r"анали|справк|отч[её]т|вывод|обобщ|результат|итог|сравн|обработ|интерпретац|оценк|"
        r"рекомендац|предложен|доклад|заключени|выявлен|кластер|дефицит|причин|определен|"
        r"прогноз|профил|сопоставл",
        re.IGNORECASE,
    ),
    Stage.EFFECTIVENESS: re.compile(
        r"эффектив|результат|итог|отч[её]т|оценк|анали|динамик|предложен|коррект|доклад|справк",
        re.IGNORECASE,
    ),
}

_SIGNS = {
    Stage.MONITORING: _LOOKS[Stage.MONITORING],
    Stage.ANALYSIS: re.compile(
        r"анали|вывод|обобщ|итог|результат|сравн|обработ|интерпрет|оценк|причин|сопоставл|прогноз|"
        r"выявлен|определен|дефицит|разбор",
        re.IGNORECASE,
    ),
    Stage.EFFECTIVENESS: re.compile(
        r"эффектив|итог|результат|динамик|выполнени|реализац|достиж|достигнут|отч[её]т|завершен|"
        r"подведени|коррект",
        re.IGNORECASE,
    ),
    Stage.RECOMMENDATION: re.compile(r"рекоменд|предложени|совет[ыа]\b|памятк|методич", re.I),
    Stage.DECISION: re.compile(
        r"решени|приказ|распоряж|постановл|утвержд|совещани|заседани|коллеги|совет\w{0,2}\b|"
        r"принят|рассмотр|обсужден|назначени|поручени",
        re.IGNORECASE,
    ),
}
"""Words by which a row shows that it is of the stage after all."""
_IN_RESULTS = frozenset({Stage.RECOMMENDATION, Stage.DECISION})
"""What the result shows as well; a paper of any work («справка», «протокол») shows no look."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Deeds of one kind, and the stages that none of them is."""

    deeds: frozenset[str]
    never: frozenset[Stage]


def _deeds(words: str) -> frozenset[str]:
    return frozenset(words.split())


_KINDS = (
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
        _deeds("проверка контроль учет учёт взвешивание бракераж посещение исследование изучение"),
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
            "ознакомление вручение штурм презентация встреча посвящение экспедиция игра репетиция "
            "мастерская уборка установка монтаж замена покупка поставка выпуск трансляция показ "
            "консультирование просвещение популяризация пропаганда трудоустройство парад митинг "
            "эстафета дежурство подвоз вакцинация посадка озеленение "
            "обучение семинар конкурс курсы экскурсия консультация занятие турнир фестиваль форум "
            "ярмарка акция стажировка практикум тренинг неделя декада месячник лекторий праздник "
            "смена вебинар взаимопосещение поездка ремонт закупка приобретение инструктаж "
            "информирование публикация размещение открытие благоустройство мастер-класс концерт "
            "выставка спектакль поход соревнование спартакиада квест викторина марафон флешмоб "
            "субботник урок лекция беседа кружок факультатив лагерь слёт слет бал линейка "
            "собрание обновление пополнение озеленение оснащение переподготовка наставничество "
            "сопровождение награждение "
            "чествование поощрение премирование"
        ),
        frozenset({
            Stage.MONITORING, Stage.ANALYSIS, Stage.EFFECTIVENESS, Stage.COLLECTION_METHODS,
            Stage.RECOMMENDATION, Stage.DECISION,
        }),
    ),
)  # fmt: skip
_EFFECT = re.compile(
    r"^\W*(?:оценка|определение|"
    r"анализ)\w*\s+(?:\w+\s+)?эффективност",
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
            title=event.title or "", said={event.stages[0].value: 1},
        )
        for roadmap in project.roadmaps
        for event in roadmap.events
        if _only_drafts(event) or _is_of_another_kind(event)
    )  # fmt: skip


def _only_drafts(event: Event) -> bool:
    title = event.title or ""
    if len(event.stages) != 1 or event.lost or event.stages[0] not in _LOOKS:
        return False
    drafts = head_of(title) in _DRAFTS or deed_of(title) in _DRAFTS
    told = f"{title} {' '.join(event.details)}"
    return drafts and not _LOOKS[event.stages[0]].search(told)


def _is_of_another_kind(event: Event) -> bool:
    """«Анализ …» typed as a measure, «Педагогический совет» as monitoring."""
    title = event.title or ""
    if not event.stages or event.lost or not title:
        return False
    if _EFFECT.search(title):
        return set(event.stages) <= _NEVER_OF_EFFECT
    never = frozenset[Stage]().union(*(each.never for each in _KINDS if _deed(title) in each.deeds))
    return set(event.stages) <= never and not any(map(partial(_shows, event), event.stages))


_WORK = re.compile(r"(?:контрольн|проверочн|диагностическ|срезов|тестов)\w+ работ", re.IGNORECASE)


_OF_FACTS = re.compile(
    r"сведени|данн|информац|материал|отч[её]т|предложен|результат|анкет|ответ|показател|заяв",
    re.IGNORECASE,
)
"""«Сбор сведений» looks into something, «сбор макулатуры» does not."""
_PREFIX = re.compile(r"^(?:само|взаимо|онлайн-|видео|экспресс-?|мини-?)(?=[а-яё]{5,})")


def _deed(title: str) -> str:
    """What is done; «контрольные работы» are tests."""
    deed = made_by(title)
    plain = _PREFIX.sub("", deed)
    if plain == "сбор" and not _OF_FACTS.search(title):
        return ""
    return "тестирование" if deed == "работа" and _WORK.search(title) else plain


_OPENING = 4
"""In so many words a second deed stands beside the first: «Мониторинг и анализ»."""


def _shows(event: Event, stage: Stage) -> bool:
    title = event.title or ""
    if stage is Stage.MONITORING and made_by(title) == "анализ":
        title = " ".join(title.split()[:_OPENING])
    told = f"{title} {' '.join(event.details)}"
    if stage in _IN_RESULTS:
        told = f"{told} {event.result or ''}"
    return stage in _SIGNS and bool(_SIGNS[stage].search(told))
