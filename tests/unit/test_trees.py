"""A tree gives the files of a folder and nothing outside it."""

import os
from pathlib import Path

import pytest

from engine.trees import FolderTree, GitTree, OutsideTree, content_of, is_meant_by, is_yaml


@pytest.fixture
def tree(tmp_path: Path) -> FolderTree:
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "b.yaml").write_bytes(b"b")
    (root / "a.yaml").write_bytes(b"a")
    (root / "data" / "Кадры.csv").write_bytes(b"c")
    (tmp_path / "secret.yaml").write_bytes(b"secret")
    return FolderTree(root)


def test_files_are_read_by_their_posix_path(tree: FolderTree) -> None:
    assert tree.read("data/Кадры.csv") == b"c"
    assert tree.exists("a.yaml")
    assert not tree.exists("data")
    assert not tree.exists("absent.yaml")


def test_files_are_listed_in_order(tree: FolderTree) -> None:
    assert tree.list("*.yaml") == ("a.yaml", "b.yaml")


def test_a_missing_file_is_an_os_error(tree: FolderTree) -> None:
    with pytest.raises(FileNotFoundError):
        tree.read("absent.yaml")


@pytest.mark.parametrize(
    "path",
    [
        "../secret.yaml",
        "data/../../secret.yaml",
        "/etc/passwd",
        "C:/secret.yaml",
        "C:secret.yaml",
        "\\\\server\\share",
        "data\\..\\..\\secret.yaml",
        "a.yaml\0.csv",
        "",
    ],
)
def test_a_path_that_leads_out_is_refused(tree: FolderTree, path: str) -> None:
    with pytest.raises(OutsideTree):
        tree.read(path)


def test_a_link_that_leads_out_is_refused(tree: FolderTree) -> None:
    (tree.root / "link.yaml").symlink_to(tree.root.parent / "secret.yaml")
    (tree.root / "folder").symlink_to(tree.root.parent)
    for path in ("link.yaml", "folder/secret.yaml"):
        with pytest.raises(OutsideTree):
            tree.read(path)
    assert tree.list("*.yaml") == ("a.yaml", "b.yaml", "link.yaml")


def test_stars_beside_other_signs_do_not_cross_folders(tree: FolderTree) -> None:
    assert tree.list("**a.yaml") == tree.list("*a.yaml") == ("a.yaml",)
    assert tree.list("***") == tree.list("*")


@pytest.mark.parametrize(
    "mask",
    ["data/**/*.csv", "**/*.csv", "*.csv", "data/*.csv", "d?ta/x/*", "data/[x]/**/*.csv", "a.csv"],
)
def test_a_mask_stands_for_the_files_that_it_lists(tmp_path: Path, mask: str) -> None:
    files = ("a.csv", "data/b.csv", "data/x/c.csv", "data/x/y/d.csv")
    for path in files:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    listed = FolderTree(tmp_path).list(mask)
    assert listed
    assert [path for path in files if is_meant_by(path, mask)] == sorted(listed)
    assert GitTree(tmp_path, "HEAD", "", dict.fromkeys(files, "")).list(mask) == listed


def test_a_link_inside_is_followed(tree: FolderTree) -> None:
    (tree.root / "link.yaml").symlink_to(tree.root / "a.yaml")
    assert tree.read("link.yaml") == b"a"


def test_a_root_that_is_itself_a_link_is_fine(tree: FolderTree) -> None:
    link = tree.root.parent / "link"
    link.symlink_to(tree.root)
    assert FolderTree(link).read("a.yaml") == b"a"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_what_only_stands_where_a_file_could_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "project.yaml"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            path = Path("/dev/zero")
    with pytest.raises(OSError, match=r".+"):
        content_of(path)
    if kind != "device":
        with pytest.raises(OSError, match=r".+"):
            FolderTree(tmp_path).read("project.yaml")


def test_of_a_large_file_as_much_is_read_as_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    assert content_of(tmp_path / "a", 2) == b"12"
    assert content_of(tmp_path / "a") == b"123"


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are always followed here")
def test_a_link_that_takes_the_place_of_a_file_under_the_reading_leads_nowhere(
    tree: FolderTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = FolderTree._inside

    def replaced(self: FolderTree, path: str) -> str:
        found = looked_at(self, path)
        os.unlink(found)
        os.symlink(self.root.parent / "secret.yaml", found)
        return found

    monkeypatch.setattr(FolderTree, "_inside", replaced)
    with pytest.raises(OSError, match=r"a\.yaml"):
        tree.read("a.yaml")
    with pytest.raises(OSError, match=r"b\.yaml"):
        tree.head("b.yaml", 10)


def test_a_link_inside_is_read(tree: FolderTree) -> None:
    (tree.root / "c.yaml").symlink_to("a.yaml")
    assert tree.read("c.yaml") == b"a"


@pytest.mark.parametrize(
    "path",
    ["a.yaml", "a/b.YML", ".yaml", "a/.yml", "..yaml", "a.b.yaml", "yaml", "a.yaml.bak", "a."],
)
def test_a_yaml_file_is_one_by_its_last_ending(path: str) -> None:
    """As the standard library reads a path: a name that is an ending alone has none."""
    assert is_yaml(path) == (Path(path).suffix.casefold() in (".yaml", ".yml"))
