"""A table of the indicators of several roadmaps: its sections, or a column beside its indicators,
say whose each of them is."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.lazy import lazy_pattern
from engine.papers.documents import Address, Paragraph
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.drafts import Draft, take_over
from engine.papers.lines_above import is_annex, is_title
from engine.papers.passports import FigureGroup, PassportEntry, is_of_figures, names_figures

_WORD = lazy_pattern(r"[^\W\d_]{4,}")
_STEM = 5
_OF_ANY = lazy_pattern(
    r"дорож|карт|план|показ|индик|целев|крите|мероп|работ|систе|качес|образ|напра|муниц|разде|прил|"
    r"прика|реали|повыш|обесп|разви|совер|район|округ|город|управ|значе|эффек|резул|паспо|школ|"
    r"комит|отдел|учебн|год[аыу]?$"
)
"""What stands in the titles of all roadmaps, and so tells none of them from another."""
_LEAST_ALIKE = 0.5
_BY_NUMBER = lazy_pattern(
    r"(?P<kind>приложени\w+|(дорожн\w+ )?карт\w*|план\w*)\s*(№\s*)?"
    r"(?P<number>\d{1,2}(\.\d{1,2})?)\b",
    re.IGNORECASE,
)
_TO_A_PLAN = lazy_pattern(r"\bк\s+(дорожн\w+|карт\w+|план\w+|программ\w+)\b.*", re.IGNORECASE)
_OF_ANNEX = "приложени"
_TITLE_LINES = 3
"""Lines that the title of a table of indicators may take."""

Home = Callable[[str], Draft | None]


def title_of_figures(lines: Sequence[Paragraph]) -> int:
    """Where the lines right above a table of indicators begin that are its title and no roadmap's;
    behind the last line, where none are."""
    for at in range(len(lines) - 1, max(len(lines) - _TITLE_LINES, 0) - 1, -1):
        line = lines[at]
        if names_figures(line.text):
            return at
        if is_annex(line) or is_title(line) or line.text.endswith((".", ";", ":")):
            break
    return len(lines)


def is_apart(draft: Draft, lines: Sequence[Paragraph]) -> bool:
    """Whether a draft is an annex of indicators and no roadmap by itself, and the `lines` above a
    plan begin another annex."""
    is_table = not draft.plan and draft.title is None and _holds_figures(draft)
    return is_table and any(map(is_annex, lines))


def share_out(drafts: list[Draft], doubts: Sequence[Doubt]) -> list[Doubt]:
    """Give the indicators of common tables to their roadmaps, where there are several.

    Returned are the doubts without those about rows whose words now stand over the indicators of
    a roadmap, and one more for each table that no words give to one.
    """
    plans = [draft for draft in drafts if draft.plan]
    if len(plans) < 2:
        return [*doubts]
    home = _homes(plans)
    used: list[Address] = []
    for draft in [*drafts]:
        for entry in [each for each in draft.passport if is_of_figures(each)]:
            used += _divide(draft, entry, home)
        if draft.plan is None and _holds_figures(draft) and (whose := home(_words_over(draft))):
            take_over(whose, draft)
            draft.passport = []
    drafts[:] = [draft for draft in drafts if draft.plan or draft.passport or draft.goals]
    _join_neighbours(drafts, plans)
    left = [draft for draft in drafts if not draft.plan and _holds_figures(draft)]
    kept = (each for each in doubts if each.address not in used)
    return [*kept, *(_told(draft, len(plans)) for draft in left)]


def _holds_figures(draft: Draft) -> bool:
    return bool(draft.passport) and all(map(is_of_figures, draft.passport))


def _words_over(draft: Draft) -> str:
    """Its title, and what its annex is one to, if that is a plan."""
    to = _TO_A_PLAN.search(draft.annex or "")
    words = (draft.title, draft.passport[0].heading, to[0] if to else None)
    return " ".join(filter(None, words))


def _told(draft: Draft, plans: int) -> Doubt:
    """An annex of indicators that stays by itself; its heading is its title."""
    first, *rest = draft.passport
    if draft.title is None:
        draft.title = first.heading
        draft.passport = [replace(first, heading=None), *rest]
    items = sum(len(entry.items) for entry in draft.passport)
    return doubt(
        codes.FIGURES_NOT_SHARED_OUT, first.address, items=items, plans=plans,
        text=quoted(draft.title or ""),
    )  # fmt: skip


def _divide(draft: Draft, entry: PassportEntry, home: Home) -> list[Address]:
    """Part a table whose groups belong to two roadmaps or more; what belongs to none stays."""
    groups = list(dict.fromkeys(entry.groups))
    homes = [(group, home(group.words)) for group in groups]
    own = [(group, whose) for group, whose in homes if whose]
    if len({id(whose) for _, whose in own}) < 2:
        return []
    title = ": ".join(filter(None, (None if draft.plan else draft.title, entry.heading)))
    left = _of_groups(entry, [group for group, whose in homes if not whose])
    at = draft.passport.index(entry)
    draft.passport[at : at + 1] = [left] if left.items else []
    for group, whose in own:
        heading = ": ".join(filter(None, (title, group.words)))
        part = replace(_of_groups(entry, [group]), heading=heading, groups=())
        whose.passport.append(part)
    if draft.plan is None:
        own[0][1].lead += draft.lead
        draft.lead = []
    return [group.address for group, _ in own if group.is_row]


def _of_groups(entry: PassportEntry, groups: Sequence[FigureGroup]) -> PassportEntry:
    """What stands in some groups of a table."""
    own = [pair for pair in zip(entry.items, entry.groups, strict=True) if pair[1] in groups]
    return replace(
        entry, items=tuple(item for item, _ in own), groups=tuple(group for _, group in own)
    )


def _join_neighbours(drafts: list[Draft], plans: Sequence[Draft]) -> None:
    """An annex of indicators before, or behind, each of the plans is that of its neighbour."""
    left = [draft for draft in drafts if not draft.plan]
    if len(left) != len(plans) or not all(map(_holds_figures, left)):
        return
    pairs = [(drafts[at], drafts[at + 1]) for at in range(0, len(drafts), 2)]
    if all((one.plan is None) != (other.plan is None) for one, other in pairs):
        for one, other in pairs:
            take_over(*((one, other) if one.plan else (other, one)))
        drafts[:] = plans


# Whose words these are


@dataclass(frozen=True, slots=True)
class _Known:
    draft: Draft
    annex: str
    code: str
    stems: frozenset[str]


def _homes(plans: Sequence[Draft]) -> Home:
    """Words → the only roadmap that they name, by its number or by the words of its title."""
    known = [_known(draft, at) for at, draft in enumerate(plans, 1)]

    def home(words: str) -> Draft | None:
        if found := _BY_NUMBER.search(words):
            is_annex = found["kind"].casefold().startswith(_OF_ANNEX)
            fit = [e for e in known if (e.annex if is_annex else e.code) == found["number"]]
            if len(fit) == 1:
                return fit[0].draft
        own = _stems(words)
        alike = sorted(((_likeness(own, each.stems), -at) for at, each in enumerate(known)))
        (second, _), (best, place) = alike[-2:]
        return known[-place].draft if best >= _LEAST_ALIKE and best > second else None

    return home


def _known(draft: Draft, at: int) -> _Known:
    title = " ".join(filter(None, (draft.title, draft.plan_title)))
    annex = _BY_NUMBER.match(draft.annex or "")
    code = _BY_NUMBER.search(title)
    number = code["number"] if code and "карт" in code["kind"].casefold() else str(at)
    return _Known(draft, annex["number"] if annex else "", number, _stems(title))


def _stems(text: str) -> frozenset[str]:
    words = (word[:_STEM] for word in _WORD.findall(text.casefold().replace("ё", "е")))
    return frozenset(word for word in words if not _OF_ANY.match(word))


def _likeness(words: frozenset[str], title: frozenset[str]) -> float:
    """The share of the words that the title has, too."""
    return len(words & title) / len(words) if words else 0.0
