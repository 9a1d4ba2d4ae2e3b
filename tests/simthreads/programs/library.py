import asyncio
import contextvars
import logging
import queue
import sched
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

logging.basicConfig(stream=sys.stdout, format="%(threadName)s %(message)s")
who = contextvars.ContextVar("who", default="nobody")
own = threading.local()


def job(number):
    own.value = number
    time.sleep(0.01 * number)
    logging.warning("job %d as %s", own.value, who.get())
    return number * number


def consume(jobs):
    while (item := jobs.get()) is not None:
        print("got", item)
        jobs.task_done()
    jobs.task_done()


who.set("main")
with ThreadPoolExecutor(2, "pool") as pool:
    print(sorted(f.result() for f in as_completed([pool.submit(job, n) for n in range(3)])))
    print(list(pool.map(job, [3, 4])))
jobs = queue.Queue(1)
consumer = threading.Thread(target=consume, args=(jobs,))
consumer.start()
for item in ["a", "b", None]:
    jobs.put(item)
jobs.join()
consumer.join()
plan = sched.scheduler()
plan.enter(0.2, 1, print, ("second",))
plan.enter(0.1, 1, print, ("first",))
plan.run()
barrier = threading.Barrier(3, action=lambda: print("all here"))
guests = [threading.Thread(target=barrier.wait) for _ in range(2)]
for guest in guests:
    guest.start()
barrier.wait()
timer = threading.Timer(0.5, print, ["timer"])
timer.start()
timer.join()


async def amain():
    inside = asyncio.get_running_loop()
    later = asyncio.to_thread(asyncio.run_coroutine_threadsafe, asyncio.sleep(0.1, "slept"), inside)
    print(await asyncio.wrap_future(await later), who.get())


asyncio.run(amain())
print(hasattr(own, "value"), round(time.monotonic() - 1000, 2))
