"""Spark on a cluster: the figures of Polars, and never a wrong one when a part of it dies."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from engine.execute import engine_of
from tests.spark.cluster import STARTED_QUICKLY, Cluster, running, start_worker
from tests.spark.driver import over_keys, verdicts

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark не установлен"),
    pytest.mark.skipif(shutil.which("java") is None, reason="нет Java, без неё Spark не работает"),
    pytest.mark.skipif(not Path("/proc").exists(), reason="процессы кластера ищутся в /proc"),
    pytest.mark.xdist_group("spark"),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(tmp_path_factory.mktemp("spark"), workers=2) as made:
        yield made


class Driver:
    """A run on the cluster, in a process of its own."""

    def __init__(
        self, cluster: Cluster, name: str, seeds: int, rows: int, patience: float, step: int = 1
    ) -> None:
        self.out = cluster.folder / f"{name}.json"
        asked = [str(self.out), str(seeds), str(rows), str(patience), str(step)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.spark.driver", "spark", cluster.address, *asked],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | STARTED_QUICKLY,
        )  # fmt: skip

    def told(self) -> dict[str, Any]:
        """What came of it."""
        assert self.process.wait(timeout=300) == 0
        told: dict[str, Any] = json.loads(self.out.read_text("utf-8"))
        return told


def of_polars(tmp_path: Path, seeds: int, rows: int, step: int = 1) -> list[str]:
    return verdicts(engine_of("polars"), tmp_path, seeds, rows, step)


def busy(cluster: Cluster, name: str) -> list[int]:
    """The executors of a worker, as soon as it has one."""
    until = time.monotonic() + 120
    while not (found := cluster.executors(name)):
        assert time.monotonic() < until, "работник не получил задания"
        time.sleep(0.1)
    return found


def test_every_measure_gives_the_figures_of_polars(cluster: Cluster, tmp_path: Path) -> None:
    told = Driver(cluster, "equal", seeds=2, rows=40, patience=60).told()
    over = over_keys(engine_of("polars"), tmp_path / "keys")
    assert told["verdicts"] == [*of_polars(tmp_path, seeds=2, rows=40), *over]


def test_a_worker_that_is_killed_costs_no_figure(cluster: Cluster, tmp_path: Path) -> None:
    driver = Driver(cluster, "killed", seeds=1, rows=20_000, patience=60, step=2)
    busy(cluster, "worker-1")
    time.sleep(3)
    assert driver.process.poll() is None, "расчёт кончился раньше, чем погиб работник"
    cluster.kill("worker-1")
    told = driver.told()
    start_worker(cluster, "worker-1")
    cluster.wait_for("worker-1", "Successfully registered with master")
    right = of_polars(tmp_path, seeds=1, rows=20_000, step=2)
    assert told.get("verdicts") == right or told.get("code") == "E706"


def test_an_executor_that_is_killed_costs_no_figure(cluster: Cluster, tmp_path: Path) -> None:
    driver = Driver(cluster, "executor", seeds=1, rows=20_000, patience=60, step=2)
    executors = busy(cluster, "worker-0")
    time.sleep(3)
    assert driver.process.poll() is None, "расчёт кончился раньше, чем погиб исполнитель"
    for pid in executors:
        os.kill(pid, signal.SIGKILL)
    told = driver.told()
    right = of_polars(tmp_path, seeds=1, rows=20_000, step=2)
    assert told.get("verdicts") == right or told.get("code") == "E706"


def test_without_any_worker_the_run_ends_with_a_message(cluster: Cluster) -> None:
    driver = Driver(cluster, "alone", seeds=1, rows=20_000, patience=6)
    busy(cluster, "worker-0")
    cluster.kill("worker-0")
    cluster.kill("worker-1")
    told = driver.told()
    assert told["code"] == "E706"
    assert "alone" in told["params"]
