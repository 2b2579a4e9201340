"""Engines beside Polars, by name. Each is a door to one library, imported when it is asked for."""

from importlib.util import find_spec

from engine.codes.run import ENGINE_MISSING
from engine.diagnostics import Place, finding
from engine.execute.engines import Engine, EngineError, PolarsEngine

LIBRARIES = {
    "polars": (),
    "duckdb": ("duckdb", "pyarrow"),
    "spark": ("pyspark", "pyarrow"),
    "pandas": ("pandas", "pyarrow"),
}  # fmt: skip
"""Every engine, and the libraries that it needs beside those of the program."""


def engine_of(name: str, master: str | None = None) -> Engine:
    """The engine of that name. `master` is the address of Spark: local[n], spark://…, sc://….

    Raises EngineError where a library is not installed.
    """
    for library in LIBRARIES[name]:
        if find_spec(library) is None:
            place = Place("project.yaml")
            raise EngineError(finding(ENGINE_MISSING, place, engine=name, library=library))
    match name:
        case "duckdb":
            from engine.execute.backends.on_duckdb import DuckDBEngine

            return DuckDBEngine()
        case "pandas":
            from engine.execute.backends.on_pandas import PandasEngine

            return PandasEngine()
        case "spark":
            from engine.execute.backends.on_spark import SparkEngine

            return SparkEngine(master or "local[*]")
        case _:
            return PolarsEngine()
