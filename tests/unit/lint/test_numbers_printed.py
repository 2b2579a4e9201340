"""Numbers of rows, also those that nobody expects."""

import re
from pathlib import Path
from shutil import copytree

import pytest

from engine.lint.text.numbering import Fault, find_slips
from engine.lint.text.printed import is_malformed, read_number
from tests.running import run


def slips(*numbers: str) -> list[tuple[int, Fault]]:
    return [(slip.position, slip.fault) for slip in find_slips([read_number(n) for n in numbers])]


def test_a_row_may_count_from_nought() -> None:
    assert slips("0", "1", "2") == []
    assert slips("00", "1") == []
    assert slips("1.0", "1.1") == []


def test_nought_is_a_number_like_others() -> None:
    assert slips("0", "0") == [(1, Fault.REPEATED)]
    assert slips("1", "2", "0") == [(2, Fault.OUT_OF_TURN)]
    assert slips("0", "2") == [(1, Fault.SKIPPED)]


@pytest.mark.parametrize("number", ["", "1..2", ".", "9" * 5000, "1.2." * 3000, "IVXLCDM", "²"])
def test_what_is_no_number_is_none_and_does_no_harm(number: str) -> None:
    assert slips("1", number, "3") == []


@pytest.mark.parametrize(
    ("number", "parts", "style"),
    [
        ("I.1", (1, 1), "I.1"), ("II.3.", (2, 3), "I.1"), ("I-1", (1, 1), "I.1"),
        ("IV.2.1", (4, 2, 1), "I.1.1"), ("А.1", (1, 1), "а.1"), ("1-А", (1, 1), "1.а"),
        ("1.а", (1, 1), "1.а"), ("2б)", (2, 2), "1.а"), ("п. 1.2", (1, 2), "1.1"),
        ("№ 3", (3,), "1"), ("пп. 4.1.", (4, 1), "1.1"), ("ІІ.4", (2, 4), "I.1"),
    ],
)  # fmt: skip
def test_a_number_may_mix_roman_arabic_and_letters(
    number: str, parts: tuple[int, ...], style: str
) -> None:
    read = read_number(number)
    assert read
    assert (*read.prefix, read.last) == parts
    assert read.style == style
    assert not is_malformed(number)


@pytest.mark.parametrize(
    "number", ["1. 2", "2..3", "1,4", "З.1", "О.2", "I..1", "1-2", "I1", "п. 1,2"]
)
def test_a_broken_number_is_malformed(number: str) -> None:
    assert is_malformed(number)


def _plan(folder: Path, *numbers: str) -> list[str]:
    """Codes of numbering that lint says of events with these numbers."""
    copytree(Path(__file__).parents[2] / "codes" / "L723" / "good", folder)
    spec = folder / "assessment.yaml"
    text = spec.read_text("utf-8")
    for at, number in enumerate(numbers, 1):
        text = re.sub(rf"number: '?{at}'?\n", f"number: '{number}' \n", text)
    spec.write_text(text, "utf-8")
    said = run("lint", str(folder)).out
    return re.findall(r"\bL(?:63[0-35]|723)\b.*", said)


@pytest.mark.parametrize(
    "numbers",
    [
        ("I.1", "I.2", "I.3", "I.4", "I.5"), ("А.1", "А.2", "А.3", "А.4", "А.5"),
        ("1", "1.а", "1.б", "2", "3"), ("1", "1.1", "1.2", "2", "3"), ("1", "2", "а", "б", "3"),
        ("а", "б", "в", "г", "д"), ("1", "1а", "2", "3", "4"),
    ],
)  # fmt: skip
def test_rows_numbered_as_people_number_them_are_in_order(
    numbers: tuple[str, ...], tmp_path: Path
) -> None:
    assert _plan(tmp_path / "p", *numbers) == []


def test_a_mixed_number_is_skipped_repeated_and_named_as_it_is_printed(tmp_path: Path) -> None:
    (skipped,) = _plan(tmp_path / "skipped", "II.1", "II.2", "II.4", "II.5", "II.6")
    assert "L630" in skipped
    assert "II.3" in skipped
    (repeated,) = _plan(tmp_path / "repeated", "II.1", "II.2", "II.2", "II.3", "II.4")
    assert "L631" in repeated


@pytest.mark.parametrize(
    ("numbers", "slips"),
    [
        (("1", "2", "4", "3", "5"), [("out_of_turn", [])]),
        (("1", "2", "5", "4", "6"), [("skipped", [3]), ("out_of_turn", [])]),
        (("1", "3", "1", "2", "3"), [("skipped", [2]), ("restarted", [])]),
    ],
)
def test_a_number_that_stands_elsewhere_is_not_missing(
    numbers: tuple[str, ...], slips: list[tuple[str, list[int]]]
) -> None:
    found = find_slips([read_number(number) for number in numbers])
    assert [(slip.fault.value, list(slip.missing)) for slip in found] == slips


def test_a_slip_that_skips_millions_is_one_slip() -> None:
    (slip,) = find_slips([read_number("1"), read_number("999999999")])
    assert (slip.missing[0], slip.missing[-1]) == (2, 999_999_998)


@pytest.mark.parametrize("number", ["0", "00", "1.0", "0.1", "٣", "IV", "1..2", "999999999"])
def test_lint_reads_any_number_of_an_event(number: str, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    copytree(Path(__file__).parents[2] / "codes" / "L616" / "good", folder)
    spec = folder / "assessment.yaml"
    spec.write_text(spec.read_text("utf-8").replace("number: '1'", f"number: '{number}'"), "utf-8")
    done = run("lint", str(folder))
    assert done.code in (0, 1)
    assert len(done.out) < 20_000
