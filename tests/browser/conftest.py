"""A headless Chromium with the example report; skipped with a word where there is none."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from engine.messages import Language, catalogue
from engine.options import Options
from engine.pipeline import evaluate
from engine.reports import render

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-device-scale-factor=1",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Browser:
    """The report in a browser, with what the browser complained of and asked the network for."""

    def __init__(self, driver: "webdriver.Chrome", address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, width: int = 1280, anchor: str = "") -> None:
        """Load the page anew at a width; below 600 as on a telephone."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        self.driver.get("about:blank")
        self.driver.get(self.address + (f"#{anchor}" if anchor else ""))

    def run(self, script: str) -> object:
        """The value of a script in the page."""
        return self.driver.execute_script(script)

    def complaints(self) -> list[str]:
        """What the console says."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Addresses that the page asked for."""
        entries = (json.loads(entry["message"]) for entry in self.driver.get_log("performance"))
        messages = (entry["message"] for entry in entries)
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    done = evaluate(ROOT / "specs/dyatkovo-2021", Options(as_of=date(2022, 6, 1)))
    assert done.outcome is not None
    sources, words = done.checked.loaded.sources, catalogue(Language.RU)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render("html", done.outcome, sources, words), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def driver() -> "Iterator[webdriver.Chrome]":
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    server = shutil.which("chromedriver")
    if browser is None or server is None:
        pytest.skip("no Chromium with chromedriver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(server))
    yield made
    made.quit()


@pytest.fixture
def browser(driver: "webdriver.Chrome", report: Path) -> Browser:
    page = Browser(driver, report.as_uri())
    assert not urlsplit(page.address).netloc
    page.requests()
    page.complaints()
    return page
