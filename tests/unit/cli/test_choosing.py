"""A part of a project: what a selector names, what has changed since a revision."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.cli.evaluating import _newly_of_persons
from engine.load import load_project
from tests.running import run

DAY = ("--as-of", "2022-06-01", "--format", "json", "--out", "o", "--no-cache")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(Path(__file__).parent / "english_project", tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def repository(project: Path) -> Path:
    return in_git(project)


def in_git(project: Path) -> Path:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], cwd=project.parent, check=True)
    return project


def told(*arguments: str) -> Any:
    done = run("evaluate", "p", *DAY, "--fail-on", "never", *arguments)
    assert done.code == 0, done.err
    return json.loads(Path("o/report.json").read_text("utf-8"))


def indicators(report: Any) -> set[str]:
    return {each["id"] for roadmap in report["roadmaps"] for each in roadmap["indicators"]}


def test_an_indicator_alone_is_told_with_a_title_that_says_so(project: Path) -> None:
    report = told("--only", "low-results/trained")
    assert indicators(report) == {"low-results/trained"}
    assert report["project"]["title"].endswith("(часть дорожных карт)")


def test_a_roadmap_a_table_and_a_decision_are_selectors(project: Path) -> None:
    whole = indicators(told("--only", "low-results,talents"))
    assert {each for each in whole if each.startswith("talents/")} == indicators(
        told("--only", "talents")
    )
    by_table = indicators(told("--only", "survey"))
    assert by_table == {each for each in whole if each in by_table} != whole
    assert "low-results/empty" in by_table
    upstream = told("--only", "+talents/used")
    assert "talents/used" in indicators(upstream)


def test_a_selector_that_names_nothing_is_refused(project: Path) -> None:
    done = run("evaluate", "p", *DAY, "--only", "low-resluts+")
    assert (done.code, "low-results" in done.err) == (2, True)
    assert run("evaluate", "p", *DAY, "--only", "talents", "--keep").code == 2


def test_of_two_projects_one_may_know_a_selector_but_not_none(project: Path) -> None:
    other = shutil.copytree(project, project.parent / "q")
    for path in other.rglob("*.yaml"):
        text = path.read_text("utf-8").replace("slug: talents", "slug: gifted")
        text = text.replace("talents/", "gifted/").replace("talents.yaml", "gifted.yaml")
        path.write_text(text, "utf-8")
    (other / "talents.yaml").rename(other / "gifted.yaml")
    asked = ("evaluate", "p", "q", *DAY, "--jobs", "1", "--fail-on", "never", "--only")
    assert run(*asked, "talents").code != 2
    done = run(*asked, "talents,low-resluts")
    assert (done.code, "low-resluts" in done.err) == (2, True)


def test_nothing_has_changed(repository: Path) -> None:
    done = run("evaluate", "p", *DAY, "--changed-since", "main")
    assert (done.code, done.out) == (0, "")
    assert "ничего из этого нет" in done.err


def test_a_changed_target_and_a_changed_table_are_told_with_what_depends_on_them(
    repository: Path,
) -> None:
    spec = repository / "low-results.yaml"
    spec.write_text(spec.read_text("utf-8").replace('">= 90 %"', '">= 80 %"', 1), "utf-8")
    assert indicators(told("--changed-since", "main")) == {"low-results/all-trained"}
    table = repository / "data" / "teachers.csv"
    table.write_bytes(table.read_bytes() + b"\n")
    both = indicators(told("--changed-since", "main"))
    assert both > {"low-results/all-trained", "low-results/trained", "talents/whole"}
    only = told("--changed-since", "main", "--only", "talents")
    assert indicators(only) == {each for each in both if each.startswith("talents/")}


def test_documents_their_files_and_accepted_names_are_data_too(project: Path) -> None:
    data, register = project / "data.yaml", project / "data" / "documents.csv"
    text = data.read_text("utf-8").replace(
        "- {name: address, type: string}\n    organisation",
        "- {name: address, type: string}\n        - {name: file, type: string}\n    organisation",
    )
    text = text.replace("title: School, type: string}", "title: School, type: string, names: "
                        "{list: schools, accepted: said}}", 1)  # fmt: skip
    fields = "[{name: written, type: string}, {name: code, type: string}]"
    said = f"  - {{name: said, path: data/said.csv, schema: {{fields: {fields}}}}}\n"
    data.write_text(text.rstrip() + "\n" + said, "utf-8")
    (project / "data" / "said.csv").write_text("written;code\nfirst;101\n", "utf-8")
    head, *rows = register.read_text("utf-8").splitlines()
    rows = [f"{rows[0]};a.txt", *(f"{row};" for row in rows[1:])]
    register.write_text("\n".join([f"{head};file", *rows]) + "\n", "utf-8")
    (project / "a.txt").write_text("a")
    in_git(project)
    assert "ничего из этого нет" in run("evaluate", "p", *DAY, "--changed-since", "main").err
    for change in ("other", None):
        (project / "a.txt").unlink() if change is None else (project / "a.txt").write_text(change)
        assert told("--changed-since", "main")["roadmaps"][0]["events"]
    (project / "a.txt").write_text("a")
    (project / "data" / "said.csv").write_text("written;code\nfirst;102\n", "utf-8")
    assert "low-results/trained" in indicators(told("--changed-since", "main"))


def test_a_waiver_that_is_gone_changes_the_whole_project(repository: Path) -> None:
    spec = repository / "project.yaml"
    spec.write_text(spec.read_text("utf-8").split("waivers:")[0], "utf-8")
    assert indicators(told("--changed-since", "main")) == indicators(told())


def test_what_a_part_leaves_out_is_not_mended(project: Path) -> None:
    run("baseline", "write", "p", "--as-of", "2022-06-01")
    asked = ("evaluate", "p", *DAY, "--baseline", "roadmap-baseline.json")
    assert "Известно раньше" in run(*asked).err
    assert "Исправлено" not in run(*asked, "--only", "low-results/trained").err


def test_what_is_no_revision_is_refused(repository: Path) -> None:
    assert run("evaluate", "p", *DAY, "--changed-since", "--output=x").code == 2
    assert run("evaluate", "p", *DAY, "--changed-since", "nothing").code == 2


def test_the_roadmaps_that_were_in_force_judge_the_tables_of_today(repository: Path) -> None:
    spec = repository / "low-results.yaml"
    spec.write_text(spec.read_text("utf-8").replace('">= 90 %"', '">= 80 %"', 1), "utf-8")
    for at in ("HEAD", "2100-01-01", "01.01.2100"):
        report = told("--at", at, "--only", "low-results/all-trained")
        (roadmap,) = report["roadmaps"]
        assert roadmap["indicators"][0]["target"]["text"] == ">= 90 %"
        assert f"действовавшим на {at})" in report["project"]["title"]
        assert roadmap["indicators"][0]["verdict"] == "not_met"
    (roadmap,) = told("--only", "low-results/all-trained")["roadmaps"]
    assert roadmap["indicators"][0]["target"]["text"] == ">= 80 %"


def test_before_the_first_roadmap_nothing_is_judged(repository: Path) -> None:
    done = run("evaluate", "p", *DAY, "--at", "2001-01-01")
    assert (done.code, "карт на 2001-01-01 ещё не было" in done.err) == (2, True)
    assert run("evaluate", "p", *DAY, "--at", "nothing").code == 2
    assert run("evaluate", "p", *DAY, "--at", "HEAD", "--keep").code == 2
    (repository.parent / "q").mkdir()
    shutil.copytree(repository, repository.parent / "q" / "p")
    assert run("evaluate", "q/p", *DAY, "--at", "HEAD").code == 2


def test_no_earlier_run_stands_for_a_part_or_for_another_day(repository: Path) -> None:
    spec = repository / "low-results.yaml"
    spec.write_text(spec.read_text("utf-8").replace('">= 90 %"', '">= 80 %"', 1), "utf-8")
    cached = ("evaluate", "p", *DAY[:-1], "--cache", "cache", "-q")
    seen = []
    for more in ([], ["--at", "HEAD"], ["--only", "talents"], [], ["--at", "HEAD"]):
        assert run(*cached, *more).code == 1
        report = json.loads(Path("o/report.json").read_text("utf-8"))
        seen.append((report["project"]["title"], len(indicators(report))))
    assert seen[0] == seen[3]
    assert seen[1] == seen[4]
    assert len(set(seen)) == 3


def test_persons_that_only_the_tables_of_today_know_are_not_told_outside(repository: Path) -> None:
    data, asked = repository / "data.yaml", ("evaluate", "p", *DAY, "--at", "HEAD")
    text = data.read_text("utf-8")
    outside = (*asked, "--audience", "external")
    assert run(*outside).code < 2
    shutil.rmtree("o")
    counted = "{name: pupils, title: Pupils, type: integer"
    data.write_text(text.replace(counted, counted + ", counts: persons"), "utf-8")
    done = run(*outside)
    assert (done.code, "(schools)" in done.err, Path("o").exists()) == (2, True, False)
    assert run(*asked, "--audience", "internal").code < 2
    data.write_text("format: none\n", "utf-8")
    done = run(*outside)
    assert (done.code, "нынешнем проекте ошибки" in done.err) == (2, True)


def test_specs_of_today_know_of_no_more_persons_than_themselves() -> None:
    """Several tables are sheets of one workbook: the persons of one are not those of another."""
    loaded = load_project(Path(__file__).parents[3] / "specs/dyatkovo-2021")
    assert loaded.project is not None
    data = loaded.project.data
    assert data is not None
    assert not _newly_of_persons(loaded.project, loaded.project)
    renamed = replace(
        data,
        resources=tuple(
            replace(resource, name=f"new_{resource.name}") for resource in data.resources
        ),
    )
    assert not _newly_of_persons(loaded.project, replace(loaded.project, data=renamed))
