"""Why a row of a decision table fired for an organisation, or did not: as a tree, and as JSON."""

from collections.abc import Iterator
from enum import StrEnum

from engine.classes import dataclass
from engine.model.answering import answering, is_awaited
from engine.model.decision_tables import Decision, DecisionRow, Hit
from engine.plain import picked
from engine.reports.content.branches import Branch, branch, draw
from engine.reports.content.decision_tables import addressee, filled, measure_standing, value_text
from engine.reports.content.findings import place_model
from engine.reports.edition import Edition
from engine.reports.json_decisions import plain_value
from engine.results.decision_tables import Decided, DecisionOutcome, InputValue
from engine.visible import harmless_lines

Json = dict[str, object]
_SHOWN = 30
"""So many organisations are named below a row of the whole table."""


class Fate(StrEnum):
    """What became of a row."""

    FIRED = "fired"
    FAILED = "failed"
    NOT_REACHED = "not_reached"
    UNTOLD = "untold"
    """What became of it follows from a number that this reader may not know."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One row for one organisation: its fate, the inputs whose cells do not hold, and those that
    may not be told."""

    row: DecisionRow
    fate: Fate
    failed: tuple[str, ...]
    untold: tuple[str, ...] = ()


def traces(
    decision: Decision, decided: Decided, hidden: frozenset[str] = frozenset()
) -> tuple[Trace, ...]:
    """Every row in the order of the table, without what conditions on hidden inputs gave: the row
    that fired stands in the report, which conditions held elsewhere does not."""
    return tuple(_told_of(trace, hidden) for trace in _traced(decision, decided))


def _told_of(trace: Trace, hidden: frozenset[str]) -> Trace:
    untold = tuple(name for name, _ in trace.row.cells if name in hidden)
    failed = tuple(name for name in trace.failed if name not in hidden)
    fate = trace.fate
    if untold and fate is not Fate.FIRED:
        fate = Fate.FAILED if failed else Fate.UNTOLD
    return Trace(trace.row, fate, failed, untold)


def _traced(decision: Decision, decided: Decided) -> tuple[Trace, ...]:
    known = {value.input: value.value for value in decided.values}
    found: list[Trace] = []
    for row in decision.rows:
        failed = tuple(name for name, cell in row.cells if not cell.holds(known[name]))
        earlier = any(trace.fate is Fate.FIRED for trace in found)
        fate = Fate.FAILED if failed else Fate.FIRED
        if not failed and earlier and decision.hit is Hit.FIRST:
            fate = Fate.NOT_REACHED
        found.append(Trace(row, fate, failed))
    return tuple(found)


def render_trace(outcome: DecisionOutcome, code: str | None, made: Edition) -> str:
    """The whole table by rows, or every condition for one organisation."""
    decision = _decision(outcome, made)
    told = [decided for decided in outcome.decided if code is None or decided.organisation == code]
    head = made.say(
        "deciding.trace.head",
        id=decision.id,
        title=decision.title,
        hit=made.say(f"deciding.trace.hit.{decision.hit.value}"),
        place=str(made.places.place(decision.origin)),
    )
    if outcome.reason:
        below: Iterator[Branch] = iter((branch(made.say(f"deciding.reason.{outcome.reason}")),))
    elif code is None and decision.per is not None:
        below = _by_rows(decision, told, made)
    else:
        below = (_organisation(decision, decided, made) for decided in told)
    return harmless_lines(draw(branch(head, below)))


def trace_model(outcome: DecisionOutcome, code: str | None, made: Edition) -> Json:
    """The same as JSON-ready values."""
    decision = _decision(outcome, made)
    return {
        "as_of": made.as_of,
        "decision": decision.id,
        **picked(decision, "title hit"),
        "place": place_model(made.places.place(decision.origin)),
        "reason": outcome.reason,
        "organisations": [
            _model(decision, decided, made)
            for decided in outcome.decided
            if code is None or decided.organisation == code
        ],
    }


def _decision(outcome: DecisionOutcome, made: Edition) -> Decision:
    decision = made.outcome.project.decision(outcome.id)
    assert decision is not None
    return decision


def _name(decided: Decided, made: Edition) -> str:
    if decided.organisation is None:
        return made.outcome.project.municipality.name
    name = made.organisation(decided.organisation)
    return name if name == decided.organisation else f"{name} ({decided.organisation})"


def _by_rows(decision: Decision, told: list[Decided], made: Edition) -> Iterator[Branch]:
    """For each row: where it fired, and which conditions kept it from firing elsewhere."""
    traced = {
        _name(decided, made): traces(decision, decided, _hidden(decision, decided, made))
        for decided in told
    }
    titles = {each.id: each.title for each in decision.inputs}
    for number, row in enumerate(decision.rows):
        own = {name: all_rows[number] for name, all_rows in traced.items()}
        fired = [name for name, trace in own.items() if trace.fate is Fate.FIRED]
        above = sum(trace.fate is Fate.NOT_REACHED for trace in own.values())
        untold = sum(trace.fate is Fate.UNTOLD for trace in own.values())
        first = [trace.failed[0] for trace in own.values() if trace.failed]
        kept = [
            branch(made.counted("deciding.trace.kept", first.count(id), title=titles[id],
                                cell=_cell(row, id)))
            for id in dict.fromkeys(first)
        ]  # fmt: skip
        names = ", ".join(fired[:_SHOWN])
        more = len(fired) - _SHOWN
        yield branch(
            made.counted("deciding.trace.row", len(fired), id=row.id, zone=row.zone or ""),
            (
                branch(names) if names else None,
                branch(made.counted("explain.rows_more", more)) if more > 0 else None,
                *kept,
                branch(made.counted("deciding.trace.above", above)) if above else None,
                branch(made.counted("deciding.trace.untold", untold)) if untold else None,
            ),
        )
    undecided = [
        name for name, rows in traced.items() if all(t.fate is not Fate.FIRED for t in rows)
    ]
    if undecided:
        line = made.counted("deciding.undecided", len(undecided))
        yield branch(line, (branch(", ".join(undecided[:_SHOWN])),))


def _cell(row: DecisionRow, input: str) -> str:
    cell = row.cell(input)
    return cell.text if cell else "-"


def _organisation(decision: Decision, decided: Decided, made: Edition) -> Branch:
    return branch(
        _name(decided, made),
        (
            _row(decision, decided, trace, made)
            for trace in traces(decision, decided, _hidden(decision, decided, made))
        ),
    )


def _row(decision: Decision, decided: Decided, trace: Trace, made: Edition) -> Branch:
    inputs = {each.id: each for each in decision.inputs}
    values = {value.input: value for value in _told(decision, decided, made)}
    line = made.say(f"deciding.trace.fate.{trace.fate.value}", id=trace.row.id,
                    zone=trace.row.zone or "")  # fmt: skip
    branches = [branch(each) for each in _advised(decision, decided, trace, made)]
    if not trace.row.cells:
        return branch(line, (branch(made.say("deciding.trace.no_conditions")), *branches))
    return branch(
        line,
        (
            *branches,
            *(
                branch(
                    made.say(
                        f"deciding.trace.condition.{_state(trace, name)}",
                        title=inputs[name].title,
                        value=value_text(inputs[name], values[name], made, cell),
                        cell=cell.text,
                    )
                )
                for name, cell in trace.row.cells
            ),
        ),
    )


def _advised(
    decision: Decision, decided: Decided, trace: Trace, made: Edition
) -> Iterator[str]:  # fmt: skip
    """The recommendations of a row that fired, each with the measures that answer it."""
    project = made.outcome.project
    if trace.fate is not Fate.FIRED or not is_awaited(project, decision, trace.row):
        return
    code = decided.organisation
    for recommendation in trace.row.recommendations:
        by = answering(project, decision, trace.row.id, recommendation.to, code)
        told = [measure_standing(id, made, code) for id in by]
        yield made.say(
            "deciding.trace.advised",
            to=addressee(recommendation, made),
            what=filled(recommendation.what, decision, decided, made),
            measures="; ".join(told) or made.say("deciding.trace.no_measure"),
        )


def _state(trace: Trace, name: str) -> str:
    if name in trace.untold:
        return "untold"
    return "fails" if name in trace.failed else "holds"


def _hidden(decision: Decision, decided: Decided, made: Edition) -> frozenset[str]:
    return frozenset(value.input for value in _told(decision, decided, made) if value.withheld)


def _told(decision: Decision, decided: Decided, made: Edition) -> tuple[InputValue, ...]:
    """The values as far as the edition may tell them; by those that it may not the rows fired."""
    outcome = made.outcome.decision(decision.id)
    assert outcome is not None
    return next(o.values for o in outcome.decided if o.organisation == decided.organisation)


def _model(decision: Decision, decided: Decided, made: Edition) -> Json:
    inputs = {each.id: each for each in decision.inputs}
    input_values = _told(decision, decided, made)
    hidden = _hidden(decision, decided, made)
    values = {value.input: plain_value(value.value) for value in input_values}
    return {
        "organisation": decided.organisation,
        "name": _name(decided, made),
        "values": values,
        "suppressed": sorted(hidden),
        "rows": [
            {
                "id": trace.row.id,
                "zone": trace.row.zone,
                "fate": trace.fate,
                "conditions": [
                    {
                        "input": name,
                        "title": inputs[name].title,
                        "value": values[name],
                        "cell": cell.text,
                        "holds": None if name in trace.untold else name not in trace.failed,
                    }
                    for name, cell in trace.row.cells
                ],
                **_answered(decision, decided, trace, made),
            }
            for trace in traces(decision, decided, hidden)
        ],
    }


def _answered(decision: Decision, decided: Decided, trace: Trace, made: Edition) -> Json:
    project, row, code = made.outcome.project, trace.row, decided.organisation
    if trace.fate is not Fate.FIRED or not is_awaited(project, decision, row):
        return {}
    told = (
        {
            "to": recommendation.to,
            "answered_by": answering(project, decision, row.id, recommendation.to, code),
        }
        for recommendation in row.recommendations
    )
    return {"recommendations": list(told)}
