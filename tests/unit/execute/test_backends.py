"""Engines beside Polars: the same figures, on random tables, of every measure."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.cli.evaluating import evaluate_project
from engine.cli.output import FailOn, Talk
from engine.cli.wishes import Wish
from engine.compile import compile_project
from engine.datasets import Tables
from engine.diagnostics import Finding
from engine.execute import Engine, EngineError, backends, engine_of, execute
from engine.execute.backends.handing import failed
from engine.messages import catalogue
from engine.results.verdicts import IndicatorOutcome, VerdictKind
from tests.examples import of_all
from tests.running import run
from tests.unit.execute.engines import installed
from tests.unit.execute.every_measure import every_measure
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read
from tests.unit.samples import AS_OF, judged_project

EXAMPLE = Path("specs/dyatkovo-2021")
TEACHERS = st.lists(TEACHER, min_size=1, max_size=14)
SCHOOLS = st.lists(SCHOOL, min_size=1, max_size=3)


def outcomes(tables: Tables, of: str, where: str, engine: Engine) -> tuple[IndicatorOutcome, ...]:
    """Every measure over the tables."""
    project = judged_project(PACKAGE, *every_measure(of, where))
    return execute(compile_project(project, AS_OF), tables, engine=engine)


@pytest.fixture(scope="module", params=["duckdb", "pandas"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return installed(request.param)


@settings(max_examples=of_all(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(TEACHERS, SCHOOLS, CONDITIONS, CONDITIONS)
def test_an_engine_gives_the_verdicts_of_polars(
    engine: Engine, teachers: list[Any], schools: list[Any], of: str, where: str
) -> None:
    tables, _, _ = read(teachers, schools)
    wanted = outcomes(tables, of, where, engine_of("polars"))
    assert [outcome for outcome in wanted if outcome.verdict.kind is VerdictKind.ERROR] == []
    assert outcomes(tables, of, where, engine) == wanted


def large(tables: Tables, folder: Path) -> Tables:
    """The same tables, as they are when they do not fit into the memory."""
    found = {}
    for name, dataset in tables.datasets.items():
        half = dataset.height // 2
        files = tuple(folder / f"{name}-{number}.parquet" for number in range(2))
        for path, part in zip(files, (dataset.frame[:half], dataset.frame[half:]), strict=True):
            part.write_parquet(path)
        found[name] = replace(dataset, rows=pl.scan_parquet(list(files)), files=files)
    return Tables(found, (), ())


def some_tables(number: int = 40) -> Tables:
    """Rows with each kind of cell, some of them empty."""
    days = [None, date(2021, 9, 1), date(2022, 3, 5)]
    teachers = [
        (f"p{i % 7}", f"s{i % 3 + 1}" if i % 11 else None, "2021/22" if i % 5 else "2020/21",
         [True, False, None][i % 3], i % 4, i / 4 - 3 if i % 6 else None, days[i % 3], i % 4 + 2)
        for i in range(number)
    ]  # fmt: skip
    return read(teachers, [(True, 5), (False, None), (None, -1)])[0]


def test_a_table_that_lies_in_parquet_is_read_there(engine: Engine, tmp_path: Path) -> None:
    tables = some_tables()
    wanted = outcomes(tables, "trained", "school.pupils > age", engine_of("polars"))
    there = large(tables, tmp_path)
    assert outcomes(there, "trained", "school.pupils > age", engine) == wanted
    nowhere = {name: replace(each, files=()) for name, each in there.datasets.items()}
    given = Tables(nowhere, (), ())
    assert outcomes(given, "trained", "school.pupils > age", engine) == wanted


def test_signs_of_a_glob_in_the_name_of_a_folder_stand_for_themselves(tmp_path: Path) -> None:
    """Beside it lies a folder that its name would match, with half of the rows."""
    duckdb = installed("duckdb")
    tables = some_tables()
    wanted = outcomes(tables, "trained", "grade > 2", engine_of("polars"))
    for name, rows in (("районы [12]*", 40), ("районы 1", 20)):
        (tmp_path / name).mkdir()
        there = large(some_tables(rows), tmp_path / name)
        if rows == 40:
            named = there
    assert outcomes(named, "trained", "grade > 2", duckdb) == wanted


def test_spark_is_told_of_a_file_by_the_letters_of_its_name() -> None:
    installed("spark")
    from engine.execute.backends import on_spark

    told = on_spark.address_of(Path("/дела/отчёт 50%20 [1]{а,б}*.parquet"))
    assert told == "file:///дела/отчёт 50%20 \\[1\\]\\{а,б\\}\\*.parquet"


def test_pandas_adds_blocks_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = installed("pandas")
    monkeypatch.setattr("engine.execute.backends.on_pandas._BLOCK", 8)
    tables = some_tables()
    wanted = outcomes(tables, "trained", "grade > 2", engine_of("polars"))
    assert outcomes(large(tables, tmp_path), "trained", "grade > 2", pandas) == wanted


def test_names_that_duckdb_takes_for_one_are_refused(tmp_path: Path) -> None:
    duckdb = installed("duckdb")
    tables = some_tables()
    teachers = tables.datasets["teachers"]
    twice = replace(teachers, rows=teachers.frame.with_columns(pl.col("grade").alias("Grade")))
    given = large(Tables({**tables.datasets, "teachers": twice}, (), ()), tmp_path)
    with pytest.raises(EngineError) as told:
        outcomes(given, "trained", "true", duckdb)
    assert dict(told.value.finding.params)["names"] == "Таблица teachers"


@pytest.mark.parametrize(
    ("engine_name", "library"),
    [(engine, library) for engine, needed in backends.LIBRARIES.items() for library in needed],
)
def test_a_missing_library_is_told_with_the_command_that_installs_it(
    engine_name: str, library: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda name: None if name == library else name)
    out = tmp_path / "out"
    told = evaluate_project(EXAMPLE, out, wish(engine_name), Talk(quiet=True))
    assert told.code == 2
    assert f"pip install -e '.[{engine_name}]'" in told.fault
    assert library in told.fault
    assert not out.exists()


def test_an_address_of_spark_connect_needs_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(backends, "find_spec", lambda name: None if "grpc" in name else name)
    told = evaluate_project(
        EXAMPLE, tmp_path / "out", wish("spark", "sc://127.0.0.1:9"), Talk(quiet=True)
    )
    assert told.code == 2
    assert "pip install -e '.[spark-connect]'" in told.fault


def test_a_cluster_that_does_not_answer_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    installed("spark")
    out = tmp_path / "out"
    told = evaluate_project(EXAMPLE, out, wish("spark", "spark://127.0.0.1:9"), Talk(quiet=True))
    assert told.code == 2
    assert "По адресу Spark никто не отвечает" in told.fault
    assert "повторите ту же команду" in told.fault
    assert not out.exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("org.apache.spark.SparkException: [FAILED_READ_FILE.FILE_NOT_EXIST] Encountered error "
         "while reading file file:///tmp/roadmap-1/0.parquet.", "unseen"),
        ("java.io.IOException: No space left on device", "resources"),
        ("Job aborted due to stage failure: java.lang.OutOfMemoryError: Java heap space",
         "resources"),
        ("Job 3 cancelled because SparkContext was shut down", "lost"),
    ],
)  # fmt: skip
def test_what_spark_says_is_told_by_its_cause(said: str, reason: str) -> None:
    installed("spark")
    from engine.execute.backends import on_spark

    assert on_spark.reason_of(said) == reason


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("alone", "У кластера не осталось работников"),
        ("unseen", "Папка должна быть видна всем работникам, её называет TMPDIR"),
        ("lost", "Кластер прервал расчёт"),
        ("resources", "Не хватило памяти или места на диске"),
    ],
)
def test_the_message_names_one_cause_only(reason: str, says: str) -> None:
    told = message_of(failed("spark", reason, ValueError("что сказал Spark")).finding)
    assert says in told
    assert told.count("что сказал Spark") == 1


def message_of(found: Finding) -> str:
    return catalogue().finding(found)


def wish(engine: str, master: str | None = None) -> Wish:
    """What `roadmap evaluate --engine … --master … -v` asks for."""
    asked = (AS_OF, ("json",), None, "external", FailOn.ERROR, "ru", True)
    return Wish(*asked, engine=engine, master=master)


def test_a_wrong_address_is_told() -> None:
    done = run("evaluate", str(EXAMPLE), "--engine", "spark", "--master", "server:7077")
    assert done.code == 2
    assert "не адрес Spark" in done.err


def test_a_project_may_name_its_engine(tmp_path: Path) -> None:
    installed("duckdb")
    copytree(EXAMPLE, tmp_path / "p")
    file = tmp_path / "p" / "project.yaml"
    told = file.read_text("utf-8").replace(
        "format: project/1\n", "format: project/1\nengine: duckdb\n"
    )
    file.write_text(told, "utf-8")
    with patch("engine.judging.engine_of", wraps=engine_of) as asked:
        evaluate_project(tmp_path / "p", tmp_path / "out", wish_of_nobody(), Talk(quiet=True))
    asked.assert_called_once_with("duckdb", None)


def wish_of_nobody() -> Wish:
    """A command line that names no engine."""
    return replace(wish("polars"), engine=None)
