"""An annex goes out to Word and comes back: unchanged it says nothing, changed it says what."""

from pathlib import Path

import pytest

from engine.children import office
from engine.papers import converting
from tests.running import run
from tests.unit.papers.by_office import ANNEX, ANNEX_OF, ByOffice, copied, paper_of
from tests.unit.papers.layouts import ORDERS
from tests.unit.papers.wordxml import docx, p, tbl


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copied(ANNEX_OF, tmp_path)


def back(home: Path, paper: bytes, *more: str) -> tuple[str, str]:
    """What an import of the paper prints and says."""
    file = home.parent / "annex.docx"
    file.write_bytes(paper)
    done = run("import", str(file), "--into", str(home), *more)
    assert done.code in (0, 1), done.err
    return done.out, done.err


def texts(home: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in home.glob("*.yaml")}


@pytest.mark.parametrize("order", ORDERS)
def test_an_unchanged_annex_changes_nothing(order: str, tmp_path: Path) -> None:
    home = copied(order, tmp_path)
    before = texts(home)
    out, err = back(home, paper_of(home), "--replace")
    assert "Документ не отличается от дорожных карт." in err, out
    assert texts(home) == before


TARGETS = """    rule: {measure: share, in: teachers, of: trained, missing: indeterminate}
    target:
      - {value: ">= 70 %", by: 2023}
      - {value: ">= 80 %", by: 2024}
"""
TEACHERS = """format: data/1
resources:
  - name: teachers
    path: data/teachers.csv
    schema: {fields: [{name: trained, type: boolean}]}
"""


def test_a_passport_of_one_row_and_targets_by_year_come_back_as_they_were(tmp_path: Path) -> None:
    paper = tmp_path / "order.docx"
    paper.write_bytes(docx(
        p("Дорожная карта «Кадры» на 2023–2024 годы"), p("Целевые показатели"),
        tbl(["№", "Показатель", "2023", "2024"], ["1", "Доля обученных, %", "70", "80"]),
        p("План мероприятий"),
        tbl(["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Курсы", "май 2023", "ИМЦ"]),
    ))  # fmt: skip
    home = tmp_path / "home"
    out, err = back(home, paper.read_bytes())
    assert "планов — 1, паспортов — 1, грифов и бланков — 0, не понято — 0" in f"{out}{err}"
    file = home / "plan.yaml"
    text = file.read_text("utf-8")
    absent = text[text.index("    not_measurable:") : text.index("events:")]
    file.write_text(text.replace(absent, f"{TARGETS}\n"), "utf-8")
    (home / "data.yaml").write_text(TEACHERS, "utf-8")
    before = texts(home)
    _, err = back(home, paper_of(home), "--replace")
    assert "Документ не отличается от дорожных карт." in err
    assert texts(home) == before


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["docx", "odt", "doc", "rtf"])
def test_it_changes_nothing_through_libreoffice_either(
    kind: str, home: Path, by_office: ByOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "run_office", by_office.run)
    _, err = back(home, by_office.made(ANNEX, kind))
    assert "Документ не отличается от дорожных карт." in err


def test_the_same_project_gives_the_same_bytes(home: Path) -> None:
    assert paper_of(home) == paper_of(home)


def test_a_changed_date_is_one_change_and_all_else_stays(home: Path, tmp_path: Path) -> None:
    other = copied("balashov-2020", tmp_path / "other")
    file = other / "assessment.yaml"
    text = file.read_text("utf-8")
    event = text.index("events:")
    at = text.index("schedule: ", event)
    line = text[at : text.index("\n", at)]
    file.write_text(text.replace(line, "schedule: до 15 октября 2021 г.", 1), encoding="utf-8")
    out, err = back(home, paper_of(other))
    assert out.count("другие сроки") == 1
    assert "до 15 октября 2021 г." in out
    assert "--replace" in err
    before = texts(home)["assessment.yaml"]
    back(home, paper_of(other), "--replace")
    changed = [
        (one, two)
        for one, two in zip(
            before.splitlines(), texts(home)["assessment.yaml"].splitlines(), strict=True
        )
        if one != two
    ]
    assert [two.strip() for _, two in changed] == ["schedule: до 15 октября 2021 г."]


def test_a_row_that_is_gone_and_one_that_is_new_are_told(home: Path, tmp_path: Path) -> None:
    other = copied("balashov-2020", tmp_path / "other")
    file = other / "assessment.yaml"
    head, _, rest = file.read_text("utf-8").partition("events:\n")
    first, second = rest.index("  - id: "), rest.index("  - id: ", 5)
    new = (
        '  - id: new-one\n    number: "99"\n    title: Совсем новое дело\n    stage: measure\n'
        "    serves: []\n    schedule: май 2021 г.\n    responsible: [{text: ОО}]\n"
        "    result: Справка\n"
    )
    file.write_text(f"{head}events:\n{rest[:first]}{rest[second:]}\n{new}", encoding="utf-8")
    out, _ = back(home, paper_of(other), "--replace")
    assert "Совсем новое дело" in out
    text = texts(home)["assessment.yaml"]
    assert "id: new-one" in text
    assert "proposed: {stage: " in text
    assert rest[first + 8 : rest.index("\n", first)] not in text
    assert run("validate", str(home)).code == 0


def test_the_annex_is_asked_for_by_plan(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "annex.docx"
    done = run("plan", str(home), "--format", "docx", "--output", str(file))
    assert done.code == 0
    assert file.read_bytes() == paper_of(home)
