"""Changes as they are found: each with its fingerprint and the approval that carries it.

What the values of a rule mean, and how they are told: without places and spelling.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Protocol

from engine.classes import dataclass
from engine.diagnostics import Origin, Param
from engine.diff.relation import Relation
from engine.model.changes import ChangeKind, Effect
from engine.model.conditions import Clause
from engine.model.measures import Part
from engine.model.project import Approval
from engine.model.rules import EvidenceDemand, Measure, Rule
from engine.model.spec import Indicator
from engine.results.changes import About, SpecChange

LENGTH = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """What is compared, and where it stands on either side."""

    about: About
    old_at: Origin | None
    new_at: Origin | None

    def key(self, *steps: str | int) -> "Spot":
        """The value under a key, on both sides."""
        return Spot(self.about, _under(self.old_at, steps), _under(self.new_at, steps))


class Sited(Protocol):
    """Whatever knows where it was read from."""

    @property
    def origin(self) -> Origin:
        """Where it stands in its file."""


def spot_of(kind: str, id: str, old: Sited | None, new: Sited | None) -> Spot:
    """Where the two versions stand; an absent one stands nowhere."""
    return Spot(About(kind, id), old.origin if old else None, new.origin if new else None)


def _under(origin: Origin | None, steps: tuple[str | int, ...]) -> Origin | None:
    return origin.under(*steps) if origin else None


@dataclass(slots=True)
class Notes:
    """Collects the changes of one project."""

    approvals: Mapping[str, Approval]
    changes: list[SpecChange] = field(default_factory=list)

    def note(
        self,
        kind: ChangeKind,
        effect: Effect,
        spot: Spot,
        facet: str,
        *,
        before: object = None,
        after: object = None,
        **params: Param,
    ) -> None:
        """A change whose effect is plain."""
        self._add(kind, effect, spot, facet, (shown(before), shown(after)), params, Relation())

    def weigh(
        self,
        kind: ChangeKind,
        relation: Relation,
        spot: Spot,
        facet: str,
        *,
        before: object = None,
        after: object = None,
        **params: Param,
    ) -> None:
        """A change whose effect follows from how the two demands compare."""
        texts = (shown(before), shown(after))
        self._add(kind, relation.effect, spot, facet, texts, params, relation)

    def _add(
        self,
        kind: ChangeKind,
        effect: Effect,
        spot: Spot,
        facet: str,
        texts: tuple[str | None, str | None],
        params: Mapping[str, Param],
        relation: Relation,
    ) -> None:
        mark = fingerprint(kind, spot.about, facet, texts)
        first, second = relation.only_old, relation.only_new
        witness = second if effect is Effect.WEAKER else first or second
        self.changes.append(
            SpecChange(
                kind=kind,
                effect=effect,
                about=spot.about,
                facet=facet,
                before=texts[0],
                after=texts[1],
                old_at=spot.old_at,
                new_at=spot.new_at,
                fingerprint=mark,
                params=tuple(sorted(params.items())),
                witness=witness,
                counter=second if effect is Effect.UNKNOWN and first else None,
                approval=self.approvals.get(mark),
            )
        )


def fingerprint(
    kind: ChangeKind, about: About, facet: str, texts: tuple[str | None, str | None]
) -> str:
    """What changed, in twelve signs; where it stands and how it is written does not matter."""
    words = [None if text is None else " ".join(text.split()) for text in texts]
    content = json.dumps([kind.id, about.kind, about.id, facet, *words], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()[:LENGTH]


def shown(value: object) -> str | None:
    """A value of a spec as text; None and empty lists are absent."""
    match value:
        case None | ():
            return None
        case Clause():
            return value.text
        case Enum():
            return str(value.value)
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case tuple():
            return ", ".join(filter(None, map(shown, value)))
    return str(value)


def text_of(value: object) -> object:
    """A value of a rule as it is told; measures and demands with their parameters."""
    if isinstance(value, EvidenceDemand):
        return demand_text(value)
    if isinstance(value, Measure):
        return f"{value.kind} {_parameters(value)}"
    if isinstance(value, Part):
        weight = "" if value.weight == 1 else f" ({value.weight:g})"
        period = f"; period: {value.period}" if value.period else ""
        return f"{value.id}{weight}: {value.indicator or text_of(value.of)}{period}"
    if isinstance(value, tuple):
        return tuple(text_of(each) for each in value)
    return value


def demand_text(demand: EvidenceDemand | None) -> str | None:
    """«приказ, положение; dated: period; address: required»."""
    if demand is None:
        return None
    address = "required" if demand.address_required else "optional"
    more = (
        "signed: required" if demand.signed else "",
        f"covers: {demand.covers}" if demand.covers else "",
        "from: events" if demand.of_events else "",
    )
    said = (", ".join(demand.kinds), f"dated: {demand.dated}", f"address: {address}", *more)
    return "; ".join(filter(None, said))


def measure_text(indicator: Indicator) -> str:
    """The measure with its parameters and the target."""
    assert indicator.rule is not None
    measure = indicator.rule.measure
    target = f"; target: {indicator.target.text}" if indicator.target else ""
    return f"{measure.kind} {_parameters(measure)}{target}"


_READ_FROM_OTHERS = ("term", "beside")
"""Parameters that no file writes: they follow from what is written."""


def _parameters(measure: Measure) -> str:
    return ", ".join(
        f"{name}: {shown(text_of(value))}"
        for name, value in measure.parameters()
        if value is not None and name not in _READ_FROM_OTHERS
    )


def meaning(value: object) -> object:
    """A value without the places and the spelling that it was read from."""
    if isinstance(value, Clause):
        return value.tree
    if isinstance(value, Measure):
        return (
            type(value),
            *(meaning(each) for name, each in value.parameters() if name != "beside"),
        )
    if isinstance(value, Rule):
        return meaning(value.measure)
    if isinstance(value, Part):
        return value.id, meaning(value.of), value.indicator, value.weight, value.period
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    return value


def differing(old: Measure, new: Measure) -> Iterator[str]:
    """The parameters of two measures of one kind that mean something else."""
    for (name, before), (_, after) in zip(old.parameters(), new.parameters(), strict=True):
        if meaning(before) != meaning(after):
            yield name
