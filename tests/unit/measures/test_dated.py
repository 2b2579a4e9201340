"""Parameters with dates: the value that stood when the period began."""

from pathlib import Path
from shutil import copytree

import pytest

from engine.cli.output import Exit
from tests.running import run

GOOD = Path(__file__).parents[2] / "codes" / "R353" / "good"


def project(folder: Path, *, period: str, more: str = "") -> str:
    """The example with another period, and other dates where they are given."""
    copytree(GOOD, folder / "p")
    file = folder / "p" / "project.yaml"
    text = file.read_text("utf-8")
    old = 'period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}'
    assert old in text
    file.write_text(text.replace(old, period), "utf-8")
    spec = folder / "p" / "low-results.yaml"
    if more:
        written = spec.read_text("utf-8").replace('{from: "2020-09-01", value: age < 35}', more)
        spec.write_text(written, "utf-8")
    return str(folder / "p")


def of_year(start: int) -> str:
    years = f"{start}-{start + 1}"
    return f'period: {{text: {years} учебный год, from: "{start}-09-01", to: "{start + 1}-08-31"}}'


@pytest.mark.parametrize(
    ("start", "stood"),
    [(2020, "age < 35"), (2021, "age < 35"), (2022, "age < 35"), (2023, "age < 40"),
     (2030, "age < 40")],
)  # fmt: skip
def test_the_value_that_stood_when_the_period_began_is_taken(
    tmp_path: Path, start: int, stood: str
) -> None:
    folder = project(tmp_path, period=of_year(start))
    told = run("explain", "low-results/teachers-supported", folder, "--as-of", f"{start}-12-01")
    assert told.code == Exit.FINE, told.err
    assert f"Какие строки берутся: {stood}" in told.out or stood in told.out


def test_the_place_of_the_value_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path, period=of_year(2023))
    told = run("explain", "low-results/teachers-supported", folder, "--as-of", "2023-12-01").out
    assert "low-results.yaml:16:" in told.replace("\n", "")


@pytest.mark.parametrize(
    ("period", "more", "says"),
    [
        (of_year(2019), "", "на 2019-09-01 ни одно ещё не действовало"),
        (of_year(2021), "{from: осенью, value: age < 35}", "осенью — не дата"),
    ],
)
def test_what_cannot_be_chosen_is_told(tmp_path: Path, period: str, more: str, says: str) -> None:
    done = run("validate", project(tmp_path, period=period, more=more))
    assert "ошибка R353" in done.out + done.err
    assert says in done.out + done.err


def test_a_case_without_a_period_cannot_choose(tmp_path: Path) -> None:
    copytree(GOOD / "rules", tmp_path / "rules")
    (tmp_path / "supported.test.yaml").write_text(
        "format: test/1\n"
        "tables:\n"
        "  resources:\n"
        "    - name: teachers\n"
        "      path: teachers.csv\n"
        "      schema: {fields: [{name: trained, type: boolean}, {name: age, type: integer}]}\n"
        "cases:\n"
        "  - name: без периода\n"
        "    rule:\n"
        "      use: supported\n"
        "      with: {rows: [{from: 2020-09-01, value: age < 35}]}\n"
        "    expect: {n: 0}\n",
        "utf-8",
    )
    done = run("test", str(tmp_path / "supported.test.yaml"))
    assert done.code == Exit.FINDINGS
    assert "ошибка R353" in done.out
    assert "нет периода, выбирать не по чему" in done.out


def test_it_is_told_since_when_and_until_when_the_value_stands(tmp_path: Path) -> None:
    folder = project(tmp_path, period=of_year(2021))
    told = run("explain", "low-results/teachers-supported", folder, "--as-of", "2021-12-01").out
    assert "age < 35 (действует с 01.09.2020 до 31.08.2023)" in " ".join(told.split())
