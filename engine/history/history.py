"""The store of runs: one SQLite file. A run is its report.json, as it left the engine.

No more is kept than the report tells its audience: no table, no row, no person.
What an external run told of persons is kept beside it: later runs are held against it.

Two report.json of one project → what changed, with the causes that the manifests show.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from engine.classes import dataclass
from engine.messages import store_fault
from engine.model.file_names import is_number
from engine.results.changes import Cause, EventMove, Move, RunComparison, Side, VerdictMove
from engine.results.outcome import Publication, Spot

Report = dict[str, object]

_SCHEMA = """
create table if not exists runs (
    id integer primary key,
    project text not null,
    as_of text not null,
    audience text not null,
    kept_at text not null,
    report blob not null
)
"""
TOLD = "told"
"""The key of a kept report under which stands what it told of persons."""
_OUTSIDE = "external"
_COLUMNS = "id, project, as_of, audience, kept_at"


MOST = 1 << 28
"""Bytes of a report."""
MOST_RUNS = 100_000
SECONDS = 20.0
"""How long one question to a store may take."""
NO_FILE, OTHER_SHAPE, DAMAGED, TOO_LARGE = "no_file", "other_shape", "damaged", "too_large"
"""Reasons of our own, beside those of SQLite."""


class BrokenStoreError(Exception):
    """The file is no store of runs, is damaged, or is kept back. `reason` is a key below `store`
    of the catalogue."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run in the store. `kept_at` is the moment in ISO 8601, as the caller told it."""

    id: int
    project: str
    as_of: str
    audience: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class Store:
    """Runs in a file that is made when the first is kept. Every method raises BrokenStoreError
    where the file cannot be used."""

    path: Path

    def keep(self, report: Report, kept_at: str) -> KeptRun:
        """Put a report away."""
        project = report["project"]
        assert isinstance(project, dict)
        row = (str(project["id"]), str(report["as_of"]), str(report["audience"]), kept_at)
        text = json.dumps(report, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode("utf-8"), 6)
        with self._open() as connection:
            connection.execute(_SCHEMA)
            cursor = connection.execute(
                "insert into runs (project, as_of, audience, kept_at, report) values (?,?,?,?,?)",
                (*row, packed),
            )
            return KeptRun(int(cursor.lastrowid or 0), *row)

    def runs(self, project: str | None = None) -> tuple[KeptRun, ...]:
        """All runs, or those of a project, the oldest first."""
        if not self.path.exists():
            return ()
        where = "" if project is None else " where project = ?"
        with self._open() as connection:
            rows = connection.execute(
                f"select {_COLUMNS} from runs{where} order by id limit {MOST_RUNS + 1}",
                () if project is None else (project,),
            ).fetchall()
            if len(rows) > MOST_RUNS:
                raise BrokenStoreError(TOO_LARGE)
            return tuple(map(_kept_run, rows))

    def last(self, project: str, audience: str) -> KeptRun | None:
        """The latest run of a project for an audience."""
        runs = [run for run in self.runs(project) if run.audience == audience]
        return runs[-1] if runs else None

    def report(self, id: int) -> Report | None:
        """The report of a run; None where there is no such run."""
        if not self.path.exists():
            return None
        with self._open() as connection:
            row = connection.execute("select report from runs where id = ?", (id,)).fetchone()
            if row is None:
                return None
            try:
                return _unpacked(row[0])
            except (zlib.error, ValueError, TypeError, RecursionError) as error:
                raise BrokenStoreError(DAMAGED) from error

    def publications(self, project: str) -> tuple[Publication, ...]:
        """What the kept runs of a project told outside, the oldest first, each once."""
        reports = (self.report(run.id) for run in self.runs(project) if run.audience == _OUTSIDE)
        told: list[Publication] = []
        for report in reports:
            publication = _publication((report or {}).get(TOLD))
            if publication and publication not in told:
                told.append(publication)
        return tuple(told)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if self.path.exists() and not self.path.is_file():
            raise BrokenStoreError(NO_FILE)
        try:
            connection = sqlite3.connect(self.path)
        except sqlite3.Error as error:
            raise BrokenStoreError(store_fault(error)) from error
        try:
            _bound(connection)
            with connection:
                _check_shape(connection)
                yield connection
        except (sqlite3.Error, UnicodeDecodeError) as error:  # sqlite3 quotes the schema it read
            raise BrokenStoreError(store_fault(error)) from error
        finally:
            connection.close()


def _bound(connection: sqlite3.Connection) -> None:
    """A file that somebody else wrote may take so long and so much, whatever stands in it."""
    end = monotonic() + SECONDS
    connection.set_progress_handler(lambda: monotonic() > end, 100_000)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST)


def _check_shape(connection: sqlite3.Connection) -> None:
    """Raise BrokenStoreError unless the file is empty or has our table and nothing that computes:
    a view or a trigger in its place would run the queries of whoever made the file."""
    names = "select name, sql from sqlite_master where substr(name, 1, 7) <> 'sqlite_' limit 2"
    rows = connection.execute(names).fetchall()
    wanted = _spelled(_SCHEMA.replace(" if not exists", ""))
    if rows and [(name, _spelled(str(sql))) for name, sql in rows] != [("runs", wanted)]:
        raise BrokenStoreError(OTHER_SHAPE)


def _spelled(sql: str) -> str:
    return " ".join(sql.split()).casefold()


def _kept_run(row: tuple[object, ...]) -> KeptRun:
    """Raises BrokenStoreError for what `keep` could not have written."""
    id, *texts = row
    if not isinstance(id, int) or not all(isinstance(text, str) for text in texts):
        raise BrokenStoreError(OTHER_SHAPE)
    return KeptRun(id, *map(str, texts))


def told_model(told: Publication) -> Report:
    """A publication as plain values: by full id a list of part, key, size, counted, value."""
    return {id: [[*place, *spot] for place, spot in spots.items()] for id, spots in told.items()}


def _publication(told: object) -> Publication:
    """Raises BrokenStoreError for what `told_model` could not have made; empty for nothing."""
    try:
        return {
            id: {(part, key): Spot(*spot) for part, key, *spot in spots}
            for id, spots in (told or {}).items()  # type: ignore[attr-defined]
        }
    except (TypeError, ValueError, AttributeError) as error:
        raise BrokenStoreError(OTHER_SHAPE) from error


def _unpacked(packed: bytes) -> Report:
    """Raises what zlib and json raise, and ValueError for what is too large or no report."""
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(packed, MOST)
    if unpacking.unconsumed_tail:
        raise BrokenStoreError(TOO_LARGE)
    loaded = json.loads(text)
    if not isinstance(loaded, dict):
        raise ValueError(type(loaded).__name__)
    return loaded


ReportData = Mapping[str, object]

_RANK = {
    "met": 4, "met_late": 3, "waived": 2, "not_due": 2, "not_applicable": 2, "shown": 2,
    "warned": 2, "indeterminate": 1, "no_data": 1, "not_measurable": 1, "not_met": 0, "error": 0,
}  # fmt: skip


def compare_reports(old: ReportData, new: ReportData) -> RunComparison:
    """What differs between two reports of the format report/1. Raises BrokenStoreError for a report
    of another shape: it was kept where others can write, or by another version."""
    try:
        return _compared(old, new)
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise BrokenStoreError(OTHER_SHAPE) from error


def _compared(old: ReportData, new: ReportData) -> RunComparison:
    specs, tables = _changed_files(old, new)
    numbered, gone, renumbered = _changed_numbers(old, new)
    tables = tuple(sorted((*tables, *numbered)))
    causes = _Causes(old, new, specs, (*tables, *gone))
    project = _mapping(new["project"])
    return RunComparison(
        project=_text(project, "id"),
        old_as_of=_text(old, "as_of"),
        new_as_of=_text(new, "as_of"),
        verdicts=tuple(_verdict_moves(old, new, causes)),
        events=tuple(_event_moves(old, new)),
        specs=specs,
        tables=tables,
        gone=gone,
        renumbered=renumbered,
    )


class _Causes:
    """Why something of a roadmap may differ."""

    def __init__(
        self, old: ReportData, new: ReportData, specs: tuple[str, ...], tables: tuple[str, ...]
    ) -> None:
        self._specs, self._tables = specs, tables
        self._dates = old["as_of"] != new["as_of"]
        self._engines = old["engine"] != new["engine"]

    def of(self, old: ReportData | None, new: ReportData | None) -> tuple[Cause, ...]:
        """The causes that may be behind the change of one indicator."""
        causes = []
        places = {_file(each) for each in (old, new) if each}
        general = {name for name in self._specs if name.startswith(("project.", "data."))}
        if None in (old, new) or places & set(self._specs) or general:
            causes.append(Cause.SPEC)
        if old and new and old.get("waiver") != new.get("waiver"):
            causes.append(Cause.WAIVER)
        causes += [Cause.DATA] if self._tables else []
        causes += [Cause.DATE] if self._dates else []
        causes += [Cause.ENGINE] if self._engines and not causes else []
        return tuple(causes) or (Cause.UNKNOWN,)


def _changed_files(old: ReportData, new: ReportData) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Specs and tables whose hash differs, or which only one of the runs read; without the files
    that are called by their numbers."""
    before, after = _files(old), _files(new)
    names = [
        name
        for name in {**before, **after}
        if before.get(name) != after.get(name) and not is_number(name)
    ]
    specs = tuple(sorted(name for name in names if name.endswith((".yaml", ".yml"))))
    return specs, tuple(sorted(set(names) - set(specs)))


def _changed_numbers(
    old: ReportData, new: ReportData
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Of the files that are called by their numbers: those of the new run whose content the old one
    did not have, those of the old run that are left over, and whether a content has another number.

    A number is a place in the alphabet, and shifts where a file comes or goes before it.
    """
    before, after = (
        {name: hash for name, hash in _files(report).items() if is_number(name)}
        for report in (old, new)
    )
    left: dict[tuple[str, str], list[str]] = {}
    for name, hash in before.items():
        left.setdefault((name.rpartition("/")[0], hash), []).append(name)
    came, renumbered = [], False
    for name, hash in after.items():
        same = left.get((name.rpartition("/")[0], hash))
        if not same:
            came.append(name)
            continue
        former = name if name in same else same[0]
        same.remove(former)
        renumbered |= former != name
    gone = [name for names in left.values() for name in names]
    return tuple(came), tuple(sorted(gone)) if len(gone) > len(came) else (), renumbered


def _files(report: ReportData) -> dict[str, str]:
    return {_text(each, "path"): _text(each, "sha256") for each in _list(report, "files")}


def _verdict_moves(old: ReportData, new: ReportData, causes: _Causes) -> Iterator[VerdictMove]:
    before, after = _judged(old), _judged(new)
    for id in dict.fromkeys((*after, *before)):
        was, now = before.get(id), after.get(id)
        sides = _side(was), _side(now)
        if sides[0] != sides[1]:
            text = _text(now or was or {}, "text")
            yield VerdictMove(id, text, *sides, _move(*sides), causes.of(was, now))


def _judged(report: ReportData) -> dict[str, ReportData]:
    """Indicators and requirements by full id."""
    roadmaps = _list(report, "roadmaps")
    indicators = [each for roadmap in roadmaps for each in _list(roadmap, "indicators")]
    return _by_id((*indicators, *_list(report, "requirements")))


def _side(judged: ReportData | None) -> Side | None:
    if judged is None:
        return None
    figure = None if judged.get("figure") is None else _text(judged, "figure")
    return Side(_text(judged, "verdict"), figure)


def _move(old: Side | None, new: Side | None) -> Move:
    if old is None or new is None:
        return Move.OTHER
    before, after = _RANK.get(old.verdict, 1), _RANK.get(new.verdict, 1)
    return Move.BETTER if after > before else Move.WORSE if after < before else Move.OTHER


def _event_moves(old: ReportData, new: ReportData) -> Iterator[EventMove]:
    before = _events(old)
    for id, event in _events(new).items():
        was = before.get(id)
        sides = None if was is None else (_text(was, "status"), _text(event, "status"))
        if sides and sides[0] != sides[1]:
            title = _text(event, "title") if event.get("title") else id
            yield EventMove(id, title, *sides)


def _events(report: ReportData) -> dict[str, ReportData]:
    return _by_id(event for each in _list(report, "roadmaps") for event in _list(each, "events"))


def _file(judged: ReportData) -> str:
    return _text(_mapping(judged["place"]), "file")


def _by_id(parts: Iterable[ReportData]) -> dict[str, ReportData]:
    """Raises ValueError where two have one id: either would stand for both."""
    found: dict[str, ReportData] = {}
    for part in parts:
        if found.setdefault(_text(part, "id"), part) is not part:
            raise ValueError(part["id"])
    return found


def _text(report: ReportData, key: str) -> str:
    value = report[key]
    if not isinstance(value, str):
        raise TypeError(key)
    return value


def _mapping(value: object) -> ReportData:
    if not isinstance(value, Mapping):
        raise TypeError(type(value).__name__)
    return value


def _list(report: ReportData, key: str) -> list[ReportData]:
    """Empty where the version that wrote the report had no such part."""
    value = report.get(key, [])
    if not isinstance(value, list):
        raise TypeError(key)
    return [_mapping(each) for each in value]
