"""Several findings about one fact are told as one, which names the others."""

from collections.abc import Iterable
from dataclasses import replace

from engine.codes.across import (
    EVENT_AT_OTHER_TIME,
    EVENT_BY_OTHERS,
    EVENT_IN_TWO,
    INDICATOR_IN_TWO,
    RESULT_PROMISED_TWICE,
    TARGETS_DIFFER,
)
from engine.codes.documents import (
    AGAINST_CYCLE,
    BASIS_LATER,
    ENDS_BEFORE_BASIS,
    ORDER_CONFLICT,
    OUT_OF_COURSE,
    USED_BEFORE_MADE,
    USED_BEFORE_READY,
)
from engine.codes.orders import SUMMED_UP_EARLY
from engine.codes.texts import (
    COPIED_RESULT,
    HELD_NOT_ATTENDED,
    NO_FINDINGS,
    OTHER_DIRECTION_RESULT,
    REPORT_ON_OTHER_WORK,
    RESULT_OF_OTHER_BODY,
    RESULT_OF_OTHER_FORM,
    RESULT_OF_OTHER_ROW,
    RESULT_OF_OTHER_SUBJECT,
    RESULT_WITHOUT_PRODUCT,
    SCHEDULE_AS_RESULT,
    SIMILAR_RESULT,
)
from engine.diagnostics import Code, Finding, Origin, Place, Related, Route, Subject

_STRANGE_RESULT = (
    SCHEDULE_AS_RESULT,
    COPIED_RESULT,
    OTHER_DIRECTION_RESULT,
    RESULT_OF_OTHER_FORM,
    HELD_NOT_ATTENDED,
    RESULT_OF_OTHER_BODY,
    REPORT_ON_OTHER_WORK,
    NO_FINDINGS,
    RESULT_WITHOUT_PRODUCT,
    RESULT_OF_OTHER_ROW,
    SIMILAR_RESULT,
    RESULT_OF_OTHER_SUBJECT,
)
"""The result is not of its event: the plainest proof first."""


_AGAINST_DATES = frozenset({AGAINST_CYCLE, BASIS_LATER, ENDS_BEFORE_BASIS, ORDER_CONFLICT})
"""The row ends before what it needs: told with its ground, so that its place in the course is not
told again."""
_TOLD_WITH_DATES = frozenset({OUT_OF_COURSE, SUMMED_UP_EARLY})


_IN_SEVERAL = frozenset({
    EVENT_AT_OTHER_TIME, EVENT_BY_OTHERS, EVENT_IN_TWO, INDICATOR_IN_TWO, RESULT_PROMISED_TWICE,
    TARGETS_DIFFER,
})  # fmt: skip
"""What stands in several roadmaps: told once, with the count of the others."""
_SHOWN = 10
"""Further places that are shown with their lines; the count is of all."""
_SAME_WORDS, _IN_A_TEXT = 2, 10
"""How many findings of one kind a text has about the same words, and in all; the others are
counted. A text of 20,000 lone brackets has one thing wrong, not 20,000."""


def as_one(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, with those about one strange result as one, each early row once, and what
    stands in many roadmaps once; of a text as many as somebody reads.
    """
    every = _of_texts(_of_several(findings))
    early = {finding.subject for finding in every if finding.code in _AGAINST_DATES}
    every = tuple(
        finding
        for finding in every
        if finding.code not in _TOLD_WITH_DATES or finding.subject not in early
    )
    made = {
        (finding.subject, related.at)
        for finding in every
        if finding.code is USED_BEFORE_MADE
        for related in finding.related
    }
    every = tuple(
        finding
        for finding in every
        if finding.code is not USED_BEFORE_READY
        or not made & {(finding.subject, related.at) for related in finding.related}
    )
    rows: dict[Subject, list[Finding]] = {}
    for finding in every:
        if finding.code in _STRANGE_RESULT and finding.subject:
            rows.setdefault(finding.subject, []).append(finding)
    told = {subject: _together(same) for subject, same in rows.items()}
    first = {subject: same[0] for subject, same in rows.items()}
    return tuple(
        told[finding.subject]
        if finding.subject and finding is first.get(finding.subject)
        else finding
        for finding in every
        if finding.subject not in first
        or finding.code not in _STRANGE_RESULT
        or finding is first[finding.subject]
    )


def _of_several(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one kind with the same first place are one, at the first of them."""
    groups: dict[tuple[Code, Origin | Place] | int, list[Finding]] = {}
    for at, each in enumerate(findings):
        several = each.code in _IN_SEVERAL and each.related
        groups.setdefault((each.code, each.related[0].at) if several else at, []).append(each)
    return tuple(_with_count(same) for same in groups.values())


def _with_count(same: list[Finding]) -> Finding:
    first, *others = same
    if not others:
        return first
    also = (
        Related(finding.at, "caption.also-here", finding.subject) for finding in others[:_SHOWN]
    )
    params = (*first.params, ("more", len(others)))
    return replace(first, params=tuple(sorted(params)), related=(*first.related, *also))


def _of_texts(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Of the findings of one kind inside one text those that say something new, a bounded number;
    the first of them has as `more_of_text` how many are left out."""
    texts: dict[tuple[Code, str, Route], list[Finding]] = {}
    for each in findings:
        if isinstance(each.at, Origin) and each.at.span:
            texts.setdefault((each.code, each.at.file, each.at.route), []).append(each)
    counted: dict[int, Finding | None] = {}
    for same in texts.values():
        if len(same) > _SAME_WORDS:
            counted |= _counted(same)
    return tuple(one for each in findings if (one := counted.get(id(each), each)))


def _counted(same: list[Finding]) -> dict[int, Finding | None]:
    """What becomes of findings of one kind in one text, by the identity of each."""
    words: dict[object, list[Finding]] = {}
    for each in same:
        words.setdefault(dict(each.params).get("said"), []).append(each)
    kept = [
        each for few in words.values() for each in (few[:1] if len(few) > _SAME_WORDS else few)
    ][:_IN_A_TEXT]
    if len(kept) == len(same):
        return {}
    params = (*kept[0].params, ("more_of_text", len(same) - len(kept)))
    shown: dict[int, Finding | None] = {id(each): each for each in kept}
    shown[id(kept[0])] = replace(kept[0], params=tuple(sorted(params)))
    return {id(each): None for each in same} | shown


def _together(same: list[Finding]) -> Finding:
    plainest, *others = sorted(same, key=lambda each: _STRANGE_RESULT.index(each.code))
    if not others:
        return plainest
    related = dict.fromkeys(
        (*plainest.related, *(one for finding in others for one in finding.related))
    )
    more = tuple(
        dict.fromkeys(finding.code.id for finding in others if finding.code != plainest.code)
    )
    params = (*plainest.params, ("more", more)) if more else plainest.params
    return replace(plainest, params=tuple(sorted(params)), related=tuple(related))
