"""Figures of an indicator against themselves, its rule and its target (L743–L748)."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from engine.codes.texts import (
    FIGURE_GONE,
    GOAL_GROWS_WORSE,
    GRADES_DIFFER,
    PASSPORT_FIGURE_DIFFERS,
    SHARE_ABOVE_WHOLE,
    STEPS_AGAINST_TARGET,
)
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.twin_indicators import demand, figures
from engine.lint.text import (
    Passage,
    content,
    indicator_passages,
    normalised,
    report,
    roadmap_passages,
)
from engine.lint.text.morphology import count_of, forms
from engine.lint.text.phrases import family
from engine.model.demands import ValueDemand
from engine.model.project import Project
from engine.model.spec import Indicator, Roadmap
from engine.model.targets import UPWARD, Direction

_PERCENT = lazy_pattern(r"(?<!\d)(?P<number>\d+(?:[.,]\d+)?)\s*(?:%|процент)", re.IGNORECASE)
_OF_MORE = lazy_pattern(
    r"рост|увелич|прирост|по сравнению|к уровню|темп|план[ауе]?\b", re.IGNORECASE
)
_VAGUE = lazy_pattern(
    r"\b(?:достаточн|необходим|значительн|существенн|оптимальн|максимальн|больш)\w*\s+"
    r"(?:числ|количеств|дол|част|процент|объ[её]м|охват|большинств)|"
    r"\b(?:многие|большинств\w+|ряд|несколько)\b",
    re.IGNORECASE,
)
_STEP = lazy_pattern(
    r"(?P<year>20\d\d)(?:\s*[/-]\s*(?:20)?\d\d)?\s*(?:уч\w*\.?\s*)?(?:год\w*|г\.?)?\s*[-–—:(]+\s*"
    r"(?:не (?:менее|ниже|более|выше)\s+)?(?P<number>\d+(?:[.,]\d+)?)",
    re.IGNORECASE,
)
WORSE = lazy_pattern(
    r"нарушени|правонарушени|пропуск|отсев|жалоб|неуспева|неуспеш|травм|дефицит|отчисл|преступлен|"
    r"конфликт|второгодник|заболеваем|замечани|не\s+(?:справивш|преодолевш|получивш|достигш|"
    r"прошедш|аттестованн)",
    re.IGNORECASE,
)
_GROWS = lazy_pattern(
    r"^\W*(?:рост|увеличени|повышени|прирост)[а-яё]*|положительн\w+ динамик|"
    r"(?:имеет|показыва\w+)\s+(?:устойчив\w+\s+)?рост|\bвозр(?:ос|аст)\w+",
    re.IGNORECASE,
)
_FEWER = lazy_pattern(
    r"сниж|сокращ|уменьш|отсутств|предупрежд|профилакт|устран|исправ", re.IGNORECASE
)
_NEAR = 40
_GRADES = lazy_pattern(
    r"(?P<list>(?:с\s+)?\d{1,2}(?:\s*(?:-?х|-?го)?\s*(?:,|и|[-–—]|по)\s*\d{1,2}){0,20})\s*"
    r"(?:-?(?:х|го|й|е|ых)\s+)?(?:класс|параллел)",
    re.IGNORECASE,
)
_CONDITION = lazy_pattern(
    r"\b(?:grade|klass|class|parallel|класс|параллель)\w*\s*(?P<sign>=|in|>=|<=|between)\s*"
    r"(?P<values>\(?[\d,\s]+(?:and\s*\d+)?)",
    re.IGNORECASE,
)
_GRADE_COLUMN = lazy_pattern(r"grade|klass|класс|паралл", re.IGNORECASE)
_LAST_GRADE = 11


def check_indicator_figures(project: Project) -> tuple[Finding, ...]:
    """Each indicator with a rule, and each line of a passport that repeats one."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (*_in_passport(roadmap), *_of_each(roadmap))
    )


def _in_passport(roadmap: Roadmap) -> Iterator[Finding]:
    """A line of the passport in the words of an indicator, with another figure."""
    goals = (normalised(goal.text) for goal in roadmap.goals)
    texts = {*goals, *(normalised(each.text) for each in roadmap.indicators)}
    asked = [(each, demand(each.text), figures(each.text)) for each in roadmap.indicators]
    for line in roadmap_passages(roadmap):
        if line.field != "items" or line.lost or normalised(line.text) in texts:
            continue
        words, said = demand(line.text), figures(line.text)
        for indicator, own, figure in asked:
            if words and said and figure and words == own and said != figure:
                yield report(
                    PASSPORT_FIGURE_DIFFERS, line, other=indicator.text,
                    related=((_at(roadmap, indicator), "first-here"),),
                )  # fmt: skip
                break
        else:
            yield from _falls_short(roadmap, line)


_OVERHEAD = frozenset(map(family, (
    "рост", "доля", "повышение", "увеличение", "менее", "более", "процент", "достижение", "число",
    "количество", "охват", "снижение", "сокращение", "уровень", "обеспечение", "составит", "общий",
    "доведение", "выше", "ниже", "результат", "ожидаемый", "сохранение", "уменьшение",
)))  # fmt: skip
_LEAST_THINGS = 3
_YEAR = lazy_pattern(r"20\d\d")


def _falls_short(roadmap: Roadmap, line: Passage) -> Iterator[Finding]:
    """«Рост удовлетворённости родителей качеством питания до 75 %», where the indicator asks for
    85 % of the parents: whoever reaches the one misses the other.
    """
    said = list(_PERCENT.finditer(line.text))
    part = next((each for each in _PARTS.split(line.text) if _PERCENT.search(each)), line.text)
    things = _things(part)
    if len(said) != 1 or len(things) < _LEAST_THINGS or _OF_MORE_BY.search(line.text):
        return
    number = Fraction(said[0]["number"].replace(",", "."))
    for indicator in roadmap.indicators:
        asked, target = list(_PERCENT.finditer(indicator.text)), indicator.target
        years = set(_YEAR.findall(line.text)) - set(_YEAR.findall(indicator.text))
        if len(asked) != 1 or target is None or years or not things <= _things(indicator.text):
            continue
        demanded = Fraction(asked[0]["number"].replace(",", "."))
        down = target.operator is not None and target.operator not in UPWARD
        if number > demanded if down else number < demanded:
            yield report(
                PASSPORT_FIGURE_DIFFERS, line, said[0].span(), other=indicator.text,
                related=((_at(roadmap, indicator), "first-here"),),
            )  # fmt: skip


_PARTS = lazy_pattern(r"[,;.]\s")
_OF_MORE_BY = lazy_pattern(r"\bна\s+\d|\bс\s+\d|ежегодн|прирост|20\d\d\D+20\d\d", re.IGNORECASE)


def _things(text: str) -> frozenset[str]:
    words = (word for word in content(text) if word.isalpha() and len(word) > _TWO)
    return frozenset(map(family, words)) - _OVERHEAD


def _at(roadmap: Roadmap, indicator: Indicator) -> Passage:
    return next(
        passage for passage in indicator_passages(roadmap) if passage.subject.id == indicator.id
    )


def _of_each(roadmap: Roadmap) -> Iterator[Finding]:
    passages = {each.subject.id: each for each in indicator_passages(roadmap)}
    told = sum(bool(figures(each.text)) for each in roadmap.indicators)
    most = told * 2 > len(roadmap.indicators)
    for indicator in roadmap.indicators:
        passage = passages[indicator.id]
        if not passage.lost:
            yield from _against_itself(passage)
            yield from _number_lost(indicator, passage)
            targeted = tuple(_against_target(indicator, passage, most=most))
            yield from targeted or _turns_about(indicator, passage)
            yield from _against_rule(indicator, passage)


def _against_itself(passage: Passage) -> Iterator[Finding]:
    for found in _PERCENT.finditer(passage.text):
        whole = Fraction(found["number"].replace(",", ".")) <= 100
        if not whole and not _OF_MORE.search(passage.text):
            yield report(SHARE_ABOVE_WHOLE, passage, found.span())
    yield from _levels_above_whole(passage)
    grows, worse = _GROWS.search(passage.text), WORSE.search(passage.text)
    if grows and worse and abs(worse.start() - grows.start()) < _NEAR * 2:
        between = passage.text[min(grows.start(), worse.start()) : max(grows.end(), worse.end())]
        if not _FEWER.search(between):
            yield report(GOAL_GROWS_WORSE, passage, grows.span(), bad=worse.group())


_AT_LEAST = lazy_pattern(
    r"(?:не\s+(?:менее|меньше|ниже)|от)(?:\s+чем)?(?:\s+у)?\s+(?P<number>\d+(?:[.,]\d+)?)\s*(?:%|процент\w*)",
    re.IGNORECASE,
)
_LEVELS = lazy_pattern(
    r"\b(?P<level>высок|средн|низк)(?:ий|им|ого|ому|ом|ой|ая|ие|их)\b", re.IGNORECASE
)
_AND_UP = lazy_pattern(r"выше|\bниже\s+[а-яё]|\bниже\s*$|среднем", re.IGNORECASE)
_OF_LEVELS = frozenset({"уровень", "высокий", "средний", "низкий", "доля", "человек", "процент"})


def _levels_above_whole(passage: Passage) -> Iterator[Finding]:
    """«с высоким уровнем – не менее 70 %, с низким – не менее 40 %»: parts of one whole."""
    figures_said = [*_AT_LEAST.finditer(passage.text)]
    starts = [0, *(found.end() for found in figures_said)]
    parts = [
        passage.text[at : found.start()] for at, found in zip(starts, figures_said, strict=False)
    ]
    levels = [{one["level"].lower() for one in _LEVELS.finditer(part)} for part in parts]
    if len(parts) < _TWO or not all(levels) or len(set().union(*levels)) != sum(map(len, levels)):
        return
    first, *later = ({*content(part)} for part in parts)
    numbers = [Fraction(found["number"].replace(",", ".")) for found in figures_said]
    alike = all(more - _OF_LEVELS <= first for more in later)
    up = any(_AND_UP.search(part) for part in parts)
    if alike and not up and sum(numbers) > _WHOLE and max(numbers) <= _WHOLE:
        yield report(SHARE_ABOVE_WHOLE, passage, (figures_said[0].start(), figures_said[-1].end()))


_TWO = 2
_WHOLE = 100
_NUMBERLESS = lazy_pattern(
    r"\bне\s+(?:менее|меньше|ниже)\s+(?P<who>[а-яё-]+(?:\s+[а-яё-]+){0,3})", re.IGNORECASE
)


def _number_lost(indicator: Indicator, passage: Passage) -> Iterator[Finding]:
    """«не менее педагогических работников»: of persons there must be a number."""
    for found in _NUMBERLESS.finditer(passage.text):
        words = found["who"].split()
        at = next((at for at, word in enumerate(words) if not _is_many(word, "ADJF")), None)
        counted = count_of(words[0]) is not None or forms(words[0])[0].part == "NUMR"
        if at is not None and not counted and _is_many(words[at], "NOUN", "anim"):
            target = indicator.target.text if indicator.target else ""
            span = found.start(), found.start("who") + len(words[0])
            yield report(FIGURE_GONE, passage, span, target=target)


def _is_many(word: str, part: str, *grammemes: str) -> bool:
    """Whether the word may be such a part of speech in the genitive plural."""
    needed = {"plur", *grammemes}
    return any(
        form.part == part and form.case == "gent" and needed <= form.grammemes
        for form in forms(word)
    )


def _against_target(indicator: Indicator, passage: Passage, *, most: bool) -> Iterator[Finding]:
    target = indicator.target
    if target is None or target.value is None:
        return
    vague = _VAGUE.search(passage.text)
    if vague and not figures(passage.text) and most:
        yield report(FIGURE_GONE, passage, vague.span(), target=target.text)
    down = target.operator is not None and target.operator not in UPWARD
    grows = _GROWS.match(passage.text) if down and target.direction is Direction.DOWN else None
    if grows:
        yield report(GOAL_GROWS_WORSE, passage, grows.span(), bad=target.text)
    steps = [(int(each["year"]), Fraction(each["number"].replace(",", "."))) for each in
             _STEP.finditer(passage.text)]  # fmt: skip
    if len(steps) > 1 and _go_against(steps, upward=target.direction is Direction.UP):
        yield report(
            STEPS_AGAINST_TARGET, passage, target=target.text,
            steps=tuple(f"{year} – {number}" for year, number in steps),
        )  # fmt: skip


def _turns_about(indicator: Indicator, passage: Passage) -> Iterator[Finding]:
    """«нарастающим итогом: 2025 год – 30%, 2026 год – 20%, 2027 год – 90%»: a year goes back."""
    steps = sorted((int(each["year"]), Fraction(each["number"].replace(",", "."))) for each in
                   _STEP.finditer(passage.text))  # fmt: skip
    values = [value for _, value in steps]
    falls = any(one > other for one, other in pairwise(values))
    if len(steps) > _TWO and falls and (_ADDED_UP.search(passage.text) or values[0] < values[-1]):
        yield report(
            STEPS_AGAINST_TARGET, passage,
            target=indicator.target.text if indicator.target else passage.text,
            steps=tuple(f"{year} – {number}" for year, number in steps),
        )  # fmt: skip


_ADDED_UP = lazy_pattern(r"нараста\w+ итог|накопительн|накопленн", re.IGNORECASE)


def _go_against(steps: list[tuple[int, Fraction]], *, upward: bool) -> bool:
    """Whether the figures of the years move away from where the target lies."""
    values = [value for _, value in sorted(steps)]
    falls = all(one >= other for one, other in pairwise(values)) and values[0] > values[-1]
    rises = all(one <= other for one, other in pairwise(values)) and values[0] < values[-1]
    return falls if upward else rises


def _against_rule(indicator: Indicator, passage: Passage) -> Iterator[Finding]:
    counted = _counted(indicator)
    for found in _GRADES.finditer(passage.text):
        said = _listed(found["list"])
        bound = _from_bound(indicator, said) if not counted else frozenset()
        counted = counted or bound
        if counted and said and (not counted <= said or (bound and bound != said)):
            yield report(
                GRADES_DIFFER, passage, found.span(),
                counted=", ".join(map(str, sorted(counted))),
            )  # fmt: skip
            return


def _from_bound(indicator: Indicator, said: frozenset[int]) -> frozenset[int]:
    """«grade >= 5» up to the last grade of «4-11 классы», a range; empty where no such bound is."""
    if len(said) <= _TWO or max(said) - min(said) + 1 != len(said):
        return frozenset()
    values = [each["values"].strip("( ") for each in _conditions(indicator) if each["sign"] == ">="]
    first = [int(value) for value in values if value.isdigit()]
    return frozenset(range(first[0], max(said) + 1)) if len(first) == 1 else frozenset()


def _counted(indicator: Indicator) -> frozenset[int]:
    """The grades that the rule's conditions, or its list of values, name."""
    measure = indicator.rule.measure if indicator.rule else None
    asked = measure.demand() if measure else None
    if isinstance(asked, ValueDemand):
        whole = _GRADE_COLUMN.search(asked.column)
        return frozenset(int(value) for value in asked.values if whole and str(value).isdigit())
    exact = [each for each in _conditions(indicator) if each["sign"].lower() in ("=", "in")]
    return frozenset(int(one) for each in exact for one in re.findall(r"\d+", each["values"]))


def _conditions(indicator: Indicator) -> list[re.Match[str]]:
    """What the rule's conditions ask of a column of grades."""
    clauses = indicator.rule.measure.own_clauses() if indicator.rule else ()
    return [each for *_, clause in clauses if clause for each in _CONDITION.finditer(clause.text)]


def _listed(text: str) -> frozenset[int]:
    """«5-9», «9 и 11», «с 5 по 9» → the grades."""
    plain = re.sub(r"(?<=\d)\s*-?(?:х|го)\b", "", text)
    ranged = re.sub(r"\s*(?:[-–—]|по)\s*", "-", plain)
    grades: set[int] = set()
    for first, last in re.findall(r"(\d{1,2})(?:-(\d{1,2}))?", ranged):
        grades |= set(range(int(first), int(last or first) + 1))
    return frozenset(grade for grade in grades if 0 < grade <= _LAST_GRADE)
