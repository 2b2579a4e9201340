"""`roadmap diff` as a reviewer runs it: folders, git revisions, formats, approvals, impact."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from engine.cli.verbs.diff import short_names
from tests.diff.specs import base, changed, load
from tests.district import copy_two_roadmaps
from tests.running import run

pytestmark = pytest.mark.usefixtures("projects_read_once")

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


def test_a_warning_level_is_no_target(repository: Path) -> None:
    git(repository, "commit", "-q", "-am", "Порог ниже")
    warned = {"target": ">= 60 %", "warn": ">= 50 %"}
    load(changed("low-results/supported", warned), repository / "specs" / "district-2021")
    said = run("diff", "HEAD", "specs/district-2021").out
    assert "ровня предупреждения не было, теперь «>= 50 %»" in said
    assert "цели не было" not in said


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


def test_a_head_reads_the_roadmap_the_wording_and_what_contradicts_it(repository: Path) -> None:
    """Beside the id; the summary by roadmap stands above all changes."""
    files = changed("low-results/supported", {"target": ">= 60 %"})
    files["talents.yaml"]["events"][0]["title"] = "Другое мероприятие"
    load(files, repository / "specs" / "district-2021")
    lines = run("diff", "HEAD", "specs").out.splitlines()
    assert lines[0] == "district-2021: HEAD → specs/district-2021"
    summary = [line for line in lines[:5] if line.startswith("  ")]
    assert [line.partition(":")[2] for line in summary] == [" 1 ослабляет", " 1 нельзя оценить"]
    at = next(at for at, line in enumerate(lines) if "G620" in line)
    text = base()["low-results.yaml"]["indicators"][0]["text"]
    assert f"«{text}»" in lines[at + 1]
    assert lines[at + 2].strip() == (
        "Цель «>= 60 %» не следует из текста показателя: в нём «>= 70 %»."
    )


@pytest.mark.parametrize("format_", ["md", "html", "github", "gitlab", "json"])
def test_every_format_quotes_the_wording(repository: Path, format_: str) -> None:
    text = base()["low-results.yaml"]["indicators"][0]["text"].split()[0]
    out = run("diff", "HEAD", "specs", "--format", format_).out
    assert text in out
    assert "не следует из текста" in out


def test_the_roadmaps_are_counted_in_json(repository: Path) -> None:
    (project,) = json.loads(run("diff", "HEAD", "specs", "--format", "json").out)["projects"]
    (roadmap,) = project["roadmaps"]
    assert (roadmap["slug"], roadmap["counts"]["weaker"]) == ("low-results", 1)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a" * 40 + ":specs/d", "HEAD:specs/d", ("a" * 10, "HEAD")),
        ("main:specs/d", "main:specs/e", ("main:d", "main:e")),
        ("/x/y/old/d", "/x/y/new/d", ("old/d", "new/d")),
        ("specs/d", "other/e", ("specs/d", "other/e")),
    ],
)
def test_two_versions_are_called_by_what_tells_them_apart(
    old: str, new: str, shown: tuple[str, str]
) -> None:
    assert short_names(old, new) == shown


def test_dates_are_written_as_people_write_them(repository: Path) -> None:
    path = [{"by": "2021-12-31", "value": ">= 45 %"}, {"by": "2022-08-31", "value": ">= 70 %"}]
    load(changed("low-results/supported", {"target": path}), repository / "specs/district-2021")
    for format_ in ("text", "md", "html", "github"):
        out = run("diff", "HEAD", "specs", "--format", format_).out
        assert "31.12.2021: " in out, format_
        assert "2021-12-31" not in out, format_


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


HEADER = "Номер;Школа;Год;Обучен;Наставник;Возраст;Часы;Балл;Должность;Категория"
IMPACT = ("diff", "HEAD", "specs", "--impact", "--data", ".", "--as-of", "2022-06-01")


def write_tables(folder: Path, teachers: dict[str, tuple[int, int]], young: int = 0) -> None:
    """Schools of low results with n trained of N teachers; `young` of the first are under 30."""
    schools = [f"{code};Школа {code};да;100" for code in teachers]
    (folder / "schools.csv").write_text(
        "\n".join(["Код;Название;Низкие результаты;Учеников", *schools]), "utf-8"
    )
    rows = [
        f"{code}-{i};{code};2021/22;{'да' if i < n else 'нет'};;"
        f"{25 if code == 's1' and i < young else 45};;;;"
        for code, (n, total) in teachers.items()
        for i in range(total)
    ]
    (folder / "teachers.csv").write_text("\n".join([HEADER, *rows]), "utf-8")


def change_rule(repository: Path, where: str) -> None:
    """In the working folder the rule looks at other teachers."""
    rule = {"missing": "exclude", "of": "trained", "where": where}
    files = changed("low-results/supported", {"rule": rule})
    load(files, repository / "specs" / "district-2021")


def impact(*more: str) -> str:
    """What is told of the impact."""
    told = run(*IMPACT, *more).out.replace("\N{NO-BREAK SPACE}", " ")
    return told.rpartition("Район, на")[2] or told


def test_impact_names_the_indicator_and_the_schools(repository: Path) -> None:
    write_tables(repository, {"s1": (18, 24), "s2": (12, 20)}, young=12)
    assert "не выполнен (30 / 44 = 68,2 %) → выполнен (30 / 44 = 68,2 %)" in impact()
    change_rule(repository, "school.low_results and age > 30")
    told = impact()
    assert "(30 / 44 = 68,2 %) → не выполнен (18 / 32 = 56,3 %)" in told
    assert "Школа s1: 18 / 24 = 75 % → 6 / 12 = 50 %" in told


FORMATS = ("text", "md", "html", "json")


@pytest.mark.parametrize("format", FORMATS)
def test_a_small_school_is_not_told_outside(repository: Path, format: str) -> None:
    write_tables(repository, {"s1": (2, 3), "s2": (3, 10), "s3": (5, 20)})
    change_rule(repository, "school.low_results and age > 50")
    outside = impact("--format", format)
    assert "Школа s1" not in outside
    assert "Школа s2" not in outside, "иначе малая школа следует из итога"
    assert "Школа s1" in impact("--format", format, "--audience", "internal")


@pytest.mark.parametrize("format", FORMATS)
def test_one_person_does_not_follow_from_the_old_and_the_new_figure(
    repository: Path, format: str
) -> None:
    write_tables(repository, {"s1": (18, 24), "s2": (10, 20), "s3": (15, 40)}, young=1)
    change_rule(repository, "school.low_results and age > 30")
    outside = impact("--format", format)
    for figure in ("43 / 84", "42 / 83", "18 / 24", "17 / 23", '"n": 43', '"n": 42', '"total": 83'):
        assert figure not in outside, "разность двух чисел — один человек"
    inside = impact("--format", format, "--audience", "internal")
    assert ("18 / 24" in inside) or ('"n": 18' in inside)


def test_what_is_hidden_is_told_to_be_hidden(repository: Path) -> None:
    write_tables(repository, {"s1": (18, 24), "s2": (10, 20), "s3": (15, 40)}, young=1)
    change_rule(repository, "school.low_results and age > 30")
    told = impact()
    assert "(числа скрыты: по ним можно узнать малую группу)" in told
    assert "Скрыта 1 организация: малые группы; --audience internal показывает их." in told


@pytest.mark.parametrize("format", ["text", "md", "html", "json"])
def test_impact_names_the_schools_that_are_decided_otherwise(tmp_path: Path, format: str) -> None:
    """Whoever is found by the rule is now in the first row, whether it is listed or not."""
    for name in ("old", "new"):
        copy_two_roadmaps(tmp_path / name)
    file = tmp_path / "new" / "decisions" / "low-results.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("when: {computed: да, listed: да}", "when: {computed: да}"), "utf-8"
    )
    told = run(
        "diff", str(tmp_path / "old"), str(tmp_path / "new"), "--impact", "--as-of", "2022-06-01",
        "--format", format,
    ).out  # fmt: skip
    if format == "json":
        (project,) = json.loads(told)["projects"]
        assert project["impact"]["decisions"] == [
            {
                "id": "low-results-support",
                "title": "Кого поддержать по итогам входной диагностики",
                "name": "Школа № 114",
                "old": ["Зона риска, в перечне школы нет"],
                "new": ["Зона риска"],
            }
        ]
    else:
        shown = " ".join(told.split())
        assert "Школа № 114: Зона риска, в перечне школы нет → Зона риска" in shown


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({}, {"due": "2022-05-31"}, "срока у показателя не было, теперь 31.05.2022"),
        ({"due": "2022-05-31"}, {}, "срок показателя был 31.05.2022, теперь срока нет"),
    ],
)
def test_a_date_that_was_not_there_is_said_not_to_have_been(
    tmp_path: Path, old: dict[str, str], new: dict[str, str], words: str
) -> None:
    for name, change in (("old", old), ("new", new)):
        load(changed("low-results/supported", change), tmp_path / name)
    assert words in run("diff", str(tmp_path / "old"), str(tmp_path / "new")).out
