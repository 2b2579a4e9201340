"""The stage that was typed against what the title says is done (L732)."""

import re

from engine.codes.documents import STAGE_AGAINST_TITLE
from engine.diagnostics import Finding
from engine.lint.text.numbering import about
from engine.lint.text.phrases import deed_of, head_of
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


def check_stages_of_titles(project: Project) -> tuple[Finding, ...]:
    """Rows typed as looking into something whose title only drafts a paper or makes a thing."""
    return tuple(
        about(
            STAGE_AGAINST_TITLE, roadmap, event, "stage",
            title=event.title or "", said={event.stages[0].value: 1},
        )
        for roadmap in project.roadmaps
        for event in roadmap.events
        if _only_drafts(event)
    )  # fmt: skip


def _only_drafts(event: Event) -> bool:
    title = event.title or ""
    if len(event.stages) != 1 or event.lost or event.stages[0] not in _LOOKS:
        return False
    drafts = head_of(title) in _DRAFTS or deed_of(title) in _DRAFTS
    told = f"{title} {' '.join(event.details)}"
    return drafts and not _LOOKS[event.stages[0]].search(told)
