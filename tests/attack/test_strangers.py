"""Projects, parcels and settings of strangers: each was found once, and ends with a sentence."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from unicodedata import normalize

import pytest

from engine.whole_files import is_of_a_device
from tests.attack.kills import SMALL
from tests.running import Done, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copytree(SMALL, tmp_path / "p")


def evaluate(project: Path, *more: str) -> Done:
    return run("evaluate", str(project), "--as-of", "2022-06-01", "--out",
               str(project.parent / "out"), "--no-cache", "--quiet", *more)  # fmt: skip


def ends_well(done: Done) -> None:
    assert done.code in (0, 1, 2), done
    assert "Дефект" not in done.err
    assert done.code < 2 or done.err.strip()


@pytest.mark.parametrize(
    "name", [b"\xff.yaml", b"con\n.yaml", b"aux.yaml", b"NUL.x.yaml", b"a?.yaml"], ids=repr
)
def test_a_file_that_no_other_machine_can_have_is_in_no_parcel(project: Path, name: bytes) -> None:
    try:
        Path(os.fsdecode(os.path.join(os.fsencode(project), name))).write_text("a: 1\n", "utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    parcel = project.parent / "run.zip"
    done = evaluate(project, "--parcel", str(parcel))
    assert done.code == 2, done
    assert "не может быть файла с таким именем" in done.err
    assert [path.name for path in project.parent.iterdir() if path.name != "p"] == []


def test_a_link_that_leads_out_is_in_no_parcel(project: Path) -> None:
    (project / "x.yaml").symlink_to("/etc/hostname")
    done = evaluate(project, "--parcel", str(project.parent / "run.zip"))
    ends_well(done)
    assert not (project.parent / "run.zip").exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda listed: listed["options"].update(formats=["html"] * 100_000),
        lambda listed: listed.update(versions={str(at): "1" for at in range(100_000)}),
        lambda listed: listed.update(databases=["x"] * 100_000),
        lambda listed: listed.update(folder="\ud800"),
    ],
    ids=["formats", "versions", "databases", "half of a letter"],
)
def test_a_parcel_that_asks_for_more_than_a_run_does_is_refused(
    project: Path, change: Callable[[object], None]
) -> None:
    parcel, other = project.parent / "run.zip", project.parent / "other.zip"
    evaluate(project, "--parcel", str(parcel))
    with zipfile.ZipFile(parcel) as given, zipfile.ZipFile(other, "w") as file:
        for name in given.namelist():
            content = given.read(name)
            if name == "parcel.json":
                listed = json.loads(content)
                change(listed)
                content = json.dumps(listed).encode()
            file.writestr(name, content)
    done = run("verify", str(other), "--data", str(project))
    assert done.code == 2
    assert "повреждена" in done.err


def test_settings_that_are_no_file_are_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "roadmap.toml").mkdir()
    assert "это не файл" in run("validate").err
    (project / "roadmap.toml").rmdir()
    (project / "roadmap.toml").symlink_to("/dev/zero")
    done = run("validate")
    assert (done.code, "это не файл" in done.err) == (2, True)


def test_a_name_in_pieces_is_the_name_that_the_project_lists(project: Path) -> None:
    (spec,) = (path for path in project.glob("*.yaml") if path.name != "project.yaml")
    text = (project / "project.yaml").read_text("utf-8")
    whole = "йод"
    (project / "project.yaml").write_text(text.replace(spec.stem, whole), "utf-8")
    spec.rename(project / f"{normalize('NFD', whole)}.yaml")
    told = run("validate", str(project), "--verbose")
    assert "S131" in told.out + told.err
    assert "S133" not in told.out + told.err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("span", ["--week", "--month", "--overdue"])
def test_the_first_and_the_last_day_have_a_week_and_a_month(
    project: Path, day: str, span: str
) -> None:
    ends_well(run("plan", str(project), span, "--as-of", day))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("roadmap.toml", "a = " + "[" * 5_000 + "]" * 5_000),
        ("roadmap.toml", "a = " + "9" * 10_000),
        ("pyproject.toml", "tool = 1 # [tool.roadmap]\n"),
        ("pyproject.toml", "[tool]\nroadmap = 5 # [tool.roadmap]\n"),
    ],
    ids=["deep", "digits", "no table", "no table inside"],
)
def test_settings_of_another_shape_are_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    (project / name).write_text(text, "utf-8")
    monkeypatch.chdir(project)
    done = run("validate")
    assert done.code == 2
    assert name in done.err
    assert "Дефект" not in done.err


OTHER_FIGURES = ("٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@pytest.mark.parametrize("figures", OTHER_FIGURES, ids=("Arabic", "Devanagari", "wide", "small"))
def test_a_date_is_written_in_the_figures_that_everybody_reads(figures: str) -> None:
    other = str.maketrans("0123456789", figures)
    for words in (
        ("plan", str(SMALL), "--as-of", "2022-06-01"),
        ("plan", str(SMALL), "--as-of", "01.06.2022"),
        ("schedule", "конец месяца", "--period", "2021-2022"),
        ("schedule", "конец месяца", "--month", "2022-11"),
    ):
        done = run(*words[:-1], words[-1].translate(other))
        assert (done.code, done.out) == (2, ""), done
        assert "напишите" in done.err


def test_a_code_that_windows_takes_for_a_device_has_a_file_of_its_own() -> None:
    from engine.papers.naming import file_stem

    files: list[str] = []
    for code in (
        "CON",
        "con",
        "NUL.1",
        "Aux ",
        "com1",
        "COM10",
        "lpt²",
        "x. .",
        "a:b",
        "a" * 99 + " .b",
    ):
        stem = file_stem(code, files)
        files.append(f"{stem}.xlsx")
        assert not is_of_a_device(files[-1]), files
        assert stem == stem.rstrip(" ."), files
    assert len({name.casefold() for name in files}) == len(files)
    assert files[5] == "COM10.xlsx"


def test_a_new_file_is_not_called_as_a_device(tmp_path: Path) -> None:
    for words in (("project", str(tmp_path / "p"), "--id", "aux"), ("roadmap", str(SMALL), "nul")):
        done = run("new", *words)
        assert done.code == 2
        assert "имя устройства" in done.err
