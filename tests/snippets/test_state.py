"""What chapter "A thread's own state, and asyncio" claims of its programs."""

THE_MESSAGE = """
def look():
    try:
        request.user
    except AttributeError as error:
        print(error)
request.user = "here"
thread = Thread(target=look)
thread.start()
thread.join()
"""

DROPPED_WITH_ITS_THREAD = """
import gc, weakref
class Thing:
    pass
refs = []
def keep():
    request.user = Thing()
    refs.append(weakref.ref(request.user))
thread = Thread(target=keep)
thread.start()
thread.join()
gc.collect()
print(refs[0]())
"""

ARGUMENTS_ARE_SHARED = """
made_by = []
basket = Basket(made_by)
thread = Thread(target=lambda: basket.items, name="t")
thread.start()
thread.join()
print(made_by)
"""

SET_IN_A_POOL_STAYS = """
with ThreadPoolExecutor(1) as pool:
    pool.submit(user.set, "ann").result()
    print(pool.submit(user.get).result())
    print(pool.submit(copy_context().run, user.get).result())
"""

WHOLE_MESSAGE = """
context = copy_context()
try:
    context.run(context.run, len, "")
except RuntimeError as error:
    text = str(error)
    print(text.startswith("cannot enter context: <"), text.endswith("> is already entered"))
"""

WAITING_IN_THE_LOOP = """
async def wait_for_itself():
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(look_up("ann"), loop)
    try:
        future.result(timeout=0.05)
    except TimeoutError:
        print("TimeoutError")
    print((await asyncio.wrap_future(future))[:15])
asyncio.run(wait_for_itself())
"""

RUN_IN_A_RUNNING_LOOP = """
async def outer():
    inner = fetch()
    try:
        asyncio.run(inner)
    except RuntimeError as error:
        print(error)
    inner.close()
asyncio.run(outer())
"""

STOPPED_WITH_A_TASK_LEFT = """
import gc
gc.disable()
log = []
def leave_one():
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()
    async def begin():
        asyncio.create_task(heartbeat(log))
        await asyncio.sleep(0)
    asyncio.run_coroutine_threadsafe(begin(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
leave_one()
print(log)
gc.collect()
"""

FIRST_POOL_AFTER_MAIN = """
from threading import main_thread
def late():
    main_thread().join()
    async def go():
        try:
            await asyncio.to_thread(print, "never printed")
        except RuntimeError as error:
            print(error)
    asyncio.run(go())
Thread(target=late).start()
"""

CLOSED_LOOP = """
async def loop_of_mine():
    return asyncio.get_running_loop()
loop = asyncio.run(loop_of_mine())
late = double(1)
try:
    asyncio.run_coroutine_threadsafe(late, loop)
except RuntimeError as error:
    print(error)
late.close()
"""

SAFE_MANY_TIMES = """
print(all(asyncio.run(receive(safely)) for _ in range(20)))
"""


def test_each_thread_has_attributes_of_its_own(run, probe):
    assert run("local_per_thread").lines == [
        "handler: AttributeError",
        "handler: ann",
        "main: main's own",
    ]
    message = "'_thread._local' object has no attribute 'user'"
    assert probe("local_per_thread", THE_MESSAGE).lines == [message]
    assert probe("local_per_thread", DROPPED_WITH_ITS_THREAD).lines == ["None"]


def test_init_of_a_subclass_runs_once_in_each_thread(run, probe):
    assert run("local_with_init").lines == [
        "in the threads: [('corner shop', ['tea']), ('corner shop', ['rice'])]",
        "in main: ['milk']",
        "__init__ ran in: ['MainThread', 'ann', 'bob']",
    ]
    assert probe("local_with_init", ARGUMENTS_ARE_SHARED).lines == ["['MainThread', 't']"]


def test_the_thread_of_a_pool_keeps_what_a_task_left(run, probe):
    assert run("pool_keeps_local").lines == [
        "next task sees: ann",
        "during: bob",
        "after it: nobody",
    ]
    assert probe("context_into_pool", SET_IN_A_POOL_STAYS).lines == ["ann", "nobody"]


def test_coroutines_of_one_thread_share_its_local(run):
    assert run("local_in_coroutines").lines == [
        "ann: local bob, ContextVar ann",
        "bob: local bob, ContextVar bob",
    ]


def test_what_runs_in_a_copy_changes_the_copy(run):
    assert run("context_is_a_copy").lines == [
        "in the copy: bob",
        "outside: ann",
        "again in the copy: bob",
        "after reset: nobody",
    ]


def test_a_pool_does_not_see_the_context_of_who_submits(run):
    assert run("context_gone_in_pool").lines == ["here: hello ann", "in the pool: LookupError"]


def test_a_copy_for_each_task_takes_the_context_along(run):
    assert run("context_into_pool").lines == ["['hello ann', 'hello bob']"]


def test_one_context_is_not_entered_twice(run, probe):
    assert run("one_context_race").lines == [
        "second: RuntimeError: cannot enter context",
        "first: ann",
    ]
    assert probe("one_context_race", WHOLE_MESSAGE).lines == ["True True"]


def test_a_thread_starts_in_the_context_that_it_is_given(run):
    assert run("thread_context").lines == [
        "a copy: ann",
        "an empty one: nobody",
        "default as the flag says: True",
    ]


def test_to_thread_copies_and_run_in_executor_does_not(run):
    assert run("to_thread_copies").lines == [
        "to_thread: ann",
        "run_in_executor: nobody",
        "in the coroutine: ann",
    ]


def test_a_blocking_call_stops_the_loop_unless_a_thread_makes_it(run):
    assert run("block_the_loop").lines == [
        "plain call: in main: True, others ran meanwhile: False",
        "to_thread: in main: False, others ran meanwhile: True",
    ]


def test_a_thread_asks_the_loop_and_waits_for_the_answer(run, probe):
    assert run("ask_the_loop").lines == [
        "ann: ann@example.org by MainThread",
        "bob: KeyError",
        "cid: TimeoutError",
        "cancelled: True",
    ]
    assert probe("ask_the_loop", WAITING_IN_THE_LOOP).lines == ["TimeoutError", "ann@example.org"]


def test_an_unsafe_put_does_not_wake_the_loop(run, probe):
    assert run("put_from_thread_race").lines == [
        "safely, received: True",
        "unsafely, received: False",
    ]
    assert probe("put_from_thread_race", SAFE_MANY_TIMES).lines == ["True"]


def test_debug_mode_catches_a_call_from_the_wrong_thread(run):
    message = "Non-thread-safe operation invoked on an event loop other than the current one"
    assert run("wrong_thread_caught").lines == [
        f"call_soon: {message}",
        "call_soon_threadsafe: called in MainThread",
    ]


def test_a_loop_in_a_thread_ends_with_its_tasks_cleaned_up(run, probe):
    assert run("loop_in_a_thread").lines == [
        "answer: 42",
        "heartbeat done by itself: False",
        "heartbeat cleaned up",
        "closed: True",
    ]
    assert probe("loop_in_a_thread", CLOSED_LOOP).lines == ["Event loop is closed"]
    left = probe("loop_in_a_thread", STOPPED_WITH_A_TASK_LEFT)
    assert left.lines == ["[]"]
    assert "Task was destroyed but it is pending!" in left.stderr


def test_a_thread_has_no_loop_until_it_runs_one(run, probe):
    assert run("no_loop_in_thread").lines == [
        "get_event_loop: There is no current event loop in thread 'worker'.",
        "asyncio.run: page",
    ]
    assert probe("no_loop_in_thread", RUN_IN_A_RUNNING_LOOP).lines == [
        "asyncio.run() cannot be called from a running event loop"
    ]


def test_the_pool_of_to_thread_cannot_be_made_after_main_has_ended(probe):
    assert probe("no_loop_in_thread", FIRST_POOL_AFTER_MAIN).lines == [
        "can't register atexit after shutdown"
    ]


def test_no_thread_dies_unseen(run):
    for name in (
        "local_per_thread",
        "local_with_init",
        "pool_keeps_local",
        "local_in_coroutines",
        "context_is_a_copy",
        "context_gone_in_pool",
        "context_into_pool",
        "one_context_race",
        "to_thread_copies",
        "block_the_loop",
        "ask_the_loop",
        "put_from_thread_race",
        "wrong_thread_caught",
        "loop_in_a_thread",
        "no_loop_in_thread",
    ):
        assert run(name).ok, name


def test_run_waits_for_a_thread_that_nobody_waits_for(run):
    assert run("to_thread_outlives_timeout").lines == ["['gave up', 'counted', 'run() returned']"]


def test_a_thread_that_looks_at_an_event_ends_early(run):
    assert run("to_thread_can_stop").lines == ["['gave up', 'stopped early', 'run() returned']"]


def test_each_thread_counts_its_own(run):
    assert sorted(run("own_count").lines) == ["ann counted 2", "bob counted 2"]
