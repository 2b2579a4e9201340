"""Versions of roadmaps and rules: which number must grow after which change, and until when
something may be used."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from engine.checks import check_validity
from engine.comparing import compare_versions, versions_at
from engine.load import load_project
from engine.results.changes import Growth, Step
from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "S151" / "bad"
ADDED = """\
  - id: trained-again
    goal: training
    text: не менее 70% педагогов обучены повторно
    rule: {use: new-rule}
    target: ">= 70 %"
events:
"""
Edit = Callable[[str], str]


def replacing(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new)


WEAKER = replacing('">= 70 %"', '">= 60 %"')
STRICTER = replacing('">= 70 %"', '">= 80 %"')
NEW = replacing("events:\n", ADDED)
HEADING = replacing("Дорожная карта по работе", "Дорожная карта работы")


def versioned(version: str | None, edit: Edit = str) -> Edit:
    line = f'version: "{version}"\n' if version else ""
    return lambda text: edit(text).replace("code:", f"{line}code:")


def project(folder: Path, edit: Edit, rule: Edit = str) -> Path:
    shutil.copytree(EXAMPLE, folder)
    for name, change in (("low-results.yaml", edit), ("rules/old-rule.yaml", rule)):
        file = folder / name
        file.write_text(change(file.read_text("utf-8")), "utf-8")
    return folder


def steps(old: Path, new: Path) -> tuple[Step, ...]:
    (one,), (other,) = versions_at(old), versions_at(new)
    return compare_versions(one, other, None).steps


def test_a_change_of_meaning_asks_for_a_number_and_wording_for_none(tmp_path: Path) -> None:
    cases = [
        ("1.4", "1.4", WEAKER, Growth.FIRST, False),
        ("1.4", "1.5", WEAKER, Growth.FIRST, False),
        ("1.4", "2.0", WEAKER, Growth.FIRST, True),
        ("1.4", "2", STRICTER, Growth.FIRST, None),
        ("9.9.9", "10.0.0", STRICTER, Growth.FIRST, True),
        ("1.4", "1.4.1", NEW, Growth.SECOND, False),
        ("1.9", "1.10", NEW, Growth.SECOND, True),
        ("1.4", "2.0", NEW, Growth.SECOND, True),
        ("1.4", "1.4", HEADING, Growth.NONE, True),
        ("1.4", "1.3", HEADING, Growth.NONE, False),
        ("1.4", None, HEADING, Growth.NONE, False),
        (None, "1.0", WEAKER, Growth.FIRST, True),
        (None, None, WEAKER, Growth.FIRST, False),
    ]  # fmt: skip
    for number, (before, after, edit, asked, is_enough) in enumerate(cases):
        old = project(tmp_path / f"{number}a", versioned(before))
        new = project(tmp_path / f"{number}b", versioned(after, edit))
        if is_enough is None:  # one number alone is no version
            assert load_project(new).project is None
            continue
        (step,) = steps(old, new)
        assert (step.asked, step.is_enough) == (asked, is_enough), cases[number]


def test_a_rule_that_computes_otherwise_asks_for_its_own_number(tmp_path: Path) -> None:
    first = replacing("source: null", 'version: "1.0"\nsource: null')
    old = project(tmp_path / "old", str, first)
    path = project(tmp_path / "said", str, lambda text: first(text).replace("Обученные", "Все"))
    turned = replacing(": trained", ": not trained")
    other = project(tmp_path / "new", str, lambda text: turned(first(text)))
    assert [step.is_enough for step in steps(old, path)] == [True]
    named = {step.about.id: step.is_enough for step in steps(old, other)}
    assert named == {"old-rule": False, "low-results": False}


def test_the_command_tells_the_version_that_is_wanted_and_fails_where_it_is_asked(
    tmp_path: Path,
) -> None:
    old = project(tmp_path / "old", versioned("1.4")).as_posix()
    new = project(tmp_path / "new", versioned("1.4", WEAKER)).as_posix()
    asked = run("diff", old, new, "--fail-on", "version-bump", "--lang", "en")
    assert asked.code == 1
    assert "its version “1.4” → “1.4” has not grown enough; 2.0 or more is needed." in asked.out
    assert run("diff", old, new).code == 0
    noted = run("diff", old, new, "--format", "github", "--lang", "en").out
    assert "::error file=" in noted
    assert "2.0 or more" in noted


def test_a_rule_is_out_of_date_wherever_it_is_used_until_its_last_day(tmp_path: Path) -> None:
    """Inside another rule too, which looks for signs."""
    signs = (
        "{measure: signs, of: [{use: old-rule}], at_least: 1, missing: exclude}\n    level: school"
    )
    interval = (
        "{measure: interval, in: teachers, of: score, sign: above, min_n: 2, missing: exclude}"
    )
    folder = project(
        tmp_path / "p",
        lambda text: text.replace("{use: old-rule}", signs).replace("\n    level: school", ""),
        lambda text: text.replace(
            "{measure: share, in: teachers, of: trained, missing: exclude}", interval
        ),
    )
    data = folder / "data.yaml"
    fields = "        - {name: trained, title: Обучен, type: boolean}\n"
    more = (
        "        - {name: score, title: Балл, type: number}\n"
        "        - {name: school, title: Школа, type: string}\n    organisation: school\n"
    )
    data.write_text(data.read_text("utf-8").replace(fields, fields + more), "utf-8")
    loaded = load_project(folder)
    assert loaded.project is not None, loaded.findings
    days = {
        "2021-12-31": [], "2022-01-01": ["S151"], "2022-12-31": ["S151"], "2023-01-01": ["S152"],
    }  # fmt: skip
    for day, codes in days.items():
        findings = check_validity(loaded.project, date.fromisoformat(day))
        assert [finding.code.id for finding in findings] == codes, day
