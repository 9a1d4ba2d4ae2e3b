"""Makes programs in which a Lock is released by another thread than its taker: each sound by construction, or,
as its twin, certain to stand still. Knows no engine.

A protocol is a text in which FAULTY{...|...} gives the sound part and the faulty one; `program` draws the
protocol, its numbers and what surrounds it: tickers, daemons, the way in which threads are joined.
"""

from __future__ import annotations

import random
import re

HEAD = """
import collections, importlib.abc, importlib.util, sys, threading, time
total = []
"""

SIGNAL = """
done, count = threading.Lock(), threading.Lock()
done.acquire()
left = [THREADS]
def work(n):
    total.append(n)
    with count:
        left[0] -= 1
        last = left[0] == FAULTY{0|-1}
    if last:
        done.release()
start(work, range(THREADS))
WAIT(done)
finish()
"""

PING_PONG = """
ping, pong = threading.Lock(), threading.Lock()
pong.acquire()
def play(mine, other, rounds):
    for _ in range(rounds):
        WAIT(mine)
        total.append(1)
        other.release()
start(lambda n: play(*((ping, pong, ROUNDS), (pong, ping, ROUNDS FAULTY{|+ 1}))[n]), range(2))
finish()
"""

RING = """
turns = [threading.Lock() for _ in range(THREADS)]
for turn in turns[1:]:
    turn.acquire()
def play(n):
    for _ in range(ROUNDS):
        WAIT(turns[n])
        total.append(n)
        FAULTY{|if n or len(total) > 1:}
        FAULTY{|    }turns[(n + 1) % THREADS].release()
start(play, range(THREADS))
finish()
"""

FIFO = """
class Fifo:
    def __init__(self):
        self.guard, self.waiting, self.taken = threading.Lock(), collections.deque(), False
    def __enter__(self):
        with self.guard:
            if not self.taken:
                self.taken = True
                return
            mine = threading.Lock()
            mine.acquire()
            self.waiting.append(mine)
        WAIT(mine)
    def __exit__(self, *error):
        with self.guard:
            if self.waiting:
                first = self.waiting.popleft()
                FAULTY{first.release()|}
            else:
                self.taken = False
fifo, all_there = Fifo(), threading.Barrier(THREADS)
def work(n):
    all_there.wait()
    for _ in range(ROUNDS):
        with fifo:
            total.append(n)
            time.sleep(0.001)
start(work, range(THREADS))
finish()
"""

TICKETS = """
guard, tickets, served = threading.Lock(), [0], [0]
turns = collections.defaultdict(threading.Lock)
for number in range(1, THREADS * ROUNDS + 1):
    turns[number].acquire()
def work(n):
    for _ in range(ROUNDS):
        with guard:
            mine = tickets[0]
            tickets[0] += 1
        WAIT(turns[mine])
        total.append(mine)
        turns[mine + FAULTY{1|2}].release()
start(work, range(THREADS))
finish()
"""

GATE = """
gate = threading.Lock()
gate.acquire()
def work(n):
    WAIT(gate)
    total.append(n)
    FAULTY{gate.release()|}
start(work, range(THREADS))
time.sleep(0.001)
gate.release()
finish()
"""

BARRIER = """
guard, first, second, count = threading.Lock(), threading.Lock(), threading.Lock(), [0]
first.acquire()
def meet():
    with guard:
        count[0] += 1
        if count[0] == THREADS FAULTY{|+ 1}:
            WAIT(second)
            first.release()
    WAIT(first)
    first.release()
    with guard:
        count[0] -= 1
        if count[0] == 0:
            WAIT(first)
            second.release()
    WAIT(second)
    second.release()
def work(n):
    for _ in range(ROUNDS):
        meet()
        total.append(n)
start(work, range(THREADS))
finish()
"""

READERS = """
guard, room, readers = threading.Lock(), threading.Lock(), [0]
def read(n):
    with guard:
        readers[0] += 1
        if readers[0] == 1:
            WAIT(room)
    time.sleep(0.001 * n)
    total.append(n)
    with guard:
        readers[0] -= 1
        if readers[0] == FAULTY{0|-1}:
            room.release()
def write(n):
    with room:
        total.append(n)
def work(n):
    for _ in range(ROUNDS):
        (write if n == 0 else read)(n)
start(work, range(THREADS))
finish()
FAULTY{|room.acquire()}
"""

SEMAPHORE = """
class Semaphore:
    def __init__(self, permits):
        self.guard, self.gate, self.permits = threading.Lock(), threading.Lock(), permits
        if not permits:
            self.gate.acquire()
    def acquire(self):
        WAIT(self.gate)
        with self.guard:
            self.permits -= 1
            if self.permits > 0:
                self.gate.release()
    def release(self):
        with self.guard:
            self.permits += 1
            if self.permits == 1:
                self.gate.release()
room = Semaphore(FAULTY{2|0})
def work(n):
    for _ in range(ROUNDS + 1):
        room.acquire()
        total.append(n)
        room.release()
start(work, range(THREADS))
finish()
"""

SLOW_IMPORT = """
class Slow(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        return importlib.util.spec_from_loader(name, self) if name == "slow_module" else None
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        time.sleep(0.001)
        FAULTY{|other = threading.Thread(target=work, args=(0,))}
        FAULTY{|other.start()}
        FAULTY{|other.join()}
        module.value = 7
sys.meta_path.insert(0, Slow())
def work(n):
    import slow_module
    total.append(slow_module.value)
start(work, range(THREADS))
finish()
sys.meta_path.pop(0)
sys.modules.pop("slow_module")
"""

PROTOCOLS = {
    "signal": SIGNAL,
    "ping-pong": PING_PONG,
    "ring": RING,
    "fifo": FIFO,
    "tickets": TICKETS,
    "gate": GATE,
    "barrier": BARRIER,
    "readers": READERS,
    "semaphore": SEMAPHORE,
    "slow import": SLOW_IMPORT,
}

#: How a thread waits for a lock: for ever, or again and again.
WAITS = ("{}.acquire()", "while not {}.acquire(timeout=0.01): pass")
#: How the threads are joined; the last one would look on for ever where others stand still.
JOINS = (
    "each.join()",
    "each.join(0.002); each.join()",
    "while each.is_alive(): each.join(0.01)",
)
TICKERS = (
    "",
    "    for _ in range(5): time.sleep(0.001)",
    "    for _ in range(20): pass",
    "    while True: time.sleep(0.01)",
)


def _surroundings(draw: random.Random, faulty: bool) -> str:
    """`start` and `finish`: threads that are daemons or not, tickers, joins."""
    daemon = draw.random() < 0.3
    join = draw.choice(JOINS[:2] if faulty else JOINS)
    ticker = draw.choice(TICKERS[:3] if faulty else TICKERS)
    text = f"""
threads = []
def start(work, numbers):
    for n in numbers:
        threads.append(threading.Thread(target=work, args=(n,), daemon={daemon}))
        threads[-1].start()
def finish():
    for each in threads:
        {join}
"""
    if ticker:
        text += f"def tick():\n{ticker}\nthreading.Thread(target=tick, daemon=True).start()\n"
    return text


def program(seed: int, faulty: bool = False) -> str:
    """The protocols take turns; the rest is drawn. The twin of a program has the same seed."""
    draw = random.Random(seed)
    body = list(PROTOCOLS.values())[seed % len(PROTOCOLS)]
    body = body.replace("THREADS", str(draw.randint(2, 5))).replace(
        "ROUNDS", str(draw.randint(1, 3))
    )
    wait = WAITS[0] if faulty else draw.choice(WAITS)
    body = re.sub(r"WAIT\((.*)\)", lambda found: wait.format(found[1]), body)
    body = re.sub(r"FAULTY\{(.*?)\|(.*?)\}", lambda found: found[2 if faulty else 1], body)
    return f"{HEAD}{_surroundings(draw, faulty)}{body}print('sum', sum(total))\n"
