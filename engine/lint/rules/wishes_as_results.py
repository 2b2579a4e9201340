"""A wish in the place of a result, where the other rows have papers (L769)."""

import re

from engine.codes.texts import WISH_AS_RESULT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, event_passages, report
from engine.lint.text.phrases import head_of, is_paperwork
from engine.model.project import Project
from engine.model.spec import Roadmap

_WISHES = frozenset({
    "повышение", "рост", "улучшение", "развитие", "формирование", "совершенствование",
    "снижение", "укрепление", "популяризация", "обеспечение", "создание", "расширение",
    "увеличение", "сокращение", "активизация", "воспитание", "привлечение",
})  # fmt: skip
_A_FACT = lazy_pattern(
    r"\bповышени\w+\s+квалификации|^\W*(?:создани|формировани)\w+\s+(?:\w+(?:[ео]й|[ео]го|[ыи]х)\s+)?"
    r"(?:банк|баз|реестр|групп|страниц|раздел|комисси|совет|команд|спис|перечн|состав|сборник|план|"
    r"кабинет|класс|центр|объединени|заявк|отряд|график|пакет|фонд)|\d",
    re.IGNORECASE,
)
"""«Повышение квалификации», «Создание рабочей группы», «Рост до 80 %» are facts."""
_A_COLUMN, _RARE = 12, 12
"""A plan of so many results, of which one in so many is a wish, has papers by habit."""


def check_wishes_as_results(project: Project) -> tuple[Finding, ...]:
    """«Повышение престижа профессий» among lists, orders and reports."""
    return tuple(
        report(WISH_AS_RESULT, wish) for roadmap in project.roadmaps for wish in _wishes(roadmap)
    )


def _wishes(roadmap: Roadmap) -> list[Passage]:
    """The wishes of a plan that hardly has any; a row that is a wish itself is another fault."""
    results = [
        (event, passage)
        for event in roadmap.events
        for passage in event_passages(roadmap, event)
        if passage.field == "result" and passage.whole
    ]
    told = [(event, passage) for event, passage in results if _is_wish(passage.text)]
    if len(results) < _A_COLUMN or len(told) * _RARE > len(results):
        return []
    return [passage for event, passage in told if head_of(event.title or "") not in _WISHES]


def _is_wish(result: str) -> bool:
    """«Рост интереса», and no paper beside it: «Снижение тревожности, справка психолога»."""
    if _A_FACT.search(result):
        return False
    first, *beside = (head_of(part) for part in re.split(r"[,;.\n]", result))
    return first in _WISHES and not any(is_paperwork(each) for each in set(beside) - _WISHES)
