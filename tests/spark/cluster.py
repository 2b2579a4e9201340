"""A standalone cluster on loopback: a master and workers, each a process of its own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 120.0
"""Seconds to wait for a process of the cluster to say that it is there."""


STARTED_QUICKLY = {
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions"
    " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
}
"""Surroundings of a Java that lives for a minute: what it would compile a second time, better, is
never asked often enough, and the classes of Spark are sound: two thirds of the processor time of
these tests. Executors inherit it."""


@dataclass
class Cluster:
    """A running cluster; `folder` has the logs and is seen by everyone."""

    folder: Path
    port: int
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """What `--master` is given."""
        return f"spark://127.0.0.1:{self.port}"

    def start(self, name: str, *command: str) -> None:
        """A process of Spark in a group of its own, so that its children die with it."""
        import pyspark

        home = Path(pyspark.__file__).parent
        log = (self.folder / f"{name}.log").open("wb")
        self.processes[name] = subprocess.Popen(
            [str(home / "bin" / "spark-class"), *command],
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True, cwd=self.folder,
            env=os.environ | STARTED_QUICKLY | {
                "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": "2.13",
                "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1",
            },
        )  # fmt: skip

    def wait_for(self, name: str, text: str) -> None:
        """Until the process has said something; what it said instead is the error."""
        log, until = self.folder / f"{name}.log", time.monotonic() + PATIENCE
        while text not in log.read_text(errors="replace"):
            if time.monotonic() > until or self.processes[name].poll() is not None:
                raise RuntimeError(log.read_text(errors="replace")[-2000:])
            time.sleep(0.2)

    def executors(self, name: str) -> list[int]:
        """The processes in which a worker computes."""
        group = os.getpgid(self.processes[name].pid)
        return [
            pid
            for pid in map(int, filter(str.isdigit, os.listdir("/proc")))
            if _group_of(pid) == group and b"CoarseGrainedExecutorBackend" in _command_of(pid)
        ]

    def kill(self, name: str) -> None:
        """At once, with everything that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(os.getpgid(self.processes[name].pid), signal.SIGKILL)
        self.processes[name].wait()


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster with so many workers of one core, stopped whatever happens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        cluster = Cluster(folder, free.getsockname()[1])
    try:
        cluster.start(
            "master", "org.apache.spark.deploy.master.Master",
            "--host", "127.0.0.1", "--port", str(cluster.port), "--webui-port", "0",
        )  # fmt: skip
        cluster.wait_for("master", "I have been elected leader")
        for number in range(workers):
            start_worker(cluster, f"worker-{number}")
        for number in range(workers):
            cluster.wait_for(f"worker-{number}", "Successfully registered with master")
        yield cluster
    finally:
        for name in reversed(cluster.processes):
            cluster.kill(name)


def start_worker(cluster: Cluster, name: str) -> None:
    cluster.start(
        name, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1",
        "--memory", "1g", "--webui-port", "0", "--work-dir", str(cluster.folder / name),
        cluster.address,
    )  # fmt: skip


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except OSError:
        return None


def _command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
