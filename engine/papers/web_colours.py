"""Which cells of a web page stand on a colour: by an attribute, a style or a class of theirs."""

from collections.abc import Mapping

from engine.lazy import lazy_pattern

_SHEET = lazy_pattern(r"(?is)<style\b[^>]{0,200}>(.*?)</style")
_RULE = lazy_pattern(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = lazy_pattern(r"\.([\w-]{1,80})(?=\s*(?:,|$))")
_BACKGROUND = lazy_pattern(r"(?i)(?:^|;)\s*background(?:-color)?\s*:\s*([^;]{1,80})")
_NO_COLOUR = frozenset(
    {"", "none", "auto", "inherit", "initial", "transparent", "white", "window", "#fff", "#ffffff"}
)
_WHITE = frozenset({"rgb(255,255,255)", "rgba(255,255,255,1)", "rgba(0,0,0,0)"})


def coloured_classes(text: str) -> frozenset[str]:
    """The classes to which the style sheets of a page give a colour that is not white."""
    return frozenset(
        name
        for sheet in _SHEET.finditer(text)
        for rule in _RULE.finditer(sheet[1])
        if _is_coloured(rule[2])
        for name in _CLASS.findall(rule[1].strip())
    )


def is_shaded(said: Mapping[str, str], classes: frozenset[str]) -> bool:
    """Whether a cell with these attributes has a colour of its own; a style of its own goes over
    its class."""
    style = said.get("style", "")
    if _BACKGROUND.search(style):
        return _is_coloured(style)
    if said.get("bgcolor"):
        return _is_colour(said["bgcolor"])
    return not classes.isdisjoint(said.get("class", "").split())


def _is_coloured(style: str) -> bool:
    found = _BACKGROUND.search(style)
    return found is not None and _is_colour(found[1])


def _is_colour(value: str) -> bool:
    words = value.strip().casefold().replace("!important", "")
    return words.strip() not in _NO_COLOUR and "".join(words.split()) not in _WHITE
