"""Rules, targets and demands for documents, read by `measures` in the context of a project."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from engine.classes import dataclass
from engine.codes import spec as codes
from engine.codes.rules import TARGET_NOT_EXPECTED, TARGETS_OUT_OF_ORDER, UNKNOWN_CHOICE
from engine.diagnostics import Finding, Origin, finding
from engine.load.deadlines import with_day
from engine.load.entries import Entry
from engine.measures import (
    RuleContext,
    baseline_as_measured,
    check_baseline,
    check_path,
    check_shown,
    check_target,
    check_warning,
    last_day,
    means_none,
    plain_unit,
    read_baseline,
    read_evidence,
    read_growth,
    read_level,
    read_rule,
    read_target,
)
from engine.model.rules import EvidenceDemand, Rule
from engine.model.spec import Window
from engine.model.targets import Baseline, Milestone, Target
from engine.yamltext import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """What an indicator asks of its figure; `is_shown` where the file says that it asks nothing."""

    target: Target | None = None
    warn: Target | None = None
    is_shown: bool = False
    path: tuple[Milestone, ...] = ()
    baseline: Baseline | None = None

    @property
    def due(self) -> date | None:
        """The day of the last target, where they stand by year."""
        return self.path[-1].day if self.path else None


@dataclass(frozen=True, slots=True)
class RuleReader:
    """`context` is None where project.yaml or data.yaml is broken: rules are not read then."""

    context: RuleContext | None

    def read(
        self, entry: Entry, findings: list[Finding], period: Window | None = None
    ) -> tuple[Rule | None, Asked]:
        """The rule of an indicator and what it asks of the figure; words of time are read in the
        period."""
        rule = self._rule(entry, findings)
        scale = _Scale(rule, baseline_as_measured(_baseline(entry, findings), rule), period)
        asked = replace(self._asked(entry, scale, findings), baseline=scale.baseline)
        if scale.baseline:
            findings.extend(_baseline_faults(entry, rule, scale.baseline, asked))
        return rule, asked

    def _asked(self, entry: Entry, scale: "_Scale", findings: list[Finding]) -> Asked:
        if isinstance(entry.data.get("target"), list):
            return self._by_year(entry, scale, findings)
        text = entry.maybe("target") or ""
        if means_none(text):
            findings.extend(check_shown(scale.rule, entry.data, entry.origin()))
            return Asked(is_shown=True)
        dated = scale.dated(text)
        target, warn = self._levels(entry, "target", scale, findings)
        if dated is None or target is None:
            return Asked(target, warn)
        milestone = Milestone(dated[1], dated[2], target, warn)
        findings.extend(check_path((milestone,), entry.data.keys() - {"warn"}, entry.origin()))
        return Asked(target, warn, path=(milestone,))

    def _levels(
        self, entry: Entry, key: str, scale: "_Scale", findings: list[Finding]
    ) -> tuple[Target | None, Target | None]:
        """The target under the key and the warning level beside it."""
        rule = scale.rule
        target, warn = (self._target(entry, each, scale, findings) for each in (key, "warn"))
        if rule and (target or key not in entry.data):
            at = entry.origin(key) if target else entry.origin()
            findings.extend(check_target(rule, target, at))
            if warn:
                findings.extend(check_warning(rule, target, warn, entry.origin("warn")))
        return target and plain_unit(target, rule), warn and plain_unit(warn, rule)

    def _by_year(self, entry: Entry, scale: "_Scale", findings: list[Finding]) -> Asked:
        """Targets by year; nothing is asked where one of them is not understood."""
        milestones: list[Milestone] = []
        listed = tuple(entry.entries("target"))
        for each in listed:
            target, warn = self._levels(each, "value", scale, findings)
            by, day = str(each.data["by"]), last_day(each.data["by"])
            if day is None:
                findings.append(finding(TARGETS_OUT_OF_ORDER, each.origin("by"), unread=by))
            elif target:
                milestones.append(Milestone(by, day, target, warn))
        path = tuple(milestones)
        findings.extend(check_path(path, entry.data, entry.origin()))
        if len(path) < len(listed):
            return Asked()
        return Asked(path[-1].target, path[-1].warn, path=path)

    def evidence(self, entry: Entry, findings: list[Finding]) -> EvidenceDemand | None:
        """The documents that prove an event."""
        demand = entry.entry("evidence")
        if demand is None or self.context is None:
            return None
        read = read_evidence(demand.data, self.context, demand.origin())
        if isinstance(read, EvidenceDemand):
            findings.extend(_not_of_events(demand, read))
            return read
        findings.extend(read)
        return None

    def refine(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """What `measures` says of a rule tells more than what the schema says of it.

        A misspelt key stays: everything else that is wrong may follow from it.
        """
        if self.context is None:
            return findings
        refined: list[Finding] = []
        for place, group in _by_rule(findings).items():
            misspelt = any(each.code is codes.UNEXPECTED_KEY for each in group)
            refined.extend(
                group if place is None or misspelt else self._retold(document, place, group)
            )
        return refined

    def _retold(
        self, document: Document, index: int, findings: list[Finding]
    ) -> list[Finding] | tuple[Finding, ...]:
        indicator = next(
            entry
            for entry in Entry(document.file, document.data).entries("indicators")
            if entry.route[-1] == index
        )
        rule = indicator.entry("rule")
        if rule is None or self.context is None:
            return findings
        read = read_rule(rule.data, self.context, rule.origin())
        return findings if isinstance(read, Rule) else read

    def read_alone(self, entry: Entry, findings: list[Finding]) -> Rule | None:
        """A rule that stands in no indicator; None with findings, or where tables are not read."""
        if self.context is None:
            return None
        read = read_rule(entry.data, self.context, entry.origin())
        if isinstance(read, Rule):
            return read
        findings.extend(read)
        return None

    def _rule(self, entry: Entry, findings: list[Finding]) -> Rule | None:
        rule = entry.entry("rule")
        return self.read_alone(rule, findings) if rule else None

    def _target(
        self, entry: Entry, key: str, scale: "_Scale", findings: list[Finding]
    ) -> Target | None:
        text = entry.maybe(key)
        if text is None:
            return None
        dated = scale.dated(text) if key == "target" else None
        read = scale.level(dated[0] if dated else text, entry.origin(key))
        if isinstance(read, Target):
            return read
        findings.append(read)
        return None


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the words of a target are read against."""

    rule: Rule | None
    baseline: Baseline | None
    period: Window | None

    def level(self, text: str, origin: Origin) -> Target | Finding:
        start = self.period.start if self.period else None
        return read_level(text, origin, self.baseline, self.rule, start)

    def dated(self, text: str) -> tuple[str, str, date] | None:
        """Target, words and day of «не менее 70 % к концу 2025 года»; None without such words."""
        if self._is_target(text):
            return None
        return with_day(text, self.period, self._is_target)

    def _is_target(self, text: str) -> bool:
        read = read_growth(text) or read_target(text, Origin("", ()))
        return not isinstance(read, Finding)


def _not_of_events(demand: Entry, read: EvidenceDemand) -> Iterator[Finding]:
    """What only an indicator asks: an event has its own days, and a status for each of them."""
    asked = (
        ("dated", read.dated if read.year else None, ("period", "any")),
        ("covers", read.covers if read.covers != "period" else None, ("period",)),
        ("from", "events" if read.of_events else None, ("own",)),
    )
    for key, found, known in asked:
        if found:
            at = demand.origin(key)
            yield finding(UNKNOWN_CHOICE, at, found=found, hint="", known=known)


def _baseline(entry: Entry, findings: list[Finding]) -> Baseline | None:
    given = entry.entry("baseline")
    if given is None:
        return None
    read = read_baseline(
        given.text("value"), str(given.data["date"]), given.maybe("source"), given.origin()
    )
    if isinstance(read, Baseline):
        return read
    findings.append(read)
    return None


def _baseline_faults(
    entry: Entry, rule: Rule | None, baseline: Baseline, asked: Asked
) -> Iterator[Finding]:
    """A baseline later than what is asked, in another unit, or beside what has no figure."""
    levels: list[tuple[Target, date | None]] = [
        (milestone.target, milestone.day) for milestone in asked.path
    ]
    if asked.target and not levels:
        levels = [(asked.target, None)]
    if rule and not rule.measure.takes_target:
        yield finding(TARGET_NOT_EXPECTED, entry.origin("baseline"), text=baseline.text)
    fault = check_baseline(baseline, tuple(levels), entry.origin("baseline"))
    if fault:
        yield fault


def _by_rule(findings: list[Finding]) -> dict[int | None, list[Finding]]:
    """Findings by the index of the indicator whose rule they are about; None for the others."""
    groups: dict[int | None, list[Finding]] = {}
    for each in findings:
        route = each.at.route if isinstance(each.at, Origin) else ()
        in_rule = len(route) > 2 and route[0] == "indicators" and route[2] == "rule"
        index = route[1] if in_rule and isinstance(route[1], int) else None
        groups.setdefault(index, []).append(each)
    return groups
