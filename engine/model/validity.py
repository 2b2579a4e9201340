"""How long something of a spec may be used, which version of it this is, and what replaces it."""

from datetime import date

from engine.classes import dataclass


@dataclass(frozen=True, slots=True)
class Validity:
    """From the day `deprecated` on it should not be used any more; from the day `sunset` on it is
    refused, and told of as out of date whenever the day lies ahead."""

    version: str | None = None
    deprecated: date | None = None
    sunset: date | None = None
    replaced_by: str | None = None

    def is_over(self, day: date) -> bool:
        """Whether it is refused on that day."""
        return self.sunset is not None and day >= self.sunset

    def is_ending(self, day: date) -> bool:
        """Whether it is out of date on that day and still taken."""
        has_begun = self.deprecated is None or day >= self.deprecated
        return self.ends and has_begun and not self.is_over(day)

    @property
    def ends(self) -> bool:
        """Whether a day is named at all."""
        return self.deprecated is not None or self.sunset is not None


LASTING = Validity()
