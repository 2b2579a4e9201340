"""In a scratch repository: install, change a target, see it by its meaning, comment on it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from engine.cli.app import VERBS
from tests.district import copy_two_roadmaps
from tests.running import run

ROOT = Path(__file__).parents[3]
SPEC = Path("specs/dyatkovo-2021/low-results.yaml")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(*arguments: str) -> str:
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "GIT_PAGER": "cat", "GIT_CONFIG_GLOBAL": os.devnull
    }  # fmt: skip
    done = subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        capture_output=True, text=True, encoding="utf-8", env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two roadmaps of the example on `main`; what it cannot find on the path it calls by name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("engine.cli.verbs.git.program", lambda _: None)
    git("init", "--quiet", "--initial-branch", "main")
    copy_two_roadmaps(tmp_path / SPEC.parent, without=("data", "decisions"))
    git("add", ".")
    git("commit", "--quiet", "-m", "specs")
    assert run("git", "install").code == 0
    return tmp_path


def change(old: str, new: str) -> None:
    text = SPEC.read_text("utf-8")
    assert old in text
    SPEC.write_text(text.replace(old, new), "utf-8")


def test_git_diff_tells_the_changed_target_with_its_address(repository: Path) -> None:
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    told = git("diff")
    assert told.startswith(f"diff roadmap a/{SPEC.as_posix()}")
    assert "70 %" in told
    assert "65 %" in told
    assert "teachers-supported" in told


def test_git_log_shows_facts_and_no_noise_of_writing(repository: Path) -> None:
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    git("commit", "--quiet", "-am", "weaker")
    told = git("log", "-p", "-1", "--format=%s")
    assert "-indicators/teachers-supported/target: >= 70 %" in told
    assert "+indicators/teachers-supported/target: >= 65 %" in told
    SPEC.write_text(
        "# новое пояснение\n" + SPEC.read_text("utf-8").replace('"1.2"', "'1.2'"), "utf-8"
    )
    assert "По смыслу ничего не изменилось" in git("diff")
    git("commit", "--quiet", "-am", "writing")
    assert "indicators" not in git("log", "-p", "-1", "--format=%s")


def test_install_is_the_repositorys_own_and_can_be_taken_back(repository: Path) -> None:
    before = (repository / ".git" / "config").read_text("utf-8")
    attributes = repository / ".git" / "info" / "attributes"
    once = attributes.read_text("utf-8")
    assert "/specs/**/*.yaml diff=roadmap" in once
    assert run("git", "install").code == 0
    assert attributes.read_text("utf-8") == once
    assert (repository / ".git" / "config").read_text("utf-8") == before
    assert git("status", "--short") == ""
    assert run("git", "install", "--remove").code == 0
    assert "roadmap" not in (repository / ".git" / "config").read_text("utf-8")
    assert "roadmap" not in attributes.read_text("utf-8")
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    assert git("diff").startswith("diff --git")


def test_a_shared_list_of_files_keeps_what_others_wrote(repository: Path) -> None:
    (repository / ".gitattributes").write_text("*.png binary\n", "utf-8")
    assert run("git", "install", "plans", "--shared").code == 0
    assert (repository / ".gitattributes").read_text("utf-8").splitlines() == [
        "*.png binary", "# roadmap: begin", "/plans/**/*.yaml diff=roadmap", "# roadmap: end",
    ]  # fmt: skip


def test_a_file_that_is_no_spec_or_is_broken_is_shown_as_it_is(repository: Path) -> None:
    SPEC.write_text("a: [\n", "utf-8")
    assert run("git", "textconv", str(SPEC)).out == "a: [\n"
    assert "+a: [" in git("diff")


def test_new_and_deleted_files_are_shown(repository: Path) -> None:
    SPEC.unlink()
    assert "-slug: low-results" in git("diff")
    git("add", ".")
    assert "-slug: low-results" in git("diff", "--cached")


def test_a_renamed_project_is_told_with_both_names(repository: Path) -> None:
    git("mv", "specs/dyatkovo-2021", "specs/new-name")
    told = git("diff", "--cached", "--", "specs")
    assert "переименован: specs/dyatkovo-2021/low-results.yaml → specs/new-name/low-results" in told
    assert "изменилась только запись" not in told
    renamed = Path("specs/new-name/low-results.yaml")
    text = renamed.read_text("utf-8")
    renamed.write_text(text.replace('target: ">= 70 %"', 'target: ">= 65 %"'), "utf-8")
    told = git("diff", "HEAD", "-M", "--", SPEC.as_posix(), renamed.as_posix())
    assert "→ specs/new-name/low-results.yaml" in told
    assert "65 %" in told


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such mode there")
def test_a_changed_mode_alone_is_told(repository: Path) -> None:
    SPEC.chmod(0o755)
    told = git("diff")
    assert "изменились права файла: 100644 → 100755" in told
    assert "По смыслу" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="no fifos there")
def test_only_regular_files_of_the_tree_are_read(repository: Path) -> None:
    folder = SPEC.parent
    (folder / "endless.yaml").symlink_to("/dev/zero")
    (folder / "dead.yaml").symlink_to("nowhere")
    (folder / "folder.yaml").mkdir()
    (folder / "large.yaml").touch()
    os.truncate(folder / "large.yaml", 60 * 2**30)
    os.mkfifo(folder / "pipe.yaml")
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    told = git("diff", "--", SPEC.as_posix())
    assert "65 %" in told
    for name in ("dead", "endless", "folder", "large", "pipe"):
        assert f"{folder.as_posix()}/{name}.yaml" in told


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of this test is a POSIX one")
def test_without_the_program_git_shows_lines_as_ever(repository: Path) -> None:
    for name in ("command", "textconv"):
        line = git("config", f"diff.roadmap.{name}").rstrip()
        git("config", f"diff.roadmap.{name}", line.replace(sys.executable, "/gone/python"))
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    assert '+    target: ">= 65 %"' in git("diff")
    git("commit", "--quiet", "-am", "weaker")
    assert '+    target: ">= 65 %"' in git("log", "-p", "-1")


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of this test is a POSIX one")
def test_a_reader_that_leaves_early_ends_git_diff_quietly(repository: Path) -> None:
    for path in SPEC.parent.glob("*.yaml"):
        path.write_text("# пояснение\n" + path.read_text("utf-8"), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_PAGER": "cat"}
    done = subprocess.run(
        ["bash", "-c", "git diff | head -1"],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("diff roadmap a/")
    assert done.stderr == ""


def test_install_says_how_to_write_a_patch(repository: Path) -> None:
    assert "git diff --no-ext-diff --no-textconv > файл" in run("git", "install").out
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    patch = git("diff", "--no-ext-diff", "--no-textconv")
    git("checkout", "--quiet", "--", "specs")
    Path("p.patch").write_text(patch, "utf-8")
    git("apply", "p.patch")
    assert '">= 65 %"' in SPEC.read_text("utf-8")


def test_a_merge_request_is_commented_with_the_change_and_the_errors(repository: Path) -> None:
    git("checkout", "--quiet", "-b", "work")
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    change("stage: collection_methods", "stage: <b>каша</b>")
    git("commit", "--quiet", "-am", "work")
    done = run("git", "comment", "main")
    assert done.code == 0, done.err
    assert done.out.startswith("<!-- roadmap -->\n### Дорожные карты\n")
    assert "65 %" in done.out
    assert "S109" in done.out
    listed = [line for line in done.out.splitlines() if line.startswith("- specs")]
    assert listed
    assert not any("<b>" in line.replace(r"\<b", "") for line in listed)


def test_without_a_change_of_specs_the_comment_says_so(repository: Path) -> None:
    git("checkout", "--quiet", "-b", "work")
    assert "не изменились" in run("git", "comment", "main").out
    done = run("git", "comment", "нет-такой")
    assert done.code == 2
    assert done.err.startswith("Ошибка: git")


def test_outside_a_repository_it_is_told_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("git", "install")
    assert done.code == 2
    assert "not a git repository" in done.err


def test_hooks_call_verbs_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    verbs = {verb.name for verb in VERBS}
    for hook in hooks:
        program, verb, *options = hook["entry"].split()
        assert program == "roadmap"
        assert verb in verbs
        assert run(verb, *options, str(ROOT / "tests" / "codes" / "S120" / "good")).code in (0, 1)


def scripts(node: object) -> list[str]:
    """Every shell script of a pipeline's file."""
    if isinstance(node, dict):
        found = [node["run"]] if isinstance(node.get("run"), str) else []
        for key in ("script", "before_script"):
            found += ["\n".join(node[key])] if key in node else []
        return found + [text for each in node.values() for text in scripts(each)]
    return [text for each in node for text in scripts(each)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    "file",
    [
        ".github/actions/roadmap/action.yml",
        ".github/actions/roadmap-comment/action.yml",
        ".gitlab/roadmap.yml",
    ],
)
def test_a_pipelines_scripts_are_sound_and_take_no_text_from_outside(file: str) -> None:
    found = scripts(yaml.safe_load((ROOT / file).read_text("utf-8")))
    assert found
    for script in found:
        assert "${{" not in script
        if shutil.which("bash"):
            subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="the pipelines run in bash")
def test_the_gitlab_job_that_writes_leaves_the_comment_in_a_file(repository: Path) -> None:
    git("checkout", "--quiet", "-b", "work")
    change('target: ">= 70 %"', 'target: ">= 65 %"')
    git("commit", "--quiet", "-am", "work")
    jobs = yaml.safe_load((ROOT / ".gitlab" / "roadmap.yml").read_text("utf-8"))
    call = f'roadmap() {{ PYTHONPATH="{ROOT}" "{sys.executable}" -P -m engine.cli "$@"; }}'
    script = "\n".join(["set -e", call, *jobs["roadmap-write"]["script"]])
    environment = {**os.environ, "CI_MERGE_REQUEST_DIFF_BASE_SHA": "main"}
    subprocess.run(["bash", "-c", script], env=environment, check=True, capture_output=True)
    assert "65 %" in (repository / "roadmap-left" / "comment.md").read_text("utf-8")


def test_a_project_at_the_top_of_its_repository_is_installed_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    assert run("git", "install").code == 0
    assert "\n*.yaml diff=roadmap" in (tmp_path / ".git/info/attributes").read_text("utf-8")
