"""A yearly schedule as departments print them: no goals and no indicators, a column of its own,
words of time of every kind; evaluated, planned, explained, compared."""

import json
from pathlib import Path

import pytest

from tests.running import run

PROJECT = """\
format: project/1
id: cyclogram
title: Циклограмма оценки качества образования
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
anchors:
  ГИА: 23.05.2022–02.07.2022
  каникулы: [01.11.2021–07.11.2021, 30.12.2021–09.01.2022]
evidence: {in: register, kinds: [приказ, справка]}
roadmaps: [year.yaml]
"""
SCHEDULE = """\
format: roadmap/1
slug: year
title: График мероприятий муниципальной системы оценки качества образования
short: График
columns:
  - number
  - title
  - {id: schedule, title: Сроки}
  - responsible
  - {id: report, title: Вид отчётности}
goals: []
indicators: []
events:
  - id: plan
    number: "1"
    title: Утверждение плана оценочных процедур
    stage: collection_methods
    schedule: до 15 сентября
    responsible: [{text: Отдел образования}]
    cells: {report: приказ}
    evidence: {kind: [приказ]}
  - id: attendance
    number: "2"
    title: Мониторинг посещаемости
    stage: monitoring
    schedule: ежеквартально
    responsible: [{text: Общеобразовательные организации}]
    cells: {report: сводная таблица}
    evidence: {kind: [справка]}
  - id: camps
    number: "3"
    title: Проверка занятости обучающихся
    stage: monitoring
    schedule: в период каникул
    responsible: [{text: Отдел образования}]
    cells: {report: справка}
  - id: exams
    number: "4"
    title: Сбор данных о ходе государственной итоговой аттестации
    stage: monitoring
    schedule: в период проведения ГИА
    responsible: [{text: Отдел образования}]
    cells: {report: ежедневный отчёт}
  - id: results
    number: "5"
    title: Анализ итогов учебного года
    stage: analysis
    schedule: ["июнь 2022 г.", "август 2022 г."]
    responsible: [{text: Отдел образования}]
    cells: {report: аналитическая справка}
    after: [exams]
"""
DATA = """\
format: data/1
resources:
  - name: register
    title: Реестр документов
    path: register.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: kind, type: string}
        - {name: title, type: string}
        - {name: number, type: string}
        - {name: date, type: date}
        - {name: address, type: string}
"""
REGISTER = """\
proves;kind;title;number;date;address
year/plan;приказ;О плане оценочных процедур;12;2021-09-10;
year/attendance;справка;Посещаемость за I четверть;1;2021-09-28;
year/attendance;справка;Посещаемость;2;2021-12-27;
"""
DAY = "2022-04-15"


def project(folder: Path, schedule: str = SCHEDULE) -> Path:
    folder.mkdir(parents=True)
    for name, text in (("project.yaml", PROJECT), ("year.yaml", schedule), ("data.yaml", DATA),
                       ("register.csv", REGISTER)):  # fmt: skip
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("year") / "p")


@pytest.fixture(scope="module")
def events(folder: Path) -> dict[str, dict[str, object]]:
    done = run("evaluate", str(folder), "--as-of", DAY, "--format", "json", "--no-cache",
               "--out", str(folder.parent / "out"), "--quiet")  # fmt: skip
    assert done.code == 0, done.err
    report = json.loads((folder.parent / "out" / "report.json").read_text("utf-8"))
    return {each["id"].split("/")[-1]: each for each in report["roadmaps"][0]["events"]}


def windows(event: dict[str, object]) -> list[tuple[str, str]]:
    schedule = event["schedule"]
    assert isinstance(schedule, dict)
    return [(each["start"], each["end"]) for each in schedule["windows"]]


def test_words_of_time_of_every_kind_have_their_days(events: dict[str, dict[str, object]]) -> None:
    assert windows(events["plan"])[-1][1] == "2021-09-15"
    assert windows(events["camps"]) == [
        ("2021-11-01", "2021-11-07"), ("2021-12-30", "2022-01-09"),
    ]  # fmt: skip
    assert windows(events["exams"]) == [("2022-05-23", "2022-07-02")]
    assert windows(events["results"]) == [
        ("2022-06-01", "2022-06-30"), ("2022-08-01", "2022-08-31"),
    ]  # fmt: skip


def test_every_event_stands_where_its_documents_say(events: dict[str, dict[str, object]]) -> None:
    statuses = {id: each["status"] for id, each in events.items()}
    assert statuses["plan"] == "done"
    assert statuses["camps"] == "overdue", "no document of the holidays"
    assert (statuses["exams"], statuses["results"]) == ("upcoming", "upcoming")
    assert (events["attendance"]["done"], events["attendance"]["status"]) == (2, "overdue")


def test_an_event_is_explained_by_its_words_and_its_place_in_the_year(folder: Path) -> None:
    done = run("explain", "year/attendance", str(folder), "--as-of", DAY)
    assert done.code == 0, done.err
    assert "ежеквартально" in done.out
    assert "Мониторинг посещаемости" in done.out
    assert "year.yaml" in done.out


def test_the_plan_shows_it_in_order_and_lint_invents_no_goals(folder: Path) -> None:
    done = run("plan", str(folder))
    assert done.code == 0, done.err
    assert done.out.index("Утверждение плана") < done.out.index("Анализ итогов")
    validated = run("validate", str(folder))
    assert validated.code == 0, validated.out + validated.err


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [("до 15 сентября", "до 1 октября", "weaker"), ("ежеквартально", "ежемесячно", "stricter")],
)
def test_a_moved_date_and_another_rhythm_are_weighed(
    folder: Path, tmp_path: Path, old: str, new: str, effect: str
) -> None:
    other = project(tmp_path / "p", SCHEDULE.replace(old, new))
    done = run("diff", str(folder), str(other), "--format", "json")
    (found,) = json.loads(done.out)["projects"]
    assert [each["effect"] for each in found["changes"]] == [effect]
