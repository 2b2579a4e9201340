"""The journal: who did what, the newest first."""

from starlette.responses import Response

from engine.web.policy import Action
from engine.web.showing import page
from engine.web.visits import Page, Visit


def journal(visit: Visit) -> Response:
    """The last entries."""
    entries = [
        row
        for row in visit.desk.ledger.journal()
        if not row["project"] or visit.may(row["project"])
    ]
    return page(visit, "journal.html.j2", entries=entries)


PAGES = (Page("GET", "/journal", Action.LOOK, journal),)
