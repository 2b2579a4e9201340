"""A repository that plants code everywhere Python and git may look: none of it runs."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest

from engine.children import run_git
from engine.cli.app import VERBS
from engine.cli.app import roadmap as command
from engine.cli.verbs.git import changed_files
from engine.visible import harmless
from tests.attack.kills import SMALL
from tests.running import run

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "specs" / "balashov-2020"
FOLDERS = (".", "specs", "rules", "specs/p", "specs/p/rules", "specs/p/data")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("git") is None, reason="needs git and a POSIX shell"
)

# `posix` is built in: a planted `os` could not import `os` to leave its mark
MARKING = "import posix\nposix.close(posix.open({mark!r}, 0o101, 0o644))\n"

VERB_BY_VERB = """\
validate specs
lint specs
evaluate specs --as-of 2022-06-01 --out out --jobs 2
evaluate specs/p --as-of 2022-06-01 --out one --keep
evaluate specs/p --as-of 2022-06-01 --out one --engine pandas --format html,json,md,sarif,junit
compare one/report.json out/p/report.json
baseline write specs/p --as-of 2022-06-01
evaluate specs/p --as-of 2022-06-01 --out one --parcel run.zip
verify run.zip --data specs/p
test specs
plan specs/p --format ics
graph specs/p
explain D101
show specs/p --format json
schedule Май --period 2021-2022 --format json
data describe specs/p/data
data check specs/p
data preview specs/p
data values schools code specs/p
data names specs/p
fmt --check specs/p/assessment.yaml
migrate specs/p
new project specs/new --municipality Новый --region Орловская --year 2023
new rule specs/p share-of-x --measure share
new roadmap specs/p extra
diff HEAD specs/p
diff HEAD~1..HEAD
schema --write schemas
doctor
import order.docx --into specs/p --dry-run
accept --all specs/p
forms make specs/p --out forms
forms collect forms --project specs/p --out sums --back marked
letters specs/p --out letters
serve nowhere
push specs/p/project.yaml
docs specs
lineage specs
config
completion bash
git install
git textconv specs/p/assessment.yaml
git driver specs/p/data.yaml specs/p/data.yaml 0 100644 specs/p/data.yaml 1 100644
git comment HEAD~1
git install --remove
git install
lsp
"""


def names() -> list[str]:
    """Every module of the standard library and of what is installed here."""
    others = {"sitecustomize", "usercustomize", "conftest", "setup", "engine"}
    return sorted({*sys.stdlib_module_names, *packages_distributions(), *others})


@pytest.fixture(scope="module")
def marks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, marks: Path) -> Path:
    """Two projects and a change between two commits, with a planted module of every name in every
    folder, and programs of the names that we start."""
    home = tmp_path_factory.mktemp("repository")
    for name, project in (("p", EXAMPLE), ("q", SMALL)):
        shutil.copytree(project, home / "specs" / name)
    planted = names()
    for folder in FOLDERS:
        (home / folder).mkdir(exist_ok=True, parents=True)
        for name in planted:
            (home / folder / f"{name}.py").write_text(
                MARKING.format(mark=str(marks / name)), "utf-8"
            )
        _plant_packaging(home / folder, marks)
    programs = ("git", "roadmap", "python", "python3", "soffice", "libreoffice", "pip")
    for name in (*programs, *(f"{each}.exe" for each in programs), "soffice.bin"):
        program = home / name
        program.write_text(f"#!/bin/sh\ntouch '{marks}/program-{name}'\n", "utf-8")
        program.chmod(0o755)
    git(home, "init", "--quiet", "--initial-branch", "main")
    for title in ("one", "two"):
        path = home / "specs" / "p" / "assessment.yaml"
        path.write_text(path.read_text("utf-8") + f"# {title}\n", "utf-8")
        git(home, "add", "specs/p/assessment.yaml", "specs/p/project.yaml", "specs/p/data.yaml")
        git(home, "commit", "--quiet", "-m", title)
    return home


def _plant_packaging(folder: Path, marks: Path) -> None:
    """What installers, interpreters and tools of tests take for theirs in a folder."""
    line = MARKING.format(mark=str(marks / "pth")).strip().replace("\n", "; ")
    (folder / "evil.pth").write_text(f"{line}\n", "utf-8")
    entries = folder / "evil-1.0.dist-info"
    entries.mkdir()
    (entries / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n", "utf-8")
    groups = ("console_scripts", "roadmap", "roadmap.plugins", "pytest11", "hypothesis")
    points = "".join(f"[{group}]\nevil = conftest:main\n" for group in groups)
    (entries / "entry_points.txt").write_text(points, "utf-8")
    (folder / "pyvenv.cfg").write_text(f"home = {folder}\n", "utf-8")
    (folder / "pyproject.toml").write_text(
        '[tool.roadmap]\nreport-formats = ["md"]\n'
        '[tool.pytest.ini_options]\naddopts = "-p conftest"\n'
        '[build-system]\nrequires = []\nbuild-backend = "setup"\nbackend-path = ["."]\n',
        "utf-8",
    )


def git(folder: Path, *words: str, path: str | None = None) -> str:
    """The user's own git, with the `roadmap` of `path` at hand."""
    given = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": ""}
    done = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
        cwd=folder, capture_output=True, text=True, env={**given, "PATH": path or given["PATH"]},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `roadmap` as an installer writes it, and one that runs a list of verbs."""
    folder = tmp_path_factory.mktemp("programs")
    head = f"#!{sys.executable}\nimport sys\nsys.path.append({str(ROOT)!r})\n"
    (folder / "roadmap").write_text(f"{head}from engine.cli import main\nmain()\n", "utf-8")
    (folder / "verbs").write_text(
        f"{head}from engine.cli import main\n"
        "for line in sys.stdin:\n"
        "    try:\n"
        "        main(line.split())\n"
        "    except SystemExit as leaving:\n"
        "        print(f'ended {leaving.code}: {line}', flush=True)\n",
        "utf-8",
    )
    for path in folder.iterdir():
        path.chmod(0o755)
    return folder


def found(marks: Path) -> list[str]:
    return sorted(path.name for path in marks.iterdir())


def below() -> set[str]:
    """What stands below the verbs that have others: «git driver», «forms collect»."""
    with click.Context(command) as context:
        verbs = [(verb.name, command.get_command(context, verb.name)) for verb in VERBS]
    groups = [(name, verb.commands) for name, verb in verbs if isinstance(verb, click.Group)]
    return {f"{name} {each}" for name, commands in groups for each in commands}


@pytest.mark.parametrize("folder", [".", "specs/p"])
def test_no_verb_runs_code_of_the_repository(
    folder: str, repository: Path, programs: Path, marks: Path
) -> None:
    lines = VERB_BY_VERB
    if folder != ".":
        lines = lines.replace("specs/p", ".").replace("specs", ".")
    run_here = [line.split() for line in lines.splitlines()]
    assert {words[0] for words in run_here} == {verb.name for verb in VERBS}
    assert {words[0] if len(words) < 2 else " ".join(words[:2]) for words in run_here} >= below()
    path = os.pathsep.join([".", "", str(programs), os.environ["PATH"], "specs"])
    done = subprocess.run(
        [str(programs / "verbs")], input=lines, text=True, encoding="utf-8", capture_output=True,
        cwd=repository / folder, env={**os.environ, "PATH": path, "PYTHONPATH": ""},
    )  # fmt: skip
    codes = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("ended ")]
    assert len(codes) == len(lines.splitlines()), done.stderr
    assert "3:" not in codes, done.stderr
    assert found(marks) == []


def test_the_driver_that_was_installed_runs_no_code_of_the_repository(
    repository: Path, programs: Path, marks: Path
) -> None:
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    for call in ("roadmap", f"'{sys.executable}' -P -m engine.cli"):
        git(repository, "config", "diff.roadmap.command", f"{call} git driver")
        git(repository, "config", "diff.roadmap.textconv", f"{call} git textconv")
        (repository / ".git" / "info" / "attributes").write_text("*.yaml diff=roadmap\n", "utf-8")
        spec = repository / "specs" / "p" / "assessment.yaml"
        spec.write_text(spec.read_text("utf-8").replace("target:", "target: #\n     ", 1), "utf-8")
        git(repository, "diff", path=path)
        git(repository, "log", "-p", "-1", path=path)
    assert found(marks) == []


def test_the_half_that_posts_runs_no_code_of_the_folder(repository: Path, marks: Path) -> None:
    post = [sys.executable, "-I", str(ROOT / ".ci" / "post.py"), "gitlab", str(repository)]
    done = subprocess.run(post, cwd=repository, capture_output=True, env={**os.environ})
    assert done.returncode == 0
    assert found(marks) == []


def test_a_repository_whose_settings_name_programs_has_none_of_them_run(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    git(home, "init", "--quiet", "--initial-branch", "main")
    (home / "a.yaml").write_text("a: 1\n", "utf-8")
    (home / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n", "utf-8")
    git(home, "add", ".")
    git(home, "commit", "--quiet", "-m", "one")
    (home / "a.yaml").write_text("a: 2\n", "utf-8")
    git(home, "commit", "--quiet", "-am", "two")
    (home / "a.yaml").write_text("a: 3\n", "utf-8")
    for name in (
        "filter.evil.clean", "filter.evil.smudge", "core.editor", "core.fsmonitor", "core.pager",
        "pager.diff", "pager.log", "core.sshCommand", "diff.external", "diff.evil.command",
        "diff.evil.textconv", "filter.evil.process", "core.askPass", "gpg.program",
        "core.alternateRefsCommand", "alias.rev-parse", "credential.helper",
        "remote.origin.uploadpack", "alias.cat-file", "alias.diff-tree", "merge.evil.driver",
        "submodule.evil.update", "uploadpack.packObjectsHook", "sequence.editor",
    ):  # fmt: skip
        git(home, "config", name, f"touch '{marks}/{name}' #")
    git(home, "config", "log.showSignature", "true")
    git(home, "config", "extensions.partialClone", "origin")
    git(home, "config", "core.repositoryFormatVersion", "1")
    git(home, "config", "remote.origin.promisor", "true")
    git(home, "config", "remote.origin.url", f"ext::sh -c \"touch '{marks}/ext'\"")
    git(home, "config", "protocol.ext.allow", "always")
    for hook in ("post-checkout", "pre-commit", "reference-transaction", "fsmonitor-watchman"):
        (home / ".git" / "hooks" / hook).write_text(f"#!/bin/sh\ntouch '{marks}/{hook}'\n", "utf-8")
        (home / ".git" / "hooks" / hook).chmod(0o755)
    _plant_more_settings(home, marks)
    for words in (
        ("rev-parse", "--show-toplevel"), ("rev-parse", "--verify", "HEAD^{commit}"),
        ("diff-tree", "-r", "HEAD~1", "HEAD"), ("ls-tree", "-r", "HEAD"), ("log",),
        ("var", "GIT_AUTHOR_IDENT"),
        ("merge-base", "HEAD", "HEAD~1"), ("cat-file", "blob", "HEAD:a.yaml"),
        ("cat-file", "-p", "0123456789012345678901234567890123456789"), ("config", "a.b", "c"),
        ("cat-file", "--batch"),
    ):  # fmt: skip
        run_git(*words, folder=home, given=b"0123456789012345678901234567890123456789\n")
    assert run_git("cat-file", "blob", "HEAD:a.yaml", folder=home).out == b"a: 2\n"
    assert found(marks) == []
    for words in (
        ("diff",),
        ("show",),
        ("log", "--patch"),
        ("fetch",),
        ("checkout", "."),
        ("status",),
    ):
        with pytest.raises(ValueError, match=words[0]):
            run_git(*words, folder=home)


def _plant_more_settings(home: Path, marks: Path) -> None:
    """Settings of another file, hooks of another folder, a submodule beside the repository."""
    beside = home.parent / "beside"
    hooks = beside / "hooks"
    hooks.mkdir(parents=True)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (hooks / hook).write_text(f"#!/bin/sh\ntouch '{marks}/path-{hook}'\n", "utf-8")
        (hooks / hook).chmod(0o755)
    (beside / "config").write_text(
        f"[core]\n\tfsmonitor = touch '{marks}/included'\n\thooksPath = {hooks}\n"
        f"[filter \"more\"]\n\tsmudge = touch '{marks}/smudge'\n\trequired = true\n",
        "utf-8",
    )
    (beside / "attributes").write_text("* filter=more diff=evil merge=evil\n", "utf-8")
    git(home, "config", "core.hooksPath", str(hooks))
    git(home, "config", "core.attributesFile", str(beside / "attributes"))
    git(home, "config", "include.path", str(beside / "config"))
    git(home, "config", "includeIf.gitdir:/**.path", str(beside / "config"))
    (home / ".gitmodules").write_text(
        '[submodule "evil"]\n\tpath = ../beside\n\turl = ../beside\n'
        f"\tupdate = !touch '{marks}/submodule'\n",
        "utf-8",
    )


def test_a_commit_is_what_its_hash_says_and_nothing_put_in_its_place(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    for content in ("a: 1\n", "a: 2\n", "a: 3\n"):
        (tmp_path / "a.yaml").write_text(content, "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", content)
    git(tmp_path, "replace", "HEAD:a.yaml", "HEAD~2:a.yaml")
    top = run_git("rev-parse", "HEAD", folder=tmp_path).out
    (tmp_path / ".git" / "info").mkdir(exist_ok=True)
    (tmp_path / ".git" / "info" / "grafts").write_bytes(top)
    assert run_git("cat-file", "blob", "HEAD:a.yaml", folder=tmp_path).out == b"a: 3\n"
    assert run_git("rev-list", "HEAD", folder=tmp_path).out.count(b"\n") == 3


@pytest.mark.skipif(sys.platform != "linux", reason="file names are texts there")
def test_a_file_name_that_is_no_text_is_checked_and_compared_like_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "tests" / "codes" / "K432" / "bad", tmp_path / "specs" / "a")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    name = os.fsdecode(b"specs/a/\xff.yaml")
    Path(name).write_text("format: roadmap/1\nslug: чужая\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "two")
    assert "specs/a/%FF.yaml" in run("validate", "specs", "--format", "sarif").out
    said = run("git", "comment", "HEAD~1")
    assert said.code == 0
    assert "\udcff" not in said.out
    assert changed_files("HEAD~1", "HEAD") == [name]
    assert (harmless(name), harmless("\ud800a")) == ("specs/a/·.yaml", "·a")


def test_a_planted_module_leaves_its_mark(repository: Path, marks: Path) -> None:
    """The test above can fail: Python started the old way runs what is planted."""
    subprocess.run(
        [sys.executable, "-m", "json.tool", "--help"], cwd=repository, capture_output=True,
        env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert found(marks)
    for path in marks.iterdir():
        path.unlink()
