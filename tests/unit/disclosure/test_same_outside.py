"""Two projects that differ only in what is hidden leave the same bytes."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.disclosure import Audience, Hidden, publish
from tests.running import run
from tests.unit.disclosure.projects import FORMATS, indicator, pupil, unpacked, write
from tests.unit.disclosure.test_figures import COUNT, SHARE
from tests.unit.execute.small_projects import judged

Counts = Mapping[str, tuple[int, int]]
BOTH = [indicator("share", SHARE, ">= 1 %"), indicator("count", COUNT, ">= 1")]
_HASH = re.compile(rb"[0-9a-f]{64}")


def district(folder: Path, counts: Counts) -> Path:
    """Schools with (passed, all) pupils; those of the school «» name none."""
    rows = [
        pupil(code, passed="да" if at < n else "нет")
        for code, (n, total) in counts.items()
        for at in range(total)
    ]
    return write(folder, BOTH, rows)


def outside(folder: Path, counts: Counts) -> dict[str, bytes]:
    """Everything that leaves of a district."""
    return left_by(district(folder / "p", counts), folder)


def left_by(project: Path, folder: Path) -> dict[str, bytes]:
    """Everything that leaves, the hashes of the tables apart."""
    done = run(
        "evaluate", str(project), "--as-of", "2022-06-01", "--format", FORMATS, "--no-cache",
        "--out", str(folder / "out"), "--history", str(folder / "none"), "--quiet",
    )  # fmt: skip
    assert done.code in (0, 1), done.err
    told = run("explain", "low/share", str(project), "--as-of", "2022-06-01", "--audience",
               "external")  # fmt: skip
    assert told.code == 0, told.err
    files = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}
    assert len(files) == len(FORMATS.split(","))
    everything = unpacked(files) | {"explained": told.out.encode()}
    name = str(folder).encode()
    return {key: _HASH.sub(b"#", text).replace(name, b"") for key, text in everything.items()}


def marks(folder: Path, counts: Counts) -> Mapping[str, Hidden]:
    return publish(judged(district(folder, counts)), Audience.EXTERNAL).hidden


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"1": (2, 12), "2": (3, 13)}, {"1": (3, 12), "2": (2, 13)}),
        ({"1": (2, 12), "2": (4, 13)}, {"1": (4, 12), "2": (2, 13)}),
    ],
)
def test_results_moved_between_hidden_schools_change_no_byte(
    tmp_path: Path, one: Counts, other: Counts
) -> None:
    rest = {"3": (20, 40)}
    first, second = (marks(tmp_path / name, {**each, **rest}) for name, each in
                     (("a", one), ("b", other)))  # fmt: skip
    assert first == second
    assert first["low/share"].cells == {"1", "2"}
    assert not first["low/share"].whole
    assert outside(tmp_path, {**one, **rest}) == outside(tmp_path, {**other, **rest})


def test_pupils_whose_row_names_no_school_are_protected_like_a_school(tmp_path: Path) -> None:
    """Two of 62 name none: the total less the schools would tell them."""
    hidden = marks(tmp_path, {"1": (20, 30), "2": (15, 30), "": (1, 2)})
    for id in ("low/share", "low/count"):
        assert hidden[id].cells >= {""}
        assert len(hidden[id].cells) >= 2


def test_pupils_of_a_school_that_no_list_knows_are_protected_too(tmp_path: Path) -> None:
    hidden = marks(tmp_path, {"1": (20, 30), "2": (15, 30), "77": (1, 2)})
    for id in ("low/share", "low/count"):
        assert hidden[id].cells - {"1", "2", "3"}, "such a school is called by a cell of its rows"
        assert hidden[id].cells & {"1", "2"}
