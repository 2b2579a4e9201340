"""Every word of a report exists in both languages, and the whole report can be said in both."""

import io
import zipfile

import pytest

from engine.messages import Language
from engine.reports import render
from engine.results.outcome import Outcome
from tests.running import WRITTEN
from tests.unit.reports import believable


def unpacked(book: bytes) -> str:
    """The text of all parts of a paper or a workbook."""
    parts = zipfile.ZipFile(io.BytesIO(book))
    return "".join(parts.read(name).decode("utf-8") for name in parts.namelist())


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("audience", ["external", "internal"])
def test_every_format_speaks_both_languages(
    outcome: Outcome, language: Language, name: str, audience: str
) -> None:
    made = render(name, outcome, believable.Places(), believable.words(language), audience=audience)
    text = made if isinstance(made, str) else unpacked(made)
    assert len(text) > 1000
    assert "{count:" not in text
