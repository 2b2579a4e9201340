"""`roadmap doctor`: what is there, what is missing and what that costs; no names."""

import getpass
import json
import re
from importlib import metadata
from pathlib import Path

import pytest

from engine.cli.verbs import doctor
from tests.running import run


def lines(*more: str) -> dict[str, dict[str, object]]:
    told = json.loads(run("doctor", "--format", "json", *more).out)
    return {f"{each['group']}/{each['name']}": each for each in told}


def test_the_libraries_that_are_needed_have_their_versions() -> None:
    told = lines()
    assert str(told["libraries/polars"]["found"])[0].isdigit()
    assert told["program/roadmap"]["found"]


def test_a_program_that_runs_from_its_sources_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", unknown)
    monkeypatch.setattr(metadata, "version", unknown)
    done = run("doctor")
    assert done.code == 0
    assert "нет — программа не установлена" in done.out


def test_a_missing_library_is_told_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    real = doctor.metadata_version
    monkeypatch.setattr(
        doctor,
        "metadata_version",
        lambda name: None if name in ("networkx", "duckdb") else real(name),
    )
    done = run("doctor")
    assert done.code == 1
    assert "Мешает работе: 1." in done.out
    # beside duckdb the extra needs pyarrow, which may be missing here, too
    lacking = r"не хватает duckdb(, pyarrow)?: нет --engine duckdb; поставить: pip install"
    assert re.search(lacking, done.out)
    assert lines()["extras/duckdb"]["is_well"] is True


def test_a_missing_program_costs_something_and_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "program", lambda _: None)
    done = run("doctor")
    assert done.code == 0
    assert "нет — без LibreOffice не читаются .doc" in done.out


def test_a_folder_that_takes_nothing_is_told_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied", "/home/ivanova/roadmaps")

    monkeypatch.setattr("engine.cli.verbs.doctor.tempfile.TemporaryFile", refused)
    done = run("doctor")
    assert done.code == 1
    assert "нет — нет права писать" in done.out
    assert "ivanova" not in done.out


def test_little_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    little = type("Usage", (), {"free": 2**29})
    monkeypatch.setattr("engine.cli.verbs.doctor.shutil.disk_usage", lambda _: little)
    assert "свободно 0.5 GiB — меньше 1 GiB" in run("doctor").out


def test_no_person_and_no_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for lang in ("ru", "en"):
        told = run("doctor", "--lang", lang).out
        assert str(tmp_path) not in told
        assert "/" not in told.replace("PostgreSQL", "").replace("sc://", "")
        name = getpass.getuser()
        assert name not in told or len(name) < 3 or name == "root"
