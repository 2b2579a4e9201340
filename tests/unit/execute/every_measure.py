"""One rule of every measure that reads rows, over the random tables."""

from typing import Any

Told = tuple[dict[str, Any], str]


def every_measure(of: str, where: str) -> list[Told]:
    """The rules with their targets; two conditions stand wherever a rule may have one."""
    table = {"in": "teachers"}
    share = {"measure": "share", **table, "of": of, "where": where, "missing": "exclude"}
    mean = {"measure": "mean", **table, "of": "score", "where": where, "missing": "exclude"}
    paired = {"measure": "agreement", **table, "first": "age", "second": "grade", "where": where,
              "missing": "exclude", "min_n": 2}  # fmt: skip
    interval = {"measure": "interval", **table, "of": "score", "where": of, "sign": "above",
                "min_n": 2, "missing": "exclude"}  # fmt: skip
    ratio = {"measure": "ratio_change", **table, "of": "grade", "maximum": 5, "before": of,
             "after": where, "missing": "exclude"}  # fmt: skip
    listed = {"measure": "listed", "of": share, "by": "grade", "reaching": ">= 30 %",
              "groups": 1}  # fmt: skip
    rank = {"measure": "rank", "of": mean, "part": 0.5, "min_n": 1}
    change = {"measure": "change", "over": ["2020/21", "2021/22"], "shape": "ends"}
    count = {"measure": "count", **table, "of": of, "missing": "indeterminate"}
    parts: list[dict[str, Any]] = [
        {"id": "a", "of": share}, {"id": "b", "of": {**share, "missing": "as_false"}},
        {"id": "c", "of": {**count, "missing": "as_false"}},
        {"id": "d", "of": {**mean, "measure": "sum", "of": "age"}},
    ]  # fmt: skip
    weighted = [{**part, "weight": at} for at, part in enumerate(parts[:2], start=1)]
    return [
        *(({**share, "missing": missing}, ">= 50 %")
          for missing in ("exclude", "as_false", "indeterminate")),
        (count, ">= 2"),
        ({**count, "distinct": "person"}, ">= 2"),
        ({**count, "distinct": "hired", "missing": "as_false"}, ">= 2"),
        ({**mean, "measure": "sum"}, ">= 1"),
        ({**mean, "measure": "sum", "of": "age"}, ">= 1"),
        (mean, ">= 1"),
        ({**share, "weight": "grade"}, ">= 50 %"),
        ({**mean, "weight": "grade"}, ">= 1"),
        ({"measure": "coverage", **table, "column": "grade", "values": [3, 4, 5],
          "where": where}, "= 100 %"),
        ({"measure": "coverage", **table, "list": "schools",
          "key": {"list": "code", "in": "school"}}, "= 100 %"),
        ({"measure": "each", "per": "schools", **table, "of": of, "where": "not low",
          "missing": "indeterminate"}, "= 100 %"),
        ({**change, "of": {**share, "missing": "as_false"}}, "рост"),
        ({**change, "of": {**mean, "measure": "sum"}}, "рост"),
        *(({**paired, "statistic": each}, ">= 0.1") for each in ("spearman", "kendall")),
        *(({**paired, "statistic": each}, ">= 10 %") for each in ("equal", "raised", "lowered")),
        (interval, "= 0"),
        ({**interval, "sign": "below", "reference": where}, "= 0"),
        (ratio, "= 0"),
        (listed, "= 0"),
        (rank, "= 0"),
        ({"measure": "signs", "of": [interval, listed], "at_least": 1,
          "missing": "exclude"}, "= 0"),
        ({"measure": "compare_lists", "given": "schools", "where": "low", "computed": listed},
         "= 100 %"),
        ({"measure": "formula", "parts": parts[:2], "formula": "a - b"}, "> 0 %"),
        ({"measure": "formula", "parts": parts[2:], "formula": "2 * c + d"}, ">= 1"),
        ({"measure": "formula", "parts": parts[2:], "formula": "c / d"}, ">= 1"),
        ({"measure": "ratio", "numerator": parts[2]["of"],
          "denominator": {**parts[2]["of"], "of": where}}, ">= 50 %"),
        ({"measure": "ratio", "numerator": parts[3]["of"], "factor": 10,
          "denominator": {**parts[3]["of"], "of": "grade"}}, ">= 1"),
        *(({"measure": "index", "parts": weighted, "lacking": each}, ">= 50 %")
          for each in ("refuse", "zero")),
    ]  # fmt: skip
