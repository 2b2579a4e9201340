"""Names of schools and kindergartens as people write them: «МБОУ СОШ № 5», «СОШ №5», «школа 5»."""

import re
from collections.abc import Mapping

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.tables import nearest

_SIGNS = lazy_pattern(r"[^\w№]+")
_NUMBER = lazy_pattern(r"(?:№|\bn|\bno)\s*(\d+)|\b(\d{1,4})\b")
_LEGAL = lazy_pattern(
    r"\b(муниципальн\w*|государственн\w*|частн\w*|федеральн\w*|бюджетн\w*|казенн\w*|автономн\w*|"
    r"некоммерческ\w*|учреждени\w*|организаци\w*|[мгчф](б|к|а)?(н)?(д|о)?оу|[мгчф](б|к|а)?у)\b"
)
_KINDS = (
    ("сад", lazy_pattern(r"\bдетск\w+ сад\w*|\bд с\b|\bдс\b|\bцрр\b")),
    ("гимназия", lazy_pattern(r"\bгимнази\w*")),
    ("лицей", lazy_pattern(r"\bлице\w*")),
    ("интернат", lazy_pattern(r"\bшкол\w* интернат\w*|\bинтернат\w*")),
    ("сош", lazy_pattern(r"\bсредн\w+ (общеобразовательн\w+ )?школ\w*|\bсош\b")),
    ("оош", lazy_pattern(r"\bосновн\w+ (общеобразовательн\w+ )?школ\w*|\bоош\b")),
    ("нош", lazy_pattern(r"\bначальн\w+ (общеобразовательн\w+ )?школ\w*|\bнош\b")),
    ("школа", lazy_pattern(r"\b(общеобразовательн\w+ )?школ\w*|\bшк\b")),
)
"""Kinds by their words, those with more words before those with fewer."""
_SCHOOLS = frozenset({"сош", "оош", "нош", "школа"})
_KINDERGARTEN = lazy_pattern(r"\b[мгч](б|к|а)?доу\b|\bдошкольн\w+")
_FILLERS = frozenset((
    "г", "с", "п", "пос", "пгт", "ст", "х", "д", "город", "города", "село", "села", "поселок",
    "поселка", "деревня", "деревни", "им", "имени", "общеобразовательное", "образовательное",
    "дошкольное", "района", "муниципального", "образования",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """A name taken apart: its text without signs and case, its kind, its number, other words."""

    text: str
    kind: str | None
    number: str | None
    words: frozenset[str]

    def meets(self, other: "Naming") -> bool:
        """Whether both may be the same organisation: nothing that both say differs."""
        if self.number != other.number or not _alike(self.kind, other.kind):
            return False
        some = self.words <= other.words or other.words <= self.words
        return some and (self.number is not None or bool(self.words & other.words))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a name may mean: codes of the list, and on what ground: number_kind, number, words,
    spelling, or twice (two of the list have this name). Several codes: nobody can say which."""

    codes: tuple[str, ...]
    ground: str


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A name that is neither in the list nor accepted, with its rows and what it may mean."""

    table: str
    column: str
    list: str
    written: str
    rows: int
    proposal: Proposal | None


def _alike(one: str | None, other: str | None) -> bool:
    if one is None or other is None or one == other:
        return True
    return "школа" in (one, other) and {one, other} <= _SCHOOLS


def plain_name(name: str) -> str:
    """The name without case, signs and spaces that do not matter."""
    text = _SIGNS.sub(" ", name.casefold().replace("ё", "е"))
    return " ".join(re.sub(r"(№|\bn|\bno)\s*(?=\d)", "№", text).split())


def taken_apart(name: str) -> Naming:
    """The name with its kind, number and other words."""
    text = plain_name(name)
    numbers = [first or second for first, second in _NUMBER.findall(text)]
    rest = _NUMBER.sub(" ", text)
    is_kindergarten = bool(_KINDERGARTEN.search(rest))
    rest = " ".join(_LEGAL.sub(" ", rest).split())
    kind = "сад" if is_kindergarten else None
    for known, words in _KINDS:
        if words.search(rest):
            kind, rest = known, words.sub(" ", rest)
            break
    words_left = frozenset(rest.split()) - _FILLERS
    number = numbers[0].lstrip("0") if numbers else None
    return Naming(text, kind, number, words_left)


def proposed(written: str, listed: Mapping[str, str]) -> Proposal | None:
    """Which organisations of the list (code → name) the written name may mean; None for none."""
    own = taken_apart(written)
    known = {code: taken_apart(name) for code, name in listed.items()}
    found = tuple(code for code, name in known.items() if own.meets(name))
    if found:
        of_kind = own.kind is not None and all(known[code].kind == own.kind for code in found)
        ground = "words" if own.number is None else "number_kind" if of_kind else "number"
        return Proposal(found, ground)
    texts = {name.text: code for code, name in known.items()}
    close = nearest(own.text, tuple(texts))
    return Proposal((texts[close],), "spelling") if close and own.number is None else None
