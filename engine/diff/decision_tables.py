"""Decision tables: whom a row concerns now, and what is recommended to whom by when."""

from collections.abc import Mapping

from engine.decision_tables import Firing, Firings, told
from engine.diagnostics import Worded
from engine.diff.changelog import Notes, Spot, meaning, shown, spot_of, text_of
from engine.diff.duties import due_effect
from engine.model.changes import (
    DECISION_ADDED,
    DECISION_CHANGED,
    DECISION_REMOVED,
    DECISION_ROW_ADDED,
    DECISION_ROW_CHANGED,
    DECISION_ROW_REMOVED,
    DECISION_ROW_SHIFTED,
    RECOMMENDATION_CHANGED,
    Effect,
)
from engine.model.decision_tables import Decision, DecisionRow, Effectiveness, Input, Recommendation
from engine.model.project import Project

_WORDING = ("title", "source")
_MEANING = ("per", "where", "date")


def compare_decisions(old: Project, new: Project, renames: Mapping[str, str], notes: Notes) -> None:
    """Every decision table of both versions; `renames` leads from old full ids to new ones."""
    before = {decision.id: decision for decision in old.decisions}
    after = {decision.id: decision for decision in new.decisions}
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        spot = spot_of("decision", id, ours, theirs)
        if ours is None and theirs:
            notes.note(DECISION_ADDED, Effect.STRICTER, spot, "id", after=theirs.title)
        elif theirs is None and ours:
            notes.note(DECISION_REMOVED, Effect.WEAKER, spot, "id", before=ours.title)
        elif ours and theirs and ours != theirs:
            _Tables(ours, theirs, renames, notes, spot).compare()


class _Tables:
    """Two versions of one table."""

    def __init__(
        self, old: Decision, new: Decision, renames: Mapping[str, str], notes: Notes, spot: Spot
    ) -> None:
        self.old, self.new, self.renames, self.notes, self.spot = old, new, renames, notes, spot
        self.firings = Firings(old, new)

    def compare(self) -> None:
        """Its own keys, its inputs, its rows, and how its effect is looked at."""
        for key in (*_WORDING, *_MEANING, "hit"):
            before, after = (getattr(decision, key) for decision in (self.old, self.new))
            if meaning(before) != meaning(after):
                effect = Effect.UNKNOWN if key in _MEANING else Effect.NEUTRAL
                self._table(key, effect, shown(before), shown(after))
        self._inputs()
        rows = dict.fromkeys(row.id for row in (*self.new.rows, *self.old.rows))
        for id in rows:
            self._row(id)
        before, after = (
            _effectiveness(decision.effectiveness) for decision in (self.old, self.new)
        )
        if before != after:
            self._table("effectiveness", Effect.UNKNOWN, before, after)

    def _table(self, key: str, effect: Effect, before: str | None, after: str | None) -> None:
        self.notes.note(
            DECISION_CHANGED, effect, self.spot.key(key), key, before=before, after=after
        )

    def _inputs(self) -> None:
        before, after = (
            {each.id: _input(each, names) for each in table.inputs}
            for table, names in ((self.old, self.renames), (self.new, {}))
        )
        for id in dict.fromkeys((*after, *before)):
            if before.get(id) != after.get(id):
                self._table("inputs", Effect.UNKNOWN, before.get(id), after.get(id))

    def _row(self, id: str) -> None:
        old, new = self.old.row(id), self.new.row(id)
        spot = spot_of("decision_row", f"{self.new.id}/{id}", old, new)
        firing = self.firings.of(id)
        texts = [_when(row) if row else None for row in (old, new)]
        if old is None or new is None:
            kind = DECISION_ROW_ADDED if new else DECISION_ROW_REMOVED
        else:
            is_other = _tests(old) != _tests(new)
            kind = DECISION_ROW_CHANGED if is_other else DECISION_ROW_SHIFTED
            self._follows(old, new, spot)
        effect, witness = _weighed(firing)
        if kind is DECISION_ROW_SHIFTED and effect is Effect.NEUTRAL:
            return
        self.notes.note(
            kind, effect, spot, "when", before=texts[0], after=texts[1], witness=witness
        )

    def _follows(self, old: DecisionRow, new: DecisionRow, spot: Spot) -> None:
        """What follows from a row that both versions have."""
        for key, effect in (("zone", Effect.UNKNOWN), ("why", Effect.NEUTRAL)):
            before, after = getattr(old, key), getattr(new, key)
            if before != after:
                self._recommended(spot.key(key), key, effect, before, after)
        events = tuple(self.renames.get(event, event) for event in old.events), new.events
        if set(events[0]) != set(events[1]):
            effect = _of_sets(*events)
            self._recommended(spot.key("events"), "events", effect, *map(shown, events))
        ours, theirs = _addressed(old), _addressed(new)
        for to in dict.fromkeys((*theirs, *ours)):
            self._recommendation(ours.get(to), theirs.get(to), spot)

    def _recommendation(
        self, old: Recommendation | None, new: Recommendation | None, spot: Spot
    ) -> None:
        if old is None or new is None:
            effect = Effect.STRICTER if new else Effect.WEAKER
            before, after = (
                _told(recommendation) if recommendation else None for recommendation in (old, new)
            )
            self._recommended(spot.key("recommend"), "recommend", effect, before, after)
            return
        if old.what != new.what:
            effect = Effect.UNKNOWN
            self._recommended(spot.key("recommend"), "recommend", effect, _told(old), _told(new))
        days = [
            recommendation.by.windows[-1].end
            if recommendation.by and recommendation.by.windows
            else None
            for recommendation in (old, new)
        ]
        texts = [
            recommendation.by.text if recommendation.by else None for recommendation in (old, new)
        ]
        if days[0] != days[1] or texts[0] != texts[1]:
            known = all(days) or not any(texts)
            effect = due_effect(*days) if known and days[0] != days[1] else Effect.NEUTRAL
            effect = effect if known else Effect.UNKNOWN
            self._recommended(spot.key("recommend"), "by", effect, *texts)

    def _recommended(
        self, spot: Spot, facet: str, effect: Effect, before: str | None, after: str | None
    ) -> None:
        self.notes.note(RECOMMENDATION_CHANGED, effect, spot, facet, before=before, after=after)


def _weighed(firing: Firing | None) -> tuple[Effect, tuple[Worded, ...]]:
    """Stricter: whoever it concerned it still concerns, and others too; with a witness."""
    if firing is None:
        return Effect.UNKNOWN, ()
    if firing.only_old and firing.only_new:
        return Effect.UNKNOWN, told(firing.only_old)
    if firing.only_new:
        return Effect.STRICTER, told(firing.only_new)
    if firing.only_old:
        return Effect.WEAKER, told(firing.only_old)
    return Effect.NEUTRAL, ()


def _of_sets(old: tuple[str, ...], new: tuple[str, ...]) -> Effect:
    more, fewer = set(new) - set(old), set(old) - set(new)
    if more and fewer:
        return Effect.UNKNOWN
    return Effect.STRICTER if more else Effect.WEAKER


def _tests(row: DecisionRow) -> dict[str, object]:
    """What the cells test, whatever their spelling and order; any value is no test."""
    return {name: (cell.null, cell.pieces, cell.words) for name, cell in row.cells if not cell.any}


def _when(row: DecisionRow) -> str:
    cells = sorted(row.cells, key=lambda pair: pair[0])
    told = ", ".join(f"{name}: {cell.text.strip()}" for name, cell in cells if not cell.any)
    return told or "-"


def _addressed(row: DecisionRow) -> dict[tuple[str, int], Recommendation]:
    """Recommendations by whom they address; the second to the same one is another."""
    found: dict[tuple[str, int], Recommendation] = {}
    for recommendation in row.recommendations:
        number = sum(to == recommendation.to for to, _ in found)
        found[recommendation.to, number] = recommendation
    return found


def _told(recommendation: Recommendation) -> str:
    return f"{recommendation.to}: {recommendation.what}"


def _input(input: Input, renames: Mapping[str, str]) -> str:
    indicator = renames.get(input.indicator, input.indicator) if input.indicator else None
    source = indicator or input.column or (text_of(input.rule.measure) if input.rule else "")
    return f"{input.id}: {source}, {input.take.value}"


def _effectiveness(asked: Effectiveness | None) -> str | None:
    if asked is None:
        return None
    rules = [str(text_of(rule.measure)) for rule in (asked.before, asked.after)]
    return "; ".join(
        (*rules, ", ".join(asked.rows), str(asked.up), str(asked.min_organisations), *asked.events)
    )
