"""Works that those whom they are about cannot do alone: own curators, own lists, own papers judged.

Part of L757, which `executors_of_deeds` reports.
"""

import re

from engine.lazy import lazy_pattern
from engine.lint.text import content, words_of
from engine.lint.text.morphology import forms, is_plural
from engine.lint.text.phrases import families
from engine.model.project import Project
from engine.model.spec import Event

_CHARGED = lazy_pattern(
    r"^\W*(?P<deed>(?:закреплени|закрепить|назначени|назначить|прикреплени)\w*)\s+"
    r"(?!(?:во?|на|по|из|от|для|при)\s)(?P<who>[^,;.()]*?)(?:\s+за\s+(?P<whom>[^,;.()]+))?$",
    re.IGNORECASE,
)
"""«Закрепление кураторов за школами»: neither the curators nor the schools see to it."""
_LISTED = lazy_pattern(
    r"^\W*(?P<deed>(?:утверждени|утвердить|формировани|определени)\w*\s+(?:и\s+\w+\s+)?"
    r"(?:перечн|списк|реестр)\w*)\s+(?!(?:во?|на|по|из|от|для|при)\s)(?P<whom>[^,;.()]+)",
    re.IGNORECASE,
)
_HEAD = frozenset({
    "директор", "руководитель", "заведующий", "заведовать", "начальник", "администрация",
    "представитель", "педагог", "школа", "организация",
})  # fmt: skip
"""Who stands for a body: «директора ШНОР» are ШНОР."""
_JUDGED = lazy_pattern(
    r"^\W*(?P<deed>(?:проведени\w*\s+)?(?:(?:внешн|независим|экспертн)\w+\s+)?"
    r"(?:экспертиз|рецензировани|перепровер)\w*)\s",
    re.IGNORECASE,
)
_PICKED = lazy_pattern(
    r"^\W*(?P<deed>(?:проведени\w*\s+)?(?:выборочн\w+\s+|независим\w+\s+|внешн\w+\s+)?"
    r"(?:перепровер\w*|перекр[её]стн\w+\s+проверк\w*|(?:независим|внешн)\w+\s+"
    r"(?:экспертиз|аудит|проверк)\w*))\s",
    re.IGNORECASE,
)
"""Looks from outside: those who are looked at do not take them."""
_DRAFTED = lazy_pattern(
    r"^\W*(?:разработк|составлени|подготовк|написани|создани)\w*\s+", re.IGNORECASE
)
_LIKE = 2


def done_to_itself(project: Project, event: Event) -> str:
    """The words of the work that its only executors are the object of; empty where there is none.

    Only one executor is looked at: where others take part, they see to it.
    """
    own = {each.body for each in event.responsible if each.body}
    title = event.title or ""
    if len(event.responsible) != 1 or len(own) != 1:
        return ""
    (body,) = own
    charged, listed = _CHARGED.match(title), _LISTED.match(title)
    if charged and (_is(project, body, charged["who"]) or _is(project, body, charged["whom"])):
        return title
    if listed and _is(project, body, listed["whom"]):
        return title
    picked = _PICKED.match(title)
    if picked and _is(project, body, title[picked.end() :], anywhere=True):
        return title
    return title if _JUDGED.match(title) and _judges_own(project, event, body) else ""


def _is(project: Project, body: str, said: str | None, *, anywhere: bool = False) -> bool:
    """Whether the words begin with this body: «ШНОР по итогам года» with «Директора ШНОР»;
    `anywhere` takes its whole name wherever it stands.
    """
    told = content((said or "").replace("-", " "))
    declared = project.body(body)
    names = (declared.name, *declared.aliases) if declared else ()
    for name in names:
        words = content(name.replace("-", " "))
        kept = _of_many(name, words) if anywhere else (_without_head(name) or words)
        begun = frozenset(told if anywhere else told[: len(kept)])
        if kept and frozenset(kept) <= begun:
            return True
    return False


def _of_many(name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """«Детские сады»; «Школьная комиссия» is named as the one who looks, not as the one seen."""
    nouns = [word.text for word in words_of(name) if forms(word.text)[0].part == "NOUN"]
    return words if nouns and is_plural(nouns[0]) else ()


def _without_head(name: str) -> tuple[str, ...]:
    return tuple(word for word in content(name.replace("-", " ")) if word not in _HEAD)


def _judges_own(project: Project, event: Event, body: str) -> bool:
    """«Экспертиза программ» by those who alone drew the programmes up."""
    judged = families(event.title or "")
    plans = (roadmap.events for roadmap in project.roadmaps)
    rows = next(plan for plan in plans if any(row is event for row in plan))
    return any(
        _DRAFTED.match(row.title or "")
        and {each.body for each in row.responsible} == {body}
        and len(families(row.title or "") & judged) >= _LIKE
        for row in rows
    )
