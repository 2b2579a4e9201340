"""How much of `defects.yaml` does `roadmap lint` find, and how many of its errors are right?

    python tests/gold/measure.py            recall by type, precision of errors
    python tests/gold/measure.py --missed   and every entry that is not found
    python tests/gold/measure.py --wrong    and every error that no entry confirms

A finding answers an entry when order, roadmap, place (its own or a related one) and family agree.
Entries marked `doubt` count neither way; `minor` ones are counted apart.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from engine.lint.text.deeds import likeness, stems
from engine.messages import catalogue
from engine.pipeline import Checked, check, lint
from engine.reports.content.findings import lint_model
from tests.gold.families import FAMILIES
from tests.plain_yaml import plain_yaml

HERE = Path(__file__).parent
SPECS = HERE.parent.parent / "specs"
AS_OF = date(2022, 6, 1)
_ALIKE = 0.6

Json = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """A finding of lint, with the project it is about."""

    order: str
    model: Json

    @property
    def types(self) -> frozenset[str]:
        return FAMILIES.get(self.model["code"], frozenset())

    @property
    def places(self) -> list[Json]:
        return [self.model, *self.model["related"]]


@cache
def orders() -> tuple[tuple[str, Checked], ...]:
    """The four projects, by the names of their folders."""
    return tuple((folder.name, check(folder)) for folder in sorted(SPECS.glob("*-20*")))


@cache
def findings() -> tuple[Found, ...]:
    """Everything that lint finds in the four projects."""
    return tuple(
        Found(name, model)
        for name, checked in orders()
        if checked.loaded.project is not None
        for model in lint_model(
            checked.loaded.project, lint(checked, AS_OF), checked.loaded.sources, catalogue()
        )
    )


@cache
def entries() -> list[Json]:
    """The list made by hand."""
    read: list[Json] = plain_yaml(HERE.joinpath("defects.yaml").read_text("utf-8"))
    return read


def main_entries() -> list[Json]:
    """The entries that count: without doubt, and no mere carelessness of language."""
    return [entry for entry in entries() if not entry.get("doubt") and not entry.get("minor")]


def answers(found: Found, entry: Json) -> bool:
    """Whether the finding says what the entry says."""
    kinds = {entry["type"], *entry.get("also", ())}
    if found.order != entry["order"] or not kinds & found.types:
        return False
    there = [entry, *entry.get("related", ())]
    return any(_same_place(one, two, found, entry) for one in found.places for two in there)


def _same_place(one: Json, two: Json, found: Found, entry: Json) -> bool:
    roadmap = two.get("roadmap", entry["roadmap"])
    kind = two.get("kind", "document")
    if kind == one["kind"] == "document" and "document" in (one["roadmap"], roadmap):
        return True
    if one["roadmap"] != roadmap:
        return False
    if kind == "goal" and one["kind"] in ("goal", "passport"):
        told = _alike(found.model["quote"], entry["quote"])
        return told or (one["kind"] == "goal" and _goal_alike(found, one, two, entry))
    if one["kind"] != kind:
        return False
    if kind == "document":
        return True
    return bool(one["ordinal"] == two.get("ordinal"))


def _goal_alike(found: Found, one: Json, two: Json, entry: Json) -> bool:
    """Goals of the list are counted within their row of the passport: their words must do."""
    text = _goal_texts().get((found.order, one["roadmap"], one["id"]), "")
    return _alike(text, str(two.get("quote", entry["quote"])))


def _alike(one: str, other: str) -> bool:
    return likeness(frozenset(stems(one)), frozenset(stems(other))) >= _ALIKE


@cache
def _goal_texts() -> dict[tuple[str, str, str], str]:
    return {
        (name, roadmap.slug, goal.id): goal.text
        for name, checked in orders()
        if checked.loaded.project
        for roadmap in checked.loaded.project.roadmaps
        for goal in roadmap.goals
    }


def _recall(listed: Iterable[Json], found: list[Found]) -> tuple[Counter[str], Counter[str]]:
    hit, total = Counter[str](), Counter[str]()
    for entry in listed:
        total[entry["type"]] += 1
        hit[entry["type"]] += any(answers(each, entry) for each in found)
    return hit, total


def _line(name: str, hit: int, total: int) -> str:
    return f"{name:36} {hit:4} / {total:4} = {100 * hit / total if total else 0:5.1f} %"


def main() -> None:
    """Print the measurement."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--missed", action="store_true")
    asked.add_argument("--wrong", action="store_true")
    asked.add_argument("--only", default="", help="codes that begin with this")
    options = asked.parse_args()
    listed = entries()
    found = [each for each in findings() if each.model["code"].startswith(options.only)]
    main_list = main_entries()
    minor = [each for each in listed if each.get("minor") and not each.get("doubt")]
    for title, chosen in (
        ("all", main_list),
        ("errors", [entry for entry in main_list if entry["severity"] == "error"]),
        ("minor", minor),
    ):
        hit, total = _recall(chosen, found)
        print(_line(f"recall, {title}", sum(hit.values()), sum(total.values())))
    hit, total = _recall(main_list, found)
    for name in sorted(total, key=lambda key: (-total[key], key)):
        print("   " + _line(name, hit[name], total[name]))
    errors = [each for each in found if each.model["severity"] == "error"]
    right = [error for error in errors if any(answers(error, entry) for entry in listed)]
    print(_line("precision of errors", len(right), len(errors)))
    by_code = Counter(error.model["code"] for error in errors)
    ok = Counter(each.model["code"] for each in right)
    for code in sorted(by_code):
        print("   " + _line(code, ok[code], by_code[code]))
    if options.missed:
        for entry in main_list:
            if not any(answers(each, entry) for each in found):
                print("MISSED", _told(entry))
    if options.wrong:
        for error in errors:
            if error not in right:
                print("WRONG", error.order, _short(error.model))


def _told(entry: Json) -> str:
    where = [str(entry.get(key, "")) for key in ("order", "roadmap", "kind", "number", "ordinal")]
    return f"{' '.join(where)} [{entry['type']}] {entry['quote'][:90]!r} — {entry['why']}"


def _short(model: Json) -> str:
    where = [str(model[key]) for key in ("roadmap", "kind", "number", "ordinal", "code")]
    return f"{' '.join(where)} {model['message'][:220]}"


if __name__ == "__main__":
    main()
