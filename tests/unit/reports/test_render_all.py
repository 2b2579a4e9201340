"""Several formats of one report at once."""

import pytest

from engine.messages import Catalogue
from engine.reports import render, render_all
from engine.results.outcome import Outcome
from tests.unit.reports import believable


@pytest.mark.parametrize("audience", ["external", "internal"])
@pytest.mark.parametrize("names", [("html", "json", "md"), ("md", "html"), ("json",)])
def test_formats_made_together_are_as_if_made_alone(
    names: tuple[str, ...],
    audience: str,
    outcome: Outcome,
    places: believable.Places,
    words: Catalogue,
) -> None:
    together = render_all(names, outcome, places, words, audience=audience)
    alone = {name: render(name, outcome, places, words, audience=audience) for name in names}
    assert together == alone
    assert tuple(together) == names
