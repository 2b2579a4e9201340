"""What the report says, read aloud."""

from dataclasses import replace

import pytest

from engine.messages import Catalogue
from engine.reports.edition import Edition, edition
from engine.reports.view import view_report
from engine.reports.view.values import IndicatorView, ReportView
from engine.results.outcome import Outcome
from engine.results.statuses import Status
from engine.results.verdicts import VerdictKind
from tests.unit.reports import believable


@pytest.fixture
def report(external: Edition) -> ReportView:
    return view_report(external)


def indicator(report: ReportView, id: str) -> IndicatorView:
    return next(each for roadmap in report.roadmaps for each in roadmap.indicators if each.id == id)


def said(text: str | None) -> str:
    return (text or "").replace("\xa0", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_the_sample_has_every_verdict_and_every_status(outcome: Outcome) -> None:
    assert {each.verdict.kind for each in outcome.indicators} == set(VerdictKind)
    assert {each.status for each in outcome.events} == set(Status)


def test_the_first_sentences_tell_how_it_stands(report: ReportView) -> None:
    assert report.summary.sentences == (
        "Из 18 показателей измеримы 15: выполнены 4, не выполнено 5. Кроме того, не удалось "
        "вычислить 1, по 1 нет данных, по 1 вывод неоднозначен, по 1 срок ещё не наступил, по 1 "
        "действует исключение, не применим 1.",
        "Всего 12 мероприятий: выполнено 2, с опозданием выполнено 1, просрочено 2. Кроме того, "
        "выполняется 2, предстоит 1, по 1 действует исключение, без даты 3.",
        "Порядок работы нарушен в 1 месте: мероприятие заканчивается раньше, чем начинается то, "
        "на которое оно опирается.",
        "Баллы не рассчитаны: источник критериев не подключён.",
    )


def test_a_share_shows_its_parts_its_target_and_what_is_lacking(report: ReportView) -> None:
    it = indicator(report, "low-results/teachers-supported")
    assert said(it.figure) == "24 / 35 = 68,6 %"
    assert said(it.target) == "не менее 70 %"
    assert it.distance == "не хватает 1 педагога"
    assert it.missing == "без ответа 2 строки"


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
        "5 / 9 = 55,6 %",
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
    not_met, overdue, organisations = report.summary.decisions
    assert not_met.title == "Не выполнено 5 показателей"
    assert [problem.key for problem in not_met.problems][-1] == "не хватает 1 педагога"
    assert overdue.title == "Просрочены 2 мероприятия"
    assert overdue.problems[0].key == "просрочено на 336 дней"
    assert organisations.problems[0].detail == "2 показателя в картах 1.2, 2.1"


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
    anchors = [each.anchor for roadmap in report.roadmaps for each in roadmap.indicators]
    anchors += [
        event.anchor
        for roadmap in report.roadmaps
        for section in roadmap.sections
        for event in section.events
    ]
    assert len(anchors) == len(set(anchors))
