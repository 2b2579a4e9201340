"""Words, places and a believable outcome for the tests of reports."""

from pathlib import Path

import pytest

from engine.messages import Catalogue, Language
from engine.messages.catalogue import _flatten
from engine.reports.edition import Edition, edition
from engine.results.outcome import Outcome
from engine.yamltext import parse
from tests.unit.reports import believable

_REMARK = {
    "sample-remark.message": "Значение {value!q} не подходит столбцу «Категория».",
    "sample-remark.why": "Строка не попадёт в расчёт.",
    "sample-remark.fix": "Напишите «высшая», «первая» или «соответствие».",
}


def _words(language: Language) -> Catalogue:
    entries: dict[str, str] = {}
    for path in sorted(Path("/tmp/team/messages").glob(f"*.{language.value}.yaml")):
        document = parse(path.read_bytes(), path.name).document
        assert document is not None
        entries |= dict(_flatten("", document.data))
    return Catalogue(language, {**entries, **_REMARK})


@pytest.fixture
def words() -> Catalogue:
    return _words(Language.RU)


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
