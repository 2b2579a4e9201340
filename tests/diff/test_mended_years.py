"""A year that nobody could mean is mended, which asks for neither more nor less; dates in words."""

from pathlib import Path

import pytest

from engine.diff import compare_projects
from tests.diff.specs import changed, load
from tests.running import run


def told(tmp_path: Path, old: str, new: str, key: str = "schedule") -> list[str]:
    item = "low-results/survey" if key == "schedule" else "low-results/supported"
    sides = [load(changed(item, {key: text}), tmp_path / text) for text in (old, new)]
    return [
        f"{project.kind.name} {project.effect.value}"
        for project in compare_projects(*sides)
        if project.kind.name != "order-of-work-changed"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("октябрь 2019 г.", "октябрь 2021 г.", "schedule-mended neutral"),
        ("до 01.10.2031", "до 01.10.2021", "schedule-mended neutral"),
        ("октябрь 2019 г.", "ноябрь 2021 г.", "schedule-changed weaker"),
        ("октябрь 2019 г.", "сентябрь 2021 г.", "schedule-changed stricter"),
        ("октябрь 2019 г.", "февраль 2022 г.", "schedule-changed weaker"),
        ("октябрь 2021 г.", "октябрь 2031 г.", "schedule-changed weaker"),
        ("октябрь 2019 г.", "октябрь 2020 г.", "schedule-changed weaker"),
        ("октябрь 2021 г.", "ноябрь 2021 г.", "schedule-changed weaker"),
    ],
)
def test_a_mended_year_is_no_later_day(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert told(tmp_path, old, new) == [expected]


def test_a_mended_year_of_an_indicator_is_no_later_day(tmp_path: Path) -> None:
    assert told(tmp_path, "2019-12-31", "2021-12-31", "due") == ["due-changed neutral"]
    assert told(tmp_path, "2021-12-30", "2021-12-31", "due") == ["due-changed weaker"]


def test_dates_are_written_as_people_write_them(tmp_path: Path) -> None:
    for name, due in (("old", "2021-12-30"), ("new", "2021-12-31")):
        load(changed("low-results/supported", {"due": due}), tmp_path / name)
    for format_ in ("text", "md", "html", "github"):
        out = run("diff", str(tmp_path / "old"), str(tmp_path / "new"), "--format", format_).out
        assert "30.12.2021" in out
        assert "31.12.2021" in out
        assert "2021-12-3" not in out
    assert '"2021-12-31"' in run(
        "diff", str(tmp_path / "old"), str(tmp_path / "new"), "--format", "json"
    ).out  # fmt: skip
