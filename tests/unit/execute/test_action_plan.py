"""An action plan: what decision tables recommend, answered measure by measure and organisation by
organisation, each judged like an event; what nobody answers is named."""

import json
from datetime import date
from pathlib import Path

import pytest

from engine import pipeline
from engine.diff import compare_projects
from engine.lint.rules.cycle_stages import check_cycle_stages
from engine.load import load_project
from engine.model.changes import Effect
from engine.options import Options
from engine.results.events import Status
from engine.results.outcome import Outcome
from tests.running import run

PROJECT = """\
format: project/1
id: example
title: Пример
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
organisations: [schools]
evidence: {in: documents, kinds: [план, справка]}
roadmaps: [actions.yaml]
"""
DATA = """\
format: data/1
resources:
  - name: schools
    path: schools.csv
    organisation: code
    schema:
      fields: [{name: code, type: string}, {name: name, type: string}, {name: weak, type: boolean}]
      primaryKey: [code]
  - name: documents
    path: documents.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: organisation, type: string}
        - {name: kind, type: string}
        - {name: date, type: date}
"""
SCHOOLS = "code;name;weak\n1;Школа 1;да\n2;Школа 2;да\n3;Школа 3;да\n4;Школа 4;нет\n"
DOCUMENTS = """\
proves;organisation;kind;date
actions/own-plans;1;план;2021-12-20
actions/own-plans;2;план;2022-02-20
actions/report;;справка;2022-01-20
"""
DECISION = """\
format: decision/1
id: weak
title: Слабые школы
per: schools
inputs: [{id: weak, title: Слабая, column: weak}]
rows:
  - id: support
    when: {weak: да}
    recommend:
      - {to: heads, what: Составить план, by: до 31.12.2021}
      - {to: teachers, what: Пройти курсы}
      - {to: methodologists, what: Посетить школу}
  - id: rest
"""
ACTIONS = """\
format: roadmap/1
slug: actions
title: План мер
columns: [title, schedule, responsible]
events:
  - id: own-plans
    title: Планы работы школ
    stage: measure
    schedule: до 31.12.2021
    responsible: [{text: Директора}]
    evidence: {kind: [план]}
    answers: [{decision: weak, row: support, to: heads, organisations: ["1", "2", "3"]}]
  - id: report
    title: Справка методкабинета
    stage: measure
    schedule: январь 2022 г.
    responsible: [{text: Методкабинет}]
    evidence: {kind: [справка]}
    answers:
      - {decision: weak, to: methodologists}
      - {decision: weak, to: teachers, organisations: ["1"]}
"""


def project(folder: Path, actions: str = ACTIONS) -> Path:
    (folder / "decisions").mkdir(parents=True)
    told = {
        "project.yaml": PROJECT, "data.yaml": DATA, "schools.csv": SCHOOLS,
        "documents.csv": DOCUMENTS, "decisions/weak.yaml": DECISION, "actions.yaml": actions,
    }  # fmt: skip
    for name, text in told.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("actions") / "p")


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    judged = pipeline.evaluate(folder, Options(as_of=date(2022, 6, 1))).outcome
    assert judged is not None
    return judged


def test_a_plan_of_measures_needs_no_goals_and_no_cycle(folder: Path) -> None:
    loaded = load_project(folder)
    assert loaded.findings == ()
    assert loaded.project is not None
    assert check_cycle_stages(loaded.project) == ()


def test_a_measure_is_judged_at_each_organisation_that_it_answers_for(outcome: Outcome) -> None:
    plans, report = outcome.events
    assert {occurrence.organisation: occurrence.status for occurrence in plans.occurrences} == {
        "1": Status.DONE, "2": Status.DONE_LATE, "3": Status.OVERDUE,
    }  # fmt: skip
    assert (plans.status, plans.done, plans.expected) == (Status.OVERDUE, 2, 3)
    assert (report.status, report.expected) == (Status.DONE, 1)


def test_what_nobody_answers_is_named_once(outcome: Outcome) -> None:
    (finding,) = (each for each in outcome.findings if each.code.id == "K437")
    assert dict(finding.params)["to"] == "teachers"


def test_a_waiver_excuses_the_measure_at_its_organisation(tmp_path: Path) -> None:
    def judged(name: str, waivers: str) -> tuple[list[Status], Status, set[str]]:
        folder = project(tmp_path / name)
        with (folder / "project.yaml").open("a", encoding="utf-8") as file:
            file.write(f"waivers: [{waivers}]\n")
        outcome = pipeline.evaluate(folder, Options(as_of=date(2022, 6, 1))).outcome
        assert outcome is not None
        plans = outcome.events[0]
        idle = {each.code.id for each in outcome.findings} & {"K411"}
        return [occurrence.status for occurrence in plans.occurrences], plans.status, idle

    waiver = "{id: actions/own-plans, organisation: '%s', reason: ремонт, author: Отдел, %s}"
    now, later = "until: '2022-12-31'", "since: '2022-07-01', until: '2022-12-31'"
    statuses, whole, idle = judged("one", waiver % ("3", now))
    assert statuses == [Status.DONE, Status.DONE_LATE, Status.WAIVED]
    assert (whole, idle) == (Status.DONE_LATE, set())
    assert judged("later", waiver % ("3", later))[1] is Status.OVERDUE
    assert judged("other", waiver % ("1", now))[1:] == (Status.OVERDUE, {"K411"})


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    run("evaluate", str(folder), "--as-of", "2022-06-01", "--out", str(out), "--no-cache",
        "--format", "json,md,html")  # fmt: skip
    return out


def test_the_report_tells_measures_where_they_stand_and_where_there_is_none(written: Path) -> None:
    text = (written / "report.md").read_text("utf-8")
    assert "Мера: Планы работы школ — просрочено (2 из 3)" in text
    assert "Без меры: Школа 2, Школа 3" in text
    assert "Мера: Справка методкабинета — выполнено" in text
    page = (written / "report.html").read_text("utf-8")
    assert "Без меры: Школа 2, Школа 3" in page
    assert "Ответ на рекомендацию: Слабые школы, support, Руководителям" in page
    assert "Школа 2: " in page


def test_the_report_for_programs_tells_who_answers_what(written: Path) -> None:
    report = json.loads((written / "report.json").read_text("utf-8"))
    answered = {
        (each["organisation"], advice["to"]): advice["answered_by"]
        for each in report["decisions"][0]["decided"]
        for advice in each["recommendations"]
    }
    assert answered["2", "heads"] == ["actions/own-plans"]
    assert answered["1", "teachers"] == ["actions/report"]
    assert answered["2", "teachers"] == []
    (event, _) = report["roadmaps"][0]["events"]
    assert event["answers"][0]["organisations"] == ["1", "2", "3"]
    assert [each["organisation"] for each in event["occurrences"]] == ["1", "2", "3"]


def test_a_decision_is_explained_with_its_measures(folder: Path) -> None:
    told = run("explain", "weak/2", str(folder), "--as-of", "2022-06-01").out
    assert (
        "Руководителям: Составить план — Мера: Планы работы школ — выполнено с опозданием" in told
    )
    assert "Учителям: Пройти курсы — меры нет" in told
    told = run("explain", "actions/own-plans", str(folder), "--as-of", "2022-06-01").out
    assert "отвечает на рекомендацию weak/support, heads; организации: 1, 2, 3" in told


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ('["1", "2", "3"]', '["1", "2"]', Effect.WEAKER),
        ('["1"]', '["1", "2"]', Effect.STRICTER),
        ("to: heads, organ", "to: teachers, organ", Effect.UNKNOWN),
    ],
)
def test_answering_less_is_weaker(
    folder: Path, tmp_path: Path, old: str, new: str, effect: Effect
) -> None:
    before = load_project(folder).project
    after = load_project(project(tmp_path / "p", ACTIONS.replace(old, new))).project
    assert before is not None
    assert after is not None
    (change,) = compare_projects(before, after)
    assert (change.kind.name, change.effect) == ("answers-changed", effect)


def test_nothing_waits_for_an_answer_where_there_is_no_action_plan(tmp_path: Path) -> None:
    bare = "\n".join(line for line in ACTIONS.splitlines() if "answers:" not in line[:12])
    bare = "\n".join(line for line in bare.splitlines() if not line.startswith("      - {"))
    outcome = pipeline.evaluate(
        project(tmp_path / "p", bare), Options(as_of=date(2022, 6, 1))
    ).outcome
    assert outcome is not None
    assert not [each for each in outcome.findings if each.code.id == "K437"]
