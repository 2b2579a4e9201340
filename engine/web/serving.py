"""A free port of this machine alone, until somebody stops it: the one door to uvicorn."""

import asyncio
import logging
import socket
from collections.abc import Callable

import uvicorn

from engine.classes import dataclass
from engine.web.app import make_app
from engine.web.desk import Desk
from engine.web.gate import Doors
from engine.web.policy import Person

ADDRESS = "127.0.0.1"
_LAST_SECONDS = 2
"""How long an open page may finish its answer when the server stops."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A bound socket with the doors to it."""

    socket: socket.socket
    doors: Doors

    @property
    def address(self) -> str:
        """What the browser opens, once."""
        return f"http://{ADDRESS}:{self.doors.port}/enter?key={self.doors.key}"


def listen(port: int = 0) -> Listening:
    """Take the port, or a free one. Raises OSError where it is taken."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.bind((ADDRESS, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return Listening(bound, Doors(bound.getsockname()[1]))


def serve(desk: Desk, listening: Listening, person: Person, started: Callable[[], None]) -> None:
    """Serve until the process is told to stop; nothing that was started here runs on."""
    app = make_app(desk, listening.doors, person)
    settings = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, lifespan="off",
        timeout_graceful_shutdown=_LAST_SECONDS, ws="none",
    )  # fmt: skip
    logging.getLogger("uvicorn.error").addFilter(_is_a_fault)
    server = uvicorn.Server(settings)

    async def run() -> None:
        task = asyncio.create_task(server.serve([listening.socket]))
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        if server.started:
            started()
        await task

    try:
        asyncio.run(run())
    finally:
        desk.jobs.close()
        listening.socket.close()


def _is_a_fault(record: logging.LogRecord) -> bool:
    """Whether a line of uvicorn tells of one: neither what a stranger sent, which was answered, nor
    the answers that were cut because somebody stopped the server."""
    cut = record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError)
    return record.levelno >= logging.ERROR and not cut and "graceful shutdown" not in record.msg
