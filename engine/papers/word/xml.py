"""XML of a Word file → elements with short names, bounded in depth and number.

Both spellings of WordprocessingML (transitional and strict) come out alike: «p», «tbl», «val»;
what belongs to other languages keeps a prefix («mc:Choice», «m:t»).
"""

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from engine.tables.zip_archive import BeyondError, DamagedError

MAX_DEPTH = 400
MAX_ELEMENTS = 2_000_000
"""Of all parts that are read; a plan of thousands of rows has a tenth, and a gigabyte is enough."""
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
}


def parsed(content: bytes, part: str, most: int = MAX_ELEMENTS) -> tuple[Element, int]:
    """The root of a part, and how many elements it has. Raises `DamagedError` for no XML, and for
    one nested or long past all documents; document types and entities are refused where parts are
    unpacked."""
    names: dict[str, str] = {}
    depth = count = 0
    root: Element | None = None
    try:
        for event, element in ElementTree.iterparse(BytesIO(content), events=("start", "end")):
            if event == "end":
                depth -= 1
                continue
            depth, count = depth + 1, count + 1
            if depth > MAX_DEPTH or count > most:
                raise BeyondError(part)
            root = element if root is None else root
            _shorten(element, names)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise DamagedError(part) from error
    if root is None:
        raise DamagedError(part)
    return root, count


def _shorten(element: Element, names: dict[str, str]) -> None:
    if element.tag not in names:
        names[element.tag] = _short(element.tag)
    element.tag = names[element.tag]
    if element.attrib:
        given = dict(element.attrib)
        element.attrib.clear()
        for name, content in given.items():
            if name not in names:
                names[name] = _short(name)
            element.attrib[names[name]] = content


def _short(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    if not space:
        return local
    return _PREFIXES.get(space, "other:") + local


def child(element: Element, name: str) -> Element | None:
    """The first child of a name."""
    return element.find(name) if ":" not in name else _prefixed(element, name)


def _prefixed(element: Element, name: str) -> Element | None:
    return next((each for each in element if each.tag == name), None)


def children(element: Element, name: str) -> Iterator[Element]:
    """The children of a name."""
    return (each for each in element if each.tag == name)


def attribute(element: Element, name: str) -> str:
    """An attribute; empty where it is absent."""
    return element.attrib.get(name, "")


def value(element: Element, name: str) -> str | None:
    """The `val` of the first child of a name; None where there is no such child."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")
