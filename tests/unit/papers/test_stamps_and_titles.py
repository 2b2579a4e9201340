"""Number and date of an order from stamps, titles over several lines, and whose paper it is."""

import pytest

from tests.unit.papers.reading import read_blocks
from tests.unit.papers.wordxml import p, tbl

PLAN = tbl(["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Семинар", "май 2024", "ИМЦ"])
TITLE = "План работы на 2023/2024 учебный год"


@pytest.mark.parametrize(
    ("lines", "number", "date"),
    [
        (["УТВЕРЖДЕНА приказом МБДОУ «Детский сад № 5» от «04» сентября 2023 г. № 58/1"],
         "58/1", "«04» сентября 2023 г."),
        (["Приложение 1", "УТВЕРЖДЕН", "приказом управления", "от 27 января 2025 г. № 19"],
         "19", "27 января 2025 г."),
        (["Приложение к постановлению администрации от 12.09.2022 № 96"], "96", "12.09.2022"),
        (["Приложение № 2", "к приказу № 402 от 11.10.2023"], "402", "11.10.2023"),
        (["(приложение 1 к приказу РОО от 11.10.2023 № 402)"], "402", "11.10.2023"),
        (["Утверждено", "распоряжением администрации", "города Коврова", "от 01.02.2024 г. № 7-р"],
         "7-р", "01.02.2024 г."),
    ],
)  # fmt: skip
def test_a_stamp_tells_the_number_and_the_date(lines: list[str], number: str, date: str) -> None:
    found = read_blocks(*map(p, lines), p(TITLE), PLAN)
    assert (found.project["order"]["number"], found.project["order"]["date"]) == (number, date)
    assert found.project["order"]["not_printed"] == ["title"]
    assert found.roadmap["title"] == TITLE


def test_a_stamp_in_a_cell_beside_others_tells_them_too() -> None:
    stamps = tbl(["РАССМОТРЕНО на педсовете, протокол № 1 от 28.08.2024",
                  "УТВЕРЖДЕНО приказом МКУ «Управление образования Каргопольского "
                  "муниципального округа Архангельской области» "
                "от 05.09.2024 года № 211-о"])  # fmt: skip
    order = read_blocks(stamps, p(TITLE), PLAN).project["order"]
    assert (order["number"], order["date"]) == ("211-о", "05.09.2024 года")


def test_the_date_below_an_approval_that_names_no_order_is_kept() -> None:
    found = read_blocks(
        p("Приложение к Концепции развития"), p("Утверждаю: директор ________ В.А. Мухин"),
        p("«10» февраля 2023 г."), p(TITLE), PLAN,
    )  # fmt: skip
    assert (found.project["order"]["number"], found.project["order"]["date"]) == (
        None, "«10» февраля 2023 г."
    )  # fmt: skip


def test_an_act_of_a_ministry_is_no_stamp() -> None:
    found = read_blocks(
        p("Утверждён приказом Минпросвещения России от 16.11.2022 № 993"), p(TITLE), PLAN
    )
    assert found.project.get("order", {}).get("number") is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["КОМПЛЕКС МЕР", "по повышению объективности в 2025 году", "1. Общие положения",
          "1.1. Комплекс разработан в 2024 году."],
         "КОМПЛЕКС МЕР по повышению объективности в 2025 году"),
        (["Календарный план воспитательной работы («дорожная карта»)",
          "МБОУ СОШ № 31 на 2024-2025 учебный год"],
         "Календарный план воспитательной работы («дорожная карта») "
         "МБОУ СОШ № 31 на 2024-2025 учебный год"),
        (["Сетевой план-график внедрения среды", "(приложение 1 к приказу РОО от 11.10.2023 № 4)"],
         "Сетевой план-график внедрения среды"),
        (["ПЛАН", "мероприятий («дорожная карта»)", "Раздел I. Кадры"],
         "ПЛАН мероприятий («дорожная карта»)"),
        (["Муниципальный план работы", "на 2024 год", "Пояснительная записка", "Работа идёт."],
         "Муниципальный план работы на 2024 год"),
    ],
)  # fmt: skip
def test_a_title_ends_where_something_else_begins(lines: list[str], title: str) -> None:
    assert read_blocks(*map(p, lines), PLAN).roadmap["title"] == title


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Управление образования администрации Дятьковского района", "Дятьковский район"),
        ("Отдел образования Елецкого муниципального района", "Елецкий муниципальный район"),
        (
            "Управление образования муниципального района «Усинский»",
            "муниципальный район «Усинский»",
        ),
        ("Управление образования администрации города Коврова", "город Ковров"),
        ("МБОУ «СОШ № 3» г. Балашов", "город Балашов"),
        ("Комитет образования администрации г. Сосенска", "город Сосенск"),
        ("Управление образования городского округа город Шахунья", "городской округ Шахунья"),
    ],
)
def test_the_municipality_is_read_wherever_it_is_named(words: str, name: str) -> None:
    above = read_blocks(p(words), p("ПРИКАЗ"), p("от 01.09.2023 № 5"), p("ПРИКАЗЫВАЮ:"),
                        p("1. Утвердить план."), p("Приложение"), p(TITLE), PLAN)  # fmt: skip
    body = read_blocks(p(TITLE), tbl(["№", "Мероприятие", "Срок", "Ответственный"],
                                     ["1", "Семинар", "май 2024", words]))  # fmt: skip
    for found in (above, body):
        assert found.project["municipality"]["name"] == name
        assert "municipality" in found.project["proposed"]
        assert not any(each.startswith("P920") for each in found.found)
