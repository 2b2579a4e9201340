"""Documents of the evidence register as sentences."""

import re
from datetime import date

from engine.reports.dates import short_date
from engine.reports.edition import Edition
from engine.reports.view.pieces import Proof
from engine.results.verdicts import Document

_WEB = re.compile(r"https?://[^\s<>\"']+\Z")


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
        date=_day(document.date),
        title=document.title,
        organisation=None if named == of else edition.organisation(named),
    )


def _day(text: str | None) -> str | None:
    """A day of the register in the reader's way of writing; what is no day stays as it is."""
    if text is None:
        return None
    try:
        return short_date(date.fromisoformat(text[:10]))
    except ValueError:
        return text
