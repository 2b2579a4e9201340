"""Every address of `PAGES`, each through the policy, every refusal as a sentence."""

import errno
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from engine.messages import reason_of
from engine.trees import OutsideTree
from engine.web.desk import Desk
from engine.web.gate import Doors, Gate
from engine.web.ledger import BrokenLedger
from engine.web.policy import Action, Person
from engine.web.reading import read_form
from engine.web.refusals import Refusal
from engine.web.rooms.api import ROOT as API
from engine.web.routes import PAGES
from engine.web.showing import STATIC, text_of
from engine.web.visits import Body, Page, Visit
from engine.whole_files import NotWritten

_OPEN = {
    path
    for page in PAGES
    if page.action is Action.ENTER
    for path in ([page.path] if "{" not in page.path else [f"/static/{name}" for name in STATIC])
}
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def make_app(desk: Desk, doors: Doors, person: Person) -> Gate:
    """The workspace as an ASGI application, its gate outermost."""
    app = Starlette(
        routes=[_route(desk, page) for page in PAGES],
        exception_handlers={
            HTTPException: lambda request, problem: _of_http(desk, request, problem)
        },
    )
    app.state.doors = doors
    app.router.redirect_slashes = False

    async def refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
        await refusal_page(desk, refusal, scope["path"])(scope, receive, send)

    return Gate(app, doors, person, refuse, is_open)


def is_open(path: str) -> bool:
    """Whether an address may be asked for by somebody unknown: only those that one enters by."""
    return path in _OPEN


def _route(desk: Desk, each: Page) -> Route:
    return Route(each.path, _endpoint(desk, each), methods=[each.method])


def _endpoint(desk: Desk, each: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            return await _answer(desk, each, request)
        except Exception as problem:
            return refusal_page(desk, _refusal_of(desk, problem), request.url.path)

    return endpoint


def _refusal_of(desk: Desk, problem: Exception) -> Refusal:
    """What is told of a problem; a defect is told with its kind, and shows no traceback."""
    language = desk.words.language
    match problem:
        case Refusal():
            return problem
        case NotWritten():
            return Refusal(507, "not_written", reason=reason_of(problem.error, language))
        case BrokenLedger():
            return Refusal(507, "ledger", reason=problem.told(desk.words))
        case OutsideTree():
            return Refusal(409, "link_out", path=str(problem))
        case FileNotFoundError(filename=str(gone)):
            return Refusal(409, "file_gone", file=Path(gone).name)
        case OSError():
            status = 507 if problem.errno in _NO_SPACE else 500
            return Refusal(status, "system", reason=reason_of(problem, language))
        case _:
            return Refusal(500, "defect", kind=type(problem).__name__)


async def _answer(desk: Desk, each: Page, request: Request) -> Response:
    person: Person = request.scope["person"]
    visit = Visit(request, desk, person, each.action, request.path_params, request.query_params)
    visit.admit(request.path_params.get("project"))
    if each.body is Body.FORM:
        visit = replace(visit, form=await read_form(request))
    if inspect.iscoroutinefunction(each.answer):
        answered: Response = await each.answer(visit)
        return answered
    return await run_in_threadpool(each.answer, visit)  # type: ignore[arg-type]


def _of_http(desk: Desk, request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    key = {404: "address", 405: "method"}.get(problem.status_code, "request")
    return refusal_page(desk, Refusal(problem.status_code, key), request.url.path)


def refusal_page(desk: Desk, refusal: Refusal, path: str = "") -> Response:
    """What was not done, and why, with its status; for scripts as JSON (RFC 9457)."""
    sentence = desk.words.text(f"web.refusal.{refusal.key}", **refusal.params)
    if path.startswith(f"{API}/"):
        title = desk.words.text("web.refusal_title")
        problem = {"title": title, "detail": sentence, "status": refusal.status}
        return JSONResponse(problem, refusal.status, media_type="application/problem+json")
    text = text_of(desk.words, "refusal.html.j2", sentence=sentence, status=refusal.status)
    return HTMLResponse(text, refusal.status)
