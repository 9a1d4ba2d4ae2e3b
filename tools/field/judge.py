"""Compares what a program did natively with what it did on the engine: which of five kinds it is.
Knows texts and records, runs nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from tools.field.natively import QUICK, Native, last_error, names

SAME, ORDER, DIFFERENCE, NO_ANSWER, FAULT = (
    "same output",
    "another possible order",
    "legitimate difference",
    "no native answer",
    "fault",
)
KINDS = (SAME, ORDER, DIFFERENCE, NO_ANSWER, FAULT)
NO_MORE = "can't start new thread"
OURS = (
    "which is the limit here",
    "playground/simthreads",
    "[object Object]",
    "NotImplementedError: simthreads",
)
REFUSED = re.compile(r"not (simulated|available|there) |is not simulated|are not simulated")
KEPT = 500_000  # characters of output, in a record
MEASURES = {"time.time", "time.perf_counter", "time.monotonic", "time.process_time", "time.ctime"}
MEASURES |= {"time.time_ns", "time.perf_counter_ns", "time.strftime", "time.localtime", "id"}
MEASURES |= {"threading.get_ident", "threading.get_native_id", "os.getpid", "time.asctime"}
MEASURES |= {
    "threading.active_count",
    "hash",
    "os.cpu_count",
    "time.thread_time",
    "_thread.get_ident",
}
MEASURING = {"random", "secrets", "uuid", "datetime", "timeit", "tracemalloc", "psutil", "platform"}
MEASURED_LASTS = {
    "walk",
    "listdir",
    "glob",
    "iterdir",
    "ident",
    "native_id",
    "pid",
    "getsizeof",
    "process_time",
    "asctime",
    "now",
}


class Judgement(NamedTuple):
    kind: str
    why: str


OTHER = Judgement(FAULT, "other output")


class Said(NamedTuple):
    """One run's output, and how it ended."""

    text: str
    error: str
    ending: str  # finished, deadlock, endless, limit
    seconds: float = 0.0  # that it lasted


def _plain(stdout: str, stderr: str) -> str:
    """Both streams, without tracebacks: those differ by version."""
    kept = [
        line
        for line in stderr.splitlines()
        if line
        and not line.startswith((" ", "Traceback", "Exception in thread", "Exception ignored"))
    ]
    error = last_error(stderr)
    said = [line for line in kept if "Warning: " not in line]  # worded by version
    said = [line for line in said if not error or not line.startswith(error)]
    text = ADDRESS.sub("0x", "\n".join([stdout, *said]))
    return WALL.sub("<time>", IDENT.sub(r"\1<ident>", text))


def natively(run: Native) -> Said:
    ending = "endless" if run.code is None else "finished"
    return Said(_plain(run.stdout, run.stderr), run.error, ending, run.seconds)


def simulated(record: dict[str, Any]) -> Said:
    streams = {"stdout": "", "stderr": ""}
    for piece in record["output"]:
        streams[piece["stream"]] += piece["text"]
    text = _plain(streams["stdout"], streams["stderr"])
    ending = record["outcome"] if record["outcome"] in ("deadlock", "limit") else "finished"
    return Said(text, last_error(streams["stderr"]), ending, record["time"])


def _lines(text: str) -> Counter[str]:
    return Counter(line.rstrip() for line in text.splitlines() if line.strip())


#: What a clock on the wall says: 2026-01-01 00:00:00,000 or Thu Jan  1 00:00:00 2026.
WALL = re.compile(
    r"((Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d )?(\d{4}-\d\d-\d\d[ T])?"
    r"\d\d:\d\d:\d\d([.,]\d+)?( \d{4})?"
)


#: What the representations of objects and of threads differ in.
ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")
IDENT = re.compile(r"\b((?:started|stopped)(?: daemon)? )\d+(?=\)>)")


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+(\.\d+)?(e-?\d+)?", "#", re.sub(r"0x[0-9a-fA-F]+", "0x", text))


def _letters(text: str) -> Counter[str]:
    """What is left equal when two threads' lines are torn into one another."""
    return Counter(re.sub(r"\s", "", text))


def nearness(one: str, other: str) -> int:
    """0: the same; 1: the same lines in another order; 2: apart from numbers; 3: different."""
    if _lines(one) == _lines(other) and one.split() == other.split():
        return 0
    if _lines(one) == _lines(other) or _letters(one) == _letters(other):
        return 1
    plain, other_plain = _without_numbers(one), _without_numbers(other)
    if _lines(plain) == _lines(other_plain):
        return 2
    return 2 if _letters(plain) == _letters(other_plain) else 3


def _nearest(said: Said, known: Iterable[Said]) -> int:
    """Compared with the native runs; one that was cut off need only be a part."""
    best = 3
    for other in known:
        if other.ending == "endless" and said.ending != "endless":
            part = _lines(_without_numbers(other.text)) - _lines(_without_numbers(said.text))
            best = min(best, 1 if sum(part.values()) <= 2 else 3)
        best = min(best, nearness(said.text, other.text))
    return best


def ours(records: Iterable[dict[str, Any]], native: Iterable[Native] = ()) -> str | None:
    """Something of the engine that a reader would see."""
    full = any(NO_MORE in run.stderr for run in native)  # this machine has a limit as well
    signs = [sign for sign in OURS if not (full and sign == OURS[0])]
    for record in records:
        if "unusable" in record:
            return f"unusable: {record['unusable']}"
        texts = [piece["text"] for piece in record["output"]]
        texts.append((record["error"] or {}).get("traceback", ""))
        for sign in signs:
            if any(sign in text for text in texts):
                return f"shows {sign}"
        if record["outcome"] == "stopped":
            return "stopped by nobody"
    return None


def refusal(records: Iterable[dict[str, Any]]) -> str | None:
    """The one line with which the engine refused something."""
    for record in records:
        texts = [piece["text"] for piece in record["output"]]
        texts.append((record["error"] or {}).get("message", ""))
        for line in "".join(texts).splitlines():
            if REFUSED.search(line):
                return line.strip()
    return None


def varies(source: str) -> bool:
    """Does a program look at what differs from run to run: time, chance, addresses?"""
    used = names(source)
    lasts = {name.rpartition(".")[2] for name in used}
    tops = {name.partition(".")[0] for name in used}
    return bool(used & MEASURES or tops & MEASURING or lasts & MEASURED_LASTS)


def judge(
    source: str, native: list[Native], records: list[dict[str, Any]], verdict: dict[str, Any]
) -> Judgement:
    shown = ours([*records, *([verdict["record"]] if verdict.get("record") else [])], native)
    if shown:
        return Judgement(FAULT, shown)
    refused = refusal(records)
    if refused:
        return Judgement(DIFFERENCE, f"refused: {refused}")
    here = [natively(run) for run in native]
    there = [simulated(record) for record in records]
    ends = [said for said in here if said.ending == "finished"]
    for record, said in zip(records, there, strict=True):
        if said.ending != "limit" or not ends:
            continue
        slow = min(run.seconds for run in native) >= QUICK
        long = record["limit"] == "output" and _prints_much(native, record is records[0])
        kind = DIFFERENCE if slow or long else FAULT
        return Judgement(kind, f"limit on {record['limit']}")
    judgement = _compared(source, here, there, verdict)
    if judgement.kind != FAULT and is_endless(native):
        return Judgement(NO_ANSWER, f"contradicts nothing seen: {judgement.why or judgement.kind}")
    return judgement


def is_endless(native: Iterable[Native]) -> bool:
    """Did no native run come to its end? What little it printed may contradict ours, and cannot
    confirm it."""
    return all(run.code is None for run in native)


def _prints_much(native: list[Native], usual: bool) -> bool:
    """Does it print more than is kept on this machine as well? Or for as long as it waits, which
    another schedule than the usual one makes long?"""
    sizes = {len(run.stdout) + len(run.stderr) for run in native}
    return max(sizes) > KEPT or (not usual and len(sizes) == len(native) > 1)


def shows_native(records: Iterable[dict[str, Any]], native: list[Native]) -> bool:
    """Is one of the runs what was seen natively, but for the order of the lines?"""
    here = [natively(run) for run in native]
    there = [simulated(record) for record in records]
    errors = {said.error for said in here}
    return any(said.error in errors and _nearest(said, here) <= 1 for said in there)


def _compared(
    source: str, here: list[Said], there: list[Said], verdict: dict[str, Any]
) -> Judgement:
    ends = any(said.ending == "finished" for said in here)
    stuck = [said for said in there if said.ending in ("deadlock", "limit")]
    if ends and len(stuck) == len(there):
        return Judgement(FAULT, f"always a {stuck[0].ending}, natively it ends")
    if not ends and len(stuck) == len(there):
        return Judgement(SAME, "ends in neither")
    going = [said for said in there if said not in stuck]
    errors = {said.error for said in here}
    cut = [said.seconds for said in here if said.ending == "endless"]
    if not ends and all(
        said.seconds > 0.9 * min(cut) for said in going if said.error not in errors
    ):
        errors |= {said.error for said in going}  # of what nobody waited for natively
    strange = sorted({said.error for said in going} - errors)
    if strange and not any(said.error in errors for said in going):
        return Judgement(FAULT, f"raises {strange[0] or 'nothing'}, natively {sorted(errors)}")
    whole = [said for said in here if said.ending != "endless"] or here
    near = [_nearest(said, whole) for said in going]
    if strange or stuck or (verdict.get("found") and "deadlock" in verdict["failure"]):
        what = "a deadlock" if not strange else strange[0] or "no error"
        return Judgement(ORDER, f"ends otherwise under some schedules: {what}")
    if max(near) == 0:
        return Judgement(SAME, "")
    if max(near) == 1:
        return Judgement(ORDER, "the same lines")
    native_varies = any(nearness(one.text, whole[0].text) > 1 for one in whole[1:])
    if native_varies or varies(source):
        return Judgement(DIFFERENCE, "looks at time, chance or addresses")
    if min(near) <= 1:
        return Judgement(ORDER, "other lines under some schedules")
    own = max(nearness(one.text, going[0].text) for one in going)
    if max(near) == own == 2:
        return Judgement(ORDER, "the same lines, but for numbers that the schedule decides")
    return OTHER
