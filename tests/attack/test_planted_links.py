"""Links and folders planted where results are written: nothing outside the repository changes."""

import os
import shutil
from pathlib import Path

import pytest

from engine.children import run_program
from engine.messages import Language, catalogue
from tests.attack.kills import SMALL
from tests.running import run
from tests.unit.papers.wordxml import docx, p

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="links need rights there")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's with a file and a folder, beside the repository where they stand."""
    folder = tmp_path / "home"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "a.jpg").write_text("мама", "utf-8")
    (folder / "report.html").write_text("моё", "utf-8")
    (tmp_path / "repository").mkdir()
    monkeypatch.chdir(tmp_path / "repository")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return folder


def state(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") if path.is_file() else ""
        for path in folder.rglob("*")
    }


PAPER = "order.docx"
WRITING = (
    ("outputs", ("evaluate", str(SMALL), "--as-of", "2022-06-01", "--no-cache")),
    ("outputs/good", ("evaluate", str(SMALL), "--as-of", "2022-06-01", "--no-cache")),
    ("outputs/.cache", ("evaluate", str(SMALL), "--as-of", "2022-06-01", "--out", "o")),
    (
        "outputs/history.sqlite",
        ("evaluate", str(SMALL), "--as-of", "2022-06-01", "--out", "o", "--no-cache", "--keep"),
    ),
    ("outputs", ("docs", str(SMALL))),
    ("specs", ("import", PAPER)),
    ("outputs/workspace", ("serve", str(SMALL), "--no-browser")),
    ("outputs", ("serve", str(SMALL), "--no-browser")),
)


@pytest.mark.parametrize(("link", "words"), WRITING, ids=lambda it: str(it[:2]))
def test_a_default_place_behind_a_link_is_refused_and_a_named_one_is_followed(
    link: str, words: tuple[str, ...], outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if words[0] == "serve":
        pytest.importorskip("starlette", reason="the extra [web] is not installed")
    monkeypatch.delenv("ROADMAP_NO_CACHE", raising=False)
    monkeypatch.delenv("ROADMAP_CACHE", raising=False)
    Path(PAPER).write_bytes(docx(p("План работы")))
    Path(link).parent.mkdir(exist_ok=True)
    is_file = link.endswith(".sqlite")
    Path(link).symlink_to(outside / "new.sqlite" if is_file else outside)
    before = state(outside)
    done = run(*words)
    assert (done.code, state(outside)) == (2, before)
    assert link.split("/")[0] in done.err


def test_whoever_names_the_place_has_its_links_followed(outside: Path) -> None:
    Path("outputs").symlink_to(outside)
    words = ("evaluate", str(SMALL), "--as-of", "2022-06-01", "--no-cache", "--out")
    done = run(*words, "outputs/p")
    assert done.code == 0
    assert (outside / "p" / "report.html").is_file()


def test_a_workspace_that_came_with_the_repository_is_not_opened(outside: Path) -> None:
    pytest.importorskip("starlette", reason="the extra [web] is not installed")
    Path("outputs/workspace").mkdir(parents=True)
    done = run("serve", str(SMALL), "--no-browser")
    assert done.code == 2
    assert "--home outputs/workspace" in done.err
    assert list(Path("outputs/workspace").iterdir()) == []


@pytest.mark.parametrize("name", ["jobs", "incoming", "contents", "workspace.sqlite"])
def test_links_in_a_workspace_sweep_nothing_away(name: str, outside: Path) -> None:
    pytest.importorskip("starlette")
    from engine.web.desk import open_desk
    from engine.web.ledger import BrokenLedger
    from engine.web.policy import OwnMachine

    home = Path("mine")
    home.mkdir()
    (home / name).symlink_to(outside)
    before = state(outside)
    for path in (outside, outside / "photos"):
        os.utime(path, (0, 0))
    words = catalogue(Language.RU)
    with pytest.raises(BrokenLedger) as refused:
        open_desk((SMALL,), home, Path("h.sqlite"), words, OwnMachine())
    assert name in refused.value.told(words)
    assert state(outside) == before


def test_a_mark_of_git_that_is_a_link_is_replaced_and_not_followed(outside: Path) -> None:
    pytest.importorskip("starlette")
    from engine.web.desk import open_desk
    from engine.web.policy import OwnMachine

    home = Path("mine")
    home.mkdir()
    (home / ".gitignore").symlink_to(outside / "report.html")
    open_desk((SMALL,), home, Path("h.sqlite"), catalogue(Language.RU), OwnMachine())
    assert (outside / "report.html").read_text("utf-8") == "моё"


@pytest.fixture
def attributes(outside: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    run_program("git", ["init", "-q"], folder=Path.cwd())
    Path("specs").mkdir()
    (outside / "key").write_text("PRIVATE KEY\n", "utf-8")
    return Path(".gitattributes")


def test_what_attributes_of_a_stranger_lead_to_is_not_copied_into_them(
    attributes: Path, outside: Path
) -> None:
    attributes.symlink_to(outside / "key")
    for words in (("git", "install", "--shared"), ("git", "install", "--remove")):
        done = run(*words)
        assert (done.code, "это ссылка" in done.err) == (2, True)
    assert attributes.is_symlink()
    assert (outside / "key").read_text("utf-8") == "PRIVATE KEY\n"


@pytest.mark.parametrize(
    "content", [b"*.txt \xff\n", b"*.txt text\r\n", "а\u0085б text\n".encode(), b"*.a text"]
)
def test_attributes_of_any_letters_keep_their_bytes(attributes: Path, content: bytes) -> None:
    attributes.write_bytes(content)
    assert run("git", "install", "--shared").code == 0
    whole = content if content.endswith(b"\n") else content + b"\n"
    assert attributes.read_bytes().startswith(whole + b"# roadmap: begin\n")
    assert run("git", "install", "--remove").code == 0
    assert attributes.read_bytes() == whole


def test_attributes_without_an_end_are_refused(attributes: Path) -> None:
    with attributes.open("wb") as file:
        file.truncate(60 << 30)
    done = run("git", "install", "--shared")
    assert (done.code, "больше 1 МБ" in done.err) == (2, True)


def test_a_spec_that_git_unpacks_to_gigabytes_is_refused(
    attributes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.cli.verbs.git.LONGEST_OBJECT", 1 << 20)
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    for size in (0, 3 << 20):
        Path("specs", "a.yaml").write_bytes(b" " * size)
        run_program("git", ["add", "-A"], folder=Path.cwd())
        run_program("git", [*who, "commit", "-qm", "a"], folder=Path.cwd())
    done = run("git", "comment", "HEAD~1")
    assert (done.code, "длиннее 1 МБ" in done.err) == (2, True)
