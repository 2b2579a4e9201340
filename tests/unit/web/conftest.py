"""A workspace over a copy of the example; where the extra is absent, the files of tests say so."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.web.workspaces import Workspace


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
