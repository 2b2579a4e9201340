"""Findings as lines of text, and as JSON."""

from dataclasses import replace

from engine.codes.tables import NO_ADDRESS
from engine.diagnostics import Code, Origin, Place, Related, Severity, Subject, finding
from engine.messages import Catalogue
from engine.reports.content.findings import (
    explain_code,
    findings_model,
    lint_text,
    render_text,
    summary_of_checks,
)
from engine.visible import harmless
from tests.unit.builders import event, project, roadmap
from tests.unit.reports.small_project import REMARK

CYRILLIC = "    title: Разработка программы"
BROKEN = Code("D298", "sample-remark", Severity.ERROR)


class Lines:
    """A file whose every line reads the same; the key `title` stands at column 5."""

    def __init__(self, line: str = CYRILLIC) -> None:
        self.text = line

    def place(self, at: Origin | Place) -> Place:
        return at if isinstance(at, Place) else Place(at.file, 12, 12, 12, 32)

    def line(self, place: Place) -> str:
        return self.text if place.line else ""


def test_a_finding_quotes_its_line_and_points_at_the_place(words: Catalogue) -> None:
    one = finding(
        REMARK,
        Origin("talents.yaml", ("events", 0)),
        related=[Related(Place("talents.yaml", 3, 1), "first-here")],
        value="да/нет",
    )
    assert render_text([one], Lines(), words) == (
        "talents.yaml:12:12: предупреждение D299: Значение «да/нет» не подходит столбцу "
        "«Категория».\n"
        "    12 |     title: Разработка программы\n"
        "       |            ^^^^^^^^^^^^^^^^^^^^\n"
        "        впервые здесь: talents.yaml:3:1 | title: Разработка программы\n"
        "        что сделать: Напишите «высшая», «первая» или «соответствие»."
    )


def test_a_cell_is_a_place_without_a_line(words: Catalogue) -> None:
    one = finding(REMARK, Place("data/Кадры.xlsx", sheet="Педагоги", cell="F17"), value="x")
    head, *rest = render_text([one], Lines(), words).splitlines()
    assert head.startswith("data/Кадры.xlsx:Педагоги:F17: предупреждение D299: ")
    assert len(rest) == 1


def test_a_long_line_is_cut_around_the_place(words: Catalogue) -> None:
    line = "x" * 300 + "HERE" + "y" * 300
    one = finding(REMARK, Place("a.yaml", 1, 301, 1, 305), value="x")
    _, quoted, carets, *_ = render_text([one], Lines(line), words).splitlines()
    at = carets.index("^")
    assert quoted[at : at + 4] == "HERE"
    assert carets.strip(" |") == "^^^^"
    assert len(quoted) < 120


def test_the_same_kind_is_told_ten_times_and_then_counted(words: Catalogue) -> None:
    many = [finding(REMARK, Place("a.csv", line, 1), value="x") for line in range(1, 31)]
    shown = render_text(many, Lines(""), words)
    assert shown.count("D299: Значение") == 10
    assert shown.splitlines()[-1] == "D299: ещё 20 таких замечаний (все — с ключом -v)."
    assert render_text(many, Lines(""), words, verbose=True).count("D299: Значение") == 30


def test_the_order_does_not_depend_on_who_found_it_first(words: Catalogue) -> None:
    two = [finding(REMARK, Place(file, 9, 1), value="x") for file in ("b.csv", "a.csv")]
    assert render_text(two, Lines(), words) == render_text(two[::-1], Lines(), words)


def test_a_hostile_text_cannot_steer_the_terminal(words: Catalogue) -> None:
    sly = finding(REMARK, Place("a\x1b[2J.csv", 1, 1), value="\x1b]0;owned\x07\u202e")
    shown = render_text([sly], Lines("\x1b[31m"), words)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert harmless("a\tb") == "a b"


def test_json_has_message_reason_fix_and_places(words: Catalogue) -> None:
    one = finding(REMARK, Place("a.csv", 1, 2), subject=Subject("talents", "event", "x"), value="y")
    (model,) = findings_model([one], Lines(), words)
    assert model["code"] == "D299"
    assert model["message"] == "Значение «y» не подходит столбцу «Категория»."
    assert model["place"] == {"file": "a.csv", "line": 1, "column": 2}
    assert model["subject"] == {"roadmap": "talents", "kind": "event", "id": "x"}


def test_the_summary_counts_projects_errors_and_warnings() -> None:
    warning = finding(REMARK, Place("a.csv"))
    error = replace(warning, code=BROKEN)
    assert summary_of_checks([[]], "ru") == "Проверен 1 проект: замечаний нет."
    assert summary_of_checks([[warning] * 3, [error]], "ru") == (
        "Проверены 2 проекта: 1 ошибка, 3 предупреждения."
    )
    assert summary_of_checks([[error]], "en") == "1 project checked: 1 error."


def test_a_code_is_explained_without_a_finding(words: Catalogue) -> None:
    assert explain_code(REMARK, words).splitlines() == [
        "D299 sample-remark (предупреждение)",
        "",
        "Значение … не подходит столбцу «Категория».",
        "",
        "Строка не попадёт в расчёт.",
        "Напишите «высшая», «первая» или «соответствие».",
        "",
        *explain_code(REMARK, words).splitlines()[-1:],
    ]
    assert explain_code(REMARK, words).splitlines()[-1].startswith("Уверенность: полная")


def test_the_advice_names_what_the_finding_names(words: Catalogue) -> None:
    found = finding(NO_ADDRESS, Place("data.yaml"), database="MAIN")
    text = render_text([found], Lines(), words, verbose=False)
    assert "ROADMAP_DATABASE_MAIN" in text
    assert "{database}" not in text


def test_ten_findings_of_a_code_are_shown_and_the_eleventh_is_counted(words: Catalogue) -> None:
    plan = project(roadmap("low-results", event("a")))

    def shown(count: int, *, verbose: bool = False) -> tuple[int, bool]:
        place = Place("low-results.yaml", 12, 1)
        found = [finding(REMARK, place, value="да/нет")] * count
        text = lint_text(plan, found, Lines(), words, verbose=verbose)
        more = words.text("findings.more", code=REMARK.id, n=1, count=1)
        return text.count("да/нет"), more in text

    assert shown(10) == (10, False)
    assert shown(11) == (10, True)
    assert shown(11, verbose=True) == (11, False)


class OwnLines(Lines):
    """A file with these lines."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def line(self, place: Place) -> str:
        return self.lines[place.line - 1] if place.line else ""


def test_lint_shows_the_lines_of_all_places_and_quotes_only_what_none_shows(
    words: Catalogue,
) -> None:
    plan = project(roadmap("low-results", event("a")))
    lines = OwnLines("title: >-", "  Анализ итогов", "  года", "- " + "о" * 90)
    here = Place("low-results.yaml", 1, 8, 3, 7)
    others = [Related(Place("low-results.yaml", line, 3), "first-here") for line in (2, 4)]
    found = finding(REMARK, here, related=others, value="x", quote="Анализ итогов года")
    short = replace(found, related=(), params=(("quote", "…итогов"), ("value", "x")))
    shown = lint_text(plan, [found, short], lines, words).split("\n\n")
    assert shown[1:] == [
        "low-results.yaml:1:8: предупреждение D299: Значение «x» не подходит столбцу "
        "«Категория».\n"
        "     1 | title: >-\n"
        "     2 |   Анализ итогов\n"
        "       |   ^^^^^^^^^^^^^\n"
        "        цитата: «Анализ итогов года»\n"
        "        впервые здесь: low-results.yaml:2:3 | Анализ итогов\n"
        f"        впервые здесь: low-results.yaml:4:3 | {'о' * 69}…\n"
        "        что сделать: Напишите «высшая», «первая» или «соответствие».",
        "low-results.yaml:1:8: предупреждение D299: Значение «x» не подходит столбцу "
        "«Категория».\n"
        "     1 | title: >-\n"
        "     2 |   Анализ итогов\n"
        "       |   ^^^^^^^^^^^^^",
    ]
    many = replace(found, related=tuple(others * 4))
    told = lint_text(plan, [many], lines, words)
    assert told.count("впервые здесь") == 5
    assert "        и ещё 3 места (все — с ключом -v)" in told
    assert lint_text(plan, [many], lines, words, verbose=True).count("впервые здесь") == 8
