"""What crosses a border, for Python: made from schema.json by `python -m playground.protocol`."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class Written(TypedDict):
    time: float
    thread: int
    stream: Literal["stdout", "stderr"]
    text: str


class News(TypedDict):
    time: float
    thread: int
    stream: Literal["stdout", "stderr"]
    text: str
    name: str


class Failure(TypedDict):
    thread: int
    type: str
    message: str
    traceback: str
    line: int | None


class ThreadFacts(TypedDict):
    id: int
    name: str
    daemon: bool
    parent: int | None
    started: float
    ended: float | None
    end: Literal["done", "died", "stuck", "abandoned", "stopped"]


class Thing(TypedDict):
    id: int
    kind: str
    name: str


class Held(TypedDict):
    object: int
    line: int | None
    time: float


class Wanted(TypedDict):
    operation: str
    object: int | None
    line: int | None
    since: float
    held_by: int | None


class StartEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["start"]
    child: int


class RunEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["run"]


class ReadyEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["ready"]
    by: int | None


class WaitEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["wait", "join", "sleep"]
    operation: str
    timeout: float | None
    object: int | None
    on: int | None


class AcquireEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["acquire"]
    object: int


class ReleaseEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["release"]
    object: int
    by: int


class EndEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["done", "died"]


class DeadlockEvent(TypedDict):
    time: float
    thread: int
    line: int | None
    kind: Literal["deadlock"]
    cycle: list[int]


class Place(TypedDict):
    function: str
    line: int | None


class RaceSide(TypedDict):
    thread: int
    line: int | None
    step: int
    kind: Literal["read", "write"]
    source: str
    holds: list[str]
    stack: list[Place]


class Taking(TypedDict):
    thread: int
    holds: str
    holds_line: int | None
    wants: str
    wants_line: int | None


class Misuse(TypedDict):
    kind: Literal[
        "wait_without_loop", "unheard_notify", "lock_of_one", "leaked_permit", "never_marked"
    ]
    thread: int
    line: int | None
    what: str


class WhyStep(TypedDict):
    thread: int
    line: int | None
    step: int
    kind: Literal["read", "write", "notify", "wait"]
    what: str
    value: str | None


class Race(TypedDict):
    what: str
    of: str
    sides: list[RaceSide]
    cure: Literal["join", "lock", "lock_too", "same_lock"]


class HarmlessRace(TypedDict):
    what: str
    of: str
    sides: list[RaceSide]
    cure: Literal["join", "lock", "lock_too", "same_lock"]
    promise: str


class LockOrder(TypedDict):
    gate: str | None
    takings: list[Taking]


class Races(TypedDict):
    races: list[Race]
    harmless: list[HarmlessRace]
    lock_orders: list[LockOrder]
    misuses: list[Misuse]
    not_seen: list[str]
    runs: int
    threads: dict[str, str]


class Why(TypedDict):
    pattern: Literal[
        "lost_update",
        "check_then_act",
        "use_before",
        "lock_order",
        "torn_read",
        "missed_notify",
        "double_close",
    ]
    steps: list[WhyStep]


Event = (
    StartEvent
    | RunEvent
    | ReadyEvent
    | WaitEvent
    | AcquireEvent
    | ReleaseEvent
    | EndEvent
    | DeadlockEvent
)


class StuckThread(TypedDict):
    thread: int
    holds: list[Held]
    wants: Wanted


class Deadlock(TypedDict):
    time: float
    threads: list[StuckThread]
    cycle: list[int]


class ValueChange(TypedDict):
    thread: int | None
    name: str
    value: str | None


ValuesAt = Literal["event", "output"]


class Values(TypedDict):
    of: ValuesAt
    at: int
    changes: list[ValueChange]


class Run(TypedDict):
    version: Literal[1]
    program: str
    outcome: Literal["finished", "raised", "deadlock", "stopped", "limit"]
    limit: Literal["steps", "output", "memory", "stack", "time"] | None
    exit_code: int
    seed: int
    policy: Literal["hold", "pct", "pos", "round-robin", "random", "surw", "replay", "step"]
    preempt: Literal["bytecode", "line", "call"]
    schedule: str
    time: float
    steps: int
    switches: int
    preemptions: int
    output: list[Written]
    error: Failure | None
    deadlock: Deadlock | None
    threads: list[ThreadFacts]
    objects: list[Thing]
    events: list[Event]
    events_dropped: int
    values: NotRequired[list[Values]]


class Choice(TypedDict):
    thread: int
    granularity: NotRequired[Literal["bytecode", "line", "call", "run"]]


class Variable(TypedDict):
    name: str
    value: str


class Standing(TypedDict):
    id: int
    name: str
    state: Literal["new", "ready", "running", "blocked", "done"]
    line: int | None
    source: str
    opcode: str | None
    argument: str
    expression: str
    step: bool
    locals: list[Variable]
    waits_for: str | None
    held_by: int | None


class Question(TypedDict):
    runnable: list[int]
    running: int | None
    threads: list[Standing]
    globals: list[Variable]
    steps: int
    time: float
    output: list[Written]


class Interest(TypedDict):
    places: list[int]
    counts: list[list[Any]]


class Order(TypedDict):
    choices: list[int]
    sleep: dict[str, Any]
    visible: list[Any]


class RunRequest(TypedDict):
    source: str
    files: NotRequired[dict[str, str] | None]
    filename: NotRequired[str | None]
    seed: NotRequired[int | None]
    preempt: NotRequired[Literal["bytecode", "line", "call"] | None]
    max_steps: NotRequired[int | None]
    max_output: NotRequired[int | None]
    max_threads: NotRequired[int | None]
    policy: NotRequired[
        Literal["hold", "pct", "pos", "round-robin", "random", "surw", "step"] | None
    ]
    schedule: NotRequired[str | None]
    library: NotRequired[bool | None]
    lean: NotRequired[bool | None]
    bend: NotRequired[bool | None]
    keep_turns: NotRequired[bool | None]
    stop_at_deadlock: NotRequired[bool | None]
    points: NotRequired[bool | None]
    order: NotRequired[Order | None]
    interest: NotRequired[Interest | None]
    accesses: NotRequired[bool | None]
    races: NotRequired[bool | None]
    why: NotRequired[bool | None]
    values: NotRequired[bool | None]
    horizon: NotRequired[int | None]
    choices: NotRequired[list[Choice] | None]
    turns: NotRequired[list[list[Any]] | None]


class ExploreRequest(TypedDict):
    source: str
    files: NotRequired[dict[str, str] | None]
    filename: NotRequired[str | None]
    seed: NotRequired[int | None]
    preempt: NotRequired[Literal["bytecode", "line", "call"] | None]
    max_steps: NotRequired[int | None]
    max_output: NotRequired[int | None]
    max_threads: NotRequired[int | None]
    policy: NotRequired[Literal["mixed", "hold", "pct", "pos", "random", "surw", "bounded"] | None]
    schedules: NotRequired[int | None]
    expect: NotRequired[list[str] | None]
    same_output: NotRequired[bool | None]
    exhaustive: NotRequired[bool | None]
    outputs: NotRequired[bool | None]
    orders: NotRequired[int | None]
    preemptions: NotRequired[int | None]
    races: NotRequired[bool | None]
    exit_code: NotRequired[int | None]
    library: NotRequired[bool | None]
    bend: NotRequired[bool | None]


class Orders(TypedDict):
    exhausted: bool
    orders: int
    redundant: int
    runs: int
    unseen: list[str]
    timed: list[str]


class Outcome(TypedDict):
    failure: str
    output: str
    orders: int
    schedule: str


class Found(TypedDict):
    found: Literal[True]
    failure: str
    schedules: int
    first: str
    schedule: str
    preemptions: int
    tries: int
    record: Run
    races: NotRequired[Races]
    why: NotRequired[Why | None]


class NotFound(TypedDict):
    found: Literal[False]
    schedules: int
    stopped: bool
    tally: dict[str, int]
    outputs: int
    stalls: int
    unfinished: str | None
    exhausted: bool
    orders: NotRequired[Orders]
    outcomes: NotRequired[list[Outcome]]
    races: NotRequired[Races]


Exploration = Found | NotFound


class Unusable(TypedDict):
    unusable: str


class Progress(TypedDict):
    phase: Literal[
        "search", "orders", "shrink", "merge", "fewer", "races", "show", "why", "outcomes"
    ]
    schedules: int
    of: int
