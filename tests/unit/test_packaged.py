"""Schemas and rules are found beside the package of a checkout and inside an installed wheel."""

import json
from pathlib import Path

from engine.packaged import rules_folder, schema_names, schema_text, schemas_folder


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
        assert json.loads(schema_text(name))["$id"] == f"{name}.schema.json"
