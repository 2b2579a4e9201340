"""signs and compare_lists: several signs together, and a given list against a computed one."""

from collections import defaultdict
from collections.abc import Iterator

from engine.classes import dataclass
from engine.measures.figures.each import demanded_organisations
from engine.measures.figures.organisations import OrganisationsTask, signs_of
from engine.measures.signs import CompareLists, Signs
from engine.model.demands import Missing
from engine.model.rules import Rule
from engine.query.asking import Asker, OrganisationsPart
from engine.query.nodata import NoData
from engine.query.questions import Slot
from engine.query.scope import (
    Reach,
    Span,
)
from engine.query.tasks import Run
from engine.results.verdicts import Element, Figure, Measurement, Tally


def ask_signs(measure: Signs, asker: Asker, span: Span) -> "SignsTask":
    """The questions of each rule."""
    return SignsTask(measure, tuple(_sign(rule, asker, span) for rule in measure.of))


def _sign(rule: Rule, asker: Asker, span: Span) -> OrganisationsTask:
    task = asker.task(rule.measure, span)
    assert isinstance(task, OrganisationsTask)
    return task


def ask_compared(measure: CompareLists, asker: Asker, span: Span) -> "CompareTask":
    """The given list, and the questions of the rule."""
    computed = _sign(measure.computed, asker, span)
    return CompareTask(measure, asker.organisations(measure.given, measure.where, span), computed)


@dataclass(frozen=True, slots=True)
class SignsTask(OrganisationsTask):
    """signs: the tasks of the rules that look for them."""

    measure: Signs
    parts: tuple[OrganisationsTask, ...]

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        for part in self.parts:
            yield from part.looks()

    @property
    def wants_sign(self) -> bool:
        """Whether organisations with the signs make n."""
        return self.measure.wants_sign

    def look(self, run: Run) -> Measurement | NoData:
        """Each organisation with the number of its signs; a rule without data keeps all open."""
        found: dict[str, list[bool | None]] = defaultdict(list)
        rows = aside = unread = 0
        for part in self.parts:
            measured = part.look(run)
            if isinstance(measured, NoData):
                return measured
            rows, aside = max(rows, measured.rows_read), aside + measured.overall.set_aside
            unread += measured.unread_period
            for figure in measured.figures:
                if figure.key is not None:
                    found[figure.key].append(figure.sign)
        figures = (_together(code, found[code], self.measure) for code in sorted(found))
        return signs_of(figures, aside, rows, wanted=self.wants_sign, unread=unread)


def _together(code: str, signs: list[bool | None], measure: Signs) -> Figure:
    shown, unknown = sum(sign is True for sign in signs), signs.count(None)
    is_open = measure.missing is Missing.EXCLUDE and shown + unknown >= measure.at_least
    sign = True if shown >= measure.at_least else None if is_open and unknown else False
    return Figure(code, shown, n=len(signs) - unknown, sign=sign)


@dataclass(frozen=True, slots=True)
class CompareTask(OrganisationsTask):
    """compare_lists: the organisations of the given list, and the rule that computes the other."""

    measure: CompareLists
    given: OrganisationsPart
    computed: OrganisationsTask

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from self.computed.looks()

    def look(self, run: Run) -> Measurement | NoData:
        """Organisations on both lists of those on either; what is open is counted apart."""
        return _compared(self, run)


def _compared(task: CompareTask, run: Run) -> Measurement | NoData:
    """Organisations on both lists of those on either; what is open is counted apart."""
    given = demanded_organisations(task.given, run.answers)
    computed = task.computed.look(run)
    for part in (given, computed):
        if isinstance(part, NoData):
            return part
    assert not isinstance(given, NoData)
    assert not isinstance(computed, NoData)
    signs = {figure.key: figure.sign for figure in computed.figures if figure.key is not None}
    shown = {code for code, sign in signs.items() if sign}
    either = sorted({*given, *shown})
    figures = tuple(
        Figure(code, None, sign=signs.get(code), group=_list(code, set(given), shown))
        for code in either
    )
    elements = tuple(Element(code, code in given and code in shown) for code in either)
    both = sum(element.found for element in elements)
    unknown = sum(signs.get(code) is None for code in given)
    overall = Tally(None, both, len(either), unknown, computed.overall.set_aside)
    return Measurement(
        overall,
        elements=elements,
        rows_read=computed.rows_read,
        figures=figures,
        unread_period=computed.unread_period,
    )


def _list(code: str, given: set[str], shown: set[str]) -> str:
    """On which list an organisation stands: a message key."""
    if code in given and code in shown:
        return "both_lists"
    return "only_given" if code in given else "only_computed"
