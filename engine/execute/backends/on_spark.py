"""Apache Spark: for those whose tables outgrow one machine.

A table in memory is handed over as Arrow; Parquet is read by the workers, who must see its folder.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import unquote, urlsplit

import narwhals as nw
from pyspark.errors import AnalysisException, ArithmeticException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from engine.datasets import Dataset, Tables
from engine.execute.backends.handing import (
    Shelf,
    answer_of,
    collected,
    failed,
    is_large,
    read_by,
)
from engine.execute.engines import EngineError
from engine.execute.frames import answers_to
from engine.lazy import lazy_pattern
from engine.query.answers import Answer
from engine.query.questions import Scan

WITHOUT_WORKERS = 60.0
"""Seconds without any worker after which a run is given up; Spark itself would wait for ever."""

_CONNECT = 10.0
_SETTINGS = {
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
_OWN = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}


class SparkEngine:
    """One job a grouping over the same data frames. The session is started by the first scan."""

    def __init__(self, master: str) -> None:
        self._master = master
        self._shelf = Shelf()
        self._session: SparkSession | None = None

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The small frames; raises EngineError for the connection, the workers and the disk, and
        what Spark says of a rule that it cannot compute."""
        given_up = Event()
        try:
            session = self._session = self._session or _session(self._master)
            read = read_by(scan, tables)
            large = any(is_large(dataset) for dataset, _ in read.values())
            session.conf.set("spark.sql.shuffle.partitions", "200" if large else "2")
            with _watched(session, self._master, given_up):
                frames = {
                    name: nw.from_native(self._frame(session, dataset, columns))
                    for name, (dataset, columns) in read.items()
                }
                answers = answers_to(scan, frames, adds_booleans=False)
                return answer_of(scan, [collected(frame) for frame in answers], tables)
        except (EngineError, AnalysisException, ArithmeticException):
            raise
        except Exception as error:
            self._session = None
            reason = "alone" if given_up.is_set() else reason_of(str(error))
            raise failed("spark", reason, error) from error

    def _frame(self, session: SparkSession, dataset: Dataset, columns: list[str]) -> DataFrame:
        kept = columns or [dataset.columns[0]]
        if is_large(dataset):
            files = [address_of(path) for path in self._shelf.files_of(dataset)]
            return session.read.parquet(*files).select(*(f"`{name}`" for name in kept))
        table = dataset.frame.select(kept).to_arrow()
        if not table.num_rows:
            return session.createDataFrame([], from_arrow_schema(table.schema))
        return session.createDataFrame(table)


_SIGNS = lazy_pattern(r"[\\*?\[\]{}]")


def address_of(path: Path) -> str:
    """A file as Spark is told of it: letters as they are, since it decodes none, and the signs that
    would stand for several files behind a backslash."""
    return _SIGNS.sub(r"\\\g<0>", unquote(path.as_uri()))


_REASONS = {
    "resources": ("OutOfMemoryError", "No space left on device", "java.lang.OutOfMemory"),
    "unseen": ("FileNotFoundException", "FILE_NOT_EXIST", "does not exist", "NoSuchFileException"),
}


def reason_of(said: str) -> str:
    """Which part of the message applies, by what Spark said: resources, unseen (a worker does not
    see the file of a table), or lost."""
    for reason, signs in _REASONS.items():
        if any(sign in said for sign in signs):
            return reason
    return "lost"


def _session(master: str) -> SparkSession:
    """A session at the address; raises EngineError where nobody answers there."""
    _knock(master)
    builder = SparkSession.builder.appName("roadmap")
    if master.startswith("sc://"):
        session = builder.remote(master).getOrCreate()
    else:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1" if _is_near(master) else "0.0.0.0")
        for name, value in _OWN.items():
            builder = builder.config(name, value)
        session = builder.master(master).getOrCreate()
        session.sparkContext.setLogLevel("OFF")
    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    return session


def _is_near(master: str) -> bool:
    return master.startswith("local") or "//127.0.0.1" in master or "//localhost" in master


def _knock(master: str) -> None:
    """Spark asks a silent address for a minute; a knock on the door tells it at once."""
    if master.startswith("local"):
        return
    address = urlsplit(master)
    port = address.port or (15002 if address.scheme == "sc" else 7077)
    try:
        socket.create_connection((address.hostname or "", port), _CONNECT).close()
    except OSError as error:
        raise failed("spark", "unreachable", error) from error


@contextmanager
def _watched(session: SparkSession, master: str, given_up: Event) -> Iterator[None]:
    """Cancels the jobs of a cluster that has had no worker for a while, and says so."""
    if not master.startswith("spark://"):
        yield
        return
    ended = Event()
    watch = Thread(target=_watch, args=(session, ended, given_up), daemon=True)
    watch.start()
    try:
        yield
    finally:
        ended.set()
        watch.join()


def _watch(session: SparkSession, ended: Event, given_up: Event) -> None:
    """Goes on cancelling: the next job may be handed in only after the first was cancelled."""
    context, step, idle = session.sparkContext, 2.0, 0.0
    while not ended.wait(step):
        workers = context._jsc.sc().getExecutorMemoryStatus().size() - 1
        idle = 0.0 if workers > 0 else idle + step
        if idle >= WITHOUT_WORKERS:
            given_up.set()
            context.cancelAllJobs()
