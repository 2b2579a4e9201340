"""Whether a figure comes to its target in time, with growth a year by hand."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from engine.execute.progress import Progress, progress_of
from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: pupils
    title: Дети в кружках
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: enrolled, type: boolean}
    organisation: school
"""
SHARE = "{measure: share, in: pupils, of: enrolled, missing: exclude}"
COUNT = "{measure: count, in: pupils, of: enrolled, missing: as_false}"


def _share(target: str, base: str = "60 %", due: str = "2022-12-31", rule: str = SHARE) -> str:
    baseline = f'baseline: {{value: "{base}", date: 2020}}'
    return f'target: "{target}", due: "{due}", {baseline}, rule: {rule}'


PATH = '[{by: 2021, value: ">= 61 %"}, {by: 2022, value: ">= 66 %"}, {by: 2023, value: ">= 90 %"}]'
RULES = {
    "behind": _share(">= 70 %"),
    "on-path": _share(">= 66 %"),
    "away": _share(">= 70 %", base="66 %"),
    "still": _share(">= 70 %", base="65 %"),
    "reached": _share(">= 64 %"),
    "fall": _share("<= 50 %"),
    "fewer": _share("<= 10 чел.", base="20 чел.", rule=COUNT),
    "inside": _share("50–70 %"),
    "path": f'target: {PATH}, baseline: {{value: "60 %", date: 2020}}, rule: {SHARE}',
    "passed": _share(">= 70 %", due="2022-03-01"),
    "no-due": f'target: ">= 70 %", baseline: {{value: "60 %", date: 2020}}, rule: {SHARE}',
    "no-base": f'target: ">= 70 %", due: "2022-12-31", rule: {SHARE}',
}
AGO = Fraction(608 * 4, 1461)
"""Years from the last day of 2020 to the last of August 2022, 608 days; to the end of 2022, 730."""
AHEAD = Fraction(730 * 4, 1461)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = (f"1;{'да' if each < 13 else 'нет'}" for each in range(20))
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "\n".join(("school;enrolled", *rows))}
    return write_project(tmp_path_factory.mktemp("progress"), DATA, RULES, tables)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder, "2022-08-31")


def _progress(outcome: Outcome, id: str) -> Progress | None:
    indicator_outcome = next(indicator for indicator in outcome.indicators if indicator.id == id)
    return progress_of(indicator_outcome, outcome.manifest.as_of)


@pytest.mark.parametrize(
    ("id", "course", "actual", "required"),
    [
        ("behind", "behind", 5 / AGO, 10 / AHEAD),
        ("on-path", "on_path", 5 / AGO, 6 / AHEAD),
        ("away", "moving_away", -1 / AGO, 4 / AHEAD),
        ("still", "behind", 0, 5 / AHEAD),
        ("reached", "reached", 5 / AGO, 4 / AHEAD),
        ("fall", "moving_away", 5 / AGO, -10 / AHEAD),
        ("fewer", "behind", -7 / AGO, -10 / AHEAD),
        ("inside", "reached", 5 / AGO, 0),
        ("path", "on_path", 5 / AGO, 6 / AHEAD),
    ],
)
def test_growth_a_year_is_held_against_what_is_needed(
    outcome: Outcome, id: str, course: str, actual: Fraction, required: Fraction
) -> None:
    """65 % now; 13 persons now."""
    progress = _progress(outcome, id)
    assert progress is not None
    assert (progress.course.value, progress.actual, progress.required) == (course, actual, required)


@pytest.mark.parametrize("id", ["passed", "no-due", "no-base"])
def test_nothing_is_told_without_a_start_or_an_end(outcome: Outcome, id: str) -> None:
    assert _progress(outcome, id) is None


def test_the_report_names_the_course_and_the_rule(folder: Path, tmp_path: Path) -> None:
    done = run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path),
               "--format", "json,html,md", "--audience", "internal")  # fmt: skip
    assert done.code == 0, done.err
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    told = {each["id"]: each for each in report["roadmaps"][0]["indicators"]}
    progress = told["low-results/behind"]["progress"]
    assert progress["course"] == "behind"
    assert progress["actual"] == pytest.approx(3.0037, abs=1e-4)
    assert progress["required"] == pytest.approx(5.0034, abs=1e-4)
    assert told["low-results/no-due"]["progress"] is None
    words = (
        "отстаём: +3 п. п. в год с базового значения, а до цели на 31.12.2022 (70 %) "
        "нужно +5 п. п. в год"
    )
    for name in ("report.html", "report.md"):
        page = " ".join((tmp_path / name).read_text("utf-8").replace("\xa0", " ").split())
        assert words in page, name
    page = " ".join((tmp_path / "report.html").read_text("utf-8").replace("\xa0", " ").split())
    assert "2020: начало" in page
    assert "Базовое значение: 60 % (2020)" in page
    explained = run("explain", "low-results/away", str(folder), "--as-of", "2022-08-31",
                    "--lang", "en")  # fmt: skip
    flat = " ".join(explained.out.replace("\xa0", " ").split())
    assert "moving away: −0.6 pp a year since the baseline" in flat


def test_strangers_learn_no_growth_of_a_hidden_figure(tmp_path: Path) -> None:
    """Three children of four: fewer than five stand behind the figure."""
    rows = (f"1;{'да' if each < 3 else 'нет'}" for each in range(4))
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "\n".join(("school;enrolled", *rows))}
    data = DATA.replace(
        "{name: enrolled, type: boolean}",
        "{name: enrolled, type: boolean}\n        - {name: full_name, type: string}",
    )
    folder = write_project(
        tmp_path / "p", data + "    personal: [full_name]\n", {"one": _share(">= 90 %")}, tables
    )
    done = run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path / "out"),
               "--format", "json,html")  # fmt: skip
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    (told,) = report["roadmaps"][0]["indicators"]
    assert told["measurement"]["overall"]["suppressed"] is True, done.err
    assert told["progress"] is None
    assert "в год с базового" not in (tmp_path / "out" / "report.html").read_text("utf-8")
