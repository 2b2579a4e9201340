"""Indicators that nothing can meet: compared with a year to come (L793), asking for the opposite of
what the plan works for (L794); rules that count those who have not what the text asks (L783)."""

import re
from collections.abc import Iterator

from engine.codes.texts import COMPARED_WITH_FUTURE, OPPOSITE_ASKED, OTHERS_COUNTED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.indicator_figures import WORSE
from engine.lint.text import Passage, indicator_passages, report, words_of
from engine.lint.text.dates import period_of, written
from engine.lint.text.morphology import Word, forms
from engine.lint.text.numbering import about
from engine.lint.text.phrases import families, is_audience, is_paperwork
from engine.model.project import Project
from engine.model.spec import Indicator, Roadmap, Window

_COMPARED = lazy_pattern(
    r"(?:сравнени\w+\s+с|сопоставлени\w+\s+с|относительно|против|отношени\w+\s+к|"
    r"(?:к|от|над|чем|выше|ниже|больше|меньше)\s+(?:\w+\s+)?(?:уров\w+|показател\w+|значени\w+|итог\w+)|чем\s+в)"
    r"(?:\s+[а-яё]+){0,3}?\s+(?P<year>20\d\d)(?!\d)(?:\s*[/–-]\s*20\d\d)?(?:\s*(?:год|г\b)\w*\.?)?",
    re.IGNORECASE,
)
_AT_LEAST = lazy_pattern(
    r"не\s+(?:менее|меньше|ниже)|\b(?:все|каждый|каждая|всех)\b|100\s?%|свыше|более\s+\d",
    re.IGNORECASE,
)
_AT_MOST = lazy_pattern(
    r"не\s+(?:более|больше|выше|превыша)|снижен|сокращен|уменьшен", re.IGNORECASE
)
_NOT = lazy_pattern(r"(?:^|\s)не\s+(?=(?P<word>[а-яё-]+))", re.IGNORECASE)
_BAD = lazy_pattern(
    r"затруднен|задолжен|взыскан|\bуч[её]т|вредн|отказ|опоздан|прогул|наруш|ошиб|болез|болел|курен|алкогол|"
    r"наркот|риск|пропуск|пропуска|выбы|увол|нужда|отчисл|ниже|лишн|без\b|конфликт|травл|буллинг|"
    r"необъектив|неудовлетвор|неуд\b|двое?[кч]|«2»|\bнизк|употребл|психоактив|\bпав\b|насили|"
    r"жесток|противоправ|предписан|претензи|штраф|трудност|проблем|выгоран|стресс|тревож|"
    r"перегру|переутомл|дезадапт|зависимост|\bпотер[ия]|утрат|подверг|отстава|отстал|неуспе|"
    r"просроч|превыш|недостат|недочет|недочёт|возврат|отклонени|аномал|списыва|фальсиф",
    re.IGNORECASE,
)
"""What nobody wants, so that its denial is the aim."""
_FAILED = lazy_pattern(
    r"(?<=[\s(])не\s+(?:преодолевш|справивш|прошедш|сдавш|достигш|освоивш|обучивш|охваченн|выполнивш|"
    r"подтвердивш)(?:их|их\s?ся|ими|ие|ихся|ый|ая)\b",
    re.IGNORECASE,
)
"""«доля выпускников, не преодолевших порог, – не менее …»: whom nobody wants, asked for."""
_SAID = ("VERB", "PRTS", "ADJS")


def check_indicators_turned_round(project: Project) -> tuple[Finding, ...]:
    """Each indicator against the end of the plan, and against what its events work for."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for passage in indicator_passages(roadmap)
        if not passage.lost
        for found in (
            *_compared(passage, period_of(project, roadmap)),
            *_opposite(roadmap, passage),
        )
    ) + tuple(
        found
        for roadmap in project.roadmaps
        for indicator in roadmap.indicators
        for found in _others_counted(roadmap, indicator)
    )


def _compared(passage: Passage, period: Window | None) -> Iterator[Finding]:
    """«… по сравнению с 2028 годом» in a plan for 2026."""
    for found in _COMPARED.finditer(passage.text) if period else ():
        if period and int(found["year"]) > period.end.year:
            yield report(COMPARED_WITH_FUTURE, passage, found.span(), ends=written(period.end))


def _opposite(roadmap: Roadmap, passage: Passage) -> Iterator[Finding]:
    """«не менее 80 % педагогов не прошли обучение» where the plan teaches them."""
    text = passage.text
    if not _AT_LEAST.search(text) or _AT_MOST.search(text):
        return
    for failed in _FAILED.finditer(text):
        if not (_BAD.search(text, failed.end()) or WORSE.search(text, failed.end())):
            yield report(OPPOSITE_ASKED, passage, (failed.start(), len(text)))
            return
    for found in _NOT.finditer(text):
        rest = text[found.start("word") :]
        if not _is_predicate(found["word"]) or _BAD.search(rest) or WORSE.search(rest):
            continue
        if _telling(rest) & _worked_for(roadmap, passage.subject.id or ""):
            yield report(OPPOSITE_ASKED, passage, (found.start(), len(text)))


_DENIED = lazy_pattern(r"^\s*not\s+(?P<column>[\w.]+)\s*$", re.IGNORECASE)
_DENIES = lazy_pattern(
    r"\b(?:не|ни|нет|без|кроме|вне)\b(?!\s+(?:менее|меньше|ниже))|отсутств|отказ|исключ|освобо",
    re.IGNORECASE,
)


def _others_counted(roadmap: Roadmap, indicator: Indicator) -> Iterator[Finding]:
    """`of: not satisfied` for «удовлетворённых – не менее 90 %»: nothing in the text is denied."""
    measure = indicator.rule.measure if indicator.rule else None
    clauses = measure.own_clauses() if measure else ()
    text = indicator.text
    if indicator.lost or not _AT_LEAST.search(text) or _AT_MOST.search(text):
        return
    if _DENIES.search(text) or _BAD.search(text) or WORSE.search(text):
        return
    for key, _, clause in clauses:
        if key == "of" and clause and _DENIED.match(clause.text):
            yield about(
                OTHERS_COUNTED, roadmap, indicator, "rule", key, quote=text, rule=clause.text
            )


def _is_predicate(word: str) -> bool:
    return forms(word)[0].part in _SAID


_WORDS = 5
"""So many words after the predicate name what it is said of."""


def _telling(rest: str) -> frozenset[str]:
    """The families of what is denied: the predicate and its object, without words of any plan."""
    words: list[Word] = [
        word for word in words_of(rest)[:_WORDS] if word.text.replace("-", "").isalpha()
    ]
    told = [word for word in words if not is_audience(word.lemma) and not is_paperwork(word.lemma)]
    return families(" ".join(word.text for word in told))


def _worked_for(roadmap: Roadmap, indicator: str) -> frozenset[str]:
    """What the plan does: the titles of its rows, and what its other indicators ask for."""
    events = (event.title or "" for event in roadmap.events)
    others = (each.text for each in roadmap.indicators if _is_other(each, indicator))
    return families(" ".join((*events, *others)))


def _is_other(indicator: Indicator, id: str) -> bool:
    denied = any(_is_predicate(found["word"]) for found in _NOT.finditer(indicator.text))
    return indicator.id != id and not denied
