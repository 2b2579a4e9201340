"""What the report says, read aloud."""

from dataclasses import replace

import pytest

from engine.messages import Catalogue
from engine.reports.content.report import view_report
from engine.reports.content.views import IndicatorView, ReportView
from engine.reports.edition import Edition, edition
from engine.results.events import Status
from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.unit.reports import believable


@pytest.fixture
def report(external: Edition) -> ReportView:
    return view_report(external)


def indicator(report: ReportView, id: str) -> IndicatorView:
    return next(
        indicator_view
        for roadmap in report.roadmaps
        for indicator_view in roadmap.indicators
        if indicator_view.id == id
    )


def said(text: str | None) -> str:
    return (text or "").replace("\xa0", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_sample_has_every_verdict_and_every_status(outcome: Outcome) -> None:
    told_below = {VerdictKind.WARNED, VerdictKind.SHOWN}
    assert {indicator_outcome.verdict.kind for indicator_outcome in outcome.indicators} == set(
        VerdictKind
    ) - told_below
    assert {event.status for event in outcome.events} == set(Status) - {Status.NO_DATA}


def test_the_first_sentences_tell_how_it_stands(report: ReportView) -> None:
    assert report.summary.sentences == (
        "Из 18 показателей измеримы 15: выполнены 3, с опозданием выполнен 1, не выполнено 5. "
        "Кроме того, не удалось вычислить 1, по 1 нет данных, по 1 вывод неоднозначен, по 1 "
        "срок ещё не наступил, по 1 действует исключение, не применим 1.",
        "Всего 12 мероприятий: выполнено 2, с опозданием выполнено 1, просрочено 2. Кроме того, "
        "выполняется 2, предстоит 1, по 1 действует исключение, без даты 3.",
        "Из 3 требований измеримы 2: выполнено 1, не выполнено 1.",
        "Порядок работы нарушен в 1 месте: мероприятие заканчивается раньше, чем начинается то, "
        "на которое оно опирается.",
        "Баллы не рассчитаны: источник критериев не подключён.",
    )


def test_what_is_warned_and_what_is_shown_stand_apart_from_what_is_met(
    outcome: Outcome, internal: Edition
) -> None:
    kinds = iter((VerdictKind.WARNED, VerdictKind.SHOWN))
    changed = tuple(
        replace(indicator_outcome, verdict=replace(indicator_outcome.verdict, kind=kind))
        if indicator_outcome.verdict.kind is VerdictKind.NOT_MET and (kind := next(kinds, None))
        else indicator_outcome
        for indicator_outcome in outcome.indicators
    )
    made = edition(
        replace(outcome, indicators=changed), internal.places, internal.words, audience="internal"
    )
    view = view_report(made)
    assert view.summary.sentences[0].startswith(
        "Из 18 показателей измеримы 15: выполнены 3, с опозданием выполнен 1, предупреждение по 1, "
        "не выполнены 3. "
    )
    assert "1 показан без цели" in view.summary.sentences[0]
    badges = {
        indicator_view.badge.label
        for roadmap in view.roadmaps
        for indicator_view in roadmap.indicators
    }
    assert {"предупреждение: цель не достигнута", "показан, не судится"} <= badges


def test_a_share_shows_its_parts_its_target_and_what_is_lacking(report: ReportView) -> None:
    it = indicator(report, "low-results/teachers-supported")
    assert said(it.figure) == "24 / 35 = 68,6 %"
    assert said(it.target) == "не менее 70 %"
    assert it.distance == "не хватает 1 педагога"
    assert it.missing == "сколько строк без ответа или не засчитано, скрыто"


def test_too_much_is_told_from_too_little(report: ReportView) -> None:
    it = indicator(report, "objectivity/mark-gap")
    assert said(it.target) == "не более 0,3 балла"
    assert it.distance == "на 0,1 балла больше допустимого"


def test_a_count_has_its_unit(report: ReportView) -> None:
    it = indicator(report, "methodical-work/lessons")
    assert said(it.figure) == "1 650 чел."
    assert it.distance == "не хватает 350 обучающихся"


def test_a_change_shows_each_period(report: ReportView) -> None:
    assert indicator(report, "methodical-work/category").figure == "351 → 377 → 402"


def test_small_groups_are_not_named_outside(report: ReportView, internal: Edition) -> None:
    outside = indicator(report, "low-results/teachers-supported").working
    inside = indicator(view_report(internal), "low-results/teachers-supported").working
    assert [said(line.figure) for line in outside.organisations][2:] == [
        "<5",
        "скрыто",
        "<5",
    ]
    assert said(inside.organisations[2].figure) == "3 / 3 = 100 %"
    assert outside.note is not None
    assert inside.note is None


def test_a_document_that_does_not_count_says_why(report: ReportView) -> None:
    proofs = indicator(report, "low-results/mechanisms").working.proofs
    assert proofs[0].text == (
        "Приказ № 152-о от 04.10.2021 «Об утверждении методики выявления дефицитов»"
    )
    assert [proof.remark for proof in proofs] == [None, "дата вне периода"]


def test_an_address_that_is_no_web_address_is_no_link(outcome: Outcome, words: Catalogue) -> None:
    judged = list(outcome.indicators)
    at = next(number for number, each in enumerate(judged) if each.id == "mechanisms")
    measurement = judged[at].verdict.measurement
    assert measurement is not None
    sly = replace(measurement.documents[0], address="javascript:alert(1)")
    verdict = replace(judged[at].verdict, measurement=replace(measurement, documents=(sly,)))
    judged[at] = replace(judged[at], verdict=verdict)
    made = edition(
        replace(outcome, indicators=tuple(judged)), believable.Places(), words, audience="external"
    )
    proof = indicator(view_report(made), "low-results/mechanisms").working.proofs[0]
    assert (proof.address, proof.href) == ("javascript:alert(1)", None)


def test_what_needs_a_decision_stands_first_by_how_far_it_is(report: ReportView) -> None:
    not_met, _, overdue, organisations = report.summary.decisions
    assert not_met.title == "Не выполнено 5 показателей"
    assert [problem.key for problem in not_met.problems][-1] == "не хватает 1 педагога"
    assert overdue.title == "Просрочены 2 мероприятия"
    assert overdue.problems[0].key == "просрочено на 336 дней"
    details = [each.detail for each in organisations.problems]
    assert details == [
        "1 показатель в карте 2.4; 1 требование приказа",
        "1 показатель в карте 2.1",
    ]


def test_a_waiver_is_shown_with_what_it_replaced(report: ReportView) -> None:
    it = indicator(report, "objectivity/video")
    assert it.badge.label == "исключение"
    assert said(it.waiver) == (
        "Исключение до 31 декабря 2022 г.: аудитории закрыты на капитальный ремонт, акт № 7 "
        "(начальник отдела образования). Без исключения: не выполнен."
    )


def test_what_could_not_be_judged_is_grouped_by_its_reason(report: ReportView) -> None:
    assert [group.reason for group in report.gaps] == [
        "Ошибка расчёта: 1 показатель",
        "Нет данных: 1 показатель",
        "Вывод неоднозначен: 1 показатель",
        "Не применимы: 1 показатель",
        "Название блока вместо показателя: 1 показатель",
        "Приказ не называет цифру: 1 показатель",
        "Приказ не называет способ расчёта: 1 показатель",
        "Мероприятия без даты: 3 мероприятия",
        "Определения, а не требования: 1 пункт",
    ]


def test_a_conflict_names_both_events_and_their_dates(report: ReportView) -> None:
    (conflict,) = report.conflicts
    assert said(conflict.sentence) == (
        "1.2, пункт 2.5 заканчивается 30 июня 2021 г., а 1.2, пункт 2.3, на который он "
        "опирается, начинается только 1 сентября 2021 г."
    )
    assert conflict.after.dates == "01.04.2021–30.06.2021"


def test_the_order_tells_lost_from_not_printed(report: ReportView) -> None:
    assert report.order == "Приказ (номер утрачен при сканировании, дата не напечатана)"


def test_every_link_has_its_anchor_once(report: ReportView) -> None:
    anchors = [
        indicator_view.anchor
        for roadmap in report.roadmaps
        for indicator_view in roadmap.indicators
    ]
    anchors += [
        event.anchor
        for roadmap in report.roadmaps
        for section in roadmap.sections
        for event in section.events
    ]
    assert len(anchors) == len(set(anchors))


def test_requirements_are_told_apart_and_in_their_own_gender(report: ReportView) -> None:
    assert report.requirements is not None
    site, act, user = report.requirements.requirements
    assert [indicator_view.badge.label for indicator_view in (site, act, user)] == [
        "не выполнено", "выполнено", "не измеримо",
    ]  # fmt: skip
    assert (site.anchor, site.label, site.body) == (
        "q-site-section", "требование 1 из 3", "Отдел образования",
    )  # fmt: skip
    assert said(site.figure) == "5 / 6 = 83,3 %"
    assert said(site.distance) == "не хватает 1 школы"
    assert said(user.reason) == "Текст вводит понятие и ничего не требует."
    assert user.worded == "Основными пользователями результатов являются: обучающиеся и их родители"


def test_requirements_have_tiles_and_a_group_of_their_own(report: ReportView) -> None:
    tiles = [(tile.figure, tile.badge.label, tile.target.filter) for tile in report.summary.tiles]
    assert tiles[4:] == [
        ("1", "требование выполнено", "requirement:met"),
        ("1", "требование не выполнено", "requirement:not_met"),
    ]
    group = next(
        decision for decision in report.summary.decisions if "требование" in decision.title
    )
    assert group.title == "Не выполнено 1 требование приказа"
    assert [problem.code for problem in group.problems] == ["приказ, пункт 2.3"]
    titles = [gap.reason for gap in report.gaps]
    assert "Определения, а не требования: 1 пункт" in titles


def test_an_organisation_counts_indicators_and_requirements_apart(report: ReportView) -> None:
    it = next(
        organisation for organisation in report.organisations if organisation.code == "edu220106"
    )
    assert it.count == "1 показатель в карте 2.4; 1 требование приказа"


def test_a_project_without_requirements_has_no_such_section(internal: Edition) -> None:
    bare = replace(internal, outcome=replace(internal.outcome, requirements=(), needs=()))
    view = view_report(bare)
    assert view.requirements is None
    assert len(view.summary.tiles) == 4
    assert not any("требован" in sentence for sentence in view.summary.sentences)


def test_events_without_a_register_are_no_data_and_say_why(internal: Edition) -> None:
    first, *others = internal.outcome.events
    silent = replace(first, status=Status.NO_DATA, done=0)
    view = view_report(
        replace(internal, outcome=replace(internal.outcome, events=(silent, *others)))
    )
    assert "Реестр документов не прочитан: 1 мероприятие" in [gap.reason for gap in view.gaps]
    assert "о 1 сказать нельзя без реестра документов" in view.summary.sentences[1]


def test_a_plan_without_a_period_says_so(internal: Edition) -> None:
    project = internal.outcome.project
    bare = replace(
        project, period=None, period_text=None,
        roadmaps=tuple(replace(roadmap, period=None) for roadmap in project.roadmaps),
    )  # fmt: skip
    view = view_report(replace(internal, outcome=replace(internal.outcome, project=bare)))
    assert view.subtitle == "Дятьковский район, Брянская область, период не напечатан"


def test_printed_management_decisions_stand_with_their_event(internal: Edition) -> None:
    project = internal.outcome.project
    roadmap, *others = project.roadmaps
    first, *more = roadmap.events
    decided = replace(first, decisions=("Приказ отдела образования", "Письмо руководителям"))
    told = replace(project, roadmaps=(replace(roadmap, events=(decided, *more)), *others))
    view = view_report(replace(internal, outcome=replace(internal.outcome, project=told)))
    shown = {event.id: event for section in view.roadmaps[0].sections for event in section.events}
    assert shown[f"{roadmap.slug}/{first.id}"].decisions == decided.decisions


def test_of_events_that_could_not_be_judged_only_undated_ones_say_how_they_are_dated(
    internal: Edition,
) -> None:
    """Where no register was read, the dates are known and are not the reason."""
    first, *others = internal.outcome.events
    silent = replace(first, status=Status.NO_DATA, done=0)
    view = view_report(
        replace(internal, outcome=replace(internal.outcome, events=(silent, *others)))
    )
    found = {gap.reason.partition(":")[0]: gap.items for gap in view.gaps}
    assert [item.detail for item in found["Реестр документов не прочитан"]] == [""]
    assert all(item.detail for item in found["Мероприятия без даты"])
