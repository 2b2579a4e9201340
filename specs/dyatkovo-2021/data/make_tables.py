"""Writes the sample tables of this folder: an invented district, the same bytes at every run.

    python specs/dyatkovo-2021/data/make_tables.py [FOLDER]

Needs xlsxwriter (extra `test`). All people, figures and documents are invented.
"""

import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format

sys.path.insert(0, str(Path(__file__).parent))

from sample import diagnostics, district, doings, papers, registers
from sample.dice import Dice

MARK = "СИНТЕТИЧЕСКИЕ ДАННЫЕ: пример, все люди, организации и цифры выдуманы"
CREATED = datetime(2022, 6, 1)

Rows = Iterable[list[object]]
Sheet = tuple[str, list[str], Rows]


def main(folder: Path) -> None:
    """Write all tables into the folder."""
    people = district.staff(Dice(1))
    pupils = district.pupils()
    write_book(folder / "Реестр организаций.xlsx", organisations())
    write_book(folder / "Кадры.xlsx", staff(people))
    write_book(folder / "Контингент.xlsx", learners(pupils))
    write_book(folder / "Мероприятия.xlsx", events())
    write_book(folder / "Реестр документов.xlsx", documents())
    for name, headings, rows in exports(pupils):
        write_csv(folder / f"{name}.csv", headings, rows)


def organisations() -> list[Sheet]:
    school = ["Код ОО", "ИНН", "Краткое наименование", "Вид", "Тип населённого пункта"]
    school += ["В перечне Рособрнадзора (низкие результаты)", "Реализует адаптированные программы"]
    garden = ["Код ДОУ", "Краткое наименование", "Тип населённого пункта"]
    places = registers.equipment(Dice(2))
    total: list[object] = ["Итого", "", sum(int(str(row[2])) for row in places)]
    return [
        ("Школы", school, (each.row() for each in district.schools())),
        ("Детские сады", garden, district.kindergartens()),
        ("Перечень Рособрнадзора", ["Код ОО", "Дата получения перечня"],
         registers.low_results_list()),
        ("Участники поддержки", ["Код ОО", "Номер приказа", "Дата включения"],
         registers.support_members()),
        ("Оснащённость", ["Код ОО", "Учебный год", "Высокотехнологичных ученико-мест"],
         [*places, total]),
    ]  # fmt: skip


def staff(people: list[district.Person]) -> list[Sheet]:
    who = ["Табельный номер", "Код ОО"]
    teachers = ["Табельный номер", "Фамилия Имя Отчество", "Код ОО", "Должность", "Предмет"]
    teachers += ["Квалификационная категория", "Возраст", "Работает с одарёнными детьми"]
    courses = [*who, "Программа", "Тема", "Форма", "Часов", "По индивидуальному маршруту"]
    contests = [*who, "Возраст участника", "Конкурс", "Результат", "Дата", "Учебный год"]
    return [
        ("Педагоги", [*teachers, "Учебный год"], district.teacher_rows(people)),
        ("Методическое сопровождение", [*who, "Форма сопровождения", "Дата"],
         doings.methodical_support(Dice(3), people)),
        ("Повышение квалификации", [*courses, "Дата окончания"],
         doings.trainings(Dice(4), people)),
        ("Конкурсы", contests, doings.contests(Dice(5), people)),
    ]  # fmt: skip


def learners(pupils: list[district.Pupil]) -> list[Sheet]:
    register = ["Номер личного дела", "Код ОО", "Класс", "Буква", "ОВЗ", "Группа риска"]
    gifted = ["Номер личного дела", "Код ОО", "Мероприятие", "Уровень", "Дата"]
    advice = ["Номер личного дела", "Код ОО", "Дата выдачи рекомендации"]
    return [
        ("Обучающиеся", [*register, "Учебный год"], district.pupil_rows(Dice(6), pupils)),
        ("Одарённые дети", gifted, doings.talent_events(Dice(7), pupils)),
        ("Билет в будущее", advice, []),
    ]


def events() -> list[Sheet]:
    held = ["Вид", "Название", "Тема", "Дорожная карта", "Дата", "Участников"]
    return [
        ("Мероприятия", held, registers.district_events()),
        ("Олимпиады", ["Код мероприятия", "Предмет", "Дата"], registers.olympiads()),
        ("Процедуры", ["Код мероприятия", "Процедура", "Уровень", "Дата"], registers.procedures()),
        ("Наблюдатели", ["Код мероприятия", "Наблюдатель", "Аккредитован"],
         registers.observers(Dice(8))),
    ]  # fmt: skip


def documents() -> list[Sheet]:
    headings = ["Что подтверждает", "Код организации", "Вид документа", "Название", "Номер"]
    return [("Документы", [*headings, "Дата", "Адрес публикации"], papers.document_rows(Dice(9)))]


def exports(pupils: list[district.Pupil]) -> list[Sheet]:
    works = ["Код ОО", "Класс", "Вид работы", "Предмет", "Дата", "Участников"]
    lessons = ["Номер личного дела", "Код ОО", "Урок", "Дата"]
    places = ["Номер заявления", "Код ДОУ", "Возраст, лет", "Желаемая дата приёма"]
    return [
        ("Диагностические работы", [*works, "Средний процент выполнения"],
         doings.diagnostics(Dice(10))),
        ("Результаты диагностик", ["Номер участника", "Код ОО", "Этап", "Процедура", "Дата",
         "Ниже порога"], diagnostics.results(Dice(21))),
        ("Открытые уроки", lessons, doings.open_lessons(Dice(11), pupils)),
        ("Заявления в детские сады", [*places, "Дата зачисления"], doings.applications(Dice(12))),
    ]  # fmt: skip


def write_book(path: Path, sheets: list[Sheet]) -> None:
    """One workbook; two title rows and a blank one stand above each header."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED, "comments": MARK})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, headings, rows in sheets:
            write_sheet(book.add_worksheet(name), headings, rows, (bold, day))


def write_sheet(
    sheet: xlsxwriter.worksheet.Worksheet,
    headings: list[str],
    rows: Rows,
    formats: tuple[Format, Format],
) -> None:
    bold, day = formats
    sheet.write_string(0, 0, MARK)
    sheet.write_string(1, 0, f"Отдел образования. {sheet.get_name()} на 01.06.2022")
    sheet.write_row(3, 0, headings, bold)
    sheet.set_column(0, len(headings) - 1, 18)
    sheet.freeze_panes(4, 0)
    for row, cells in enumerate(rows, start=4):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)
            elif cell:
                sheet.write_string(row, column, str(cell))


def write_csv(path: Path, headings: list[str], rows: Rows) -> None:
    """One export: windows-1251, semicolons, decimal commas; a remark above the header."""
    lines = [f"# {MARK}", ";".join(headings)]
    lines += [";".join(str(cell) for cell in row) for row in rows]
    path.write_bytes(("\n".join(lines) + "\n").encode("windows-1251"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
