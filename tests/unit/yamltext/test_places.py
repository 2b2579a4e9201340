"""Routes lead to lines and columns, also inside a text that the file folds or quotes."""

from pathlib import Path

import pytest

from engine.diagnostics import Origin, Route
from engine.yamltext import Data, Document, parse, places

SPECS = sorted((Path(__file__).parents[3] / "specs").glob("*/*.yaml"))


def document(text: str) -> Document:
    parsed = parse(text.encode(), "spec.yaml")
    assert parsed.document is not None, parsed.findings
    return parsed.document


def place(text: str, *route: str | int, on_key: bool = False, of: str | None = None) -> str:
    """Where the value stands, or the part `of` it."""
    read = document(text)
    span = None
    if of is not None:
        value: Data = read.data
        for step in route:
            value = value[step]  # type: ignore[index]
        assert isinstance(value, str)
        span = (value.index(of), value.index(of) + len(of))
    found = read.source.place(Origin("spec.yaml", tuple(route), on_key, span))
    return f"{found.line}:{found.column}-{found.end_line}:{found.end_column}"


def test_a_value_and_its_key_have_places() -> None:
    text = "goals:\n  - id: g1\n    text: Цель\n"
    assert place(text, "goals", 0, "text") == "3:11-3:15"
    assert place(text, "goals", 0, "text", on_key=True) == "3:5-3:9"
    assert place(text, "goals", 0) == "2:5-3:15"


def test_a_text_is_gone_through_once_however_many_of_its_parts_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A text of brackets without a pair has a finding for every letter."""
    steps, step = [], places._next

    def counted(source: str, at: int, character: str, quote: str) -> tuple[int, int]:
        steps.append(at)
        return step(source, at, character, quote)

    monkeypatch.setattr(places, "_next", counted)
    value = "(" * 300
    read = document(f'a: "{value}"\n')
    origins = [Origin("spec.yaml", ("a",), False, (at, at + 1)) for at in range(300)]
    assert [read.source.place(each).column for each in origins] == list(range(5, 305))
    assert len(steps) == len(value)


def test_a_missing_key_gives_the_place_of_what_encloses_it() -> None:
    assert place("a:\n  b: 1\n", "a", "absent", "deeper") == "2:3-2:7"


def test_a_place_inside_a_plain_text() -> None:
    assert place("of: класс = 1 and x = 2\n", "of", of="x = 2") == "1:19-1:24"


def test_a_place_inside_a_single_quoted_text_counts_doubled_quotes() -> None:
    assert place("of: 'a = ''б'' and x'\n", "of", of="x") == "1:20-1:21"


def test_a_place_inside_a_double_quoted_text_counts_escapes() -> None:
    assert place('of: "a = \\"б\\" and x"\n', "of", of="x") == "1:20-1:21"
    assert place('of: "\\u0430 = x"\n', "of", of="x") == "1:15-1:16"


def test_a_place_inside_a_folded_text_is_on_its_own_line() -> None:
    assert place("of: >-\n  grade = 4\n  and mark < 3\n", "of", of="mark") == "3:7-3:11"


def test_a_place_inside_a_literal_text_is_on_its_own_line() -> None:
    assert place("of: |\n  grade = 4\n\n    and mark\n", "of", of="mark") == "4:9-4:13"


def test_a_place_inside_a_plain_text_of_two_lines() -> None:
    assert place("of: grade = 4\n  and mark < 3\nb: 1\n", "of", of="mark") == "2:7-2:11"


def test_windows_line_ends_do_not_shift_places() -> None:
    assert place("a: b\r\nof: >-\r\n  x\r\n  y\r\n", "of", of="y") == "4:3-4:4"


def test_the_written_form_of_a_value_is_kept() -> None:
    assert document("number: 1.10  # да\n").source.written(("number",)) == "1.10"


def test_a_line_can_be_quoted() -> None:
    source = document("a: 1\nb: два\n").source
    assert (source.line(2), source.line(9)) == ("b: два", "")


def scalars(value: Data, route: Route = ()) -> list[tuple[Route, str]]:
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in scalars(item, (*route, key))]
    if isinstance(value, list):
        return [found for at, item in enumerate(value) for found in scalars(item, (*route, at))]
    return [(route, value)] if isinstance(value, str) and value else []


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_letter_of_the_specs_is_found_where_it_stands(path: Path) -> None:
    read = parse(path.read_bytes(), path.name).document
    assert read is not None
    lines = read.source.text.split("\n")
    for route, text in scalars(read.data):
        for at in (0, len(text) // 2, len(text) - 1):
            found = read.source.place(Origin(path.name, route, span=(at, at + 1)))
            assert found.line is not None
            assert found.column is not None
            letter = lines[found.line - 1][found.column - 1 : found.column]
            assert letter == text[at] or text[at].isspace(), (route, at)
