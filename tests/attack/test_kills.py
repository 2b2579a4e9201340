"""Twenty kills over the writes of every verb; a thousand: `python -m tests.attack.kills`."""

import os

import pytest

from tests.attack.kills import SCENARIOS, kill


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")
def test_a_killed_run_leaves_old_or_new_files_and_the_next_one_finishes() -> None:
    numbers, faults = kill(20)
    assert sum(numbers.values()) == 20
    assert set(numbers) == {each.verb for each in SCENARIOS}
    assert faults == []
