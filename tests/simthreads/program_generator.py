"""Makes programs whose result does not depend on the schedule: what a differential test runs on both sides.

Each program is a few parts; each part uses threads in one way, with drawn numbers, and prints one line.
"""

from __future__ import annotations

import random
import textwrap
from collections.abc import Callable

HEAD = """
import asyncio, contextvars, queue, sched, threading, time
from collections import deque
from concurrent import futures
from concurrent.futures import ThreadPoolExecutor


def run_all(*calls):
    threads = [threading.Thread(target=call, args=args) for call, *args in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


"""

Draw = random.Random


def counter(draw: Draw) -> str:
    kind = draw.choice(["Lock", "RLock", "Semaphore", "BoundedSemaphore", "Condition"])
    how = draw.choice(["with guard:\n            box[0] += step", MANUAL])
    return f"""
guard = threading.{kind}()
box = [{draw.randrange(9)}]
def add(step, times):
    for _ in range(times):
        {how}
run_all({_calls(draw, "add", 2)})
print(box[0])
"""


MANUAL = """guard.acquire()
        try:
            before = box[0]
            box[0] = before + step
        finally:
            guard.release()"""


def _calls(draw: Draw, name: str, arguments: int) -> str:
    """Two to four threads, each with arguments of its own."""
    threads = draw.randint(2, 4)
    return ", ".join(
        f"({name}, {', '.join(str(draw.randint(1, 6)) for _ in range(arguments))})"
        for _ in range(threads)
    )


def reentrant(draw: Draw) -> str:
    return f"""
guard = threading.RLock()
seen = []
def nest(depth, step):
    with guard:
        if depth:
            nest(depth - 1, step)
        seen.append(depth * step)
run_all({_calls(draw, "nest", 2)})
print(sorted(seen), sum(seen))
"""


def pipeline(draw: Draw) -> str:
    kind = draw.choice(["Queue", "LifoQueue", "PriorityQueue"])
    producers, consumers = draw.randint(1, 3), draw.randint(1, 3)
    return f"""
jobs = queue.{kind}({draw.choice(["", "1", "2", "5"])})
taken, guard = [], threading.Lock()
def produce(first):
    for number in range(first, first + {draw.randint(1, 6)}):
        jobs.put(number)
def consume(factor):
    while (job := jobs.get({draw.choice(["", "timeout=60"])})) < 1000:
        with guard:
            taken.append(job * factor)
        jobs.task_done()
    jobs.task_done()
workers = [threading.Thread(target=consume, args=({draw.randint(1, 9)},)) for _ in range({consumers})]
for worker in workers:
    worker.start()
run_all({", ".join(f"(produce, {10 * n})" for n in range(producers))})
jobs.join()
for _ in workers:
    jobs.put(1000)
for worker in workers:
    worker.join()
print(sorted(taken), jobs.qsize(), jobs.empty())
"""


def simple_queue(draw: Draw) -> str:
    return f"""
inbox, outbox = queue.SimpleQueue(), queue.SimpleQueue()
def serve():
    while (item := inbox.get()) is not None:
        outbox.put(item ** 2)
def ask(first, last):
    for item in range(first, first + last):
        inbox.put(item)
server = threading.Thread(target=serve)
server.start()
run_all({_calls(draw, "ask", 2)})
inbox.put(None)
server.join()
answers = []
try:
    while True:
        answers.append(outbox.get_nowait())
except queue.Empty:
    print(sorted(answers))
"""


def bounded_buffer(draw: Draw) -> str:
    count = draw.randint(2, 6)
    producers = draw.randint(1, 3)
    notify = draw.choice(["notify_all()", "notify(2)"] if producers == 1 else ["notify_all()"])
    return f"""
changed = threading.Condition({draw.choice(["", "threading.Lock()", "threading.RLock()"])})
buffer, taken = deque(), []
def produce(base):
    for number in range({count}):
        with changed:
            changed.wait_for(lambda: len(buffer) < {draw.randint(1, 3)})
            buffer.append(base + number)
            changed.{notify}
def consume(total):
    for _ in range(total):
        with changed:
            while not buffer:
                changed.wait()
            taken.append(buffer.popleft())
            changed.{notify}
run_all({"".join(f"(produce, {100 * n}), " for n in range(producers))}(consume, {count * producers}))
print(sorted(taken))
"""


def relay(draw: Draw) -> str:
    runners = draw.randint(2, 5)
    return f"""
batons = [threading.Event() for _ in range({runners + 1})]
order = []
def run(number):
    batons[number].wait({draw.choice(["", "30", "timeout=30"])})
    order.append(number)
    batons[number + 1].set()
threads = [threading.Thread(target=run, args=(n,), name=f"runner-{{n}}") for n in reversed(range({runners}))]
for thread in threads:
    thread.start()
batons[0].set()
print(batons[-1].wait(30), order, [thread.name for thread in threads])
for thread in threads:
    thread.join()
print([thread.is_alive() for thread in threads])
"""


def phases(draw: Draw) -> str:
    parties = draw.randint(2, 4)
    return f"""
barrier = threading.Barrier({parties}, action=lambda: marks.append("phase"))
marks, totals, guard = [], [], threading.Lock()
def walk(number):
    for phase in range({draw.randint(1, 3)}):
        index = barrier.wait()
        with guard:
            totals.append(index + number)
run_all({", ".join(f"(walk, {n})" for n in range(parties))})
print(marks, sum(totals), barrier.n_waiting, barrier.broken)
"""


def broken_barrier(draw: Draw) -> str:
    parties = draw.randint(2, 4)
    return f"""
barrier = threading.Barrier({parties + 1})
said = []
def walk():
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        said.append("broken")
threads = [threading.Thread(target=walk) for _ in range({parties})]
for thread in threads:
    thread.start()
barrier.abort()
for thread in threads:
    thread.join()
print(said, barrier.broken)
barrier.reset()
print(barrier.broken)
"""


def limited(draw: Draw) -> str:
    places = draw.randint(1, 3)
    return f"""
places, guard = threading.BoundedSemaphore({places}), threading.Lock()
inside, most, done = [0], [0], [0]
def visit():
    for _ in range({draw.randint(1, 3)}):
        with places:
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            with guard:
                inside[0] -= 1
                done[0] += 1
run_all({", ".join(["(visit,)"] * draw.randint(2, 5))})
try:
    places.release()
except ValueError as error:
    print(most[0] <= {places}, done[0], error)
"""


def pool_map(draw: Draw) -> str:
    return f"""
def work(number):
    return sum(range(number)) * {draw.randint(1, 9)}
with ThreadPoolExecutor(max_workers={draw.randint(1, 4)}) as pool:
    print(list(pool.map(work, range({draw.randint(1, 9)}))))
"""


def pool_errors(draw: Draw) -> str:
    bad = draw.randint(1, 4)
    return f"""
def work(number):
    if number % {bad} == 0:
        raise ValueError(f"no {{number}}")
    return number * 10
with ThreadPoolExecutor({draw.randint(1, 3)}) as pool:
    tasks = [pool.submit(work, number) for number in range({draw.randint(2, 8)})]
    done, waiting = futures.wait(tasks, return_when=futures.{draw.choice(["ALL_COMPLETED"])})
print(len(done), len(waiting), [str(task.exception() or task.result()) for task in tasks])
"""


def pool_completed(draw: Draw) -> str:
    return f"""
heard, guard = [], threading.Lock()
def hear(task):
    with guard:
        heard.append(task.result())
pool = ThreadPoolExecutor({draw.randint(1, 4)}, thread_name_prefix="w")
tasks = [pool.submit(pow, number, 3) for number in range({draw.randint(1, 8)})]
for task in tasks:
    task.add_done_callback(hear)
print(sorted(task.result() for task in futures.as_completed(tasks)))
pool.shutdown()
print(sorted(heard))
try:
    pool.submit(pow, 1, 1)
except RuntimeError as error:
    print(error)
"""


def pool_cancel(draw: Draw) -> str:
    queued = draw.randint(1, 5)
    return f"""
begun, go = threading.Event(), threading.Event()
def first():
    begun.set()
    go.wait()
    return "first"
with ThreadPoolExecutor(1) as pool:
    running = pool.submit(first)
    begun.wait()
    queued = [pool.submit(int, n) for n in range({queued})]
    print(running.cancel(), [task.cancel() for task in queued[::2]], running.running())
    go.set()
print(running.result(), [task.cancelled() for task in queued])
"""


def pool_initializer(draw: Draw) -> str:
    return f"""
local = threading.local()
def prepare(value):
    local.value = value
def read(number):
    return local.value + number
with ThreadPoolExecutor({draw.randint(1, 3)}, initializer=prepare, initargs=({draw.randint(1, 99)},)) as pool:
    print(list(pool.map(read, range({draw.randint(1, 6)}))), hasattr(local, "value"))
"""


def locals_apart(draw: Draw) -> str:
    return f"""
class Mine(threading.local):
    kind = "shared"
    def __init__(self, start):
        self.items = [start]
mine, results = Mine({draw.randint(0, 9)}), queue.Queue()
def fill(first, count):
    mine.items.extend(range(first, first + count))
    results.put((first, count, len(mine.items), sum(mine.items)))
run_all({_calls(draw, "fill", 2)})
print(sorted(results.get() for _ in range(results.qsize())), mine.items)
"""


def contexts(draw: Draw) -> str:
    return f"""
shade = contextvars.ContextVar("shade", default="none")
seen, guard = [], threading.Lock()
shade.set("main")
def look(number):
    before = shade.get()
    shade.set(number)
    with guard:
        seen.append((number, before, shade.get()))
copied = contextvars.copy_context()
run_all({_calls(draw, "look", 1)})
copied.run(look, 99)
print(sorted(seen), shade.get())
"""


def errors_in_threads(draw: Draw) -> str:
    return f"""
caught, guard = [], threading.Lock()
def hook(args):
    with guard:
        caught.append((args.exc_type.__name__, args.thread.name != 'MainThread'))
before, threading.excepthook = threading.excepthook, hook
def fail(number):
    return [1, 2, 3][number] // (number - {draw.randint(1, 3)})
run_all({_calls(draw, "fail", 1)})
threading.excepthook = before
print(sorted(caught))
"""


def subclass(draw: Draw) -> str:
    return f"""
class Worker(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f"worker {{number}}", daemon={draw.choice([True, False])})
        self.number = number
        self.answer = None
    def run(self):
        self.answer = sum(divmod(self.number * 7, 5))
before = threading.active_count()
workers = [Worker(number) for number in range({draw.randint(1, 5)})]
print([worker.ident for worker in workers])
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print([(worker.name, worker.answer, worker.daemon) for worker in workers])
print(threading.active_count() - before, threading.current_thread() is threading.main_thread())
try:
    workers[0].start()
except RuntimeError as error:
    print(error)
"""


def timers(draw: Draw) -> str:
    delay = draw.randint(1, 3) / 1000
    return f"""
rung = []
timer = threading.Timer({delay}, rung.append, args=("bell",))
late = threading.Timer(600, rung.append, args=("never",))
late.start()
timer.start()
late.cancel()
timer.join()
late.join()
print(rung, timer.finished.is_set())
"""


def agenda(draw: Draw) -> str:
    delays = [draw.randint(0, 4) for _ in range(draw.randint(2, 6))]
    return f"""
agenda, log = sched.scheduler(time.monotonic, time.sleep), []
def enter():
    for number, delay in enumerate({delays}):
        agenda.enter(delay / 1000, number, log.append, (number,))
run_all((enter,))
agenda.run()
print(sorted(log), agenda.empty())
"""


def timeouts(draw: Draw) -> str:
    return f"""
lock, event, nothing = threading.Lock(), threading.Event(), queue.Queue()
with lock:
    print(lock.acquire(timeout=0.001), lock.acquire(blocking=False), lock.locked())
print(event.wait(0.001), event.is_set())
try:
    nothing.get(timeout=0.001)
except queue.Empty as error:
    print(type(error).__name__)
full = queue.Queue(1)
full.put({draw.randint(1, 9)})
try:
    full.put(0, {draw.choice(["block=False", "timeout=0.001"])})
except queue.Full as error:
    print(type(error).__name__, full.get())
for wrong in (lambda: lock.release(), lambda: lock.acquire(False, 1)):
    try:
        wrong()
    except (RuntimeError, ValueError) as error:
        print(error)
"""


def in_asyncio(draw: Draw) -> str:
    return f"""
def square(number):
    return number * number, threading.current_thread() is threading.main_thread()
async def main():
    loop = asyncio.get_running_loop()
    first = await asyncio.gather(*(asyncio.to_thread(square, n) for n in range({draw.randint(1, 4)})))
    box = asyncio.Queue()
    other = threading.Thread(target=lambda: loop.call_soon_threadsafe(box.put_nowait, {draw.randint(1, 9)}))
    other.start()
    got = await box.get()
    other.join()
    return first, got
print(asyncio.run(main()))
"""


def futures_by_hand(draw: Draw) -> str:
    return f"""
promise = futures.Future()
results = queue.Queue()
def wait_for():
    try:
        results.put(promise.result(timeout=30))
    except KeyError as error:
        results.put(repr(error))
waiters = [threading.Thread(target=wait_for) for _ in range({draw.randint(1, 4)})]
for waiter in waiters:
    waiter.start()
promise.{draw.choice(["set_result(42)", "set_exception(KeyError('lost'))"])}
for waiter in waiters:
    waiter.join()
print([results.get() for _ in waiters], promise.done(), promise.cancel())
"""


def readers_writers(draw: Draw) -> str:
    return f"""
gate, readers, data, seen = threading.Condition(), [0], [0, 0], []
def read(times):
    for _ in range(times):
        with gate:
            readers[0] += 1
        seen.append(data[0] == data[1])
        with gate:
            readers[0] -= 1
            if not readers[0]:
                gate.notify_all()
def write(times):
    for _ in range(times):
        with gate:
            gate.wait_for(lambda: not readers[0])
            data[0] += 1
            data[1] += 1
run_all({_calls(draw, "read", 1)}, {_calls(draw, "write", 1)})
print(all(seen), data)
"""


PARTS: tuple[Callable[[Draw], str], ...] = (
    counter,
    reentrant,
    pipeline,
    simple_queue,
    bounded_buffer,
    relay,
    phases,
    broken_barrier,
    limited,
    pool_map,
    pool_errors,
    pool_completed,
    pool_cancel,
    pool_initializer,
    locals_apart,
    contexts,
    errors_in_threads,
    subclass,
    timers,
    agenda,
    timeouts,
    in_asyncio,
    futures_by_hand,
    readers_writers,
)


def program(seed: int) -> str:
    """The program of this number: the same one for ever, each part inside a function of its own."""
    draw = Draw(seed)
    chosen = [PARTS[seed % len(PARTS)], *draw.sample(PARTS, draw.randint(1, 2))]
    text = HEAD
    for number, part in enumerate(chosen):
        text += f"def part_{number}():{textwrap.indent(part(draw), '    ')}\n\n"
    return text + "".join(f"part_{number}()\n" for number in range(len(chosen)))
