"""Two report.json of one project → what changed, with the causes that the manifests show."""

from collections.abc import Iterator, Mapping

from engine.results.history import Cause, EventMove, Move, RunComparison, Side, VerdictMove

Report = Mapping[str, object]

_RANK = {
    "met": 4, "met_late": 3, "waived": 2, "not_due": 2, "not_applicable": 2, "indeterminate": 1,
    "no_data": 1, "not_measurable": 1, "not_met": 0, "error": 0,
}  # fmt: skip


def compare_reports(old: Report, new: Report) -> RunComparison:
    """What differs between two reports; both must be of the format report/1."""
    specs, tables = _changed_files(old, new)
    causes = _Causes(old, new, specs, tables)
    project = _part(new, "project")
    return RunComparison(
        project=str(project["id"]),
        old_as_of=str(old["as_of"]),
        new_as_of=str(new["as_of"]),
        verdicts=tuple(_verdict_moves(old, new, causes)),
        events=tuple(_event_moves(old, new)),
        specs=specs,
        tables=tables,
    )


class _Causes:
    """Why something of a roadmap may differ."""

    def __init__(
        self, old: Report, new: Report, specs: tuple[str, ...], tables: tuple[str, ...]
    ) -> None:
        self._specs, self._tables = specs, tables
        self._dates = old["as_of"] != new["as_of"]
        self._engines = old["engine"] != new["engine"]

    def of(self, old: Report | None, new: Report | None) -> tuple[Cause, ...]:
        """The causes that may be behind the change of one indicator."""
        found = []
        places = {_file(each) for each in (old, new) if each}
        general = {name for name in self._specs if name.startswith(("project.", "data."))}
        if None in (old, new) or places & set(self._specs) or general:
            found.append(Cause.SPEC)
        if old and new and old.get("waiver") != new.get("waiver"):
            found.append(Cause.WAIVER)
        found += [Cause.DATA] if self._tables else []
        found += [Cause.DATE] if self._dates else []
        found += [Cause.ENGINE] if self._engines and not found else []
        return tuple(found) or (Cause.UNKNOWN,)


def _changed_files(old: Report, new: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Specs and tables whose hash differs, or which only one of the runs read."""
    before, after = _files(old), _files(new)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    specs = tuple(sorted(name for name in names if name.endswith((".yaml", ".yml"))))
    return specs, tuple(sorted(set(names) - set(specs)))


def _files(report: Report) -> dict[str, str]:
    return {str(each["path"]): str(each["sha256"]) for each in _list(report, "files")}


def _verdict_moves(old: Report, new: Report, causes: _Causes) -> Iterator[VerdictMove]:
    before, after = _judged(old), _judged(new)
    for id in dict.fromkeys((*after, *before)):
        was, now = before.get(id), after.get(id)
        sides = _side(was), _side(now)
        if sides[0] != sides[1]:
            text = str((now or was or {})["text"])
            yield VerdictMove(id, text, *sides, _move(*sides), causes.of(was, now))


def _judged(report: Report) -> dict[str, Report]:
    """Indicators and requirements by full id."""
    roadmaps = _list(report, "roadmaps")
    indicators = [each for roadmap in roadmaps for each in _list(roadmap, "indicators")]
    return {str(each["id"]): each for each in (*indicators, *_list(report, "requirements"))}


def _side(judged: Report | None) -> Side | None:
    if judged is None:
        return None
    figure = judged.get("figure")
    return Side(str(judged["verdict"]), None if figure is None else str(figure))


def _move(old: Side | None, new: Side | None) -> Move:
    if old is None or new is None:
        return Move.OTHER
    before, after = _RANK.get(old.verdict, 1), _RANK.get(new.verdict, 1)
    return Move.BETTER if after > before else Move.WORSE if after < before else Move.OTHER


def _event_moves(old: Report, new: Report) -> Iterator[EventMove]:
    before = {str(each["id"]): each for each in _events(old)}
    for event in _events(new):
        was = before.get(str(event["id"]))
        if was is not None and was["status"] != event["status"]:
            title = str(event.get("title") or event["id"])
            yield EventMove(str(event["id"]), title, str(was["status"]), str(event["status"]))


def _events(report: Report) -> list[Report]:
    return [event for each in _list(report, "roadmaps") for event in _list(each, "events")]


def _file(judged: Report) -> str:
    return str(_part(judged, "place").get("file", ""))


def _part(report: Report, key: str) -> Report:
    value = report[key]
    assert isinstance(value, Mapping)
    return value


def _list(report: Report, key: str) -> list[Report]:
    value = report.get(key)
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
