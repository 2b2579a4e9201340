"""A whole project that is judged in a tenth of the time of the example: two roadmaps, a decision
table, a workbook and three tables of text. For tests that ask how a run goes, not what it finds.

Two roadmaps of the example, for those who need its words.
"""

from pathlib import Path
from shutil import copytree, ignore_patterns

import xlsxwriter

BASE = Path(__file__).parent / "diff" / "base"
SCHOOLS = (
    ("Код", "Название", "Низкие результаты", "Учеников"),
    ("s1", "Школа № 1", "да", 100), ("s2", "Школа № 2", "нет", 250), ("s3", "Школа № 3", "да", 80),
)  # fmt: skip
TEXTS = {
    "teachers": "Номер;Школа;Год;Обучен;Наставник;Возраст;Часы;Балл;Должность;Категория\n"
    + "".join(
        f"p{i};s{i % 3 + 1};2021/22;{'да' if i % 4 else 'нет'};нет;{30 + i};18;4,5;учитель;первая\n"
        for i in range(24)
    ),
    "lessons": "Школа;Дата;Класс;Открытое;Отметка;Отметка в журнале\n"
    "s1;2021-10-04;5;да;4;4\ns2;2021-11-15;8;нет;3;4\ns3;2022-02-07;10;да;5;5\n",
    "documents": "Подтверждает;Организация;Вид;Название;Номер;Дата;Адрес\n"
    "low-results/described;;методика;Методика выявления дефицитов;1;2021-09-20;\n",
}


def write_district(folder: Path) -> Path:
    """The project in `folder`, its tables in `folder`/data."""
    copytree(BASE, folder)
    data = folder / "data"
    data.mkdir()
    with xlsxwriter.Workbook(str(data / "schools.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(SCHOOLS):
            sheet.write_row(number, 0, row)
    for name, text in TEXTS.items():
        (data / f"{name}.csv").write_text(text, "utf-8")
    declared = folder / "data.yaml"
    text = declared.read_text("utf-8").replace("data/schools.csv", "data/schools.xlsx")
    declared.write_text(text, "utf-8")
    return folder


EXAMPLE = Path(__file__).parents[1] / "specs" / "dyatkovo-2021"
KEPT = ("low-results.yaml", "talents.yaml")


def copy_two_roadmaps(folder: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Two roadmaps of the example with its tables, less the files of those names."""
    copytree(EXAMPLE, folder, ignore=ignore_patterns("sample", "make_tables.py", *without))
    project = folder / "project.yaml"
    text = project.read_text("utf-8")
    for file in folder.glob("*.yaml"):
        if file.name not in (*KEPT, "project.yaml", "data.yaml"):
            file.unlink()
            text = text.replace(f"  - {file.name}\n", "")
    project.write_text(text, "utf-8")
    return folder
