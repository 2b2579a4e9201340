"""Draw 100 warnings of `roadmap lint` by lot, to be judged right or wrong by a hand.

    python -m tests.planted.sample > drawn.csv

The lot is over the four orders in `specs/` and every plan with a planted contradiction here; the
same seed gives the same warnings as long as lint says the same. Judged: `judged.csv` and, of a
later lot, `judged_again.csv` beside this file; `verdict` (one hand) and `second` (another, which
had not seen it) are `right`, `wrong` or `arguable`.
"""

import csv
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from engine.diagnostics import Finding, Severity
from engine.messages import catalogue
from engine.pipeline import check, lint
from tests.planted.score import AS_OF, HERE, cases_of, plant

SEED, MANY = 20241130, 100
SPECS = HERE.parents[1] / "specs"

Told = tuple[str, Finding]


def warnings() -> Iterator[tuple[str, Told]]:
    """Each warning with its base and the plan that it is about, in the order of the plans."""
    for order in sorted(path.parent for path in SPECS.glob("*/project.yaml")):
        yield from ((order.name, (order.name, finding)) for finding in _of(order))
    with tempfile.TemporaryDirectory() as room:
        for folder in (HERE, HERE / "further"):
            for case in cases_of(folder):
                edited, name = Path(room) / folder.name / case["id"], f"{folder.name}/{case['id']}"
                plant(folder / case["base"], edited, case["edits"])
                yield from ((case["base"], (name, finding)) for finding in _of(edited))


def _of(folder: Path) -> Iterator[Finding]:
    checked = check(folder)
    findings = lint(checked, AS_OF) if checked.loaded.project else ()
    return (finding for finding in findings if finding.severity is Severity.WARNING)


def drawn() -> list[Told]:
    """The hundred, in the order of the lot; what is said of every plan of a base is said once."""
    every: dict[tuple[str, ...], Told] = {}
    for base, told in warnings():
        finding = told[1]
        key = (base, finding.code.id, str(finding.subject), str(finding.params))
        every.setdefault(key, told)
    return [every[key] for key in random.Random(SEED).sample(sorted(every), MANY)]


def main() -> None:
    """Write the lot as CSV, its verdicts empty."""
    writes = csv.writer(sys.stdout, lineterminator="\n")
    writes.writerow(("plan", "code", "place", "says", "verdict", "why"))
    for plan, each in drawn():
        place = f"{each.subject.kind} {each.subject.id or ''}".strip() if each.subject else ""
        writes.writerow((plan, each.code.id, place, catalogue().finding(each), "", ""))


if __name__ == "__main__":
    main()
