"""Runs are kept, compared, and told with their causes; a damaged store loses no report."""

import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cli.output import Exit
from engine.history import BrokenStoreError, Store, compare_reports
from engine.packaged import schema_text
from tests.examples import of_all
from tests.running import Done, run

GOOD = Path(__file__).parents[2] / "codes" / "R323" / "good"
TEACHERS = "Табельный номер;ФИО;Код школы;Обучен;Категория;Возраст;Принят\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(GOOD, folder)
    (folder / "schools.csv").write_text("Код;Название;Низкие результаты\n1;Первая;да\n", "utf-8")
    (folder / "contests.csv").write_text("Табельный номер;Класс;Учебный год\n", "utf-8")
    (folder / "documents.csv").write_text(
        "Что подтверждает;Код школы;Вид;Название;Номер;Дата;Адрес\n", "utf-8"
    )
    _write_teachers(folder, trained=60)
    return folder


def _write_teachers(folder: Path, *, trained: int) -> None:
    rows = (f"т{n};Фамилия;1;{'да' if n < trained else 'нет'};первая;40;" for n in range(100))
    (folder / "teachers.csv").write_text(TEACHERS + "\n".join(rows) + "\n", "utf-8")


def _evaluate(project: Path, *more: str) -> Done:
    out = project.parent / "out"
    return run("evaluate", str(project), "--as-of", "2022-06-01", "--out", str(out), "--keep",
               "--history", str(project.parent / "history.sqlite"), *more)  # fmt: skip


def _compare(project: Path, *more: str) -> Done:
    return run("compare", *more, "--history", str(project.parent / "history.sqlite"))


def test_new_tables_change_a_verdict_and_are_named_as_the_cause(project: Path) -> None:
    _evaluate(project)
    _write_teachers(project, trained=80)
    _evaluate(project)
    done = _compare(project)
    assert done.code == Exit.FINE
    told = done.out.replace("\xa0", " ")
    assert "Стало лучше: 1 показатель" in told
    assert "не выполнен (60 / 100 = 60 %) → выполнен (80 / 100 = 80 %)" in told
    assert "возможная причина: изменились таблицы" in told
    assert "Изменены таблицы: teachers.csv." in told
    page = (project.parent / "out" / "report.html").read_text("utf-8")
    assert "С прошлого отчёта" in page
    assert "не выполнен (60" in page


def test_a_changed_target_is_a_changed_spec(project: Path) -> None:
    _evaluate(project)
    spec = project / "low-results.yaml"
    spec.write_text(spec.read_text("utf-8").replace(">= 70 %", ">= 60 %"), "utf-8")
    _evaluate(project)
    assert "возможная причина: изменена спецификация" in _compare(project).out


def test_the_same_twice_has_changed_nothing(project: Path) -> None:
    _evaluate(project)
    _evaluate(project)
    assert "Ни один вердикт и ни один статус не изменился." in _compare(project).out


def test_the_json_keeps_to_its_schema(project: Path) -> None:
    _evaluate(project)
    _write_teachers(project, trained=80)
    _evaluate(project)
    told = json.loads(_compare(project, "--format", "json").out)
    schema = json.loads(schema_text("compare"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(told)) == []


def test_report_files_can_be_compared_without_a_store(project: Path, tmp_path: Path) -> None:
    _evaluate(project)
    old = shutil.copy(tmp_path / "out" / "report.json", tmp_path / "old.json")
    _write_teachers(project, trained=80)
    _evaluate(project)
    new = str(tmp_path / "out" / "report.json")
    assert "Стало лучше" in run("compare", str(old), new).out
    assert run("compare", str(old), str(project / "data.yaml")).code == Exit.UNUSABLE


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("АБ", "АБ", ((), (), False)),
        ("АБ", "ВАБ", (("p/№ 1.csv",), (), True)),
        ("ВАБ", "АБ", ((), ("p/№ 1.csv",), True)),
        ("АБ", "АВ", (("p/№ 2.csv",), (), False)),
        ("АА", "А", ((), ("p/№ 2.csv",), False)),
    ],
)
def test_files_called_by_their_numbers_are_known_by_their_contents(
    old: str, new: str, told: object
) -> None:
    """A number is a place in the alphabet: one file more, and every later one had changed."""
    reports: list[dict[str, Any]] = [
        {"project": {"id": "p"}, "as_of": "2022-06-01", "engine": "1", "files": [
            {"path": f"p/№ {number}.csv", "sha256": hash} for number, hash in enumerate(files, 1)
        ]} for files in (old, new)
    ]  # fmt: skip
    found = compare_reports(*reports)
    assert (found.tables, found.gone, found.renumbered) == told


def test_runs_are_listed_and_named_by_number_or_day(project: Path) -> None:
    _evaluate(project)
    _evaluate(project)
    listed = _compare(project, "--list").out.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["1", "2"]
    assert _compare(project, "1", "2022-06-01").code == Exit.FINE
    missing = _compare(project, "1", "7")
    assert missing.code == Exit.UNUSABLE
    assert "сохранены: 1, 2" in missing.err


def test_a_damaged_store_is_told_and_the_report_is_written(project: Path) -> None:
    (project.parent / "history.sqlite").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    done = _evaluate(project)
    assert (project.parent / "out" / "report.html").exists()
    assert "Прогон не сохранён" in done.err
    assert "Переименуйте или удалите этот файл" in done.err
    assert "Traceback" not in done.err
    assert _compare(project).code == Exit.UNUSABLE


def test_no_person_gets_into_the_store(project: Path) -> None:
    from engine.history import Store

    _evaluate(project)
    report = Store(project.parent / "history.sqlite").report(1)
    assert "Фамилия" not in json.dumps(report, ensure_ascii=False)


def test_reports_for_different_readers_are_not_compared(project: Path) -> None:
    _evaluate(project)
    _evaluate(project, "--audience", "internal")
    assert "для разных читателей" in _compare(project).err


@pytest.mark.parametrize(
    "report",
    ['{"format": "report/1"}', '{"format": "report/1", "project": 7}',
     '{"format": "report/1", "project": {"id": "p"}, "roadmaps": {"a": 1}}'],
)  # fmt: skip
def test_reports_of_another_shape_are_refused_in_a_sentence(tmp_path: Path, report: str) -> None:
    for name in ("old.json", "new.json"):
        (tmp_path / name).write_text(report, "utf-8")
    done = run("compare", str(tmp_path / "old.json"), str(tmp_path / "new.json"))
    assert done.code == 2
    assert "другого вида" in done.err


_JUDGED = {"id": "a/x", "text": "х", "verdict": "met", "place": {"file": "a.yaml"}}
_EVENT = {"id": "a/e", "status": "done", "title": None}
_REPORT = {
    "format": "report/1", "engine": "0", "as_of": "2022-06-01", "project": {"id": "p"},
    "roadmaps": [{"indicators": [_JUDGED], "events": [_EVENT]}],
    "files": [{"path": "a.yaml", "sha256": "0"}],
}  # fmt: skip
_NOT_MET = {**_JUDGED, "verdict": "not_met"}


@pytest.mark.parametrize(
    "roadmap",
    [
        {"indicators": [{**_NOT_MET, "place": 5}]},
        {"indicators": [{**_NOT_MET, "place": {}}]},
        {"indicators": [{**_NOT_MET, "figure": ["8 / 10"]}]},
        {"indicators": [{**_JUDGED, "verdict": None}]},
        {"indicators": [_JUDGED, _NOT_MET]},
        {"indicators": ["a/x"]},
        {"indicators": _JUDGED},
        {"events": [{**_EVENT, "status": 1}]},
        {"events": [_EVENT, {**_EVENT, "status": "overdue"}]},
    ],
    ids=str,
)
def test_a_part_of_another_shape_is_refused_on_either_side(roadmap: object) -> None:
    assert compare_reports(_REPORT, _REPORT).verdicts == ()
    other = {**_REPORT, "roadmaps": [roadmap]}
    for sides in ((_REPORT, other), (other, _REPORT)):
        with pytest.raises(BrokenStoreError):
            compare_reports(*sides)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A report of a run, and the folder in which others are laid beside it."""
    home = tmp_path_factory.mktemp("reports")
    english = GOOD.parents[2] / "unit" / "cli" / "english_project"
    run("evaluate", str(english), "--as-of", "2022-06-01", "--out", str(home), "--no-cache",
        "--format", "json", "--quiet")  # fmt: skip
    return home, json.loads((home / "report.json").read_text("utf-8"))


Way = tuple[str | int, ...]


def _ways(value: Any, way: Way = ()) -> Iterator[Way]:
    """Where every value of a report stands; of a list the first two stand for all."""
    for key in value if isinstance(value, dict) else range(min(len(value), 2)):
        yield (*way, key)
        if isinstance(value[key], dict | list):
            yield from _ways(value[key], (*way, key))


_ANY = st.one_of(
    st.none(), st.booleans(), st.just({}), st.just([]), st.just([[]]), st.just({"id": [1]}),
    st.sampled_from([10**400, -1, 1e308, float("nan"), float("inf")]), st.integers(),
    st.text(), st.sampled_from(["\ud800", "9" * 5_000, "\x1b[31m", "2022-02-30", "../../x"]),
)  # fmt: skip


@given(data=st.data())
@settings(max_examples=of_all(60), deadline=None)
def test_a_report_with_anything_in_any_place_is_compared_or_refused_in_a_sentence(
    data: st.DataObject, reports: tuple[Path, dict[str, Any]]
) -> None:
    """Other hands may have written it, and it was kept where others write."""
    home, whole = reports
    other, ways = deepcopy(whole), tuple(_ways(whole))
    for way in data.draw(st.lists(st.sampled_from(ways), min_size=1, max_size=3, unique=True)):
        held: Any = other
        try:
            for step in way[:-1]:
                held = held[step]
            held[way[-1]] = data.draw(_ANY)
            if data.draw(st.integers(0, 5)) == 0:
                del held[way[-1]]
        except (LookupError, TypeError):
            continue  # what stood above it is of another shape already
    (home / "other.json").write_text(json.dumps(other), "utf-8")
    sides = [str(home / "report.json"), str(home / "other.json")]
    turned = sides[::-1] if data.draw(st.booleans()) else sides
    done = run("compare", *turned, "--format", data.draw(st.sampled_from(["text", "json", "md"])))
    assert done.code in (0, 2), done
    assert (done.err if done.code else done.out).strip()
    (done.out + done.err).encode("utf-8")


@pytest.mark.parametrize(
    "kept",
    [zlib.compress(b"[]"), zlib.compress(b"[" * 100_000), zlib.compress(b"{}")[:-6], b"x", 7, "x"],
)
def test_a_kept_report_of_another_shape_is_a_damaged_store(tmp_path: Path, kept: object) -> None:
    store = Store(tmp_path / "history.sqlite")
    store.keep({"project": {"id": "a"}, "as_of": "", "audience": "external"}, "")
    with sqlite3.connect(store.path) as connection:
        connection.execute("update runs set report = ?", (kept,))
    connection.close()
    with pytest.raises(BrokenStoreError):
        store.report(1)


def test_a_kept_report_that_unpacks_to_more_than_a_report_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "history.sqlite")
    report: dict[str, object] = {"project": {"id": "a"}, "as_of": "", "audience": "x" * 1000}
    store.keep(report, "")
    assert store.report(1) == report
    monkeypatch.setattr("engine.history.history.MOST", 500)
    with pytest.raises(BrokenStoreError, match="too_large"):
        store.report(1)


_OURS = "create table other (id, project, as_of, audience, kept_at, report)"
_ENDLESS = (
    "with recursive n(i) as (select 1 union all select i + 1 from n) "
    "select i id, '' project, '' as_of, '' audience, '' kept_at, x'' report from n"
)


@pytest.mark.parametrize(
    "made",
    [
        (f"create view runs as {_ENDLESS}",),
        ("create table x (id)", f"create view y as {_ENDLESS}"),
        (_OURS, "create view runs as select * from other"),
        ("create table runs (id)",),
    ],
    ids=("an endless view", "a view beside", "a view of a table", "another table"),
)
def test_a_store_that_is_more_than_our_table_is_not_asked(
    tmp_path: Path, made: tuple[str, ...]
) -> None:
    store = Store(tmp_path / "history.sqlite")
    with sqlite3.connect(store.path) as connection:
        for statement in made:
            connection.execute(statement)
    connection.close()
    with pytest.raises(BrokenStoreError, match="other_shape"):
        store.runs()
    done = run("compare", "--list", "--history", str(store.path))
    assert (done.code, done.out) == (2, "")
    assert "в нём не то, что пишет evaluate --keep" in done.err


def test_a_trigger_of_a_stranger_is_not_run_by_keeping(tmp_path: Path) -> None:
    store = Store(tmp_path / "history.sqlite")
    report: dict[str, object] = {"project": {"id": "a"}, "as_of": "", "audience": ""}
    store.keep(report, "")
    with sqlite3.connect(store.path) as connection:
        connection.execute("create trigger t after insert on runs begin delete from runs; end")
    connection.close()
    with pytest.raises(BrokenStoreError, match="other_shape"):
        store.keep(report, "")


@pytest.mark.parametrize("value", [b"x", b"\xff"])
def test_a_kept_run_of_other_types_is_a_damaged_store(tmp_path: Path, value: object) -> None:
    store = Store(tmp_path / "history.sqlite")
    store.keep({"project": {"id": "a"}, "as_of": "", "audience": "external"}, "")
    with sqlite3.connect(store.path) as connection:
        connection.execute("update runs set kept_at = ?", (value,))
    connection.close()
    with pytest.raises(BrokenStoreError):
        store.runs()


def test_a_question_to_a_store_ends_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "history.sqlite")
    report: dict[str, object] = {"project": {"id": "a"}, "as_of": "", "audience": ""}
    store.keep(report, "")
    with sqlite3.connect(store.path) as connection:
        connection.execute(
            "insert into runs (project, as_of, audience, kept_at, report) with recursive n(i) as "
            "(select 1 union all select i + 1 from n limit 200000) select '', '', '', '', '' from n"
        )
    connection.close()
    with pytest.raises(BrokenStoreError, match="too_large"):
        store.runs()
    monkeypatch.setattr("engine.history.history.SECONDS", -1.0)
    with pytest.raises(BrokenStoreError, match="too_long"):
        store.runs("b")


def test_a_damaged_store_is_told_in_the_users_words_and_one_in_use_is_not_to_be_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "history.sqlite")
    store.keep({"project": {"id": "a"}, "as_of": "", "audience": ""}, "")
    whole = store.path.read_bytes()

    def told(lang: str) -> str:
        done = run("compare", "--list", "--history", str(store.path), "--lang", lang)
        assert done.code == 2
        return done.err

    for broken in (whole[:4096], b"x" * 5000, whole[:100] + bytes(4000)):
        store.path.write_bytes(broken)
        assert "(файл повреждён). Переименуйте" in told("ru")
        assert "(the file is damaged). Rename" in told("en")
    store.path.write_bytes(whole)
    other = sqlite3.connect(store.path)
    other.execute("begin exclusive")
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: real(path, timeout=0))
    assert "не открыть (файл занят другой программой). Исправьте это и повторите" in told("ru")
    other.close()


def test_a_store_that_is_no_file_is_told(tmp_path: Path) -> None:
    done = run("compare", "--list", "--history", str(tmp_path / "x"))
    assert (done.code, done.out) == (0, "")
    os.mkfifo(tmp_path / "x")
    with pytest.raises(BrokenStoreError, match="no_file"):
        Store(tmp_path / "x").runs()


def test_a_report_nested_without_end_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text('{"format": ' + "[" * 100_000, "utf-8")
    done = run("compare", str(path), str(path))
    assert done.code == 2
    assert "не report.json этой программы" in done.err
