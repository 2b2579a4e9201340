"""What an import proposes: rules with their tables, what an event waits for, each with a ground."""

from pathlib import Path

import pytest

from engine.messages import Language, catalogue
from engine.papers import import_paper
from tests.plain_yaml import plain_yaml
from tests.running import run
from tests.unit.papers.reading import WORDS, Read, read_blocks
from tests.unit.papers.wordxml import docx, p, tbl, tc, tr

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
INDICATORS = (
    "Не менее 70 % педагогов охвачены методическим сопровождением",
    "доля до 5% обучающихся 9 классов, не получивших аттестат",
    "100% школ проводят входную диагностику",
    "Проведено не менее трёх семинаров для завучей",
    "Проведено не менее 3 семинаров для завучей",
    "Увеличение количества призёров олимпиад",
    "Снижение числа школ с низкими результатами",
    "Наличие регламента проведения ВПР",
    "Наличие в каждой организации приказа об ответственном",
    "100 % ОО имеют положение о ВСОКО",
    "Разработка программы наставничества",
    "Наличие системы поощрений",
    "Увеличение доли педагогов с категорией на 5 %",
    "Показатели по кадрам:",
)
EVENTS = (
    ["1", "Мониторинг качества преподавания математики", "октябрь 2023"],
    ["2", "Анализ результатов мониторинга преподавания математики", "ноябрь 2023"],
    ["3", "Подготовка адресных рекомендаций по итогам проведенного анализа", "декабрь 2023"],
    ["4", "Разработка программы поддержки молодых педагогов района", "сентябрь 2023"],
    ["5", "Реализация программы поддержки молодых педагогов района", "октябрь 2023"],
    ["6", "Семинар по итогам регионального мониторинга", "май 2024"],
    ["7", "Апробация новой методики чтения", "май 2024"],
    ["8", "Обсуждение результатов апробации новой методики чтения", "апрель 2024"],
)


def blocks() -> tuple[str, ...]:
    targets = tr(tc("Целевые показатели"), tc(*INDICATORS))
    passport = tbl(tr(tc("Цели"), tc("Повысить качество")), targets)
    plan = tbl(HEAD, *([*row, "Отдел образования"] for row in EVENTS))
    return p("План мероприятий на 2023/2024 учебный год"), passport, p("Мероприятия"), plan


@pytest.fixture(scope="module")
def found() -> Read:
    return read_blocks(*blocks())


def test_a_rule_is_proposed_where_the_words_name_whom_it_counts(found: Read) -> None:
    rules = {each["text"]: each.get("rule") for each in found.roadmap["indicators"]}
    aimed = {each["text"]: each.get("target") for each in found.roadmap["indicators"]}
    assert list(rules) == list(INDICATORS)
    told = {
        text: (rule["measure"], rule.get("in") or rule.get("per") or rule.get("of", {}).get("in"))
        for text, rule in rules.items()
        if rule
    }
    assert [told.get(text) for text in INDICATORS] == [
        ("share", "teachers"), None, ("share", "school_answers"), None,
        ("count", "district_events"), ("change", "yearly_figures"), ("change", "yearly_figures"),
        ("exists", None), ("each", "schools"), ("each", "schools"), ("exists", None), None, None,
        None,
    ]  # fmt: skip
    assert [aimed[text] for text in INDICATORS[:7]] == [
        ">= 70 %", None, ">= 100 %", None, ">= 3 шт.", "рост", "снижение",
    ]  # fmt: skip
    assert rules[INDICATORS[5]]["over"] == ["2022/23", "2023/24"]
    assert rules[INDICATORS[7]]["evidence"] == {"kind": ["регламент"], "dated": "any"}
    assert rules[INDICATORS[10]]["evidence"] == {"kind": ["программа"]}


def test_each_proposal_says_by_which_words_it_was_made(found: Read) -> None:
    first, _, third, *_ = found.roadmap["indicators"]
    assert first["proposed"] == {
        "rule": "доля: «педагогов охвачены методическим сопровождением»",
        "target": "число и сравнение напечатаны",
    }
    assert third["proposed"]["target"] == "число напечатано, сравнение нет"
    tables = {
        each["name"]: each["proposed"]["schema"] for each in found.files["data.yaml"]["resources"]
    }
    assert tables["teachers"] == "нужна правилу: plan/menee-70-pedagogov"
    assert tables["schools"].endswith("и ещё 3")


def test_what_an_event_waits_for_is_read_from_its_words(found: Read) -> None:
    ids = {event["id"]: event["number"] for event in found.events}
    waits = {event["number"]: [ids[id] for id in event.get("after", ())] for event in found.events}
    assert waits == {
        "1": [], "2": ["1"], "3": ["2"], "4": [], "5": ["4"], "6": [], "7": [],
        "8": [],  # its dates say that it comes first
    }  # fmt: skip
    assert found.events[2]["proposed"]["after"] == "«по итогам проведенного анализа»"


@pytest.mark.parametrize("language", list(Language))
def test_what_is_proposed_validates_and_is_accepted_by_a_person(
    language: Language, tmp_path: Path
) -> None:
    result = import_paper(
        docx(*blocks()), "план.docx", id="plan", schemas="schemas", words=catalogue(language)
    )
    home = tmp_path / "plan"
    home.mkdir()
    for name, text in result.files.items():
        (home / name).write_text(text, "utf-8")
    assert run("validate", str(home)).code == 0
    assert run("fmt", "--check", str(home)).code == 0
    waiting = run("accept", str(home)).out
    assert "plan/menee-70-pedagogov: rule: share, teachers" in waiting
    assert "data/teachers: schema: " in waiting
    before = (home / "data.yaml").read_text("utf-8")
    assert run("accept", str(home), "data/teachers").code == 0
    after = (home / "data.yaml").read_text("utf-8")
    assert before.count("proposed:") == after.count("proposed:") + 1
    assert run("accept", str(home), "--all").code == 0
    assert run("accept", str(home)).out == ""
    assert "P940" not in run("validate", str(home)).err


def test_rules_of_a_roadmap_that_is_added_bring_their_tables_and_leave_the_others() -> None:
    first = import_paper(docx(*blocks()), "а.docx", id="plan", schemas="s", words=WORDS)
    again = import_paper(
        docx(*blocks()), "а.docx", id="plan", schemas="s", words=WORDS, existing=first.files
    )
    assert again.files == {name: first.files[name] for name in again.files}
    there = {name: text for name, text in first.files.items() if name != "plan.yaml"}
    there["project.yaml"] = there["project.yaml"].replace("[plan.yaml]", "[other.yaml]")
    added = import_paper(
        docx(*blocks()), "а.docx", id="plan", schemas="s", words=WORDS, existing=there
    )
    tables = [each["name"] for each in plain_yaml(added.files["data.yaml"])["resources"]]
    assert tables == [
        "schools", "teachers", "school_answers", "district_events", "yearly_figures", "documents",
        "teachers_2", "school_answers_2", "district_events_2", "yearly_figures_2",
    ]  # fmt: skip
    assert "in: teachers_2" in added.files["plan.yaml"]
