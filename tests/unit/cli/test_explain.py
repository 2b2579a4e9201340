"""`roadmap explain` beyond verdicts: the turn of an event, and the codes of changes."""

import json
import shutil
from pathlib import Path

import pytest

from engine.cli.output import Exit
from engine.model.changes import KINDS
from tests.running import run

pytestmark = pytest.mark.usefixtures("projects_read_once")

SMALL = str(Path(__file__).parents[2] / "diff" / "base")
EXAMPLE = str(Path(__file__).parents[3] / "specs" / "dyatkovo-2021")


def test_an_event_is_told_with_what_it_waits_for_and_where_dates_contradict() -> None:
    done = run("explain", "low-results/support-analysis", EXAMPLE)
    assert done.code == Exit.FINE
    assert "low-results/support-plans — так сказано в after или в самом сроке" in done.out
    assert "Печатные сроки противоречат порядку" in done.out


@pytest.mark.parametrize(
    ("printed", "id"), [("1.2/1.2", "low-results/survey"), ("1.3/camps", "talents/camps")]
)
def test_an_event_is_named_as_the_plan_prints_it(printed: str, id: str) -> None:
    assert f" {printed} · " in run("plan", SMALL).out
    done = run("explain", printed, SMALL)
    assert (done.code, done.out) == (Exit.FINE, run("explain", id, SMALL).out)


def test_a_number_that_two_events_have_is_answered_with_both(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL, tmp_path / "small")
    talents = folder / "talents.yaml"
    text = talents.read_text("utf-8").replace('code: "1.3"', 'code: "1.2"')
    talents.write_text(text.replace("- id: camps", '- id: camps\n    number: "1.2"'), "utf-8")
    done = run("explain", "1.2/1.2", str(folder))
    assert done.code == Exit.UNUSABLE
    assert "несколько мероприятий: low-results/survey, talents/camps" in done.err


def test_the_same_as_json() -> None:
    told = json.loads(
        run("explain", "low-results/support-analysis", EXAMPLE, "--format", "json").out
    )
    assert told["of"] == 117
    assert any(each["strength"] == "hard" for each in told["waits_for"])
    assert [each["after"] for each in told["conflicts"]] == ["low-results/regional-conference"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_code_of_a_change_is_explained(kind: object, lang: str) -> None:
    id, name = kind.id, kind.name  # type: ignore[attr-defined]
    done = run("explain", id, "--lang", lang)
    assert done.code == Exit.FINE
    assert done.out.startswith(f"{id} {name}\n")
    assert "{" not in done.out


def test_an_unknown_event_is_answered_with_one_that_is_like_it() -> None:
    done = run("explain", "low-results/support-analisis", EXAMPLE)
    assert done.code == Exit.UNUSABLE
    assert "low-results/support-analysis" in done.err


DECISION = ("explain", "low-results-support", EXAMPLE, "--as-of", "2022-06-01")


def of_school(code: str, *more: str) -> str:
    done = run("explain", f"low-results-support/{code}", *DECISION[2:], *more)
    assert done.code == Exit.FINE
    return done.out


def test_a_decision_is_told_row_by_row() -> None:
    told = run(*DECISION).out
    assert "Действует первая подходящая строка" in told.replace("\n", " ")
    assert "├─ newcomer (Зона риска, в перечне школы нет): подошла 1 организации" in told
    assert "не подошла 19: Рассчитанный список — не «да»" in told
    assert "для 7 не понадобилась: подошла строка выше" in told


def test_of_one_school_every_condition_is_told_with_its_figure() -> None:
    told = of_school("114")
    assert "support (Зона риска): не подошла" in told
    assert "Рассчитанный список: да — условие «да» выполнено" in told
    assert "Перечень Рособрнадзора: нет — условие «да» не выполнено" in told
    assert "newcomer (Зона риска, в перечне школы нет): подошла" in told
    assert "calm (Вне зоны риска): условия выполнены, но подошла строка выше" in told
    assert "условий нет, подходит всем" in told


def test_why_nothing_is_known_of_a_school_is_told() -> None:
    assert "Рассчитанный список: нет данных — условие «нет данных» выполнено" in of_school("124")


def test_a_decision_as_json() -> None:
    told = json.loads(of_school("114", "--format", "json"))
    (school,) = told["organisations"]
    assert school["name"] == "Школа № 114 (114)"
    assert [row["fate"] for row in school["rows"]] == [
        "failed", "fired", "failed", "failed", "not_reached",
    ]  # fmt: skip
    listed = school["rows"][0]["conditions"][1]
    assert (listed["value"], listed["cell"], listed["holds"]) == (False, "да", False)


def test_an_unknown_school_is_answered_with_the_like() -> None:
    done = run("explain", "low-results-support/1144", *DECISION[2:])
    assert done.code == Exit.UNUSABLE
    assert "решение «low-results-support» не принималось об организации «1144»" in done.err
    assert "похоже на 114" in done.err


def test_an_unknown_decision_is_answered_with_the_like() -> None:
    done = run("explain", "low-result-support", *DECISION[2:])
    assert done.code == Exit.UNUSABLE
    assert "low-results-support" in done.err


def test_an_indicator_with_a_waiver_is_told_as_the_report_tells_it() -> None:
    day = ("--as-of", "2022-06-01")
    waived = run("explain", "talents/gifted-methods-training", EXAMPLE, *day).out
    assert waived.startswith("talents/gifted-methods-training: исключение\n")
    after = run("explain", "talents/gifted-methods-training", EXAMPLE, "--as-of", "2023-01-01").out
    assert after.startswith("talents/gifted-methods-training: не выполнен\n")


def test_rows_of_persons_are_not_told_outside() -> None:
    asked = ("explain", "low-results/teachers-supported", EXAMPLE, "--as-of", "2022-06-01")
    assert "Строки таблицы" in run(*asked).out
    outside = run(*asked, "--audience", "external").out
    assert "Строки таблицы" not in outside
    assert "xlsx:" not in outside.partition("Вердикт")[0].partition("Посчитано")[2]
    told = json.loads(run(*asked, "--audience", "external", "--format", "json").out)
    assert told["rows"] == []
