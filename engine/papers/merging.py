"""A document that comes back → its words in the specs that are there; all else stays as it was.

Rows are matched by the id of a hidden bookmark, else by number and words. Stage, links, rules,
notes and comments of a matched row stay; a new row comes with proposals, one that is gone goes.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from engine.editing.fmt import canonical
from engine.editing.nodes import Collection, Entry, Scalar, Sheet
from engine.editing.reader import read_sheet
from engine.editing.writer import write_sheet
from engine.messages import Catalogue
from engine.papers.annex import LOST
from engine.papers.figures import Tables
from engine.papers.values import Mapped, Value
from engine.papers.yaml_files import node_of
from engine.yamltext import parse

_ALIKE = 0.6
_EVENT = ("number", "title", "schedule", "responsible", "result", "decision", "details")
_ROW = ("row", "label", "heading", "items")
_SECTION = ("number", "title")
_NULLABLE = frozenset({"number", "title", "schedule", "result", "row", "label"})


def merged_roadmap(text: str, new: Mapped, bookmarked: frozenset[str]) -> str:
    """The text of a roadmap with the words of the document; `bookmarked` are ids that it names."""
    sheet = read_sheet(text)
    root = sheet.root
    for key in ("title", "plan_title", "annex"):
        if new.get(key):
            _set(root, key, new[key])
    _merge(root, "passport", _list(new, "passport"), _ROW)
    sections = _merge(root, "sections", _list(new, "sections"), _SECTION)
    events = _list(new, "events")
    for event in events:
        if event["id"] in bookmarked:
            event["bookmarked"] = "yes"
        if event.get("section") is not None:
            event["section"] = sections.get(str(event["section"]), event["section"])
    _merge(root, "events", events, _EVENT)
    return _written(sheet, text, "roadmap")


def merged_project(text: str, new: Mapped, added: Sequence[str], unfilled: Container[str]) -> str:
    """project.yaml with the order's words, new bodies and new roadmaps; `unfilled` are the words of
    an import for what a paper does not say."""
    sheet = read_sheet(text)
    _merge_order(sheet.root, new.get("order"))
    _fill_in(sheet.root, new, unfilled)
    for key in ("organisations", "evidence"):
        if key in new and sheet.root.get(key) is None:
            sheet.root.entries.append(Entry(Scalar(key), node_of(new[key], key=key)))
    for key, values in (("bodies", _fresh_bodies(sheet, new)), ("roadmaps", list(added))):
        entry = sheet.root.get(key)
        if values and entry and isinstance(entry.value, Collection):
            entry.value.entries += [Entry(None, node_of(value, flow=True)) for value in values]
        elif values:
            sheet.root.entries.append(Entry(Scalar(key), node_of(list(values))))
    return _written(sheet, text, "project")


def _merge_order(root: Collection, order: Value) -> None:
    """The order's words. The stamp of an annex that comes alone says what the project does not: its
    date is often typed otherwise; its clauses come with the order itself, which has a title."""
    there = root.get("order")
    if not isinstance(order, dict):
        return
    if there is None or not isinstance(there.value, Collection):
        root.entries.append(Entry(Scalar("order"), node_of(order), blank=True))
        return
    is_printed = bool(order.get("title") or order.get("preamble"))
    for key in ("number", "date", "title"):
        if order.get(key) and (is_printed or _text(there.value, key) is None):
            _set(there.value, key, order[key])
            _mark_present(there.value, key)
    if order.get("title") and order.get("preamble"):
        _set(there.value, "preamble", order["preamble"])
    if order.get("annexes") and not _printed(there.value.get("annexes")):
        _set(there.value, "annexes", order["annexes"])


def _fill_in(root: Collection, new: Mapped, unfilled: Container[str]) -> None:
    """The period and the municipality with their grounds, where an earlier import did not find them
    and the paper names them."""
    grounds, proposed = new.get("proposed"), root.get("proposed")
    for key, said in (("period", "reason"), ("municipality", "name")):
        entry, found = root.get(key), new.get(key)
        if not (entry and isinstance(entry.value, Collection) and isinstance(found, dict)):
            continue
        if _text(entry.value, said) not in unfilled or str(found.get(said)) in unfilled:
            continue
        entry.value = node_of(found, key=key)
        if proposed and isinstance(proposed.value, Collection) and isinstance(grounds, dict):
            _set(proposed.value, key, grounds.get(key))


DATA = "data.yaml"


def known_tables(there: Mapping[str, str], words: Catalogue) -> Tables:
    """The tables that a project's files declare: where its documents and organisations stand."""
    if "project.yaml" not in there:
        return Tables(words)
    root = read_sheet(there["project.yaml"]).root
    evidence, lists = root.get("evidence"), root.get("organisations")
    register = evidence.value if evidence and isinstance(evidence.value, Collection) else None
    kinds = register.get("kinds") if register else None
    listed = _texts(lists.value) if lists and isinstance(lists.value, Collection) else []
    data = read_sheet(there[DATA]).root if DATA in there else Collection(True)
    return Tables(
        words,
        taken=[name for item in _items(data, "resources") if (name := _text(item, "name"))],
        register=_text(register, "in") if register else None,
        schools=next(iter(listed), None),
        kinds=tuple(_texts(kinds.value))
        if kinds and isinstance(kinds.value, Collection) else (),
    )  # fmt: skip


def merged_data(text: str, tables: Sequence[Mapped]) -> str:
    """data.yaml with the declarations of more tables."""
    sheet = read_sheet(text)
    entry = sheet.root.get("resources")
    if entry is None or not isinstance(entry.value, Collection):
        entry = Entry(Scalar("resources"), Collection(False), blank=True)
        sheet.root.entries.append(entry)
    assert isinstance(entry.value, Collection)
    entry.value.is_flow = False
    entry.value.entries += [Entry(None, node_of(table), blank=True) for table in tables]
    return _written(sheet, text, "data")


def known_bodies(text: str) -> dict[str, str]:
    """Spelling → id of the bodies of a project.yaml."""
    found: dict[str, str] = {}
    for item in _items(read_sheet(text).root, "bodies"):
        id = _text(item, "id") or ""
        aliases = item.get("aliases")
        more = _texts(aliases.value) if aliases and isinstance(aliases.value, Collection) else []
        for name in (_text(item, "name"), *more):
            if name:
                found[name] = id
    return found


def _fresh_bodies(sheet: Sheet, new: Mapped) -> list[Value]:
    ids = {_text(item, "id") for item in _items(sheet.root, "bodies")}
    return [dict(each) for each in _list(new, "bodies") if each["id"] not in ids]


# Lists of rows


def _merge(
    root: Collection, key: str, new: Sequence[Mapped], fields: tuple[str, ...]
) -> dict[str, str]:
    """Put the words of the new rows into the list; ids of new rows → ids that they have now."""
    old = list(_items(root, key))
    pairs = _paired(old, new, fields)
    ids: dict[str, str] = {}
    taken = {_text(collection, "id") or "" for collection in old}
    entries: list[Entry] = []
    entry = root.get(key)
    mine = {id(each.value): each for each in entry.value.entries} if (
        entry and isinstance(entry.value, Collection)
    ) else {}  # fmt: skip
    for row, each in zip(new, pairs, strict=True):
        if each is None:
            name = _free(str(row.get("id", "")), taken)
            ids[str(row.get("id"))] = name
            taken.add(name)
            if "id" in row:
                row["id"] = name
            entries.append(Entry(None, node_of(row), blank=key == "events"))
            continue
        ids[str(row.get("id"))] = _text(each, "id") or ""
        for field in (*fields, *(("section",) if "section" in row else ())):
            _take(each, field, row.get(field))
        entries.append(mine[id(each)])
    if entry and isinstance(entry.value, Collection):
        entry.value.entries = entries
    elif entries:
        root.entries.append(Entry(Scalar(key), Collection(False, entries=entries), blank=True))
    return ids


def _free(name: str, taken: set[str]) -> str:
    count, found = 2, name
    while found in taken:
        found, count = f"{name}-{count}", count + 1
    return found


def _paired(
    old: Sequence[Collection], new: Sequence[Mapped], fields: tuple[str, ...]
) -> list[Collection | None]:
    """Of each new row the old one that it is: by id and words, by number and words, by words, by
    number alone where the words are alike."""
    words = "title" if "title" in fields else "label"
    number = "number" if "number" in fields else "row"
    free = list(old)
    found: list[Collection | None] = [None] * len(new)

    def same(row: Mapped, each: Collection, key: str) -> bool:
        return _line(row.get(key)) == (_text(each, key) or "")

    tests: tuple[Callable[[Mapped, Collection], bool], ...] = (
        lambda row, each: row.get("bookmarked") == "yes" and same(row, each, "id"),
        lambda row, each: same(row, each, number) and same(row, each, words),
        lambda row, each: bool(row.get(words)) and same(row, each, words),
        lambda row, each: (
            same(row, each, number) and _alike(_line(row.get(words)), _text(each, words) or "")
        ),
    )
    for test in tests:
        for at, row in enumerate(new):
            if found[at] is None:
                found[at] = next((collection for collection in free if test(row, collection)), None)
                if found[at] is not None:
                    free = [collection for collection in free if collection is not found[at]]
    for row in new:
        row.pop("bookmarked", None)
    return found


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


# One row


def _take(row: Collection, key: str, value: Value) -> None:
    """Give a field the printed words, unless it says them already."""
    entry = row.get(key)
    if _printed(entry) == _said(value):
        return
    if value is None or value == []:
        if key in _NULLABLE:
            _set(row, key, None)
            _mark_absent(row, key)
        elif key == "responsible":
            _set(row, key, [])
            _mark_absent(row, key)
        elif entry is not None:
            row.entries.remove(entry)
        return
    _set(row, key, value)
    _mark_present(row, key)


def _printed(entry: Entry | None) -> list[str]:
    """What a field of a spec would print: its lines, without those that nobody can read."""
    if entry is None:
        return []
    if isinstance(entry.value, Scalar):
        text = entry.value
        return [] if text.style == "" and text.text in ("null", "~", "") else [_plain(text.text)]
    lines = []
    for each in entry.value.entries:
        if isinstance(each.value, Scalar):
            lines.append(_plain(each.value.text))
        elif (text_ := each.value.get("text")) and isinstance(text_.value, Scalar):
            lines += _printed(text_)
    return lines


def _said(value: Value) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [] if value.strip() == LOST else [_plain(value)]
    items = value if isinstance(value, list) else [value]
    return [_plain(item["text"] if isinstance(item, dict) else item) for item in items]


def _line(value: Value) -> str:
    return next(iter(_said(value)), "")


def _plain(value: Value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _set(owner: Collection, key: str, value: Value) -> None:
    entry = owner.get(key)
    if entry is None:
        owner.entries.append(Entry(Scalar(key), node_of(value, key=key)))
    elif _printed(entry) != _said(value) or isinstance(entry.value, Collection):
        entry.value = node_of(value, key=key)


def _mark_absent(row: Collection, key: str) -> None:
    entry = row.get("not_printed")
    if entry is None:
        row.entries.append(Entry(Scalar("not_printed"), node_of([key], key="not_printed")))
    elif isinstance(entry.value, Collection):
        entry.value.entries.append(Entry(None, Scalar(key)))


def _mark_present(row: Collection, key: str) -> None:
    """What is printed now is neither lost nor left out."""
    for name in ("not_printed", "lost"):
        entry = row.get(name)
        if entry is None or not isinstance(entry.value, Collection):
            continue
        entry.value.entries = [
            each for each in entry.value.entries
            if key not in ((each.key or each.value).text if isinstance(each.value, Scalar) else "")
            .split()
        ]  # fmt: skip
        if not entry.value.entries:
            row.entries.remove(entry)


def _list(values: Mapping[str, Value], key: str) -> list[Mapped]:
    found = values.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _items(root: Collection, key: str) -> Iterator[Collection]:
    entry = root.get(key)
    for each in entry.value.entries if entry and isinstance(entry.value, Collection) else ():
        if isinstance(each.value, Collection):
            yield each.value


def _text(row: Collection, key: str) -> str | None:
    found = _printed(row.get(key))
    return found[0] if found else None


def _texts(values: Collection) -> list[str]:
    return [entry.value.text for entry in values.entries if isinstance(entry.value, Scalar)]


def _written(sheet: Sheet, before: str, kind: str) -> str:
    text = write_sheet(sheet)
    if text == before:
        return before
    document = parse(text.encode("utf-8"), f"{kind}.yaml").document
    assert document is not None
    return canonical(document, kind)
