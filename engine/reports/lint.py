"""Findings about documents, as JSON and as a text grouped by roadmap.

low-results — Паспорт плана мероприятий …
  low-results.yaml:210:15: ошибка L601, раздел 2, пункт 2.5: мероприятие …
      цитата: «Апрель, июнь 2021 г.»
      нужно это: low-results.yaml:190:5
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from engine.diagnostics import Finding, Related
from engine.messages import Catalogue
from engine.model.project import Project
from engine.reports.document_items import DOCUMENT, DocumentItem, find_item
from engine.reports.findings import Json, caption, in_order
from engine.reports.places import Places
from engine.visible import harmless

_SHOWN_OF_A_CODE = 10
_QUOTED = 160
_RELATED_SHOWN = 5


def lint_model(
    project: Project, findings: Iterable[Finding], sources: Places, words: Catalogue
) -> list[Json]:
    """The findings as JSON-ready values, by place and code."""
    return [_model(project, each, sources, words) for each in in_order(findings, sources)]


def _model(project: Project, found: Finding, sources: Places, words: Catalogue) -> Json:
    item = find_item(project, found.at, found.subject)
    places = [found.at, *(each.at for each in found.related)]
    return {
        "code": found.code.id,
        "severity": found.severity.value,
        **item.keys(),
        "related": [_related_keys(project, each) for each in found.related],
        "places": [_place(sources, at) for at in dict.fromkeys(places)],
        "quote": _quote(found, item),
        "message": words.finding(found),
    }


def _related_keys(project: Project, related: Related) -> Json:
    return find_item(project, related.at, related.subject).keys()


def _place(sources: Places, at: object) -> Json:
    place = sources.place(at)  # type: ignore[arg-type]
    return {"file": place.file, "line": place.line, "column": place.column}


def _quote(found: Finding, item: DocumentItem) -> str:
    return str(dict(found.params).get("quote") or item.text or "")


def lint_text(
    project: Project,
    findings: Sequence[Finding],
    sources: Places,
    words: Catalogue,
    *,
    verbose: bool = False,
) -> str:
    """The findings grouped by roadmap; unless `verbose`, at most ten of a code in a roadmap."""
    groups: dict[str, list[tuple[Finding, DocumentItem]]] = {DOCUMENT: []}
    groups |= {roadmap.slug: [] for roadmap in project.roadmaps}
    for found in in_order(findings, sources):
        item = find_item(project, found.at, found.subject)
        groups[item.roadmap].append((found, item))
    return "\n\n".join(
        "\n".join(_group(project, slug, entries, sources, words, verbose))
        for slug, entries in groups.items()
        if entries
    )


def _group(
    project: Project,
    slug: str,
    entries: list[tuple[Finding, DocumentItem]],
    sources: Places,
    words: Catalogue,
    verbose: bool,
) -> list[str]:
    roadmap = project.roadmap(slug)
    title = f"{slug} — {roadmap.title}" if roadmap else words.text("lint.document")
    lines, seen = [harmless(title)], Counter[str]()
    for found, item in entries:
        seen[found.code.id] += 1
        if verbose or seen[found.code.id] <= _SHOWN_OF_A_CODE:
            lines += _entry(found, item, sources, words, verbose)
    hidden = {code: n - _SHOWN_OF_A_CODE for code, n in seen.items() if n > _SHOWN_OF_A_CODE}
    if not verbose:
        lines += [
            "  " + words.text("lint.more", code=code, count=n) for code, n in sorted(hidden.items())
        ]
    return lines


def _entry(
    found: Finding, item: DocumentItem, sources: Places, words: Catalogue, verbose: bool
) -> list[str]:
    severity = words.text(f"severity.{found.severity.value}")
    where = ", ".join([f"{severity} {found.code.id}", *_clause(item, words)])
    place = sources.place(found.at)
    lines = [f"  {harmless(str(place))}: {where}: {harmless(words.finding(found))}"]
    lines.append(f"      {words.text('lint.quote')}: «{harmless(_short(_quote(found, item)))}»")
    shown = found.related if verbose else found.related[:_RELATED_SHOWN]
    lines += [f"      {caption(each.caption, words)}: {sources.place(each.at)}" for each in shown]
    if verbose:
        lines.append(f"      {words.text('findings.why')}: {words.why(found.code.name)}")
        lines.append(f"      {words.text('findings.fix')}: {words.advice(found)}")
    return lines


def _clause(item: DocumentItem, words: Catalogue) -> list[str]:
    """Where the order prints it: section and item, row of the passport, or the clause."""
    if item.clause:
        return [item.clause]
    if item.kind == "passport" and item.number:
        return [words.text("lint.passport", number=item.number)]
    section = [words.text("lint.section", section=item.section)] if item.section else []
    number = [words.text("lint.clause", number=item.number)] if item.number else []
    return section + (number if item.kind == "event" else [])


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
