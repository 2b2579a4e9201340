"""How an imported indicator is measured: its rule and target by the words, or why there is none."""

import json
import re
from collections.abc import Callable, Sequence

from engine.papers.doubts import quoted
from engine.papers.figures import Ruled, Tables, named, ruled
from engine.papers.values import Mapped
from engine.papers.yearly_values import YearlyValues, holds_years, values_by_year

Told = dict[str, str]
"""The parameters of the finding about values that stay words."""


def measured(
    item: str, whose: str, years: Sequence[str], tables: Tables | None, say: Callable[[str], str]
) -> tuple[Mapped, Told | None]:
    """The keys of an indicator beside its text, and what is told where its values stay words.

    `tables` takes those that its rule needs; None where nothing is to be proposed. A target stands
    without a rule, too: what the order asks is known before how it is counted.
    """
    is_block = item.rstrip().endswith(":")
    if tables is None or is_block:
        return _not_measured(item, say, is_block=is_block), None
    if values := values_by_year(item, years):
        rule = named(values.name, values.unit, whose, tables)
        own = _ruled(rule) if rule else _not_measured(item, say, is_block=False)
        return _aimed(own, values, say), None if values.sign else _told(item, values)
    rule = ruled(item, whose, years, tables)
    own = _ruled(rule) if rule else _not_measured(item, say, is_block=False)
    if rule is None and holds_years(item):
        return own, {"text": quoted(item), "target": "", "other": "", "unread": "1"}
    return own, None


def _ruled(found: Ruled) -> Mapped:
    aimed: Mapped = {"target": found.target} if found.target else {}
    grounds: Mapped = {"rule": found.ground}
    if found.target:
        grounds["target"] = found.target_ground
    return {"rule": found.rule, **aimed, "proposed": grounds}


def _not_measured(item: str, say: Callable[[str], str], *, is_block: bool) -> Mapped:
    has_figure = re.search(r"\d", item) is not None
    reason = "block_title" if is_block else "no_method" if has_figure else "no_figure"
    return {"not_measurable": reason, "proposed": {"not_measurable": say(f"ground.{reason}")}}


def _aimed(own: Mapped, values: YearlyValues, say: Callable[[str], str]) -> Mapped:
    """An indicator with its targets by year, with their ground, and the printed value before."""
    grounds = own["proposed"]
    assert isinstance(grounds, dict)
    found: Mapped = {key: value for key, value in own.items() if key != "proposed"}
    if values.sign:
        found |= {"target": values.target(), **values.baseline()}
        grounds = {**grounds, "target": say(f"ground.{values.side}")}
    elif "rule" in found:
        found["target"] = "none"
        grounds = {**grounds, "target": say("ground.side_unknown")}
    return {**found, "proposed": grounds}


def _told(item: str, values: YearlyValues) -> Told:
    """Both targets that the values may be, to be pasted."""
    more, less = (_pasted(values, sign) for sign in (">=", "<="))
    return {"text": quoted(item), "target": more, "other": less, "unread": ""}


def _pasted(values: YearlyValues, sign: str) -> str:
    parts = (
        f"{{by: {each['by']}, value: {json.dumps(each['value'], ensure_ascii=False)}}}"
        for each in values.target(sign) if isinstance(each, dict)
    )  # fmt: skip
    return f"target: [{', '.join(parts)}]"
