"""Who holds what, who waits for what, and the circle: drawn from a kernel in which somebody is
stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..deadlocks import holder
from ..kernel import Kernel
from ..task import BLOCKED, Task
from .recorder import Recorder, seconds

if TYPE_CHECKING:
    from ...protocol import types as protocol


def stuck_tasks(kernel: Kernel) -> list[Task]:
    """Those that can never go on: in the circle, waiting on it, or everybody when nobody can."""
    found = kernel.deadlocks.still_found()
    if found is None or not found.tasks:
        return sorted((t for t in kernel.tasks.values() if t.state is BLOCKED), key=lambda t: t.id)
    stuck = list(found.tasks)
    grown = True
    while grown:
        grown = False
        for task in kernel.tasks.values():
            if task not in stuck and holder(task) in stuck:
                stuck.append(task)
                grown = True
    return sorted(stuck, key=lambda task: task.id)


def report(kernel: Kernel, recorder: Recorder) -> protocol.Deadlock | None:
    found = kernel.deadlocks.found
    if found is None:
        return None
    stuck = stuck_tasks(kernel)
    return {
        "time": seconds(found.when),
        "threads": [_thread(task, stuck, recorder) for task in stuck],
        "cycle": [task.id for task in found.tasks],
    }


def _thread(task: Task, stuck: list[Task], recorder: Recorder) -> protocol.StuckThread:
    wait = task.wait
    assert wait is not None
    owner = holder(task)
    wanted = [each.wait for each in stuck if each.wait and holder(each) is task]
    return {
        "thread": task.id,
        "holds": recorder.holding(task, wanted),
        "wants": {
            "operation": wait.operation,
            "object": None if wait.subject is None else recorder.object(wait.subject),
            "line": wait.line,
            "since": seconds(wait.since),
            "held_by": owner.id if owner else None,
        },
    }


def sentence(record: protocol.Run) -> str:
    """The report of a run that is deadlocked, in lines for a terminal."""
    deadlock = record["deadlock"]
    assert deadlock is not None
    names = {thread["id"]: thread["name"] for thread in record["threads"]}
    things = {thing["id"]: thing["name"] or thing["kind"] for thing in record["objects"]}
    lines = [f"deadlock at {deadlock['time']:.6f} s"]
    for entry in deadlock["threads"]:
        holds = ", ".join(f"{things[h['object']]}{_line(h['line'])}" for h in entry["holds"])
        wants = entry["wants"]
        thing = f" on {things[wants['object']]}" if wants["object"] else ""
        by = f", held by {names[wants['held_by']]}" if wants["held_by"] else ""
        lines.append(
            f"  {names[entry['thread']]} holds {holds or 'nothing'}; waits in {wants['operation']}"
            f"{thing}{_line(wants['line'])}{by}"
        )
    if deadlock["cycle"]:
        circle = [*deadlock["cycle"], deadlock["cycle"][0]]
        lines.append("  circle: " + " -> ".join(names[number] for number in circle))
    return "\n".join(lines)


def _line(number: int | None) -> str:
    return f" (line {number})" if number else ""
