"""Keys of a spec that get another value, are added or go; forms over the same text."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.editing.changing import NotChanged
from engine.editing.forms import Kind, NotFilledIn, find_item, form_of, with_form, with_own_text
from engine.editing.nodes import comments_of
from engine.editing.reader import read_sheet
from engine.editing.values import Fragment, NotRead, Value, with_value
from engine.yamltext import parse

ROOT = Path(__file__).parents[3]
SPEC = """# голова
indicators:
  - id: a   # первый
    target: ">= 70 %"   # пункт 2
    text: >-
      длинный
      текст
    rule:  # правило
      measure: share
      of: x
      in: t
      missing: exclude
    # перед пустым
    clause:
  - {id: b, text: второй, target: не менее 5, rule: {measure: share, of: "a, b"}}
events:
  -   id: c
      stage: analysis
      serves:   # зачем
      - one
      - two
      after: [a, b]  # ряд
      note: |
        много
        строк
"""
ORDER = ("id", "goal", "text", "clause", "rule", "target", "due", "note")
A, B, C = ("indicators", 0), ("indicators", 1), ("events", 0)


def changed(text: str, route: tuple[str | int, ...], value: Value | None) -> str:
    return with_value(text.encode(), "x.yaml", route, value, ORDER).decode()


def test_comments_around_a_value_written_anew_stay() -> None:
    text = "events:\n  - id: c\n    after:  # зачем\n      # над первым\n      - a\n    note: x\n"
    beside = "events:\n  - id: c\n    after:\n      - a  # почему\n    note: x\n"
    for given_text in (text, text.replace("\n", "\r\n"), beside):
        made = changed(given_text, (*C, "after"), Fragment("- b\n- c"))
        assert comments_of(read_sheet(made)) == comments_of(read_sheet(given_text)), made


@pytest.mark.parametrize(
    ("route", "value", "old", "new"),
    [
        ((*A, "target"), ">= 80 %", '">= 70 %"', '">= 80 %"'),
        ((*A, "clause"), "паспорт", "    clause:\n", "    clause: паспорт\n"),
        ((*A, "clause"), None, "    clause:\n", ""),
        ((*A, "target"), None, '    target: ">= 70 %"   # пункт 2\n', "    # пункт 2\n"),
        ((*A, "due"), "2021-12-31", "    clause:\n", "    clause:\n    due: \"2021-12-31\"\n"),
        ((*A, "rule", "where"), "y > 1", "exclude\n", "exclude\n      where: y > 1\n"),
        ((*A, "rule"), Fragment("{measure: exists}"),
         "rule:  # правило\n      measure: share\n      of: x\n      in: t\n      missing: exclude"
         "\n",
         "rule: {measure: exists}  # правило\n"),
        ((*A, "text"), "длинный\nи второй", ">-\n      длинный\n      текст",
         "|-\n      длинный\n      и второй"),
        ((*B, "note"), "x: y", '"a, b"}}', '"a, b"}, note: "x: y"}'),
        ((*B, "text"), None, "text: второй, ", ""),
        ((*B, "rule", "of"), "c", '"a, b"', '"c"'),
        ((*C, "serves"), ("one", "three", "two"), "- one\n", "- one\n      - three\n"),
        ((*C, "after"), ("a", "да: нет"), "[a, b]", '[a, "да: нет"]'),
        ((*C, "note"), "слово", "|\n        много\n        строк", "слово"),
        ((*C, "result"), "отчёт", "        строк\n", "        строк\n      result: отчёт\n"),
    ],
    ids=lambda one: None,
)  # fmt: skip
def test_one_place_changes_and_every_other_character_stays(
    route: tuple[str | int, ...], value: Value | None, old: str, new: str
) -> None:
    for ends in ("\n", "\r\n"):
        before, wanted = SPEC.replace("\n", ends), SPEC.replace(old, new).replace("\n", ends)
        if route == (*C, "after"):
            wanted = SPEC.replace("after: [a, b]", f"after: {new}").replace("\n", ends)
        assert changed(before, route, value) == wanted, (route, ends)


@pytest.mark.parametrize(
    ("route", "value"),
    [
        ((*A, "id"), None),  # the dash stands before it
        ((*A, "rule"), "слово о правиле"),  # nothing is lost here but what stood there
        ((*B, "rule"), Fragment("measure: share\nof: x")),  # a block inside braces
        (("nothing", 0, "id"), "x"),
        ((*A, "text", "deeper"), "x"),
    ],
)
def test_what_cannot_be_written_is_refused(
    route: tuple[str | int, ...], value: Value | None
) -> None:
    if route == (*A, "rule"):
        text = SPEC.replace("of: x", "of: x  # не терять")
        with pytest.raises(NotChanged):
            changed(text, route, value)
        return
    with pytest.raises(NotChanged):
        changed(SPEC, route, value)


def test_yaml_that_cannot_be_read_says_why() -> None:
    with pytest.raises(NotRead) as told:
        changed(SPEC, (*A, "rule"), Fragment("{measure: [share"))
    assert told.value.findings


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(TEXTS, st.sampled_from([(*A, "target"), (*A, "note"), (*B, "text"), (*C, "title")]))
@example("\uf900 и\u0306 \u212b", (*A, "target"))
@example("\uf900", (*B, "text"))
def test_any_text_is_read_again_as_it_was_given(text: str, route: tuple[str | int, ...]) -> None:
    made = changed(SPEC, route, text)
    document = parse(made.encode(), "x.yaml").document
    assert document is not None
    found: object = document.data
    for step in route:
        found = found[step]  # type: ignore[index]
    assert found == normalize("NFC", text)


@given(st.lists(TEXTS, max_size=4), st.sampled_from([(*C, "serves"), (*C, "after"), (*A, "x")]))
@example(["\uf900", "и\u0306"], (*C, "serves"))
def test_any_list_is_read_again_as_it_was_given(
    items: list[str], route: tuple[str | int, ...]
) -> None:
    document = parse(changed(SPEC, route, tuple(items)).encode(), "x.yaml").document
    assert document is not None
    found = document.data[str(route[0])][route[1]][route[2]]  # type: ignore[index]
    assert found == [normalize("NFC", item) for item in items]


def filled(said: dict[str, str], id: str = "a", text: str = SPEC) -> str:
    return with_form(text.encode(), "x.yaml", id, said).decode()


def test_a_form_shows_each_key_of_the_schema_and_changes_nothing_by_itself() -> None:
    document = parse(SPEC.encode(), "x.yaml").document
    assert document is not None
    for id in ("a", "b", "c"):
        item = find_item(document, id)
        assert item is not None
        fields = {field.name: field for field in form_of(document, item)}
        same = {name: each.shown.replace("\n", "\r\n") for name, each in fields.items()}
        assert filled(same, id) == SPEC
    shown = {field.name: field for field in form_of(document, A)}
    assert shown["target"].title == "Целевое значение"
    assert shown["rule.missing"].kind is Kind.CHOICE
    assert "exclude" in shown["rule.missing"].choices
    assert {field.name: field for field in form_of(document, C)}["serves"].shown == "one\ntwo"


def test_what_is_filled_in_is_written_at_its_place() -> None:
    assert filled({"rule.of": "y"}) == SPEC.replace("of: x", "of: y")
    assert filled({"min_n": "5"}).count("min_n: 5\n") == 1
    assert filled({"clause": ""}) == SPEC  # it is empty already
    assert 'due: "31.12"' in filled({"due": "31.12"})
    assert 'text: ""' in filled({"text": ""}, "b")  # needed: said by the check of the specs
    assert "schedule: май" in filled({"schedule": "май"}, "c")
    assert "schedule: [май, июнь]" in filled({"schedule": "май\r\nиюнь\r\n"}, "c")
    several = filled({"rule.of": "y", "target": ">= 5", "rule.where": "z"})
    assert several.count("# ") == SPEC.count("# ")


def test_a_field_that_cannot_be_written_is_named() -> None:
    with pytest.raises(NotFilledIn) as told:
        filled({"baseline": "{value: ["})
    assert told.value.field.name == "baseline"
    with pytest.raises(LookupError):
        filled({}, "nobody")


def test_the_lines_of_an_item_are_changed_alone() -> None:
    made = with_own_text(SPEC.encode(), "x.yaml", "b", "  - {id: b, text: иначе}\n\n").decode()
    assert made == SPEC.replace(SPEC.split("\n")[14], "  - {id: b, text: иначе}")


def test_forms_of_the_example_say_what_its_files_say() -> None:
    path = ROOT / "specs/dyatkovo-2021/low-results.yaml"
    content = path.read_bytes()
    document = parse(content, path.name).document
    assert document is not None
    for name in ("indicators", "events"):
        for at, item in enumerate(document.data[name]):  # type: ignore[arg-type]
            said = {field.name: field.shown for field in form_of(document, (name, at))}
            assert with_form(content, path.name, item["id"], said) == content  # type: ignore[index, call-overload, arg-type]
