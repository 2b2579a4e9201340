"""Plans that decide, and what lint no longer says of clean ones."""

import pytest

from engine.lint.rules.authors_of_papers import check_authors_of_papers
from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.indicators_and_works import check_indicators_and_works
from engine.lint.rules.measures_undecided import check_measures_undecided
from engine.lint.text.matters import matters_of, papers_of_other_work
from engine.model.spec import Event
from tests.unit.builders import event, goal, indicator, project, roadmap, window


def plan(*more: Event) -> tuple[Event, ...]:
    return (
        event("look", "monitoring", title="Опрос учителей", result="Сводка ответов"),
        event("analysis", "analysis", title="Анализ ответов", result="Справка"),
        event("advice", "recommendation", title="Рекомендации учителям", result="Памятка"),
        event("course", "measure", title="Курсы для учителей", result="Удостоверения"),
        event("hire", "measure", title="Закрепление наставников", result="Приказы о закреплении"),
        *more,
    )


@pytest.mark.parametrize(
    ("title", "stage", "result", "decided"),
    [
        ("Утверждение графика курсов", "measure", "График", False),
        ("Выплата пособий", "measure", "Приказы о выплате", False),
        ("Родительские собрания", "measure", "Протоколы", False),
        ("Утверждение плана поддержки", "measure", "План", True),
        ("Совещание директоров", "measure", "Протокол", True),
        ("Итоги опроса", "measure", "Приказ о мерах поддержки", True),
        ("Принятие мер", "decision", "", True),
    ],
)
def test_measures_want_a_decision(title: str, stage: str, result: str, *, decided: bool) -> None:
    more = event("more", stage, title=title, result=result)
    found = check_measures_undecided(project(roadmap("r", *plan(more))))
    assert bool(found) is not decided


@pytest.mark.parametrize(("ends", "told"), [("2026-02-27", False), ("2026-02-20", True)])
def test_the_last_working_day_closes_a_month(ends: str, *, told: bool) -> None:
    look = event("look", "monitoring", title="Опрос учителей",
                 when=[window("2026-02-01", "2026-02-28")])  # fmt: skip
    analysis = event("analysis", "analysis", title="Анализ опроса", after=["look"],
                     when=[window(ends)])  # fmt: skip
    assert bool(check_basis_of_work(project(roadmap("r", look, analysis)))) is told


GOALS = (goal("teach", "рост мастерства учителей"), goal("calm", "спокойный климат в классах"))


@pytest.mark.parametrize(
    ("under", "serves", "codes"),
    [
        ("calm", {"talk": ["calm", "count"], "course": ["teach"]}, []),
        ("teach", {"talk": ["calm", "count"], "course": ["teach"]}, ["L775"]),
        ("calm", {"talk": ["calm"], "course": ["calm", "count"]}, ["L776"]),
    ],
)
def test_an_indicator_stands_with_its_works(
    under: str, serves: dict[str, list[str]], codes: list[str]
) -> None:
    made = roadmap(
        "r",
        event("talk", "measure", title="Беседы о травле в классах", serves=serves["talk"]),
        event("course", "measure", title="Курсы по физике", serves=serves["course"]),
        goals=GOALS,
        indicators=[
            indicator("count", under, text="беседы о травле прошли в каждом классе"),
            indicator("other", "calm", text="ничего не случилось"),
        ],
    )
    assert [each.code.id for each in check_indicators_and_works(project(made))] == codes


def test_a_paper_of_the_same_form_with_other_letters_is_its_own() -> None:
    assert not [*papers_of_other_work("Программа слёта", "Слёт молодых учителей")]
    assert [*papers_of_other_work("Программа слёта", "Опрос учителей")]


def test_books_are_no_admission() -> None:
    assert "admission" not in matters_of("Комплектование фондов")
    assert "admission" in matters_of("Комплектование групп")


def test_librarians_write_the_papers_of_their_schools() -> None:
    row = event("week", "measure", title="Неделя книги", result="Отчёты школ",
                responsible=["Педагоги-библиотекари"])  # fmt: skip
    assert not check_authors_of_papers(project(roadmap("r", row)))
