"""A name or an address of a spec stays text in Markdown: nobody is called, nothing is linked."""

import re

import pytest

from engine.reports.formats.diff_markdown import escaped
from engine.reports.formats.markdown_text import plain

ALIVE = re.compile(r"@\w|://|www\.|mailto:|GH-\d", re.IGNORECASE)


@pytest.mark.parametrize("shown", [plain, escaped])
@pytest.mark.parametrize(
    "text",
    [
        "@owner", "Спросите @org/team", "a@b.ru", "https://x.ru", "HTTP://x", "ftp://x",
        "www.x.ru", "WWW.x.ru", "mailto:a", "GH-7",
    ],
)  # fmt: skip
def test_names_and_addresses_are_text(shown: object, text: str) -> None:
    assert ALIVE.search(text)
    told = shown(text)  # type: ignore[operator]
    assert not ALIVE.search(told)
    assert told.replace("\u2060", "").replace("\\", "") == text


@pytest.mark.parametrize("shown", [plain, escaped])
def test_other_texts_stay_as_they_are(shown: object) -> None:
    for text in ("не менее 70 % педагогов", "сентябрь: итоги", "8 @ 5", "п. 1.2"):
        assert shown(text) == text  # type: ignore[operator]
