"""The workspace in a real browser: by mouse, by keyboard alone, on a telephone, at 200 %."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from tests.browser.conftest import ROOT, Browser
from tests.browser.test_report import OVERFLOWING

pytest.importorskip("starlette", reason="the extra [web] is not installed")
pytest.importorskip("uvicorn", reason="the extra [web] is not installed")
pytest.importorskip("python_multipart", reason="the extra [web] is not installed")
pytest.importorskip("httpx2", reason="httpx2 is not installed")

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from engine.messages import Language, catalogue
from engine.web.desk import open_desk
from engine.web.policy import OwnMachine, Person
from engine.web.serving import listen, serve
from tests.node_tools import node_package
from tests.unit.web.workspaces import NAME, copy_example

WIDTHS = (390, 1280)
AXE = "4.14.1"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address to come in by; the server ends with the process."""
    folder = tmp_path_factory.mktemp("workspace")
    copy_example(folder)
    desk = open_desk(
        (folder / "specs",), folder / "outputs/workspace", folder / "outputs/history.sqlite",
        catalogue(Language.RU), OwnMachine(),
    )  # fmt: skip
    listening = listen()
    entrance = listening.address
    Thread(target=serve, args=(desk, listening, Person("методист"), str), daemon=True).start()
    yield entrance
    desk.jobs.close()


@pytest.fixture(scope="module")
def inside(driver: Any, address: str) -> "Iterator[Walker]":
    """Somebody who came in by the printed address, and waits for pages to come."""
    driver.implicitly_wait(20)
    driver.get(address)
    walker = Walker(driver, address.partition("/enter")[0])
    assert "Проекты" in walker.heading()
    yield walker
    driver.implicitly_wait(0)


class Walker(Browser):
    """Goes from page to page."""

    def go(self, path: str, width: int = 1280) -> None:
        self.address = self.address.partition("|")[0]
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        self.complaints()
        self.driver.get(self.address + path)

    def heading(self) -> str:
        return str(self.driver.find_element(By.TAG_NAME, "h1").text)

    def press(self, words: str) -> None:
        """Click the button or link with the words."""
        self.driver.find_element(
            By.XPATH, f"//button[contains(., '{words}')] | //a[contains(., '{words}')]"
        ).click()

    def until(self, words: str, seconds: float = 90, *, gone: bool = False) -> None:
        """Wait until the page has the words, or has them no more."""
        end = monotonic() + seconds
        while monotonic() < end:
            # The page may give way to the next while it is read.
            with suppress(StaleElementReferenceException):
                if (words in self.driver.find_element(By.TAG_NAME, "body").text) != gone:
                    return
            sleep(0.2)
        raise TimeoutError(words)

    def until_run(self, script: str, seconds: float = 20) -> None:
        """Wait until the script says so."""
        end = monotonic() + seconds
        while not self.run(script):
            if monotonic() > end:
                raise TimeoutError(script)
            sleep(0.1)

    def tab_to(self, words: str) -> Any:
        """Go by the Tab key alone until what has the focus reads so."""
        for _ in range(200):
            self.driver.switch_to.active_element.send_keys(Keys.TAB)
            focused = self.driver.switch_to.active_element
            name = focused.text or focused.get_attribute("value") or focused.get_attribute("id")
            if words in (name or ""):
                return focused
        raise LookupError(words)

    def type_at_the_end(self, text: str) -> Any:
        """Put a text, as if pasted, at the end of the file that is edited."""
        editor = self.driver.find_element(By.CSS_SELECTOR, ".cm-content")
        editor.send_keys(Keys.CONTROL, Keys.END)
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})
        return editor


@pytest.fixture(scope="module")
def judged(inside: Walker) -> str:
    """The path of a job, begun by mouse from the first page."""
    inside.go("/")
    inside.press(NAME)
    inside.driver.execute_script("document.getElementById('as_of').value = '2022-06-01'")
    inside.press("Оценить")
    inside.until("Взять с собой")
    return str(inside.driver.current_url).removeprefix(inside.address)


@pytest.fixture(scope="module")
def draft(inside: Walker, judged: str) -> str:
    """The path of a draft, begun by keyboard alone: a target moved, its impact computed."""
    inside.go(f"/projects/{NAME}/roadmaps/low-results")
    inside.tab_to("сдвинуть цель").send_keys(Keys.ENTER)
    field = inside.tab_to(">= 100 %")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(">= 5 %")
    inside.tab_to("Показать, что изменится").send_keys(Keys.ENTER)
    inside.until("Чьи выводы изменятся")
    return str(inside.driver.current_url).removeprefix(inside.address)


def test_from_the_first_page_to_the_report(inside: Walker, judged: str) -> None:
    inside.go(judged)
    inside.press("Открыть отчёт")
    assert "дорожных карт" in inside.heading()
    assert inside.complaints() == []


def test_by_keyboard_alone_a_target_is_moved_and_the_draft_dropped(
    inside: Walker, judged: str
) -> None:
    inside.go(f"/projects/{NAME}/roadmaps/low-results")
    inside.tab_to("К содержанию").send_keys(Keys.ENTER)
    inside.tab_to("сдвинуть цель").send_keys(Keys.ENTER)
    inside.tab_to("Показать, что изменится").send_keys(Keys.ENTER)
    inside.until("По смыслу ничего не меняется")
    inside.tab_to("Отменить правку").send_keys(Keys.ENTER)
    inside.until("Замечания")
    assert inside.heading() == NAME


def faults(inside: Walker) -> list[Any]:
    """What axe calls serious or critical. The policy of the pages forbids foreign scripts: this one
    comes in through the debugger."""
    script = (node_package("axe-core", AXE) / "axe.min.js").read_text("utf-8")
    inside.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    found = inside.driver.execute_async_script(
        "const done = arguments[0]; axe.run().then((all) => done(all.violations.map((each) =>"
        " [each.impact, each.id, each.nodes.map((node) => node.html).slice(0, 3)])))"
    )
    return [each for each in found if each[0] in ("serious", "critical")]


@pytest.fixture(scope="module")
def upload(inside: Walker, judged: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a table that waits: two cells of it are wrong."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path_factory.mktemp("sent") / "Реестр организаций.xlsx"
    book = openpyxl.load_workbook(ROOT / "specs/dyatkovo-2021/data" / path.name)
    book["Школы"]["B6"] = book["Школы"]["B8"] = "не ИНН"
    book.save(path)
    inside.go(f"/projects/{NAME}/tables")
    inside.driver.find_element(By.ID, "file").send_keys(str(path))
    inside.press("Проверить файл")
    inside.until("Замечания")
    return str(inside.driver.current_url).removeprefix(inside.address)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_of_faults_does_not_overflow(
    inside: Walker, upload: str, width: int, tmp_path: Path
) -> None:
    inside.go(upload, width)
    assert inside.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(inside) == []
    inside.driver.save_screenshot(str(tmp_path / f"upload-{width}.png"))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_new_table_is_dropped_and_its_form_does_not_overflow(
    inside: Walker, judged: str, width: int, tmp_path: Path
) -> None:
    from tests.unit.web.test_declaring import SHEET

    file = SHEET.write(tmp_path / f"Кружки {width}.xlsx")
    inside.go(f"/projects/{NAME}/tables", width)
    inside.driver.find_element(By.ID, "file").send_keys(str(file))
    inside.press("Проверить файл")
    inside.until("Строки, как их видит программа")
    assert inside.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(inside) == []
    inside.driver.save_screenshot(str(tmp_path / f"declare-{width}.png"))


def test_a_table_with_faults_is_mended_and_accepted(inside: Walker, upload: str) -> None:
    inside.go(upload)
    assert "Школы, B6" in inside.driver.find_element(By.TAG_NAME, "body").text
    inside.press("Не принимать")
    inside.driver.find_element(By.ID, "file").send_keys(
        str(ROOT / "specs/dyatkovo-2021/data/Реестр организаций.xlsx")
    )
    inside.press("Проверить файл")
    inside.until("Прежний файл сохранится")
    assert "не ИНН" not in inside.driver.page_source
    inside.press("Поставить на место прежнего")
    inside.until("Прежние версии")
    assert "вернуть версию" in inside.driver.page_source


def paths(judged: str, draft: str, *more: str) -> tuple[str, ...]:
    project = f"/projects/{NAME}"
    return (
        "/", project, f"{project}/documents", f"{project}/runs", f"{project}/roadmaps/low-results",
        f"{project}/files/low-results.yaml?line=20", f"{project}/tables", judged, draft,
        f"{project}/roadmaps/low-results/pictures", f"{project}/weeks?day=2021-10-05",
        f"{project}/events/low-results/deficit-methods", f"{project}/proposals", "/orders",
        f"{project}/indicators/low-results/teachers-supported",
        f"{project}/entries/low-results/teachers-supported", f"{draft.partition('?')[0]}/both",
        f"{project}/entries/low-results/deficit-methods",
        "/journal", "/nothing", *more,
    )  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_overflows_or_complains(
    inside: Walker, judged: str, draft: str, width: int, tmp_path: Path
) -> None:
    for path in paths(judged, draft):
        inside.go(path, width)
        inside.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        wide = "return document.documentElement.scrollWidth <= window.innerWidth"
        assert inside.run(wide), (path, inside.run(OVERFLOWING))
        told = [complaint for complaint in inside.complaints() if "404" not in complaint]
        assert told == [], path
        name = path.strip("/").partition("?")[0].replace("/", "-") or "first"
        inside.driver.save_screenshot(str(tmp_path / f"{name}-{width}.png"))


def test_at_200_percent_nothing_scrolls_sideways(inside: Walker, judged: str, draft: str) -> None:
    for path in paths(judged, draft):
        inside.go(path, 640)
        assert inside.run("return document.documentElement.scrollWidth <= window.innerWidth"), path


def test_no_page_has_a_serious_fault_of_access(inside: Walker, judged: str, draft: str) -> None:
    for path in paths(judged, draft):
        inside.go(path)
        assert faults(inside) == [], path


def test_without_scripts_everything_works(inside: Walker, judged: str) -> None:
    inside.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        inside.go(f"/projects/{NAME}")
        inside.press("Оценить")
        inside.until("Взять с собой")
        inside.go(f"/projects/{NAME}/files/talents.yaml")
        inside.press("Проверить правку")
        inside.until("По смыслу ничего не меняется")
        inside.press("Отменить правку")
        inside.until("Последние расчёты")
    finally:
        inside.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_form_is_filled_in_by_keyboard_alone_and_says_what_is_wrong(inside: Walker) -> None:
    inside.go(f"/projects/{NAME}/entries/low-results/teachers-supported")
    inside.tab_to(">= 70 %").send_keys(Keys.CONTROL, "a")
    inside.driver.switch_to.active_element.send_keys("сколько получится")
    inside.tab_to("Записать в правку").send_keys(Keys.ENTER)
    inside.until("Отмеченное ниже")
    assert faults(inside) == []
    inside.tab_to("Целевое значение").send_keys(Keys.ENTER)
    field = inside.driver.find_element(By.NAME, "f.target")
    assert field.get_attribute("aria-invalid") == "true"
    field.clear()
    field.send_keys(">= 80 %")
    inside.tab_to("Записать в правку").send_keys(Keys.ENTER)
    inside.until("Отмеченное ниже", gone=True)
    assert '">= 80 %"' in inside.driver.find_element(By.ID, "lines").get_attribute("value")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_is_edited_by_keyboard_alone_with_hints_and_findings(
    inside: Walker, width: int, tmp_path: Path
) -> None:
    def seen(what: str) -> None:
        inside.driver.save_screenshot(str(tmp_path / f"{what}-{width}.png"))
        assert faults(inside) == [], what
        assert inside.run("return document.documentElement.scrollWidth <= window.innerWidth"), what
        assert inside.complaints() == [], what

    inside.go(f"/projects/{NAME}/files/low-results.yaml", width)
    inside.until("В набранном ошибок не видно")
    inside.tab_to("format: roadmap/1")
    editor = inside.type_at_the_end("  - id: new-event\n    serves: [😀, ")
    editor.send_keys(Keys.CONTROL, Keys.SPACE)
    inside.until("deficit-mechanisms-described")
    seen("hints")
    inside.driver.execute_cdp_cmd("Input.insertText", {"text": "deficit-mech"})
    sleep(0.5)
    editor.send_keys(Keys.ENTER)
    inside.driver.execute_cdp_cmd("Input.insertText", {"text": "]\n"})
    inside.until("Строка 78")
    seen("findings")
    text = str(inside.run("return document.getElementById('field').value"))
    assert text.endswith("serves: [😀, deficit-mechanisms-described]\n")
    editor.send_keys(Keys.ARROW_UP, Keys.END, Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    editor.send_keys(Keys.ALT, Keys.ENTER)
    inside.until("показатель deficit-mechanisms-described")
    seen("meaning")
    editor.send_keys(Keys.F12)
    here = "return document.querySelector('.cm-activeLine').textContent"
    inside.until_run(f"{here}.includes('id: deficit-mechanisms-described')")
    editor.send_keys(Keys.CONTROL, "f")
    inside.tab_to("дальше")
    seen("search")
    inside.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    inside.tab_to("Строка 78").send_keys(Keys.ENTER)  # Tab leads out of the editor, Enter back
    inside.until_run("return document.activeElement.className.includes('cm-content')")
    inside.tab_to("Проверить правку").send_keys(Keys.ENTER)
    inside.until("сравнить нельзя")
    seen("draft")
    inside.tab_to("Отменить правку").send_keys(Keys.ENTER)
    inside.until("Дорожные карты")
    line = text.splitlines().index("  - id: deficit-mechanisms-described") + 1
    inside.go(f"/projects/{NAME}/files/low-results.yaml?line={line}", width)
    inside.tab_to("- id: deficit-mechanisms-described")  # the lines around, without scripts, too
    inside.tab_to("- id: deficit-mechanisms-described").send_keys(Keys.END, Keys.F2)
    inside.until_run("return document.activeElement.id === 'new-name'")
    seen("rename")
    inside.driver.switch_to.active_element.send_keys("mechanisms-described", Keys.ENTER)
    inside.until("Что меняется по смыслу")
    seen("renamed")
    inside.tab_to("Отменить правку").send_keys(Keys.ENTER)
    inside.until("Дорожные карты")


def test_an_order_in_word_becomes_a_first_draft(inside: Walker, tmp_path: Path) -> None:
    from tests.unit.papers.layouts import Plain, written

    file = tmp_path / "Приказ.docx"
    file.write_bytes(written("balashov-2020", Plain))
    inside.go("/orders")
    inside.driver.find_element(By.ID, "file").send_keys(str(file))
    inside.driver.find_element(By.ID, "name").send_keys("novy-2025")
    inside.press("Прочитать приказ")
    inside.until("Что не понято или сомнительно")
    assert faults(inside) == []
    assert inside.run("return document.documentElement.scrollWidth <= window.innerWidth")
    inside.press("Взять в проект")
    inside.until("novy-2025")
    inside.press("novy-2025")
    inside.until("Дорожные карты")
    assert inside.heading() == "novy-2025"


def test_a_target_is_moved_its_impact_seen_and_approved(inside: Walker, judged: str) -> None:
    inside.go(f"/projects/{NAME}/files/project.yaml")
    inside.type_at_the_end('approvers:\n  - {name: "Начальник отдела"}\n')
    inside.press("Проверить правку")
    inside.until("Сохранить в файл")
    inside.press("Сохранить в файл")
    inside.until("Вернуть")
    inside.go(f"/projects/{NAME}/roadmaps/low-results")
    inside.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    target = inside.driver.find_element(By.ID, "target-teachers-supported")
    target.clear()
    target.send_keys(">= 5 %", Keys.ENTER)
    inside.until("Чьи выводы изменятся")
    inside.until("Ждёт согласования")
    assert faults(inside) == []
    inside.press("Сохранить в файл")
    inside.until("никто из approvers этого не согласовал")
    inside.driver.back()
    inside.driver.find_element(By.ID, "reason").send_keys("приказ 7")
    inside.press("Записать согласование")
    inside.until("приказ 7")
    inside.press("Сохранить в файл")
    inside.until("Прежние версии")
    assert '">= 5 %"' in inside.driver.find_element(By.ID, "field").get_attribute("value")
