"""The two widths that pictures are drawn for."""

from enum import StrEnum


class Layout(StrEnum):
    """`narrow` reads well on a telephone of 390 px, `wide` from about 700 px and on A4."""

    NARROW = "narrow"
    WIDE = "wide"

    @property
    def width(self) -> float:
        """Width of the picture; one unit is one pixel where it is not scaled."""
        return 360 if self is Layout.NARROW else 760
