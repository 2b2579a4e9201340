"""One file becomes a commit: nothing planted in the repository runs, nothing else is touched."""

import subprocess
from pathlib import Path

import pytest

from engine.children import NotCommitted, commit_files, program, repository
from engine.children.git import run_plumbing

pytestmark = pytest.mark.skipif(program("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> str:
    asked = ("git", "-c", "user.name=Другой", "-c", "user.email=other@example.org", *words)
    done = subprocess.run(asked, cwd=folder, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.strip()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "проект").mkdir()
    for name in ("проект/a.yaml", "b.yaml"):
        (tmp_path / name).write_text("a: 1\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "начало")
    return tmp_path


def test_the_file_alone_becomes_a_commit_and_what_is_staged_stays_staged(home: Path) -> None:
    (home / "b.yaml").write_text("b: 2\n", "utf-8")
    git(home, "add", "b.yaml")
    file = home / "проект/a.yaml"
    file.write_text("a: 2\n", "utf-8")
    made = commit_files({file: b"a: 2\n"}, "проект: изменён a.yaml\n", "Иванова")
    assert made == git(home, "rev-parse", "HEAD")
    assert git(home, "show", "HEAD:проект/a.yaml") == "a: 2"
    assert git(home, "show", "HEAD:b.yaml") == "a: 1"
    assert git(home, "log", "-1", "--format=%s") == "проект: изменён a.yaml"
    assert git(home, "status", "--porcelain") == "M  b.yaml"
    assert commit_files({file: b"a: 2\n"}, "ещё раз", "Иванова") is None


def test_nothing_planted_in_the_repository_runs(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    marks = tmp_path_factory.mktemp("marks")
    (home / ".git/hooks").mkdir(exist_ok=True)
    for hook in ("pre-commit", "post-commit", "commit-msg", "reference-transaction",
                 "post-index-change", "fsmonitor-watchman"):  # fmt: skip
        (home / ".git/hooks" / hook).write_text(f"#!/bin/sh\ntouch '{marks}/{hook}'\n", "utf-8")
        (home / ".git/hooks" / hook).chmod(0o755)
    for key in ("filter.x.clean", "filter.x.smudge", "core.fsmonitor", "gpg.program"):
        git(home, "config", key, f"touch '{marks}/{key}'")
    git(home, "config", "commit.gpgSign", "true")
    (home / ".git/info").mkdir(exist_ok=True)
    (home / ".git/info/attributes").write_text("b.yaml filter=x\n", "utf-8")
    commit_files({home / "проект/a.yaml": b"a: 3\n"}, "правка", "Иванова")
    assert list(marks.iterdir()) == []
    assert git(home, "cat-file", "blob", "HEAD:проект/a.yaml") == "a: 3"


def test_what_no_commit_knows_is_not_committed(home: Path) -> None:
    before = git(home, "rev-parse", "HEAD")
    (home / "new.yaml").write_text("n: 1\n", "utf-8")
    with pytest.raises(NotCommitted):
        commit_files({home / "new.yaml": b"n: 1\n"}, "новый", "Иванова")
    assert before == git(home, "rev-parse", "HEAD")


def test_outside_of_a_repository_there_is_none(tmp_path: Path) -> None:
    assert repository(tmp_path) is None


@pytest.mark.parametrize(
    "words", [("commit",), ("checkout", "."), ("read-tree", "-u", "HEAD"), ("hash-object", "a")]
)
def test_what_would_run_or_write_into_the_tree_is_refused(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=words[0]):
        run_plumbing(*words, folder=tmp_path)


@pytest.mark.parametrize("attribute", ["filter=git-crypt", "working-tree-encoding=UTF-16", "ident"])
def test_what_git_keeps_otherwise_than_it_lies_there_is_not_committed(
    home: Path, attribute: str
) -> None:
    before = git(home, "rev-parse", "HEAD")
    (home / ".gitattributes").write_text(f"*.yaml {attribute}\n", "utf-8")
    with pytest.raises(NotCommitted, match=attribute.partition("=")[0]):
        commit_files({home / "проект/a.yaml": b"a: 2\n"}, "правка", "Иванова")
    assert before == git(home, "rev-parse", "HEAD")
    (home / ".gitattributes").write_text("*.yaml -filter -ident\n", "utf-8")
    assert commit_files({home / "проект/a.yaml": b"a: 2\n"}, "правка", "Иванова")


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock"])
@pytest.mark.parametrize("staged", [True, False])
def test_where_another_git_is_at_work_neither_the_branch_nor_the_index_moves(
    home: Path, lock: str, *, staged: bool
) -> None:
    file = home / "проект/a.yaml"
    if staged:
        file.write_text("a: 9\n", "utf-8")
        git(home, "add", ".")
    else:
        git(home, "rm", "--quiet", "--cached", str(file))
    before = git(home, "rev-parse", "HEAD"), git(home, "ls-files", "--stage")
    (home / ".git" / lock).touch()
    with pytest.raises(NotCommitted):
        commit_files({file: b"a: 2\n"}, "правка", "Иванова")
    (home / ".git" / lock).unlink()
    assert before == (git(home, "rev-parse", "HEAD"), git(home, "ls-files", "--stage"))


def test_a_working_tree_elsewhere_is_not_committed_from_here(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    git(home, "config", "core.worktree", str(tmp_path_factory.mktemp("elsewhere")))
    with pytest.raises(NotCommitted):
        commit_files({home / "b.yaml": b"a: 2\n"}, "правка", "Иванова")
