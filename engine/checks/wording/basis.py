"""What an event says it builds on: «по результатам анализа», «на основе мониторинга»."""

import re
from dataclasses import dataclass

from engine.checks.wording.pointing import Span
from engine.checks.wording.stems import stems
from engine.model.spec import Event, Stage


@dataclass(frozen=True, slots=True)
class Basis:
    """The work that an event builds on: its stage, the words that tell it apart, and the place."""

    stage: Stage
    name: frozenset[str]
    span: Span


_BASIS = re.compile(
    r"(?:по результатам|по итогам|на основе|на основании|с уч[её]том|исходя из|"
    r"(?=анализ\w* (?:результатов )?(?:мониторинг|диагностик)))\s*([^,;:.()]*)",
    re.IGNORECASE,
)
_OF_ANALYSIS = re.compile(r"анализ\w* (?:результатов )?(?=мониторинг|диагностик)", re.IGNORECASE)
_WORKS = (
    (re.compile(r"\bанализ\w*", re.IGNORECASE), Stage.ANALYSIS),
    (re.compile(r"\b(?:мониторинг|диагностик)\w*", re.IGNORECASE), Stage.MONITORING),
)
_NEXT_WORK = re.compile(r"\s(?:для|и (?:разработ|подготов|формиров|провед))", re.IGNORECASE)
_REPORTED = re.compile(r"представлен\w*[^.;]{0,20}\sрезультат\w*\s+([^,;.()]+)", re.IGNORECASE)
_OPENING = 40
_FOREIGN = re.compile(
    r"регионал|федерал|всеросс|рособрнадзор|национальн|международн|рынка", re.IGNORECASE
)
_PLAIN = frozenset(
    stems(
        "проведенного полученных данных результатов результатам каждой показателей итогам "
        "оценочной процедуры образовательных анализ мониторинг комплексного выявления"
    )
)


def read_bases(event: Event) -> tuple[Basis, ...]:
    """What the title says the event builds on. The work of others (region, country) is left out."""
    title = event.title or ""
    found = (_basis(title, match) for match in _BASIS.finditer(title))
    return tuple(basis for basis in found if basis is not None)


def read_reported(event: Event) -> frozenset[str]:
    """The stems of the work whose results the event presents: «представлены результаты …»."""
    match = _REPORTED.search(event.result or "")
    return frozenset(stems(match[1])) if match else frozenset()


def _basis(title: str, match: re.Match[str]) -> Basis | None:
    told = _NEXT_WORK.split(match[1])[0]
    if _FOREIGN.search(told):
        return None
    own = _OF_ANALYSIS.match(told)
    rest = told[own.end() :] if own and match[0] == match[1] else told
    for pattern, stage in _WORKS:
        work = pattern.search(rest[:_OPENING])
        if work:
            name = frozenset(stems(rest[: work.start()] + rest[work.end() :])) - _PLAIN
            return Basis(stage, name, (match.start(), match.start(1) + len(told)))
    return None
