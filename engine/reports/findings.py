"""Findings for a terminal and as JSON.

    low-results.yaml:31:5: ошибка S104: неизвестный ключ «titel», похоже на «title».
       31 |     titel: Разработка программы
          |     ^^^^^
          впервые здесь: low-results.yaml:12:5
          что сделать: …

Text of specs and tables is shown without control characters: it cannot steer a terminal.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from engine.diagnostics import Code, Finding, Place, Severity
from engine.messages import Catalogue, Language, catalogue
from engine.model.changes import ChangeKind
from engine.reports.places import Places
from engine.visible import harmless

Json = dict[str, object]

_SAME_CODE_SHOWN = 10
_WIDTH = 100
_GUTTER = 6


def render_text(
    findings: Iterable[Finding], sources: Places, words: Catalogue, *, verbose: bool = False
) -> str:
    """All findings by file and place; unless `verbose`, at most ten of a code."""
    ordered = in_order(findings, sources)
    seen: Counter[str] = Counter()
    blocks: list[str] = []
    for each in ordered:
        seen[each.code.id] += 1
        if verbose or seen[each.code.id] <= _SAME_CODE_SHOWN:
            first = seen[each.code.id] == 1
            blocks.append("\n".join(_block(each, sources, words, verbose=verbose, first=first)))
    if not verbose:
        blocks += _left_out(seen, words)
    return "\n\n".join(blocks)


def in_order(findings: Iterable[Finding], sources: Places) -> list[Finding]:
    """By file, place and code: the same findings always in the same order."""
    return sorted(findings, key=lambda each: (*_position(sources.place(each.at)), each.code.id))


def findings_model(findings: Iterable[Finding], sources: Places, words: Catalogue) -> list[Json]:
    """Findings as JSON-ready values, in order."""
    return [finding_model(each, sources, words) for each in in_order(findings, sources)]


def finding_model(finding: Finding, sources: Places, words: Catalogue) -> Json:
    """One finding: code, sentence, place, related places, what to do."""
    subject = finding.subject
    return {
        "code": finding.code.id,
        "name": finding.code.name,
        "severity": finding.severity.value,
        "message": words.finding(finding),
        "why": words.why(finding.code.name),
        "fix": words.advice(finding),
        "place": place_model(sources.place(finding.at)),
        "related": [
            {"caption": caption(each.caption, words), "place": place_model(sources.place(each.at))}
            for each in finding.related
        ],
        "subject": subject and {"roadmap": subject.roadmap, "kind": subject.kind, "id": subject.id},
    }


def place_model(place: Place) -> Json:
    """A place with the parts that it has."""
    parts = {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "sheet": place.sheet,
        "cell": place.cell,
    }
    return {name: part for name, part in parts.items() if part is not None}


def explain_code(code: Code, words: Catalogue) -> str:
    """What a kind of finding means: its name, why it matters, what to do."""
    severity = words.text(f"severity.{code.severity.value}")
    return "\n".join(
        (
            f"{code.id} {code.name} ({severity})",
            "",
            words.outline(code.name),
            "",
            words.why(code.name),
            words.fix(code.name),
        )
    )


def explain_change(kind: ChangeKind, words: Catalogue) -> str:
    """What a kind of change between two specs means, and how it is classed."""
    return "\n".join(
        (
            f"{kind.id} {kind.name}",
            "",
            words.blank(f"change.{kind.name}"),
            "",
            words.text("weighing.heading"),
            words.text(f"weighing.{kind.weighing}"),
        )
    )


def summary_of_checks(findings: Sequence[Sequence[Finding]], lang: str) -> str:
    """«Проверен 1 проект: ошибок нет, 3 предупреждения.»; one sequence a project."""
    words = catalogue(Language(lang))
    severities = Counter(each.severity for project in findings for each in project)
    errors, warnings = severities[Severity.ERROR], severities[Severity.WARNING]
    if not errors and not warnings:
        return words.text("findings.clean", n=len(findings), count=len(findings))
    parts = (
        words.text(f"findings.{name}", n=number, count=number)
        for name, number in (("errors", errors), ("warnings", warnings))
        if number
    )
    shown = ", ".join(parts)
    return words.text("findings.summary", n=len(findings), count=len(findings), found=shown)


def caption(key: str, words: Catalogue) -> str:
    """The caption of a related place; a key that the catalogue does not know stands for itself."""
    known = (name for name in (key, f"caption.{key.replace('_', '-')}") if words.has(name))
    name = next(known, None)
    return words.text(name) if name else key


def _block(
    finding: Finding, sources: Places, words: Catalogue, *, verbose: bool, first: bool
) -> list[str]:
    place = sources.place(finding.at)
    severity = words.text(f"severity.{finding.severity.value}")
    message = harmless(words.finding(finding))
    lines = [f"{harmless(str(place))}: {severity} {finding.code.id}: {message}"]
    lines += _quotation(place, sources)
    lines += [
        _aside(caption(each.caption, words), str(sources.place(each.at)))
        for each in finding.related
    ]
    if verbose:
        lines.append(_aside(words.text("findings.why"), words.why(finding.code.name)))
    if verbose or first:
        lines.append(_aside(words.text("findings.fix"), words.advice(finding)))
    return lines


def _aside(label: str, text: str) -> str:
    return f"{' ' * (_GUTTER + 2)}{harmless(label)}: {harmless(text)}"


def _quotation(place: Place, sources: Places) -> list[str]:
    """The line of the source with carets under the place, cut to a width that terminals have."""
    line = harmless(sources.line(place).rstrip("\r\n"))
    if not line.strip() or place.line is None or place.column is None:
        return []
    start = max(0, place.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    at = place.column - 1 - start
    carets = "^" * _caret_length(place, len(shown) - at)
    return [f"{place.line:>{_GUTTER}} | {shown}", f"{' ' * _GUTTER} | {' ' * at}{carets}"]


def _caret_length(place: Place, room: int) -> int:
    if place.end_line == place.line and place.end_column and place.column:
        return max(1, min(place.end_column - place.column, room))
    return max(1, room) if place.end_line and place.end_line != place.line else 1


def _left_out(seen: Counter[str], words: Catalogue) -> list[str]:
    return [
        words.text("findings.more", n=count - _SAME_CODE_SHOWN, count=count - _SAME_CODE_SHOWN,
                   code=code)
        for code, count in sorted(seen.items())
        if count > _SAME_CODE_SHOWN
    ]  # fmt: skip


def _position(place: Place) -> tuple[str, str, int, int, str]:
    return (
        place.file, place.sheet or "", place.line or 0, place.column or 0, place.cell or ""
    )  # fmt: skip
