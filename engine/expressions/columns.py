"""The columns that a condition over one dataset may name."""

from dataclasses import dataclass, field

from engine.codes.rules import (
    PERSONAL_COLUMN,
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


@dataclass(frozen=True, slots=True, eq=False)
class ColumnSource:
    """A dataset's columns and, over its foreign keys, those of the tables they lead to.

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
        resource = self.resource if len(path) == 1 else self._follow(path[0], span)
        found = resource.field(path[-1])
        if found is None:
            raise self._unknown(path, resource, span, quoted)
        if found.name in resource.personal:
            raise ConditionError(PERSONAL_COLUMN, span, column=found.name, dataset=resource.name)
        return found

    def _follow(self, key: str, span: Span | None) -> Resource:
        declared = self.resource.key_of(key)
        target = declared and self.package.resource(declared.resource)
        if target:
            return target
        keys = [each.field for each in self.resource.foreign_keys]
        hint = nearest(key, keys) or ""
        raise ConditionError(UNKNOWN_KEY, span, key=key, dataset=self.resource.name, hint=hint)

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
                return f"{key.field}.{path[0]}"
        return None
