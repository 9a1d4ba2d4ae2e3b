"""Step by step: shows a caller what each thread would do next, and does what the caller chooses."""

from __future__ import annotations

import dis
import json
import re
import sys
from collections.abc import Callable, Sequence
from types import CodeType, FrameType, ModuleType
from typing import TYPE_CHECKING, Any

from .. import callers
from ..shared_access import is_step
from ..task import BLOCKED, Task
from .request import is_answer, shown
from .values import variables

if TYPE_CHECKING:
    from ...protocol import types as protocol
    from .request import Request
    from .run import Run


_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Stepper:
    """The policy's questions, put to `ask` as JSON."""

    def __init__(self, request: Request, ask: Callable[[str], str]) -> None:
        self.ask = ask
        self.run: Run | None = None
        self.lines = request.source.splitlines()
        self._going: dict[str, Any] | None = None  # the choice that is being carried out
        self._instructions: dict[CodeType, dict[int, Any]] = {}
        self._frames: dict[int, FrameType] = {}  # by task
        self._shown = 0

    def arrive(self, code: CodeType, at: int) -> None:
        """The running thread is about to execute the instruction at this offset."""
        assert self.run is not None
        task = self.run.kernel.current
        task.at = code, at
        frame = callers.frame_at(0)
        if frame is None or frame.f_code is not code or self._leaves(task):
            self._frames.pop(task.id, None)  # a frame that is kept would keep its variables alive
        else:
            self._frames[task.id] = frame

    def _leaves(self, task: Task) -> bool:
        instruction = self._instruction(task)
        return instruction is None or instruction.opname.startswith(("RETURN", "RERAISE", "RAISE"))

    def _locals(self, task: Task) -> list[protocol.Variable]:
        frame = self._frames.get(task.id)
        if frame is None or frame.f_code.co_name == "<module>":  # those are the global ones
            return []
        return variables(frame.f_locals)

    def _globals(self) -> list[protocol.Variable]:
        module = sys.modules.get("__main__")
        return variables(vars(module)) if type(module) is ModuleType else []

    # -- what a thread would do

    def _instruction(self, task: Task) -> Any:
        if task.at is None:
            return None
        code, at = task.at
        if code not in self._instructions:
            self._instructions[code] = {i.offset: i for i in dis.get_instructions(code)}
        return self._instructions[code].get(at)

    def _expression(self, instruction: Any) -> str:
        """What of the source the instruction carries out; empty where that is more than a line."""
        place = instruction.positions if instruction else None
        if place is None or not place.lineno or place.lineno != place.end_lineno:
            return ""
        line = self.lines[place.lineno - 1] if place.lineno <= len(self.lines) else ""
        return line.encode()[place.col_offset : place.end_col_offset].decode(errors="ignore")

    def _line(self, task: Task) -> int | None:
        instruction = self._instruction(task)
        return instruction.line_number if instruction else None

    def _thread(self, task: Task) -> protocol.Standing:
        instruction = self._instruction(task)
        line = instruction.line_number if instruction else None
        wait = task.wait if task.state is BLOCKED else None
        owner = wait.owner() if wait and wait.owner else None
        thread = task.thread
        return {
            "id": task.id,
            "name": str(getattr(thread, "name", task.name)),
            "state": task.state,
            "line": wait.line if wait else line,
            "source": self.lines[line - 1].strip() if line and line <= len(self.lines) else "",
            "opcode": instruction.opname if instruction else None,
            "argument": _ADDRESS.sub("", instruction.argrepr) if instruction else "",
            "expression": self._expression(instruction),
            "step": instruction is None or is_step(instruction),  # a thread's beginning is one
            "locals": self._locals(task),
            "waits_for": wait.operation if wait else None,
            "held_by": owner.id if owner else None,
        }

    # -- the policy's question

    def choose(self, threads: Sequence[int], running: bool) -> int:
        going = self._going
        if going is not None and running and self._still_going(going, threads[0]):
            return threads[0]
        self._going = None
        answer = self._asked(threads, running)
        chosen = int(answer["thread"])
        if chosen not in threads:
            return threads[0]
        assert self.run is not None
        line = self._line(self.run.kernel.tasks[chosen])
        self._going = {
            "thread": chosen,
            "granularity": answer.get("granularity", "bytecode"),
            "line": line,
        }
        return chosen

    def _still_going(self, going: dict[str, Any], thread: int) -> bool:
        """A line or a whole turn was chosen, and is not yet over."""
        if going["thread"] != thread or going["granularity"] == "bytecode":
            return False
        if going["granularity"] == "run":
            return True
        assert self.run is not None
        line = self._line(self.run.kernel.tasks[thread])
        if going["line"] is None:
            going["line"] = line  # a thread's first line begins only now
        return bool(going["line"] == line)

    def _asked(self, threads: Sequence[int], running: bool) -> dict[str, Any]:
        assert self.run is not None
        kernel, output = self.run.kernel, self.run.recorder.output
        fresh, self._shown = output[self._shown :], len(output)
        question: protocol.Question = {
            "runnable": list(threads),
            "running": threads[0] if running else None,
            "threads": [self._thread(task) for task in kernel.tasks.values()],
            "globals": self._globals(),
            "steps": kernel.steps,
            "time": kernel.now / 1e9,
            "output": fresh,
        }
        given = self.ask(json.dumps(question))
        try:
            answer: dict[str, Any] = json.loads(given)
        except ValueError:
            answer = {}
        if not is_answer(answer):  # the program is not to see that, so its run is over
            wrong = f"an answer is a thread and a granularity, not {shown(given)}"
            self.run.end(json.dumps({"unusable": wrong}))
        return answer
