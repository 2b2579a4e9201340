"""Every small language and reader attacked by function.

    python -m tests.attack.fuzz --inputs 1000000 --seed 1
    python -m tests.attack.fuzz --inputs 10000 --seed 1 --through-verbs

The inputs are read in a process of its own; what ends it is noted, and the next goes on behind it.
Numbers by class are printed at the end: tracebacks, hangs, escapes, aborts, memory, the slowest.
`--found FOLDER` keeps each input that was found, as a file for `tests/attack/corpus/`, and beside
it the whole traceback.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from traceback import format_exception
from types import FrameType

from tests.attack.languages import LANGUAGES, Language
from tests.attack.mutation import made

ROOT = Path(__file__).parents[2]
TOO_LONG = 5.0
"""Seconds of the processor after which an input hangs the reader: a machine that has much else to
do takes longer by the clock, and nothing hangs."""
WAITS = 120.0
"""Seconds of the clock after which a reader waits for what does not come."""
STUCK = 60.0
_TRIES = 5
"""How often a process may end before its first input: the machine may be short of memory."""
MEMORY = 4 << 30
KINDS = ("traceback", "hang", "escape", "abort")
_STARTING = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Hang(BaseException):
    """The time of one input is over."""


class Escape(BaseException):
    """The reader starts a process, opens a connection or writes a file."""


@dataclass
class Found:
    """An input that the reader did not take or refuse in peace; `trace` is all that is known."""

    kind: str
    language: str
    number: int
    words: str
    trace: str = ""


def attack(language: Language, content: bytes) -> tuple[str, str]:
    """How reading one input ended: «ok», or the kind of what is wrong and its words."""
    kind, words, _ = attack_in_full(language, content)
    return kind, words


def attack_in_full(language: Language, content: bytes) -> tuple[str, str, str]:
    """As `attack`, with the whole traceback behind it, and what a verb printed of its own."""
    _raised.clear()
    _defects.clear()
    _set_clocks(TOO_LONG * language.patience, WAITS * language.patience)
    ended: BaseException | None = None
    try:
        language.read(content)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        ended = problem
    finally:
        _set_clocks(0, 0)
    wrong = _raised[0] if _raised else ended  # a verb ends with 3 whatever was raised inside it
    if wrong is None:
        return "ok", "", ""
    told = (line for each in (wrong, *_defects) for line in format_exception(each))
    return (*_told(wrong), "".join(told))


def _told(wrong: BaseException) -> tuple[str, str]:
    if isinstance(wrong, Hang):
        return "hang", _place(wrong)
    if isinstance(wrong, Escape):
        return "escape", str(wrong)
    return "traceback", f"{type(wrong).__name__}: {str(wrong)[:120]} {_place(wrong)}"


_raised: list[BaseException] = []
"""What was raised into the input in hand from outside of it."""
_defects: list[BaseException] = []
"""What a verb met over the input in hand and told in a sentence."""


def hear_defects() -> None:
    """A verb's sentence names the innermost place alone; the journal keeps the way there."""
    from engine.cli import output

    plain = output.defect_report

    def noted(defect: BaseException) -> str:
        _defects.append(defect)
        return plain(defect)

    output.defect_report = noted


_CLOCKS = ((signal.SIGPROF, signal.ITIMER_PROF), (signal.SIGALRM, signal.ITIMER_REAL))


def _set_clocks(*seconds: float) -> None:
    """The processor's and the wall's; nought stops one, and what it rings late is not heard."""
    for (rings, clock), after in zip(_CLOCKS, seconds, strict=True):
        signal.signal(rings, _ring if after else signal.SIG_IGN)
        signal.setitimer(clock, after)


def _ring(_: int, __: FrameType | None) -> None:
    raise _noted(Hang())


def _noted(problem: BaseException) -> BaseException:
    _raised.append(problem)
    return problem


def _place(problem: BaseException | None) -> str:
    """The innermost line of ours, by which inputs of one fault are told together."""
    place, trace = "", problem.__traceback__ if problem else None
    while trace is not None:
        if "/engine/" in trace.tb_frame.f_code.co_filename:
            place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def watch() -> None:
    """Raise Escape for what no reader does; the one room may start its children, and their folders
    and temporary files are its own."""

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(_STARTING) or event == "socket.connect":
            if not _is_ours():
                raise _noted(Escape(f"{event} {arguments!r:.100}"))
        elif event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            path = str(arguments[0])
            if not path.startswith(("/tmp", "/dev/null", "/proc/")) and not path.isdigit():
                raise _noted(Escape(f"write {path:.100}"))

    sys.addaudithook(hear)


def _is_ours() -> bool:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if "/engine/children/" in frame.f_code.co_filename:
            return True
        frame = frame.f_back
    return False


def inputs(
    seed: int, start: int, end: int, among: tuple[Language, ...] = LANGUAGES
) -> Iterator[tuple[int, Language]]:
    """Which language each number belongs to."""
    shares = [it.share for it in among]
    for number in range(start, end):
        chosen = Random(f"{seed}:{number}").choices(among, shares)
        yield number, chosen[0]


def attacked(*, through_verbs: bool) -> tuple[Language, ...]:
    """The languages by function, or the verbs of the command line."""
    if not through_verbs:
        return LANGUAGES
    from tests.attack.verbs import VERBS

    return VERBS


def work(
    seed: int, start: int, end: int, journal: Path, until: float, *, through_verbs: bool
) -> None:
    """Read the inputs; the journal says which one is in hand, so that whoever waits knows it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    among = attacked(through_verbs=through_verbs)
    for language in among:
        for seed_input in language.seeds()[:3]:
            language.read(seed_input)
    sys.setrecursionlimit(1000)
    hear_defects()
    watch()
    with journal.open("a", encoding="utf-8", buffering=1) as iowrapper:
        for number, language in inputs(seed, start, end, among):
            if time.time() > until:
                iowrapper.write(json.dumps({"stopped": number}) + "\n")
                return
            content = made(language, seed, number)
            iowrapper.write(f"{number}\n")
            started = time.perf_counter()
            kind, words, trace = attack_in_full(language, content)
            took = time.perf_counter() - started
            if kind != "ok":
                found = Found(kind, language.name, number, words, trace)
                iowrapper.write(json.dumps(asdict(found)) + "\n")
            if took > 0.5:
                iowrapper.write(json.dumps({"slow": took, "number": number}) + "\n")
            if number % 100 == 0 or took > 0.5:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
                iowrapper.write(json.dumps({"peak": peak}) + "\n")


@dataclass
class Sum:
    """What a run found out."""

    done: int
    found: list[Found]
    slowest: tuple[float, int]
    peak: int

    def text(self, seed: int, took: float) -> str:
        """Numbers by class, then one line for each fault."""
        counts = Counter(found.kind for found in self.found)
        kinds = ", ".join(f"{kind}s {counts[kind]}" for kind in KINDS)
        slowest = f"slowest {self.slowest[0]:.2f} s (input {self.slowest[1]})"
        lines = [
            f"inputs {self.done}, seed {seed}, {took:.0f} s; {kinds}; "
            f"peak memory {self.peak >> 10} MiB; {slowest}"
        ]
        alike = Counter((found.kind, found.language, found.words) for found in self.found)
        first = {(it.kind, it.language, it.words): it.number for it in reversed(self.found)}
        lines += [
            f"{count:6} {kind} {language}: {words} (input {first[kind, language, words]})"
            for (kind, language, words), count in alike.most_common(200)
        ]
        return "\n".join(lines)


def run(
    seed: int, start: int, count: int, journal: Path, seconds: float, *, through_verbs: bool
) -> Sum:
    """The inputs from `start` to `count`, in one process after another; an input that ends its
    process is an abort."""
    summed, until, failed = Sum(0, [], (0.0, 0), 0), time.time() + seconds, 0
    among = attacked(through_verbs=through_verbs)
    while start < count and time.time() < until:
        journal.write_text("", "utf-8")
        call = [sys.executable, "-P", "-c", _CALL, str(ROOT)]
        call += [
            str(seed),
            str(start),
            str(count),
            str(journal),
            str(until),
            str(int(through_verbs)),
        ]
        code = _ended(subprocess.Popen(call, stderr=subprocess.DEVNULL, cwd=ROOT), journal)
        last = start - 1
        for line in journal.read_text("utf-8").splitlines():
            last = _heard(summed, line, last)
        if code != 0 and last < start:
            failed += 1
            if failed == _TRIES:
                raise RuntimeError(f"the readers cannot be started: return code {code}")
            continue
        failed = 0
        if code != 0:
            language = next(it for _, it in inputs(seed, last, last + 1, among))
            kind = "hang" if code is None else "abort"
            summed.found.append(Found(kind, language.name, last, f"return code {code}"))
        start = last + 1
        print(
            f"{summed.done} inputs, {len(summed.found)} found", summed.found[-1:],
            file=sys.stderr, flush=True,
        )  # fmt: skip
    return summed


def _ended(process: "subprocess.Popen[bytes]", journal: Path) -> int | None:
    """The return code; None of one that was killed, since it had worked for a minute and not gone
    on: native code hears no alarm. Where others work, too, a minute of its own takes longer."""
    seen, worked = 0.0, 0.0
    while process.poll() is None:
        time.sleep(0.5)
        changed = journal.stat().st_mtime
        if changed != seen:
            seen, worked = changed, _seconds(process.pid)
        elif time.time() - changed > STUCK and _seconds(process.pid) - worked > STUCK:
            process.kill()
            process.wait()
            return None
    return process.returncode


def _seconds(process: int) -> float:
    """How long it has worked; where that is not told, as long as the clock says."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return time.time()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


_CALL = """\
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.attack.fuzz import work
seed, start, end = map(int, sys.argv[2:5])
verbs = sys.argv[7] == "1"
work(seed, start, end, Path(sys.argv[5]), float(sys.argv[6]), through_verbs=verbs)
"""


def _heard(summed: Sum, line: str, last: int) -> int:
    told = json.loads(line)
    if isinstance(told, int):
        summed.done += 1
        return told
    if "kind" in told:
        summed.found.append(Found(**told))
    elif "slow" in told:
        summed.slowest = max(summed.slowest, (told["slow"], told["number"]))
    elif "peak" in told:
        summed.peak = max(summed.peak, told["peak"])
    return last


def keep(found: list[Found], seed: int, folder: Path, among: tuple[Language, ...]) -> None:
    """One file for each fault, and one for what is known of how it came."""
    languages = {language.name: language for language in among}
    for each in {(it.kind, it.language, it.words): it for it in reversed(found)}.values():
        content = made(languages[each.language], seed, each.number)
        place = folder / each.language
        place.mkdir(parents=True, exist_ok=True)
        name = f"{each.kind}-{sha256(content).hexdigest()[:12]}"
        (place / name).write_bytes(content)
        if each.trace:  # beside the languages, not in one: it is no input
            (folder / f"{each.language}-{name}.txt").write_text(each.trace, "utf-8")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--inputs", type=int, default=10_000)
    asked.add_argument("--start", type=int, default=0, help="the first input, to go on from")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--seconds", type=float, default=1e9)
    asked.add_argument("--found", type=Path)
    asked.add_argument("--through-verbs", action="store_true")
    given = asked.parse_args()
    started, journal = time.time(), Path(f"/tmp/roadmap-fuzz-{os.getpid()}")
    summed = run(
        given.seed, given.start, given.inputs, journal, given.seconds,
        through_verbs=given.through_verbs,
    )  # fmt: skip
    journal.unlink(missing_ok=True)
    print(summed.text(given.seed, time.time() - started))
    if given.found:
        among = attacked(through_verbs=given.through_verbs)
        keep(summed.found, given.seed, given.found, among)
    return 1 if summed.found else 0


if __name__ == "__main__":
    sys.exit(main())
