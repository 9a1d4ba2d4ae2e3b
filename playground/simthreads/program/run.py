"""Runs one program once and writes its record. Knows the kernel and the record; knows no
browser."""

from __future__ import annotations

import contextlib
import errno
import gc
import json
import linecache
import signal
import sys
import types
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any, NoReturn

from .. import VERSION, doors, races, runtime
from ..frames import without_ours
from ..kernel import Kernel, Switch
from ..policies import Policy, Replay
from ..primitives import signals, threads, unraisable
from ..record import deadlock
from ..record.recorder import End, Recorder, StreamName, seconds
from ..record.wait_description import WaitDescription
from ..schedule import Schedule

if TYPE_CHECKING:
    from ..access import Accesses
    from ..access.trace import Trace
    from ..explore.interest import Interest
    from ..orders.visible import Visible
from ..library import library
from . import ending, exits, output, own_files, preemption, start
from .history import History
from .reach import SIGNALS, Reach
from .request import Request


class Run:
    """One run from first line to record. `end` is handed the record as JSON and does not return."""

    def __init__(
        self,
        request: Request,
        switch: Switch,
        end: Callable[[str], None],
        policy: Policy | None = None,
    ) -> None:
        self.request = request
        self.end = end
        self.error: dict[str, Any] | None = None
        self.exit_code = 0
        self.limit: str | None = None
        self.where: Callable[..., None] | None = None  # told of each step
        self.accesses: Accesses | None = None  # told of each instruction
        self.tell: Callable[[str], None] | None = None  # told of output as it comes
        self.points: list[Any] | None = None
        self.order: Visible | None = None  # of its steps
        self.trace: Trace | None = None  # of what threads share
        self.source: races.Source | None = None  # to tell it by
        self.history: History | None = None  # of what variables hold
        self.interest: Interest | None = None  # in what they share
        self.own = {request.filename}  # the files whose code is the program's
        naming = WaitDescription(request.filename)
        self.recorder = Recorder(naming, request.lean)
        self.kernel = Kernel(
            policy or request.make_policy(),
            switch,
            self.conclude,
            None if request.lean else self.recorder,
            naming.describe,
            request.max_steps,
            request.stop_at_deadlock,
        )
        self.kernel.deadlocks.reach = lambda: Reach(self.own.__contains__)
        if request.keep_turns:
            self.kernel.turns = []
        self.recorder.begin(self.kernel)
        if request.values:
            self.history = History(self.kernel, self.own)
            self.recorder.look = self.history.look
        runtime.kernel = self.kernel
        threads.max_threads = request.max_threads

    # -- the program itself

    def main(self) -> None:
        """The body of the main thread, to the end of the program."""
        self._open_streams()
        module = start.main_module(self.request.filename)
        sys.excepthook = sys.__excepthook__  # Pyodide has put a function of Python's in its place
        exits.program = self
        signals.die = self.die
        at_exit = library("atexit")
        self._execute(module)
        self._shut_down(at_exit)
        del module
        self._forget()
        self.kernel.end("raised" if self.error else "finished")

    def leave(self, status: int) -> NoReturn:
        """`os._exit`: the run is over at once, whichever thread says so."""
        self.exit_code = status & 0xFF
        self.kernel.end("finished")
        raise SystemExit

    def die(self, number: int) -> NoReturn:
        """A signal's default action, in the words of a shell."""
        self.write("stderr", f"{signal.strsignal(number)}\n")
        self.leave(128 + number)

    def _execute(self, module: types.ModuleType) -> None:
        request = self.request
        try:
            code = compile(request.source, request.filename, "exec", dont_inherit=True)
            self._watch(code)
            for part in preemption.library_code() if request.library else ():
                preemption.install(
                    part, request.granularity, self.kernel, self.where, self.accesses
                )
            if request.files:
                own_files.install(request.files, self._watch)
            self.kernel.set_alarm()
            doors.outside(None, exec, code, module.__dict__)
        except SystemExit as error:
            self.exit_code = ending.exit_code(error)
        except BaseException as error:
            error.__traceback__ = without_ours(error.__traceback__)
            self.uncaught(error)
            del error

    def _watch(self, code: CodeType) -> None:
        self.own.add(code.co_filename)
        if any(not SIGNALS.isdisjoint(part.co_names) for part in preemption.code_objects(code)):
            self.kernel.deadlocks.interruptible = True
        preemption.install(code, self.request.granularity, self.kernel, self.where, self.accesses)

    def uncaught(self, error: BaseException) -> None:
        """An error came out of the main thread."""
        self.exit_code = 130 if isinstance(error, KeyboardInterrupt) else 1
        self.note_error(error)
        try:
            hook = getattr(sys, "excepthook", ending.without_hook)
            doors.outside(None, hook, type(error), error, error.__traceback__)
        except Exception as second:
            second.__traceback__ = without_ours(second.__traceback__)
            with contextlib.suppress(Exception):  # there may be no stderr any more
                print(ending.hook_failed(second, error), end="", file=sys.stderr)

    def note_error(self, error: BaseException) -> None:
        current = self.kernel.current
        current.raised = True
        found = ending.facts(error, current.id, self.request.filename)
        if self.error is None:
            self.error = found
        # the parser's MemoryError has a reason of its own; files are memory, too
        no_memory = isinstance(error, MemoryError) and not error.args
        if no_memory or (isinstance(error, OSError) and error.errno == errno.ENOSPC):
            self.limit = "memory"

    def _shut_down(self, at_exit: Any) -> None:
        """Wait for the threads that are no daemons, then what the program left for its end."""
        threading = library("threading")  # `concurrent.futures` alone may have started them
        try:
            doors.outside(None, threading._shutdown)
        except BaseException as error:
            self.note_error(error)
            message = f"Exception ignored on threading shutdown {threading!r}"
            unraisable.report(error, error.__traceback__, message)
            del error
        at_exit._run_exitfuncs()
        self.kernel.deadlocks.look(over=[self.kernel.main])

    def _forget(self) -> None:
        """Finalizers speak before the end, as at an interpreter's exit: no other thread runs."""
        sys.settrace(None)
        sys.setprofile(None)
        threads.finalizing = signals.over = True
        self.kernel.ready.clear()
        self.kernel.timers.clear()
        if not all([ending.flush(name) for name in ("stdout", "stderr")]):
            self.exit_code = ending.UNWRITTEN
        if not self.request.lean or "__del__" in self.request.source:
            self.kernel.max_steps = max(self.kernel.max_steps, self.kernel.steps + 100_000)
            if "__main__" in sys.modules:
                doors.outside(None, sys.modules.__delitem__, "__main__")
            doors.outside(None, gc.collect)

    # -- what the program writes

    def _open_streams(self) -> None:
        for name in output.DESCRIPTORS:
            stream = output.text_stream(name)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        output.take_descriptors(self.write)
        sys.stdin = output.keyboard()
        setattr(sys, "__stdin__", sys.stdin)  # noqa: B010 - its type says that it is final
        lines = self.request.source.splitlines(keepends=True)
        file = self.request.filename
        linecache.cache[file] = (len(self.request.source), None, lines, file)
        Path(file).write_text(self.request.source, "utf-8")  # it may read itself; C reads it, too

    def write(self, stream: StreamName, text: str) -> None:
        room = self.request.max_output - self.recorder.written
        self.recorder.write(stream, text[: max(0, room)])
        if self.tell is not None:
            self.tell(json.dumps(self.recorder.news(stream, text[: max(0, room)])))
        if len(text) > room or self.recorder.full:
            self.limit = "output"
            self.kernel.end("limit")

    # -- the end

    def conclude(self, outcome: str) -> None:
        """Called by the kernel once, with the outcome; hands the record over and does not
        return."""
        self.end(self.record(outcome))

    def record(self, outcome: str) -> str:
        kernel, request = self.kernel, self.request
        if outcome == "misfit" and self.order is not None:
            outcome = "stopped"
        if outcome == "misfit" or (outcome != "stopped" and self._unused()):
            problem = kernel.policy.misfit or "the program ended before the schedule did"
            return json.dumps({"unusable": f"the schedule does not fit the program: {problem}"})
        if outcome == "limit":
            self.limit = self.limit or "steps"
        elif outcome == "raised" and self.limit == "memory":
            outcome = "limit"
        if outcome != "deadlock" and self._stuck():
            outcome = "deadlock"
        facts = self._facts(outcome, kernel, request)
        if request.lean:
            facts["stalls"] = kernel.stalls
        if kernel.turns is not None:
            facts["turns"] = kernel.turns
        if self.points is not None:
            facts["points"] = self.points
        if self.order is not None:
            facts["order"] = self.order.told()
        if self.history is not None:
            facts["values"] = self.history.told(facts["events"], facts["output"])
        if self.interest is not None:
            facts["shared"] = self.interest.shared()
        if request.accesses and self.trace is not None:
            facts["accesses"] = self.trace.shared()
        if request.races and self.trace is not None and self.source is not None:
            facts["races"] = races.report(self.trace, self.source)
        if request.why and self.trace is not None and self.source is not None:
            facts["why"] = races.why(self.trace, facts, self.source)
        return json.dumps(facts, ensure_ascii=False)

    def _unused(self) -> bool:
        policy = self.kernel.policy
        return isinstance(policy, Replay) and policy.strict and policy.unused() > 0

    def _stuck(self) -> bool:
        """Are some threads deadlocked, though others got to the end?"""
        return self.kernel.deadlocks.still_found() is not None

    def _facts(self, outcome: str, kernel: Kernel, request: Request) -> dict[str, Any]:
        recorder = self.recorder
        ends: dict[str, End] = {"deadlock": "stuck", "finished": "done", "raised": "done"}
        if not request.lean:
            begun = [task for task in kernel.tasks.values() if task.id in recorder.threads]
            for task in begun:  # one whose start was cut short is in no event
                main = task is kernel.main
                end = ends.get(outcome, "stopped") if main else "abandoned"
                if outcome == "deadlock":
                    stuck = task in deadlock.stuck_tasks(kernel)
                    end = "stuck" if stuck else "done" if main else "abandoned"
                if task.raised:
                    end = "died"
                recorder.close_thread(task, end)
        return {
            "version": VERSION,
            "program": request.filename,
            "outcome": outcome,
            "limit": self.limit if outcome == "limit" else None,
            "exit_code": self.exit_code,
            "seed": request.seed,
            "policy": "replay" if request.schedule else request.policy,
            "preempt": request.granularity,
            "schedule": str(Schedule(request.granularity, tuple(kernel.deviations))),
            "time": seconds(kernel.now),
            "steps": kernel.steps,
            "switches": kernel.switches,
            "preemptions": kernel.preemptions,
            "output": recorder.output,
            "error": self.error,
            "deadlock": deadlock.report(kernel, recorder) if outcome == "deadlock" else None,
            "threads": [recorder.threads[number] for number in sorted(recorder.threads)],
            "objects": recorder.all_objects(),
            "events": recorder.all_events(kernel.deadlocks.found),
            "events_dropped": recorder.dropped,
        }
