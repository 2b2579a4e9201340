"""`version`, `deprecated`, `sunset` and `replaced_by` of a roadmap, an indicator, a rule."""

from collections.abc import Mapping
from datetime import date

from engine.codes.spec import (
    DATE_IMPOSSIBLE,
    REPLACED_WITHOUT_A_DAY,
    REPLACEMENT_UNKNOWN,
    SUNSET_TOO_EARLY,
)
from engine.diagnostics import Finding, Origin, finding
from engine.expressions import nearest
from engine.model.validity import Validity

VERSION, DEPRECATED, SUNSET, REPLACED_BY = KEYS = (
    "version", "deprecated", "sunset", "replaced_by",
)  # fmt: skip


def read_validity(data: Mapping[str, object], at: Origin, findings: list[Finding]) -> Validity:
    """What the mapping at `at` says; impossible days and days in the wrong order are findings."""
    version, replaced_by = (_text(data, key) for key in (VERSION, REPLACED_BY))
    deprecated, sunset = (_day(data, key, at, findings) for key in (DEPRECATED, SUNSET))
    if deprecated and sunset and sunset <= deprecated:
        place = at.under(SUNSET)
        findings.append(finding(SUNSET_TOO_EARLY, place, sunset=sunset, deprecated=deprecated))
    if replaced_by and DEPRECATED not in data and SUNSET not in data:
        findings.append(finding(REPLACED_WITHOUT_A_DAY, at.under(REPLACED_BY), other=replaced_by))
    return Validity(version, deprecated, sunset, replaced_by)


def unknown_replacement(
    validity: Validity, at: Origin, own: str, known: tuple[str, ...]
) -> tuple[Finding, ...]:
    """A finding where what replaces it is not there, or is it itself."""
    other = validity.replaced_by
    if other is None or (other in known and other != own):
        return ()
    hint = nearest(other, [each for each in known if each != own]) or ""
    place = at.under(REPLACED_BY)
    return (finding(REPLACEMENT_UNKNOWN, place, id=own, other=other, hint=hint),)


def _text(data: Mapping[str, object], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) else None


def _day(data: Mapping[str, object], key: str, at: Origin, findings: list[Finding]) -> date | None:
    text = _text(data, key)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        findings.append(finding(DATE_IMPOSSIBLE, at.under(key), date=text or ""))
        return None
