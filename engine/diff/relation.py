"""How two demands compare: what was proved of all tables, and tables that show the difference."""

from engine.classes import dataclass
from engine.model.changes import Effect
from engine.results.changes import Witness


@dataclass(frozen=True, slots=True)
class Relation:
    """`only_old` is met by the old demand alone; compared are tables that both can judge."""

    new_implies_old: bool = False
    old_implies_new: bool = False
    only_old: Witness | None = None
    only_new: Witness | None = None

    @property
    def effect(self) -> Effect:
        """Stricter: all that meets the new meets the old, and a witness meets the old alone."""
        if self.new_implies_old and self.old_implies_new:
            return Effect.NEUTRAL
        if self.new_implies_old and self.only_old:
            return Effect.STRICTER
        if self.old_implies_new and self.only_new:
            return Effect.WEAKER
        return Effect.UNKNOWN


def joined(first: Relation, second: Relation) -> Relation:
    """The same change seen with the rest of the rule as it was, and as it became."""
    return Relation(
        new_implies_old=first.new_implies_old and second.new_implies_old,
        old_implies_new=first.old_implies_new and second.old_implies_new,
        only_old=first.only_old or second.only_old,
        only_new=first.only_new or second.only_new,
    )
