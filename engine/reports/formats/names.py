"""Names of organisations that nobody knows, with what they may mean: for a terminal, as JSON, and
as rows for the table of accepted names."""

import csv
import io
from collections.abc import Iterable, Mapping

from engine.datasets import Dataset, Unnamed
from engine.messages import Catalogue
from engine.model.tables import code_column
from engine.reports.formats.records import cell_text
from engine.visible import harmless_lines

Found = Iterable[tuple[Unnamed, Mapping[str, Dataset]]]


def names_text(found: Found, words: Catalogue) -> str:
    """A line a name: where it stands, in how many rows, what it may mean and why."""
    lines = [
        words.text(
            "data-names.line", table=each.table, column=each.column, written=each.written,
            rows=each.rows, count=each.rows, meant=_meant(each, datasets, words),
        )
        for each, datasets in found
    ]  # fmt: skip
    head = words.text("data-names.head", n=len(lines)) if lines else words.text("data-names.none")
    return harmless_lines("\n".join([head, *lines])) + "\n"


def names_model(found: Found) -> list[object]:
    """The same as JSON."""
    return [
        {
            "table": each.table,
            "column": each.column,
            "written": each.written,
            "rows": each.rows,
            "codes": list(each.proposal.codes) if each.proposal else [],
            "ground": each.proposal.ground if each.proposal else None,
        }
        for each, _ in found
    ]


def names_csv(found: Found, words: Catalogue) -> str:
    """Rows of the table of accepted names, each written name once: its code where there is one
    proposal, empty where somebody must say; and the ground."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\n")
    rows.writerow(("written", "code", "ground"))
    once = {each.written: (each, datasets) for each, datasets in found}
    for each, datasets in once.values():
        codes = each.proposal.codes if each.proposal else ()
        code = codes[0] if len(codes) == 1 else ""
        rows.writerow(tuple(map(cell_text, (each.written, code, _meant(each, datasets, words)))))
    return written.getvalue()


def _meant(each: Unnamed, datasets: Mapping[str, Dataset], words: Catalogue) -> str:
    proposal = each.proposal
    if proposal is None:
        return words.text("data-names.nothing")
    names = [f"{code} {_name(datasets[each.list], code)}" for code in proposal.codes]
    ground = words.text(f"data-names.ground.{proposal.ground}")
    if len(names) > 1:
        return words.text("data-names.several", n=len(names), names=", ".join(names))
    return words.text(
        "data-names.one", code=proposal.codes[0],
        name=_name(datasets[each.list], proposal.codes[0]), ground=ground,
    )  # fmt: skip


def _name(listing: Dataset, code: str) -> str:
    column = code_column(listing.resource) or ""
    for own, name in listing.frame.select(column, "name").iter_rows():
        if str(own) == code:
            return str(name or code)
    return code
