"""A heading → a short Latin name for conditions."""

from collections import Counter
from collections.abc import Sequence

from engine.latin import latin

_LONGEST = 40
_START = 16
_RESERVED = (
    "as_of", "period_start", "period_end", "and", "or", "not", "null", "between", "case", "when",
    "then", "else", "select", "from", "where", "any", "on", "off", "yes", "no", "true", "false",
    "like", "union", "as", "if", "in", "is", "distinct", "having", "set", "current_date", "with",
    "using", "join", "cross", "inner", "outer", "qualify", "create", "drop", "alter", "rlike",
    "regexp", "ilike", "glob", "lateral", "pivot",
)  # fmt: skip
"""Words that conditions or YAML read as something else than a column."""


def names_of(headings: Sequence[str], taken: set[str]) -> list[str]:
    """A name for each heading; long ones are cut so that what tells them apart is kept."""
    whole = [_slug(heading) for heading in headings]
    cut = Counter(_cut(name) for name in dict.fromkeys(whole))
    short = [_cut(name) if cut[_cut(name)] == 1 else _told_apart(name, whole) for name in whole]
    return [_free(name, taken) for name in short]


def name_of(heading: str, taken: set[str]) -> str:
    """A name that is not yet taken; it becomes taken."""
    return names_of([heading], taken)[0]


def shared_start(texts: Sequence[str]) -> str:
    """The signs with which all texts begin."""
    first, last = min(texts), max(texts)
    pairs = enumerate(zip(first, last, strict=False))
    return first[: next((at for at, (one, other) in pairs if one != other), len(first))]


def _slug(heading: str) -> str:
    words = latin(heading, "_") or "column"
    return words if words[0].isalpha() and words not in _RESERVED else f"c_{words}"


def _cut(name: str) -> str:
    return name[:_LONGEST].strip("_")


def _told_apart(name: str, others: Sequence[str]) -> str:
    """The first words and, of the rest, what begins where the names that look alike part."""
    alike = [each for each in others if each != name and _cut(each) == _cut(name)]
    shared = max((len(shared_start((name, each))) for each in alike), default=0)
    tail = name[name.rfind("_", 0, shared + 1) + 1 :]
    return f"{name[:_START].strip('_')}_{tail[: 2 * _LONGEST]}".strip("_")


def _free(bare: str, taken: set[str]) -> str:
    name, number = bare, 2
    while name in taken:
        name, number = f"{bare}_{number}", number + 1
    taken.add(name)
    return name
