"""The store and what it keeps: whole entries, plain values, hashes of folders."""

import json
import os
import time
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.caching import Store, digest, survey
from engine.model.spec import Window
from engine.plain import from_plain, picked, to_plain
from engine.results.outcome import ProjectSum


class Level(StrEnum):
    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True)
class Part:
    name: str
    level: Level | None
    days: tuple[date, ...]
    pair: tuple[str, int]
    value: int | float | str | tuple[str, ...]
    home: Path = Path()


PARTS = st.builds(
    Part,
    st.text(max_size=5), st.none() | st.sampled_from(Level), st.lists(st.dates()).map(tuple),
    st.tuples(st.text(max_size=3), st.integers()),
    st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
    | st.lists(st.text(max_size=3)).map(tuple),
    st.sampled_from((Path(), Path("specs/лес"))),
)  # fmt: skip


@given(PARTS)
def test_a_value_comes_back_as_it_was(part: Part) -> None:
    assert from_plain(Part, to_plain(part)) == part


@given(st.from_type(ProjectSum))
def test_the_sum_of_a_project_comes_back_as_it_was(summed: ProjectSum) -> None:
    assert from_plain(ProjectSum, to_plain(summed)) == summed


def test_what_fits_no_annotation_is_refused() -> None:
    with pytest.raises(TypeError):
        from_plain(Part, {"name": 5})


def test_an_entry_comes_back_and_another_key_has_none(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", b"secret")
    assert store.get("a", bytes) is None
    store.put("a", b"content")
    assert (store.get("a", bytes), store.get("b", bytes), store.damaged) == (b"content", None, 0)


@given(at=st.integers(0, 38), bit=st.integers(0, 7))
def test_any_flipped_bit_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    store = Store(folder, b"secret")
    store.put("a", b"content")
    content = bytearray((folder / "a.kept").read_bytes())
    content[at] ^= 1 << bit
    (folder / "a.kept").write_bytes(content)
    assert (store.get("a", bytes), store.damaged) == (None, 1)
    assert not (folder / "a.kept").exists()


def test_a_torn_entry_is_noticed(tmp_path: Path) -> None:
    store = Store(tmp_path, b"secret")
    store.put("a", b"content")
    (tmp_path / "a.kept").write_bytes((tmp_path / "a.kept").read_bytes()[:20])
    assert (store.get("a", bytes), store.damaged) == (None, 1)


def test_the_entries_used_longest_ago_make_room(tmp_path: Path) -> None:
    store = Store(tmp_path, b"secret", limit=200)
    for age, name in enumerate("abc"):
        store.put(name, bytes(30))
        used = time.time() - 100 + age
        os.utime(tmp_path / f"{name}.kept", (used, used))
    store.get("a", bytes)
    store.put("d", bytes(30))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.kept", "c.kept", "d.kept"]


def test_an_entry_that_nobody_asked_for_in_two_months_goes(tmp_path: Path) -> None:
    store = Store(tmp_path, b"secret")
    for name, days in (("old", 61), ("new", 59)):
        store.put(name, b"1")
        used = time.time() - days * 24 * 3600
        os.utime(tmp_path / f"{name}.kept", (used, used))
    store.put("now", b"1")
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["new", "now"]


def test_no_file_of_a_person_makes_room_where_the_folder_turns_out_to_be_theirs(
    tmp_path: Path,
) -> None:
    home, cache = tmp_path / "home", tmp_path / "cache"
    (home / "folder.kept").mkdir(parents=True)
    (home / "thesis.odt").write_bytes(bytes(500))
    (home / "link.kept").symlink_to(home / "thesis.odt")
    cache.symlink_to(home)
    store = Store(cache, b"secret", limit=200)
    for name in "abcdefgh":
        store.put(name, bytes(30))
    left = {path.name for path in home.iterdir()}
    assert {"thesis.odt", "link.kept", "folder.kept", "h.kept"} <= left
    assert "a.kept" not in left


@pytest.mark.parametrize("planted", ["device", "fifo", "folder", "sparse file"])
def test_what_is_no_entry_is_not_read(tmp_path: Path, planted: str) -> None:
    path = tmp_path / "a.kept"
    match planted:
        case "device":
            path.symlink_to("/dev/zero")
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            path.touch()
            os.truncate(path, 1 << 40)
    store = Store(tmp_path, b"secret")
    assert (store.get("a", bytes), store.damaged) == (None, 1)
    assert path.exists() == (planted == "folder")


def test_the_leftover_of_a_killed_process_is_swept_and_the_part_in_hand_is_not(
    tmp_path: Path,
) -> None:
    ours = f".roadmap-{os.getpid()}-b.part"
    for name in (".roadmap-4194305-a.part", ours):
        (tmp_path / name).write_bytes(b"x")
    Store(tmp_path, b"secret").put("k", b"1")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ours,
        "k.kept",
    ]


def test_a_survey_is_names_and_stamps_and_reads_nothing(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside"
    for folder in (home / "a", home / ".git", outside):
        folder.mkdir(parents=True)
        (folder / "x").write_text("1")
    (home / "link").symlink_to(outside)
    first = survey(home)
    assert sorted(first.stamps) == ["a/x"]
    assert first.links == {"link": str(outside)}
    assert first.changed(survey(home), ["a/x", "нет"]) == ()
    (home / "a" / "x").write_text("2")
    (home / "a" / "x").write_text("1")
    assert first.changed(survey(home), ["a/x", "нет"]) == ("a/x",)
    assert survey(home).names == first.names
    assert survey(home, (home / "a",)).names == ["link\0" + str(outside)]


def test_an_entry_that_somebody_else_wrote_is_not_believed(tmp_path: Path) -> None:
    ours, theirs = Store(tmp_path, b"ours"), Store(tmp_path, b"theirs")
    theirs.put("a", b"content")
    assert (ours.get("a", bytes), ours.damaged) == (None, 1)
    ours.put("a", b"content")
    (tmp_path / "b.kept").write_bytes((tmp_path / "a.kept").read_bytes())
    assert (ours.get("b", bytes), ours.damaged) == (None, 2)
    assert ours.get("a", bytes) == b"content"


def test_an_entry_of_another_shape_is_dropped(tmp_path: Path) -> None:
    store = Store(tmp_path, b"secret")
    store.put("a", b"[1]")
    assert store.get("a", lambda content: json.loads(content)["files"]) is None
    assert (store.damaged, list(tmp_path.iterdir())) == (1, [])


def test_parts_of_a_digest_are_kept_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_what_a_report_holds_is_written_in_one_way() -> None:
    day = date(2022, 6, 1)
    assert to_plain({Level.LOW: (day, Fraction(3), Fraction(1, 2), None)}) == {
        "low": ["2022-06-01", 3, 0.5, None]
    }
    assert picked(Window(day, day), "end") == {"end": day}


def test_a_value_that_nobody_thought_of_is_refused_and_not_written_as_its_name() -> None:
    with pytest.raises(TypeError, match="object"):
        to_plain({"value": object()})
