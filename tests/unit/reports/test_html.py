"""report.html: whole, closed and safe."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from engine.messages import Catalogue
from engine.reports import render
from engine.results.outcome import Outcome
from tests.unit.reports import believable

VOID = {"meta", "input", "br", "rect", "line", "use", "path", "circle", "polygon"}


class Page(HTMLParser):
    """Ids, links, headings and open tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.scripts = 0
        self.sources: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids += [named["id"] or ""] if "id" in named else []
        self.links += [named["href"] or ""] if tag == "a" else []
        self.sources += [f"{tag} {name}" for name in ("src", "srcset", "data") if name in named]
        self.scripts += tag == "script"
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture
def html(outcome: Outcome, places: believable.Places, words: Catalogue) -> str:
    text = render("html", outcome, places, words)
    assert isinstance(text, str)
    return text


def test_it_is_one_well_formed_page(html: str) -> None:
    assert html.startswith("<!DOCTYPE html>")
    assert Page(html).open == []


def test_every_inner_link_leads_somewhere(html: str) -> None:
    page = Page(html)
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_it_asks_the_network_for_nothing(html: str) -> None:
    page = Page(html)
    assert page.sources == []
    assert "default-src 'none'" in html
    assert not re.search(r"@import|url\((?!#)", html)


def test_headings_skip_no_level(html: str) -> None:
    levels = Page(html).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_script_in_a_title_is_text(html: str) -> None:
    assert Page(html).scripts == 1
    assert "&lt;script&gt;alert(&#39;из заголовка&#39;)&lt;/script&gt;" in html


def test_markup_in_goals_and_events_is_text_in_pictures_too(html: str) -> None:
    assert "<img" not in html
    assert "onerror=alert(2)" in html
    assert "{{ 7*7 }}" in html


def test_sample_data_are_called_sample_data(html: str) -> None:
    assert "Учебные данные" in html


def test_the_same_outcome_gives_the_same_bytes(
    html: str, outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    assert render("html", outcome, places, words) == html


def test_the_policy_lets_only_our_own_script_run(html: str) -> None:
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script is not None
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html
