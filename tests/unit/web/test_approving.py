"""What a draft weakens is saved when those whom the project names agreed; in git it is a commit."""

import subprocess
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from engine.children import program
from tests.unit.web.workspaces import NAME, Workspace, text_of

CHIEF = "Начальник отдела"


def name_approvers(workspace: Workspace) -> Path:
    file = workspace.folder / "project.yaml"
    text = file.read_text("utf-8") + f'approvers:\n  - {{name: "{CHIEF}"}}\n'
    file.write_text(text, "utf-8")
    return file


def weaken(workspace: Workspace) -> str:
    page = f"/projects/{NAME}/roadmaps/low-results"
    fields = {"slug": "low-results", "id": "teachers-supported", "target": ">= 5 %"}
    answer = workspace.send(f"/projects/{NAME}/targets", {**fields, "token": workspace.token(page)})
    return str(answer.headers["location"]).partition("?")[0]


def save(workspace: Workspace, draft: str) -> int:
    return int(workspace.send(f"{draft}/save", {"token": "s" * 30, "note": "указ"}).status_code)


def approve(workspace: Workspace, draft: str, author: str = CHIEF, reason: str = "приказ 7") -> int:
    fields = {"author": author, "reason": reason, "token": "a" * 30}
    return int(workspace.send(f"{draft}/approve", fields).status_code)


def test_a_weaker_target_waits_for_those_whom_the_project_names(workspace: Workspace) -> None:
    project = name_approvers(workspace)
    before = project.read_text("utf-8")
    spec = workspace.folder / "low-results.yaml"
    draft = weaken(workspace)
    assert "Ждёт согласования, отпечаток" in text_of(workspace.get(draft).text)
    assert save(workspace, draft) == 409
    assert approve(workspace, draft, "Кто-то") == 403
    assert approve(workspace, draft, reason=" ") == 422
    assert project.read_text("utf-8") == before
    assert approve(workspace, draft) == 303
    assert approve(workspace, draft) == 303
    after = project.read_text("utf-8")
    assert after.startswith(before)
    assert after.count("fingerprint:") == 1
    seen = text_of(workspace.get(draft).text)
    assert "Ждёт согласования" not in seen
    assert CHIEF in seen
    assert save(workspace, draft) == 303
    assert '">= 5 %"' in spec.read_text("utf-8")
    journal = text_of(workspace.get("/journal").text)
    assert "согласовано" in journal
    assert f"{CHIEF}: приказ 7" in journal


def test_an_approval_covers_no_other_change(workspace: Workspace) -> None:
    name_approvers(workspace)
    draft = weaken(workspace)
    assert approve(workspace, draft) == 303
    found = workspace.desk.drafts.find(int(draft.rpartition("/")[2]))
    assert found is not None
    workspace.desk.drafts.rewrite(found, found.text.replace(">= 5 %", ">= 4 %"), found.base)
    assert save(workspace, draft) == 409


def test_without_approvers_a_weaker_target_is_saved(workspace: Workspace) -> None:
    assert save(workspace, weaken(workspace)) == 303


@pytest.mark.skipif(program("git") is None, reason="git is not installed")
def test_in_a_repository_a_saved_file_is_a_commit(workspace: Workspace) -> None:
    root = workspace.folder.parent

    def git(*words: str) -> str:
        asked = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words)
        done = subprocess.run(asked, cwd=root, capture_output=True, check=True, encoding="utf-8")
        return done.stdout.strip()

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "начало")
    assert save(workspace, weaken(workspace)) == 303
    assert git("log", "-1", "--format=%s%n%b").splitlines() == [
        f"{NAME}: изменён low-results.yaml", "указ",
    ]  # fmt: skip
    assert git("diff-tree", "--name-only", "-r", "HEAD~1", "HEAD") == f"{NAME}/low-results.yaml"
    assert git("status", "--porcelain") == ""
    assert f"записано в git {NAME} low-results.yaml. {git('rev-parse', 'HEAD')[:12]}" in text_of(
        workspace.get("/journal").text
    )
