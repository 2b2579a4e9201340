"""The protocol: what an editor sends and gets, by pygls. The answers come from `assist`."""

import asyncio
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from engine import __version__
from engine.diagnostics import Finding, Place, Severity
from engine.editing import format_file
from engine.editing.assist import SLUG, Named, What, meaning, span, suggestions
from engine.editing.renaming import RENAMED, NotSeen, Replacement, renamed
from engine.editing.snippets import plain
from engine.lsp.desk import Desk, desk_of
from engine.lsp.hiding import code_at, hidings
from engine.messages import Catalogue
from engine.model.project import Project
from engine.pipeline import Checked

PAUSE = 0.05
"""Seconds without a key before the specs are checked."""

REST = 0.6
"""Seconds more before the documents are read by all checks: they take longer."""

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
_KINDS = {
    What.GOAL: types.CompletionItemKind.Reference,
    What.INDICATOR: types.CompletionItemKind.Reference,
    What.EVENT: types.CompletionItemKind.Event,
    What.TABLE: types.CompletionItemKind.Struct,
    What.COLUMN: types.CompletionItemKind.Field,
    What.DECISION: types.CompletionItemKind.Class,
    What.BODY: types.CompletionItemKind.Constant,
    What.RULE: types.CompletionItemKind.Function,
    What.WORD: types.CompletionItemKind.EnumMember,
    What.KEY: types.CompletionItemKind.Property,
    What.MEASURE: types.CompletionItemKind.Snippet,
}


class Server(LanguageServer):
    """The server with the projects whose files are open."""

    def __init__(self, words: Catalogue) -> None:
        super().__init__("roadmap", __version__)
        self.words = words
        self.desks: dict[Path, Desk] = {}
        self.told: dict[Path, set[str]] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}

    def desk(self, uri: str) -> tuple[Desk, str] | None:
        """The project of a file and the file's path inside it; None for a file of no project."""
        path = path_of(uri)
        found = desk_of(path)
        if found is None:
            return None
        desk = self.desks.setdefault(found.folder, found)
        inside = desk.inside(path)
        return (desk, inside) if inside else None

    def project_at(self, uri: str) -> tuple[Desk, Project] | None:
        """The project of a file, read once if it was not yet; None where it cannot be used."""
        found = self.desk(uri)
        if found and found[0].project is None:
            found[0].checked()
        return (found[0], found[0].project) if found and found[0].project else None

    def named_at(self, uri: str, position: types.Position) -> tuple[Desk, Named] | None:
        """What the name under the cursor means."""
        found = self.project_at(uri)
        if found is None:
            return None
        text = self.workspace.get_text_document(uri).source
        meant = meaning(found[1], found[0].rules(), text, position.line, position.character)
        return (found[0], meant) if meant else None

    def last_told(self, desk: Desk, named: Named) -> str:
        """The figure of the last report, of an indicator of a roadmap."""
        home = desk.texts().get(named.origin.file, "") if named.origin else ""
        slug = SLUG.search(home)
        own = named.name.rpartition("/")[2]
        told = desk.last_report(f"{slug[1]}/{own}" if slug else own)
        if told is None:
            return ""
        day, verdict, figure = told
        said = self.words.text(f"verdict.{verdict.value}")
        return self.words.text("lsp.last", day=day, verdict=said, figure=figure)

    def check(self, desk: Desk) -> None:
        """Tell the editor what is wrong in every file of the project."""
        checked = desk.checked()
        self.tell(desk, checked, desk.remarks(checked, date.today()))

    def tell(self, desk: Desk, checked: Checked, found: Iterable[Finding]) -> None:
        """Publish what was found, file by file; files that are well again are told so."""
        by_file: dict[str, list[types.Diagnostic]] = {}
        for finding in found:
            place = checked.loaded.sources.place(finding.at)
            by_file.setdefault(place.file, []).append(self._diagnostic(finding, place))
        before = self.told.get(desk.folder, set())
        self.told[desk.folder] = set(by_file)
        for file in {*before, *by_file, *desk.unsaved}:
            uri = (desk.folder / file).as_uri()
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, by_file.get(file, []))
            )

    def check_soon(self, desk: Desk) -> None:
        """Check when no key was pressed for a moment; a later key puts it off."""
        waiting = self.waiting.get(desk.folder)
        if waiting:
            waiting.cancel()
        self.waiting[desk.folder] = asyncio.ensure_future(self._after_a_pause(desk))

    async def _after_a_pause(self, desk: Desk) -> None:
        await asyncio.sleep(PAUSE)
        checked = desk.checked()
        self.tell(desk, checked, checked.findings)
        await asyncio.sleep(REST)
        self.tell(desk, checked, desk.remarks(checked, date.today()))

    def _diagnostic(self, finding: Finding, place: Place) -> types.Diagnostic:
        said = f"{self.words.finding(finding)}\n{self.words.advice(finding)}"
        return types.Diagnostic(
            _range(place), said, _SEVERITY[finding.severity], finding.code.id, source="roadmap"
        )


def path_of(uri: str) -> Path:
    """The path of a file's address."""
    return Path(url2pathname(unquote(urlsplit(uri).path)))


def _range(place: Place) -> types.Range:
    start, end = span(place)
    return types.Range(types.Position(*start), types.Position(*end))


def _position(text: str, offset: int) -> types.Position:
    line = text.count("\n", 0, offset)
    return types.Position(line, offset - (text.rfind("\n", 0, offset) + 1))


def _edit(text: str, each: Replacement) -> types.TextEdit:
    span = types.Range(_position(text, each.start), _position(text, each.end))
    return types.TextEdit(span, each.text)


def server(words: Catalogue) -> Server:
    """The server, with everything that it answers."""
    made = Server(words)
    _watch(made)
    _answer(made)
    _change(made)
    return made


def _watch(made: Server) -> None:
    """Follow the texts of the editor."""

    def seen(uri: str, *, soon: bool) -> None:
        found = made.desk(uri)
        if found is None:
            return
        desk, inside = found
        desk.hold(inside, made.workspace.get_text_document(uri).source)
        made.check_soon(desk) if soon else made.check(desk)

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        seen(params.text_document.uri, soon=False)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        seen(params.text_document.uri, soon=True)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        seen(params.text_document.uri, soon=False)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        found = made.desk(params.text_document.uri)
        if found:
            found[0].hold(found[1], None)


def _answer(made: Server) -> None:
    """Answer what the editor asks."""

    @made.feature(
        types.TEXT_DOCUMENT_COMPLETION,
        types.CompletionOptions(trigger_characters=[" ", "[", ".", ":", "/"]),
    )
    def complete(params: types.CompletionParams) -> types.CompletionList:
        found = made.project_at(params.text_document.uri)
        if found is None:
            return types.CompletionList(False, [])
        text = made.workspace.get_text_document(params.text_document.uri).source
        place = params.position
        offered = suggestions(found[1], found[0].rules(), text, place.line, place.character)
        snippets = _takes_snippets(made.client_capabilities)
        language = made.words.language
        items = [_item(each, *each.told(language), snippets=snippets) for each in offered]
        return types.CompletionList(False, items)

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        text = made.workspace.get_text_document(params.text_document.uri).source
        if code := code_at(text, params.position, made.words):
            return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, code))
        found = made.named_at(params.text_document.uri, params.position)
        if found is None:
            return None
        named = found[1]
        kind = made.words.text(f"lsp.{named.what.value}")
        last = made.last_told(found[0], named) if named.what is What.INDICATOR else ""
        parts = (f"**{kind} `{named.name}`**", *named.told(made.words.language), last)
        told = "\n\n".join(part for part in parts if part)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told))

    @made.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        found = made.named_at(params.text_document.uri, params.position)
        if found is None or found[1].origin is None:
            return None
        desk, named = found
        assert named.origin
        place = desk.checked().loaded.sources.place(named.origin)
        return types.Location((desk.folder / place.file).as_uri(), _range(place))


def _change(made: Server) -> None:
    """Change texts when the editor asks for it."""

    @made.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def may_rename(params: types.PrepareRenameParams) -> types.PrepareRenameDefaultBehavior | None:
        found = made.named_at(params.text_document.uri, params.position)
        is_ours = found and found[1].origin and found[1].what in RENAMED
        return types.PrepareRenameDefaultBehavior(default_behavior=True) if is_ours else None

    @made.feature(types.TEXT_DOCUMENT_RENAME)
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = made.named_at(params.text_document.uri, params.position)
        if found is None:
            return None
        desk, named = found
        texts = desk.texts()
        try:
            edited = renamed(named, params.new_name, texts)
        except NotSeen as problem:
            said = made.words.text("web.refusal.rename_unread", file=problem.file)
            raise JsonRpcException(said, types.LSPErrorCodes.RequestFailed) from problem
        changes = {
            (desk.folder / file).as_uri(): [_edit(texts[file], edit) for edit in edits]
            for file, edits in edited.items()
        }
        return types.WorkspaceEdit(changes=changes)

    @made.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatted(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        uri = params.text_document.uri
        text = made.workspace.get_text_document(uri).source
        done = format_file(text.encode("utf-8"), path_of(uri).name)
        if done.text is None or done.text == text:
            return []
        return [_edit(text, Replacement(0, len(text), done.text))]

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION)
    def mend(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        found = made.desk(uri)
        if found is None:
            return []
        desk, inside = found
        checked = desk.last or desk.checked()
        lines = made.workspace.get_text_document(uri).source.split("\n")
        mends = [
            action
            for finding in checked.findings
            if finding.at.file == inside
            for action in _fixes(finding, checked, lines, uri, params.range.start, made.words)
        ]
        source = checked.loaded.sources.maps.get(inside)
        told = params.context.diagnostics
        return [*mends, *(hidings(told, source, uri, made.words) if source else ())]


def _takes_snippets(client: types.ClientCapabilities) -> bool:
    completion = client.text_document and client.text_document.completion
    item = completion and completion.completion_item
    return bool(item and item.snippet_support)


def _item(named: Named, title: str, detail: str, *, snippets: bool) -> types.CompletionItem:
    """A snippet as the text that it stands for, where the editor takes none."""
    item = types.CompletionItem(
        named.name, kind=_KINDS[named.what], detail=title, documentation=detail or None
    )
    if named.snippet and snippets:
        item.insert_text, item.insert_text_format = named.snippet, types.InsertTextFormat.Snippet
    elif named.snippet:
        item.insert_text = plain(named.snippet)
    return item


def _fixes(
    finding: Finding,
    checked: Checked,
    lines: list[str],
    uri: str,
    start: types.Position,
    words: Catalogue,
) -> list[types.CodeAction]:
    """Put the name that is near in the place of the wrong one, where the finding knows one."""
    place = checked.loaded.sources.place(finding.at)
    span, params = _range(place), dict(finding.params)
    hint = params.pop("hint", None)
    if not hint or span.start.line != start.line:
        return []
    line, begins = lines[span.start.line], span.start.character
    wrong = next((str(param) for param in params.values() if str(param) in line[begins:]), None)
    if wrong is None:
        return []
    at = line.index(wrong, begins)
    spot = types.Range(
        types.Position(span.start.line, at), types.Position(span.start.line, at + len(wrong))
    )
    edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(spot, str(hint))]})
    title = words.text("lsp.replace", old=wrong, new=str(hint))
    return [types.CodeAction(title, types.CodeActionKind.QuickFix, edit=edit)]
