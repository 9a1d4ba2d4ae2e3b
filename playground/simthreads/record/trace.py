"""A record as Chrome Trace Event JSON, which Perfetto opens: threads, locks, and who woke whom."""

from __future__ import annotations

from typing import Any

_STATES = {
    "run": "running",
    "ready": "ready",
    "wait": "waiting",
    "sleep": "sleeping",
    "join": "joining",
}
_ENDS = ("done", "died")
_THREADS, _LOCKS = 1, 2


def _microseconds(seconds: float) -> float:
    return round(seconds * 1e6, 3)


def _meta(process: int, thread: int, kind: str, name: str) -> dict[str, Any]:
    return {"ph": "M", "pid": process, "tid": thread, "name": kind, "args": {"name": name}}


def _slice(
    process: int, thread: int, name: str, begin: float, end: float, **args: Any
) -> dict[str, Any]:
    return {
        "ph": "X",
        "pid": process,
        "tid": thread,
        "name": name,
        "ts": _microseconds(begin),
        "dur": _microseconds(end - begin),
        "args": args,
    }


def chrome_trace(record: dict[str, Any]) -> dict[str, Any]:
    names = {
        thing["id"]: thing["name"] or f"{thing['kind']} {thing['id']}"
        for thing in record["objects"]
    }
    events = [
        _meta(_THREADS, 0, "process_name", record["program"]),
        _meta(_LOCKS, 0, "process_name", "locks"),
        *(_meta(_THREADS, t["id"], "thread_name", t["name"]) for t in record["threads"]),
    ]
    events += _thread_slices(record, names)
    events += _lock_slices(record, names)
    events += _flows(record)
    return {"traceEvents": events, "displayTimeUnit": "ms"}


def _thread_slices(record: dict[str, Any], names: dict[int, str]) -> list[dict[str, Any]]:
    open_state: dict[int, tuple[float, str, int | None]] = {1: (0.0, "running", None)}
    slices = []

    def close(thread: int, at: float) -> None:
        begun = open_state.pop(thread, None)
        if begun and at > begun[0]:
            slices.append(_slice(_THREADS, thread, begun[1], begun[0], at, line=begun[2]))

    for event in record["events"]:
        kind, thread = event["kind"], event["thread"]
        if kind == "start":
            open_state[event["child"]] = (event["time"], "ready", None)
        if kind not in _STATES and kind not in _ENDS:
            continue
        close(thread, event["time"])
        if kind in _STATES:
            label = _STATES[kind]
            if event.get("operation"):
                label = f"{event['operation']} {names.get(event['object'], '')}".strip()
            open_state[thread] = (event["time"], label, event["line"])
    for thread in list(open_state):
        close(thread, record["time"])
    return slices


def _lock_slices(record: dict[str, Any], names: dict[int, str]) -> list[dict[str, Any]]:
    threads = {thread["id"]: thread["name"] for thread in record["threads"]}
    taken: dict[int, tuple[float, int]] = {}
    slices = []
    for event in record["events"]:
        if event["kind"] == "acquire":
            taken[event["object"]] = (event["time"], event["thread"])
        elif event["kind"] == "release" and event["object"] in taken:
            begin, owner = taken.pop(event["object"])
            slices.append(_slice(_LOCKS, event["object"], threads[owner], begin, event["time"]))
    for number, (begin, owner) in taken.items():
        slices.append(_slice(_LOCKS, number, threads[owner], begin, record["time"]))
    used = sorted({piece["tid"] for piece in slices})
    return [_meta(_LOCKS, number, "thread_name", names[number]) for number in used] + slices


def _flows(record: dict[str, Any]) -> list[dict[str, Any]]:
    """An arrow from each release to the acquisition that it made possible."""
    released: dict[int, dict[str, Any]] = {}
    flows: list[dict[str, Any]] = []
    for event in record["events"]:
        if event["kind"] == "release":
            released[event["object"]] = event
        elif event["kind"] == "acquire":
            before = released.pop(event["object"], None)
            if before and before["thread"] != event["thread"]:
                number = len(flows) // 2 + 1
                for phase, end in (("s", before), ("f", event)):
                    flows.append(
                        {
                            "ph": phase,
                            "id": number,
                            "pid": _THREADS,
                            "tid": end["thread"],
                            "name": "handed on",
                            "cat": "lock",
                            "ts": _microseconds(end["time"]),
                        }
                    )
    return flows
