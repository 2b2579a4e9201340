"""Reading tables: time and peak memory, each way in a process of its own.

    python tests/bench/tables.py                200,000 × 12 xlsx: roadmap, pandas, frictionless
    python tests/bench/tables.py --large 5      `roadmap evaluate` over a csv of 5 GB

The files are generated once into --folder (default: a folder in the temporary directory).
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS, SCHOOLS = 200_000, 400
HEAD = ("Код участника", "Код ОО", "Класс", "Предмет", "Вариант", "Балл", "Максимум", "Отметка",
        "Отметка по журналу", "Дата", "Пол", "Доля, %")  # fmt: skip
SUBJECTS = ("Математика", "Русский язык", "Физика", "История")
DATA = """\
format: data/1
resources:
  - name: marks
    path: {path}
    {more}schema:
      fields:
        - {{name: person, title: Код участника, type: string{unique}}}
        - {{name: school, title: Код ОО, type: string, constraints: {{pattern: "edu[0-9]{{6}}"}}}}
        - {{name: grade, title: Класс, type: integer, constraints: {{minimum: 1, maximum: 11}}}}
        - {{name: subject, title: Предмет, type: string}}
        - {{name: variant, title: Вариант, type: integer}}
        - {{name: score, title: Балл, type: integer}}
        - {{name: most, title: Максимум, type: integer}}
        - {{name: mark, title: Отметка, type: integer, constraints: {{enum: [2, 3, 4, 5]}}}}
        - {{name: journal, title: Отметка по журналу, type: integer}}
        - {{name: held_on, title: Дата, type: date}}
        - {{name: sex, title: Пол, type: string, constraints: {{enum: [Ж, М]}}}}
        - {{name: share, title: "Доля, %", type: number}}
      missingValues: ["", "н/д"]
    organisation: school
"""
PROJECT = """\
format: project/1
id: bench
title: Замер
municipality: {name: Район}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
roadmaps: [marks.yaml]
"""
ROADMAP = """\
format: roadmap/1
slug: marks
code: "1.1"
title: Замер
goals: [{id: fair, text: Объективность}]
indicators:
  - id: confirmed
    goal: fair
    text: не менее 70% отметок подтверждены
    rule: {measure: share, in: marks, of: mark = journal, where: grade > 4,
           missing: exclude}
    target: ">= 70 %"
  - id: many
    goal: fair
    text: не менее 1000 пятерок
    rule: {measure: count, in: marks, of: mark = 5, missing: as_false}
    target: ">= 1000 шт."
events:
  - id: count
    number: "1.1"
    title: Подсчет
    stage: monitoring
    serves: [confirmed]
    schedule: Сентябрь 2021 г.
    responsible: [{text: Отдел}]
    result: Сведения
"""


def row(number: int, dice: random.Random) -> list[object]:
    mark = dice.choice((2, 3, 4, 5))
    return [f"У-{number:09d}", f"edu{220000 + dice.randrange(SCHOOLS):06d}", dice.randrange(4, 12),
            dice.choice(SUBJECTS), dice.randrange(1, 9), dice.randrange(0, 31), 30, mark,
            dice.choice((mark, mark, mark, 3)), "15.04.2022", dice.choice("ЖМ"),
            f"{dice.randrange(0, 1001) / 10}".replace(".", ",")]  # fmt: skip


def write_xlsx(path: Path) -> None:
    import xlsxwriter

    dice = random.Random(1)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Протокол")
        for number, cells in enumerate([list(HEAD), *(row(each, dice) for each in range(ROWS))]):
            sheet.write_row(number, 0, cells)


def write_csv(path: Path, size: int) -> None:
    dice = random.Random(1)
    lines = [";".join(map(str, row(number, dice)[1:])) for number in range(100_000)]
    with path.open("w", encoding="utf-8") as out:
        out.write(";".join(HEAD) + "\n")
        number, written = 0, 0
        while written < size:
            block = "\n".join(f"У-{number + at:09d};{line}" for at, line in enumerate(lines)) + "\n"
            written += len(block.encode())
            number += len(lines)
            out.write(block)


def project(folder: Path, path: str, more: str, unique: str) -> None:
    (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "marks.yaml").write_text(ROADMAP, encoding="utf-8")
    declared = DATA.format(path=path, more=more, unique=unique)
    (folder / "data.yaml").write_text(declared, encoding="utf-8")


def read_roadmap(folder: Path) -> None:
    from engine.datasets import folder_of, read_resources
    from engine.load import load_data

    package = load_data(folder / "data.yaml").package
    assert package is not None
    tables = read_resources(package, folder_of(str(folder), None))
    assert tables.datasets["marks"].height == ROWS
    assert tables.findings == (), tables.findings


def read_pandas(folder: Path) -> None:
    import pandas

    frame = pandas.read_excel(folder / "marks.xlsx", dtype=str, engine="openpyxl")
    for name in ("Класс", "Вариант", "Балл", "Максимум", "Отметка", "Отметка по журналу"):
        frame[name] = pandas.to_numeric(frame[name])
    frame["Доля, %"] = pandas.to_numeric(frame["Доля, %"].str.replace(",", "."))
    frame["Дата"] = pandas.to_datetime(frame["Дата"], format="%d.%m.%Y")
    assert frame["Код участника"].is_unique
    assert frame["Код ОО"].str.fullmatch("edu[0-9]{6}").all()
    assert frame["Отметка"].isin([2, 3, 4, 5]).all()
    assert frame["Класс"].between(1, 11).all()
    assert frame["Пол"].isin(["Ж", "М"]).all()
    assert len(frame) == ROWS


def read_frictionless(folder: Path) -> None:
    from frictionless import Resource, Schema

    kinds = ["string", "string", "integer", "string", *["integer"] * 5, "date", "string", "number"]
    fields: list[dict[str, object]] = [
        {"name": name, "type": kind} for name, kind in zip(HEAD, kinds, strict=True)
    ]
    fields[0]["constraints"] = {"unique": True}
    fields[1]["constraints"] = {"pattern": "edu[0-9]{6}"}
    fields[7]["constraints"] = {"enum": [2, 3, 4, 5]}
    fields[9]["format"] = "%d.%m.%Y"
    fields[11]["decimalChar"] = ","
    schema = Schema.from_descriptor({"fields": fields})
    os.chdir(folder)
    report = Resource(path="marks.xlsx", schema=schema).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:3]


WAYS = {"roadmap": read_roadmap, "pandas": read_pandas, "frictionless": read_frictionless}


def measured(*command: str) -> tuple[float, float, int]:
    """Seconds of wall time, peak memory in MB, exit code."""
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    return time.monotonic() - started, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def compare(folder: Path) -> None:
    if not (folder / "marks.xlsx").exists():
        write_xlsx(folder / "marks.xlsx")
    project(folder, "marks.xlsx", "", ", constraints: {unique: true}")
    ours = 0.0
    for name in WAYS:
        seconds, memory, code = measured(sys.executable, __file__, "--way", name, str(folder))
        ours = ours or seconds
        print(f"{name:13} {seconds:7.1f} s {memory:7.0f} MB  ×{seconds / ours:.1f}  exit {code}")


def evaluate_large(folder: Path, gigabytes: float) -> None:
    path = folder / "marks.csv"
    size = int(gigabytes * (1 << 30))
    if not path.exists() or abs(path.stat().st_size - size) > size // 10:
        write_csv(path, size)
    project(folder, "marks.csv", "", "")
    command = (sys.executable, "-m", "engine.cli", "evaluate", str(folder), "--as-of", "2022-06-01",
               "--out", str(folder / "out"), "--format", "json")  # fmt: skip
    seconds, memory, code = measured(*command)
    print(f"{path.stat().st_size / (1 << 30):.2f} GB: {seconds:.1f} s {memory:.0f} MB exit {code}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=float, metavar="GB")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--way", choices=list(WAYS))
    parser.add_argument("place", nargs="?", type=Path)
    given = parser.parse_args()
    if given.way:
        WAYS[given.way](given.place)
        return
    folder = given.folder or Path(tempfile.gettempdir()) / "roadmap-bench"
    folder.mkdir(parents=True, exist_ok=True)
    if given.large:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        evaluate_large(folder, given.large)
    else:
        compare(folder)


if __name__ == "__main__":
    main()
