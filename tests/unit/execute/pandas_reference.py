"""Conditions and measures computed slowly with pandas, for one table of teachers.

Nothing of `compile` and `execute` is used. Cells are pandas' nullable ones, whose `&`, `|` and `~`
know the unknown; figures are what the words of a measure say, one organisation after another.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any

import numpy as np
import pandas as pd

from engine.model.conditions import (
    Arithmetic,
    Both,
    Column,
    Compare,
    Condition,
    Either,
    Flag,
    InList,
    IsNull,
    Like,
    Literal,
    Matches,
    Not,
    Operand,
    Reserved,
)
from tests.unit.execute.random_tables import PARENTS, planned

SIGNS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge, "+": add, "-": sub, "*": mul}
DTYPES = {
    "person": "string", "school": "string", "year": "string", "trained": "boolean",
    "age": "Int64", "score": "Float64", "grade": "Int64",
}  # fmt: skip
KINDS = {"code": "string", "low": "boolean", "pupils": "Int64"}
FIRST_DAY, LAST_DAY = date(2021, 9, 1), date(2022, 8, 31)
THIS_YEAR, LAST_YEAR = ("2021/22", "2021-2022"), ("2020/21",)
Figures = dict[str, Any]


@dataclass(frozen=True)
class Frame:
    """The teachers, each with the columns of its school; and the schools themselves."""

    teachers: pd.DataFrame
    schools: pd.DataFrame
    as_of: Any

    def during(self, years: tuple[str, ...] = THIS_YEAR) -> pd.DataFrame:
        """The rows of a year."""
        return self.teachers[self.teachers["year"].isin(years).fillna(False).astype(bool)]

    def unread(self) -> pd.DataFrame:
        """The rows whose label says no year."""
        year = self.teachers["year"]
        return self.teachers[(year.isna() | (year == "?")).fillna(True).astype(bool)]


def frame(
    teachers: list[Any], schools: list[Any], as_of: Any, again: list[Any] | None = None
) -> Frame:
    """The rows of the random tables as frames; no rule may look up a school listed twice."""
    names = ["person", "school", "year", "trained", "age", "score", "hired", "grade"]
    own = pd.DataFrame(teachers, columns=names)
    own = own.astype(DTYPES)
    own["hired"] = own["hired"].astype(object).where(own["hired"].notna(), None)
    lines = [
        (f"s{i}", low, pupils)
        for own in (schools, again or [])
        for i, (low, pupils) in enumerate(own, 1)
    ]
    known = pd.DataFrame(lines, columns=["code", "low", "pupils"]).astype(KINDS)
    there = known.drop_duplicates("code").rename(
        columns={"low": "school.low", "pupils": "school.pupils"}
    )
    joined = own.merge(there, left_on="school", right_on="code", how="left")
    joined = _with_parents(joined.drop(columns="code"), there)
    return Frame(_with_years(joined, planned(schools)), known, as_of)


def _with_parents(rows: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    """The columns of the school above, and of the one above that."""
    listed = there.set_index("code")
    above = {code: PARENTS[code] for code in there["code"]}
    code = rows["school"].astype(object).where(rows["school"].notna(), None)
    for name, wanted in (("school.low", "school.parent.low"),
                         ("school.pupils", "school.parent.parent.pupils")):  # fmt: skip
        code = code.map(above.get)
        column = listed[[name]].set_axis([wanted], axis=1)
        rows = rows.assign(above=code.astype("string")).merge(
            column, left_on="above", right_index=True, how="left"
        )
        rows = rows.drop(columns="above")
    return rows


def _with_years(rows: pd.DataFrame, lines: list[tuple[Any, ...]]) -> pd.DataFrame:
    """What was planned for the school in the year, and in the year before."""
    years = pd.DataFrame(lines, columns=["school", "year", "before", "plan", "open"]).astype(
        {**dict.fromkeys(("school", "year", "before"), "string"), "plan": "Int64",
         "open": "boolean"}
    )  # fmt: skip
    full = years.dropna(subset=["school", "year"])
    now = full.rename(columns={"plan": "years.plan", "open": "years.open"})
    then = full.drop(columns="before").rename(
        columns={"plan": "years.prior.plan", "open": "years.prior.open", "year": "before"}
    )
    rows = rows.merge(now, on=["school", "year"], how="left")
    return rows.merge(then, on=["school", "before"], how="left")


def mask(tree: Condition, rows: pd.DataFrame, as_of: Any) -> pd.Series:
    """True, False or NA for each row."""
    match tree:
        case Flag():
            return _value(tree.item, rows, as_of).astype("boolean")
        case Not():
            return ~mask(tree.item, rows, as_of)
        case Both():
            return reduce(and_, (mask(item, rows, as_of) for item in tree.items))
        case Either():
            return reduce(or_, (mask(item, rows, as_of) for item in tree.items))
        case IsNull():
            return _value(tree.item, rows, as_of).isna().astype("boolean")
        case InList():
            item = _value(tree.item, rows, as_of)
            return (
                item.isin([value.value for value in tree.values])
                .astype("boolean")
                .mask(item.isna())
            )
        case Like():
            parts = (".*" if sign == "%" else "." if sign == "_" else re.escape(sign)
                     for sign in tree.pattern)  # fmt: skip
            return _fits("".join(parts), _value(tree.item, rows, as_of))
        case Matches():
            return _fits(tree.pattern, _value(tree.item, rows, as_of))
        case Compare():
            left, right = _value(tree.left, rows, as_of), _value(tree.right, rows, as_of)
            pairs = zip(left, right, strict=True)
            found = [None if _none(a) or _none(b) else bool(SIGNS[tree.op](a, b)) for a, b in pairs]
            return pd.Series(found, index=rows.index, dtype="boolean")
        case _:
            raise NotImplementedError(tree)


def _fits(pattern: str, cells: pd.Series) -> pd.Series:
    fits = re.compile(pattern, re.DOTALL)
    return cells.map(lambda text: bool(fits.fullmatch(text)), na_action="ignore").astype("boolean")


def _none(value: Any) -> bool:
    return value is None or value is pd.NA


def _value(item: Operand, rows: pd.DataFrame, as_of: Any) -> pd.Series:
    match item:
        case Column():
            return rows[".".join(item.path)]
        case Literal():
            return pd.Series([item.value] * len(rows), index=rows.index)
        case Reserved():
            return pd.Series([as_of] * len(rows), index=rows.index)
        case Arithmetic():
            right = _value(item.right, rows, as_of)
            left = right * 0 if item.left is None else _value(item.left, rows, as_of)
            found: pd.Series[Any] = SIGNS[item.op](left, right)
            return found
        case _:
            raise NotImplementedError(item)


class Reference:
    """Each measure over the teachers of this year; `of` and `where` are conditions."""

    def __init__(self, made: Frame, of: Condition, where: Condition) -> None:
        self.made, self.of, self.where = made, of, where
        self.rows, self.unread = made.during(), made.unread()
        self.unread_where = int((self._mask(where, self.unread).fillna(True)).sum())

    def _mask(self, tree: Condition, rows: pd.DataFrame) -> pd.Series:
        return mask(tree, rows, self.made.as_of)

    def _taken(self, rows: pd.DataFrame, tree: Condition) -> tuple[pd.DataFrame, int]:
        """The rows for which it is true, and how many of which it is unknown."""
        found = self._mask(tree, rows)
        return rows[found.fillna(False).astype(bool)], int(found.isna().sum())

    def _share(self, rows: pd.DataFrame, missing: str) -> Figures:
        chosen, aside = self._taken(rows, self.where)
        of = self._mask(self.of, chosen)
        silent, n = int(of.isna().sum()), int(of.fillna(False).sum())
        total = len(chosen) - (silent if missing == "exclude" else 0)
        return {"n": n, "total": total, "missing": silent, "set_aside": aside}

    def composed_of(self, rows: pd.DataFrame, kind: str) -> tuple[Fraction | None, Fraction | None]:
        """The two shares of some rows, or their count and the sum of their grades."""
        if kind == "added":
            count = int(self._mask(self.of, rows).fillna(False).sum())
            return Fraction(count), Fraction(int(self._taken(rows, self.where)[0]["grade"].sum()))
        found = [self._share(rows, missing) for missing in ("exclude", "as_false")]
        first, second = (Fraction(f["n"], f["total"]) if f["total"] else None for f in found)
        return first, second

    def share(self, missing: str) -> Figures:
        found = self._share(self.rows, missing)
        return {**found, "set_aside": found["set_aside"] + self.unread_where}

    def shares(self, missing: str) -> dict[Any, Figures]:
        """By school, those without a school together."""
        keys = self.rows["school"].astype(object).where(self.rows["school"].notna(), None)
        return {
            key: self._share(self.rows[[each == key for each in keys]], missing)
            for key in set(keys)
        }

    def count(self) -> Figures:
        of = self._mask(self.of, self.rows)
        return {"n": int(of.fillna(False).sum()), "total": None, "missing": int(of.isna().sum()),
                "set_aside": len(self.unread)}  # fmt: skip

    def distinct(self, column: str) -> Figures:
        of, values = self._mask(self.of, self.rows), self.rows[column]
        there = values.notna()
        sure = values[of.fillna(False).astype(bool) & there].nunique()
        perhaps = values[of.fillna(True).astype(bool) & there].nunique()
        unkeyed = int((of.fillna(False).astype(bool) & ~there).sum())
        return {"n": sure, "total": None, "missing": perhaps - sure,
                "set_aside": unkeyed + len(self.unread)}  # fmt: skip

    def added(self, column: str) -> tuple[float, int, int, int]:
        """Sum, number and lack of values, rows set aside."""
        chosen, aside = self._taken(self.rows, self.where)
        values = chosen[column]
        total = sum(values.dropna().tolist())
        return total, int(values.notna().sum()), int(values.isna().sum()), aside + self.unread_where

    def covered(self, values: list[int]) -> Figures:
        chosen, aside = self._taken(self.rows, self.where)
        n = sum(bool((chosen["grade"] == value).fillna(False).any()) for value in values)
        return {"n": n, "total": len(values), "missing": 0, "set_aside": aside + self.unread_where}

    def listed_schools(self) -> tuple[int, int]:
        """How many of the schools occur among the teachers."""
        there = set(self.rows["school"].dropna())
        return sum(code in there for code in self.made.schools["code"]), len(self.made.schools)

    def each(self) -> Figures:
        """Schools that are not low, and those of them with a row that counts."""
        low = self.made.schools["low"]
        must = set(self.made.schools[(~low).fillna(False).astype(bool)]["code"])
        of = self._mask(self.of, self.rows)
        sure = set(self.rows[of.fillna(False).astype(bool)]["school"].dropna())
        perhaps = set(self.rows[of.fillna(True).astype(bool)]["school"].dropna())
        n = sum(code in sure for code in must)
        open_ = sum(code in perhaps and code not in sure for code in must)
        return {"n": n, "total": len(must), "missing": open_}

    def share_last_year(self) -> Figures:
        return self._share(self.made.during(LAST_YEAR), "as_false")

    def _pairs(self) -> pd.DataFrame:
        chosen, _ = self._taken(self.rows, self.where)
        return chosen[["school", "age", "grade"]].dropna(subset=["age", "grade"])

    def correlation(self, method: str) -> tuple[float | None, int]:
        """The coefficient and the number of pairs; None where a column has one value only."""
        pairs = self._pairs()[["age", "grade"]].astype("float64")
        if len(pairs) < 2 or (pairs.nunique() < 2).any():
            return None, len(pairs)
        return float(pairs["age"].corr(pairs["grade"], method=method)), len(pairs)

    def agreed(self, statistic: str) -> tuple[int, int]:
        pairs = self._pairs()
        sign = {"equal": eq, "raised": gt, "lowered": lt}[statistic]
        return int(sign(pairs["grade"], pairs["age"]).sum()), len(pairs)

    def means(self) -> dict[Any, tuple[float, float, int]]:
        """Mean, standard deviation and number of scores of each school, over rows of `of`."""
        chosen, _ = self._taken(self.rows, self.of)
        known = chosen.dropna(subset=["school", "score"])
        groups = known.groupby("school")["score"]
        return {
            str(code): (
                float(own.mean()),
                float(own.std(ddof=1)) if len(own) > 1 else 0.0,
                len(own),
            )
            for code, own in groups
        }

    def mean_of_all(self) -> tuple[float, int]:
        chosen, _ = self._taken(self.rows, self.of)
        known = chosen.dropna(subset=["school", "score"])["score"]
        return (float(known.mean()) if len(known) else 0.0), len(known)

    def listed(self) -> dict[str, int]:
        """In how many grades each school reaches 30 %."""
        rows = self.rows.dropna(subset=["school", "grade"])
        found: dict[str, int] = {}
        for (code, _), own in rows.groupby(["school", "grade"]):
            part = self._share(own, "exclude")
            if part["total"]:
                reached = part["n"] * 100 >= 30 * part["total"]
                found[str(code)] = found.get(str(code), 0) + reached
        return found

    def places(self) -> dict[str, int]:
        """The place of each school by the mean of its scores, the least first."""
        chosen, _ = self._taken(self.rows, self.where)
        known = chosen.dropna(subset=["school", "score"])
        means = known.groupby("school")["score"].agg(lambda own: sum(own) / len(own))
        if means.empty:
            return {}
        ranks = means.astype("float64").round(12).rank(method="min").astype(int)
        return {str(code): int(place) for code, place in ranks.items()}

    def dated(self, missing: str) -> Figures:
        """The share among rows dated in the period and seen, whatever their year label; of a row
        without a date nobody knows whether it belongs."""
        rows = self.made.teachers
        last = min(LAST_DAY, self.made.as_of)
        inside = pd.Series(
            [None if day is None else FIRST_DAY <= day <= last for day in rows["hired"]],
            index=rows.index, dtype="boolean",
        )  # fmt: skip
        belongs = inside & self._mask(self.where, rows)
        chosen = rows[belongs.fillna(False).astype(bool)]
        of = self._mask(self.of, chosen)
        silent, n = int(of.isna().sum()), int(of.fillna(False).sum())
        total = len(chosen) - (silent if missing == "exclude" else 0)
        return {"n": n, "total": total, "missing": silent, "set_aside": int(belongs.isna().sum())}

    def scores(self, tree: Condition) -> dict[str, float]:
        """The share of the best possible grade that each school has, over the rows of a
        condition."""
        chosen, _ = self._taken(self.rows, tree)
        known = chosen.dropna(subset=["school", "grade"])
        return {
            str(code): int(own["grade"].sum()) / (5 * len(own))
            for code, own in known.groupby("school")
        }

    def ratios(self) -> dict[str, float]:
        """How the scores of `of` stand to those of `where`."""
        before, after = self.scores(self.of), self.scores(self.where)
        return {code: before[code] / after[code] for code in before if code in after}

    def quartile_fences(self, width: float) -> tuple[float, float]:
        low, high = np.percentile(list(self.ratios().values()), [25, 75])
        return low - width * (high - low), high + width * (high - low)

    def above_the_whole(self, z: float) -> dict[str, bool | None]:
        """Whether the interval of a school's mean lies above that of all; None of one row."""
        chosen, _ = self._taken(self.rows, self.of)
        known = chosen.dropna(subset=["school", "score"])
        mean, n = self.mean_of_all()
        top = mean + z * float(known["score"].std(ddof=1)) / n**0.5
        there: dict[str, bool | None] = {str(code): None for code in chosen["school"].dropna()}
        for code, (own, deviation, count) in self.means().items():
            there[code] = own - z * deviation / count**0.5 > top if count > 1 else None
        return there

    def signs(self, z: float) -> dict[str, bool | None]:
        """Whether a school shows at least one of two signs: a mean above all, a grade with 30 %."""
        above, listed = self.above_the_whole(z), self.listed()
        found: dict[str, bool | None] = {}
        for code in {*above, *listed}:
            own = [above[code]] if code in above else []
            own += [listed[code] >= 1] if code in listed else []
            found[code] = True if True in own else None if None in own else False
        return found

    def on_both_lists(self) -> tuple[int, int]:
        """Schools that are low and reach 30 % in a grade, of those that do either."""
        low = self.made.schools["low"].fillna(False).astype(bool)
        given = set(self.made.schools[low]["code"])
        shown = {code for code, reached in self.listed().items() if reached}
        return len(given & shown), len(given | shown)


def documents_that_count(register: Iterable[tuple[Any, ...]], id: str, as_of: date) -> int:
    """Orders that name the id, with an address, dated in the period and seen by now."""
    return sum(
        id in [part.strip() for part in proves.split(";")]
        and kind.casefold() == "приказ"
        and dated is not None
        and FIRST_DAY <= dated <= min(LAST_DAY, as_of)
        and bool((address or "").strip())
        for proves, kind, dated, address in register
    )
