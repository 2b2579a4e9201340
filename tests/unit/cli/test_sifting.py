"""Which findings are shown and counted: chosen codes, ignored ones, severities of one's own; and
the formats in which other programs read them."""

import csv
import json
import shutil
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from engine.cli.baselines import (
    Compared,
    KnownFinding,
    KnownVerdict,
    compare_findings,
    compare_verdicts,
    known_finding,
)
from engine.codes.tables import PERCENT_SIGN
from engine.diagnostics import Finding, Place, finding
from engine.reports.formats.records import render_records
from engine.results.verdicts import Verdict, VerdictKind
from tests.running import run

CODES = Path(__file__).parents[2] / "codes"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A target that its text contradicts: R372, a warning of `validate`; `lint` has more."""
    folder = tmp_path / "specs" / "район"
    shutil.copytree(CODES / "R372" / "bad", folder)
    monkeypatch.chdir(tmp_path)
    return folder


def codes(*arguments: str) -> list[str]:
    return [load["code"] for load in json.loads(run(*arguments, "--format", "json").out)]


@pytest.mark.parametrize("wanted", ["R372", "r37", "R", "target-not-in-text", "L601, R372"])
def test_codes_are_chosen_whole_by_beginning_or_by_name(project: Path, wanted: str) -> None:
    assert codes("validate", "--select", wanted) == ["R372"]
    assert codes("validate", "--ignore", wanted) == []


def test_what_is_not_shown_is_counted_aloud_and_counts_no_more(project: Path) -> None:
    assert run("validate", "--fail-on", "warning").code == 1
    done = run("validate", "--fail-on", "warning", "--ignore", "R372")
    assert done.code == 0
    assert "Не показано по --select, --ignore и настройкам: 1 находка." in done.err
    told = run("lint", "--select", "L712", "--lang", "en").err
    assert "Not shown, by --select, --ignore and settings:" in told


@pytest.mark.parametrize("more", [("--ignore", "S"), ("--select", "L")])
def test_what_is_not_shown_makes_no_project_usable(project: Path, more: tuple[str, str]) -> None:
    (project / "project.yaml").write_text("format: none\n", "utf-8")
    done = run("validate", "-q", *more)
    assert (done.code, done.out) == (1, "")
    assert "Не показано" in done.err
    assert run("validate", "-q", *more, "--fail-on", "never").code == 0


def test_errors_that_are_not_shown_are_told_of_a_quiet_run_too(project: Path) -> None:
    asked = ("evaluate", "-q", "--out", "o", "--cache", "c", "--as-of", "2022-06-01")
    shown = run(*asked)
    assert "Не показано" not in shown.err
    told = [run(*asked, "--ignore", "D") for _ in range(2)]
    assert all("Не показано" in each.err for each in told)


def test_a_code_that_is_none_is_refused(project: Path) -> None:
    done = run("lint", "--ignore", "target-not-in-txt")
    assert (done.code, "target-not-in-text" in done.err) == (2, True)


def test_the_file_of_settings_has_severities_by_path(project: Path) -> None:
    settings = Path("roadmap.toml")
    settings.write_text('[severity]\nR372 = "error"\n', "utf-8")
    assert run("validate").code == 1
    assert "ошибка R372" in run("validate").out
    settings.write_text(
        'severity = {R = "error"}\n\n["per-path"."specs/рай*"]\nR372 = "off"\n', "utf-8"
    )
    assert codes("validate") == []
    told = {
        load["key"]: load["source"] for load in json.loads(run("config", "--format", "json").out)
    }
    assert (told["severity"], told["per-path"]) == ("roadmap.toml:1", "roadmap.toml:3")
    settings.write_text('ignore = ["R372"]\n', "utf-8")
    assert codes("validate") == []
    assert codes("validate", "--ignore", "L") == ["R372"]


@pytest.mark.parametrize(
    "line", ['severity = {R372 = "fatal"}', 'severity = {X9 = "off"}', 'per-path = {"a" = 1}',
             "select = 5"],
)  # fmt: skip
def test_a_setting_that_does_not_fit_is_refused_with_its_line(project: Path, line: str) -> None:
    Path("roadmap.toml").write_text(f"\n{line}\n", "utf-8")
    done = run("validate")
    assert (done.code, "roadmap.toml:2" in done.err) == (2, True)


def test_findings_are_records_for_other_programs(project: Path) -> None:
    (row,) = csv.DictReader(StringIO(run("validate", "--format", "csv").out))
    assert (row["code"], row["id"], row["severity"]) == ("R372", "teachers-supported", "warning")
    assert (row["file"], row["line"]) == ("specs/район/low-results.yaml", "16")
    lines = run("lint", "--format", "jsonl").out.splitlines()
    assert lines
    assert all({"code", "file", "message", "fix"} <= json.loads(line).keys() for line in lines)


def test_a_cell_of_records_is_never_a_formula(project: Path) -> None:
    told = render_records("csv", ("a", "b"), [{"a": "=1+1", "b": -2}], "x")
    assert told == "a,b\n'=1+1,-2\n"


def test_code_hosts_show_findings_beside_their_lines(project: Path) -> None:
    line = run("validate", "--format", "github").out
    where = "line=16,col=13,endLine=16,endColumn=22"
    assert line.startswith(f"::warning file=specs/район/low-results.yaml,{where},title=R372 ")
    assert "%25" in line
    (note,) = json.loads(run("validate", "--format", "gitlab").out)
    assert note["location"] == {"path": "specs/район/low-results.yaml", "lines": {"begin": 16}}
    assert (note["severity"], len(note["fingerprint"])) == ("minor", 32)


def test_a_run_writes_notes_and_figures(project: Path) -> None:
    formats = ("--format", "github,gitlab,csv,jsonl", "--as-of", "2022-06-01")
    done = run("evaluate", "--out", "o", *formats, "--ignore", "D")
    notes = json.loads(Path("o/report.gitlab.json").read_text("utf-8"))
    assert {note["check_name"] for note in notes} >= {"R372", "verdict/no_data"}
    assert "::warning file=specs/район/low-results.yaml" in done.out
    assert "ошибка D" not in done.err
    assert "Не показано" in done.err
    (whole,) = map(json.loads, Path("o/figures.jsonl").read_text("utf-8").splitlines())
    assert (whole["id"], whole["level"], whole["verdict"]) == (
        "low-results/teachers-supported", "whole", "no_data",
    )  # fmt: skip


BASELINE = ("--baseline", "roadmap-baseline.json")


def test_what_a_baseline_knows_does_not_count_and_what_is_new_does(project: Path) -> None:
    assert run("baseline", "write", "--as-of", "2022-06-01").code == 0
    done = run("validate", *BASELINE, "--fail-on", "warning")
    assert (done.code, done.out) == (0, "")
    assert "Известно раньше (baseline) и не показано: 1." in done.err
    spec = project / "low-results.yaml"
    spec.write_text(spec.read_text("utf-8").replace('">= 80 %"', '">= 90 %"'), "utf-8")
    done = run("validate", *BASELINE, "--fail-on", "warning")
    assert (done.code, "R372" in done.out) == (1, True)
    assert "Исправлено, в baseline больше не нужно: 1." in done.err
    assert "R372 low-results/teachers-supported" in done.err


def test_several_projects_are_each_told_what_the_baseline_knows(project: Path) -> None:
    other = shutil.copytree(project, project.parent / "округ")
    text = (other / "project.yaml").read_text("utf-8")
    (other / "project.yaml").write_text(text.replace("id: example", "id: other"), "utf-8")
    assert run("baseline", "write", "--as-of", "2022-06-01").code == 0
    several = ("evaluate", "specs/район", "specs/округ", "--as-of", "2022-06-01", "--jobs", "1")
    told = run(*several, *BASELINE, "--format", "json", "--out", "out").err
    assert told.count("Известно раньше (baseline) и не показано:") == 2


def test_lint_refuses_a_roadmap_that_ends_on_the_day_asked_for(project: Path) -> None:
    spec = project / "low-results.yaml"
    head = "format: roadmap/1\n"
    text = spec.read_text("utf-8").replace(head, f'{head}sunset: "2022-01-01"\n', 1)
    spec.write_text(text, "utf-8")
    assert "S152" not in run("lint", "--as-of", "2021-12-31").err
    done = run("lint", "--as-of", "2022-06-01")
    assert (done.code, "S152" in done.err) == (1, True)


def test_settings_above_hold_for_a_folder_below_and_name_files_from_there(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = 'paths = ["specs/район"]\nas-of = 2022-06-01\n'
    Path("roadmap.toml").write_text(settings, "utf-8")
    assert "file=specs/район/low-results.yaml,line=" in run("lint", "--format", "github").out
    Path("roadmap.toml").write_text(f'{settings}baseline = "known.json"\n', "utf-8")
    refused = run("lint")
    command = "roadmap baseline write --file known.json"
    assert (refused.code, f"ещё нет; его пишет {command}." in refused.err) == (2, True)
    assert run(*command.split()[1:]).code == 0
    monkeypatch.chdir(project)
    assert run("baseline", "write", "-q").out == "../../known.json\n"
    assert (run("lint", "-q").out, Path("roadmap-baseline.json").exists()) == ("", False)


def test_every_verb_that_uses_a_roadmap_warns_before_its_last_day_and_refuses_after(
    project: Path,
) -> None:
    spec = project / "low-results.yaml"
    head = "format: roadmap/1\n"
    ends = "deprecated: 2021-12-01\nsunset: 2022-01-01\n"
    spec.write_text(spec.read_text("utf-8").replace(head, f"{head}{ends}", 1), "utf-8")
    verbs = (
        ("plan",), ("plan", "--format", "ics"), ("plan", "--week"), ("plan", "--format", "docx"),
        ("graph",), ("show",), ("lineage",), ("explain", "low-results/teachers-supported"),
        ("forms", "make", "--for", "schools", "--out", "forms"),
    )  # fmt: skip
    told: dict[tuple[str, ...], list[list[str]]] = {}
    for verb in verbs:
        for day in ("2021-11-30", "2021-12-31", "2022-01-01"):
            into = ("--output", "plan.docx") if "docx" in verb else ()
            done = run(*verb, "--as-of", day, *into)
            codes = [code for code in ("S151", "S152") if f" {code}: " in done.err]
            told.setdefault(verb, []).append(codes)
        assert (done.code, done.out) == (2, "")
    assert [*told.values()] == [[[], ["S151"], ["S152"]]] * len(verbs)
    assert "S151" not in run("show", "--as-of", "2021-12-31", "-q").err


def test_the_letter_of_a_column_is_no_part_of_what_a_baseline_knows() -> None:
    """Baselines were made before places of csv files named the column; a sheet names cells."""

    def known(at: Place, *cells: str) -> tuple[str, KnownFinding]:
        found = finding(PERCENT_SIGN, at, cells=cells)
        return found.fingerprint, known_finding(found)

    before = known(Place("t.csv", line=17), "18", "21")
    assert known(Place("t.csv", line=17, cell="AE"), "18:AE", "21:AE") == before
    assert known(Place("t.csv", line=17, cell="AE"), "18:AE", "22:AE") != before
    sheet = known(Place("t.xlsx", sheet="A", cell="F17"), "F18")
    assert known(Place("t.xlsx", sheet="A", cell="F17"), "G18") != sheet


def test_each_known_finding_stands_for_one_of_several_alike() -> None:
    alike = finding(PERCENT_SIGN, Place("data/a.csv", 3, 2), column="n", value="5 %")
    known = known_finding(alike)
    assert compare_findings([alike] * 3, [known] * 2) == Compared((alike,), 2)
    assert len(compare_findings([alike], [known] * 2).mended) == 1
    assert not compare_findings([alike], [known] * 2, is_whole=False).mended


def test_another_wrong_cell_is_new_beside_a_known_one() -> None:
    def wrong(line: int, value: str) -> Finding:
        return finding(PERCENT_SIGN, Place("data/a.csv", line, 2), column="n", value=value)

    known = [known_finding(wrong(3, "5 %"))]
    findings = [wrong(3, "5 %"), wrong(9, "7 %")]
    assert compare_findings(findings, known).new == (findings[1],)
    assert compare_findings(findings[1:], known).new == (findings[1],)


@pytest.mark.parametrize("verb", ["validate", "lint"])
def test_files_of_two_projects_are_looked_at_each_in_its_own(project: Path, verb: str) -> None:
    other = shutil.copytree(project, project.parent / "другой")
    done = run(verb, str(project / "low-results.yaml"), str(other / "project.yaml"))
    assert done.code < 2, done.err
    assert "R372" not in done.out or "другой" not in done.out


def test_a_part_of_a_project_mends_nothing(project: Path) -> None:
    run("baseline", "write", "--as-of", "2022-06-01")
    assert "Исправлено" not in run("validate", str(project / "data.yaml"), *BASELINE).err


def test_a_known_verdict_fails_when_it_is_worse_and_is_mended_when_it_is_better() -> None:
    @dataclass
    class Judged:
        full_id: str
        verdict: Verdict

    def judged(**kinds: str) -> Any:
        return [Judged(id, Verdict(VerdictKind(kind), "", ())) for id, kind in kinds.items()]

    known = [KnownVerdict(id, "no_data") for id in ("same", "worse", "better", "gone")]
    now = judged(same="no_data", worse="not_met", better="met", fresh="not_met")
    new, count, mended = compare_verdicts(now, known)
    assert [outcome.full_id for outcome in new] == ["worse", "fresh"]
    assert (count, mended) == (2, ("better (no_data)", "gone (no_data)"))


def test_a_baseline_may_stand_in_the_settings_and_holds_no_words_of_tables(project: Path) -> None:
    run("baseline", "write", "--as-of", "2022-06-01")
    Path("roadmap.toml").write_text('baseline = "roadmap-baseline.json"\n', "utf-8")
    assert run("lint", "--fail-on", "warning").code == 0
    (known,) = json.loads(Path("roadmap-baseline.json").read_text("utf-8"))["projects"]
    assert known["folder"] == "specs/район"
    assert {key for each in known["lint"] for key in each} == {"code", "about", "fingerprint"}
    Path("roadmap.toml").write_text('baseline = "../x.json"\n', "utf-8")
    assert run("lint").code == 2


def test_a_file_that_is_no_baseline_is_refused(project: Path) -> None:
    done = run("lint", "--baseline", "specs/район/project.yaml")
    assert (done.code, "не файл roadmap baseline write" in done.err) == (2, True)


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small English project with nine scores that are no numbers."""
    folder = shutil.copytree(Path(__file__).parent / "english_project", tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    teachers = folder / "data" / "teachers.csv"
    lines = teachers.read_text("utf-8").splitlines()
    for at in range(1, 10):
        cells = lines[at].split(";")
        lines[at] = ";".join([*cells[:5], "bad", *cells[6:]])
    teachers.write_text("\n".join(lines), "utf-8")
    return folder


def test_every_bad_cell_is_a_record_when_all_are_asked_for(tables: Path) -> None:
    def cells(*more: str) -> list[str]:
        done = run("data", "check", "p", "--table", "teachers", "--format", "csv", *more)
        rows = csv.DictReader(StringIO(done.out))
        return [row["line"] for row in rows if row["code"] == "D218" and "Score" in row["message"]]

    lines = [str(line) for line in range(2, 11)]
    assert cells()[:5] == lines[:5]
    assert len(cells()) == 5
    assert [line for line in cells("--rows", "all") if line in lines] == lines
    assert run("data", "check", "p", "--rows", "0").code == 2
    told = run("data", "check", "p")
    assert "p/data/teachers.csv:2:F: ошибка D218" in told.out
    assert "Что значит код и что делать: roadmap explain D" in told.err


DAY = ("--as-of", "2022-06-01")


def test_rows_behind_a_figure_are_records_with_what_they_failed(tables: Path) -> None:
    spec = tables / "low-results.yaml"
    rule = '{measure: share, in: teachers, of: "trained and mark > 3", missing: exclude}'
    text = spec.read_text("utf-8")
    whole = "rule: {measure: share, in: teachers, of: trained, missing: as_false}"
    spec.write_text(text.replace(whole, f"rule: {rule}"), "utf-8")
    told = ("explain", "low-results/all-trained", "p", *DAY, "--rows", "all")
    rows = [json.loads(line) for line in run(*told, "--format", "jsonl").out.splitlines()]
    failed = {(row["trained"], row["failed"]) for row in rows if row["state"] == "not_counted"}
    assert failed >= {(False, "trained"), (True, "mark > 3")}
    assert (True, "trained") not in failed
    assert {row["failed"] for row in rows if row["state"] == "counted"} == {None}
    csv = run(*told, "--format", "csv").out
    assert "True" not in csv
    assert ",да" in csv
    model = json.loads(run(*told, "--format", "json", "--only-failed").out)
    assert "counted" not in {group["state"] for group in model["rows"]}
    shown = run(*told).out
    assert "не выполнено «mark > 3»" in shown
    assert "person" not in rows[0]


def test_a_row_that_no_condition_left_out_says_which_value_it_lacks(tables: Path) -> None:
    """Coverage asks of the values of a column, or of a list, that they be there; a mean of cells
    asks that they be filled."""
    spec, teachers = tables / "low-results.yaml", tables / "data" / "teachers.csv"
    teachers.write_text(teachers.read_text("utf-8").replace(";3;first;", ";;first;", 1), "utf-8")
    rules = {
        "all-trained": "{measure: coverage, in: teachers, column: mark, values: [3, 4]}",
        "shown": "{measure: mean, in: teachers, of: mark, missing: exclude}",
        "later": "{measure: coverage, in: teachers, where: mark > 4, key: person, list: teachers}",
    }
    lines = spec.read_text("utf-8").splitlines()
    for at, line in enumerate(lines):
        named = next((name for name in rules if line.startswith(f"  - {{id: {name},")), None)
        if named:
            kept = line[: line.index("rule: ")].replace('">= 40", due: "2022-12-31"', '">= 4 %"')
            lines[at] = f"{kept}rule: {rules[named]}}}"
    spec.write_text("\n".join(lines), "utf-8")

    def failed(name: str) -> set[tuple[str, str, bool]]:
        told = ("explain", f"low-results/{name}", "p", *DAY, "--rows", "all", "--format", "jsonl")
        rows = map(json.loads, run(*told).out.splitlines())
        return {
            (row["state"], row["failed"], row["without_answer"]) for row in rows if row["failed"]
        }

    not_asked = ("not_counted", "mark in (3, 4)", False)
    assert failed("all-trained") == {not_asked, ("missing", "mark is not null", True)}
    assert failed("shown") == {("missing", "mark is not null", True)}
    assert failed("later") == {("not_counted", "person in teachers.person", False)}


def test_rows_are_told_of_indicators_alone_and_of_persons_inside_alone(tables: Path) -> None:
    assert run("explain", "low-results/survey", "p", *DAY, "--format", "csv").code == 2
    asked = ("low-results/all-trained", "p", *DAY, "--format", "csv", "--audience", "external")
    done = run("explain", *asked)
    assert (done.code, "--audience internal" in done.err) == (2, True)


def test_an_index_tells_what_each_part_gave_and_a_depth_cuts_the_tree(tables: Path) -> None:
    whole = run("explain", "talents/whole", "p", *DAY).out
    assert "a: 20\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}30" in whole
    parts = json.loads(run("explain", "talents/whole", "p", *DAY, "--format", "json").out)["parts"]
    assert [(part["id"], part["weight"]) for part in parts] == [("a", 2), ("b", 1)]
    cut = run("explain", "talents/whole", "p", *DAY, "--depth", "1").out
    assert "Части … (ниже 2 части)" in cut
    assert "a: 20" not in cut
    assert "ниже" not in whole
    outside = run("explain", "talents/whole", "p", *DAY, "--audience", "external").out
    assert "Части" not in outside
