"""`roadmap.toml`: options that need not be given every time."""

import json
import re
from pathlib import Path

import click
import pytest

from tests.running import run
from tests.unit.cli.test_language import EVERY

EXAMPLE = Path(__file__).resolve().parents[3] / "specs/dyatkovo-2021"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    below = tmp_path / "отдел" / "работа"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return below


def held() -> dict[str, tuple[object, object]]:
    told = json.loads(run("config", "--format", "json").out)
    return {each["key"]: (each["value"], each["source"]) for each in told}


def test_settings_hold_below_their_file_and_say_where_they_stand(folder: Path) -> None:
    (folder.parent / "roadmap.toml").write_text(
        'paths = ["работа"]\n\nas-of = 2022-06-01\nquiet = true\n', encoding="utf-8"
    )
    found = held()
    assert found["paths"] == (["работа"], "roadmap.toml:1")
    assert found["as-of"] == ("2022-06-01", "roadmap.toml:3")
    assert found["quiet"] == (True, "roadmap.toml:4")
    assert found["engine"] == (None, None)


def test_a_project_of_python_may_hold_them(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\n\n[tool.roadmap]\nfail-on = "warning"\n', encoding="utf-8"
    )
    assert held()["fail-on"] == ("warning", "pyproject.toml:5")


def test_a_file_of_python_without_the_table_is_passed_over(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project]\n[[[", encoding="utf-8")
    assert run("config").code == 0


def test_what_is_given_counts_more_than_what_is_set(folder: Path) -> None:
    (folder / "roadmap.toml").write_text(f'paths = ["{EXAMPLE}"]\nlang = "en"\n', encoding="utf-8")
    assert run("validate").err.strip() == "1 project checked: no findings."
    assert run("validate", "--lang", "ru").err.startswith("Проверен")


def test_a_day_that_is_set_is_the_day_of_the_run(folder: Path) -> None:
    (folder / "roadmap.toml").write_text(
        f'paths = ["{EXAMPLE}"]\nas-of = "2022-06-01"\n', encoding="utf-8"
    )
    assert "30\N{NO-BREAK SPACE}мая" in run("plan", "--week").out


def test_nothing_is_looked_for_above_a_repository(folder: Path) -> None:
    (folder.parent.parent / "roadmap.toml").write_text("jobs = 2\n", encoding="utf-8")
    (folder.parent / ".git").mkdir()
    assert held()["jobs"] == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("as_of = 2022-06-01", "roadmap.toml:2: настройки «as_of» нет; похоже на as-of."),
        ("as-of = 2022-02", "напишите, например, as-of = 2022-06-01"),
        ('as-of = "2022-02-30"', "roadmap.toml:2: значение «as-of» не подходит"),
        ("jobs = 0", "значение «jobs» не подходит; напишите, например, jobs = 2."),
        ("jobs = true", "значение «jobs»"),
        ("paths = []", "значение «paths»"),
        ("paths = [1]", "значение «paths»"),
        ('report-formats = ["pdf?"]', "значение «report-formats»"),
        ('fail-on = ["error"]', "значение «fail-on»"),
        ('engine = "excel"', "значение «engine»"),
        ('audience = "internal"', "настройки «audience» нет"),
        ('out = "/etc"', "настройки «out» нет"),
        ("[", "это не TOML (не читается строка 2)"),
        ("a = [", "это не TOML (не читается последняя строка)"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_line(folder: Path, text: str, said: str) -> None:
    (folder / "roadmap.toml").write_text(f"# настройки\n{text}\n", encoding="utf-8")
    for verb in ("config", "validate"):
        done = run(verb)
        assert done.code == 2
        if text != "as-of = 2022-02":
            assert said in done.err


def test_git_shows_differences_whatever_the_settings(folder: Path) -> None:
    (folder / "roadmap.toml").write_text("[", encoding="utf-8")
    assert run("git", "textconv", str(EXAMPLE / "talents.yaml")).code == 0


VERBS = [path for path, verb in EVERY if not isinstance(verb, click.Group)]


@pytest.mark.parametrize("path", VERBS, ids=" ".join)
def test_every_verb_takes_quiet_and_verbose(path: tuple[str, ...]) -> None:
    told = run(*path, "--help").out
    assert "-q, --quiet" in told
    assert "-v, --verbose" in told


def test_a_verb_that_has_no_more_to_say_tells_of_its_run(folder: Path) -> None:
    (folder / "roadmap.toml").write_text(f'paths = ["{EXAMPLE}"]\n', encoding="utf-8")
    done = run("show", "-v")
    assert re.fullmatch(
        r"roadmap show: [0-9,]+ с; проекты: .*; настройки: roadmap.toml\.\n", done.err
    )
    assert run("show").out == done.out


def test_quiet_takes_the_talk_and_leaves_what_went_wrong(folder: Path) -> None:
    store = ("compare", "--list", "--history", "none.sqlite")
    assert "Сохранённых прогонов нет" in run(*store).err
    assert run(*store, "-q").err == ""
    (folder / "roadmap.toml").write_text("quiet = true\n", encoding="utf-8")
    assert run(*store).err == ""
    assert run("compare", "1", "-q").err
