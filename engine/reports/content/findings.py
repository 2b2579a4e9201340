"""Findings for a terminal and as JSON.

    low-results.yaml:31:5: ошибка S104: неизвестный ключ «titel», похоже на «title».
       31 |     titel: Разработка программы
          |     ^^^^^
          впервые здесь: low-results.yaml:12:5 | title: Разработка программы
          что сделать: …

Text of specs and tables is shown without control characters: it cannot steer a terminal.

Which item of the document a finding is about: its keys in JSON, its clause for a reader.

Findings about documents, as JSON and as a text grouped by roadmap.

low-results — Паспорт плана мероприятий …

low-results.yaml:210:15: ошибка L601, раздел 2, пункт 2.5: мероприятие …
   210 |     schedule: Апрель, июнь 2021 г.
       |               ^^^^^^^^^^^^^^^^^^^^
        нужно это: low-results.yaml:190:5 | title: Разработка программы
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from engine.classes import dataclass
from engine.codes import confidence_of
from engine.diagnostics import Code, Finding, Origin, Place, Related, Severity, Subject
from engine.load import Hidden
from engine.messages import Catalogue, Language, catalogue
from engine.model.changes import ChangeKind
from engine.model.citations import printed
from engine.model.project import Project
from engine.model.spec import Event, Goal, Indicator, PassportRow, Roadmap, Section
from engine.plain import picked
from engine.reports.content.excerpts import CUT, aside, caption, excerpt, indented, related_lines
from engine.reports.places import Places
from engine.visible import harmless

Json = dict[str, object]

_SAME_CODE_SHOWN = 10


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


def findings_model(
    findings: Iterable[Finding], sources: Places, words: Catalogue, hidden: Iterable[Hidden] = ()
) -> list[Json]:
    """Findings as JSON-ready values, in order; `hidden` ones with the reason."""
    every, why = _with_hidden(findings, hidden)
    return [
        finding_model(each, sources, words) | why.get(each, {})
        for each in in_order(every, sources)
    ]  # fmt: skip


def _with_hidden(
    findings: Iterable[Finding], hidden: Iterable[Hidden]
) -> tuple[list[Finding], dict[Finding, Json]]:
    """All of them, and what is said of those that are hidden."""
    why: dict[Finding, Json] = {
        each.finding: {"suppressions": suppressions(each.by.reason)} for each in hidden
    }
    return [*findings, *why], why


def suppressions(reason: str) -> list[Json]:
    """That a comment beside the text hides a finding, in the words of SARIF."""
    return [{"kind": "inSource", "justification": harmless(reason)}]


def finding_model(finding: Finding, sources: Places, words: Catalogue) -> Json:
    """One finding: code, sentence, place, related places, what to do."""
    subject = finding.subject
    return {
        "code": finding.code.id,
        "name": finding.code.name,
        "severity": finding.severity.value,
        "message": words.finding(finding),
        "why": words.reason(finding),
        "fix": words.advice(finding),
        "place": place_model(sources.place(finding.at)),
        "related": [
            {
                "caption": caption(related.caption, words),
                "place": place_model(sources.place(related.at)),
            }
            for related in finding.related
        ],
        "subject": subject and picked(subject, "roadmap kind id"),
    }


def place_model(place: Place) -> Json:
    """A place with the parts that it has."""
    parts = picked(place, "file line column end_line end_column sheet cell")
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
            "",
            _confidence(code, words),
        )
    )


def _confidence(code: Code, words: Catalogue) -> str:
    right = confidence_of(code)
    return words.text("confidence.certain" if right == 100 else "confidence.words", right=right)


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
    if not findings:
        return words.text("findings.nothing_checked")
    if not errors and not warnings:
        return words.text("findings.clean", n=len(findings), count=len(findings))
    parts = (
        words.text(f"findings.{name}", n=number, count=number)
        for name, number in (("errors", errors), ("warnings", warnings))
        if number
    )
    shown = ", ".join(parts)
    return words.text("findings.summary", n=len(findings), count=len(findings), found=shown)


def how_to_read_codes(findings: Sequence[Sequence[Finding]], lang: str) -> str:
    """How one reads what a code means, by the first of them; empty where there is none."""
    first = next((each.code.id for project in findings for each in project), None)
    return catalogue(Language(lang)).text("findings.explain", code=first) if first else ""


def _block(
    finding: Finding, sources: Places, words: Catalogue, *, verbose: bool, first: bool
) -> list[str]:
    place = sources.place(finding.at)
    severity = words.text(f"severity.{finding.severity.value}")
    message = harmless(words.finding(finding))
    lines = [f"{harmless(str(place))}: {severity} {finding.code.id}: {message}"]
    lines += excerpt(place, sources)
    return lines + _beneath(finding, sources, words, verbose=verbose, first=first)


def _beneath(
    finding: Finding, sources: Places, words: Catalogue, *, verbose: bool, first: bool
) -> list[str]:
    """The related places, why it matters, and, at the first of its code, what to do."""
    lines = related_lines(finding.related, sources, words, every=verbose)
    if verbose:
        lines.append(aside(words.text("findings.why"), words.reason(finding)))
    if verbose or first:
        lines.append(aside(words.text("findings.fix"), words.advice(finding)))
    return lines


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


Item = Event | Goal | Indicator | PassportRow | Section

DOCUMENT = "document"
_KINDS = {"events": "event", "indicators": "indicator", "goals": "goal", "passport": "passport"}


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """An item as the order prints it; `ordinal` counts from 1 among its kind in the roadmap."""

    roadmap: str
    kind: str
    id: str | None = None
    section: str | None = None
    number: str | None = None
    ordinal: int | None = None
    text: str | None = None
    clause: str | None = None

    def keys(self) -> Json:
        """The keys by which scripts know the item."""
        return {
            "roadmap": self.roadmap,
            "kind": self.kind,
            "id": self.id,
            "section": self.section,
            "number": self.number,
            "ordinal": self.ordinal,
        }


def find_item(project: Project, at: Origin | Place, subject: Subject | None) -> DocumentItem:
    """The item that a finding speaks of, by its subject or else by its place."""
    roadmap = _roadmap(project, at, subject)
    if roadmap is None:
        return DocumentItem(DOCUMENT, DOCUMENT, subject.id if subject else None)
    items = _items(roadmap)
    for kind, listed in items.items():
        for ordinal, item in enumerate(listed, 1):
            if _is_meant(kind, item, at, subject):
                return _described(roadmap, kind, ordinal, item)
    return DocumentItem(roadmap.slug, DOCUMENT, text=roadmap.title)


def _roadmap(project: Project, at: Origin | Place, subject: Subject | None) -> Roadmap | None:
    if subject and subject.roadmap:
        return project.roadmap(subject.roadmap)
    return next((roadmap for roadmap in project.roadmaps if roadmap.file == at.file), None)


def _items(roadmap: Roadmap) -> dict[str, tuple[Item, ...]]:
    return {
        "events": roadmap.events,
        "indicators": roadmap.indicators,
        "goals": roadmap.goals,
        "passport": roadmap.passport,
        "sections": roadmap.sections,
    }


def _is_meant(kind: str, item: Item, at: Origin | Place, subject: Subject | None) -> bool:
    if subject and subject.id is not None:
        same = _KINDS.get(kind, DOCUMENT) == subject.kind
        return same and not isinstance(item, PassportRow) and item.id == subject.id
    route = at.route if isinstance(at, Origin) else ()
    return len(route) > 1 and item.origin.route == route[:2]


def _described(roadmap: Roadmap, kind: str, ordinal: int, item: Item) -> DocumentItem:
    return DocumentItem(
        roadmap.slug,
        _KINDS.get(kind, DOCUMENT),
        None if isinstance(item, PassportRow) else item.id,
        _section(roadmap, item),
        _number(item),
        ordinal,
        _text(item),
        printed(item.clause),
    )


def _section(roadmap: Roadmap, item: Item) -> str | None:
    """The printed number of the section; its id where no number is printed."""
    if isinstance(item, Section):
        return item.number or item.id
    if not isinstance(item, Event) or item.section is None:
        return None
    section = next((each for each in roadmap.sections if each.id == item.section), None)
    return (section.number if section else None) or item.section


def _number(item: Item) -> str | None:
    if isinstance(item, PassportRow):
        return item.row
    return item.number if isinstance(item, Event | Section) else None


def _text(item: Item) -> str | None:
    if isinstance(item, Indicator | Goal):
        return item.text
    return item.label if isinstance(item, PassportRow) else item.title


_QUOTED = 160


def lint_model(
    project: Project, findings: Iterable[Finding], sources: Places, words: Catalogue,
    hidden: Iterable[Hidden] = (),
) -> list[Json]:  # fmt: skip
    """The findings as JSON-ready values, by place and code; `hidden` ones with the reason."""
    every, why = _with_hidden(findings, hidden)
    return [
        _model(project, each, sources, words) | why.get(each, {})
        for each in in_order(every, sources)
    ]  # fmt: skip


def _model(project: Project, found: Finding, sources: Places, words: Catalogue) -> Json:
    item = find_item(project, found.at, found.subject)
    places = [found.at, *(related.at for related in found.related)]
    return {
        "code": found.code.id,
        "severity": found.severity.value,
        **item.keys(),
        "related": [_related_keys(project, related) for related in found.related],
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
    for finding in in_order(findings, sources):
        item = find_item(project, finding.at, finding.subject)
        groups[item.roadmap].append((finding, item))
    told: set[str] = set()
    return "\n\n".join(
        "\n\n".join(_group(project, slug, entries, sources, words, told, verbose=verbose))
        for slug, entries in groups.items()
        if entries
    )


def _group(
    project: Project,
    slug: str,
    entries: list[tuple[Finding, DocumentItem]],
    sources: Places,
    words: Catalogue,
    told: set[str],
    *,
    verbose: bool,
) -> list[str]:
    """The title of the roadmap and its findings; `told` are the codes of which it was said what to
    do."""
    roadmap = project.roadmap(slug)
    title = f"{slug} — {roadmap.title}" if roadmap else words.text("lint.document")
    blocks, seen = [harmless(title)], Counter[str]()
    for finding, item in entries:
        code = finding.code.id
        seen[code] += 1
        if verbose or seen[code] <= _SAME_CODE_SHOWN:
            lines = _entry(finding, item, sources, words, title)
            lines += _beneath(finding, sources, words, verbose=verbose, first=code not in told)
            told.add(code)
            blocks.append("\n".join(lines))
    return blocks if verbose else blocks + _left_out(seen, words)


def _entry(
    found: Finding, item: DocumentItem, sources: Places, words: Catalogue, title: str
) -> list[str]:
    """The sentence, the line of the source, and the quotation where nothing here, and no title
    above, shows it whole."""
    severity = words.text(f"severity.{found.severity.value}")
    where = ", ".join([f"{severity} {found.code.id}", *_clause(item, words)])
    place, message = sources.place(found.at), harmless(words.finding(found))
    lines = [f"{harmless(str(place))}: {where}: {message}", *excerpt(place, sources)]
    quote = harmless(_short(_quote(found, item)))
    bare = quote.strip(CUT).strip()
    if bare and not any(bare in line for line in (harmless(title), *lines)):
        lines.append(indented(words.text("lint.quoted", quote=quote)))
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
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + CUT
