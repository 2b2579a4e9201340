"""Ids of the parts of a report, safe in HTML and in the address of a link.

Stacked bars: how many of each verdict or status, as parts of a whole.

What people call a roadmap.

Documents of the evidence register as sentences.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.citations import printed
from engine.model.project import MethodDirection
from engine.model.spec import Indicator, Level, Roadmap
from engine.query.questions import path_of
from engine.reports.content.blocks import Badge, Bar, Proof, Segment
from engine.reports.edition import Edition
from engine.reports.numbers import numerals, written_day
from engine.results.events import Status
from engine.results.verdicts import Document, VerdictKind

_UNSAFE = lazy_pattern(r"[^A-Za-z0-9_-]")


def roadmap_anchor(slug: str) -> str:
    """`r-low-results`."""
    return f"r-{_safe(slug)}"


def indicator_anchor(slug: str | None, id: str) -> str:
    """`i-low-results--teachers-supported`; of a requirement `q-school-site-section`."""
    return f"q-{_safe(id)}" if slug is None else f"i-{_safe(slug)}--{_safe(id)}"


def event_anchor(slug: str, id: str) -> str:
    """`e-low-results--target-groups`."""
    return f"e-{_safe(slug)}--{_safe(id)}"


def picture_anchor(kind: str, slug: str) -> str:
    """`p-matrix--low-results`."""
    return f"p-{kind}--{_safe(slug)}"


def organisation_anchor(code: str, level: Level = Level.SCHOOL) -> str:
    """`o-edu220101`; of a municipality `m-…`."""
    return f"{'o' if level is Level.SCHOOL else 'm'}-{_safe(code)}"


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}", text)


VERDICTS = (
    VerdictKind.MET,
    VerdictKind.MET_LATE,
    VerdictKind.WARNED,
    VerdictKind.NOT_MET,
    VerdictKind.ERROR,
    VerdictKind.NO_DATA,
    VerdictKind.INDETERMINATE,
    VerdictKind.NOT_DUE,
    VerdictKind.WAIVED,
    VerdictKind.SHOWN,
    VerdictKind.NOT_APPLICABLE,
    VerdictKind.NOT_MEASURABLE,
)
STATUSES = (
    Status.DONE,
    Status.DONE_LATE,
    Status.OVERDUE,
    Status.NO_DATA,
    Status.IN_PROGRESS,
    Status.UPCOMING,
    Status.WAIVED,
    Status.UNDATED,
)


def verdict_bar(kinds: Iterable[VerdictKind], edition: Edition, *, section: str = "verdict") -> Bar:
    """The verdicts of some indicators, named by the words of `section`."""
    counts = Counter(kind.value for kind in kinds)
    return bar_of([(kind.value, counts[kind.value]) for kind in VERDICTS], section, edition.words)


def status_bar(statuses: Iterable[Status], edition: Edition) -> Bar:
    """The statuses of some events."""
    counts = Counter(status.value for status in statuses)
    counted = [(status.value, counts[status.value]) for status in STATUSES]
    return bar_of(counted, "status", edition.words)


def bar_of(counts: Iterable[tuple[str, int]], section: str, words: Catalogue) -> Bar:
    """The counts in their order, named by the words of `section`."""
    present = [(kind, count) for kind, count in counts if count]
    total, write = sum(count for _, count in present), numerals(words.language)
    ends = list(accumulate(count for _, count in present))
    segments = tuple(
        Segment(
            Badge(kind, words.text(f"{section}.{kind}")),
            write.number(count),
            start=f"{(end - count) / total * 100:.3f}",
            width=f"{count / total * 100:.3f}",
        )
        for (kind, count), end in zip(present, ends, strict=True)
    )
    description = ", ".join(f"{segment.badge.label}: {segment.count}" for segment in segments)
    return Bar(segments, description)


def part_of(part: int, whole: int, words: Catalogue) -> str:
    """«31 из 53»."""
    write = numerals(words.language)
    return words.text("report.part_of", part=write.number(part), whole=write.number(whole))


def short_name(roadmap: Roadmap, edition: Edition) -> str:
    """Its own short name, the usual name of the direction, or else the title."""
    return called(roadmap, edition.outcome.project.direction(roadmap.slug), edition.words)


def called(roadmap: Roadmap, direction: MethodDirection | None, words: Catalogue) -> str:
    """The short name of a roadmap; `direction` is the one that it belongs to."""
    if roadmap.short:
        return roadmap.short
    return direction.name(words.language.value) if direction else roadmap.title


def found_under(slug: str | None, indicator: Indicator, edition: Edition) -> str:
    """Where people look for it: under its roadmap; a requirement under its clause."""
    if slug is not None:
        return known_as(edition.roadmap(slug), edition)
    return printed(indicator.clause) or edition.say("report.requirement")


def worded(indicator: Indicator) -> str:
    """The words that can stand alone: with the lead-in («… являются:») that they go on from."""
    lead_in = indicator.group or ""
    return f"{lead_in} {indicator.text}" if lead_in.rstrip().endswith(":") else indicator.text


def known_as(roadmap: Roadmap, edition: Edition) -> str:
    """1.2, or the short name in quotation marks where the order gives no number."""
    return roadmap.code or edition.say("report.roadmap_name", name=short_name(roadmap, edition))


_WEB = lazy_pattern(r"https?://[^\s<>\"']+\Z")


def view_proofs(
    documents: tuple[Document, ...], edition: Edition, *, of: str | None = None
) -> tuple[Proof, ...]:
    """Documents in their order; the organisation `of` is not named again."""
    return tuple(_proof(document, edition, of) for document in documents)


def _proof(document: Document, edition: Edition, of: str | None) -> Proof:
    """«Приказ № 45 от 01.09.2021 «О назначении …» — МБОУ СОШ № 2»."""
    address = document.address or None
    return Proof(
        text=_sentence(document, edition, of),
        address=address,
        href=address if address and _WEB.match(address) else None,
        place=str(document.place),
        counts=document.counts,
        remark=edition.say(f"document.{document.why_not}") if document.why_not else None,
    )


def _sentence(document: Document, edition: Edition, of: str | None) -> str:
    named = document.organisation
    return edition.say(
        "document.sentence",
        kind=document.kind[:1].upper() + document.kind[1:],
        number=document.number,
        date=written_day(document.date, edition.words),
        title=document.title,
        organisation=None if named == of else edition.organisation(named),
        signed=document.signed_by,
        covers=document.covers,
        file=document.file,
    )


def column_name(indicator: Indicator, edition: Edition) -> str:
    """The heading of the column as the table prints it, else as the rule names it."""
    by, rule = indicator.by, indicator.rule
    data = edition.outcome.project.data
    if by is None or rule is None or data is None:
        return ""
    field = data.field_at(rule.measure.tables_by_column()[0], path_of(by.column))
    return field.header if field else by.column
