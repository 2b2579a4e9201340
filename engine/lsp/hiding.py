"""What an editor is offered about comments that hide findings beside the text."""

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from engine.codes import CODES, checks, spec
from engine.load.beside_text import MARK, OF_DOCUMENTS, VERB
from engine.messages import Catalogue
from engine.reports.content.findings import explain_code
from engine.yamltext import SourceMap
from engine.yamltext.comments import line_to_speak_above

_OF_COMMENTS = frozenset(
    code.id
    for code in (
        spec.IGNORE_UNREAD, spec.IGNORE_OF_NO_CODE, checks.IDLE_IGNORE, checks.IGNORE_OF_ERROR,
    )
)  # fmt: skip


def hidings(
    told: Iterable[types.Diagnostic], source: SourceMap, uri: str, words: Catalogue
) -> Iterator[types.CodeAction]:
    """Write the comment that hides a finding above its text. The reason is left to a person: until
    there is one, the comment hides nothing and says so."""
    for each in told:
        code = str(each.code)
        is_fatal = each.severity is types.DiagnosticSeverity.Error and code not in OF_DOCUMENTS
        if each.source != "roadmap" or is_fatal or code in _OF_COMMENTS:
            continue
        line = line_to_speak_above(source, each.range.start.line + 1) - 1
        margin = re.match(r" *", source.line(line + 1))
        assert margin
        spot = types.Position(line, 0)
        written = f"{margin[0]}# {MARK} {VERB}[{code}] \n"
        edit = types.TextEdit(types.Range(spot, spot), written)
        yield types.CodeAction(
            words.text("lsp.hide", code=code),
            types.CodeActionKind.QuickFix,
            diagnostics=[each],
            edit=types.WorkspaceEdit(changes={uri: [edit]}),
        )


def code_at(text: str, position: types.Position, words: Catalogue) -> str | None:
    """What the code means that stands under the cursor in such a comment."""
    lines = text.split("\n")
    line = lines[position.line] if position.line < len(lines) else ""
    said = re.search(rf"#[ \t]*{MARK}[ \t]*{VERB}\[([^\]]*)\]", line)
    if said is None:
        return None
    named = {
        part[0]
        for part in re.finditer(r"[\w-]+", line)
        if said.start(1) <= part.start() <= position.character <= part.end() <= said.end(1)
    }
    code = next((each for each in CODES if {each.id, each.name} & named), None)
    return explain_code(code, words) if code else None
