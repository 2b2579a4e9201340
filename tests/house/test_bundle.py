"""A folder for machines without a network: what goes into it for each system, by the locks."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def loaded() -> ModuleType:
    pytest.importorskip("packaging", reason="packaging is not installed")
    loader = SourceFileLoader("bundle", str(ROOT / ".ci" / "bundle"))
    spec = importlib.util.spec_from_loader("bundle", loader)
    assert spec is not None
    module_type = importlib.util.module_from_spec(spec)
    sys.modules["bundle"] = module_type
    loader.exec_module(module_type)
    return module_type


BUNDLE = loaded()


@pytest.mark.parametrize("name", BUNDLE.SYSTEMS)
def test_every_library_of_the_workspace_is_named_once_with_hashes(name: str) -> None:
    lines = list(BUNDLE.needed(BUNDLE.SYSTEMS[name], "3.12"))
    names = [line.partition("==")[0] for line in lines]
    assert len(names) == len(set(names))
    assert {"starlette", "uvicorn", "python-multipart", "polars", "click"} <= set(names)
    assert all(re.fullmatch(r"\S+==\S+( --hash=sha256:[0-9a-f]{64})+", line) for line in lines)
    older = list(BUNDLE.needed(BUNDLE.SYSTEMS[name], "3.11"))
    assert [each for each in older if each.startswith("numpy==")] != [
        each for each in lines if each.startswith("numpy==")
    ]


def test_the_scripts_name_the_folder_and_the_python_of_their_system(tmp_path: Path) -> None:
    for name in BUNDLE.SYSTEMS:
        BUNDLE.write_scripts(name, "3.12", tmp_path)
    for path in tmp_path.iterdir():
        text = path.read_bytes().decode("utf-8")
        assert "{python}" not in text
        assert "{system}" not in text
        assert ("\r\n" in text) == (path.suffix == ".cmd")
        assert os.access(path, os.X_OK)
        if "становить" in path.name:
            assert "--no-index" in text
            assert "--require-hashes" in text
        if path.suffix != ".cmd":
            subprocess.run(["sh", "-n", path], check=True)


@pytest.mark.skipif("ROADMAP_ONLINE" not in os.environ, reason="ROADMAP_ONLINE is not set")
@pytest.mark.parametrize("name", BUNDLE.SYSTEMS)
def test_pip_finds_a_file_of_the_locks_for_every_system(name: str, tmp_path: Path) -> None:
    """Names and hashes alone, no files; running what it finds there is another matter."""
    lines = list(BUNDLE.needed(BUNDLE.SYSTEMS[name], "3.12"))
    asked = tmp_path / "names.txt"
    asked.write_text("".join(f"{line.partition(' ')[0]}\n" for line in lines), "utf-8")
    platforms = [
        part for platform in BUNDLE.SYSTEMS[name].platforms for part in ("--platform", platform)
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--dry-run", "--no-deps", "--ignore-installed", "--ignore-requires-python",
         "--only-binary", ":all:", "--report", "-",
         "--python-version", "3.12", "--implementation", "cp", *platforms,
         "--target", str(tmp_path / "nowhere"), "-r", str(asked)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)["install"]
    known = set(re.findall(r"[0-9a-f]{64}", " ".join(lines)))
    assert len(found) == len(lines)
    for each in found:
        assert each["download_info"]["archive_info"]["hashes"]["sha256"] in known
