"""Small projects written from the base with a few keys changed, and loaded."""

import copy
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.load import load_project
from engine.model.changes import Effect
from engine.model.project import Project
from engine.yamltext import parse

HERE = Path(__file__).parent
FILES = (
    "project.yaml", "data.yaml", "low-results.yaml", "talents.yaml", "decisions/support.yaml",
)  # fmt: skip
Files = dict[str, Any]


@lru_cache(maxsize=8)
def read_yaml(name: str) -> Any:
    """The plain data of a YAML file beside this one."""
    document = parse((HERE / name).read_bytes(), name).document
    assert document is not None, name
    return document.data


def base() -> Files:
    """The files of the base, fresh."""
    return {name: copy.deepcopy(read_yaml(f"base/{name}")) for name in FILES}


def changed(item: str, *changes: Any) -> Files:
    """The base with `changes` merged into one item: project, data/<table>, <slug>[/<id>],
    decisions/<file>[/<row>]."""
    files = base()
    target = _find(files, item)
    before = target.get("id") or target.get("slug")
    for change in changes:
        merge(target, change or {})
    after = target.get("id") or target.get("slug")
    if before != after:
        _call_otherwise(files, before, after)
    return files


def _call_otherwise(files: Files, before: str, after: str) -> None:
    """A new id wherever the old one is named; a roadmap's file is named after it."""
    for content in files.values():
        for event in content.get("events", ()):
            for key in ("serves", "after"):
                event[key] = [after if each == before else each for each in event.get(key, [])]
    if f"{before}.yaml" in files:
        files[f"{after}.yaml"] = files.pop(f"{before}.yaml")
        names = files["project.yaml"]["roadmaps"]
        files["project.yaml"]["roadmaps"] = [name.replace(before, after) for name in names]


def _find(files: Files, item: str) -> Any:
    slug, _, id = item.partition("/")
    if slug == "data":
        return next(each for each in files["data.yaml"]["resources"] if each["name"] == id)
    if slug == "decisions":
        file, _, row = id.partition("/")
        content = files[f"decisions/{file}.yaml"]
        return next(each for each in content["rows"] if each["id"] == row) if row else content
    content = files[f"{slug}.yaml"]
    if not id:
        return content
    return next(each for each in (*content["indicators"], *content["events"]) if each["id"] == id)


def merge(target: Any, change: Any) -> None:
    """Mappings are merged, null takes a key away, everything else is replaced."""
    for key, value in change.items():
        if value is None:
            target.pop(key, None)
        elif isinstance(value, dict) and isinstance(target.get(key), dict):
            merge(target[key], value)
        else:
            target[key] = copy.deepcopy(value)


def load(files: Files, folder: Path) -> Project:
    """The project of these files; JSON is YAML."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    loaded = load_project(folder)
    assert loaded.project is not None, [
        (finding.code.name, finding.at, dict(finding.params)) for finding in loaded.findings
    ]
    return loaded.project


def opposite(effect: Effect) -> Effect:
    """The effect of the same change read backwards."""
    turned = {Effect.STRICTER: Effect.WEAKER, Effect.WEAKER: Effect.STRICTER}
    return turned.get(effect, effect)
