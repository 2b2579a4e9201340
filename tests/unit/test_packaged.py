"""Schemas and rules are found beside the package of a checkout and inside an installed wheel."""

import json
import sys
from pathlib import Path

import pytest

from engine.packaged import made_once, rules_folder, schema_names, schema_text, schemas_folder


def test_a_checkout_has_them_beside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "engine"
    for name in ("engine", "schemas", "rules"):
        (tmp_path / name).mkdir()
    assert schemas_folder(package) == tmp_path / "schemas"
    assert rules_folder(package) == tmp_path / "rules"


def test_a_wheel_has_them_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "engine"
    for name in ("_schemas", "_rules"):
        (package / name).mkdir(parents=True)
    assert schemas_folder(package) == package / "_schemas"
    assert rules_folder(package) == package / "_rules"


def test_the_schemas_are_named_and_read() -> None:
    names = schema_names()
    assert {"data", "project", "roadmap", "rules"} <= set(names)
    for name in names:
        assert json.loads(schema_text(name))["$id"].startswith("urn:uuid:")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    path = tmp_path / "words.yaml"
    path.write_bytes(b"one")
    return path


def test_what_is_made_of_a_file_is_made_once_and_again_when_the_file_changes(source: Path) -> None:
    made: list[bytes] = []

    def make(content: bytes) -> bytes:
        made.append(content)
        return content.upper()

    assert [made_once(source, make) for _ in range(3)] == [b"ONE"] * 3
    source.write_bytes(b"two")
    assert [made_once(source, make) for _ in range(2)] == [b"TWO"] * 2
    assert made == [b"one", b"two"]


def test_where_no_bytecode_may_be_written_nothing_is_kept(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made_once(source, bytes.upper) == b"ONE"
    assert [path.name for path in source.parent.iterdir()] == ["words.yaml"]


def test_where_nothing_can_be_written_it_is_made_each_time(source: Path) -> None:
    (source.parent / "__pycache__").write_bytes(b"in the way")
    assert made_once(source, bytes.upper) == b"ONE"
