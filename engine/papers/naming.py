"""Names for what a document does not name: Latin ids out of Russian words, each given once."""

import re
from collections.abc import Iterable

from engine.latin import latin
from engine.lazy import lazy_pattern
from engine.whole_files import is_of_a_device

_OF_NO_WEIGHT = (
    "и в во на по со к ко о об для от до из у за при под над через или а также их его не "
    "проведение организация осуществление обеспечение участие"
)
_EMPTY = frozenset(_OF_NO_WEIGHT.split())
_WORDS = 3
_LENGTH = 32
_ROADMAP = "_rr_"
_SLUG = lazy_pattern(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PREFIX = "_rm_"
"""Of the hidden bookmarks that carry ids; Word hides names that begin with a low line."""


class Names:
    """Ids of one file: no two things get the same."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def given(self, text: str, otherwise: str) -> str:
        """An id of the first words that carry meaning."""
        words = [word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _EMPTY]
        name = ""
        for word in words[:_WORDS]:
            longer = f"{name}-{latin(word)}".strip("-")
            if len(longer) > _LENGTH:
                break
            name = longer
        name = re.sub(r"^[^a-z]+", "", name) or otherwise
        return self.unique(name)

    def unique(self, name: str) -> str:
        """The name, or the name with a number where it is taken."""
        found, count = name, self._next.get(name, 2)
        while found in self._taken:
            found, count = f"{name}-{count}", count + 1
        self._next[name] = count
        self._taken.add(found)
        return found


def of_bookmarks(bookmarks: Iterable[str]) -> str | None:
    """The id that a hidden bookmark carries."""
    for each in bookmarks:
        name = each.removeprefix(PREFIX).replace("_", "-")
        if each.startswith(PREFIX) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
            return name
    return None


def bookmark(id: str) -> str:
    """The hidden bookmark of an id."""
    return PREFIX + id.replace("-", "_")


def roadmap_bookmark(slug: str) -> str:
    """The hidden bookmark of a roadmap."""
    return _ROADMAP + slug.replace("-", "_")


def roadmap_of(bookmarks: Iterable[str]) -> str | None:
    """The slug that a hidden bookmark carries."""
    slugs = (each.removeprefix(_ROADMAP) for each in bookmarks if each.startswith(_ROADMAP))
    found = (slug.replace("_", "-") for slug in slugs if _SLUG.fullmatch(slug))
    return next(found, None)


_PASSPORT = "_rp_"


def passport_bookmark(slug: str) -> str:
    """The hidden bookmark of the passport of a roadmap."""
    return _PASSPORT + slug.replace("-", "_")


def is_of_passport(bookmarks: Iterable[str]) -> bool:
    """Whether a hidden bookmark says that its table is a passport."""
    return any(each.startswith(_PASSPORT) for each in bookmarks)


_UNFIT = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
_LONGEST_STEM = 100


def file_stem(name: str, taken: Iterable[str]) -> str:
    """A name of a file, without its suffix, for a code that may hold signs which no file bears;
    none of `taken` (names of files) begins so."""
    plain = "".join(sign for sign in name.translate(_UNFIT) if sign.isprintable()).strip(" .")
    stem = plain[:_LONGEST_STEM].rstrip(" .") or "_"
    stem = f"_{stem}" if is_of_a_device(stem) else stem
    used = {each.rpartition(".")[0].casefold() for each in taken}
    found, count = stem, 2
    while found.casefold() in used:
        found, count = f"{stem} ({count})", count + 1
    return found
