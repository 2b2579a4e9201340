"""Every word that a user sees stands in the catalogue: Cyrillic in the code is data of a language.

What is said to people stands in engine/messages; what is looked for in their papers and tables
stands in the rooms below.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
CYRILLIC = re.compile("[А-Яа-яЁё]")

OF_A_LANGUAGE = {
    "checks/wording": "figures as texts of indicators say them",
    "cli/verbs/explain.py": "a code with a Cyrillic letter that looks like a Latin one",
    "model/file_names.py": "words that names of files are made of",
    "model/persons.py": "headings of what tells a person",
    "model/cumulative.py": "words of what runs up from the beginning of a year, and of months",
    "datasets/cumulative.py": "names of months",
    "datasets/header.py": "words of heads, and the four letters of a column that repeats",
    "datasets/lookalikes.py": "Cyrillic letters that look like Latin ones",
    "datasets/namesakes.py": "kinds of schools and what stands before their names",
    "datasets/rows.py": "words of totals",
    "datasets/sideways.py": "words of totals",
    "datasets/subtotals.py": "words of territories",
    "datasets/summaries.py": "words of sheets that sum up",
    "datasets/totals.py": "names of larger territories",
    "datasets/types.py": "yes and no, units and dates as cells hold them",
    "datasets/warnings.py": "headings of shares and of persons",
    "decision_tables/cells.py": "words that a cell may hold",
    "describe/columns.py": "headings, units and blanks of tables",
    "describe/guesses.py": "letters by which an encoding is known",
    "describe/heads.py": "units in headings",
    "describe/proposal.py": "points of a task in a heading",
    "describe/proposing.py": "headings of row numbers",
    "describe/read_rows.py": "remarks below tables",
    "execute/documents.py": "ё is е in names of kinds",
    "expressions/tokens.py": "the Russian words of conditions",
    "latin.py": "transliteration",
    "lint/rules": "words that a check looks for in documents",
    "lint/text": "morphology and word lists of Russian documents",
    "load/citation_words.py": "the words of addresses in orders",
    "load/citations.py": "the Cyrillic letter that is taken for a Roman ten",
    "load/deadlines.py": "what stands before the end of a term",
    "load/patterns.py": "letters that a simple pattern may hold",
    "measures/baselines.py": "spellings of growth from a baseline",
    "measures/targets.py": "spellings of targets",
    "model/decision_tables.py": "yes and no as cells of decision tables are compared",
    "papers/as_above.py": "words of notes about empty cells",
    "papers/assembly.py": "words of orders and titles",
    "papers/below_plans.py": "who signed or read a plan",
    "papers/beside_plans.py": "words over tables that are no plans",
    "papers/cell_lists.py": "hours of a day",
    "papers/conserving.py": "words that keys of a spec say",
    "papers/continuing.py": "words that headings of plans are made of",
    "papers/doers.py": "bodies and posts",
    "papers/named_bodies.py": "words for the same as above",
    "papers/figures.py": "whom and what indicators count, kinds of documents",
    "papers/following.py": "words before the results of a work",
    "papers/headings.py": "words over columns and before rows",
    "papers/lines_above.py": "words of titles and goals",
    "papers/listed.py": "words before times and doers in a line",
    "papers/naming.py": "words of no weight in an id",
    "papers/orders.py": "words of orders",
    "papers/passports.py": "headings of passports",
    "papers/pdf_lines.py": "words of one letter",
    "papers/pdf_pages.py": "words before the number of a page",
    "papers/periods.py": "words of periods in titles",
    "papers/plan_rows.py": "labels of notes",
    "papers/plan_doubts.py": "headings that hold two things",
    "papers/plans.py": "words of sections",
    "papers/row_values.py": "words of terms, marks of a calendar",
    "papers/proposals.py": "words of stages",
    "papers/section_words.py": "words of sections and stages",
    "papers/shared_figures.py": "words that name a roadmap and words of all titles",
    "papers/specs.py": "the number of a roadmap in a title",
    "papers/standing.py": "words before the numbers of sections, tables and pages",
    "papers/written_passports.py": "labels of goals and indicators",
    "papers/yearly_values.py": "words beside a year, units, comparisons",
    "papers/word_pools.py": "a letter of two forms",
    "papers/word/numbering.py": "letters of numbered lists",
    "query/periods.py": "spellings of periods",
    "reports/charts/svg.py": "widths of letters",
    "reports/content/calendar.py": "«до»: which schedules are deadlines",
    "schedule": "the phrases of schedules",
    "tables/csv.py": "letters by which an encoding is known",
    "tables/sheets.py": "error words of Excel",
    "yamltext/reader.py": "which encoding a file has, by its letters",
}  # fmt: skip
"""Below engine/: a module or a folder, and why words of a language stand in it."""


def cyrillic_of(module: Path) -> Iterator[str]:
    """The literals with Cyrillic, without docstrings and texts that explain a name."""
    text = module.read_text("utf-8")
    if not CYRILLIC.search(text):
        return
    nodes = list(ast.walk(ast.parse(text)))
    told = {
        id(node.value)
        for node in nodes
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in told and CYRILLIC.search(node.value):  # type: ignore[attr-defined]
            yield f"{module.as_posix()}:{node.lineno}: {node.value}"  # type: ignore[attr-defined]


def test_cyrillic_in_the_code_is_data_of_a_language() -> None:
    engine = ROOT / "engine"
    rooms = {engine / name for name in OF_A_LANGUAGE}
    told = {
        path: list(cyrillic_of(path))
        for path in sorted(engine.rglob("*.py"))
        if not rooms & {path, *path.parents}
    }
    assert len(told) > 300
    assert [each for found in told.values() for each in found] == []


def test_every_room_of_a_language_has_words_of_it() -> None:
    """A room that has none any more is taken from the list."""
    for name in OF_A_LANGUAGE:
        room = ROOT / "engine" / name
        modules = room.rglob("*.py") if room.is_dir() else (room,)
        assert any(next(cyrillic_of(path), None) for path in modules), name


def test_words_are_found_wherever_they_stand_and_docstrings_are_not(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        """'Строка документации.'
NAME = 1
'Пояснение имени.'
def sentence(n: int) -> str:
    'Что она делает.'
    # комментарий
    return f'строк: {n}' + {'key': 'слово'}['key']
""",
        "utf-8",
    )
    found = sorted(each.partition(": ")[2] for each in cyrillic_of(module))
    assert found == ["слово", "строк: "]


def test_no_sentence_stands_among_the_words_of_a_language() -> None:
    found = [
        each
        for path in sorted((ROOT / "engine").rglob("*.py"))
        for each in cyrillic_of(path)
        if _SENTENCE.search(each)
    ]
    assert found == []


_SENTENCE = re.compile(r": [А-ЯЁ][а-яё]+ [^|()\\]*[.!?]$")


def test_templates_hold_no_words() -> None:
    """But the letter of the search, that takes ё for е."""
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "engine").rglob("*.*"))
        if path.suffix in (".j2", ".js", ".css", ".svg", ".html")
        if CYRILLIC.search(path.read_text("utf-8").replace('replaceAll("ё", "е")', ""))
    ]
    assert found == []
