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

CONNECT = ("pyspark", "pyarrow", "grpc", "grpc_status", "google.rpc", "zstandard")
"""What an address sc:// (Spark Connect) needs."""


def engine_of(name: str, master: str | None = None) -> Engine:
    """The engine of that name. `master` is the address of Spark: local[n], spark://…, sc://….

    Raises EngineError where a library is not installed.
    """
    is_connect = name == "spark" and (master or "").startswith("sc://")
    asked, needed = ("spark-connect", CONNECT) if is_connect else (name, LIBRARIES[name])
    for library in needed:
        if not _is_there(library):
            place = Place("project.yaml")
            raise EngineError(finding(ENGINE_MISSING, place, engine=asked, library=library))
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


def _is_there(library: str) -> bool:
    try:
        return find_spec(library) is not None
    except ModuleNotFoundError:
        return False
