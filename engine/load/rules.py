"""Rules, targets and demands for documents, read by `measures` in the context of a project."""

from dataclasses import dataclass
from datetime import date

from engine.codes import spec as codes
from engine.codes.rules import TARGETS_OUT_OF_ORDER
from engine.diagnostics import Finding, Origin, finding
from engine.load.entries import Entry
from engine.measures import (
    RuleContext,
    check_path,
    check_shown,
    check_target,
    check_warning,
    last_day,
    means_none,
    read_evidence,
    read_rule,
    read_target,
)
from engine.model.rules import EvidenceDemand, Rule
from engine.model.targets import Milestone, Target
from engine.yamltext import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """What an indicator asks of its figure; `is_shown` where the file says that it asks nothing."""

    target: Target | None = None
    warn: Target | None = None
    is_shown: bool = False
    path: tuple[Milestone, ...] = ()

    @property
    def due(self) -> date | None:
        """The day of the last target, where they stand by year."""
        return self.path[-1].day if self.path else None


@dataclass(frozen=True, slots=True)
class RuleReader:
    """`context` is None where project.yaml or data.yaml is broken: rules are not read then."""

    context: RuleContext | None

    def read(self, entry: Entry, findings: list[Finding]) -> tuple[Rule | None, Asked]:
        """The rule of an indicator and what it asks of the figure."""
        rule = self._rule(entry, findings)
        if isinstance(entry.data.get("target"), list):
            return rule, self._by_year(entry, rule, findings)
        if means_none(entry.maybe("target") or ""):
            findings.extend(check_shown(rule, entry.data, entry.origin()))
            return rule, Asked(is_shown=True)
        return rule, Asked(*self._levels(entry, "target", rule, findings))

    def _levels(
        self, entry: Entry, key: str, rule: Rule | None, findings: list[Finding]
    ) -> tuple[Target | None, Target | None]:
        """The target under the key and the warning level beside it."""
        target, warn = (self._target(entry, each, findings) for each in (key, "warn"))
        if rule and (target or key not in entry.data):
            at = entry.origin(key) if target else entry.origin()
            findings.extend(check_target(rule, target, at))
            if warn:
                findings.extend(check_warning(rule, target, warn, entry.origin("warn")))
        return target, warn

    def _by_year(self, entry: Entry, rule: Rule | None, findings: list[Finding]) -> Asked:
        """Targets by year; nothing is asked where one of them is not understood."""
        found: list[Milestone] = []
        listed = tuple(entry.entries("target"))
        for each in listed:
            target, warn = self._levels(each, "value", rule, findings)
            by, day = str(each.data["by"]), last_day(each.data["by"])
            if day is None:
                findings.append(finding(TARGETS_OUT_OF_ORDER, each.origin("by"), unread=by))
            elif target:
                found.append(Milestone(by, day, target, warn))
        path = tuple(found)
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
            each
            for each in Entry(document.file, document.data).entries("indicators")
            if each.route[-1] == index
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

    def _target(self, entry: Entry, key: str, findings: list[Finding]) -> Target | None:
        text = entry.maybe(key)
        if text is None:
            return None
        read = read_target(text, entry.origin(key))
        if isinstance(read, Target):
            return read
        findings.append(read)
        return None


def _by_rule(findings: list[Finding]) -> dict[int | None, list[Finding]]:
    """Findings by the index of the indicator whose rule they are about; None for the others."""
    groups: dict[int | None, list[Finding]] = {}
    for each in findings:
        route = each.at.route if isinstance(each.at, Origin) else ()
        in_rule = len(route) > 2 and route[0] == "indicators" and route[2] == "rule"
        index = route[1] if in_rule and isinstance(route[1], int) else None
        groups.setdefault(index, []).append(each)
    return groups
