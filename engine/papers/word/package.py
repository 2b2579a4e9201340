"""A .docx as a bundle of parts: unpacked within limits, related parts found, nothing fetched."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath, split
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from engine.classes import dataclass
from engine.papers.word.xml import MAX_ELEMENTS, attribute, children, parsed
from engine.tables.zip_archive import DamagedError, read_part


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its type, and a part or an address outside."""

    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of an archive that was opened within its limits."""

    def __init__(self, parts: ZipFile) -> None:
        self._parts, self._left = parts, MAX_ELEMENTS
        self._names = {name.casefold(): name for name in parts.namelist()}
        self.main = self._main()

    def _main(self) -> str:
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and not relation.is_external:
                return relation.target
        raise DamagedError("_rels/.rels")

    def root(self, name: str) -> Element:
        """A part as XML. Raises `DamagedError`."""
        found = self._names.get(name.casefold())
        if found is None:
            raise DamagedError(name)
        root, count = parsed(read_part(self._parts, found), name, self._left)
        self._left -= count
        return root

    def relations(self, part: str) -> Iterator[Relation]:
        """The relations of a part; of the package itself where the part is ""."""
        folder, name = split(part)
        listed = join(folder, "_rels", f"{name}.rels")
        if listed.casefold() not in self._names:
            return
        for child in children(self.root(listed), "Relationship"):
            is_external = attribute(child, "TargetMode") == "External"
            target = attribute(child, "Target")
            if not is_external:
                target = normpath(join("/", dirname(part), target)).lstrip("/")
            yield Relation(attribute(child, "Type").rpartition("/")[2], target, is_external)

    def related(self, kind: str) -> Element | None:
        """The part of a kind that the main part refers to; None where there is none."""
        return next((root for _, root in self.all_related(kind)), None)

    def all_related(self, kind: str) -> Iterator[tuple[str, Element]]:
        """The parts of a kind that the main part refers to, each with its name."""
        for relation in self.relations(self.main):
            is_inside = not relation.is_external and relation.target.casefold() in self._names
            if relation.kind == kind and is_inside:
                yield relation.target, self.root(relation.target)

    def outside(self) -> Iterator[str]:
        """Addresses that opening the file in Word would fetch or run; links that wait for a click
        are none of them."""
        for name in sorted(self._names.values()):
            if not name.endswith(".rels"):
                continue
            owner = join(dirname(dirname(name)), split(name)[1].removesuffix(".rels"))
            for relation in self.relations(owner):
                if relation.is_external and relation.kind != "hyperlink":
                    yield relation.target

    def macros(self) -> tuple[str, ...]:
        """The parts that hold programs."""
        found = (
            name for name in self._names.values() if name.casefold().endswith("vbaproject.bin")
        )
        return tuple(sorted(found))
