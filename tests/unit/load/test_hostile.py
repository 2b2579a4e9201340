"""Whatever stands in the files of a project, loading it gives findings and never raises."""

import json
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Route
from engine.yamltext import Data, parse
from tests.examples import of_all
from tests.unit.load.conftest import DATA, PROJECT, ROADMAP, Folder

FILES = {"project.yaml": PROJECT, "low-results.yaml": ROADMAP, "data.yaml": DATA}
RULE = (
    'format: rule/1\nid: r\ntitle: Правило\nsource: null\nparameters: {p: {type: text, title: П}}\n\
rule: {measure: share, of: "{p}", in: teachers, missing: exclude}\n'
)
JUNK: list[Data] = [
    None, "", "x", "2021-02-31", "../x", 0, -1, 1.5, True, [], ["x"], [None], {}, {"x": "y"}, [[1]],
    {"measure": "share"}, {"use": "r"}, {"use": "r", "with": {"p": 1}}, ["x", "x"], "goal", "a/b",
]  # fmt: skip


def data_of(text: str) -> dict[str, Data]:
    document = parse(text.encode(), "f").document
    assert document is not None
    return document.data


SOUND = {name: data_of(text) for name, text in FILES.items()} | {"rules/r.yaml": data_of(RULE)}


def routes(value: Data, route: Route = ()) -> list[Route]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    )
    return [route, *(found for step, item in inner for found in routes(item, (*route, step)))]


def spoilt(content: dict[str, Data], route: Route, junk: Data, action: str) -> Data:
    """The content with the value at the route replaced, removed or repeated."""
    if not route:
        return junk
    copy = deepcopy(content)
    holder: Data = copy
    for step in route[:-1]:
        holder = holder[step]  # type: ignore[index]
    last = route[-1]
    if isinstance(holder, list):
        assert isinstance(last, int)
        if action == "remove":
            del holder[last]
        else:
            holder[last : last + (action == "replace")] = [junk]
    elif isinstance(holder, dict):
        holder[str(last) if action != "add" else "extra"] = junk
        if action == "remove":
            del holder[str(last)]
    return copy


@settings(max_examples=of_all(200), deadline=None)
@given(st.data())
def test_a_spoilt_value_anywhere_gives_findings(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SOUND)))
    route = data.draw(st.sampled_from(routes(SOUND[name])))
    junk = data.draw(st.sampled_from(JUNK))
    action = data.draw(st.sampled_from(["replace", "remove", "add"]))
    files: dict[str, Data] = {**SOUND, name: spoilt(SOUND[name], route, junk, action)}
    with TemporaryDirectory() as root:
        folder = Folder(Path(root))
        for file, content in files.items():
            folder.write(file, json.dumps(content, ensure_ascii=False))
        loaded = folder.load()
        for finding in loaded.findings:
            assert loaded.sources.place(finding.at).file
        assert loaded.project is not None or loaded.findings
