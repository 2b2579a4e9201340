"""Before every address: the right host, the own origin, the key or the session, the policy.

A page of another site that the same browser shows can send requests here, also under a name that
leads to 127.0.0.1: it is known by its Host or its Origin. Another user of the machine has no key.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.classes import dataclass
from engine.web.policy import Person
from engine.web.refusals import Refusal

KEY_SECONDS = 15 * 60
"""How long the key in the address opens the door, once."""
BODY_SECONDS = 60
"""How long a form or a file may be on its way to us, from the same machine."""
SESSION_SECONDS = 12 * 60 * 60
SAFE = ("GET", "HEAD")
NO_CODE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and run: files of this server, and nothing that stands in the page."""


def styles_of(nonce: str) -> dict[str, str]:
    """The policy of a page whose script brings styles of its own: those alone that know the word
    made for this answer."""
    policy = NO_CODE.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")
    return {"content-security-policy": policy}


HEADERS = {
    "content-security-policy": NO_CODE,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Under no-referrer a browser sends the origin of a form as «null».
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass(slots=True)
class Doors:
    """The key, which opens once, and the sessions that it opened."""

    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What scripts of the same user show instead of a session."""
    clock: Callable[[], float] = monotonic
    _made: float = field(init=False)
    _sessions: dict[str, float] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._made = self.clock()

    @property
    def cookie(self) -> str:
        """Its name: cookies belong to a host whatever the port."""
        return f"roadmap-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """What a browser that was given our address writes into Host."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def open(self, key: str) -> str:
        """A new session for the key. Raises Refusal for a wrong, used or old one."""
        if not self.key or not compare_digest(key.encode(), self.key.encode()):
            raise Refusal(403, "key")
        self.key = ""
        if self.clock() - self._made > KEY_SECONDS:
            raise Refusal(403, "key")
        session = secrets.token_urlsafe(32)
        self._sessions[session] = self.clock()
        return session

    def knows_script(self, headers: Headers) -> bool:
        """Whether a script shows the token. No page of another site can: a browser asks before it
        sends such a header elsewhere, and nobody here answers that question."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and compare_digest(token.encode(), self.token.encode())

    def knows(self, session: str) -> bool:
        """Whether the session was opened here and is not too old."""
        opened = self._sessions.get(session)
        return opened is not None and self.clock() - opened < SESSION_SECONDS


def check_origin(method: str, headers: Headers, doors: Doors) -> None:
    """Refuse a request that was not sent by a page of ours, typed as an address, or sent by a
    script that shows the token."""
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0] not in doors.hosts:
        raise Refusal(421, "host", host=", ".join(hosts))
    origins = headers.getlist("origin")
    if any(origin != f"http://{hosts[0]}" for origin in origins):
        raise Refusal(403, "origin", origin=", ".join(origins))
    if method not in SAFE and not origins and not doors.knows_script(headers):
        raise Refusal(403, "no_origin")


def session_of(headers: Headers, doors: Doors) -> str:
    """The session in the cookie; empty where there is none."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(doors.cookie)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


@dataclass(frozen=True, slots=True)
class Gate:
    """The outermost application. `refuse` answers with the page of a refusal; `is_open` says which
    paths may be asked for without a session."""

    app: ASGIApp
    doors: Doors
    person: Person
    refuse: Callable[[Refusal, Scope, Receive, Send], Awaitable[None]]
    is_open: Callable[[str], bool]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or answer why not; what leaves has the headers of this place."""
        if scope["type"] != "http":
            await self.app(scope, receive, send) if scope["type"] == "lifespan" else None
            return
        guarded = _with_headers(send)
        try:
            self._check(scope)
        except Refusal as refusal:
            await self.refuse(refusal, scope, receive, guarded)
            return
        scope["person"] = self.person
        await self.app(scope, _in_time(receive), guarded)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        check_origin(scope["method"], headers, self.doors)
        is_known = self.doors.knows(session_of(headers, self.doors))
        if not (is_known or self.is_open(scope["path"]) or self.doors.knows_script(headers)):
            raise Refusal(401, "session")


def _in_time(receive: Receive) -> Receive:
    """What the browser sends, which is here in seconds: whoever sends it letter by letter would
    hold the request, and what it holds, for days."""
    until, is_whole = asyncio.get_running_loop().time() + BODY_SECONDS, False

    async def received() -> Message:
        nonlocal is_whole
        if is_whole:  # nothing more comes but the end of the connection
            return await receive()
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError as slow:
            raise Refusal(408, "slow") from slow
        is_whole = not message.get("more_body", False)
        return message

    return received


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
