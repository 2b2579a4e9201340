"""Signs of several rules together, and a given list against a computed one."""

from collections import defaultdict

from engine.compile.needed import CompareTask, OrganisationsTask, SignsTask
from engine.execute.answers import Answers
from engine.execute.looking import look
from engine.execute.nodata import NoData
from engine.execute.organisations import demanded_organisations
from engine.execute.signing import signs_of
from engine.model.rules import Missing, Signs
from engine.results.verdicts import Element, Figure, Measurement, Tally


def organisations_figure(task: OrganisationsTask, answers: Answers) -> Measurement | NoData:
    """n of N organisations, each with what it showed."""
    match task:
        case SignsTask():
            return _signs(task, answers)
        case CompareTask():
            return _compared(task, answers)
        case _:
            return look(task, answers)


def _signs(task: SignsTask, answers: Answers) -> Measurement | NoData:
    """Each organisation with the number of its signs; a rule without data keeps all open."""
    found: dict[str, list[bool | None]] = defaultdict(list)
    rows = aside = unread = 0
    for part in task.parts:
        measured = organisations_figure(part, answers)
        if isinstance(measured, NoData):
            return measured
        rows, aside = max(rows, measured.rows_read), aside + measured.overall.set_aside
        unread += measured.unread_period
        for figure in measured.figures:
            if figure.key is not None:
                found[figure.key].append(figure.sign)
    figures = (_together(code, found[code], task.measure) for code in sorted(found))
    return signs_of(figures, aside, rows, task.measure.counted, unread=unread)


def _together(code: str, signs: list[bool | None], measure: Signs) -> Figure:
    shown, unknown = sum(sign is True for sign in signs), signs.count(None)
    is_open = measure.missing is Missing.EXCLUDE and shown + unknown >= measure.at_least
    sign = True if shown >= measure.at_least else None if is_open and unknown else False
    return Figure(code, shown, n=len(signs) - unknown, sign=sign)


def _compared(task: CompareTask, answers: Answers) -> Measurement | NoData:
    """Organisations on both lists of those on either; what is open is counted apart."""
    given = demanded_organisations(task.given, answers)
    computed = organisations_figure(task.computed, answers)
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
