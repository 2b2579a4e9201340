"""A believable outcome with every verdict and every status, made by hand.

The figures are invented; the wording is that of the Dyatkovo order.
"""

from dataclasses import replace
from datetime import date

from engine.diagnostics import Origin, Place, finding
from engine.messages import Catalogue, Language, catalogue
from engine.model.spec import (
    Indicator,
    Stage,
    Window,
)
from engine.results.events import (
    Cell,
    Conflict,
    Edge,
    EventOutcome,
    MatrixRow,
    Occurrence,
    Ordering,
    PlannedEvent,
    Status,
    Strength,
)
from engine.results.outcome import FileHash, Manifest, Need, Organisation, Outcome
from engine.results.verdicts import (
    Distance,
    Element,
    IndicatorOutcome,
    Measurement,
    Tally,
    Verdict,
    VerdictKind,
)
from tests.unit.reports.small_project import AS_OF, REMARK, SCHOOLS, WAIVER, document, project

_REMARK_WORDS = {
    "sample-remark.message": "Значение {value!q} не подходит столбцу «Категория».",
    "sample-remark.why": "Строка не попадёт в расчёт.",
    "sample-remark.fix": "Напишите «высшая», «первая» или «соответствие».",
}


class Places:
    """Every origin stands on the line that its route adds up to; each line reads the same."""

    def line(self, place: Place) -> str:
        return "    rule: {measure: share, in: teachers}" if place.line else ""

    def place(self, at: Origin | Place) -> Place:
        if isinstance(at, Place):
            return at
        numbers = [part for part in at.route if isinstance(part, int)]
        line = 10 + 12 * sum(numbers)
        return Place(f"specs/dyatkovo-2021/{at.file}", line, 11, line, 40)


def words(language: Language) -> Catalogue:
    """The engine's own words, and those of the one finding that only the tests know."""
    return Catalogue(language, {**catalogue(language).entries, **_REMARK_WORDS})


def _indicator(slug: str, id: str) -> Indicator:
    roadmap = project().roadmap(slug)
    assert roadmap is not None
    return next(indicator for indicator in roadmap.indicators if indicator.id == id)


def _required(id: str) -> Indicator:
    requirement = project().requirement(id)
    assert requirement is not None
    return requirement.indicator


def _judged(slug: str, id: str, kind: VerdictKind, reason: str = "", **changes: object
            ) -> IndicatorOutcome:  # fmt: skip
    return IndicatorOutcome(slug, _indicator(slug, id), Verdict(kind, reason, **changes))  # type: ignore[arg-type]


def indicators() -> tuple[IndicatorOutcome, ...]:
    teachers = (
        Tally("edu220101", 9, 10), Tally("edu220102", 6, 9, missing=2), Tally("edu220104", 3, 3),
        Tally("edu220105", 5, 9), Tally("edu220106", 1, 4),
    )  # fmt: skip
    overall = Tally(None, 24, 35, missing=2, set_aside=1)
    codes = list(SCHOOLS)
    return (
        _judged("low-results", "schools-included", VerdictKind.MET, "target_reached",
            measurement=Measurement(Tally(None, 4, 4), rows_read=4)),
        _judged("low-results", "teachers-supported", VerdictKind.NOT_MET, "target_missed",
            measurement=Measurement(overall, by_organisation=teachers, rows_read=712),
            distance=Distance(1, "teachers")),
        _judged("low-results", "mechanisms", VerdictKind.MET, "target_reached",
            measurement=Measurement(Tally(None, 1, None), documents=(
                document(), document(number="7", date="2019-03-01", counts=False,
                                       why_not="outside_period")), rows_read=240)),
        _judged("low-results", "factors", VerdictKind.NOT_MET, "document_absent",
            measurement=Measurement(Tally(None, 0, None), rows_read=240),
            distance=Distance(1, "documents")),
        _judged("low-results", "survey", VerdictKind.INDETERMINATE, "depends_on_missing",
            params=(("missing", 30),),
            measurement=Measurement(Tally(None, 110, 200, missing=30), Tally(None, 110, 200),
                                    Tally(None, 140, 200), rows_read=200)),
        _judged("low-results", "block", VerdictKind.NOT_MEASURABLE, "block_title"),
        _judged("objectivity", "local-act", VerdictKind.NOT_MET, "some_absent",
            measurement=Measurement(Tally(None, 5, 6), rows_read=240, elements=tuple(
                Element(code, code != codes[4], () if code == codes[4] else (
                    document(kind="локальный акт", title=None, organisation=code),))
                for code in codes)),
            distance=Distance(1, "organisations")),
        _judged("objectivity", "seminars", VerdictKind.MET_LATE, "reached_late",
            params=(("due", "2022-03-01"), ("late", 0)),
            measurement=Measurement(Tally(None, 4, None), rows_read=4)),
        _judged("objectivity", "video", VerdictKind.WAIVED, "target_missed",
            measurement=Measurement(Tally(None, 7, 9), rows_read=9),
            distance=Distance(2, "rows"), waiver=WAIVER, replaced=VerdictKind.NOT_MET),
        _judged("objectivity", "observers", VerdictKind.NOT_DUE, "not_due",
            measurement=Measurement(Tally(None, 11, 14), rows_read=14),
            distance=Distance(3, "rows")),
        _judged("objectivity", "mark-gap", VerdictKind.NOT_MET, "target_missed",
            measurement=Measurement(Tally(None, 1234, 3085), rows_read=3085),
            distance=Distance(0.1, "points")),
        _judged("objectivity", "secrecy", VerdictKind.NOT_MEASURABLE, "no_method"),
        _judged("objectivity", "crash", VerdictKind.ERROR, "rule_crashed",
            params=(("error", "ZeroDivisionError"), ("text", "division by zero"))),
        _judged("methodical-work", "category", VerdictKind.MET, "target_reached",
            measurement=Measurement(Tally("2021/22", 402, None), rows_read=2108, steps=(
                Tally("2019/20", 351, None), Tally("2020/21", 377, None),
                Tally("2021/22", 402, None)))),
        _judged("methodical-work", "lessons", VerdictKind.NOT_MET, "target_missed",
            measurement=Measurement(Tally(None, 1650, None), rows_read=5120,
                by_organisation=(Tally("edu220101", 620, None), Tally("edu220103", 1027, None),
                                 Tally("edu220106", 3, None))),
            distance=Distance(350, "pupils")),
        _judged("methodical-work", "grades", VerdictKind.NO_DATA, "table_absent",
            params=(("dataset", "diagnostics"), ("table", "Диагностические работы"))),
        _judged("methodical-work", "mentors", VerdictKind.NOT_MEASURABLE, "no_figure"),
        _judged("methodical-work", "young", VerdictKind.NOT_APPLICABLE, "nothing_to_judge"),
    )  # fmt: skip


def judged_requirements() -> tuple[IndicatorOutcome, ...]:
    """One is lacking, one is met, one only names something."""
    codes = list(SCHOOLS)
    late = document(kind="публикация", date="2021-09-15", organisation=codes[5], counts=False,
                    why_not="outside_period")  # fmt: skip
    elements = tuple(
        Element(code, code != codes[5], (late,) if code == codes[5] else ()) for code in codes
    )
    return (
        IndicatorOutcome(None, _required("site-section"), Verdict(
            VerdictKind.NOT_MET, "some_absent", (),
            Measurement(Tally(None, 5, 6), rows_read=240, elements=elements),
            Distance(1, "schools"))),
        IndicatorOutcome(None, _required("local-act"), Verdict(
            VerdictKind.MET, "document_found", (),
            Measurement(Tally(None, 1, None), documents=(document(kind="локальный акт"),),
                        rows_read=240))),
        IndicatorOutcome(
            None, _required("users-parents"), Verdict(VerdictKind.NOT_MEASURABLE, "definition")
        ),
    )  # fmt: skip


def _stood(slug: str, id: str, status: Status, *occurrences: Occurrence, done: int = 0,
           expected: int = 1, **changes: object) -> EventOutcome:  # fmt: skip
    return EventOutcome(slug, id, status, occurrences, done, expected, **changes)  # type: ignore[arg-type]


def events() -> tuple[EventOutcome, ...]:
    def window(first: date, last: date) -> Window:
        return Window(first, last)

    return (
        _stood("low-results", "target-groups", Status.DONE, Occurrence(
            window(date(2021, 8, 15), date(2021, 8, 15)), Status.DONE, (document(
                kind="перечень", title="Перечень целевых групп", date="2021-08-13"),)), done=1),
        _stood("low-results", "school-maps", Status.DONE_LATE, Occurrence(
            window(date(2021, 9, 1), date(2021, 9, 30)), Status.DONE_LATE, (document(
                kind="дорожная карта", date="2021-10-12", address=None),)), done=1),
        _stood("low-results", "maps-monitoring", Status.OVERDUE,
            Occurrence(window(date(2021, 4, 1), date(2021, 4, 30)), Status.DONE, (document(),)),
            Occurrence(window(date(2021, 6, 1), date(2021, 6, 30)), Status.OVERDUE),
            done=1, expected=2),
        _stood("low-results", "exchange", Status.OVERDUE, Occurrence(
            window(date(2021, 10, 1), date(2021, 10, 31)), Status.OVERDUE)),
        _stood("low-results", "programme", Status.IN_PROGRESS, Occurrence(
            window(date(2021, 8, 1), date(2022, 12, 31)), Status.IN_PROGRESS)),
        _stood("low-results", "report", Status.UPCOMING, Occurrence(
            window(date(2022, 11, 1), date(2022, 11, 30)), Status.UPCOMING)),
        _stood("objectivity", "control", Status.UNDATED, Occurrence(None, Status.UNDATED)),
        _stood("objectivity", "meetings", Status.DONE,
            Occurrence(window(date(2021, 9, 1), date(2021, 12, 31)), Status.DONE, (document(),)),
            Occurrence(window(date(2022, 1, 1), date(2022, 5, 31)), Status.DONE, (document(),)),
            done=2, expected=2),
        _stood("objectivity", "lost", Status.UNDATED, Occurrence(None, Status.UNDATED)),
        _stood("objectivity", "waived-event", Status.WAIVED, Occurrence(
            window(date(2021, 11, 1), date(2021, 11, 1)), Status.OVERDUE),
            waiver=WAIVER, replaced=Status.OVERDUE),
        _stood("objectivity", "effect", Status.IN_PROGRESS, Occurrence(
            window(date(2022, 5, 1), date(2022, 6, 30)), Status.IN_PROGRESS)),
        _stood("methodical-work", "courses", Status.UNDATED, Occurrence(None, Status.UNDATED)),
    )  # fmt: skip


def ordering() -> Ordering:
    def planned(id: str, start: date | None, end: date | None, stage: Stage) -> PlannedEvent:
        return PlannedEvent(id, start, end, stage)

    row = MatrixRow("low-results", "g1", tuple(
        Cell(stage, ids) for stage, ids in (
            (Stage.GOAL, ("g1",)), (Stage.INDICATOR, ("teachers-supported", "target-groups")),
            (Stage.MONITORING, ("maps-monitoring",)), (Stage.ANALYSIS, ("report",)),
            (Stage.DECISION, ("school-maps", "programme")), (Stage.EFFECTIVENESS, ()),
        )))  # fmt: skip
    return Ordering(
        order=(
            planned("low-results/target-groups", date(2021, 8, 15), date(2021, 8, 15),
                    Stage.INDICATOR),
            planned("low-results/school-maps", date(2021, 9, 1), date(2021, 9, 30),
                    Stage.DECISION),
            planned("low-results/maps-monitoring", date(2021, 4, 1), date(2021, 6, 30),
                    Stage.MONITORING),
        ),
        edges=(Edge("low-results/school-maps", "low-results/maps-monitoring", Strength.HARD),),
        conflicts=(Conflict("low-results/school-maps", "low-results/maps-monitoring",
                            date(2021, 9, 1), date(2021, 6, 30)),),
        dropped=(), circle=(), matrix=(row, replace(row, roadmap="methodical-work")),
    )  # fmt: skip


def outcome() -> Outcome:
    """The outcome of a run on 1 June 2022."""
    return Outcome(
        project=project(),
        manifest=Manifest("0.2.0", AS_OF, (
            FileHash("low-results.yaml", "5f" * 32), FileHash("objectivity.yaml", "a1" * 32),
            FileHash("data/Кадры.xlsx", "c0" * 32, 712),
        )),
        indicators=indicators(), events=events(), ordering=ordering(),
        organisations=tuple(Organisation(code, name, "schools") for code, name in SCHOOLS.items()),
        needs=(
            Need("edu220105", "low-results/teachers-supported", "shortfall", 2, 5, 9),
            Need("edu220106", "low-results/teachers-supported", "shortfall", 2, 1, 4),
            Need("edu220105", "objectivity/local-act", "failed_each", 1, None, None),
            Need("edu220106", "methodical-work/grades", "no_data", 0, None, None),
            Need("edu220106", "site-section", "failed_each", 1, None, None),
        ),
        findings=(finding(
            REMARK, Place("data/Кадры.xlsx", sheet="Педагоги", cell="F17"), value="да/нет"
        ),),
        requirements=judged_requirements(),
    )  # fmt: skip
