"""Whose turn it is in a week, with a calendar; the cycle and the plan as pictures to click."""

import re
from collections.abc import Iterator

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from tests.unit.web.workspaces import NAME, Workspace, copy_example, make_workspace, text_of

PROJECT = f"/projects/{NAME}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Workspace]":
    folder = tmp_path_factory.mktemp("weeks")
    copy_example(folder)
    workspace = make_workspace(folder)
    yield workspace
    workspace.desk.jobs.close()


def test_the_week_of_one_body_is_what_plan_for_says(shared: Workspace) -> None:
    path = f"{PROJECT}/weeks?body=education-department&span=month&day=2021-10-05"
    page = shared.get(path).text
    seen = text_of(page)
    assert "С 2021-10-01 по 2021-10-31" in seen
    assert "2021-10-31" in seen
    events = re.findall(rf'href="({PROJECT}/events/[^"]+)"', page)
    assert events
    assert shared.get(events[0]).status_code == 200
    assert "приложите документ" in page
    assert f"{PROJECT}/calendars/education-department.ics" in page


def test_the_calendar_of_a_body_is_a_file(shared: Workspace) -> None:
    taken = shared.get(f"{PROJECT}/calendars/education-department.ics")
    assert taken.content.startswith(b"BEGIN:VCALENDAR")
    assert taken.headers["content-disposition"].startswith("attachment")
    assert shared.get(f"{PROJECT}/calendars/nobody.ics").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("body=nobody", 404),
        ("span=year", 404),
        ("day=завтра", 422),
        ("day=0001-01-01", 422),
        ("day=9999-12-31", 422),
        ("day=2201-01-01", 422),
    ],
)
def test_what_nobody_has_is_a_sentence(shared: Workspace, asked: str, status: int) -> None:
    answer = shared.get(f"{PROJECT}/weeks?{asked}")
    assert answer.status_code == status
    assert "Не получилось" in answer.text


def test_an_arrow_and_a_row_lead_to_what_they_stand_for(shared: Workspace) -> None:
    page = shared.get(f"{PROJECT}/roadmaps/low-results/pictures").text
    assert 'class="drawing matrix wide"' in page
    assert "drawing timeline" in page
    links = set(re.findall(r'<a href="([^"]+)"', page.partition("<h2")[2]))
    assert f"{PROJECT}/events/low-results/deficit-methods" in links
    anchors = {link.rpartition("#")[2] for link in links if "#" in link}
    assert anchors
    roadmap = shared.get(f"{PROJECT}/roadmaps/low-results").text
    assert all(f'id="{anchor}"' in roadmap for anchor in anchors)
    assert shared.get(f"{PROJECT}/roadmaps/none/pictures").status_code == 404
