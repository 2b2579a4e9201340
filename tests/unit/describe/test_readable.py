"""What is proposed for a sheet is read by the engine's own reader: all rows, and every value."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.datasets import folder_of, read_resources
from engine.diagnostics import Severity
from engine.load import load_data
from tests.examples import of_all
from tests.running import run
from tests.unit.describe.sheets import Cell, Range, Sheet, same

MANY = int(os.environ.get("ROADMAP_SHEETS", "0"))
"""So many sheets, others each time; 0: the same few ones."""

_NAMES = (
    "Код ОО", "Наименование ОО", "Школа", "Учитель", "Предмет", "Класс", "Дата", "Количество",
    "Всего\nучастников", "Доля, %", "Балл (max 20)", "Номер школы", "Number of pupils", "Group",
    "Case", "No", "Сoстав", "Средний  балл", 'Школа "Парус"', "II кв.", "Year: 2021", "# n", "- x",
    "{a}", "да", "null", "Удельный вес численности обучающихся, получивших отметки «4» и «5»",
    "Удельный вес численности обучающихся, получивших отметки «2»", "Ֆիզիկա", "数学", "Ҡала",
    "9\xa0«А»", "Балл", "Балл\u00ad", "%",
)  # fmt: skip
_SUBS = ("Участников", "Средний балл", "Сдали", "Не сдали", "На «2»")
_GROUPS = ("Русский язык", "Математика", "Физика", "5 класс", "9 класс", "История\nРоссии")
_KINDS: dict[str, Callable[[int], Cell]] = {
    "name": lambda n: f"МБОУ СОШ № {n + 1} «Имени {'АБВГДЕЖЗИК'[n % 10]}»",
    "code": lambda n: 32_000_101 + n * 7,
    "count": lambda n: (n * 37 + 11) % 90 + 3,
    "mean": lambda n: 3.25 + (n * 7 % 13) / 8,
    "day": lambda n: f"{n % 28 + 1:02d}.09.2021",
    "word": lambda n: ("базовый", "высокий", "низкий")[n % 3],
    "yes": lambda n: "да" if n % 2 else "нет",
    "empty": lambda n: None,
    "padded": lambda n: f"{n % 9 + 1:04d}",
    "sparse": lambda n: None if n % 3 else f"замечание {'АБВГДЕЖЗИК'[n % 10]}",
    "remark": lambda n: f"Приказ от {n + 1} сентября" if n % 4 == 1 else None,
}


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Titles, a header of 1 to 4 rows, units or a numbering, rows with gaps, totals."""
    depth = draw(st.integers(1, 4))
    first = draw(st.permutations(_NAMES))[: draw(st.integers(1, 3))]
    groups = draw(st.permutations(_GROUPS))[: draw(st.integers(1, 6))] if depth > 1 else []
    subs = _SUBS[: draw(st.integers(2, 4))]
    leaves = list(first) if groups else list(first) + list(draw(st.permutations(_SUBS)))[:3]
    kinds = ["name", *draw(st.lists(st.sampled_from(list(_KINDS)), min_size=9, max_size=9))]
    columns = kinds[: len(leaves)]
    header: list[list[Cell]] = [list(leaves)]
    merged: list[Range] = []
    above = draw(st.integers(0, 7))
    gap = draw(st.booleans())
    top = above + (gap and above > 0)
    if groups:
        header = [[None] * len(first) for _ in range(depth)]
        header[0][: len(first)] = first
        merged += [(top, at, top + depth - 1, at) for at in range(len(first))]
        for number, group in enumerate(groups):
            left = len(header[0])
            for level in range(depth - 1):
                name = group if level == 0 else f"{level} этап"
                header[level] += [name, *[None] * (len(subs) - 1)]
                merged.append((top + level, left, top + level, left + len(subs) - 1))
            header[depth - 1] += subs
            columns += [("count", "mean")[(number + at) % 2] for at in range(len(subs))]
    width = len(header[0])
    titles: list[list[Cell]] = [
        [f"Протокол {n}: отчёт района", *[None] * (width - 1)] for n in range(above)
    ]
    below = draw(st.sampled_from(["", "numbering", "units"]))
    extra: list[list[Cell]] = []
    if below == "numbering" and width > 2:
        extra = [[at + 1 for at in range(width)]]
    elif below == "units" and {"count", "mean"} & set(columns):
        units = {"count": "чел.", "mean": "балл"}
        extra = [[units.get(kind) for kind in columns]]
    height = draw(st.integers(2, 12))
    data: list[list[Cell]] = [
        [_KINDS[kind](n + at) for at, kind in enumerate(columns)] for n in range(height)
    ]
    body = [list(row) for row in data]
    if "mean" in columns and height > 5 and draw(st.booleans()):
        at = columns.index("mean")
        body[height // 2][at] = draw(st.sampled_from(["н/д", "—", "#ДЕЛ/0!"]))
        data[height // 2][at] = None
    if groups and height > 5 and draw(st.booleans()):
        at = columns.index("count", len(first))
        body[0][at] = f"{data[0][at]}{draw(st.sampled_from(['*', '¹', ' **']))}"
        body[1][at] = draw(st.sampled_from(["менее 5", "<5", "5–10", "—", "н/д"]))
        data[1][at] = None
    if draw(st.booleans()):
        body.insert(height // 2, [None] * width)
    if draw(st.booleans()):
        total: list[Cell] = ["Итого", *[None] * (width - 1)]
        for at, kind in enumerate(columns[1:], start=1):
            if kind == "count":
                total[at] = sum(cell for row in data if isinstance(cell := row[at], int))
        body.append(total)
    blank: list[list[Cell]] = [[None] * width] if top > above else []
    rows = [*titles, *blank, *header, *extra, *body]
    return Sheet(rows, data, merged)


@settings(
    max_examples=MANY or of_all(25),
    derandomize=not MANY,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(sheet=sheets(), kind=st.sampled_from([".csv", ".xlsx"]))
def test_a_proposal_is_read_with_all_rows_and_values(sheet: Sheet, kind: str) -> None:
    with TemporaryDirectory() as folder:
        file = sheet.write(Path(folder) / f"Таблица{kind}")
        check_read(sheet, file)


def check_read(sheet: Sheet, file: Path) -> None:
    """Describe the file, declare it so, read it: no errors, the same rows."""
    folder = file.parent
    done = run("data", "describe", str(file), "--base", str(folder))
    (folder / "data.yaml").write_text(done.out, encoding="utf-8")
    loaded = load_data(folder / "data.yaml")
    assert loaded.findings == (), (done.out, loaded.findings)
    assert loaded.package is not None
    tables = read_resources(loaded.package, folder_of(str(folder), None))
    errors = [finding for finding in tables.findings if finding.code.severity is Severity.ERROR]
    assert not errors, (done.out, errors)
    (dataset,) = tables.datasets.values()
    frame = dataset.lazy.collect()
    names = [name for name in frame.columns if not name.startswith("__")]
    read = frame.select(names).rows()
    assert len(read) == len(sheet.data), (done.out, read)
    for row, expected in zip(read, sheet.data, strict=True):
        assert len(row) == len(expected), done.out
        assert all(map(same, row, expected)), (
            done.out,
            row,
            json.dumps(expected, ensure_ascii=False),
        )
