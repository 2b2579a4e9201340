"""`accept`: what an import proposed becomes what the spec says; the key `proposed` goes."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.editing.fmt import canonical
from engine.editing.nodes import Collection, Entry, Scalar, Sheet
from engine.editing.reader import read_sheet
from engine.editing.writer import write_sheet
from engine.load.schemas import FORMATS
from engine.yamltext import parse

KEY = "proposed"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that nobody has accepted: whose field, its value, and why it was proposed."""

    id: str
    """The id inside the file; of a passport row its label; empty for the file itself."""
    field: str
    value: str
    ground: str


def proposals(text: str) -> tuple[Waiting, ...]:
    """The proposals of a spec that reads without errors."""
    found: list[Waiting] = []
    for owner, entry in _holders(read_sheet(text)):
        assert isinstance(entry.value, Collection)
        for each in entry.value.entries:
            if each.key is not None and isinstance(each.value, Scalar):
                value = owner.get(each.key.text)
                said = _said(value) if value else ""
                found.append(Waiting(_id(owner), each.key.text, said, each.value.text))
    return tuple(found)


def accepted(text: str, ids: frozenset[str] | None) -> tuple[str, int]:
    """The spec without the proposals of these ids (None: of all), and how many there were."""
    sheet = read_sheet(text)
    count = 0
    for owner, entry in list(_holders(sheet)):
        if ids is not None and _id(owner) not in ids:
            continue
        assert isinstance(entry.value, Collection)
        count += len(entry.value.entries)
        at = owner.entries.index(entry)
        after = owner.entries[at + 1 : at + 2]
        comments = [*entry.before, *([entry.beside] if entry.beside else []), *entry.value.tail]
        if after:
            after[0].before[:0] = comments
        else:
            owner.tail[:0] = comments
        owner.entries.remove(entry)
    if not count:
        return text, 0
    document = parse(write_sheet(sheet).encode("utf-8"), "accepted.yaml").document
    assert document is not None
    assert isinstance(document.data, dict)
    return canonical(document, FORMATS[str(document.data["format"])]), count


def _holders(sheet: Sheet) -> Iterator[tuple[Collection, Entry]]:
    """Every mapping that holds proposals, with the entry of the key."""
    root = sheet.root
    lists = [root.get(name) for name in ("passport", "indicators", "events", "resources")]
    items = [
        item.value for each in lists if each and isinstance(each.value, Collection)
        for item in each.value.entries
    ]  # fmt: skip
    for owner in (root, *items):
        if isinstance(owner, Collection) and owner.is_mapping:
            entry = owner.get(KEY)
            if entry is not None and isinstance(entry.value, Collection):
                yield owner, entry


def _id(owner: Collection) -> str:
    if owner.get("format") is not None:
        return ""
    entry = next(filter(None, map(owner.get, ("id", "label", "row", "name"))), None)
    return entry.value.text if entry and isinstance(entry.value, Scalar) else ""


def _said(entry: Entry) -> str:
    value = entry.value
    if isinstance(value, Scalar):
        return value.text
    return ", ".join(_said(each) for each in value.entries)
