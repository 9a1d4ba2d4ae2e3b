"""Makes programs whose result does not depend on the schedule, though threads, locks and queues make it."""

from __future__ import annotations

import random
from collections.abc import Callable

HEADER = """\
import contextvars, queue, sched, threading, time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
def in_threads(count, body):
    threads = [threading.Thread(target=body, args=(n,), name=f"t{n}") for n in range(count)]
    for t in threads: t.start()
    for t in threads: t.join()
    assert not any(t.is_alive() for t in threads)
"""


def guarded_sum(pick: random.Random) -> str:
    kind = pick.choice(["Lock", "RLock", "Condition", "Semaphore"])
    return f"""
total, guard = 0, threading.{kind}()
def add(n):
    global total
    for i in range({pick.randint(1, 9)}):
        with guard:
            seen = total
            {pick.choice(["pass", "time.sleep(0)", "len('x')"])}
            total = seen + n * i + {pick.randint(0, 9)}
in_threads({pick.randint(1, 6)}, add)
print("sum", total)
"""


def reentrant(pick: random.Random) -> str:
    depth = pick.randint(1, 6)
    return f"""
deep, again = [], threading.RLock()
def descend(n, left={depth}):
    with again:
        deep.append(n)
        if left: descend(n, left - 1)
in_threads({pick.randint(1, 4)}, descend)
runs = [deep[i] for i in range(0, len(deep), {depth + 1})]
print("unbroken", all(deep[i] == deep[i - i % {depth + 1}] for i in range(len(deep))), sorted(runs))
"""


def pipeline(pick: random.Random) -> str:
    kind = pick.choice(["Queue", "LifoQueue", "SimpleQueue", "PriorityQueue"])
    size = "" if kind == "SimpleQueue" else str(pick.choice([0, 1, 2, 5]))
    workers, items = pick.randint(1, 4), pick.randint(0, 12)
    return f"""
jobs, results = queue.{kind}({size}), queue.Queue()
def consume():
    while (item := jobs.get()) != 99:
        results.put(item * {pick.randint(2, 5)})
consumers = [threading.Thread(target=consume) for _ in range({workers})]
for c in consumers: c.start()
if {kind == "LifoQueue"}:
    for n in range({items}):
        jobs.put(n)
    while not jobs.empty(): time.sleep(0.001)
else:
    for n in range({items}): jobs.put(n)
for c in consumers: jobs.put(99)
for c in consumers: c.join()
print("pipeline", sorted(results.queue))
"""


def bounded_buffer(pick: random.Random) -> str:
    return f"""
buffer, changed, taken = [], threading.Condition(), []
def take(n):
    for _ in range({pick.randint(1, 5)}):
        with changed:
            {pick.choice(["changed.wait_for(lambda: buffer)", "while not buffer: changed.wait()"])}
            taken.append(buffer.pop(0))
            changed.notify_all()
takers = [threading.Thread(target=take, args=(n,)) for n in range(2)]
for t in takers: t.start()
sent = 0
while any(t.is_alive() for t in takers):
    with changed:
        if changed.wait_for(lambda: len(buffer) < {pick.randint(1, 3)}, timeout=0.01):
            buffer.append(sent)
            sent += 1
            changed.notify_all()
print("in order", taken == sorted(taken), len(taken))
"""


def pool(pick: random.Random) -> str:
    collect = pick.choice(
        [
            "list(pool.map(work, range(n)))",
            "sorted(f.result() for f in as_completed([pool.submit(work, i) for i in range(n)]))",
            "[f.result() for f in [pool.submit(work, i) for i in range(n)]]",
            "len(wait([pool.submit(work, i) for i in range(n)]).done)",
        ]
    )
    return f"""
def work(i):
    if i == {pick.randint(0, 20)}: raise KeyError(i)
    return i ** {pick.randint(1, 3)}
n = {pick.randint(0, 10)}
with ThreadPoolExecutor({pick.randint(1, 5)}) as pool:
    try: print("pool", {collect})
    except KeyError as error: print("pool KeyError", error)
"""


def events(pick: random.Random) -> str:
    count = pick.randint(1, 6)
    return f"""
order, bells = [], [threading.Event() for _ in range({count + 1})]
def relay(n):
    bells[n].wait()
    order.append(n)
    bells[n + 1].set()
bells[0].set()
in_threads({count}, relay)
print("relay", order, bells[-1].wait({pick.choice([0, 0.01, 1])}))
"""


def barrier(pick: random.Random) -> str:
    parties, rounds = pick.randint(1, 5), pick.randint(1, 4)
    return f"""
phases, gate = [], threading.Barrier({parties})
def walk(n):
    for phase in range({rounds}):
        phases.append(phase)
        gate.wait()
in_threads({parties}, walk)
print("phases", phases == sorted(phases), len(phases), gate.broken, gate.n_waiting)
"""


def own_state(pick: random.Random) -> str:
    return f"""
local, var, seen = threading.local(), contextvars.ContextVar("v", default=-1), {{}}
var.set(7)
def keep(n):
    first = (var.get(), hasattr(local, "x"))
    local.x = n
    var.set(n)
    time.sleep({pick.choice([0, 0.001])})
    seen[n] = (*first, local.x, var.get(), threading.current_thread().name)
in_threads({pick.randint(1, 5)}, keep)
print("own", sorted(seen.items()), hasattr(local, "x"), var.get())
"""


def failures(pick: random.Random) -> str:
    call = pick.choice(
        ["threading.Lock().release()", "threading.RLock().release()", "threading.Condition().notify()",
         "queue.Queue().get_nowait()", "queue.Queue(1).get(timeout=-1)", "threading.Semaphore(-1)",
         "threading.Thread().join()", "threading.current_thread().join()", "threading.BoundedSemaphore(1).release()",
         "threading.Lock().acquire(False, 1)", "time.sleep(-1)",
         "queue.SimpleQueue().get(timeout=0.001)",
         "threading.Lock().acquire(timeout='x')", "ThreadPoolExecutor(0)", "queue.Queue().task_done()",
         "threading.Barrier(1).abort()", "threading.local(1)", "threading.Condition().wait(0)"]
    )  # fmt: skip
    return f"""
try: print("no error", {call})
except Exception as error: print(type(error).__name__, error)
"""


def timers(pick: random.Random) -> str:
    delays = pick.sample([0.01, 0.03, 0.05, 0.07], pick.randint(1, 4))
    return f"""
fired = []
plan = sched.scheduler()
for delay in {delays}: plan.enter(delay, 1, fired.append, (delay,))
timer = threading.Timer({pick.choice([0.0, 0.2])}, fired.append, ["timer"])
{pick.choice(["", "timer.daemon = True"])}
plan.run()
timer.start()
{pick.choice(["timer.join()", "timer.cancel(); timer.join(); fired[:] = [f for f in fired if f != 'timer']"])}
print("fired", fired)
"""


def semaphore(pick: random.Random) -> str:
    permits = pick.randint(1, 3)
    return f"""
inside, most, permits, guard = 0, 0, threading.{pick.choice(["Bounded", ""])}Semaphore({permits}), threading.Lock()
def enter(n):
    global inside, most
    with permits:
        with guard:
            inside += 1
            most = max(most, inside)
        time.sleep({pick.choice([0, 0.001])})
        with guard: inside -= 1
in_threads({pick.randint(1, 6)}, enter)
print("limited", 1 <= most <= {permits}, inside)
"""


PARTS: tuple[Callable[[random.Random], str], ...] = (
    guarded_sum, reentrant, pipeline, bounded_buffer, pool, events, barrier, own_state, failures, timers, semaphore,
)  # fmt: skip


def program(number: int) -> str:
    pick = random.Random(number)
    return HEADER + "".join(pick.choice(PARTS)(pick) for _ in range(pick.randint(1, 3)))
