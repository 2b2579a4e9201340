"""Before every address: the right host, the own origin, the key or the session, the policy.

A page of another site that the same browser shows can send requests here, also under a name that
leads to 127.0.0.1: it is known by its Host or its Origin. Another user of the machine has no key.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
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
LEFT_SECONDS, MOST_LEFT = 10, 256 << 20
"""What is still on its way when the answer is there is taken and thrown away, so long and so many
bytes: a browser that is cut off while it sends shows «connection reset» and no answer."""
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
        sent = _Sent(receive, Headers(scope=scope))
        guarded = _with_headers(_after_all(sent, send))
        try:
            self._check(scope)
        except Refusal as refusal:
            await self.refuse(refusal, scope, sent.receive, guarded)
            return
        scope["person"] = self.person
        await self.app(scope, sent.receive, guarded)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        check_origin(scope["method"], headers, self.doors)
        is_known = self.doors.knows(session_of(headers, self.doors))
        if not (is_known or self.is_open(scope["path"]) or self.doors.knows_script(headers)):
            raise Refusal(401, "session")


class _Sent:
    """What the browser sends, which is here in seconds: whoever sends it letter by letter would
    hold the request, and what it holds, for days."""

    def __init__(self, receive: Receive, headers: Headers) -> None:
        self._receive = receive
        self._until = asyncio.get_running_loop().time() + BODY_SECONDS
        self._is_whole = False
        asked = "expect" in headers  # it waits for a word before it sends
        has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        self._is_coming = has_body and not asked

    async def receive(self) -> Message:
        """The next piece. Raises Refusal for one that is not here in time."""
        if self._is_whole:  # nothing more comes but the end of the connection
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError as slow:
            self._is_coming = False
            raise Refusal(408, "slow") from slow
        self._is_whole = not message.get("more_body", False)
        self._is_coming = not self._is_whole
        return message

    @property
    def is_coming(self) -> bool:
        """Whether the browser may be sending still."""
        return self._is_coming

    async def leave(self) -> None:
        """Throw away what comes, up to a limit."""
        left = MOST_LEFT
        with suppress(TimeoutError, Refusal):
            async with asyncio.timeout(LEFT_SECONDS):
                while self._is_coming and left > 0:
                    left -= len((await self.receive()).get("body", b""))


def _after_all(sent: _Sent, send: Send) -> Send:
    """An answer ends after what the browser sends, or the system would take it back."""

    async def answered(message: Message) -> None:
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if is_last and sent.is_coming:
            await send({**message, "more_body": True})
            await sent.leave()
            message = {"type": "http.response.body", "body": b""}
        await send(message)

    return answered


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
