"""A workspace over a copy of the example; where the extra is absent, the files of tests say so."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.pipeline import Checked, Linted, lint_whole

if TYPE_CHECKING:
    from tests.unit.web.workspaces import Workspace


@pytest.fixture(scope="session", autouse=True)
def the_same_texts_linted_once() -> Iterator[None]:
    """Most workspaces begin with the same two roadmaps: what is wrong with texts is found once."""
    known: dict[object, Linted] = {}

    def once(checked: Checked, as_of: date, *more: Any) -> Linted:
        texts = {file: map.text for file, map in checked.loaded.sources.maps.items()}
        key = (as_of, *more, *sorted(texts.items()))
        if key not in known:
            known[key] = lint_whole(checked, as_of, *more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.papers.kept_words.lint_whole", once)
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> "Iterator[Workspace]":
    from tests.unit.web.workspaces import copy_example, make_workspace

    copy_example(tmp_path)
    made = make_workspace(tmp_path)
    yield made
    made.desk.jobs.close()


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[tuple[Workspace, str]]":
    """A workspace in which one job was done."""
    from tests.unit.web.workspaces import copy_example, make_workspace

    folder = tmp_path_factory.mktemp("judged")
    copy_example(folder)
    made = make_workspace(folder)
    yield made, made.judged()
    made.desk.jobs.close()
