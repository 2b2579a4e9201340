"""Spark Connect: an address sc:// gives the figures of Polars."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from engine.execute import engine_of
from tests.spark.cluster import STARTED_QUICKLY
from tests.spark.driver import over_keys, verdicts

pytestmark = [
    pytest.mark.skipif(find_spec("grpc_status") is None, reason="Spark Connect не установлен"),
    pytest.mark.skipif(shutil.which("java") is None, reason="нет Java, без неё Spark не работает"),
    pytest.mark.xdist_group("spark"),
]
PATIENCE = 180.0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on loopback with one core."""
    import pyspark

    home, folder = Path(pyspark.__file__).parent, tmp_path_factory.mktemp("connect")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "server.log"
    settings = (f"spark.connect.grpc.binding.port={port}", "spark.ui.enabled=false")
    server = subprocess.Popen(
        [
            str(home / "bin" / "spark-submit"),
            *("--class", "org.apache.spark.sql.connect.service.SparkConnectServer"),
            *("--master", "local[1]"),
            *(word for setting in settings for word in ("--conf", setting)),
            "spark-internal",
        ],
        stdout=log.open("wb"), stderr=subprocess.STDOUT, cwd=folder, start_new_session=True,
        env=os.environ | STARTED_QUICKLY | {
            "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": "2.13", "SPARK_LOCAL_IP": "127.0.0.1",
        },
    )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while "Spark Connect server started" not in log.read_text(errors="replace"):
            assert server.poll() is None, log.read_text(errors="replace")[-2000:]
            assert time.monotonic() < until, log.read_text(errors="replace")[-2000:]
            time.sleep(0.3)
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, 9)
        server.wait()


@pytest.mark.parametrize("rows", [40, 0])
def test_every_measure_gives_the_figures_of_polars(address: str, tmp_path: Path, rows: int) -> None:
    """Tables in memory and in Parquet; with forty rows, and with none."""
    out = tmp_path / "told.json"
    words = ["spark", address, str(out), "2", str(rows), "60", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.spark.driver", *words], capture_output=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(out.read_text("utf-8"))
    polars = engine_of("polars")
    expected = verdicts(polars, tmp_path, 2, rows) + over_keys(polars, tmp_path / "keys")
    assert told.get("verdicts") == expected, told
