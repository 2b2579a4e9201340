"""Great Expectations: an expectation with a row condition for each rule, over pandas.

It knows no groups: the whole table is one. A second condition on what counts joins the condition
of the row.
"""

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as gxe
from timed import Share, told

from rules import Test, Value


def expectation(rule: Share) -> object:
    """What the first condition of `of` demands where the others hold."""
    (column, sign, value), *others = rule.of
    condition = " and ".join(map(_text, (*rule.where, *others)))
    given = {"column": column, "row_condition": condition, "condition_parser": "pandas"}
    if sign in (">", ">="):
        return gxe.ExpectColumnValuesToBeBetween(
            **given, min_value=value, strict_min=sign == ">", max_value=None
        )
    return gxe.ExpectColumnValuesToBeBetween(
        **given, max_value=value, strict_max=sign == "<", min_value=None
    )


def _text(test: Test) -> str:
    column, sign, value = test
    return f"{column} {'==' if sign == '=' else sign} {_value(value)}"


def _value(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = gx.data_context.types.base.ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("p").add_dataframe_asset("results")
    whole = asset.add_batch_definition_whole_dataframe("whole")
    batch = whole.get_batch(batch_parameters={"dataframe": pd.read_parquet(file)})
    suite = gx.ExpectationSuite("rules", expectations=[expectation(rule) for rule in rules])
    results = [result.result for result in batch.validate(suite).results]
    seen = [result["element_count"] - result["missing_count"] for result in results]
    return sum(seen) - sum(result["unexpected_count"] for result in results), sum(seen)


told(work, "great_expectations", "pandas")
