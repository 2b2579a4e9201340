"""How wide words are, without a font at hand: cautious estimates for the usual sans-serif faces."""

_NARROW = frozenset("ijlftrI.,:;!|'()[]{}/ -‐·«»")
_WIDE = frozenset("жмшщюфыЖМШЩЮФЫДОмwmWM@%—№")
ELLIPSIS = "…"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


_BOLD = 1.12


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line of that font size."""
    return sum(map(_ems, words)) * size * (_BOLD if bold else 1)


def shorten(words: str, width: float, size: float) -> str:
    """The words, cut at a word and closed with «…» where they are too wide."""
    (line,) = wrap(words, width, size, lines=1)
    return line


def wrap(words: str, width: float, size: float, *, lines: int) -> tuple[str, ...]:
    """The words in at most `lines` lines; the last ends with «…» where something is left out."""
    done: list[str] = []
    rest = words.split()
    while rest and len(done) < lines:
        taken = _fitting(rest, width, size)
        done.append(" ".join(rest[:taken]))
        rest = rest[taken:]
    if rest:
        done[-1] = _cut(done[-1], width, size, more=True)
    return tuple(_cut(line, width, size, more=False) for line in done) or ("",)


def hyphenated(words: str, width: float, size: float) -> tuple[str, ...]:
    """A bold label in one or two lines: broken at the soft hyphen only if one line is too short."""
    whole = words.replace(SOFT_HYPHEN, "")
    if width_of(whole, size, bold=True) <= width or SOFT_HYPHEN not in words:
        return (whole,)
    head, _, tail = words.partition(SOFT_HYPHEN)
    return (f"{head}-", tail.replace(SOFT_HYPHEN, ""))


def _fitting(words: list[str], width: float, size: float) -> int:
    """How many of the words stand on one line: at least one."""
    count, used = 0, 0.0
    for word in words:
        used += width_of(word if not count else f" {word}", size)
        if count and used > width:
            break
        count += 1
    return count


def _cut(line: str, width: float, size: float, *, more: bool) -> str:
    if not more and width_of(line, size) <= width:
        return line
    room = width - width_of(ELLIPSIS, size)
    while line and width_of(line, size) > room:
        shorter = line.rpartition(" ")[0]
        line = shorter if width_of(shorter, size) > room * 0.6 else line[:-1]
    return line.rstrip(" ,;:-–—(«") + ELLIPSIS


def _ems(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.88
    return 0.7 if sign.isupper() else 0.61
