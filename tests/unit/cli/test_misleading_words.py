"""Words that once misled, one by one: each with its input and what is said of it now."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.running import run
from tests.unit.execute.small_projects import write_project

TESTS = Path(__file__).parents[2]
ELSEWHERE = {
    1: "unit/execute/test_composed_parts.py::test_words_say_points_no_data_and_what_is_lacking",
    20: "diff/test_approvals.py::test_an_approval_in_the_very_commit_of_the_change_does_not_count",
    21: "unit/reports/test_deciding_digits.py::test_the_digits_that_decide_are_shown",
    25: "unit/reports/test_plan.py::test_where_sections_count_again_every_number_keeps_its_section",
    27: "unit/cli/test_language.py::"
    "test_the_help_of_every_verb_is_in_the_language_that_is_asked_for",
    28: "unit/cli/test_git.py::test_a_renamed_project_is_told_with_both_names",
    29: "unit/cli/test_git.py::test_a_changed_mode_alone_is_told",
    30: "unit/cli/test_git.py::test_a_reader_that_leaves_early_ends_git_diff_quietly",
    31: "unit/cli/test_git.py::test_without_the_program_git_shows_lines_as_ever",
    32: "unit/cli/test_git.py::test_install_says_how_to_write_a_patch",
    33: "diff/test_mended_years.py::test_dates_are_written_as_people_write_them",
    34: "diff/test_mended_years.py::test_a_mended_year_is_no_later_day",
    35: "unit/reports/test_ics.py::test_a_moved_date_is_a_later_edition_of_the_same_entry",
    36: "unit/reports/test_ics.py::test_one_date_less_moves_no_other",
}
"""Numbers of the list that are tried beside what they speak of."""

SCHOOLS = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {{fields: [{{name: code, type: string}}], primaryKey: [code]}}
    organisation: code
  - name: w
    title: Баллы
    path: {path}
    schema:
      fields:
        - {{name: k, type: string}}
        - {field}
    organisation: k
"""
RULE = "{{measure: share, in: w, of: '{of}', missing: exclude}}"
NUMBER = "{name: v, type: number}"


def project(
    folder: Path, *, rows: str = "1;1\n2;0", field: str = NUMBER, of: str = "v = 1",
    target: str = ">= 10 %", path: str = "w.csv", rule: str = "", more: str = "",
    head: str = "k;v", files: Mapping[str, str] | None = None,
) -> Path:  # fmt: skip
    """Two schools and a table of two columns, with one indicator."""
    tables = {"schools.csv": "code\n1\n2\n", path.replace("\\", "/"): f"{head}\n{rows}\n"}
    data = SCHOOLS.format(path=path, field=field)
    rules = {"q": f"target: '{target}', rule: {rule or RULE.format(of=of)}"}
    written = write_project(folder, data, rules, {} if path.endswith("xlsx") else tables, more)
    (written / "schools.csv").write_text(tables["schools.csv"])
    for name, text in (files or {}).items():
        (written / name).parent.mkdir(exist_ok=True)
        (written / name).write_text(text)
    return written


def said(*command: str) -> str:
    done = run(*command)
    assert done.code in (0, 1, 2), done.err
    return " ".join((done.out + done.err).split())


def validated(folder: Path) -> str:
    return said("validate", str(folder))


def checked(folder: Path) -> str:
    return said("data", "check", str(folder / "data.yaml"))


def explained(folder: Path, *more: str) -> str:
    return said("explain", "low-results/q", str(folder), "--as-of", "2022-08-31", *more)


def book(folder: Path, rows: list[list[object]], *, first: str = "A1") -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Л"
    start = sheet[first]
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            cell = sheet.cell(start.row + down, start.column + right, value)
            if value == "#DIV/0!":
                cell.data_type = "e"
    made.save(folder / "w.xlsx")


@pytest.mark.parametrize("number", ELSEWHERE)
def test_the_others_are_tried_where_they_belong(number: int) -> None:
    file, _, name = ELSEWHERE[number].partition("::")
    assert f"def {name}(" in (TESTS / file).read_text("utf-8")


def test_02_zeros_are_told_of_the_column_that_has_them(tmp_path: Path) -> None:
    field = "{name: v, type: number, title: Балл}\n        - {name: u, type: number, title: Часы}"
    rows = "1;61,5;1\n2;64;2\n1;0;3\n2;58;4\n1;70;5"
    told = checked(project(tmp_path, field=field, rows=rows, head="k;Балл;Часы"))
    assert "D234" in told
    assert "«Часы»" not in told


def test_03_a_total_is_told_at_the_cell_that_names_it(tmp_path: Path) -> None:
    folder = project(tmp_path, path="w.xlsx")
    book(folder, [["k", "v"], ["1", 1], ["2", 0], ["Итого", 1]], first="C5")
    assert "w.xlsx:Л:C8: предупреждение D226" in checked(folder)


@pytest.mark.parametrize("cell", ["63%", "12,5 %"])
def test_04_percents_are_told_their_unit(tmp_path: Path, cell: str) -> None:
    told = checked(project(tmp_path, rows=f"1;{cell}\n2;7"))
    assert "unit: percent" in told
    assert "missingValues" not in told


def test_05_a_column_that_is_not_there_is_told_the_near_heading(tmp_path: Path) -> None:
    field = "{name: v, type: number, title: Средний балл}"
    assert "похоже на «Средний бал»" in checked(
        project(tmp_path, field=field, head="k;Средний бал")
    )


@pytest.mark.parametrize("mapped", [False, True])
def test_06_an_error_of_excel_is_no_blank_and_map_may_say_that_it_is(
    tmp_path: Path, mapped: bool
) -> None:
    field = "{name: v, type: number, map: {'#DIV/0!': null}}" if mapped else NUMBER
    folder = project(tmp_path, path="w.xlsx", field=field)
    book(folder, [["k", "v"], ["1", 1], ["2", "#DIV/0!"], ["2", None]])
    told = checked(folder)
    assert ("«#DIV/0!»" in told) is not mapped
    assert ("D217" in told) is not mapped


def test_07_a_text_beside_a_whole_number_is_told_as_such(tmp_path: Path) -> None:
    folder = project(tmp_path)
    more = """- name: reg
  path: reg.csv
  schema: {fields: [{name: code, type: integer}], primaryKey: [code]}
"""
    data = (folder / "data.yaml").read_text().replace(
        "  organisation: k\n",
        "    foreignKeys: [{fields: k, reference: {resource: reg, fields: code}}]\n"
        "  organisation: k\n",
    )  # fmt: skip
    (folder / "data.yaml").write_text(data + more)
    (folder / "reg.csv").write_text("code\n7\n8\n")
    assert "Столбец здесь типа string, а там integer" in checked(folder)


def test_08_a_sign_that_is_not_there_is_told_which_are(tmp_path: Path) -> None:
    told = validated(project(tmp_path, of="v / 2 > 1"))
    assert "R302: Знака «/» в условиях нет" in told
    assert "Можно: = <> < <= > >=" in told
    assert "a >= 0.5 * b" in told


def test_09_no_advice_names_a_key_that_is_not_there(tmp_path: Path) -> None:
    told = validated(project(tmp_path, of="v = w"))
    assert "R304" in told
    assert "вычисляем" not in told


def test_10_a_percent_below_nought_is_told_once(tmp_path: Path) -> None:
    told = validated(project(tmp_path, target=">= -50 %"))
    assert len(re.findall("ошибка R", told)) == 1
    assert "R344" in told


def test_11_nought_is_not_refused_for_being_less_than_nought(tmp_path: Path) -> None:
    rule = (
        "{measure: index, lacking: refuse, parts: [{id: a, weight: 0, of: "
        f"{RULE.format(of='v = 1')}}}, {{id: b, weight: 1, of: {RULE.format(of='v > 0')}}}]}}"
    )
    assert "не меньше 0, а стоит «0»" not in validated(project(tmp_path, rule=rule))


DECISION = """\
format: decision/1
id: d
title: Решение
per: schools
hit: {hit}
inputs: [{{id: n, title: Число, rule: {{measure: count, in: w, of: v = 1, missing: as_false}}}}]
rows: [{{id: a, when: {{n: "<= 30"}}}}, {{id: b, when: {{n: ">= {above}"}}}},
       {{id: c, when: {{n: нет данных}}}}]
"""


@pytest.mark.parametrize(("above", "gap"), [(31, None), (32, "31")])
def test_12_between_30_and_31_persons_there_is_no_gap(
    tmp_path: Path, above: int, gap: str | None
) -> None:
    files = {"decisions/d.yaml": DECISION.format(hit="first", above=above)}
    told = validated(project(tmp_path, files=files))
    assert "30,5" not in told
    assert ("K421" in told) is (gap is not None)
    assert gap is None or f"Число — {gap}" in told


def test_13_rows_that_are_collected_may_leave_gaps(tmp_path: Path) -> None:
    files = {"decisions/d.yaml": DECISION.format(hit="collect", above=90)}
    assert "K421" not in validated(project(tmp_path, files=files))


@pytest.mark.parametrize("number", [".nan", ".inf"])
def test_14_a_number_that_is_none_is_told_once_and_not_as_a_text(
    tmp_path: Path, number: str
) -> None:
    field = f"{{name: v, type: number, constraints: {{maximum: {number}}}}}"
    told = validated(project(tmp_path / "a", field=field))
    assert "нужно число" in told
    assert "нужен текст" not in told
    rule = (
        f"{{measure: index, lacking: refuse, parts: [{{id: a, weight: {number}, of: "
        f"{RULE.format(of='v = 1')}}}]}}"
    )
    told = validated(project(tmp_path / "b", rule=rule))
    assert "R347" in told
    assert "Y017" not in told


def test_15_nothing_that_was_checked_is_not_said_to_be_fine(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for verb in ("validate", "lint"):
        told = said(verb, str(tmp_path / "empty"))
        assert "замечаний нет" not in told
    broken = project(tmp_path / "p", of="v /")
    assert "замечаний нет" not in said("lint", str(broken))


def test_16_a_slip_is_told_itself_and_not_by_what_it_breaks(tmp_path: Path) -> None:
    decision = DECISION.format(hit="first", above=31).replace(
        "rule: {measure: count, in: w, of: v = 1, missing: as_false}", "indicator: low-results/q"
    )
    folder = project(tmp_path, files={"decisions/d.yaml": decision})
    path = folder / "low-results.yaml"
    path.write_text(path.read_text().replace("measure: share", "mesure: share"))
    told = validated(folder)
    assert "S101" in told
    assert "K4" not in told


def test_17_a_list_where_a_text_belongs_is_no_key_that_lacks(tmp_path: Path) -> None:
    rule = "{measure: share, in: w, of: v = 1, where: [v > 0], missing: exclude}"
    told = validated(project(tmp_path, rule=rule))
    assert "В «where» нужен текст" in told
    assert "не хватает" not in told


DATED = """\
format: rule/1
id: my
title: Моё
source: null
parameters:
  p: {title: Условие, type: condition}
rule: {measure: share, in: w, of: "{p}", missing: exclude}
"""


def test_18_an_odd_key_of_a_dated_value_is_told_as_a_key(tmp_path: Path) -> None:
    rule = "{use: my, with: {p: [{from: 2020-09-01, value: v = 1, untill: '2021'}]}}"
    told = validated(project(tmp_path, rule=rule, files={"rules/my.yaml": DATED}))
    assert "«untill»" in told
    assert "другого рода" not in told


def test_19_a_backslash_is_a_slash(tmp_path: Path) -> None:
    folder = project(tmp_path, path="w.csv")
    (folder / "sub").mkdir()
    (folder / "w.csv").rename(folder / "sub" / "w.csv")
    data = folder / "data.yaml"
    data.write_text(data.read_text().replace("path: w.csv", 'path: "sub\\\\w.csv"'))
    assert "1 / 2 = 50 %" in explained(folder)


def test_22_a_difference_of_shares_is_told_in_points(tmp_path: Path) -> None:
    rule = (
        f"{{measure: formula, formula: a - b, parts: [{{id: a, of: {RULE.format(of='v = 1')}}}, "
        f"{{id: b, of: {RULE.format(of='v = 0')}}}]}}"
    )
    told = explained(project(tmp_path, rule=rule, rows="1;1\n1;1\n2;0", target=">= 90 п. п."))
    assert "Посчитано: 33,3 п. п." in told
    assert "не хватает 56,7 п. п." in told


def test_23_what_is_lacking_is_not_told_of_a_municipality_without_a_name(tmp_path: Path) -> None:
    rows = "\n".join(["1;1"] * 10 + ["2;1"] * 10 + ["9;0"] * 3)
    folder = project(tmp_path, rows=rows, target=">= 90 %")
    data = folder / "data.yaml"
    data.write_text(data.read_text().replace(
        "fields: [{name: code, type: string}], primaryKey: [code]}\n  organisation: code",
        "fields: [{name: code, type: string}, {name: mo, type: string}], primaryKey: [code]}\n"
        "  organisation: code\n  municipality: mo",
    ))  # fmt: skip
    (folder / "schools.csv").write_text("code;mo\n1;Север\n2;Юг\n")
    spec = folder / "low-results.yaml"
    spec.write_text(spec.read_text().replace("target:", "judge: municipality, target:"))
    run("evaluate", str(folder), "--as-of", "2022-08-31", "--audience", "internal", "--format",
        "md", "--out", str(tmp_path / "out"))  # fmt: skip
    report = " ".join((tmp_path / "out" / "report.md").read_text().split())
    assert "1 муниципалитет" not in report.partition("нужно внимание")[2]
    assert "не хватает 1 строки" not in report


EVENTS = """\
sections: [{id: s1, number: "1", title: А}, {id: s2, number: "2", title: Б}]
events:
  - {id: e1, section: s1, number: "1.1", title: Первое, stage: monitoring, serves: [help],
     schedule: Май 2022 г., responsible: [{text: Отдел}], result: Справка}
  - {id: e2, section: s2, number: "1.1", title: Второе, stage: monitoring, serves: [help],
     schedule: Июнь 2022 г., responsible: [{text: Отдел}], result: Записка}
  - {id: e3, section: s2, number: "3.2", title: Третье, stage: monitoring, serves: [help],
     schedule: Июнь 2022 г., responsible: [{text: Отдел}], result: Доклад}
"""


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("sections") / "p")
    spec = folder / "low-results.yaml"
    spec.write_text(spec.read_text().partition("events:")[0] + EVENTS)
    return folder


def test_24_every_id_of_a_plan_is_understood_by_explain(sections: Path) -> None:
    planned = set(re.findall(r"1\.2/[0-9.]+", run("plan", str(sections)).out))
    assert len(planned) == 3
    for id in planned:
        assert run("explain", id, str(sections)).code == 0, id


def test_24_a_bracket_or_a_point_after_a_number_need_not_be_typed(sections: Path) -> None:
    spec = sections / "low-results.yaml"
    before = spec.read_text()
    spec.write_text(before.replace('number: "3.2"', 'number: "3)"'))
    try:
        assert "1.2/3)" in run("plan", str(sections)).out
        assert [run("explain", f"1.2/3{end}", str(sections)).code for end in ("", ")")] == [0, 0]
    finally:
        spec.write_text(before)


WAIVER = """\
waivers: [{code: L640, reason: так решено, author: Петров, until: "2021-01-01"}]
"""


def test_26_an_exception_that_ended_quotes_nothing_rather_than_a_blank(tmp_path: Path) -> None:
    told = said("lint", str(project(tmp_path, more=WAIVER)), "--as-of", "2022-06-01")
    assert "K410" in told
    assert "«»" not in told


def test_37_what_is_computed_is_hidden_and_not_said_to_be_fewer_than_five(tmp_path: Path) -> None:
    """Two of three and none of 40: the difference is no number of persons."""
    rule = (
        f"{{measure: formula, formula: a - b, parts: [{{id: a, of: {RULE.format(of='v = 1')}}}, "
        f"{{id: b, of: {RULE.format(of='v = 2')}}}]}}"
    )
    rows = "\n".join(["1;1", "1;1", "1;0", *(["2;0"] * 20), *(["2;2"] * 20)])
    folder = project(tmp_path, rule=rule, rows=rows, target=">= 90 п. п.")
    told = explained(folder, "--audience", "external")
    assert "Посчитано: скрыто" in told
    assert ": <5" not in told


@pytest.mark.parametrize(
    ("condition", "right"), [("v > 1,5", "1.5"), ("v = «1»", "'1'"), ("v = “1”", "'1'")]
)
def test_38_a_condition_says_the_point_and_the_quotes_that_it_needs(
    tmp_path: Path, condition: str, right: str
) -> None:
    assert f"Похоже, нужно «{right}»" in validated(project(tmp_path, of=condition))


def test_39_a_doubtful_condition_is_quoted_as_its_author_wrote_it(tmp_path: Path) -> None:
    told = validated(project(tmp_path, of="v not between 8 and 3"))
    assert "v not between 8 and 3" in told
    assert "not (v >= 8" not in told


def test_40_a_decision_shows_the_digits_that_decide(tmp_path: Path) -> None:
    decision = """\
format: decision/1
id: d
title: Решение
per: schools
hit: first
inputs: [{id: p, title: Доля, indicator: low-results/q}]
rows: [{id: a, when: {p: ">= 70"}}, {id: rest}]
"""
    rows = "\n".join(["1;1"] * 2099 + ["1;0"] * 901)
    folder = project(tmp_path, rows=rows, target=">= 70 %", files={"decisions/d.yaml": decision})
    told = said("explain", "d/1", str(folder), "--as-of", "2022-08-31")
    assert "Доля: 69,97 % — условие «>= 70» не выполнено" in told


@pytest.mark.parametrize(
    ("target", "shown", "said_of_it"),
    [
        (">= 12.3456", "0,000000004", "не менее 12,3456"),
        (">= 0.0000001", "0,000000004", "не менее 0,0000001"),
        (">= 0.000001 тыс. чел.", "0,000000004", "не менее 0,001 чел."),
    ],
)
def test_a_target_is_printed_as_written_and_a_small_figure_is_not_nought(
    tmp_path: Path, target: str, shown: str, said_of_it: str
) -> None:
    rule = "{measure: sum, in: w, of: v, missing: exclude}"
    folder = project(tmp_path, rows="1;3e-9\n2;1e-9", rule=rule, target=target)
    run("evaluate", str(folder), "--as-of", "2022-08-31", "--audience", "internal", "--format",
        "md", "--out", str(tmp_path / "out"))  # fmt: skip
    report = " ".join((tmp_path / "out" / "report.md").read_text().split())
    assert f"{shown}; цель: {said_of_it}" in report or f"{shown} чел.; цель: {said_of_it}" in report


def test_the_list_is_whole() -> None:
    own = {int(found) for found in re.findall(r"def test_(\d\d)_", Path(__file__).read_text())}
    assert own | set(ELSEWHERE) == set(range(1, 41))
