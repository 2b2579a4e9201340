"""An editor offers to hide a finding beside its text, and tells what a hidden code means."""

import pytest

pytest.importorskip("lsprotocol", reason="the extra [lsp] is not installed")

from lsprotocol import types

from engine.lsp.hiding import code_at, hidings
from engine.messages import catalogue
from engine.yamltext import parse

TEXT = """\
format: roadmap/1
events:
  - id: a
    title: >-
      в двух
      строках
  - {id: b, title: x}  # roadmap: ignore[L696] так в приказе
"""


def told(line: int, code: str, severity: int = 2, source: str = "roadmap") -> types.Diagnostic:
    spot = types.Range(types.Position(line, 9), types.Position(line, 12))
    return types.Diagnostic(spot, "…", types.DiagnosticSeverity(severity), code, source=source)


def test_the_comment_is_written_above_what_it_speaks_of_and_waits_for_its_reason() -> None:
    document = parse(TEXT.encode(), "a.yaml").document
    assert document
    asked = [
        told(5, "L696"), told(2, "K401"), told(6, "L601", severity=1),
        told(3, "S121", severity=1), told(6, "L778"), told(6, "E501", source="ruff"),
    ]  # fmt: skip
    offered = list(hidings(asked, document.source, "file:///a.yaml", catalogue()))
    assert [each.title.split()[1] for each in offered] == ["L696", "K401", "L601"]
    written = [
        (edit.range.start.line, edit.new_text)
        for each in offered
        if each.edit and each.edit.changes
        for edit in each.edit.changes["file:///a.yaml"]
        if isinstance(edit, types.TextEdit)
    ]
    assert written == [
        (3, "    # roadmap: ignore[L696] \n"),
        (2, "  # roadmap: ignore[K401] \n"),
        (6, "  # roadmap: ignore[L601] \n"),
    ]


def test_the_code_under_the_cursor_is_explained_in_a_comment_and_nowhere_else() -> None:
    line = TEXT.split("\n")[6]
    said = code_at(TEXT, types.Position(6, line.index("L696") + 2), catalogue())
    assert said
    assert said.startswith("L696 ")
    assert code_at(TEXT, types.Position(6, 5), catalogue()) is None
    assert code_at(TEXT, types.Position(60, 5), catalogue()) is None
