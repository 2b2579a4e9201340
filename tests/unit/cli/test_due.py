"""`roadmap plan --for BODY`: a reminder ready to send."""

import json
from datetime import date
from pathlib import Path

import pytest

from engine.model.spec import Window
from engine.reports.content.due import month_of, week_of
from tests.running import run

PROJECT = """\
format: project/1
id: example
title: Пример
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
bodies:
  - {id: dept, name: Отдел образования, aliases: [отдел]}
  - {id: school, name: Школы}
evidence: {in: register, kinds: [справка]}
roadmaps: [low-results.yaml]
"""
EVENT = """\
  - {{id: {id}, number: "{number}", title: {title}, stage: monitoring, serves: [help],
     schedule: "{when}", responsible: [{{text: {who}, body: {body}}}], result: Справка}}
"""
DATA = """\
format: data/1
resources:
  - name: register
    title: Реестр
    path: register.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: kind, type: string}
        - {name: date, type: date, format: "%d.%m.%Y"}
        - {name: title, type: string}
      primaryKey: [proves]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("due")
    rows = [
        ("late", "1", "Сбор сведений", "до 20 мая 2022 г.", "Отдел", "dept"),
        ("due", "2", "Мониторинг", "до 3 июня 2022 г.", "Отдел", "dept"),
        ("new", "3", "Анализ", "1 июня 2022 г. - 30 июня 2022 г.", "Отдел", "dept"),
        ("other", "4", "Отчёт", "до 2 июня 2022 г.", "Школы", "school"),
        ("far", "5", "Итоги", "до 25 августа 2022 г.", "Отдел", "dept"),
    ]
    names = ("id", "number", "title", "when", "who", "body")
    events = "".join(EVENT.format(**dict(zip(names, row, strict=True))) for row in rows)
    (folder / "project.yaml").write_text(PROJECT, encoding="utf-8")
    (folder / "data.yaml").write_text(DATA, encoding="utf-8")
    (folder / "register.csv").write_text(
        "proves;kind;date;title\nlow-results/far;справка;01.05.2022;С\n", encoding="utf-8"
    )
    (folder / "low-results.yaml").write_text(
        'format: roadmap/1\nslug: low-results\ncode: "1.2"\ntitle: Дорожная карта\n'
        "goals: [{id: help, text: помощь школам}]\nindicators: []\nevents:\n" + events,
        encoding="utf-8",
    )
    return folder


def asked(folder: Path, *more: str) -> str:
    done = run("plan", str(folder), "--as-of", "2022-05-31", *more)
    assert done.code == 0, done.err
    return done.out


def test_a_reminder_says_what_is_overdue_due_and_begins(folder: Path) -> None:
    told = asked(folder, "--for", "Отдел образования", "--week").replace("\N{NO-BREAK SPACE}", " ")
    assert told.splitlines() == [
        "Отдел образования: 30 мая 2022 г. — 5 июня 2022 г.",
        "",
        "Просрочено:",
        "— до 20 мая 2022 г.: Сбор сведений (дорожная карта 1.2, пункт 1)",
        "  результат: Справка",
        "",
        "Срок в эти дни:",
        "— до 3 июня 2022 г.: Мониторинг (дорожная карта 1.2, пункт 2)",
        "  результат: Справка",
        "",
        "Начинается:",
        "— до 30 июня 2022 г.: Анализ (дорожная карта 1.2, пункт 3)",
        "  результат: Справка",
        "",
        "О выполнении сообщите и приложите документ, который это подтверждает.",
    ]


@pytest.mark.parametrize("name", ["dept", "ОТДЕЛ", "отдел  образования"])
def test_a_body_is_known_by_id_name_and_spelling(folder: Path, name: str) -> None:
    assert "Мониторинг" in asked(folder, "--for", name)


def test_without_a_body_everybody_is_named(folder: Path) -> None:
    told = asked(folder, "--week")
    assert "Отчёт (дорожная карта 1.2, пункт 4; Школы)" in told
    assert "пункт 2; Отдел)" in told


def test_only_what_is_overdue(folder: Path) -> None:
    told = json.loads(asked(folder, "--overdue", "--format", "json"))
    assert [each["event"] for each in told["tasks"]] == ["low-results/late"]


def test_a_month_reaches_further(folder: Path) -> None:
    told = json.loads(asked(folder, "--for", "school", "--month", "--format", "json"))
    assert (told["from"], told["to"], told["tasks"]) == ("2022-05-01", "2022-05-31", [])


def test_nothing_due_is_said(folder: Path) -> None:
    done = run("plan", str(folder), "--as-of", "2022-02-01", "--for", "school", "--week")
    assert done.out.splitlines()[-1] == "Сроков, которые наступают в эти дни или прошли, нет."


def test_an_unknown_body_is_refused_with_those_that_are_near(folder: Path) -> None:
    done = run("plan", str(folder), "--for", "образования")
    assert done.code == 2
    assert "нет исполнителя «образования»; похоже на Отдел образования; есть" in done.err


def test_a_calendar_of_one_body(folder: Path) -> None:
    told = asked(folder, "--for", "school", "--format", "ics")
    assert told.count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize("day", ["2022-05-30", "2022-06-05", "2022-06-02"])
def test_a_week_is_monday_to_sunday(day: str) -> None:
    assert week_of(date.fromisoformat(day)) == Window(date(2022, 5, 30), date(2022, 6, 5))


def test_months_have_their_last_days() -> None:
    assert month_of(date(2024, 2, 29)) == Window(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2021, 12, 31)) == Window(date(2021, 12, 1), date(2021, 12, 31))


def test_the_calendar_of_one_body_goes_into_the_folder(folder: Path, tmp_path: Path) -> None:
    done = run("plan", str(folder), "--format", "ics", "--for", "отдел", "--out", str(tmp_path))
    assert (done.code, done.out) == (0, "")
    assert b"BEGIN:VCALENDAR" in (tmp_path / "dept.ics").read_bytes()


@pytest.mark.parametrize(
    "line", ["--format ics --for отдел --by body --out x", "--format ics --for отдел --week",
             "--format ics --overdue", "--format docx --for отдел", "--format docx --out x"],
)  # fmt: skip
def test_what_a_calendar_or_an_annex_cannot_do_is_refused(folder: Path, line: str) -> None:
    done = run("plan", str(folder), *line.split())
    assert (done.code, done.out) == (2, "")
