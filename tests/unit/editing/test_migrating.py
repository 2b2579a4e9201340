"""Older files are moved to the newest version with their comments; unknown versions are refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.editing import MIGRATIONS, Migration, migrate_file
from engine.editing.nodes import Scalar, Sheet
from engine.load import load_project
from tests.running import run

PROJECT = """\
id: example
title: Пример
municipality: {name: Дятьковский район}
method: 2020
period: {text: 2021-2022 учебный год, from: 2021-09-01, to: 2022-08-31}
roadmaps: low-results.yaml
"""
DRAFT = """\
# черновик методиста
slug: low-results
code: 1.2     # номер направления
title: Работа со школами
goals: [{id: overcome, text: Преодоление факторов}]
indicators:
  # модель есть в положении
  - {id: model, goal: overcome, text: Описана модель, not_measurable: no_method}
events:
  - id: describe
    number: 1.10
    title: Описание модели
    stage: decisions
    serves: model
    schedule: 2021
    responsible: Отдел образования
    result: Описание
"""


def test_a_draft_becomes_a_spec_that_validates_and_keeps_its_comments(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text(PROJECT, "utf-8")
    (tmp_path / "low-results.yaml").write_text(DRAFT, "utf-8")
    assert run("validate", str(tmp_path)).code == 1
    assert run("migrate", str(tmp_path), "--check").code == 1
    done = run("migrate", str(tmp_path))
    assert done.code == 0
    assert "low-results.yaml: roadmap/0 → roadmap/1" in done.out
    text = (tmp_path / "low-results.yaml").read_text("utf-8")
    assert text.startswith("# черновик методиста\nformat: roadmap/1\n")
    assert 'code: "1.2"' in text
    assert 'number: "1.10"' in text
    assert "# номер направления" in text
    assert "  # модель есть в положении\n" in text
    assert load_project(tmp_path).findings == ()
    assert run("migrate", str(tmp_path)).out == ""


def test_migrations_follow_one_another_and_keep_comments() -> None:
    def rename(sheet: Sheet) -> None:
        entry = sheet.root.get("title")
        assert entry is not None
        entry.key = Scalar("name")

    def add_mark(sheet: Sheet) -> None:
        entry = sheet.root.get("name")
        assert entry is not None
        assert isinstance(entry.value, Scalar)
        entry.value = replace(entry.value, text=f"{entry.value.text}!")

    chain = (
        *MIGRATIONS,
        Migration("rule/1", "rule/2", rename),
        Migration("rule/2", "rule/3", add_mark),
    )
    moved = migrate_file(b"format: rule/1\ntitle: x # why\n", "x.yaml", chain)
    assert moved.steps == ("rule/1", "rule/2", "rule/3")
    assert moved.text == "format: rule/3\nname: x!  # why\n"


@pytest.mark.parametrize(
    ("first", "code"),
    [("format: roadmap/2", "S150"), ("format: roadmap/17", "S150"), ("format: план/1", "S116"),
     ("format: roadmap/01", "S116"), ("format: 1", "S116"), ("a: 1", "S116")],
)  # fmt: skip
def test_an_unknown_version_is_refused_and_the_file_is_left_alone(
    tmp_path: Path, first: str, code: str
) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(f"{first}\nslug: x\n", "utf-8")
    before = file.read_bytes()
    for verb in ("migrate", "fmt"):
        done = run(verb, str(file))
        assert done.code == 2
        assert code in done.err
        assert file.read_bytes() == before
