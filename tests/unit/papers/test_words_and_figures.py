"""What papers say in more ways than one: goals behind a dash, letterheads in capitals, years under
one value, numbers by their format, cells that hold words without saying so."""

import pytest

from engine.papers.orders import find_municipality
from engine.papers.periods import PeriodWords, find_period
from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import p, tbl, tc, tr
from tests.unit.tables.books import Rows, ods, xls, xlsx

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
PLAN = tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"])
TITLE = p("План работы на 2023/2024 учебный год")


@pytest.mark.parametrize(
    "line",
    [
        "Цель – развитие наставничества.",
        "Цель Комплекса мер — развитие наставничества.",
        "1.1. Основная цель плана - развитие наставничества.",
        "Целью дорожной карты является развитие наставничества.",
        "Задачами плана являются развитие наставничества.",
    ],
)
def test_a_goal_stands_behind_a_dash_or_a_verb(line: str) -> None:
    found = read_blocks(TITLE, p(line), PLAN)
    assert [each["text"] for each in found.roadmap["goals"]] == ["развитие наставничества."]
    assert found.roadmap["title"] == "План работы на 2023/2024 учебный год"


def test_a_goal_in_the_order_is_that_of_its_only_roadmap() -> None:
    order = [p("ПРИКАЗ"), p("от 21.08.2026 № 188"), p("О комплексе мер"),
             p("Цель: развитие наставничества"), p("Приложение")]  # fmt: skip
    one = read_blocks(*order, TITLE, PLAN).roadmap
    assert [each["text"] for each in one["goals"]] == ["развитие наставничества"]
    two = read_blocks(*order, TITLE, PLAN, p("Приложение 2"), p("План кадров на 2024 год"), PLAN)
    assert [each["goals"] for each in two.roadmaps] == [[], []]


@pytest.mark.parametrize(
    "line", ["Целевые показатели – в приложении 2.", "Целевая аудитория – учителя."]
)
def test_other_words_behind_a_dash_are_no_goal(line: str) -> None:
    found = read_blocks(TITLE, p(line), PLAN)
    assert (found.roadmap["goals"], found.roadmap["indicators"]) == ([], [])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ БЕЛООЗЁРСКОГО МУНИЦИПАЛЬНОГО ОКРУГА",
         "Белоозёрский муниципальный округ"),
        ("КОМИТЕТ ПО ОБРАЗОВАНИЮ АДМИНИСТРАЦИИ УСТЬ-КАМСКОГО РАЙОНА", "Усть-Камский район"),
        ("АДМИНИСТРАЦИЯ МУНИЦИПАЛЬНОГО РАЙОНА «ИВАНОВСКИЙ РАЙОН»", "Ивановский район"),
        ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ГОРОДА КОВРОВА", "город Ковров"),
        ("ОТДЕЛ ОБРАЗОВАНИЯ НОВО-ЛЯДИНСКОГО ГОРОДСКОГО ОКРУГА", "Ново-Лядинский городской округ"),
        ("АДМИНИСТРАЦИЯ ГОРОДСКОГО ОКРУГА «ГОРОД ЗАРЕЧЕНСК»", "городской округ Зареченск"),
    ],
)  # fmt: skip
def test_a_letterhead_in_capitals_names_the_municipality(head: str, name: str) -> None:
    found = read_blocks(
        p(head, bold=True), p("ПРИКАЗ"), p("от 11.08.2026 № 410"), p("Об утверждении плана"),
        p("ПРИКАЗЫВАЮ:"), p("1. Утвердить план."), p("Приложение"), TITLE, PLAN,
    )  # fmt: skip
    assert found.project["municipality"]["name"] == name
    assert "P920" not in found.codes()


@pytest.mark.parametrize("command", ["п р и к а з ы в а ю:", "ОБЯЗЫВАЮ:", ""])
def test_what_is_ordered_is_no_rest_of_the_title(command: str) -> None:
    lines = ["П Р И К А З", "15.09.2026 № 342", "О повышении качества образования",
             *filter(None, [command]), "1. Утвердить план.", "2. Контроль оставляю за собой.",
             "Приложение к приказу от 15.09.2026 № 342"]  # fmt: skip
    order = read_blocks(*map(p, lines), TITLE, PLAN).project["order"]
    assert order["title"] == "О повышении качества образования"
    assert [each for each in order["preamble"] if each[0].isdecimal()] == lines[-3:-1]


def test_years_below_one_value_and_below_several_are_of_one_head() -> None:
    figures = tbl(
        tr(tc("№", merge="restart"), tc("Показатель", merge="restart"), "Базовое значение",
           tc("Плановое значение", span=2)),
        tr(tc(merge="continue"), tc(merge="continue"), "2025 (факт)", "2026 г.", "2027"),
        ["1", "Доля школ, %", "61,5", "70", "78"],
        ["2", "Наличие плана", "нет", "да", "да"],
    )  # fmt: skip
    named = p("Паспорт дорожной карты")
    found = read_blocks(TITLE, named, tbl(tr("Цель", "Рост"), tr("Срок", "1")), p("Показатели"),
                        figures, p("Мероприятия"), PLAN)  # fmt: skip
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Доля школ, %: Базовое значение 2025 (факт) – 61,5; 2026 г. – 70; 2027 – 78",
        "Наличие плана: Базовое значение 2025 (факт) – нет; 2026 г. – да; 2027 – да",
    ]


BOOK: Rows = [
    ["План на 2024 год"], HEAD,
    [(1.9, "0.0"), "Семинар", "май 2024", "ИМЦ"], [(1.1, "0.00"), "Рейд", "май 2024", "ИМЦ"],
    [(7, '0"."'), "Слёт", "май 2024", "ИМЦ"],
]  # fmt: skip


def test_numbers_are_as_their_format_shows_them() -> None:
    for data in (xlsx(BOOK), xls(BOOK)):
        found = read(data)
        assert found.column("number") == ["1.9", "1.10", "7"]
    shares = read(xlsx([["План на 2024 год"], [*HEAD, "Итог"],
                        ["1", "Семинар", "май 2024", "ИМЦ", (0.62, "0%")],
                        ["2", "Слёт", "май 2024", "ИМЦ", 0.5]]))  # fmt: skip
    assert shares.column("result") == ["62%", "0.5"]


def test_a_number_that_a_sheet_has_cut_is_told() -> None:
    """«1.10» that is typed as a number is 1,1, whatever section it stands in."""

    def rows(last: float | str) -> Rows:
        return [["План на 2024 год"], HEAD, ["I. Кадры"], [1.1, "Семинар", "май 2024", "ИМЦ"],
                [1.9, "Рейд", "май 2024", "ИМЦ"], ["II. Дети"],
                [last, "Слёт", "май 2024", "ИМЦ"]]  # fmt: skip

    assert "P914 таблица 1, строка 7" in read(xlsx(rows(1.1))).found
    assert "P914" not in read(xlsx(rows("2.1"))).codes()


def test_cells_of_an_ods_that_do_not_say_that_they_hold_words_are_read() -> None:
    def row(*texts: str, more: str = "") -> str:
        cells = (f"<table:table-cell><text:p>{each}</text:p></table:table-cell>" for each in texts)
        return f"<table:table-row>{''.join(cells)}{more}</table:table-row>"

    share = (
        '<table:table-cell office:value-type="percentage" office:value="0.85">'
        "<text:p>85%</text:p></table:table-cell>"
    )
    plan = row("1", "Семинар", "май 2024", "ИМЦ", more=share)
    found = read(ods(row("План на 2024 год") + row(*HEAD, "Итог") + plan))
    assert (found.column("title"), found.column("result")) == (["Семинар"], ["85%"])
    assert found.roadmap["title"] == "План на 2024 год"


def test_a_table_with_a_year_a_row_is_one_of_indicators() -> None:
    figures = tbl(
        ["Год", "Доля выпускников, %", "Средняя отметка ВПР"],
        ["2025 (база)", "89,4", "3,4"], ["2026", "92", "–"], ["2027 г.", "95", "3,5"],
        ["2028/2029 уч. год", "98", "4"],
    )  # fmt: skip
    found = read_blocks(TITLE, p("Показатели"), figures, p("Мероприятия"), PLAN)
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Доля выпускников, %: 2025 (база) – 89,4; 2026 – 92; 2027 г. – 95; 2028/2029 уч. год – 98",
        "Средняя отметка ВПР: 2025 (база) – 3,4; 2027 г. – 3,5; 2028/2029 уч. год – 4",
    ]
    money = tbl(
        ["Год", "Областной бюджет", "Местный бюджет"], ["2025", "1", "2"], ["2026", "3", "4"]
    )
    other = read_blocks(TITLE, p("Финансирование"), money, p("Мероприятия"), PLAN)
    assert other.roadmap["indicators"] == []


def test_parts_in_step_are_one_event_that_says_who_does_which() -> None:
    parts = ("Утверждение показателей:", "а) начальная школа;", "б) основная школа;", "в) лицей")
    row = tr("1", tc(*parts), tc("до 1 мая", "до 2 мая", "до 3 мая"),
             tc("Орлов И. И.", "Котов П. П.", "Котов П. П."))  # fmt: skip
    found = read_blocks(TITLE, tbl(HEAD, row))
    assert found.column("details") == [[
        "а) начальная школа – до 1 мая – Орлов И. И.",
        "б) основная школа – до 2 мая – Котов П. П.",
        "в) лицей – до 3 мая – Котов П. П.",
    ]]  # fmt: skip
    assert "P963 таблица 1, строка 2" in found.found
    uneven = tr(
        "1", tc("Утверждение показателей:", "а) начальная школа;", "б) лицей"), "май", "ИМЦ"
    )
    assert "P963" not in read_blocks(TITLE, tbl(HEAD, uneven)).codes()


def test_a_span_of_one_day_is_this_day() -> None:
    heads = tr("№", "Мероприятие", "Начало", "Окончание", "Ответственный")
    rows = (["1", "Сбор", "03.02.2027", "03.02.2027", "ИМЦ"], ["2", "Слёт", "май", "июнь", "ИМЦ"])
    assert read_blocks(TITLE, tbl(heads, *rows)).column("schedule") == ["03.02.2027", "май - июнь"]


def test_two_parts_in_step_are_enough_and_one_is_none() -> None:
    for parts, is_in_step in ((("а) начальная;", "б) основная"), True), (("а) начальная",), False)):
        row = tr("1", tc("Утверждение показателей:", *parts),
                 tc(*(f"до {day} мая" for day in range(1, len(parts) + 1))), "ИМЦ")  # fmt: skip
        found = read_blocks(TITLE, tbl(HEAD, row))
        assert ("P963" in found.codes()) is is_in_step
    assert read_blocks(TITLE, tbl(HEAD, tr(
        "1", tc("Утверждение:", "а) начальная;", "б) основная"), tc("до 1 мая", "до 2 мая"), "ИМЦ"
    ))).column("details") == [["а) начальная – до 1 мая", "б) основная – до 2 мая"]]  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends", "years"),
    [
        ("2021-09-01", "2022-08-31", ("2020/21", "2021/22")),
        ("2099-09-01", "2100-08-31", ("2098/99", "2099/00")),
        ("2022-01-01", "2023-12-31", ("2021", "2022", "2023")),
        ("2021-10-01", "2022-05-31", ("2020", "2021", "2022")),
        ("2020-01-01", "2025-12-31", tuple(str(year) for year in range(2019, 2026))),
        ("2020-01-01", "2026-12-31", ()),
    ],
)
def test_years_of_a_period_begin_with_the_one_before_it(
    begins: str, ends: str, years: tuple[str, ...]
) -> None:
    assert PeriodWords("", begins, ends).years == years


@pytest.mark.parametrize(
    ("title", "begins", "ends"),
    [
        ("на второе полугодие 2025 года – первое полугодие 2026 года", "2025-07-01", "2026-06-30"),
        ("на I квартал 2026 г. – III квартал 2026 г.", "2026-01-01", "2026-09-30"),
        ("на II полугодие 2023 года", "2023-07-01", "2023-12-31"),
        ("на ноябрь 2025 – август 2026 года", "2025-11-01", "2026-08-31"),
        ("на сентябрь – май 2026 года", "2025-09-01", "2026-05-31"),
        ("на период с октября 2025 г. по май 2026 г.", "2025-10-01", "2026-05-31"),
        ("на февраль 2028 года", "2028-02-01", "2028-02-29"),
        ("на 2025/2026 учебный год (сентябрь 2025 года)", "2025-09-01", "2026-08-31"),
    ],
)
def test_a_period_of_halves_and_months(title: str, begins: str, ends: str) -> None:
    found = find_period([f"План работы {title}"])
    assert found is not None
    assert (found.begins, found.ends) == (begins, ends)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("города Жуковского", "Жуковский"),
        ("ГОРОДА МИРНОГО", "Мирный"),
        ("города Коврова", "Ковров"),
    ],
)
def test_a_town_is_called_in_the_nominative(words: str, name: str) -> None:
    found = find_municipality([words])
    assert found is not None
    assert found[0] == f"город {name}"


def test_a_note_and_a_list_of_abbreviations_are_no_event_and_no_title() -> None:
    title = "Дорожная карта на 2025-2026 учебный год"
    found = read_blocks(
        p(title, bold=True), p("Принятые сокращения", bold=True),
        p("ГМС – городская методическая служба."),
        tbl(HEAD, ["1", "Семинар", "май", "ГМС"], ["", "Примечание: без школ.", "", ""]),
    )  # fmt: skip
    assert found.roadmap["title"] == title
    assert found.column("title") == ["Семинар"]
    assert "P951" in found.codes()
