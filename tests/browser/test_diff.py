"""The page of a comparison in a real browser, opened from the file."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, Browser, webdriver
from tests.browser.test_report import OVERFLOWING
from tests.running import run

SPEC = ROOT / "specs" / "dyatkovo-2021"
AS_OF = date(2022, 6, 1)
STACKED = """
const [before, after] = document.querySelectorAll('.sides > div');
return after.getBoundingClientRect().top >= before.getBoundingClientRect().bottom;
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One target made weaker, one stricter; with the change of verdicts on the sample tables."""
    home = tmp_path_factory.mktemp("diff")
    new = home / "new"
    shutil.copytree(SPEC, new)
    for name, old, fresh in (
        ("low-results", ">= 70 %", ">= 65 %"),
        ("objectivity", ">= 3 шт.", ">= 5 шт."),
    ):
        path = new / f"{name}.yaml"
        text = path.read_text("utf-8")
        assert f'target: "{old}"' in text
        path.write_text(text.replace(f'target: "{old}"', f'target: "{fresh}"'), "utf-8")
    done = run(
        "diff", str(SPEC), str(new), "--format", "html",
        "--impact", "--data", str(SPEC / "data"), "--as-of", AS_OF.isoformat(),
    )  # fmt: skip
    assert done.code == 0, done.out
    written = home / "diff.html"
    written.write_text(done.out, "utf-8")
    return written


@pytest.fixture
def comparison(driver: "webdriver.Chrome", page: Path) -> Browser:
    browser = Browser(driver, page.as_uri())
    browser.requests()
    browser.complaints()
    return browser


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out_even_with_the_examples_open(comparison: Browser, width: int) -> None:
    comparison.open(width)
    comparison.run("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert comparison.run("return document.querySelectorAll('details table').length")
    assert comparison.run(OVERFLOWING) == []


@pytest.mark.parametrize(("width", "stacked"), [(1280, False), (390, True)])
def test_before_and_after_stand_beside_each_other_or_one_below_the_other(
    comparison: Browser, width: int, stacked: bool
) -> None:
    comparison.open(width)
    assert comparison.run(STACKED) is stacked


def test_the_weaker_change_comes_first_and_the_page_asks_for_nothing(comparison: Browser) -> None:
    comparison.open()
    badges = "return [...document.querySelectorAll('.badge')].map((each) => each.innerText)"
    assert comparison.run(badges) == ["слабее", "строже"]
    assert all(address.startswith(("file:", "about:")) for address in comparison.requests())
    assert comparison.complaints() == []
