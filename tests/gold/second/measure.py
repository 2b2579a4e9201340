"""How much of the second list (`list.yaml`) does `roadmap lint` find?

    python tests/gold/second/measure.py            recall, by class
    python tests/gold/second/measure.py --missed   and every entry that is not found

The list was written before anybody looked at the first list or at what lint prints. It is answered
twice: *place* – any finding at this roadmap, section and number (its own or a related one), as a
measurer who knows no codes would count; *class* – the finding's code speaks of the same defect.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from tests.gold.measure import SPECS, Found, findings
from tests.gold.second.classes import CODES_OF_CLASS
from tests.plain_yaml import plain_yaml

Json = dict[str, Any]
HERE = Path(__file__).parent


def entries() -> list[Json]:
    """The second list, each entry with its order."""
    read: dict[str, list[Json]] = plain_yaml(HERE.joinpath("list.yaml").read_text("utf-8"))
    return [{**entry, "order": order} for order, listed in read.items() for entry in listed]


def at_place(found: Found, entry: Json) -> bool:
    """Whether the finding (or a row it names) stands where the entry stands."""
    return found.order == entry["order"] and any(_same(place, entry) for place in found.places)


def answers(found: Found, entry: Json) -> bool:
    """Whether the finding says what the entry says, there."""
    return found.model["code"] in CODES_OF_CLASS[entry["class"]] and at_place(found, entry)


def _same(place: Json, entry: Json) -> bool:
    if entry["kind"] == "document":
        return bool(place["kind"] == "document") and entry["roadmap"] in (
            place["roadmap"],
            "document",
        )
    if place["roadmap"] != entry["roadmap"]:
        return False
    if entry["kind"] == "section":
        return bool(place["section"] == str(entry["number"]) or place["kind"] == "document")
    if entry["kind"] in ("passport", "indicator"):
        return place["kind"] in ("passport", "indicator", "goal") and _same_row(place, entry)
    return bool(place["kind"] == "event") and _same_row(place, entry)


def _same_row(place: Json, entry: Json) -> bool:
    if "match" in entry:
        return entry["match"].lower() in _text(entry["order"], place).lower()
    if entry.get("section") and place["section"] and entry["section"] != place["section"]:
        return False
    return bool(_bare(place["number"]) == _bare(entry.get("number")))


def _bare(number: str | None) -> str:
    return (number or "").rstrip(".").strip()


def _text(order: str, place: Json) -> str:
    spec = _SPECS[order].get(place["roadmap"], {})
    rows: list[Json] = spec.get(place["kind"] + ("" if place["kind"] == "passport" else "s"), [])
    return str(rows[place["ordinal"] - 1]) if rows and place["ordinal"] else ""


def _specs(folder: Path) -> dict[str, Json]:
    read = (plain_yaml(path.read_text("utf-8")) for path in folder.glob("*.yaml"))
    return {spec["slug"]: spec for spec in read if "slug" in spec}


_SPECS = {folder.name: _specs(folder) for folder in SPECS.glob("*-20*")}


def main() -> None:
    """Print the measurement."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--missed", action="store_true")
    options = asked.parse_args()
    found, listed = findings(), entries()
    placed = [each for each in listed if any(at_place(one, each) for one in found)]
    answered = [each for each in listed if any(answers(one, each) for one in found)]
    print(f"place {len(placed)} / {len(listed)} = {100 * len(placed) / len(listed):.1f} %")
    print(f"class {len(answered)} / {len(listed)} = {100 * len(answered) / len(listed):.1f} %")
    total, hit = (Counter(each["class"] for each in some) for some in (listed, answered))
    for name, count in sorted(total.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"   {name:44} {hit[name]:3} / {count:3}")
    for each in listed if options.missed else ():
        if each not in answered:
            mark = "elsewhere" if each in placed else "nothing"
            print("MISSED", mark, *_told(each))


def _told(entry: Json) -> list[str]:
    keys = ("order", "roadmap", "kind", "section", "number", "class", "what", "quote")
    return [str(entry[key]) for key in keys if key in entry]


if __name__ == "__main__":
    main()
