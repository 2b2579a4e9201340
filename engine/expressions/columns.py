"""The columns that a condition over one dataset may name."""

from dataclasses import field

from engine.classes import dataclass
from engine.codes.rules import (
    PERSONAL_COLUMN,
    TOO_MANY_KEYS,
    UNKNOWN_COLUMN,
    UNKNOWN_KEY,
)
from engine.expressions.refusals import ConditionError, Span
from engine.expressions.suggestions import nearest
from engine.model.conditions import (
    Column,
    Condition,
)
from engine.model.tables import DataPackage, Field, Resource

MOST_KEYS = 4
"""So many tables one behind another a condition looks through: each is one more to join."""


@dataclass(frozen=True, slots=True, eq=False)
class ColumnSource:
    """A dataset's columns and, over its foreign keys and theirs, those of the tables they lead to.

    Make one for a dataset and keep it: it remembers the conditions already read.
    """

    package: DataPackage
    resource: Resource
    read: dict[str, Condition | ConditionError] = field(default_factory=dict, repr=False)

    def column(self, path: tuple[str, ...], span: Span | None, *, quoted: bool = False) -> Column:
        """The column at the end of the path; ConditionError when there is none."""
        return Column(path, self.field(path, span, quoted=quoted).type)

    def field(self, path: tuple[str, ...], span: Span | None, *, quoted: bool = False) -> Field:
        """The declaration of that column; ConditionError when there is none."""
        resource = self.resource
        if len(path) > MOST_KEYS + 1:
            shown = ".".join(path[: MOST_KEYS + 2]) + "…" * (len(path) > MOST_KEYS + 2)
            raise ConditionError(TOO_MANY_KEYS, span, column=shown, most=MOST_KEYS)
        for key in path[:-1]:
            resource = self._follow(resource, key, span)
        found = resource.field(path[-1])
        if found is None:
            raise self._unknown(path, resource, span, quoted)
        if found.name in resource.personal:
            raise ConditionError(PERSONAL_COLUMN, span, column=found.name, dataset=resource.name)
        return found

    def _follow(self, start: Resource, name: str, span: Span | None) -> Resource:
        key = start.key_named(name)
        target = self.package.resource(key.resource) if key else None
        if key is None or target is None:
            raise self._unfollowed(start, name, span)
        for table, columns in ((start, key.fields), (target, key.targets)):
            for column in columns:
                if column in table.personal:
                    raise ConditionError(PERSONAL_COLUMN, span, column=column, dataset=table.name)
        return target

    def _unfollowed(self, start: Resource, name: str, span: Span | None) -> ConditionError:
        """No key is called so; where it is a column of one, that key's own name may be meant."""
        keys = [key.name for key in start.foreign_keys]
        of = (key.name for key in start.foreign_keys if name in key.fields)
        hint = next(of, None) or nearest(name, keys) or ""
        return ConditionError(UNKNOWN_KEY, span, key=name, dataset=start.name, hint=hint)

    def _unknown(
        self, path: tuple[str, ...], resource: Resource, span: Span | None, quoted: bool
    ) -> ConditionError:
        hint = self._by_header(path[-1], resource) or self._over_key(path)
        if hint is None:
            hint = nearest(path[-1], [each.name for each in resource.fields])
        text = path[-1] if quoted else ""
        name = ".".join(path)
        return ConditionError(
            UNKNOWN_COLUMN, span, column=name, dataset=resource.name, hint=hint or "", text=text
        )

    def _by_header(self, name: str, resource: Resource) -> str | None:
        header = name.strip().casefold()
        return next((f.name for f in resource.fields if f.header.casefold() == header), None)

    def _over_key(self, path: tuple[str, ...]) -> str | None:
        for key in self.resource.foreign_keys if len(path) == 1 else ():
            target = self.package.resource(key.resource)
            if target and target.field(path[0]):
                return f"{key.name}.{path[0]}"
        return None
