"""Words, places and a believable outcome for the tests of reports."""

import pytest

from engine.messages import Catalogue, Language
from engine.reports.edition import Edition, edition
from engine.results.outcome import Outcome
from tests.unit.reports import believable


@pytest.fixture
def words() -> Catalogue:
    return believable.words(Language.RU)


@pytest.fixture
def outcome() -> Outcome:
    return believable.outcome()


@pytest.fixture
def places() -> believable.Places:
    return believable.Places()


@pytest.fixture
def external(outcome: Outcome, places: believable.Places, words: Catalogue) -> Edition:
    return edition(outcome, places, words, audience="external")


@pytest.fixture
def internal(outcome: Outcome, places: believable.Places, words: Catalogue) -> Edition:
    return edition(outcome, places, words, audience="internal")
