"""The language server, driven by a real client over the protocol."""

import asyncio
import re
import shutil
import sys
from collections.abc import Coroutine
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parents[3]


CAPABILITIES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(snippet_support=True)
        )
    )
)


class Editor:
    """A client that keeps what the server says is wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("editor", "1")
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.version = 1

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def keep(params: types.PublishDiagnosticsParams) -> None:
            self.told[params.uri.rpartition("/")[2]] = list(params.diagnostics)
            self.news.set()

    async def start(self) -> None:
        await self.client.start_io(sys.executable, "-P", "-m", "engine.cli", "lsp")
        await self.client.initialize_async(
            types.InitializeParams(capabilities=CAPABILITIES, root_uri=self.folder.as_uri())
        )
        self.client.initialized(types.InitializedParams())

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def open(self, name: str) -> str:
        text = (self.folder / name).read_text(encoding="utf-8")
        document = types.TextDocumentItem(self.uri(name), "yaml", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await self.next_news()
        return text

    async def type(self, name: str, text: str) -> None:
        self.version += 1
        self.news.clear()
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def next_news(self) -> None:
        await asyncio.wait_for(self.news.wait(), 60)
        await asyncio.sleep(0.05)

    def place(self, text: str, words: str, after: str = "") -> types.Position:
        """The end of `after` within `words`, or of the words."""
        at = text.index(words) + (words.index(after) + len(after) if after else len(words))
        return types.Position(text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1)

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


def driven(folder: Path, walk: Any) -> None:
    async def whole() -> None:
        editor = Editor(folder)
        await editor.start()
        try:
            await walk(editor)
        finally:
            await editor.stop()

    task: Coroutine[Any, Any, None] = asyncio.wait_for(whole(), 150)
    asyncio.run(task)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "дорожные карты"
    shutil.copytree(ROOT / "specs/dyatkovo-2021", target)
    for spec in target.glob("*.yaml"):
        text = spec.read_text(encoding="utf-8")
        spec.write_text("\n".join(text.split("\n")[1:]), encoding="utf-8")
    last = tmp_path / "outputs" / target.name / "report.json"
    last.parent.mkdir(parents=True)
    shutil.copy(ROOT / "outputs/dyatkovo-2021/report.json", last)
    return target


NAMED = "low-results/teachers-supported"
PART = f"""indicators:
  - id: as-a-part
    goal: GOAL
    text: сводный показатель
    rule: {{measure: index, lacking: refuse, parts: [{{id: a, indicator: {NAMED}, weight: 1}}]}}
    target: ">= 70 %"
"""
CASES = f"""format: test/1
indicator: {NAMED}
cases: []
"""
WAIVER = f"""  - {{id: {NAMED}, reason: нет сведений, author: Иванова И. И., until: "2022-12-31"}}
"""


def named_in_five_files(folder: Path) -> None:
    """A part of an index of another roadmap, two files of cases and a waiver name an indicator."""
    talents, project = folder / "talents.yaml", folder / "project.yaml"
    text = talents.read_text(encoding="utf-8")
    goal = re.search(r"^goals:\n  - id: (\S+)", text, re.MULTILINE)
    assert goal
    part = PART.replace("GOAL", goal[1])
    talents.write_text(text.replace("indicators:\n", part, 1), encoding="utf-8")
    text = project.read_text(encoding="utf-8")
    waived = re.sub(r"^waivers:.*\n", lambda found: found[0] + WAIVER, text, flags=re.MULTILINE)
    project.write_text(waived, encoding="utf-8")
    (folder / "cases").mkdir()
    for name in ("few.yaml", "many.yaml"):
        (folder / "cases" / name).write_text(CASES, encoding="utf-8")


def test_an_editor_gets_names_meanings_places_and_changes(folder: Path) -> None:
    named_in_five_files(folder)

    async def walk(editor: Editor) -> None:
        text = await editor.open("low-results.yaml")
        rule = "in: methodical_support"
        assert rule in text
        uri = types.TextDocumentIdentifier(editor.uri("low-results.yaml"))

        cursor = editor.place(text, "among: school.low_results and", "among: school.")
        offered = await editor.client.text_document_completion_async(
            types.CompletionParams(uri, cursor)
        )
        assert isinstance(offered, types.CompletionList)
        assert {"school", "school.low_results", "position"} <= {
            item.label for item in offered.items
        }

        cursor = editor.place(text, "serves: [teachers-supported", "serves: [teach")
        told = await editor.client.text_document_hover_async(types.HoverParams(uri, cursor))
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert told.contents.value.startswith("**показатель `teachers-supported`**")
        last = "Последний отчёт (на 01.06.2022): не выполнен, 64\N{NO-BREAK SPACE}/"
        assert last in told.contents.value

        found = await editor.client.text_document_definition_async(
            types.DefinitionParams(uri, cursor)
        )
        assert isinstance(found, types.Location)
        line = text.split("\n")[found.range.start.line]
        assert "teachers-supported" in line

        changed = await editor.client.text_document_rename_async(
            types.RenameParams(uri, cursor, "teachers-helped")
        )
        assert changed is not None
        assert changed.changes is not None
        edits = changed.changes[editor.uri("low-results.yaml")]
        assert len(edits) == len(re.findall(r"\bteachers-supported\b", text)) == 6
        others = {
            uri.removeprefix(editor.uri("")).lstrip("/"): [edit.new_text for edit in edits]
            for uri, edits in changed.changes.items()
            if uri != editor.uri("low-results.yaml")
        }
        new = ["low-results/teachers-helped"]
        assert others == {
            "talents.yaml": new, "project.yaml": new,
            "cases/few.yaml": new, "cases/many.yaml": new,
        }  # fmt: skip

        await editor.type(
            "low-results.yaml",
            text.replace("serves: [teachers-supported", "serves: [teachers-suported", 1),
        )
        began = monotonic()
        await editor.next_news()
        assert monotonic() - began < 30  # a hang, not a speed: tests/bench/editor.py measures that
        wrong = [
            diagnostic
            for diagnostic in editor.told["low-results.yaml"]
            if "teachers-suported" in diagnostic.message
        ]
        assert wrong
        mends = await editor.client.text_document_code_action_async(
            types.CodeActionParams(uri, wrong[0].range, types.CodeActionContext(wrong))
        )
        assert mends
        assert mends[0].title == "Заменить «teachers-suported» на «teachers-supported»"

        await editor.type("low-results.yaml", "slug:   low-results\nformat: roadmap/1\ntitle: [\n")
        await editor.next_news()
        assert editor.told["low-results.yaml"]

        await editor.type("low-results.yaml", "format: roadmap/1\nslug:   low-results\n")
        formatted = await editor.client.text_document_formatting_async(
            types.DocumentFormattingParams(uri, types.FormattingOptions(2, True))
        )
        assert formatted
        assert "slug: low-results\n" in formatted[0].new_text

        fresh = text.replace("indicators:\n", "indicators:\n  - id: new\n    rule: \n", 1)
        await editor.type("low-results.yaml", fresh)
        spot = editor.place(fresh, "- id: new\n    rule: ")
        made = await editor.client.text_document_completion_async(types.CompletionParams(uri, spot))
        assert isinstance(made, types.CompletionList)
        share = next(item for item in made.items if item.label == "share: in, of, missing")
        assert share.insert_text_format is types.InsertTextFormat.Snippet
        assert share.insert_text
        assert "missing: ${3|exclude,as_false,indeterminate|}}" in share.insert_text

    driven(folder, walk)


def test_a_file_of_no_project_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note.yaml").write_text("a: [\n", encoding="utf-8")

    async def walk(editor: Editor) -> None:
        document = types.TextDocumentItem(editor.uri("note.yaml"), "yaml", 1, "a: [\n")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        uri = types.TextDocumentIdentifier(editor.uri("note.yaml"))
        told = await editor.client.text_document_hover_async(
            types.HoverParams(uri, types.Position(0, 0))
        )
        assert told is None
        assert editor.told == {}

    driven(tmp_path, walk)
