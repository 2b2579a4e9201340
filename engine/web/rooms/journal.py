"""The journal: who did what, the newest first."""

from starlette.responses import Response

from engine.web.policy import Action
from engine.web.showing import page
from engine.web.visits import Page, Visit


def journal(visit: Visit) -> Response:
    """The last entries."""
    return page(visit, "journal.html.j2", entries=visit.desk.ledger.journal())


PAGES = (Page("GET", "/journal", Action.LOOK, journal),)
