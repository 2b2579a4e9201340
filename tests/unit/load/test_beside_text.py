"""Findings are hidden beside the text, with a reason; nothing else hides there, and all is told."""

import json
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from engine.codes import CODES, RIGHT_OF_A_HUNDRED, confidence_of
from engine.editing import canonical, format_file
from engine.editing.accept import accepted
from engine.editing.changing import with_text
from engine.lsp.desk import Desk
from engine.options import Options
from engine.pipeline import check, evaluate, lint_whole
from engine.reports.content.findings import suppressions
from engine.yamltext import parse
from engine.yamltext.comments import comments_with
from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "L696" / "bad"
LINE = "    title: Участие руководителей школ в реализация плана\n"
WHY = "так напечатано в приказе"
IGNORE = f"# roadmap: ignore[L696] {WHY}"
AS_OF = date(2022, 6, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copytree(EXAMPLE, tmp_path / "plan")
    return tmp_path / "plan"


def written(folder: Path, old: str, new: str) -> str:
    """The roadmap with other words."""
    file = folder / "assessment.yaml"
    text = (EXAMPLE / "assessment.yaml").read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file.read_text("utf-8")


def codes(folder: Path) -> tuple[list[str], list[str]]:
    """The codes that lint shows of the roadmap, and those that it hides."""
    found = lint_whole(check(folder), AS_OF)
    shown = [each.code.id for each in found.findings if each.code.id in ("L696", "L778")]
    return shown, [each.finding.code.id for each in found.hidden]


def test_a_comment_hides_what_stands_in_the_lines_that_it_speaks_of(folder: Path) -> None:
    bare = LINE.rstrip("\n")
    item, number = "  - id: decision", "    number: '4'"
    hides: tuple[list[str], list[str]] = ([], ["L696"])
    hides_not: tuple[list[str], list[str]] = (["L696", "L778"], [])
    cases = {
        "behind the text": (LINE, f"{bare}  {IGNORE}\n", hides),
        "above the text": (LINE, f"    {IGNORE}\n{LINE}", hides),
        "behind the id of the item": (f"{item}\n", f"{item}  {IGNORE}\n", hides),
        "above the item": (f"{item}\n", f"  {IGNORE}\n{item}\n", hides),
        "above all events": ("events:\n", f"{IGNORE}\nevents:\n", hides),
        "by the name of the code, of several": (
            LINE, f"{bare}  # roadmap: ignore[wrong-case, L696] — {WHY}\n", hides,
        ),
        "behind the sign of a text in lines": (
            LINE, f"    title: >-  {IGNORE}\n      {bare.partition(': ')[2]}\n", hides,
        ),
        "beside another text": (f"{number}\n", f"{number}  {IGNORE}\n", hides_not),
        "at the end of the item before": (f"{item}\n", f"      {IGNORE}\n{item}\n", hides_not),
    }  # fmt: skip
    for name, (old, new, expected) in cases.items():
        written(folder, old, new)
        assert codes(folder) == expected, name


def test_a_text_that_looks_like_a_comment_hides_nothing(folder: Path) -> None:
    written(folder, LINE, f"    title: |\n      Участие школ в реализация плана\n      {IGNORE}\n")
    assert "L696" in codes(folder)[0]
    quoted = LINE.replace("Участие", '"Участие').replace("плана", f'плана {IGNORE}"')
    written(folder, LINE, quoted)
    assert codes(folder) == (["L696"], [])


def test_lint_counts_what_is_hidden_and_tells_it_with_its_reason_to_programs(folder: Path) -> None:
    written(folder, LINE, f"{LINE.rstrip()}  {IGNORE}\n")
    done = run("lint", str(folder), "--as-of", "2022-06-01")
    assert "L696" not in done.out
    assert "Скрыто рядом с текстом (# roadmap: ignore): 1." in done.err

    def told(format_: str) -> Any:
        return json.loads(
            run("lint", str(folder), "--as-of", "2022-06-01", "--format", format_).out
        )

    suppressed = [{"kind": "inSource", "justification": WHY}]
    assert [each["code"] for each in told("json") if each.get("suppressions") == suppressed] == [
        "L696"
    ]
    results = told("sarif")["runs"][0]["results"]
    assert [each["ruleId"] for each in results if each.get("suppressions") == suppressed] == [
        "L696"
    ]
    assert sum("suppressions" in each for each in results) == 1
    ranks = {each["ruleId"]: each["rank"] for each in results}
    assert ranks["L696"] == RIGHT_OF_A_HUNDRED


def test_the_editor_hides_alike_and_each_verb_judges_only_what_it_looks_for(folder: Path) -> None:
    written(folder, LINE, f"{LINE.rstrip()}  {IGNORE}\n")
    assert "L778" not in run("validate", str(folder)).out
    desk = Desk(folder)
    shown = {each.code.id for each in desk.remarks(desk.checked(), AS_OF)}
    assert not shown & {"L696", "L778"}
    written(folder, LINE, f"{LINE.rstrip()}  # roadmap: ignore[K401, E723] {WHY}\n")
    assert run("validate", str(folder)).out.count("L778") == 1
    assert "L778" not in run("lint", str(folder), "--as-of", "2022-06-01").out


def test_what_tables_show_is_hidden_too_and_idle_only_once_they_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    copytree(EXAMPLE.parents[1] / "R359" / "bad", folder)
    file = folder / "low-results.yaml"
    whole = file.read_text("utf-8")
    for place, shown, hidden in (
        ("where: kind = 'школы'", [], 1),
        ("of: points", ["R359", "L778"], 0),
    ):
        assert place in whole
        text = whole.replace(place, f"{place}  # roadmap: ignore[R359] школы придут позже", 1)
        file.write_text(text, encoding="utf-8")
        done = evaluate(folder, Options(AS_OF))
        assert done.outcome
        told = [each.code.id for each in done.outcome.findings]
        assert [code for code in told if code in ("R359", "L778")] == shown
        assert len(done.hidden) == hidden
        checked = run("data", "check", str(folder))
        assert ("R359" in checked.out) == bool(shown)
        assert ("Скрыто рядом с текстом" in checked.err) == bool(hidden)
        assert "L778" not in checked.out + run("validate", str(folder)).out


def test_the_editor_of_specs_keeps_the_comment_and_what_it_hides(folder: Path) -> None:
    text = written(folder, LINE, f"{LINE.rstrip()}  {IGNORE}\n")
    file = folder / "assessment.yaml"
    document = parse(text.encode(), file.name).document
    assert document
    events = document.data["events"]
    assert isinstance(events, list)
    index = next(n for n, each in enumerate(events) if "реализация" in str(each))
    formatted = format_file(text.encode(), file.name).text
    assert formatted
    changed = with_text(text.encode(), file.name, ("events", index, "result"), "Справка")
    for after in (formatted, canonical(document, "roadmap"), changed.decode(),
                  accepted(text, None)[0]):  # fmt: skip
        assert IGNORE in after
        file.write_text(after, encoding="utf-8")
        assert codes(folder) == ([], ["L696"])


def test_what_is_compared_is_certain_and_what_is_read_from_words_is_not() -> None:
    sure = {code.id: confidence_of(code) for code in CODES}
    assert [sure[id] for id in ("S121", "K401", "L601", "L778", "E723")] == [100] * 5
    assert [sure[id] for id in ("L696", "L649")] == [RIGHT_OF_A_HUNDRED] * 2
    assert f"{RIGHT_OF_A_HUNDRED} из 100" in run("explain", "L696").out
    assert "полная" in run("explain", "L601").out


def test_lines_of_comments_are_those_of_the_value_beside_or_below() -> None:
    text = """\
# roadmap: ignore[A] key
format: roadmap/1
text: |  # roadmap: ignore[B] block
  # roadmap: ignore[no] text
  # more
list: [1,
  2]  # roadmap: ignore[C] end
events:  # roadmap: ignore[D] all
  - title: q  # roadmap: ignore[E] title alone: fmt puts the id first
    id: y  # roadmap: ignore[F] item
  - {row: "2"}  # note # roadmap: ignore[G] item
  -  # roadmap: ignore[I] item
    row: "3"
  - {  # roadmap: ignore[J] item
    row: "4",# roadmap: ignore[K] its row
    text: q}  # roadmap: ignore[L] item
# roadmap: ignore[H] nothing
"""
    document = parse(text.encode(), "a.yaml").document
    assert document
    found = {each.said[7]: [*each.lines] for each in comments_with("roadmap:", document.source)}
    assert found == {
        "A": [2], "B": [3, 4, 5], "C": [7], "D": [*range(8, 17)], "E": [9], "F": [9, 10],
        "G": [11], "I": [13], "J": [14, 15, 16], "K": [15], "L": [14, 15, 16], "H": [],
    }  # fmt: skip


def test_a_reason_steers_nobody_who_shows_it() -> None:
    told = json.dumps(suppressions("причина \u202eнаоборот"), ensure_ascii=False)
    assert "u202e" not in ascii(told)
    assert "причина" in told
