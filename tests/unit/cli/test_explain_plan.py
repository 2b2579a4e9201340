"""`roadmap evaluate --explain-plan`: what will be read and computed, told before it is."""

from pathlib import Path

from engine.cli.output import Exit
from tests.running import run

EXAMPLE = str(Path(__file__).parents[3] / "specs" / "dyatkovo-2021")
ASKED = ("evaluate", EXAMPLE, "--as-of", "2022-06-01", "--explain-plan")


def test_each_table_is_told_with_its_columns_its_conditions_and_who_asks_for_them() -> None:
    done = run(*ASKED)
    assert done.code == Exit.FINE
    assert (
        "96 показателей, правил — 67; 19 таблиц читаются по одному разу. Считает polars" in done.out
    )
    assert (
        "Общеобразовательные организации (schools)\n"
        "├─ читаются столбцы (2 из 7): adapted_programmes, code\n"
        "├─ 1 условие вычисляется один раз\n"
        "│  └─ 1. adapted_programmes — assessment/adapted-internal-assessment\n"
        "└─ по code: 3 числа\n"
    ) in done.out
    assert (
        "по ключу school присоединяется «Общеобразовательные организации»: low_results" in done.out
    )


def test_rows_that_are_not_read_are_told() -> None:
    told = run(*ASKED).out
    assert "читаются строки с датой «held_on» с 01.09.2021 по 01.06.2022 и строки без даты" in told
    assert "строки с периодом «school_year», на который не смотрит ни одно правило" in told


def test_nothing_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    done = run(*ASKED, "--data", str(tmp_path), "--out", str(tmp_path / "out"))
    assert done.code == Exit.FINE
    assert list(tmp_path.iterdir()) == []


def test_each_engine_tells_how_it_goes_about_it() -> None:
    ways = [run(*ASKED, "--engine", name).out.splitlines()[-1] for name in ("polars", "duckdb")]
    assert "300 000 строк" in ways[0]
    assert "запросом DuckDB" in ways[1]


def test_a_broken_spec_is_told_instead(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("format: project/1\n", "utf-8")
    done = run("evaluate", str(tmp_path), "--explain-plan")
    assert done.code == Exit.UNUSABLE
    assert "S102" in done.err
