"""Documents beyond the windows of an event: they stand with the last time that it was done."""

from engine.diagnostics import Place
from engine.execute.events import _with_rest
from engine.results.events import Occurrence, Status
from engine.results.verdicts import Document
from tests.unit.builders import window

AUTUMN = window("2021-10-01", "2021-10-31")
WINTER = window("2021-12-01", "2021-12-31")
SPRING = window("2022-04-01", "2022-04-30")


def paper(number: str) -> Document:
    place = Place("Реестр.csv", int(number))
    return Document("приказ", "О мониторинге", number, "2021-10-05", None, None, place, True)


FIRST, SECOND, THIRD = map(paper, "123")


def test_further_documents_stand_with_the_last_time_that_it_was_done() -> None:
    done = (
        Occurrence(AUTUMN, Status.DONE, (FIRST,)), Occurrence(WINTER, Status.DONE_LATE, (SECOND,)),
        Occurrence(SPRING, Status.UPCOMING),
    )  # fmt: skip
    assert _with_rest(done, (THIRD,)) == (
        done[0], Occurrence(WINTER, Status.DONE_LATE, (SECOND, THIRD)), done[2],
    )  # fmt: skip


def test_of_an_event_that_was_never_done_or_has_no_further_document_nothing_changes() -> None:
    waiting = (Occurrence(AUTUMN, Status.OVERDUE), Occurrence(SPRING, Status.UPCOMING))
    assert _with_rest(waiting, (THIRD,)) == waiting
    done = (Occurrence(AUTUMN, Status.DONE, (FIRST,)),)
    assert _with_rest(done, ()) == done
