"""One text replaced at its place; two changes of one text put together."""

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.editing.changing import NotChanged, with_items, with_text
from engine.editing.merging import merge_texts
from engine.yamltext import parse

SPEC = """# заголовок
indicators:
  - id: a   # первый
    target: ">= 70 %"   # пункт 2
    text: >-
      длинный
      текст
  - {id: b, target: не менее 5, note: x}
"""
NAMES = ("моё", "чужое")


def test_every_other_character_stays() -> None:
    made = with_text(SPEC.encode(), "x.yaml", ("indicators", 0, "target"), ">= 80 %").decode()
    assert made == SPEC.replace(">= 70 %", ">= 80 %")


def test_a_folded_text_and_one_in_braces_are_replaced_whole() -> None:
    made = with_text(SPEC.encode(), "x.yaml", ("indicators", 0, "text"), "другой: #1")
    made = with_text(made, "x.yaml", ("indicators", 1, "target"), "не более 3, {всего}")
    document = parse(made, "x.yaml").document
    assert document is not None
    first, second = document.data["indicators"]  # type: ignore[misc, str-unpack]
    assert first["text"] == "другой: #1"  # type: ignore[index, call-overload]
    assert second["target"] == "не более 3, {всего}"  # type: ignore[index, call-overload]
    assert "# первый" in made.decode()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30))
@example("\uf900")
def test_any_text_is_written_so_that_it_is_read_again_or_refused(text: str) -> None:
    try:
        made = with_text(SPEC.encode(), "x.yaml", ("indicators", 0, "target"), text)
    except NotChanged:
        return
    document = parse(made, "x.yaml").document
    assert document is not None
    found = document.data["indicators"][0]["target"]  # type: ignore[index, call-overload]
    assert found == normalize("NFC", text)


@pytest.mark.parametrize("data", [b"", b"a: [", b"\xff", b"indicators: []"])
def test_what_cannot_be_changed_is_told(data: bytes) -> None:
    with pytest.raises((NotChanged, LookupError)):
        with_text(data, "x.yaml", ("indicators", 0, "target"), "1")


LINES = st.lists(st.sampled_from(["а\n", "б\n", "в\n", "г\n"]), max_size=8).map("".join)


@given(LINES, LINES)
def test_a_change_of_one_side_is_taken_as_it_is(base: str, changed: str) -> None:
    assert merge_texts(base, changed, base, NAMES).text == changed
    assert merge_texts(base, base, changed, NAMES).text == changed
    assert merge_texts(base, changed, changed, NAMES).text == changed


@given(LINES, LINES, LINES)
def test_no_line_that_one_side_added_is_lost(base: str, mine: str, theirs: str) -> None:
    merged = merge_texts(base, mine, theirs, NAMES).text.splitlines()
    for line in set(mine.splitlines()) | set(theirs.splitlines()):
        if line not in base.splitlines():
            assert line in merged


def test_two_changes_of_one_place_stand_side_by_side() -> None:
    merged = merge_texts("а\nб\nв\n", "а\nх\nв\n", "а\nу\nв\n", NAMES)
    assert merged.conflicts == 1
    assert merged.text == "а\n<<<<<<< моё\nх\n=======\nу\n>>>>>>> чужое\nв\n"


TABLES = """format: data/1   # таблицы
resources:
# первая
- name: a   # школы
  path: a.csv
  # хвост первой
# про остальное
other: 1
"""


def test_items_are_added_as_the_list_is_written_and_comments_stay() -> None:
    made = with_items(TABLES.encode(), "x.yaml", "resources", "- name: b\n  path: b.csv\n").decode()
    assert made == TABLES.replace(
        "  # хвост первой\n", "  # хвост первой\n- name: b\n  path: b.csv\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_list_that_is_not_there_is_begun_with_the_ends_of_lines_of_the_file(end: str) -> None:
    text = f"format: data/1{end}"
    made = with_items(text.encode(), "x.yaml", "resources", "- name: b\n  path: b.csv\n")
    document = parse(made, "x.yaml").document
    assert document is not None
    assert document.data["resources"] == [{"name": "b", "path": "b.csv"}]
    assert (b"\r\n" in made) == (end == "\r\n")


@pytest.mark.parametrize("text", ["a: [1", "resources: {}\n", "resources: [{name: a}]\n"])
def test_where_items_have_no_place_nothing_is_written(text: str) -> None:
    with pytest.raises(NotChanged):
        with_items(text.encode(), "x.yaml", "resources", "- name: b\n")
