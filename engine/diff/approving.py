"""Which approvals count: the one rule, for the command line and for every other place.

Who may approve stands in the project as it was (`approvers`), so that a change cannot name its own
judges. An approval counts when its author is one of them, when that very person wrote it into the
project, and when none of the change's authors is that person. Where approvals are taken from
another version (the target branch), only those that stand there count: they have passed its review.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.classes import dataclass
from engine.model.project import Approval, Approver, Project
from engine.results.changes import SpecChange, Standing


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a commit names them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Signing:
    """Who wrote an approval into the project, and who changed anything else of it."""

    by: Person
    authors: tuple[Person, ...]


Signings = Mapping[str, Signing]
"""By the approval's fingerprint; of approvals that stood there before, or without git, nothing."""


def weighed(
    changes: Iterable[SpecChange],
    old: Project,
    *,
    signings: Signings,
    settled: Project | None = None,
) -> tuple[SpecChange, ...]:
    """The changes with the standing of their approvals, taken from `settled` where it is given."""
    judges = (settled or old).approvers
    there = {approval.fingerprint: approval for approval in settled.approvals} if settled else None
    return tuple(_weighed(change, judges, signings, there) for change in changes)


def _weighed(
    change: SpecChange,
    judges: tuple[Approver, ...],
    signings: Signings,
    there: Mapping[str, Approval] | None,
) -> SpecChange:
    approval = change.approval if there is None else there.get(change.fingerprint)
    if approval is not None:
        signing = signings.get(change.fingerprint) if there is None else None
        return replace(change, approval=approval, standing=standing_of(approval, judges, signing))
    return replace(change, standing=Standing.NOT_THERE_YET) if change.approval else change


def standing_of(
    approval: Approval, judges: tuple[Approver, ...], signing: Signing | None
) -> Standing:
    """Whether the approval counts. Without `signing` only its author is looked at."""
    if not judges:
        return Standing.NOBODY_MAY
    judge = next((approver for approver in judges if _same(approver.name, approval.author)), None)
    if judge is None:
        return Standing.NOT_AN_APPROVER
    if signing is None:
        return Standing.ACCEPTED
    if not _signed_by(judge, signing.by):
        return Standing.SIGNED_BY_ANOTHER
    own = any(_may_be(judge, author) for author in signing.authors)
    return Standing.OWN_CHANGE if own else Standing.ACCEPTED


def _signed_by(judge: Approver, person: Person) -> bool:
    """By the address where the project names one, else by the name."""
    if judge.email:
        return _same(judge.email, person.email)
    return _same(judge.name, person.name)


def _may_be(judge: Approver, person: Person) -> bool:
    """By the address or by the name: one of them is enough to doubt."""
    return _same(judge.name, person.name) or bool(judge.email and _same(judge.email, person.email))


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
