"""Values of a spec → its text, in the order and form that `roadmap fmt` gives."""

from engine.editing.fmt import NotTheSame, sort_keys
from engine.editing.nodes import Collection, Entry, Node, Scalar, Sheet
from engine.editing.writer import is_plain, write_sheet
from engine.papers.values import Mapped, Value
from engine.yamltext import parse, writable

_ON_ONE_LINE = frozenset(
    {
        "serves", "stages", "stage", "not_printed", "roadmaps", "municipality", "period",
        "proposed", "responsible", "bodies", "organisations", "evidence", "rule", "fields",
        "primaryKey", "foreignKeys", "missingValues", "after",
    }
)  # fmt: skip


def spec_text(values: Mapped, kind: str, schemas: str) -> str:
    """The canonical text of a spec of a kind (roadmap, project), with its line for editors."""
    root = _node(values)
    assert isinstance(root, Collection)
    for entry in root.entries:
        if isinstance(entry.value, Collection) and entry.value.entries and not entry.value.is_flow:
            entry.blank = True
            if entry.key and entry.key.text == "events":
                for event in entry.value.entries[1:]:
                    event.blank = True
    sort_keys(root, kind)
    head = f"# yaml-language-server: $schema={schemas}/{kind}.schema.json\n"
    text = head + write_sheet(Sheet([], root))
    document = parse(text.encode("utf-8"), f"{kind}.yaml").document
    if document is None or document.data != _writable(values):
        raise NotTheSame(f"values of {kind}.yaml")
    return text


def _writable(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_writable(each) for each in value]
    return writable(value) if isinstance(value, str) else value


def node_of(value: Value, *, flow: bool = False, key: str = "") -> Node:
    """A value as `fmt` would lay it out under a key."""
    return _node(value, flow=flow or key in _ON_ONE_LINE)


def _node(value: Value, *, flow: bool = False) -> Node:
    if value is None:
        return Scalar("null")
    if isinstance(value, int):
        return Scalar(str(value).lower())
    if isinstance(value, str):
        value = writable(value)
        return Scalar(value, "" if is_plain(value, flow=True) else '"')
    if isinstance(value, list):
        entries = [Entry(None, _node(each, flow=flow)) for each in value]
        is_flow = flow and all(isinstance(each, str) for each in value)
        return Collection(False, is_flow or not value, entries=entries)
    entries = [
        Entry(Scalar(key), _node(each, flow=flow or key in _ON_ONE_LINE))
        for key, each in value.items()
    ]
    return Collection(True, flow, entries=entries)
