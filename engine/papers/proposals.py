"""What a document does not print and a spec needs: proposed by its words, each with its ground."""

import re
from collections.abc import Iterable, Mapping, Sequence

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import likeness, stems
from engine.messages import Catalogue
from engine.papers.headings import row_stages, simple

_ALIKE = 0.6
_LEAST_STEMS = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value, and the words that it was guessed from."""

    value: tuple[str, ...]
    ground: str


_STAGES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("effectiveness",), (
        r"(анализ|оценк\w+|мониторинг\w*) эффективност", r"эффективност\w+ принятых",
        r"отчет\w* по (промежуточн|итог)",
    )),
    (("measure",), (
        r"повышени\w+ квалификации|курс\w+ подготовк|семинар|вебинар|конкурс|мастер-класс",
        r"консультаци|информировани|информационно-разъяснительн|траектори",
    )),
    (("collection_methods",), (
        r"(разработк|определени|утверждени|закреплени|наличие)\w* (\w+ ){0,4}"
        r"(показател|критери|методик|инструментари|механизм|перечня \w* ?оценочных)",
    )),
    (("analysis", "recommendation"), (r"анализ\w* (\w+ ){0,6}рекомендаци",)),
    (("monitoring", "analysis"), (r"мониторинг\w* (\w+ ){0,6}(и )?анализ",)),
    (("recommendation",), (
        r"(подготовк|разработк|направлени|формировани)\w+ (\w+ ){0,3}рекоменда",
        r"адресн\w+ рекоменд",
    )),
    (("decision", "measure"), (
        r"разработка и реализаци\w+ комплекса мер", r"формирование и реализация \w* ?программ",
        r"комплекса мер",
    )),
    (("analysis",), (
        r"^(проведение |подготовка |осуществление )?(\w+ ){0,2}анализ",
        r"аналитическ\w+ (отч|справ)|самоанализ|обобщение результат",
    )),
    (("decision",), (
        r"управленческ\w+ решени|издание приказ|приказ\w* о|назначени|создание рабоч",
        r"(разработк|корректировк|утверждени|внесение|формировани)\w* (\w+ ){0,4}"
        r"(\W?план|программ|положени|\W?дорожн|карт|акт|приказ|регламент|перечня мер)",
        r"определение (и назначение|ответственн|\w+ координатор)",
    )),
    (("monitoring",), (
        r"мониторинг|сбор\w* (информации|данных)|диагностик|анкетировани|обследовани|контрол",
        r"проверочн\w+ работ|диагностическ|изучение|исследовани|выявлени|перепровер|наблюдени",
    )),
    (("analysis",), (r"анализ",)),
)  # fmt: skip
_PATTERNS = tuple((stages, lazy_pattern("|".join(words))) for stages, words in _STAGES)
_ORDINARY = ("measure",)
_GROUNDS = lazy_pattern(
    r" (по результатам|по итогам|на основе|на основании|по вопросам?|по теме|с целью|в рамках|для|"
    r"с учетом|на тему)\b.*"
)
"""What an event builds on or speaks of is not what it does."""
_LONGEST_STAGE = 60


def stage_of(title: str, section: str | None, words: Catalogue) -> Proposal:
    """The stage of an event: that of its section, where the section is named after one, else by
    the words of what it does."""
    if section and len(section) <= _LONGEST_STAGE and (stages := row_stages(section)):
        return Proposal(stages, words.text("papers.ground.section", section=section))
    whole = simple(title)
    for text in (_GROUNDS.sub("", whole), whole):
        for stages, pattern in _PATTERNS:
            if found := pattern.search(text):
                said = words.text("papers.ground.words", words=found.group().strip())
                return Proposal(stages, said)
        if text is not whole and len(text.split()) > 1:
            break
    return Proposal(_ORDINARY, words.text("papers.ground.no_other_stage"))


def served(title: str, known: Sequence[tuple[str, str]], words: Catalogue) -> Proposal | None:
    """The goals and indicators (id, text) whose words the title shares."""
    own = frozenset(stems(title))
    if len(own) < _LEAST_STEMS:
        return None
    alike = [
        (id, text)
        for id, text in known
        if len(set(stems(text))) >= _LEAST_STEMS
        and len(own & frozenset(stems(text))) >= _LEAST_STEMS
        and likeness(own, frozenset(stems(text))) >= _ALIKE
    ]
    if not alike:
        return None
    shared = sorted({each for _, text in alike for each in own & frozenset(stems(text))})
    ground = words.text("papers.ground.shared", words=tuple(shared[:5]))
    return Proposal(tuple(id for id, _ in alike[:3]), ground)


def direction_of(title: str, directions: Iterable[tuple[str, str | None, str]]) -> str | None:
    """The slug of the direction (slug, code, name) that a title names by number or by words."""
    found = list(directions)
    for slug, code, _ in found:
        if code and re.search(rf"карт\w*[»\"]?\s*{re.escape(code)}(?![\d.]\d)", title):
            return slug
    own = frozenset(stems(title))
    names = {slug: frozenset(stems(name)) for slug, _, name in found}
    ranked = sorted(
        (
            (likeness(name, own), slug) for slug, name in names.items()
            if own & _of_its_own(slug, names)
        ),
        reverse=True,
    )  # fmt: skip
    return ranked[0][1] if ranked and ranked[0][0] >= 2 / 3 else None


def _of_its_own(slug: str, names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words that tell a direction from all others; its whole name where it has none."""
    others = frozenset[str]().union(*(name for each, name in names.items() if each != slug))
    return names[slug] - others or names[slug]
