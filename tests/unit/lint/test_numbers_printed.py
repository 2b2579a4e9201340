"""Numbers of rows, also those that nobody expects."""

import pytest

from engine.lint.text.numbering import Fault, find_slips, read_number
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


def test_a_slip_that_skips_millions_is_one_slip() -> None:
    (slip,) = find_slips([read_number("1"), read_number("999999999")])
    assert (slip.missing[0], slip.missing[-1]) == (2, 999_999_998)


@pytest.mark.parametrize("number", ["0", "00", "1.0", "0.1", "٣", "IV", "1..2", "999999999"])
def test_lint_reads_any_number_of_an_event(number: str, tmp_path: object) -> None:
    from pathlib import Path
    from shutil import copytree

    folder = Path(str(tmp_path)) / "project"
    copytree(Path(__file__).parents[2] / "codes" / "L616" / "good", folder)
    spec = folder / "assessment.yaml"
    spec.write_text(spec.read_text("utf-8").replace("number: '1'", f"number: '{number}'"), "utf-8")
    done = run("lint", str(folder))
    assert done.code in (0, 1)
    assert len(done.out) < 20_000
