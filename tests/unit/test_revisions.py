"""Specs of a git revision: read without a checkout, and nothing outside their folder."""

import subprocess
from errno import EFBIG, ENODATA
from os import strerror
from pathlib import Path

import pytest

from engine.load.sources import Reading
from engine.messages import Language, catalogue
from engine.trees import FolderTree, GitTree, NoRevision, OutsideTree, open_revision, trees


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "specs" / "район").mkdir(parents=True)
    (tmp_path / "specs" / "район" / "project.yaml").write_text("id: a\n", "utf-8")
    (tmp_path / "specs" / "район" / "link.yaml").symlink_to("/etc/passwd")
    (tmp_path / "secret.yaml").write_text("тайна\n", "utf-8")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "a"]):
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *words]
        subprocess.run(command, cwd=tmp_path, check=True)
    (tmp_path / "specs" / "район" / "project.yaml").write_text("id: b\n", "utf-8")
    return tmp_path


@pytest.fixture
def tree(repository: Path) -> GitTree:
    return open_revision(repository, "HEAD", "specs/район")


def test_the_revision_is_read_and_not_the_folder(repository: Path, tree: GitTree) -> None:
    assert tree.read("project.yaml") == b"id: a\n"
    assert tree.head("project.yaml", 2) == b"id"
    assert FolderTree(repository / "specs" / "район").read("project.yaml") == b"id: b\n"
    assert tree.name == "HEAD:specs/район"


def test_nothing_outside_the_folder_is_read(tree: GitTree) -> None:
    for path in ("../../secret.yaml", "/etc/passwd", "a\\b", ""):
        with pytest.raises(OutsideTree):
            tree.read(path)


def test_a_link_is_no_file(tree: GitTree) -> None:
    assert tree.list("*.yaml") == ("project.yaml",)
    with pytest.raises(FileNotFoundError):
        tree.read("link.yaml")


@pytest.mark.parametrize("revision", ["нет", "--output=x", "HEAD^9", ""])
def test_an_unknown_revision_is_told(repository: Path, revision: str) -> None:
    with pytest.raises(NoRevision):
        open_revision(repository, revision)


def test_a_folder_without_a_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoRevision):
        open_revision(tmp_path, "HEAD")


def test_what_a_copy_of_the_repository_lacks_is_an_os_error_and_a_finding(
    repository: Path, tree: GitTree
) -> None:
    blob = tree.blobs["project.yaml"]
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(OSError, match=strerror(ENODATA)):
        open_revision(repository, "HEAD", "specs/район").read("project.yaml")
    reading = Reading(open_revision(repository, "HEAD", "specs/район"))
    assert reading.document("project.yaml") is None
    (told,) = reading.findings
    assert (told.code.id, dict(told.params)["absent"]) == ("Y034", 1)
    assert "нет в этой копии репозитория" in catalogue(Language.RU).finding(told)


def test_a_few_kilobytes_that_unpack_to_more_than_any_spec_are_not_unpacked(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "LONGEST_OBJECT", 5)
    tree = open_revision(repository, "HEAD", "specs/район")
    with pytest.raises(OSError, match=strerror(EFBIG)):
        tree.read("project.yaml")
    reading = Reading(tree)
    assert reading.document("project.yaml") is None
    assert [each.code.id for each in reading.findings] == ["Y004"]
