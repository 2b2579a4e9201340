"""Reading pictures back: what a viewer of the SVG would find."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: str) -> ElementTree.Element:
    """The root of a picture; fails if it is not well-formed."""
    return ElementTree.fromstring(picture)


def classed(picture: str, name: str) -> list[ElementTree.Element]:
    """Elements that have the class."""
    return [
        element for element in parsed(picture).iter() if name in element.get("class", "").split()
    ]


def lettering(picture: str) -> list[str]:
    """All lines of text that are drawn."""
    return [element.text or "" for element in parsed(picture).iter(f"{SVG}text")]


def tips(picture: str) -> list[str]:
    """What a pointer is told, the name of the picture first."""
    return [element.text or "" for element in parsed(picture).iter(f"{SVG}title")]


def description(picture: str) -> str:
    """The description for those who cannot see the picture."""
    return next(parsed(picture).iter(f"{SVG}desc")).text or ""


def ids(picture: str) -> list[str]:
    """All ids, which must be unique on a page."""
    return [element.attrib["id"] for element in parsed(picture).iter() if "id" in element.attrib]
