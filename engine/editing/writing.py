"""Sheet → text in the one way: two spaces, 100 columns, one empty line at most."""

from engine.editing.nodes import Collection, Comment, Entry, Node, Scalar, Sheet
from engine.editing.scalars import WIDTH, as_key, in_line, is_bare, layout

_STEP = 2


def write_sheet(sheet: Sheet) -> str:
    """The canonical text; the same sheet always gives the same text."""
    lines = _comments(sheet.head, 0)
    if sheet.root.entries:
        lines += _block(sheet.root, 0)
    else:
        lines += [*_comments(sheet.root.tail, 0), "{}" if sheet.root.is_mapping else "[]"]
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines) + "\n"


def one_line(node: Node) -> str | None:
    """The node in flow style; None where comments or texts of several lines forbid it."""
    if isinstance(node, Scalar):
        hidden = "\n" in node.text or (node.text == "" and is_bare(node))
        return None if hidden else in_line(node, flow=True)
    if node.tail or (node.entries and not node.is_flow):
        return None
    parts = [_flow_entry(entry) for entry in node.entries]
    if None in parts:
        return None
    inner = ", ".join(part for part in parts if part is not None)
    return f"{{{inner}}}" if node.is_mapping else f"[{inner}]"


def _flow_entry(entry: Entry) -> str | None:
    value = None if entry.before or entry.beside else one_line(entry.value)
    if value is None or entry.key is None:
        return value
    return f"{as_key(entry.key, flow=True)}: {value}"


def _block(node: Collection, indent: int) -> list[str]:
    lines: list[str] = []
    for entry in node.entries:
        lines += _entry(entry, indent)
    return lines + _comments(node.tail, indent)


def _entry(entry: Entry, indent: int) -> list[str]:
    above = _comments(entry.before, indent)
    if entry.blank:
        above.append("")
    if isinstance(entry.value, Scalar):
        return above + _scalar_entry(entry, entry.value, indent)
    line = _flow_line(entry, entry.value, indent)
    if line is not None:
        return [*above, line]
    if entry.key is not None:
        if not entry.value.entries:
            line = _beside(_prefix(entry, indent) + _empty(entry.value), entry.beside)
            return _comments(entry.value.tail, indent) + above + [line]
        opening = _beside(_prefix(entry, indent).rstrip(), entry.beside)
        return [*above, opening, *_block(entry.value, indent + _STEP)]
    return above + _item(entry, entry.value, indent)


def _scalar_entry(entry: Entry, value: Scalar, indent: int) -> list[str]:
    first, below = layout(value, _prefix(entry, indent), indent + _STEP)
    return [_beside(first, entry.beside), *below]


def _flow_line(entry: Entry, value: Collection, indent: int) -> str | None:
    flow = one_line(value)
    line = None if flow is None else _prefix(entry, indent) + flow
    if line is None or (len(line) > WIDTH and value.entries):
        return None
    return _beside(line, entry.beside)


def _item(entry: Entry, value: Collection, indent: int) -> list[str]:
    """`- ` before the first line of a block; comments that stood there go above the dash."""
    comments = [entry.beside] if entry.beside else []
    comments += [] if value.entries else value.tail
    if not value.entries:
        return [*_comments(comments, indent), _prefix(entry, indent) + _empty(value)]
    first = value.entries[0]
    hoisted = comments + first.before
    inner = Entry(first.key, first.value, [], first.beside)
    rest = Collection(value.is_mapping, value.is_flow, 0, value.entries[1:], value.tail)
    lines = _entry(inner, indent + _STEP)
    while lines[0].lstrip().startswith("#"):
        hoisted.append(Comment(lines.pop(0).strip(), indent))
    lines[0] = f"{' ' * indent}- {lines[0].lstrip(' ')}"
    return _comments(hoisted, indent) + lines + _block(rest, indent + _STEP)


def _empty(value: Collection) -> str:
    return "{}" if value.is_mapping else "[]"


def _prefix(entry: Entry, indent: int) -> str:
    start = " " * indent
    return f"{start}- " if entry.key is None else f"{start}{as_key(entry.key, flow=False)}: "


def _comments(comments: list[Comment], indent: int) -> list[str]:
    lines: list[str] = []
    for each in comments:
        lines += (
            ["", f"{' ' * indent}{each.text}"] if each.blank else [f"{' ' * indent}{each.text}"]
        )
    return lines


def _beside(line: str, comment: Comment | None) -> str:
    """The comment stays in its column where there is room, so that columns stay aligned."""
    if comment is None:
        return line
    column = max(comment.column, len(line) + 2)
    if column + len(comment.text) > WIDTH:
        column = len(line) + 2
    return f"{line:<{column}}{comment.text}"
