"""Kinds of change between two specs, each with a code, and what a change does to a duty."""

from enum import StrEnum

from engine.classes import dataclass


class Effect(StrEnum):
    """What a change does: fewer tables meet it, more, the same, or nobody can say."""

    STRICTER = "stricter"
    WEAKER = "weaker"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A kind of change, declared once; its sentence lives in the catalogues by `name`."""

    id: str
    name: str

    @property
    def weighing(self) -> str:
        """How its effect is told: a message key under `weighing`."""
        return next(key for last, key in _WEIGHED if self.id <= last)


_WEIGHED = (
    ("G603", "roadmap"), ("G606", "words"), ("G611", "item"), ("G615", "words"),
    ("G627", "proved"), ("G630", "measured"), ("G632", "level"), ("G634", "words"),
    ("G640", "schedule"), ("G642", "words"), ("G643", "evidence"), ("G648", "plan"),
    ("G655", "tables"), ("G661", "project"), ("G664", "waiver"), ("G669", "evidence"),
    ("G699", "decision"),
)  # fmt: skip
"""The last code of each family of kinds, in order."""

ROADMAP_ADDED = ChangeKind("G601", "roadmap-added")
ROADMAP_REMOVED = ChangeKind("G602", "roadmap-removed")
ROADMAP_RENAMED = ChangeKind("G603", "roadmap-renamed")
HEADING_CHANGED = ChangeKind("G604", "heading-changed")
PERIOD_CHANGED = ChangeKind("G605", "period-changed")
PASSPORT_CHANGED = ChangeKind("G606", "passport-changed")
ITEM_ADDED = ChangeKind("G610", "item-added")
ITEM_REMOVED = ChangeKind("G611", "item-removed")
ITEM_RENAMED = ChangeKind("G612", "item-renamed")
ITEM_MOVED = ChangeKind("G613", "item-moved")
WORDING_CHANGED = ChangeKind("G614", "wording-changed")
DETAIL_CHANGED = ChangeKind("G615", "detail-changed")
TARGET_CHANGED = ChangeKind("G620", "target-changed")
DUE_CHANGED = ChangeKind("G621", "due-changed")
WHERE_CHANGED = ChangeKind("G622", "where-changed")
OF_CHANGED = ChangeKind("G623", "of-changed")
MISSING_CHANGED = ChangeKind("G624", "missing-changed")
RULE_REPLACED = ChangeKind("G625", "rule-replaced")
RULE_CHANGED = ChangeKind("G626", "rule-changed")
PROOF_CHANGED = ChangeKind("G627", "proof-changed")
NOW_MEASURED = ChangeKind("G628", "now-measured")
NO_LONGER_MEASURED = ChangeKind("G629", "no-longer-measured")
REASON_CHANGED = ChangeKind("G630", "reason-changed")
LEVEL_CHANGED = ChangeKind("G631", "level-changed")
IF_NONE_CHANGED = ChangeKind("G632", "if-none-changed")
GOAL_CHANGED = ChangeKind("G633", "goal-changed")
RULE_SOURCE_CHANGED = ChangeKind("G634", "rule-source-changed")
SCHEDULE_MENDED = ChangeKind("G639", "schedule-mended")
SCHEDULE_CHANGED = ChangeKind("G640", "schedule-changed")
SCHEDULE_REWORDED = ChangeKind("G641", "schedule-reworded")
RESPONSIBLE_CHANGED = ChangeKind("G642", "responsible-changed")
EVIDENCE_CHANGED = ChangeKind("G643", "evidence-changed")
AFTER_CHANGED = ChangeKind("G644", "after-changed")
SERVES_CHANGED = ChangeKind("G645", "serves-changed")
STAGE_CHANGED = ChangeKind("G646", "stage-changed")
ORDER_OF_WORK_CHANGED = ChangeKind("G647", "order-of-work-changed")
ANSWERS_CHANGED = ChangeKind("G648", "answers-changed")
TABLE_ADDED = ChangeKind("G650", "table-added")
TABLE_REMOVED = ChangeKind("G651", "table-removed")
TABLE_CHANGED = ChangeKind("G652", "table-changed")
COLUMN_ADDED = ChangeKind("G653", "column-added")
COLUMN_REMOVED = ChangeKind("G654", "column-removed")
COLUMN_CHANGED = ChangeKind("G655", "column-changed")
PROJECT_CHANGED = ChangeKind("G660", "project-changed")
METHOD_CHANGED = ChangeKind("G661", "method-changed")
WAIVER_ADDED = ChangeKind("G662", "waiver-added")
WAIVER_REMOVED = ChangeKind("G663", "waiver-removed")
WAIVER_CHANGED = ChangeKind("G664", "waiver-changed")
REGISTER_CHANGED = ChangeKind("G665", "register-changed")
DECISION_ADDED = ChangeKind("G670", "decision-added")
DECISION_REMOVED = ChangeKind("G671", "decision-removed")
DECISION_CHANGED = ChangeKind("G672", "decision-changed")
DECISION_ROW_ADDED = ChangeKind("G673", "decision-row-added")
DECISION_ROW_REMOVED = ChangeKind("G674", "decision-row-removed")
DECISION_ROW_CHANGED = ChangeKind("G675", "decision-row-changed")
DECISION_ROW_SHIFTED = ChangeKind("G676", "decision-row-shifted")
RECOMMENDATION_CHANGED = ChangeKind("G677", "recommendation-changed")

KINDS: tuple[ChangeKind, ...] = (
    ROADMAP_ADDED, ROADMAP_REMOVED, ROADMAP_RENAMED, HEADING_CHANGED, PERIOD_CHANGED,
    PASSPORT_CHANGED, ITEM_ADDED, ITEM_REMOVED, ITEM_RENAMED, ITEM_MOVED, WORDING_CHANGED,
    DETAIL_CHANGED, TARGET_CHANGED, DUE_CHANGED, WHERE_CHANGED, OF_CHANGED, MISSING_CHANGED,
    RULE_REPLACED, RULE_CHANGED, PROOF_CHANGED, NOW_MEASURED, NO_LONGER_MEASURED, REASON_CHANGED,
    LEVEL_CHANGED, IF_NONE_CHANGED, GOAL_CHANGED, RULE_SOURCE_CHANGED, SCHEDULE_MENDED,
    SCHEDULE_CHANGED,
    SCHEDULE_REWORDED, RESPONSIBLE_CHANGED, EVIDENCE_CHANGED, AFTER_CHANGED, SERVES_CHANGED,
    STAGE_CHANGED, ORDER_OF_WORK_CHANGED, ANSWERS_CHANGED, TABLE_ADDED,
    TABLE_REMOVED, TABLE_CHANGED, COLUMN_ADDED, COLUMN_REMOVED, COLUMN_CHANGED,
    PROJECT_CHANGED, METHOD_CHANGED, WAIVER_ADDED, WAIVER_REMOVED,
    WAIVER_CHANGED, REGISTER_CHANGED, DECISION_ADDED, DECISION_REMOVED, DECISION_CHANGED,
    DECISION_ROW_ADDED, DECISION_ROW_REMOVED, DECISION_ROW_CHANGED, DECISION_ROW_SHIFTED,
    RECOMMENDATION_CHANGED,
)  # fmt: skip
