"""«92d050» → what a person calls it: the key of a word of the catalogue."""

from colorsys import rgb_to_hsv

from engine.papers.documents import SOME_COLOUR

_HUES = (
    (14, "red"), (41, "orange"), (70, "yellow"), (165, "green"), (200, "cyan"), (256, "blue"),
    (292, "violet"), (336, "pink"), (360, "red"),
)  # fmt: skip
"""Degrees of the circle of hues up to which a name goes."""
_PALE = {"red": "pink", "blue": "cyan"}
"""Names of hues that are called otherwise where they are pale."""
_LEAST, _MUCH = 0.06, 0.45
"""Saturation of what is no grey, and of what is not pale."""
_DARK = 0.2


def colour_name(colour: str) -> str:
    """`green`, `yellow` …; `some` where the file does not say which colour it is."""
    if colour == SOME_COLOUR:
        return "some"
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, much, light = rgb_to_hsv(red, green, blue)
    if light < _DARK:
        return "black"
    if much < _LEAST:
        return "grey"
    name = next(name for end, name in _HUES if hue * 360 <= end)
    return _PALE.get(name, name) if much < _MUCH else name
