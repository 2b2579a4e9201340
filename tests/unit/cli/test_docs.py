"""`roadmap docs`: a small site from the specs that opens from a disk."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.running import run

pytestmark = pytest.mark.usefixtures("projects_read_once")

EXAMPLE = Path(__file__).resolve().parents[3] / "specs/dyatkovo-2021"


class Page(HTMLParser):
    """The ids and the links of a page, and the words of it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.sources: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if tag == "a" else []
        self.sources += [told[name] or "" for name in ("src", "srcset") if name in told]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = run("docs", str(EXAMPLE), "--out", str(folder), "--history", str(folder / "none"))
    assert (done.code, done.out.strip()) == (0, f"{folder.as_posix()}/index.html")
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {path.name: Page(path) for path in site.iterdir()}


def test_every_link_leads_to_something_on_the_disk(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            file, _, anchor = link.partition("#")
            there = pages[file or name]
            assert not anchor or anchor in there.ids, (name, link)


def test_nothing_is_loaded_and_nothing_leaves(site: Path, pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.sources == []
        assert not [link for link in page.links if ":" in link], name
        text = (site / name).read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        assert "@import" not in text
        assert not re.search(r"url\((?!#)", text)


def test_an_indicator_tells_its_rule_its_clause_and_its_tables(pages: dict[str, Page]) -> None:
    words = " ".join(pages["roadmap-low-results.html"].words.split())
    assert "паспорт, строка 2" in words
    assert "school.low_results" in words
    assert ">= 70 %" in words
    assert "tables.html#t-schools" in pages["roadmap-low-results.html"].links
    assert "tables.html#c-teachers--position" in pages["roadmap-low-results.html"].links


def test_a_column_tells_who_reads_it_and_what_may_stand_there(pages: dict[str, Page]) -> None:
    words = " ".join(pages["tables.html"].words.split())
    assert "персональные данные" in words
    assert "ведёт в schools.code" in words
    assert "low-results/teachers-supported" in words


def test_a_decision_table_is_a_table(pages: dict[str, Page]) -> None:
    words = " ".join(pages["decisions.html"].words.split())
    assert "Кого поддержать по итогам входной диагностики" in words
    assert "heads:" not in words
    assert "нет данных" in words, "ячейка с условием показана им, а не прочерком"


def test_stale_pages_are_named(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    check = ("docs", str(EXAMPLE), "--out", str(copy), "--check", "--history", str(tmp_path / "no"))
    assert run(*check).code == 0
    (copy / "tables.html").write_text("прежнее", encoding="utf-8")
    (copy / "index.html").unlink()
    done = run(*check)
    assert done.code == 1
    assert re.findall(r"Страница устарела: \S+/(\S+)\. ", done.err) == ["index.html", "tables.html"]
    assert (copy / "tables.html").read_text(encoding="utf-8") == "прежнее"


def test_a_page_about_what_is_no_longer_there_is_named(site: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(site, tmp_path / "copy")
    for name in ("roadmap-gone.html", "requirements.html", "own.html"):
        (copy / name).write_text("", "utf-8")
    done = run("docs", str(EXAMPLE), "--out", str(copy), "--check")
    assert (done.code, done.err.count("в картах больше нет")) == (1, 2)
    assert run("docs", str(EXAMPLE), "--out", str(copy)).err == done.err


def test_kept_runs_tell_their_figures(tmp_path: Path) -> None:
    store, out = tmp_path / "h.sqlite", tmp_path / "site"
    kept = run(
        "evaluate", str(EXAMPLE), "--as-of", "2022-06-01", "--keep", "--history", str(store),
        "--out", str(tmp_path / "report"), "--format", "json", "--no-cache",
    )  # fmt: skip
    assert kept.code == 0
    assert run("docs", str(EXAMPLE), "--out", str(out), "--history", str(store)).code == 0
    words = " ".join(Page(out / "roadmap-low-results.html").words.split())
    assert "2022-06-01: 5 / 5 = 100 % · выполнен" in words.replace("\N{NO-BREAK SPACE}", " ")


def test_a_broken_project_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("format: project/1\n", encoding="utf-8")
    assert run("docs", str(tmp_path), "--out", str(tmp_path / "site")).code == 2
    assert not (tmp_path / "site").exists()


def test_text_of_specs_stays_text(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    shutil.copytree(EXAMPLE, folder)
    spec = folder / "talents.yaml"
    text = spec.read_text(encoding="utf-8")
    assert text.count("\ntitle: ") == 1
    changed = re.sub(r"(?m)^title: .*(\n  .*)*", 'title: "<script>alert(1)</script>"', text)
    spec.write_text(changed, encoding="utf-8")
    assert run("docs", str(folder), "--out", str(tmp_path / "site")).code == 0
    assert "alert(1)" in (tmp_path / "site" / "roadmap-talents.html").read_text(encoding="utf-8")
    for path in (tmp_path / "site").iterdir():
        assert "<script>alert" not in path.read_text(encoding="utf-8")
