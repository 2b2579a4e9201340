"""Engines for tests: where a library of one is absent the test is skipped and names the library."""

import pytest

from engine.execute import Engine, backends, engine_of


def installed(name: str) -> Engine:
    """The engine, with all that it needs."""
    for library in backends.LIBRARIES[name]:
        pytest.importorskip(library)
    return engine_of(name)
