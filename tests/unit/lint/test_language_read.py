"""Cases, agreement and torn words: what is wrong is told, and correct Russian stays silent."""

from collections.abc import Iterable

import pytest

from engine.diagnostics import Finding
from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.government import check_government
from engine.model.project import Project
from tests.unit.builders import event, project, roadmap


def titled(text: str) -> Project:
    return project(roadmap("r", event("e", title=text)))


def said(found: Iterable[Finding]) -> list[str]:
    return [str(dict(each.params)["said"]) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Участие в реализация плана", ["в реализация"]),
        ("Дежурство в течении учебного года", ["в течении"]),
        ("Контроль за исполнение приказа", ["за исполнение"]),
        ("Питание в школьной столовой", []),
        ("Анализ итогов летней практике", ["итогов летней практике"]),
        ("Обмен опыта между садами", ["Обмен опыта"]),
        ("Обмен опытом между садами", []),
        ("По окончанию проверки меню", ["По окончанию"]),
        ("В соответствие с планом", ["В соответствие с"]),
        ("Направление рекомендаций школам и отделу образования", []),
        ("Содействие развитию инклюзивного образования", []),
        ("Обучение воспитателей новым методикам", []),
        ("Формирование у обучающихся потребности к труду", []),
        ("Классов, аналогичных по целям, функциям и результатам проектах", []),
        ("Работа в школах и на курсах с педагогами", []),
        ("Ответственность за подготовку меню", []),
        ("Участие в конкурсе и в олимпиаде", []),
        ("Сведения, без которых показатель не измерить", []),
        ("Дежурство в приемной директора", []),
        ("Участие в муниципальный конкурс", ["в муниципальный конкурс"]),
    ],
)
def test_a_case_that_nothing_governs_is_told(text: str, found: list[str]) -> None:
    assert said(check_government(titled(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Регулярные проверка меню", ["Регулярные проверка"]),
        ("Проведена семинар для поваров", ["Проведена семинар"]),
        ("Проведены семинар и совещание", []),
        ("Разработаны карты маршрутов", []),
        ("Создано условий больше", []),
        ("Команды с одинаковыми именем и девизом", []),
        ("Планы составлены друг за другом", []),
        ("Обучение воспитателей, работающим в группах", ["воспитателей, работающим"]),
        ("Обучение воспитателей, работающих в группах", []),
        ("Доля учащихся, охваченных питанием", []),
        ("Программа поддержки школ, в том числе сельских, обеспечивающая их рост", []),
    ],
)
def test_words_that_do_not_agree_are_told(text: str, found: list[str]) -> None:
    assert said(check_agreement(titled(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Справка об итогах диагнос", ["диагнос"]),
        ("Совещание заведующих по итогам", ["итогам"]),
        ("Круглый стол в рамках", ["рамках"]),
        ("Оценка эффективности принятых", ["принятых"]),
        ("Рекомендации адресные", []),
        ("Муниципальный хакатон", []),
        ("Отчет о проведении", []),
        ("Подведение итогов", []),
    ],
)
def test_a_torn_word_and_a_phrase_without_its_end_are_told(text: str, found: list[str]) -> None:
    assert said(check_cut_off(titled(text))) == found
