"""Whose approval of a weaker demand counts: said in the project, signed in git, not one's own."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

from engine.diagnostics import Origin
from engine.diff.approving import Person, Signing, standing_of
from engine.model.project import Approval, Approver
from engine.results.changes import Standing
from tests.diff.specs import Files, base, changed, load
from tests.running import Done, run

HEAD = {"name": "Начальник отдела Иванова И. И.", "email": "ivanova@example.org"}
OTHER = {"name": "Методист Петрова П. П.", "email": "petrova@example.org"}
WEAKER = {"target": ">= 60 %"}


def git(folder: Path, *words: str, by: Mapping[str, str] = OTHER) -> None:
    identity = ("-c", f"user.name={by['name']}", "-c", f"user.email={by['email']}")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def commit(
    folder: Path, files: object, by: Mapping[str, str], *, at: str = "specs/district-2021"
) -> None:
    load(files, folder / at)  # type: ignore[arg-type]
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "правка", by=by)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """On `main` the base with its approver; `work` begins there."""
    git(tmp_path, "init", "-q", "-b", "main")
    files = base()
    files["project.yaml"]["approvers"] = [HEAD]
    commit(tmp_path, files, HEAD)
    git(tmp_path, "checkout", "-q", "-b", "work")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def weaker(
    *, author: str | None = None, approvers: Sequence[object] = (HEAD,), at: str | None = None
) -> Files:
    """The base with a weaker target, approved by `author`."""
    files = changed("low-results/supported", WEAKER)
    files["project.yaml"]["approvers"] = deepcopy(approvers)
    if author is not None:
        found = json.loads(run("diff", "main..work", *([at] if at else []), "--format", "json").out)
        marks = [each["fingerprint"] for each in found["projects"][0]["changes"]]
        files["project.yaml"]["approvals"] = [
            {"fingerprint": mark, "author": author, "date": "2022-03-01", "reason": "решение"}
            for mark in marks
        ]
    return files


def judged(*options: str) -> Done:
    return run("diff", "main..work", "--fail-on", "weaker", *options)


def test_the_head_who_signs_another_persons_change_agrees_to_it(repository: Path) -> None:
    commit(repository, weaker(), OTHER)
    assert judged().code == 1
    commit(repository, weaker(author=HEAD["name"]), HEAD)
    done = judged()
    assert done.code == 0
    assert "Согласовано: Начальник отдела Иванова И. И., 01.03.2022: решение" in done.out


def test_an_approval_stays_when_lines_move_and_holds_for_nothing_else(repository: Path) -> None:
    commit(repository, weaker(), OTHER)
    commit(repository, weaker(author=HEAD["name"]), HEAD)
    path = repository / "specs" / "district-2021" / "low-results.yaml"
    path.write_text("# пояснение\n\n" + path.read_text("utf-8"), "utf-8")
    git(repository, "commit", "-q", "-am", "строки")
    assert judged().code == 0
    path.write_text(path.read_text("utf-8").replace("60 %", "50 %"), "utf-8")
    git(repository, "commit", "-q", "-am", "ещё слабее")
    assert judged().code == 1


@pytest.mark.parametrize("by", [HEAD, OTHER])
def test_an_approval_in_the_very_commit_of_the_change_does_not_count(
    repository: Path, by: Mapping[str, str]
) -> None:
    commit(repository, weaker(), by)
    files = weaker(author=HEAD["name"])
    git(repository, "reset", "-q", "--hard", "main")
    commit(repository, files, by)
    done = judged()
    assert done.code == 1
    assert "Согласование не учтено" in done.out


@pytest.mark.parametrize("at", [".", "[2021]", "Район №1/*"])
def test_a_project_may_be_the_whole_repository_or_have_an_odd_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """Git finds nothing by «:/.», and it takes brackets for a pattern."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    files = base()
    files["project.yaml"]["approvers"] = [HEAD]
    commit(tmp_path, files, HEAD, at=at)
    git(tmp_path, "checkout", "-q", "-b", "work")
    commit(tmp_path, weaker(), HEAD, at=at)
    commit(tmp_path, weaker(author=HEAD["name"], at=at), HEAD, at=at)
    done = judged(at)
    assert done.code == 1
    assert "согласует собственную правку" in done.out


def test_a_merge_does_not_sign_what_it_brings(repository: Path) -> None:
    """The head signs on `main`; another person brings it into the branch of the change."""
    commit(repository, weaker(), OTHER)
    approvals = weaker(author=HEAD["name"])["project.yaml"]["approvals"]
    git(repository, "checkout", "-q", "-b", "signed", "main")
    files = base()
    files["project.yaml"] |= {"approvers": [HEAD], "approvals": approvals}
    commit(repository, files, HEAD)
    git(repository, "checkout", "-q", "work")
    git(repository, "merge", "-q", "-m", "слияние", "signed")
    assert judged().code == 0


def test_nobody_signs_for_the_head(repository: Path) -> None:
    commit(repository, weaker(), OTHER)
    commit(repository, weaker(author=HEAD["name"]), {"name": "Сидоров", "email": "s@example.org"})
    done = judged()
    assert done.code == 1
    assert "другой человек" in done.out


def test_the_head_does_not_approve_an_own_change_in_a_second_commit(repository: Path) -> None:
    commit(repository, weaker(), HEAD)
    commit(repository, weaker(author=HEAD["name"]), HEAD)
    done = judged()
    assert done.code == 1
    assert "собственную правку" in done.out


def test_a_change_cannot_name_its_own_judge(repository: Path) -> None:
    both = (HEAD, OTHER)
    commit(repository, weaker(approvers=both), HEAD)
    commit(repository, weaker(author=OTHER["name"], approvers=both), OTHER)
    done = judged()
    assert done.code == 1
    assert "нет среди approvers" in done.out


def test_what_is_not_committed_yet_is_signed_by_whoever_works_here(repository: Path) -> None:
    commit(repository, weaker(), OTHER)
    load(weaker(author=HEAD["name"]), repository / "specs" / "district-2021")
    for person, code in ((OTHER, 1), (HEAD, 0)):
        for key, value in person.items():
            git(repository, "config", f"user.{key}", value)
        assert run("diff", "main", "specs", "--fail-on", "weaker").code == code


def test_only_approvals_of_the_target_branch_count_where_it_is_named(repository: Path) -> None:
    commit(repository, weaker(), OTHER)
    commit(repository, weaker(author=HEAD["name"]), HEAD)
    done = judged("--approvals-from", "main")
    assert done.code == 1
    assert "в целевой ветке его ещё нет" in done.out
    approvals = weaker(author=HEAD["name"])["project.yaml"]["approvals"]
    git(repository, "checkout", "-q", "main")
    files = base()
    files["project.yaml"] |= {"approvers": [HEAD], "approvals": approvals}
    commit(repository, files, HEAD)
    assert judged("--approvals-from", "main").code == 0
    assert run("diff", "main..work", "--approvals-from", "нет-такой").code == 2


def test_without_approvers_nobody_may_approve(repository: Path) -> None:
    git(repository, "checkout", "-q", "main")
    commit(repository, base(), HEAD)
    git(repository, "checkout", "-q", "-B", "work")
    commit(repository, weaker(), OTHER)
    commit(repository, weaker(author=HEAD["name"]), HEAD)
    done = judged()
    assert done.code == 1
    assert "не сказано, кто вправе согласовывать" in done.out


def test_the_json_says_whether_an_approval_counts_and_fits_its_schema(repository: Path) -> None:
    from jsonschema import Draft202012Validator

    commit(repository, weaker(), OTHER)
    commit(repository, weaker(author="Кто-то"), OTHER)
    found = json.loads(judged("--format", "json").out)
    schema = json.loads(Path(__file__).parents[2].joinpath("schemas/diff.schema.json").read_text())
    assert not list(Draft202012Validator(schema).iter_errors(found))
    standings = {
        c["approval"]["standing"] for c in found["projects"][0]["changes"] if c["approval"]
    }
    assert standings == {"not_an_approver"}


def test_the_address_decides_where_the_project_names_one() -> None:
    origin = Origin("project.yaml", ())
    approval = Approval("0" * 12, "Иванова", date(2022, 3, 1), "решение", origin)
    judge = Approver("Иванова", "ivanova@example.org")
    signed = Signing(Person("i.ivanova", "IVANOVA@example.org"), ())
    assert standing_of(approval, (judge,), signed) is Standing.ACCEPTED
    namesake = Signing(Person("Иванова", "other@example.org"), ())
    assert standing_of(approval, (judge,), namesake) is Standing.SIGNED_BY_ANOTHER
    assert standing_of(approval, (Approver("иванова", None),), namesake) is Standing.ACCEPTED
