"""`roadmap diff` as a reviewer runs it: folders, git revisions, formats, approvals, impact."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.diff.specs import base, changed, load
from tests.running import run

GIT = ["git", "-c", "user.name=Иванова", "-c", "user.email=i@example.org"]


def git(folder: Path, *words: str) -> None:
    subprocess.run([*GIT, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base committed; in the working folder the target of an indicator is weaker."""
    folder = tmp_path / "репозиторий"
    load(base(), folder / "specs" / "district-2021")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Дорожные карты")
    weaker = changed("low-results/supported", {"target": ">= 60 %"})
    load(weaker, folder / "specs" / "district-2021")
    monkeypatch.chdir(folder)
    return folder


def test_a_revision_and_a_folder(repository: Path) -> None:
    done = run("diff", "HEAD", "specs/district-2021")
    assert done.code == 0
    assert "слабее · G620" in done.out
    assert "specs/district-2021/low-results.yaml:" in done.out


def test_two_revisions_and_a_range(repository: Path) -> None:
    git(repository, "commit", "-q", "-am", "Порог ниже")
    for words in (["HEAD~1..HEAD"], ["HEAD~1:specs/district-2021", "HEAD:specs/district-2021"],
                  ["HEAD~1", "HEAD"]):  # fmt: skip
        assert "G620" in run("diff", *words).out, words
    assert "ничего не изменилось" in run("diff", "HEAD", "specs").out


def test_from_a_folder_below_the_top(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "specs")
    assert "G620" in run("diff", "HEAD", "district-2021").out


def test_weaker_fails_only_when_asked(repository: Path) -> None:
    assert run("diff", "HEAD", "specs", "--fail-on", "weaker").code == 1
    assert run("diff", "HEAD", "specs", "--fail-on", "never").code == 0
    assert run("diff", "specs", "HEAD", "--fail-on", "weaker").code == 0
    assert run("diff", "specs", "HEAD", "--fail-on", "any").code == 1


def test_an_approved_change_stays_approved_when_lines_move(repository: Path) -> None:
    found = json.loads(run("diff", "HEAD", "specs", "--format", "json").out)
    mark = found["projects"][0]["changes"][0]["fingerprint"]
    approval = {"fingerprint": mark, "author": "Иванова", "date": "2022-03-01", "reason": "решение"}
    files = changed("low-results/supported", {"target": ">= 60 %"})
    files["project.yaml"]["approvals"] = [approval]
    files["low-results.yaml"]["indicators"].reverse()
    load(files, repository / "specs" / "district-2021")
    done = run("diff", "HEAD", "specs", "--fail-on", "weaker")
    assert done.code == 0
    assert "Согласовано: Иванова, 2022-03-01: решение" in done.out


def test_another_weakening_of_the_same_target_is_not_approved(repository: Path) -> None:
    found = json.loads(run("diff", "HEAD", "specs", "--format", "json").out)
    mark = found["projects"][0]["changes"][0]["fingerprint"]
    files = changed("low-results/supported", {"target": ">= 50 %"})
    files["project.yaml"]["approvals"] = [
        {"fingerprint": mark, "author": "Иванова", "date": "2022-03-01", "reason": "решение"}
    ]
    load(files, repository / "specs" / "district-2021")
    assert run("diff", "HEAD", "specs", "--fail-on", "weaker").code == 1


@pytest.mark.parametrize("format_", ["text", "md", "html"])
def test_titles_cannot_smuggle_markup(repository: Path, format_: str) -> None:
    text = "<script>alert(1)</script> | `x` **жирно**"
    files = changed("low-results/supported", {"text": text})
    load(files, repository / "specs" / "district-2021")
    out = run("diff", "HEAD", "specs", "--format", format_).out
    assert format_ == "text" or "<script>alert" not in out


def test_annotations_stand_at_their_lines(repository: Path) -> None:
    line = run("diff", "HEAD", "specs", "--format", "github").out
    assert line.startswith("::warning file=specs/district-2021/low-results.yaml,line=")
    (entry,) = json.loads(run("diff", "HEAD", "specs", "--format", "gitlab").out)
    assert entry["severity"] == "major"
    assert entry["location"]["path"] == "specs/district-2021/low-results.yaml"


def test_the_json_fits_its_schema(repository: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(Path(__file__).parents[2].joinpath("schemas/diff.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    found = json.loads(run("diff", "HEAD", "specs", "--format", "json").out)
    assert not list(Draft202012Validator(schema).iter_errors(found))


def test_english_has_the_same_codes(repository: Path) -> None:
    assert "weaker · G620" in run("diff", "HEAD", "specs", "--lang", "en").out


def test_what_is_no_folder_and_no_revision_is_told(repository: Path) -> None:
    done = run("diff", "нет-такой", "specs")
    assert done.code == 2
    assert "нет-такой" in done.err
    assert run("diff", "--", "--output=x", "specs").code == 2
    assert not Path("x").exists()


def test_broken_specs_end_with_2(repository: Path) -> None:
    os.remove(repository / "specs" / "district-2021" / "talents.yaml")
    done = run("diff", "HEAD", "specs")
    assert done.code == 2
    assert "talents.yaml" in done.err


def test_impact_names_the_indicator_and_the_schools(repository: Path) -> None:
    tables: dict[str, Any] = {
        "schools.csv": "Код;Название;Низкие результаты;Учеников\ns1;Школа 1;да;10\ns2;Школа 2;;5\n",
        "teachers.csv": (
            "Номер;Школа;Год;Обучен;Наставник;Возраст;Часы;Балл;Должность;Категория\n"
            "1;s1;2021/22;да;;;;;;\n2;s1;2021/22;да;;;;;;\n3;s2;2021/22;нет;;;;;;\n"
        ),
    }
    for name, text in tables.items():
        (repository / name).write_text(text, "utf-8")
    done = run("diff", "HEAD", "specs", "--impact", "--data", ".", "--as-of", "2022-06-01")
    impact = done.out.replace("\N{NO-BREAK SPACE}", " ").rpartition("Район, на")[2]
    assert "не выполнен (2 / 3 = 66,7 %) → выполнен (2 / 3 = 66,7 %)" in impact
    files = changed("low-results/supported", {"rule": {"missing": "exclude", "of": "trained",
                                                       "where": "school.low_results"}})  # fmt: skip
    load(files, repository / "specs" / "district-2021")
    done = run("diff", "HEAD", "specs", "--impact", "--data", ".", "--as-of", "2022-06-01")
    assert "Школа 2: 0" in done.out
