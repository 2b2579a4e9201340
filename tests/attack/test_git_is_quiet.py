"""git says nothing of what we asked it to leave alone: its words stand in our messages."""

import subprocess
from pathlib import Path

from engine.children.git import run_git


def test_git_does_not_remark_on_the_grafts_that_it_is_told_to_do_without(tmp_path: Path) -> None:
    name = ("-c", "user.name=а", "-c", "user.email=a@example.org")
    for words in (("init", "--quiet"), ("commit", "--quiet", "--allow-empty", "-m", "a")):
        subprocess.run(["git", *name, *words], cwd=tmp_path, check=True)
    asked = run_git("log", "-1", "--format=%s", folder=tmp_path)
    assert (asked.out.strip(), asked.err) == (b"a", b"")
