"""`roadmap lineage`: where figures come from and whom a change of a table touches."""

from collections.abc import Iterator, Sequence
from textwrap import shorten

from engine.compile.lineage import Kind, Lineage, Thing
from engine.messages import Catalogue
from engine.plain import picked
from engine.reports.formats.graph import for_mermaid
from engine.visible import harmless_lines

Json = dict[str, object]

_TITLE = 90


def lineage_text(traced: Lineage, words: Catalogue) -> str:
    """Table by table: each column with those that read it; last the columns that nobody reads."""
    parts = []
    for table in (thing for thing in traced.things.values() if thing.kind is Kind.TABLE):
        columns = [thing for thing in traced.direct(table) if thing.kind is Kind.COLUMN]
        read = [column for column in columns if traced.direct(column)]
        lines = [
            words.text(
                "lineage.heading", id=table.id, title=_short(table), read=len(read), of=len(columns)
            )
        ]
        lines += [_column(thing, traced, words) for thing in read]
        parts.append("\n".join(lines))
    unread = [thing.id for thing in traced.unread()]
    if unread:
        parts.append(words.text("lineage.unread", n=len(unread), names=", ".join(unread)))
    return harmless_lines("\n\n".join(parts))


def _column(column: Thing, traced: Lineage, words: Catalogue) -> str:
    name = column.id.partition(".")[2]
    users = ", ".join(thing.id for thing in traced.direct(column))
    return words.text("lineage.read_by", name=name, title=_short(column), users=users)


def thing_text(thing: Thing, traced: Lineage, words: Catalogue) -> str:
    """One thing: what it is made of, where it leads, and how much that is in all."""
    after = traced.after(thing)
    parts = [words.text(f"lineage.of_{thing.kind.value}", id=thing.id, title=_short(thing))]
    for key, found in (("from", traced.before(thing)), ("to", after)):
        lines = [words.text(f"lineage.{key}"), *_listed(found, words)]
        parts.append("\n".join(lines if found else [words.text(f"lineage.{key}_nothing")]))
    counts = {kind.value: sum(each.kind is kind for each in after) for kind in Kind}
    if any(counts[kind.value] for kind in (Kind.INDICATOR, Kind.DECISION, Kind.EVENT)):
        parts.append(words.text("lineage.impact", **counts))
    return harmless_lines("\n\n".join(parts))


def _listed(found: Sequence[Thing], words: Catalogue) -> Iterator[str]:
    for thing in found:
        yield f"  {words.text(f'lineage.{thing.kind.value}')} {thing.id}  {_short(thing)}".rstrip()


def _short(thing: Thing) -> str:
    return shorten(" ".join(thing.title.split()), _TITLE, placeholder=" …")


def within(traced: Lineage, thing: Thing) -> Lineage:
    """Only the thing, what it is made of and where it leads."""
    kept = {(each.kind, each.id) for each in (thing, *traced.before(thing), *traced.after(thing))}
    return Lineage(
        {key: each for key, each in traced.things.items() if key in kept},
        tuple(pair for pair in traced.gives if set(pair) <= kept),
        traced.framing,
    )


def lineage_model(traced: Lineage) -> Json:
    """{"things": [{"kind", "id", "title"}], "gives": [[kind, id, kind, id]], "unread": [id]}."""
    return {
        "things": [picked(thing, "kind id title") for thing in traced.things.values()],
        "gives": [[*start, *to] for start, to in traced.gives],
        "unread": [thing.id for thing in traced.unread()],
    }


def lineage_mermaid(traced: Lineage) -> str:
    """A flowchart; things that nothing leads to or from are left out."""
    linked = {key for pair in traced.gives for key in pair}
    names = {key: f"n{number}" for number, key in enumerate(traced.things) if key in linked}
    lines = ["flowchart LR"]
    for key, name in names.items():
        thing = traced.things[key]
        lines.append(f'  {name}["{for_mermaid(f"{thing.id}: {_short(thing)}")}"]')
    lines += [f"  {names[start]} --> {names[to]}" for start, to in traced.gives]
    return "\n".join(lines) + "\n"
