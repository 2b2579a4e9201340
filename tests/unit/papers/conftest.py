"""What the tests of papers share."""

import os

import pytest

from tests.unit.papers.by_office import ByOffice


@pytest.fixture(scope="session")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> ByOffice:
    """Papers in other kinds, made once in a run, for all its workers."""
    folder = tmp_path_factory.getbasetemp()
    return ByOffice(folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder)
