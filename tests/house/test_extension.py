"""The extension for VS Code is of this version, and made of pinned packages alone."""

import json
from pathlib import Path

from engine import __version__

HERE = Path(__file__).resolve().parents[2] / ".vscode-extension"


def test_the_extension_is_of_this_version_and_every_package_has_its_hash() -> None:
    made = json.loads((HERE / "package.json").read_text("utf-8"))
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))
    assert made["version"] == locked["version"] == __version__
    asked = {**made["dependencies"], **made["devDependencies"]}
    packages = {name: each for name, each in locked["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())


def test_what_is_built_holds_no_more_than_it_names() -> None:
    named = (HERE / ".vscodeignore").read_text("utf-8").split()
    assert named[0] == "**"
    assert set(named[1:]) == {"!package.json", "!README.md", "!LICENSE", "!dist/extension.js"}
    assert "--ignore-scripts" in (HERE / "build").read_text("utf-8")
