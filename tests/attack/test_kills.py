"""Twenty kills over the writes of a few verbs; of all: `python -m tests.attack.kills`."""

import os

import pytest

from tests.attack.kills import kill

FEW = ("evaluate", "evaluate --parcel", "fmt", "new")
"""A set that the history decides, one of two folders, files one by one, a folder that is made."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_a_killed_run_leaves_old_or_new_files_and_the_next_one_finishes() -> None:
    numbers, faults = kill(20, FEW)
    assert sum(numbers.values()) == 20
    assert all(numbers.values())
    assert faults == []
