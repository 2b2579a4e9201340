"""The pages of `roadmap docs` in a browser: nothing sideways, found by words, good for readers."""

from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, Browser
from tests.node_tools import node_package
from tests.running import run

PAGES = ("index", "roadmap-low-results", "tables", "decisions")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    assert run("docs", str(ROOT / "specs/dyatkovo-2021"), "--out", str(folder)).code == 0
    return folder


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_none_asks_for_anything(
    browser: Browser, site: Path, name: str, width: int
) -> None:
    browser.address = (site / f"{name}.html").as_uri()
    browser.open(width)
    assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
    assert {address.split(":")[0] for address in browser.requests()} <= {"file", "about"}
    assert browser.complaints() == []


def test_words_find_a_column(browser: Browser, site: Path) -> None:
    browser.address = (site / "index.html").as_uri()
    browser.open()
    browser.run(
        "const box = document.getElementById('find'); box.value = 'ТАБЕЛЬНЫЙ';"
        "box.dispatchEvent(new Event('input'))"
    )
    shown = browser.run(
        "return [...document.querySelectorAll('.everything li:not([hidden]) .kind')]"
        ".map((each) => each.textContent)"
    )
    assert isinstance(shown, list)
    assert "столбец · teachers.person" in shown
    assert len(shown) < 10


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, site: Path, name: str, width: int) -> None:
    axe = (node_package("axe-core", "4.11.4") / "axe.min.js").read_text(encoding="utf-8")
    browser.address = (site / f"{name}.html").as_uri()
    browser.open(width)
    browser.run(axe)
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run().then((r) => done(r.violations"
        ".filter((v) => ['serious', 'critical'].includes(v.impact))"
        ".map((v) => [v.id, v.nodes.length, v.nodes[0].html])))"
    )
    assert found == []
