"""Every page of the workspace that a link leads to, in English: no Cyrillic."""

import re
import shutil
from collections.abc import Iterator

import pytest

from engine.messages import Language, catalogue

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from engine.web.desk import open_desk
from engine.web.gate import Doors
from engine.web.policy import OwnMachine
from tests.unit.cli.test_english import CYRILLIC, LETTERS_OF_SEARCH, PROJECT
from tests.unit.web.workspaces import PORT, Workspace

NAME = "english_project"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace over the English project, in which one job was done."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(PROJECT, folder / "specs" / NAME)
    desk = open_desk(
        (folder / "specs",), folder / "outputs" / "workspace",
        folder / "outputs" / "history.sqlite", catalogue(Language.EN), OwnMachine(),
    )  # fmt: skip
    made = Workspace(desk, Doors(PORT))
    token = made.token(f"/projects/{NAME}")
    asked = {"as_of": "2022-06-01", "audience": "internal", "keep": "yes", "token": token}
    made.ended(made.send(f"/projects/{NAME}/jobs", asked).headers["location"])
    yield made
    desk.jobs.close()


def test_every_page_that_a_link_leads_to_is_in_english(workspace: Workspace) -> None:
    seen, found, waiting = {"/"}, [], ["/"]
    while waiting:
        path = waiting.pop()
        answer = workspace.get(path)
        if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
            continue
        page = LETTERS_OF_SEARCH.sub("", answer.text).replace("методист", "")  # who came in
        found += [(path, each) for each in CYRILLIC.findall(page)]
        links = set(re.findall(r'href="(/[^"#?]*)', page)) - seen
        seen |= links
        waiting += sorted(links)
    assert found == []
    assert {f"/projects/{NAME}/roadmaps/talents", f"/projects/{NAME}/documents"} <= seen
    assert len(seen) > 12


def test_what_is_not_there_is_told_in_english(workspace: Workspace) -> None:
    refused = workspace.get(f"/projects/{NAME}/roadmaps/none")
    assert refused.status_code == 404
    assert CYRILLIC.findall(refused.text) == []
