"""What a program's threads touch of what they share: seen at each instruction, only when asked.

`Accesses()` is given a run by `attach(run)` before that begins. From then on:

- `pending[thread]` is what that thread is about to do: the touches of the instruction at which it
  stands, or `()` if nobody can see more (it has not begun, or stands in the library). A thread that
  is in the midst of a call of the library's has there the touch of that call, of kind `SYNC`.
- a policy with `at_accesses = True` is asked (`preempt`) before each instruction that touches
  something, while others are ready, and at no other step; `pending` holds for all threads then.
  What it answers is written in the schedule as ever, so that a plain `Replay` repeats the run.
- each of `listeners` is called with each `Event`, in the order of the schedule; with what a thread
  does again and again, later than it happens (`catch_up`), or not at all if the listener has said
  that it need not be told (`arm`).

A `Touch` is (kind, thing, part). Two touches of the same `thing` concern one another if
`overlap(part, other)` says so; they are dependent if also one of them is no `READ`. `thing` is the
number of an object: by who first touched it and how many that thread had touched before, so that
two runs which agree up to there give it the same number. Kinds: `READ`, `WRITE`, `UNKNOWN` (a call
into C or into the library of which no table says what it does: take it for a write), `SYNC` (an
operation of a lock, queue, event, thread, future; its part is the method's name).

Knows the interpreter's memory (through `operands`) and the kernel; no search, no clocks, no races.
"""

from .touches import READ, SYNC, UNKNOWN, WRITE, Touch, overlap
from .watch import Accesses, Event

__all__ = ["READ", "SYNC", "UNKNOWN", "WRITE", "Accesses", "Event", "Touch", "overlap"]
