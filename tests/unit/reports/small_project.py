"""A small project in the words of the Dyatkovo order, made by hand for the tests of reports."""

from dataclasses import replace
from datetime import date
from typing import Any

from engine.diagnostics import Code, Origin, Place, Severity
from engine.load.citations import parse_citation
from engine.measures.change import Change
from engine.measures.count import Count
from engine.measures.coverage import CoverageOfList, CoverageOfValues
from engine.measures.each import EachDocument
from engine.measures.exists import Exists
from engine.measures.share import Share
from engine.measures.sums import Mean
from engine.model.conditions import Clause, Column, ColumnType, Flag
from engine.model.demands import Shape
from engine.model.project import (
    Body,
    EvidenceRegister,
    MethodDirection,
    Municipality,
    Order,
    Project,
    Requirement,
    Waiver,
)
from engine.model.rules import (
    EvidenceDemand,
    Measure,
    Missing,
    NotMeasurable,
    Rule,
)
from engine.model.spec import (
    Event,
    Goal,
    Indicator,
    Level,
    Responsible,
    Roadmap,
    Schedule,
    ScheduleKind,
    Section,
    Stage,
    Window,
)
from engine.model.tables import DataPackage, Dialect, Resource
from engine.model.targets import Direction, Operator, Target, Unit
from engine.results.verdicts import (
    Document,
)

REMARK = Code("D299", "sample-remark", Severity.WARNING)
"""A kind of finding that only these tests know; `conftest` gives it its words."""

AS_OF = date(2022, 6, 1)
PERIOD = Window(date(2021, 9, 1), date(2022, 8, 31))
WAIVER = Waiver(
    id="objectivity/video",
    code=None,
    reason="аудитории закрыты на капитальный ремонт, акт № 7",
    author="начальник отдела образования",
    until=date(2022, 12, 31),
    origin=Origin("project.yaml", ("waivers", 0)),
)
SCHOOLS = {
    "edu220101": "МБОУ «Средняя школа № 1 г. Дятьково»",
    "edu220102": "МБОУ «Средняя школа № 2 г. Дятьково»",
    "edu220103": "МБОУ «Дятьковская городская гимназия»",
    "edu220104": "МБОУ «Любохонская средняя школа имени А. А. Головачёва»",
    "edu220105": "МБОУ «Слободищенская средняя школа»",
    "edu220106": "МБОУ «Большежуковская основная школа»",
}


def _condition(text: str, file: str) -> Clause:
    column = Column(tuple(text.split(".")), ColumnType.BOOLEAN)
    return Clause(text, Flag(column), Origin(file, ("indicators", 0, "rule", "of")))


def document(**changes: object) -> Document:
    values = {
        "kind": "приказ",
        "title": "Об утверждении методики выявления дефицитов",
        "number": "152-о",
        "date": "2021-10-04",
        "address": "https://example.org/docs/152.pdf",
        "organisation": None,
        "place": Place("data/Реестр документов.xlsx", sheet="Документы", cell="B17"),
        "counts": True,
        "why_not": None,
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


def _target(text: str, operator: Operator, value: float, unit: Unit) -> Target:
    up = operator in (Operator.AT_LEAST, Operator.MORE)
    return Target(text, operator, value, unit, Direction.UP if up else Direction.DOWN)


def _indicator(file: str, number: int, id: str, text: str, **changes: object) -> Indicator:
    values: dict[str, object] = {
        "id": id, "goal": "g1", "text": text, "group": None,
        "clause": parse_citation("паспорт, строка 2")[0],
        "rule": None, "not_measurable": None, "target": None, "due": None,
        "level": Level.MUNICIPALITY, "judge": Level.MUNICIPALITY, "none_is_not_applicable": False,
        "lost": (), "suggested": (), "note": None, "origin": Origin(file, ("indicators", number)),
    }  # fmt: skip
    return Indicator(**{**values, **changes})  # type: ignore[arg-type]


def _rule(measure: Measure, file: str, number: int, **changes: Any) -> Rule:
    return Rule(measure, Origin(file, ("indicators", number, "rule")), **changes)


def _event(file: str, number: int, id: str, printed: str | None, title: str | None,
           schedule: Schedule, **changes: object) -> Event:  # fmt: skip
    values: dict[str, object] = {
        "id": id, "section": "s1", "number": printed, "title": title,
        "stages": (Stage.MONITORING,), "serves": ("g1",), "after": (), "schedule": schedule,
        "responsible": (Responsible("Отдел образования", "education-department"),
                        Responsible("специалисты отдела образования", "department-specialists")),
        "result": "Аналитическая справка", "evidence": EvidenceDemand(("аналитическая справка",)),
        "details": (), "decisions": (), "lost": (), "not_printed": (), "suggested": (),
        "note": None, "origin": Origin(file, ("events", number)),
    }  # fmt: skip
    return Event(**{**values, **changes})  # type: ignore[arg-type]


def _dated(text: str, *windows: tuple[date, date]) -> Schedule:
    return Schedule(text, ScheduleKind.FIXED_WINDOW, tuple(Window(*window) for window in windows))


def _roadmap(slug: str, code: str | None, title: str, goals: tuple[str, ...],
             indicators: tuple[Indicator, ...], events: tuple[Event, ...]) -> Roadmap:  # fmt: skip
    file = f"{slug}.yaml"
    return Roadmap(
        file=file, slug=slug, code=code, title=title, plan_title=None, annex=None, preamble=(),
        period=None, period_text=None, passport=(),
        sections=(Section("s1", "1", "Мероприятия по организационно-методическому сопровождению",
                          (), (), None, Origin(file, ("sections", 0))),),
        goals=tuple(Goal(f"g{n}", text, f"паспорт, строка {n}", Origin(file, ("goals", n - 1)))
                    for n, text in enumerate(goals, 1)),
        sources=(), indicators=indicators, events=events, note=None,
    )  # fmt: skip


def _resource(name: str, title: str, path: str, personal: tuple[str, ...] = ()) -> Resource:
    return Resource(
        name=name, title=title, path=path, sheet=None, dialect=Dialect(), fields=(),
        primary_key=(), foreign_keys=(), missing_values=(), organisation="school", period=None,
        date=None, personal=personal, origin=Origin("data.yaml", ("resources", 0)),
    )  # fmt: skip


def low_results() -> Roadmap:
    file = "low-results.yaml"
    return _roadmap(
        "low-results", "1.2",
        "Паспорт плана мероприятий («дорожной карты» 1.2) по реализации системы работы с "
        "общеобразовательными организациями с низкими образовательными результатами в Дятьковском "
        "районе в 2021-2022 учебном году",
        ("создание системы работы с общеобразовательными организациями с низкими образовательными "
         "результатами, обеспечивающей выявление, анализ и преодоление факторов",
         "определение содержания понятий «общеобразовательные организации с низкими "
         "образовательными результатами»,"),
        (
            _indicator(file, 0, "schools-included",
                "100% определенных по данным Рособрнадзора общеобразовательных организаций с "
                "низкими образовательными результатами включены в реализацию системы работы",
                rule=_rule(CoverageOfList("support", "given_schools", "code", "school", None, None),
                           file, 0),
                target=_target(">= 100 %", Operator.AT_LEAST, 100, Unit.PERCENT)),
            _indicator(file, 1, "teachers-supported",
                "не менее 70% педагогических работников общеобразовательных организаций с низкими "
                "образовательными результатами (определенных по данным Рособрнадзора) охвачены "
                "разными формами методического сопровождения",
                rule=_rule(Share("teachers", _condition("methodical_support", file),
                                 _condition("school.low_results", file), Missing.EXCLUDE), file, 1),
                target=_target(">= 70 %", Operator.AT_LEAST, 70, Unit.PERCENT)),
            _indicator(file, 2, "mechanisms",
                "определены (описаны) механизмы выявления и мониторинга дефицитов предметных и "
                "методических компетенций педагогических работников",
                rule=_rule(Exists(EvidenceDemand(("методика", "приказ"), True, True)), file, 2)),
            _indicator(file, 3, "factors",
                "определены (описаны) механизмы и показатели выявления факторов, обуславливающих "
                "низкие образовательные результаты обучающихся",
                rule=_rule(Exists(EvidenceDemand(("методика",))), file, 3)),
            _indicator(file, 4, "survey",
                "не менее 60% родителей удовлетворены качеством подготовки",
                rule=_rule(Share("survey", _condition("satisfied", file), None,
                                 Missing.INDETERMINATE), file, 4),
                target=_target(">= 60 %", Operator.AT_LEAST, 60, Unit.PERCENT)),
            _indicator(file, 5, "block", "2. Блок показателей по качеству управленческой "
                "деятельности руководителей", not_measurable=NotMeasurable.BLOCK_TITLE),
        ),
        (
            _event(file, 0, "target-groups", "1.1",
                "Формирование перечня целевых групп, требующих адресной методической поддержки, на "
                "основе аналитических данных Рособрнадзора, по результатам ГИА 2021 года",
                _dated("15 августа 2021 г.", (date(2021, 8, 15), date(2021, 8, 15))),
                stages=(Stage.COLLECTION_METHODS,)),
            _event(file, 1, "school-maps", "2.3",
                "Разработка в ОО - школьных дорожных карт повышения качества образования",
                _dated("Сентябрь 2021 г.", (date(2021, 9, 1), date(2021, 9, 30))),
                stages=(Stage.DECISION,),
                result="Разработаны дорожные карты повышения качества образования в ОО"),
            _event(file, 2, "maps-monitoring", "2.5",
                "Проведение мониторинга результатов дорожных карт повышения качества образования в "
                "ОО- участницах проекта",
                _dated("Апрель, июнь 2021 г.", (date(2021, 4, 1), date(2021, 4, 30)),
                       (date(2021, 6, 1), date(2021, 6, 30))),
                after=("school-maps",),
                note="Номера 2.4 в плане нет."),
            _event(file, 3, "exchange", "2.6",
                "Проведение мероприятия по обмену опытом между общеобразовательными организациями",
                _dated("Октябрь 2021 г.", (date(2021, 10, 1), date(2021, 10, 31))),
                stages=(Stage.MEASURE,)),
            _event(file, 4, "programme", "2.2",
                "Реализация программы поддержки ОО с низкими образовательными результатами,",
                _dated("Август 2021г декабрь 2022 г.", (date(2021, 8, 1), date(2022, 12, 31))),
                stages=(Stage.MEASURE,), after=("school-maps",),
                suggested=(("schedule", "Август 2021 г. - декабрь 2022 г."),)),
            _event(file, 5, "report", "3.14",
                "Подготовка отчета о реализации программы поддержки",
                _dated("Ноябрь 2022 г.", (date(2022, 11, 1), date(2022, 11, 30))),
                stages=(Stage.ANALYSIS, Stage.RECOMMENDATION)),
        ),
    )  # fmt: skip


def objectivity() -> Roadmap:
    file = "objectivity.yaml"
    return _roadmap(
        "objectivity", "2.1",
        "Паспорт плана мероприятий («дорожной карты» 2.1) по формированию системы обеспечения "
        "объективности процедур оценки качества образования и олимпиад школьников",
        ("обеспечение объективности процедур оценки качества образования",),
        (
            _indicator(file, 0, "local-act",
                "наличие в 100% общеобразовательных организаций локального акта, регламентирующего "
                "проведение процедур оценки качества образования и олимпиад школьников;",
                rule=_rule(EachDocument("schools", None, EvidenceDemand(("локальный акт",))),
                           file, 0)),
            _indicator(file, 1, "seminars",
                "проведено не менее 3 муниципальных совещаний, семинаров, круглых столов по "
                "вопросам объективности процедур оценки качества образования",
                rule=_rule(Count("meetings", None, None, True, None, Missing.AS_FALSE), file, 1),
                target=_target(">= 3 шт.", Operator.AT_LEAST, 3, Unit.ITEMS)),
            _indicator(file, 2, "video",
                "пунктов проведения экзаменов (далее - ППЭ) оснащены видеонаблюдением;",
                rule=_rule(Share("rooms", _condition("video", file), None, Missing.AS_FALSE),
                           file, 2),
                target=_target(">= 100 %", Operator.AT_LEAST, 100, Unit.PERCENT),
                lost=(("text", "начало строки, вероятно «100 %»"),),
                suggested=(("text", "100 % пунктов проведения экзаменов"),)),
            _indicator(file, 3, "observers",
                "100% олимпиад муниципального этапа ВсОШ проходят с присутствием независимых "
                "наблюдателей;",
                rule=_rule(Share("olympiads", _condition("observer", file), None,
                                 Missing.AS_FALSE), file, 3),
                target=_target(">= 100 %", Operator.AT_LEAST, 100, Unit.PERCENT),
                due=date(2022, 12, 31)),
            _indicator(file, 4, "mark-gap",
                "средняя разница отметок ВПР и журнала не более 0,3 балла",
                rule=_rule(Mean("marks", "gap", None, Missing.EXCLUDE), file, 4),
                target=_target("<= 0.3 балла", Operator.AT_MOST, 0.3, Unit.POINTS)),
            _indicator(file, 5, "secrecy",
                "соблюдение мер защиты информации при проведении процедур оценка качества;",
                not_measurable=NotMeasurable.NO_METHOD),
            _indicator(file, 6, "crash", "доля работ, перепроверенных муниципальной комиссией",
                rule=_rule(Share("marks", _condition("checked", file), None, Missing.EXCLUDE),
                           file, 6, ),
                target=_target(">= 10 %", Operator.AT_LEAST, 10, Unit.PERCENT)),
        ),
        (
            _event(file, 0, "control", "1",
                "Организация контроля за ходом проведения государственной итоговой аттестации",
                Schedule("В соответствии с графиком проведения ВПР",
                         ScheduleKind.EXTERNAL_SCHEDULE, reason="external")),
            _event(file, 1, "meetings", "2",
                "Участие в семинарах «Эффективные практики обеспечения объективности»",
                Schedule("не реже 1 раза в полугодие", ScheduleKind.RECURRING,
                         (Window(date(2021, 9, 1), date(2021, 12, 31)),
                          Window(date(2022, 1, 1), date(2022, 5, 31))))),
            _event(file, 2, "lost", None, None,
                Schedule(None, ScheduleKind.UNPARSEABLE, reason="lost"),
                responsible=(), result=None,
                lost=(("title", "вся ячейка"), ("schedule", "вся ячейка")),
                not_printed=("responsible",)),
            _event(file, 3, "waived-event", "4", "Установка камер в аудиториях ППЭ",
                _dated("до 01.11.2021", (date(2021, 11, 1), date(2021, 11, 1))),
                stages=(Stage.MEASURE,)),
            _event(file, 4, "effect", "5", "Анализ эффективности принятых мер",
                _dated("Май - июнь 2022 г.", (date(2022, 5, 1), date(2022, 6, 30))),
                stages=(Stage.EFFECTIVENESS,)),
        ),
    )  # fmt: skip


def methodical_work() -> Roadmap:
    file = "methodical-work.yaml"
    return _roadmap(
        "methodical-work", "2.4",
        "Паспорт плана мероприятий («дорожной карты» 2.4) по формированию системы методической "
        "работы <script>alert('из заголовка')</script>",
        ("создание условий <img src=x onerror=alert(1)>",),
        (
            _indicator(file, 0, "category",
                "положительная динамика количества педагогов, имеющих квалификационную категорию;",
                rule=_rule(Change(Count("teachers", None, None, False, None, Missing.AS_FALSE),
                                  ("2019/20", "2020/21", "2021/22"), Shape.EVERY_STEP), file, 0),
                target=Target("рост", None, None, None, Direction.UP)),
            _indicator(file, 1, "lessons",
                "открытыми онлайн-уроками «Проектория» охвачено не менее 2 тыс. человек",
                rule=_rule(Count("lessons", None, "person", True, None, Missing.AS_FALSE),
                           file, 1, name="cumulative-reach", source="rules/reach.yaml"),
                target=_target(">= 2000 чел.", Operator.AT_LEAST, 2000, Unit.PERSONS)),
            _indicator(file, 2, "grades",
                "Проведена диагностическая работа в 4, 8, 10 классах (в 2021/22 учебном году);",
                rule=_rule(CoverageOfValues("diagnostics", "grade", (4, 8, 10), None), file, 2)),
            _indicator(file, 3, "mentors", "реализация программ наставничества на всех уровнях",
                not_measurable=NotMeasurable.NO_FIGURE,
                note="В документе строка заканчивается точкой с запятой."),
            _indicator(file, 4, "young",
                "не менее 10% молодых педагогов участвуют в конкурсах",
                rule=_rule(Share("teachers", _condition("contest", file),
                                 _condition("young", file), Missing.EXCLUDE), file, 4),
                target=_target(">= 10 %", Operator.AT_LEAST, 10, Unit.PERCENT)),
        ),
        (
            _event(file, 0, "courses", "1",
                "Участие в курсах \"><img src=x onerror=alert(2)> {{ 7*7 }}",
                Schedule("ежегодно", ScheduleKind.CONTINUOUS, reason="continuous")),
        ),
    )  # fmt: skip


def requirements() -> tuple[Requirement, ...]:
    """What the order itself demands, one met, one late, one that only names something."""
    file = "project.yaml"
    origin = Origin(file, ("requirements", 0, "rule"))
    site, act, user = (
        _indicator(file, number, id, text, goal=None, clause=parse_citation(clause)[0], **changes)
        for number, (id, text, clause, changes) in enumerate((
            ("site-section", "Разместить раздел на официальном сайте", "приказ, пункт 2.3",
             {"rule": Rule(EachDocument("schools", None, EvidenceDemand(("публикация",))), origin),
              "due": date(2021, 9, 1)}),
            ("local-act", "Утвердить локальный акт", "приказ, пункт 2.2",
             {"rule": Rule(Exists(EvidenceDemand(("локальный акт",))), origin)}),
            ("users-parents", "обучающиеся и их родители", "Положение, пункт 1.6",
             {"group": "Основными пользователями результатов являются:",
              "not_measurable": NotMeasurable.DEFINITION}),
        ))
    )  # fmt: skip
    return (
        Requirement(site, "education-department"),
        Requirement(act, None),
        Requirement(user, None),
    )


def project() -> Project:
    return Project(
        id="dyatkovo-2021", folder="specs/dyatkovo-2021",
        title="Дорожные карты Дятьковского района",
        municipality=Municipality("Дятьковский район", "район", "Брянская область",
                                  "Дятьковского района"),
        method="2020", period=PERIOD, period_text="2021-2022 учебный год",
        order=Order(None, None, None, (), (), (("number", "вся строка"),), ("date",), None),
        organisations=("schools", "kindergartens"),
        bodies=(Body("education-department", "Отдел образования", (), None,
                     Origin("project.yaml", ("bodies", 0))),),
        evidence=EvidenceRegister("documents", ("приказ",), 12, Origin("project.yaml")),
        waivers=(WAIVER,),
        roadmaps=(low_results(), objectivity(), methodical_work()),
        data=DataPackage("data.yaml", True, (
            _resource("teachers", "Педагогические работники", "data/Кадры.xlsx", ("full_name",)),
            _resource("schools", "Школы", "data/Школы.csv"),
            replace(_resource("given_schools", "Перечень школ", "data/Перечень.csv"),
                    primary_key=("school",)),
            _resource("lessons", "Открытые уроки", "data/Проектория.csv"),
        )),
        requirements=requirements(),
        directions=tuple(
            MethodDirection(slug, code, (("ru", name), ("en", slug)))
            for slug, code, name in (
                ("low-results", "1.2", "Школы с низкими образовательными результатами"),
                ("objectivity", "2.1", "Объективность процедур оценки и олимпиад"),
                ("methodical-work", "2.4", "Методическая работа"),
            )
        ),
    )  # fmt: skip
