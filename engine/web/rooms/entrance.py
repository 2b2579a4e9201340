"""The way in: a key in the address becomes a session; and the files that pages load."""

from starlette.responses import RedirectResponse, Response

from engine.web.gate import SESSION_SECONDS, Doors
from engine.web.policy import Action
from engine.web.refusals import Refusal
from engine.web.showing import STATIC
from engine.web.visits import Page, Visit


def enter(visit: Visit) -> Response:
    """Take the key and lead to the projects; from then on the address holds no secret."""
    doors: Doors = visit.request.app.state.doors
    session = doors.open(visit.query.get("key", ""))
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        doors.cookie, session, max_age=SESSION_SECONDS, httponly=True, samesite="strict"
    )
    return answer


def static(visit: Visit) -> Response:
    """A file that pages load."""
    file = STATIC.get(visit.path["name"])
    if file is None:
        raise Refusal(404, "address")
    path, kind = file
    return Response(path.read_bytes(), media_type=kind)


PAGES = (
    Page("GET", "/enter", Action.ENTER, enter),
    Page("GET", "/static/{name}", Action.ENTER, static),
)
