"""Values that look the same, letters in several pieces, totals that do not say so."""

from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import polars as pl
import pytest

from engine.datasets import read_tables
from engine.datasets.lookalikes import lookalikes
from engine.datasets.totals import said_of_all
from engine.load.loading import load_data
from engine.model.tables import Constraints, Names, Unit
from tests.unit.datasets.samples import (
    column,
    field,
    params,
    project,
    read_csv_text,
    read_sheet,
    resource,
    told,
)

KIND = resource(field("code"), field("kind"))


def nfd(text: str) -> str:
    return normalize("NFD", text)


def test_a_letter_of_the_other_alphabet_is_told_with_its_count(tmp_path: Path) -> None:
    text = "code;kind\n1;шкoла\n2;школа\n3;школа\n4;шкoла\n"
    tables = read_csv_text(tmp_path, text, KIND)
    assert told(tables)[0] == ("two-alphabets", "a.csv:2:B")
    assert params(tables.findings[0])["values"] == ("шкoла (2)",)


def test_a_roman_number_with_a_russian_letter_is_told(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;kind\n1;II\n2;XI\n3;XІ\n4;IХ\n5;IX\n", KIND)
    assert ("two-alphabets", "a.csv:5:B") in told(tables)


def test_classes_that_look_the_same_are_told_together(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;kind\n1;9А\n2;9A\n3;9а\n4;9 А\n5;9Б\n6;9А\n", KIND)
    assert [name for name, _ in told(tables)] == ["nearly-the-same-values"]
    assert params(tables.findings[0])["values"] == ("9А (2) = 9 А (1) = 9A (1) = 9а (1)",)
    assert column(tables, "kind") == ["9А", "9A", "9а", "9 А", "9Б", "9А"]


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("1 кв. 2024", "I кв. 2024", True), ("2-й этап", "II-й этап", True),
        ("9 класс", "IX класс", True), ("1 квартал", "II квартал", False),
        ("I", "1", False), ("школа I", "школа 1", False), ("XL 5", "10L 5", False),
    ],
)  # fmt: skip
def test_a_number_in_roman_figures_is_told_beside_the_same_in_ours(
    tmp_path: Path, one: str, other: str, *, is_told: bool
) -> None:
    tables = read_csv_text(tmp_path, f"code;kind\n1;{one}\n2;{other}\n", KIND)
    assert [name for name, _ in told(tables)] == ["nearly-the-same-values"] * is_told


def test_names_that_become_codes_may_be_spelt_in_many_ways(tmp_path: Path) -> None:
    """Each spelling is accepted, or told by itself."""
    named = replace(field("kind"), names=Names("schools", None, KIND.origin))
    text = "code;kind\n1;СОШ № 5\n2;СОШ №5\n"
    tables = read_csv_text(tmp_path, text, KIND)
    assert [name for name, _ in told(tables)] == ["nearly-the-same-values"]
    (dataset,) = tables.datasets.values()
    declared = replace(KIND, fields=(KIND.fields[0], named))
    assert list(lookalikes(declared, dataset.source, dataset.rows)) == []


def test_values_of_one_alphabet_that_differ_are_not_told(tmp_path: Path) -> None:
    text = "code;kind\nA1;IT-куб\nB2;Кванториум\nc3;школа\n"
    assert told(read_csv_text(tmp_path, text, KIND)) == []


def test_letters_in_pieces_are_put_together_in_headings_and_cells(tmp_path: Path) -> None:
    declared = resource(field("code"), field("kind", header="районный"))
    text = f"code;{nfd('районный')}\n1;{nfd('Майский')}\n2;Майский\n"
    tables = read_csv_text(tmp_path, text, declared)
    assert (column(tables, "kind"), told(tables)) == (["Майский", "Майский"], [])


def test_letters_in_pieces_are_put_together_in_workbooks(tmp_path: Path) -> None:
    listed = field("kind", header="районный", constraints=Constraints(enum=("йод",)))
    declared = resource(field("code"), listed, path="a.xlsx", sheet="Лист й")
    (tmp_path / "a.xlsx").write_bytes(b"")
    rows = [["code", nfd("районный")], ["1", nfd("йод")]]
    tables = read_sheet(tmp_path, rows, replace(declared, sheet=nfd("Лист й")))
    assert column(tables, "kind") == ["йод"]
    assert column(read_tables(project(tmp_path, declared)), "kind") == ["йод"]


def test_a_file_whose_name_is_written_in_pieces_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{nfd('районный')}.csv").write_text("code;kind\n1;x\n", encoding="utf-8")
    declared = replace(KIND, path="районный.csv")
    assert column(read_tables(project(tmp_path, declared)), "code") == ["1"]


def test_data_yaml_is_put_together_too(tmp_path: Path) -> None:
    text = (
        "format: data/1\nresources:\n  - name: s\n    path: a.csv\n    schema:\n      fields:\n"
        "        - {name: x, type: string, map: {йод: май}, constraints: {enum: [май]}}\n"
    )
    (tmp_path / "data.yaml").write_text(nfd(text), encoding="utf-8")
    package = load_data(tmp_path / "data.yaml").package
    assert package is not None
    x = package.resources[0].fields[0]
    assert (x.values, x.constraints.enum) == ((("йод", "май"),), ("май",))


AMOUNTS = resource(field("code"), field("kind"), field("n", "integer"), field("m", "integer"))
HEAD = "code;kind;n;m\n"
SCHOOLS = "1;школа;10;5\n2;сад;20;6\n3;школа;30;7\n"


@pytest.mark.parametrize("last", [";;60;18", "4;;60;18", ";школа;60;18", "9;все;60;18"])
def test_a_row_with_the_sums_of_the_others_is_told(tmp_path: Path, last: str) -> None:
    tables = read_csv_text(tmp_path, f"{HEAD}{SCHOOLS}{last}\n", AMOUNTS)
    assert ("unnamed-total", "a.csv:5:A") in told(tables)
    assert column(tables, "n") == [10, 20, 30, 60]


@pytest.mark.parametrize("last", ["4;школа;60;17", "4;сад;60;", ";;61;18"])
def test_a_row_with_one_sum_by_chance_is_not_told(tmp_path: Path, last: str) -> None:
    tables = read_csv_text(tmp_path, f"{HEAD}{SCHOOLS}{last}\n", AMOUNTS)
    assert [name for name, _ in told(tables)] == []


@pytest.mark.parametrize(
    "area",
    [
        "Брянская область",
        "Дятьковский муниципальный район",
        "Вся выборка",
        "Российская Федерация",
        "Республика Коми",
    ],
)
def test_areas_among_organisations_are_told(tmp_path: Path, area: str) -> None:
    text = f"code;kind\n0;{area}\n1;Лицей № 1\n2;Гимназия\n3;Школа № 3\n"
    assert told(read_csv_text(tmp_path, text, KIND)) == [("unnamed-total", "a.csv:2:A")]


def test_a_list_of_areas_is_a_list(tmp_path: Path) -> None:
    text = "code;kind\n1;Брянская область\n2;Тульская область\n3;Пермский край\n"
    assert told(read_csv_text(tmp_path, text, KIND)) == []


def test_a_letter_with_and_without_its_dots_is_told(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;kind\n1;зачёт\n2;зачет\n3;зачёт\n", KIND)
    assert params(tables.findings[0])["values"] == ("зачёт (2) = зачет (1)",)


def test_signs_that_nobody_sees_are_no_letters(tmp_path: Path) -> None:
    """A soft hyphen of Word, a space of no width of a web page."""
    text = "code;ki\u00adnd\n1;шко\u00adла\n2;\u200bшкола\n3;школа\ufeff\n"
    tables = read_csv_text(tmp_path, text, KIND)
    assert told(tables) == []
    assert column(tables, "kind") == ["школа"] * 3


def test_a_dash_in_a_column_of_text_is_asked_about(tmp_path: Path) -> None:
    tables = read_csv_text(tmp_path, "code;kind\n1;школа\n2;—\n3;Н/Д\n4;сад\n", KIND)
    assert told(tables) == [("blank-word", "a.csv:3:B")]
    listed = resource(field("code"), field("kind", constraints=Constraints(enum=("школа", "—"))))
    assert ("blank-word", "a.csv:3:B") not in told(
        read_csv_text(tmp_path, "code;kind\n1;школа\n2;—\n", listed)
    )


@pytest.mark.parametrize(("rows", "is_told"), [(3, True), (2, False)])
def test_a_table_that_was_pasted_twice_is_told(tmp_path: Path, rows: int, is_told: bool) -> None:
    """Two rows may well be the same by chance, three different ones in their order not."""
    once = "".join(f"{number};школа {number}\n" for number in range(rows))
    tables = read_csv_text(tmp_path, f"code;kind\n{once}{once}", KIND)
    assert (told(tables) == [("pasted-twice", f"a.csv:{rows + 2}")]) is is_told


def test_rows_that_repeat_in_another_order_are_no_second_paste(tmp_path: Path) -> None:
    text = "code;kind\n1;а\n2;б\n3;в\n3;в\n2;б\n1;а\n"
    assert told(read_csv_text(tmp_path, text, KIND)) == []


def test_two_rows_of_numbers_hardly_agree_by_chance(tmp_path: Path) -> None:
    scores = resource(field("code"), field("v", "integer"))
    assert told(read_csv_text(tmp_path, "code;v\n1;5\n2;6\n1;5\n2;6\n", scores)) == [
        ("pasted-twice", "a.csv:4")
    ]
    assert told(read_csv_text(tmp_path, "code;v\n1;1\n2;0\n1;1\n2;0\n", scores)) == []


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("1;5 2;6 3;7 4;8 5;9 2;6", "a.csv:7:A"),
        ("1;5 2;6 3;7 4;8 5;9 2;7", None),  # another answer of the same
        ("1;5 2;6 3;7 4;8 5;9 ;6 ;6", None),  # of nobody
        ("1;5 2;5 3;5 4;5 5;6 2;5", None),  # may be so by chance
        ("1;5 1;6 3;7 4;8 5;9 3;7", None),  # no column tells the rows apart
        ("1;5 2;6 3;7 1;5", None),  # too few to know
    ],
)
def test_a_row_that_stands_twice_is_told(tmp_path: Path, rows: str, place: str | None) -> None:
    table = resource(field("code"), field("v", "integer"))
    text = "code;v\n" + rows.replace(" ", "\n") + "\n"
    expected = [("row-twice", place)] if place else []
    assert told(read_csv_text(tmp_path, text, table)) == expected


def test_codes_apart_by_noughts_are_told_together(tmp_path: Path) -> None:
    text = "code;kind\n001;а\n1;а\n01;б\n1;в\n10;г\n0;д\n1а;е\n01а;ж\n"
    tables = read_csv_text(tmp_path, text, KIND)
    assert told(tables) == [("codes-apart-by-noughts", "a.csv:2:A")]
    assert params(tables.findings[0])["values"] == ("1 (2) = 001 (1) = 01 (1)",)
    assert column(tables, "code") == ["001", "1", "01", "1", "10", "0", "1а", "01а"]


@pytest.mark.parametrize(
    ("is_optional", "wanted"), [(False, "unresolved-reference"), (True, "missed-by-noughts")]
)
def test_a_key_says_how_many_rows_miss_by_noughts(
    tmp_path: Path, *, is_optional: bool, wanted: str
) -> None:
    (tmp_path / "s.csv").write_text("code\n001\n020\nа\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("code;kind\n777;x\n1;x\n1;y\n20;z\n001;z\n\n", encoding="utf-8")
    lists = resource(field("code"), name="lists", path="s.csv")
    own = resource(field("code"), field("kind"), name="a", links=[("code", "lists", "code")])
    keys = tuple(replace(each, optional=is_optional) for each in own.foreign_keys)
    tables = read_tables(project(tmp_path, lists, replace(own, foreign_keys=keys)))
    found = next(each for each in tables.findings if each.code.name == wanted)
    assert params(found)["noughts" if not is_optional else "count"] == 3
    assert found.at.line == (3 if is_optional else 2)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code;kind;n\n1;СОШ 1;5\n2;СОШ 2;7\n3;СОШ 3;8\n;Среднее;6,67\n", 5),
        ("code;kind;n\n1;СОШ 1;5\n2;СОШ 2;7\n3;СОШ 3;8\n9;Среднее;6,6667\n", 5),
        ("code;kind;n\n1;СОШ 1;5\n2;СОШ 2;7\n3;СОШ 3;8\n9;Средний %;6,6667\n", 5),
        ("code;kind;n\n1;СОШ 1;5\n2;СОШ 2;7\n3;СОШ 3;9\n;Максимум;9\n;Медиана;7\n", 5),
        ("code;kind;n\n1;Высшее;50\n2;Среднее;7\n3;Начальное;8\n4;Среднее;9\n", None),
        ("code;kind;n\n1;Высшее;50\n2;Среднее;7\n3;Начальное;8\n", None),
    ],
)
def test_a_mean_among_rows_is_told_and_a_level_of_education_is_none(
    tmp_path: Path, text: str, line: int | None
) -> None:
    declared = resource(*KIND.fields, field("n", "number"))
    places = [place for name, place in told(read_csv_text(tmp_path, text, declared))
              if name == "unnamed-total"]  # fmt: skip
    assert places == ([f"a.csv:{line}:A"] if line else [])


@pytest.mark.parametrize(
    ("last", "is_told"),
    [(";4,3", True), (";4", True), (";5", False), ("4;4,3", False), (";4,2", False), (";", False)],
)
def test_a_last_row_without_a_name_that_holds_the_means_is_told(
    tmp_path: Path, last: str, is_told: bool
) -> None:
    """3, 4 and 6 make 4.33, which the row may round to 4.3 or 4."""
    declared = resource(KIND.fields[0], replace(field("n", "number"), unit=Unit.PERCENT))
    tables = read_csv_text(tmp_path, f"code;n\n1;3\n2;4\n3;6\n{last}\n", declared)
    assert (("unnamed-total", "a.csv:5:A") in told(tables)) is is_told


def test_a_last_row_that_says_whose_it_is_holds_no_means(tmp_path: Path) -> None:
    declared = resource(KIND.fields[0], field("n", "number"), field("y"))
    text = "code;n;y\n1;3;2021\n2;4;2021\n3;6;2021\n4;4;\n"
    assert told(read_csv_text(tmp_path, text, declared)) == []


def test_percents_beyond_a_hundred_are_told_unless_limits_allow_them(tmp_path: Path) -> None:
    share = replace(field("n", "number"), unit=Unit.PERCENT)
    text = "code;n\n1;-5\n2;130\n3;50\n"
    tables = read_csv_text(tmp_path, text, resource(KIND.fields[0], share))
    assert told(tables) == [("beyond-percents", "a.csv:2:B")]
    assert params(tables.findings[0])["count"] == 2
    allowed = replace(share, constraints=Constraints(minimum=-10, maximum=200))
    assert told(read_csv_text(tmp_path, text, resource(KIND.fields[0], allowed))) == []


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,23E+06", 1_230_000), ("1e3", 1000), ("2E+2", 200), ("1230", None), ("5e-1", None)],
)
def test_a_number_written_as_a_power_is_read_and_told(
    tmp_path: Path, cell: str, value: int | None
) -> None:
    declared = resource(field("code"), field("n", "number"))
    tables = read_csv_text(tmp_path, f"code;n\nа;{cell}\nб;5\n", declared)
    wanted = [("number-as-power", "a.csv:2:B")] if value else []
    assert told(tables) == wanted
    if value:
        assert column(tables, "n") == [value, 5]


def test_texts_that_look_like_truth_values_are_told_beside_real_ones(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["code", "kind"],
        ["1", True],
        ["2", "ИСТИНА"],
        ["3", "True"],
        ["4", "ЛОЖЬ"],
        ["5", "да"],
    ]
    tables = read_sheet(tmp_path, rows, replace(KIND, path="a.xlsx"))
    (found,) = [each for each in tables.findings if each.code.id == "D286"]
    assert params(found)["values"] == ("true (1)", "True (1)", "ИСТИНА (1)", "ЛОЖЬ (1)")
    texts = [["code", "kind"], ["1", "ИСТИНА"], ["2", "ЛОЖЬ"]]
    assert told(read_sheet(tmp_path, texts, replace(KIND, path="a.xlsx"))) == []


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("По району", True),
        ("Среднее по ОО:", True),
        ("Итого по городскому округу", True),
        ("В среднем по школам", True),
        ("в т.ч. город", True),
        ("из них сельских", True),
        ("По школе № 5", False),
        ("По выбору", False),
        ("среднее общее", False),
        ("вторая", False),
    ],
)
def test_names_of_totals_and_of_their_parts_are_no_codes(text: str, is_told: bool) -> None:
    assert bool(said_of_all(pl.Series(["101", text]))) is is_told
