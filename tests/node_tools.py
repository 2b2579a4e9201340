"""Programs from npm that tests try our files with; where npm is absent the test says so."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

CACHE = Path(os.environ.get("ROADMAP_NODE_CACHE", Path.home() / ".cache" / "roadmap-engine-node"))


def node_package(name: str, version: str) -> Path:
    """The installed package's folder; installed once a machine, in a folder of its own."""
    home = CACHE / f"{name.replace('/', '-')}-{version}"
    package = home / "node_modules" / name
    if package.is_dir():
        return package
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip(f"npm or node is not installed: {name} was not tried")
    CACHE.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(dir=CACHE))
    done = subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--prefix", waiting, f"{name}@{version}"],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        shutil.rmtree(waiting)
        pytest.skip(f"npm could not install {name}@{version}: {done.stderr.strip()[-200:]}")
    try:
        waiting.rename(home)
    except OSError:
        shutil.rmtree(waiting)
    return package
