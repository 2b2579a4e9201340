"""A row of the passport filled with work of another stage than its heading names (L782)."""

import re

from engine.codes.documents import PASSPORT_ROW_OF_OTHER_STAGE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.stages_of_titles import is_never
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import PassportRow, Stage

_JUDGED = frozenset({
    Stage.MONITORING, Stage.ANALYSIS, Stage.RECOMMENDATION, Stage.DECISION, Stage.EFFECTIVENESS,
})  # fmt: skip
_PARTS = lazy_pattern(r"[;,]\s|\sи\s(?=[а-яё]+(?:ние|ция|ор|ка|нг|из)\s)", re.IGNORECASE)


def check_rows_of_other_stages(project: Project) -> tuple[Finding, ...]:
    """«Сбор сведений об условиях» in the row «Анализ эффективности»: nothing else stands there."""
    return tuple(
        about(
            PASSPORT_ROW_OF_OTHER_STAGE, roadmap, row, "items", 0,
            label=row.label or "", quote=row.items[0], said={row.stages[0].value: 1},
        )
        for roadmap in project.roadmaps
        for row in roadmap.passport
        if _is_of_others(row)
    )  # fmt: skip


def _is_of_others(row: PassportRow) -> bool:
    """Whether each deed of each item is known, and is none of the stages of the row."""
    if not row.items or not row.stages or not set(row.stages) <= _JUDGED:
        return False
    parts = [part for item in row.items for part in _PARTS.split(item) if part.strip()]
    return all(is_never(part, row.stages) for part in parts)
