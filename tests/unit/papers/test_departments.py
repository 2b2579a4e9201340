"""Papers as departments and schools make them: each kind with its siblings, read as a person would
read it."""

from engine.papers.importing import import_paper
from engine.papers.side_by_side import side_by_side
from tests.unit.papers.reading import WORDS, read_blocks
from tests.unit.papers.wordxml import docx, p, tbl, tc, tr

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def test_marks_below_short_names_of_months_are_times() -> None:
    found = read_blocks(
        p("Циклограмма на 2023-2024 учебный год"),
        tbl(["№", "Мероприятие", "Ответственный", "сен.", "окт", "нояб.", "дек"],
            ["1", "Входной контроль", "Завуч", "×", "", "", ""],
            ["2", "Мониторинг чтения", "Учителя", "", "●", "", "√"]),
    )  # fmt: skip
    assert found.column("schedule") == ["сен.", "окт, дек"]
    assert found.column("details") == [None, None]


def test_a_time_whose_year_stands_on_the_next_line_is_one_time() -> None:
    lines = {
        ("до 1 июня", "2022 г."): "до 1 июня 2022 г.",
        ("I квартал", "2023 года"): "I квартал 2023 года",
        ("сентябрь", "2023-2024 уч. года"): "сентябрь 2023-2024 уч. года",
        ("май 2022", "2023"): "май 2022, 2023",
        ("октябрь 2021 г.", "октябрь 2022 г."): "октябрь 2021 г., октябрь 2022 г.",
    }
    rows = (["1", "Семинар", tc(*each), "ИМЦ"] for each in lines)
    found = read_blocks(tbl(HEAD, *(tr(*row) for row in rows)))
    assert found.column("schedule") == list(lines.values())


def test_a_doer_that_is_broken_into_lines_is_one_doer() -> None:
    lines = {
        ("Методический центр", "(Орлова И.И.)"): ["Методический центр (Орлова И.И.)"],
        ("Заместитель директора", "по УВР", "Учителя"): ["Заместитель директора по УВР", "Учителя"],
        ("МБУ «Центр", "оценки качества»"): ["МБУ «Центр оценки качества»"],
        ("Руководители (школ,", "садов)"): ["Руководители (школ, садов)"],
        ("Отдел образования", "Школы"): ["Отдел образования", "Школы"],
        ("Директор (и. о.", "Методист (2)"): ["Директор (и. о.", "Методист (2)"],  # never closed
    }
    found = read_blocks(tbl(HEAD, *(tr("1", "Семинар", "май", tc(*each)) for each in lines)))
    assert found.responsible() == list(lines.values())


def test_a_result_that_a_page_cut_goes_on_below_the_numbers_of_columns() -> None:
    head = [*HEAD, "Результат"]
    for rows in (
        [["1", "2", "3", "4", "5"], ["", "", "", "", "в торжественной обстановке"]],
        [head, ["", "", "", "", "в торжественной обстановке"]],
    ):
        found = read_blocks(
            tbl(head, ["1", "Конкурс", "март 2023", "ИМЦ", "Награждение"]),
            p("Продолжение приложения 1"), tbl(*rows),
        )  # fmt: skip
        assert found.column("result") == ["Награждение в торжественной обстановке"], rows
        assert "P924" in found.codes()


def test_annexes_of_indicators_and_members_leave_one_roadmap_and_one_remark() -> None:
    found = read_blocks(
        p("Приложение 1"), p("План мероприятий на 2024 год"),
        tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"]),
        p("Приложение 2"), p("Состав рабочей группы"),
        tbl(["№", "Ф.И.О.", "Должность"], ["1", "Петров С.В.", "начальник"]),
        p("Приложение 3"), p("Целевые показатели"),
        tbl(["№", "Показатель", "Единица", "2024 год"], ["1", "Доля школ", "%", "не менее 60"]),
    )  # fmt: skip
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Доля школ: Единица – %; 2024 год – не менее 60"
    ]
    assert found.roadmap["passport"][0]["heading"] == "Целевые показатели"
    assert found.column("title") == ["Семинар"]
    assert [each for each in found.found if "таблица 2" in each] == ["P951 таблица 2"]


def test_years_inside_a_passport_are_values_of_its_indicators() -> None:
    years = [["Показатель", "2024", "2025"], ["Доля детей, %", "40", "50"], ["Школ", "1", "2"]]
    beside = [tr(tc("Целевые значения", merge="restart" if at == 0 else "continue"), *row)
              for at, row in enumerate(years)]  # fmt: skip
    below = [tr(tc("Целевые значения"), "", ""), *years]
    for rows, wide in ((beside, 3), (below, 2)):
        found = read_blocks(
            p("Паспорт дорожной карты на 2024-2025 годы"),
            tbl(tr("Цель", tc("Поддержка детей", span=wide)), *rows,
                tr("Срок реализации", tc("2024-2025 годы", span=wide))),
            p("План"), tbl(HEAD, ["1", "Олимпиада", "май 2024", "ИМЦ"]),
        )  # fmt: skip
        assert [each["text"] for each in found.roadmap["indicators"]] == [
            "Доля детей, %: 2024 – 40; 2025 – 50", "Школ: 2024 – 1; 2025 – 2",
        ]  # fmt: skip
        assert [each["label"] for each in found.roadmap["passport"]] == [
            "Цель", "Целевые значения", "Срок реализации",
        ]  # fmt: skip


def test_a_table_inside_a_passport_is_read_or_named() -> None:
    for inner, items, told in (
        (tbl(["Показатель", "2024"], ["Доля детей, %", "40"]), ["Доля детей, %: 2024 – 40"], False),
        (tbl(["Школы", "12"], ["Сады", "7"]), ["Школы – 12", "Сады – 7"], True),
    ):
        found = read_blocks(
            p("Паспорт дорожной карты"),
            tbl(["Цель", "Поддержка детей"], tr("Целевые показатели", tc(inner, p("")))),
            p("План"), tbl(HEAD, ["1", "Олимпиада", "май 2024", "ИМЦ"]),
        )  # fmt: skip
        assert [each["text"] for each in found.roadmap["indicators"]] == items
        assert ("P922" in found.codes()) is told


def test_counted_lines_below_a_title_are_a_plan() -> None:
    found = read_blocks(
        p("План мероприятий на 2023 год"), p("I. Кадры"),
        p("1. Провести совещание с директорами школ до 15 февраля 2023 года. Отв. Сидорова Е.А."),
        p("2. Разместить план на сайте – до 1 марта 2023 г. Отв.: отдел; школы."),
        p("II. Контроль"),
        p("3. Перепроверить работы в мае 2023 года (ответственный – ЦОКО)."),
        p("4. Обсудить итоги в 5-8 классах."), p("Срок: август 2023 г."), p("Исполнитель: ШМО."),
        p("Методист Орлова И.И."),
    )  # fmt: skip
    sections = {each["id"]: (each["number"], each["title"]) for each in found.roadmap["sections"]}
    assert [(sections[event["section"]], event["number"], event["title"], event["schedule"])
            for event in found.events] == [
        (("I", "Кадры"), "1", "Провести совещание с директорами школ", "до 15 февраля 2023 года"),
        (("I", "Кадры"), "2", "Разместить план на сайте", "до 1 марта 2023 г."),
        (("II", "Контроль"), "3", "Перепроверить работы", "в мае 2023 года"),
        (("II", "Контроль"), "4", "Обсудить итоги в 5-8 классах", "август 2023 г."),
    ]  # fmt: skip
    assert found.responsible() == [["Сидорова Е.А."], ["отдел", "школы"], ["ЦОКО"], ["ШМО"]]
    assert {"P956 абзац 3", "P951 абзац 10"} <= set(found.found)


def test_lines_of_a_plan_without_a_table_lead_to_their_events() -> None:
    data = docx(p("План мероприятий на 2023 год"),
                p("1. Совещание до 15 мая 2023 г. Отв. ЦОКО."),
                p("2. Семинар до 16 мая 2023 г. Отв. ЦОКО."))  # fmt: skip
    result = import_paper(data, "план.docx", id="plan", schemas="s", words=WORDS)
    assert result.document
    plans = [(("paragraph", 2),)]
    page = side_by_side(result.document, result.files, result.findings, WORDS, plans)
    assert page.count('<p id="c1" class="tied doubt"><a href="#f1l') == 1
    assert page.count('<p id="c2" class="tied"><a href="#f1l') == 1


def test_clauses_of_an_order_are_no_plan() -> None:
    found = read_blocks(
        p("План мероприятий на 2023 год"), p("ПРИКАЗЫВАЮ:"),
        p("1. Провести мониторинг до 1 ноября 2023 г. Отв.: школы."),
        p("2. Подвести итоги до 1 декабря 2023 г. Отв.: школы."),
    )  # fmt: skip
    assert found.files == {}
    assert {"P910", "P917 абзац 3", "P917 абзац 4"} <= set(found.found)


def test_a_row_whose_cells_stand_beside_their_columns_is_read_in_their_order() -> None:
    found = read_blocks(tbl(
        tr("№", tc("Мероприятие", span=3), tc("Срок", span=3), tc("Ответственный", span=2)),
        tr("1", tc("Ярмарка", span=3), tc("25 марта", span=3), tc("Центр", span=2)),
        tr(tc("2", span=2), "Тестирование", tc("сентябрь", span=2), "Психологи",
           tc("", span=2), ""),
    ))  # fmt: skip
    assert found.column("title") == ["Ярмарка", "Тестирование"]
    assert found.column("schedule") == ["25 марта", "сентябрь"]
    assert found.responsible() == [["Центр"], ["Психологи"]]


def test_a_table_of_fewer_columns_goes_on_with_the_plan_whose_numbers_it_follows() -> None:
    head = [*HEAD, "Результат"]
    plan = tbl(head, ["1.9", "Диагностика", "до 25 сентября", "Психологи", "Списки"])
    rows = [["", "Занятия", "до 1 октября", "Учителя школ"],
            ["", "Повторная диагностика", "апрель 2026 г.", "Комитет, школы"]]  # fmt: skip
    for first, second in (("1.10", "1.11"), ("2", "3"), ("1.9.1", "1.9.2")):
        rest = tbl([first, *rows[0][1:]], [second, *rows[1][1:]])
        found = read_blocks(p("План на 2025 год"), plan, p("Продолжение таблицы"), rest)
        assert found.column("number") == ["1.9", first, second]
        assert found.column("schedule") == ["до 25 сентября", "до 1 октября", "апрель 2026 г."]
        assert found.responsible()[1:] == [["Учителя школ"], ["Комитет", "школы"]]
        assert "P950 таблица 2" in found.found
    for first, second in (("1", "2"), ("3", "4"), ("1.12", "1.13")):
        found = read_blocks(
            p("План на 2025 год"), plan, tbl([first, *rows[0][1:]], [second, *rows[1][1:]])
        )
        assert "P911 таблица 2" in found.found
        assert found.column("number") == ["1.9"]


def test_long_words_below_a_list_are_looked_through_once() -> None:
    """A time stands at the end of a line: thirty pages below the last event took minutes."""
    words = p("слово и ещё слово в мае о том как быть " * 40)
    found = read_blocks(
        p("План мероприятий на 2024 год"), p("1. Провести семинар до 15 мая 2024 г. Отв. ИМЦ"),
        p("2. Провести совещание до 1 июня 2024 г. Отв. ИМЦ"), p("3. Провести"), *[words] * 60,
    )  # fmt: skip
    assert found.column("schedule")[:2] == ["до 15 мая 2024 г.", "до 1 июня 2024 г."]


def test_brackets_that_end_a_counted_line_are_its_time_as_a_whole() -> None:
    found = read_blocks(
        p("Дорожная карта поддержки одарённых детей на 2023/24 учебный год"),
        p("1. Провести церемонию «Успех года» (май 2024 г.)"),
        p("2. Организовать родительский клуб (1 раз в четверть)"),
    )
    assert found.column("title") == ["Провести церемонию «Успех года»",
                                     "Организовать родительский клуб"]  # fmt: skip
    assert found.column("schedule") == ["май 2024 г.", "1 раз в четверть"]
