"""What a draft weakens is saved when those whom the project names agreed; in git it is a commit."""

import subprocess
from pathlib import Path
from secrets import token_hex

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


def begin(workspace: Workspace, file: str, old: str, new: str) -> str:
    text = (workspace.folder / file).read_text("utf-8")
    assert old in text
    base = workspace.desk.drafts.blobs.keep((workspace.folder / file).read_bytes())
    fields = {"file": file, "base": base, "text": text.replace(old, new), "token": token_hex(15)}
    answer = workspace.send(f"/projects/{NAME}/drafts", fields)
    return str(answer.headers["location"])


def by_hand(author: str) -> str:
    return (
        f'approvals:\n  - {{fingerprint: "0123456789ab", author: "{author}", '
        'date: "2022-01-01", reason: "так решили"}\napprovers:'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (f'approvers:\n  - {{name: "{CHIEF}"}}\n', "", "Кто утверждает"),
        (CHIEF, "Кто-то", "Кто утверждает"),
        ("approvers:", by_hand(CHIEF), "никто не давал"),
    ],
)
def test_who_approves_and_what_was_approved_is_not_written_by_hand(
    workspace: Workspace, old: str, new: str, says: str
) -> None:
    project = name_approvers(workspace)
    before = project.read_bytes()
    draft = begin(workspace, "project.yaml", old, new)
    refused = workspace.send(f"{draft}/save", {"token": "s" * 30})
    assert refused.status_code == 409, text_of(refused.text)
    assert says in text_of(refused.text)
    assert project.read_bytes() == before


def test_one_more_approver_is_saved(workspace: Workspace) -> None:
    name_approvers(workspace)
    more = 'approvers:\n  - {name: "Заместитель"}'
    assert save(workspace, begin(workspace, "project.yaml", "approvers:", more)) == 303


def test_what_is_agreed_to_on_the_page_of_project_yaml_is_saved_with_it(
    workspace: Workspace,
) -> None:
    project = name_approvers(workspace)
    plain = project.read_text("utf-8")
    draft = weaken(workspace)
    assert approve(workspace, draft) == 303
    given = project.read_text("utf-8")
    project.write_text(plain, "utf-8")
    added = given.removeprefix(plain)
    assert "fingerprint" in added
    end = plain.splitlines(keepends=True)[-1]
    assert save(workspace, begin(workspace, "project.yaml", end, end + added)) == 303


def test_a_broken_file_is_mended_and_not_weakened_by_the_way(workspace: Workspace) -> None:
    """What is broken gives way to the last that could be read."""
    spec = workspace.folder / "low-results.yaml"
    good = spec.read_text("utf-8")
    kept = begin(workspace, spec.name, '">= 70 %"', '">= 75 %"')
    assert save(workspace, kept) == 303
    name_approvers(workspace)
    workspace.get("/")
    spec.write_text(good.replace('">= 70 %"', "[>= 70 %"), "utf-8")
    mended = begin(workspace, spec.name, "[>= 70 %", '">= 75 %"')
    weaker = begin(workspace, spec.name, "[>= 70 %", '">= 70 %"')
    seen = text_of(workspace.get(weaker).text)
    assert "слабее" in seen
    assert "с последней его версией, которую можно прочесть" in seen
    assert save(workspace, weaker) == 409
    assert save(workspace, mended) == 303
    assert '">= 75 %"' in spec.read_text("utf-8")


def test_errors_elsewhere_do_not_open_the_gate(workspace: Workspace) -> None:
    name_approvers(workspace)
    draft = weaken(workspace)
    data = workspace.folder / "data.yaml"
    whole = data.read_text("utf-8")
    data.write_text(whole + "nonsense: 1\n", "utf-8")
    refused = workspace.send(f"{draft}/save", {"token": "s" * 30})
    assert refused.status_code == 409
    assert "Сначала исправьте" in text_of(refused.text)
    mended = workspace.send(
        begin(workspace, "data.yaml", "nonsense: 1\n", "") + "/save", {"token": "m" * 30}
    )
    assert mended.status_code == 303, text_of(mended.text)
    assert save(workspace, draft) == 409
    assert data.read_text("utf-8") == whole
