"""The report of the example project in a real browser, opened from the file."""

import base64

import pytest

from tests.browser.conftest import Browser

OVERFLOWING = """
return [...document.querySelectorAll('body *')]
  .filter((node) => node.getClientRects().length
    && node.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !node.closest('.unseen, thead, .skip'))
  .map((node) => node.tagName + ' ' + node.textContent.slice(0, 60));
"""
SHOWN = "return document.querySelectorAll('.item:not([hidden])').length"


def choose(browser: Browser, id: str, value: str) -> None:
    browser.run(
        f"const field = document.getElementById('{id}'); field.value = '{value}';"
        "field.dispatchEvent(new Event('input', {bubbles: true}));"
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_it_opens_in_peace_and_asks_for_nothing(browser: Browser, width: int) -> None:
    browser.open(width)
    assert browser.complaints() == []
    assert {url for url in browser.requests() if url != "about:blank"} == {browser.address}


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_nothing_overflows(browser: Browser, width: int) -> None:
    browser.open(width)
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert browser.run(OVERFLOWING) == []
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1000, 1280])
def test_the_filters_stand_in_one_row(browser: Browser, width: int) -> None:
    browser.open(width)
    tops = browser.run(
        "return [...document.querySelectorAll('.filters :is(select, input, button)')]"
        ".map((each) => Math.round(each.getBoundingClientRect().bottom))"
    )
    assert isinstance(tops, list)
    assert len(tops) == 5
    assert len(set(tops)) == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_every_roadmap_has_its_pictures(browser: Browser, width: int) -> None:
    browser.open(width)
    sizes = browser.run(
        "return [...document.querySelectorAll('.roadmap')].map((roadmap) =>"
        " [...roadmap.querySelectorAll('.picture')].map((picture) => Math.max("
        "...[...picture.querySelectorAll('svg')].map((svg) => svg.getBoundingClientRect().width))))"
    )
    assert isinstance(sizes, list)
    assert len(sizes) == 10
    assert all(len(widths) >= 1 and min(widths) > 250 for widths in sizes)


def test_bars_and_gauges_are_drawn(browser: Browser) -> None:
    browser.open()
    bars = browser.run("return document.querySelectorAll('.overview .proportions rect').length")
    gauges = browser.run("return document.querySelectorAll('.gauge .mark').length")
    assert isinstance(bars, int)
    assert bars >= 20
    assert gauges


def test_the_filter_of_verdicts_leaves_what_was_asked_for(browser: Browser) -> None:
    browser.open()
    everything = browser.run(SHOWN)
    choose(browser, "filter-kind", "indicator:not_met")
    kinds = browser.run(
        "return [...new Set([...document.querySelectorAll('.item:not([hidden])')]"
        ".map((node) => node.dataset.kind))]"
    )
    assert kinds == ["indicator:not_met"]
    found = browser.run("return document.getElementById('filter-found').textContent")
    assert str(found) == f"Показано: {browser.run(SHOWN)} из {everything}"
    browser.run("document.querySelector('.filters [type=reset]').click()")
    browser.run("return new Promise((done) => setTimeout(done, 50))")
    assert browser.run(SHOWN) == everything


def test_the_filters_of_roadmap_and_words_work_together(browser: Browser) -> None:
    browser.open()
    choose(browser, "filter-roadmap", "low-results")
    choose(browser, "filter-text", "дорожных  КАРТ")
    shown = browser.run(
        "return [...document.querySelectorAll('.item:not([hidden])')].map((node) => node.id)"
    )
    assert isinstance(shown, list)
    assert shown
    assert all("--" in id and "low-results" in id for id in shown)
    hidden = browser.run("return document.querySelectorAll('section.roadmap[hidden]').length")
    assert hidden == 9


def test_a_large_figure_shows_what_it_counts(browser: Browser) -> None:
    browser.open()
    figure = browser.run(
        "const tile = document.querySelector('.tile.k-overdue'); tile.click();"
        "return Number(tile.querySelector('.figure').textContent)"
    )
    assert browser.run(SHOWN) == figure


def test_every_link_of_the_contents_leads_to_its_section(browser: Browser) -> None:
    browser.open()
    broken = browser.run(
        "return [...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter((link) => !document.getElementById(link.getAttribute('href').slice(1)))"
        ".map((link) => link.getAttribute('href'))"
    )
    assert broken == []


def test_a_link_to_something_filtered_away_brings_it_back(browser: Browser) -> None:
    browser.open()
    choose(browser, "filter-kind", "indicator:met")
    target = browser.run("return document.querySelector('.item[hidden]').id")
    browser.run(f"location.hash = '{target}'")
    browser.run("return new Promise((done) => setTimeout(done, 100))")
    assert browser.run(f"return document.getElementById('{target}').hidden") is False


def test_without_scripts_everything_is_to_be_read(browser: Browser) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert browser.run("return document.getElementById('filters').hidden") is True
    assert browser.run("return document.querySelectorAll('[hidden]').length") == 1


def test_what_the_reader_opened_is_printed_and_nothing_else(browser: Browser) -> None:
    browser.open()
    closed = printed_pages(browser)
    browser.run("document.getElementById('open-all').click()")
    assert browser.run("return document.querySelectorAll('details:not([open])').length") == 0
    assert printed_pages(browser) > closed
    browser.run("document.getElementById('open-all').click()")
    assert browser.run("return document.querySelectorAll('details[open]').length") == 0


def printed_pages(browser: Browser) -> int:
    printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    content = base64.b64decode(str(printed["data"]))
    assert content.startswith(b"%PDF")
    return content.count(b"/Type /Page\n") + content.count(b"/Type /Page ")


def test_headings_and_tables_have_names_for_those_who_listen(browser: Browser) -> None:
    browser.open()
    nameless = browser.run(
        "return [...document.querySelectorAll('table')].filter((t) => !t.caption).length"
        " + [...document.querySelectorAll('svg[role=img]')]"
        ".filter((s) => !s.getAttribute('aria-label') && !s.querySelector('title')).length"
    )
    assert nameless == 0
