"""Which tables are asked of which organisations, and the sign by which a declaration is known."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.compile.owing import debts
from engine.compile.plan import Owed
from engine.datasets import Tables
from engine.datasets.returned import is_plain
from engine.diagnostics import Finding, finding
from engine.model.project import Project
from engine.model.tables import Resource
from engine.query.questions import Scan


@dataclass(frozen=True, slots=True)
class Asked:
    """The tables that the organisations of a list are asked for."""

    list: str
    tables: tuple[Resource, ...]


def asked_tables(
    project: Project, *, of: str | None = None, names: Iterable[str] = ()
) -> tuple[tuple[Asked, ...], tuple[Finding, ...]]:
    """What each list of organisations is asked for, and tables that no form can ask for.

    `of` is one list; `names` are the tables, or all that belong to organisations but the lists
    themselves and the register of documents.
    """
    chosen = frozenset(names)
    found: dict[str, list[Resource]] = {}
    refused: list[Finding] = []
    for resource in project.data.resources if project.data else ():
        lists = _lists_of(project, resource)
        if not lists or (of is not None and of not in lists):
            continue
        if resource.name not in chosen if chosen else _is_ours(project, resource):
            continue
        if not is_plain(resource):
            at = resource.origin
            refused.append(finding(codes.TABLE_WITHOUT_FORM, at, table=resource.title))
            continue
        for each in lists:
            if of in (None, each):
                found.setdefault(each, []).append(resource)
    return tuple(Asked(name, tuple(each)) for name, each in found.items()), tuple(refused)


@dataclass(frozen=True, slots=True)
class Debts:
    """Who owes rows where a table has a condition for it; all others are asked for everything."""

    owed: tuple[Owed, ...]
    scans: tuple[Scan, ...]

    @property
    def tables(self) -> frozenset[str]:
        """The tables that tell who owes: the lists, and those to which their keys lead."""
        joined = (join.dataset for scan in self.scans for join in scan.joins)
        return frozenset((*(each.dataset for each in self.scans), *joined))

    def of(self, tables: Tables) -> dict[str, frozenset[str]]:
        """Table → the codes that owe it rows."""
        from engine.execute.attention import organisations_that_owe

        return {
            owed.table: frozenset(organisations_that_owe(owed, self.scans, tables))
            for owed in self.owed
        }


def debts_of(project: Project, asked: Iterable[Asked], day: date) -> Debts:
    """The conditions of the asked tables, on the day."""
    tables = dict.fromkeys(
        table.name for each in asked for table in each.tables if table.owes and table.owes.where
    )
    if project.data is None or not tables:
        return Debts((), ())
    return Debts(*debts(project.data, tables, project.period, day))


def narrowed(asked: Asked, code: str, owing: Mapping[str, frozenset[str]]) -> Asked:
    """What one organisation is asked for: no table that it owes nothing."""
    own = (table for table in asked.tables if code in owing.get(table.name, (code,)))
    return Asked(asked.list, tuple(own))


def lists_of_organisations(project: Project) -> tuple[str, ...]:
    """The lists whose organisations can be asked, those of project.yaml first."""
    resources = project.data.resources if project.data else ()
    led = (each for one in resources for each in _lists_of(project, one))
    return tuple(dict.fromkeys((*project.organisations, *led)))


def _is_ours(project: Project, resource: Resource) -> bool:
    """Whether the department itself keeps the table: a list of organisations, the register."""
    resources = project.data.resources if project.data else ()
    led = {lead for one in resources for lead in _leads_to(one)}
    register = project.evidence.dataset if project.evidence else None
    return resource.name in (*project.organisations, register, *led)


def _leads_to(resource: Resource) -> tuple[str, ...]:
    if resource.owes:
        return (resource.owes.resource,)
    key = resource.key_of(resource.organisation) if resource.organisation else None
    return (key.resource,) if key else ()


def _lists_of(project: Project, resource: Resource) -> tuple[str, ...]:
    if resource.organisation is None:
        return ()
    if resource.name in project.organisations:
        return (resource.name,)
    return _leads_to(resource) or project.organisations


def sign_of(project: Project, tables: Iterable[Resource]) -> str:
    """The hash of what a form of these tables asks; another declaration has another one."""
    told = [_bare(asdict(table)) for table in tables]
    period = (str(project.period.start), str(project.period.end)) if project.period else None
    text = json.dumps([project.id, period, told], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


_OF_THE_FILE = frozenset(
    {"origin", "path", "sheet", "sheets", "dialect", "skip", "header", "totals", "lifetime", "owes"}
)
"""How the department keeps the table is nothing that a form asks."""


def _bare(value: object) -> object:
    """Without places in files: a line more above changes no question."""
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items() if key not in _OF_THE_FILE}
    if isinstance(value, list | tuple):
        return [_bare(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
