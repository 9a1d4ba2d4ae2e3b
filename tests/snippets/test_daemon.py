"""What chapter "Daemon threads and shutdown" claims of its programs."""

# Says when the main thread has come to the interpreter's shutdown, ahead of waiting for threads.
TELL_SHUTDOWN = """
import threading
wait_for_threads = threading._shutdown
def tell_and_wait():
    print("interpreter: shutdown begins", flush=True)
    threading.main_over.set()
    wait_for_threads()
threading.main_over = threading.Event()
threading._shutdown = tell_and_wait
"""


def test_the_program_ends_though_a_daemon_waits_for_ever(run):
    done = run("daemon_left_behind")
    assert done.ok
    assert done.lines == [
        "watcher: waits for something that never comes",
        "main: ends while the watcher is alive: True",
    ]


def test_a_daemon_works_on_until_the_last_regular_thread_ends(run):
    done = run("daemon_outlives_main")
    assert done.ok
    assert done.lines == [
        "main: ends",
        "daemon: works on after main",
        "regular: the last one that is not a daemon ends",
    ]


def test_the_daemon_works_on_when_shutdown_has_begun(probe):
    done = probe(
        "daemon_outlives_main",
        "import threading\n"
        "worked = Event()\n"
        "Thread(target=background, args=(threading.main_over, worked), daemon=True).start()\n"
        "Thread(target=foreground, args=(worked,)).start()",
        before=TELL_SHUTDOWN,
    )
    assert done.ok
    assert done.lines == [
        "interpreter: shutdown begins",
        "daemon: works on after main",
        "regular: the last one that is not a daemon ends",
    ]


def test_a_regular_thread_may_start_threads_after_main_but_on_3_12_0_to_2(probe):
    done = probe(
        "daemon_outlives_main",
        "import sys, threading\n"
        "def late():\n"
        "    threading.main_over.wait()\n"
        "    try:\n"
        "        Thread(target=print, args=('started',)).start()\n"
        "    except RuntimeError as error:\n"
        "        print(error)\n"
        "print((3, 12) <= sys.version_info < (3, 12, 3), flush=True)\n"
        "Thread(target=late).start()",
        before=TELL_SHUTDOWN,
    )
    broken, shutdown, happened = done.lines
    assert shutdown == "interpreter: shutdown begins"
    refused = "can't create new thread at interpreter shutdown"
    assert happened == (refused if broken == "True" else "started")


def test_the_finally_of_a_daemon_is_lost(run):
    done = run("lost_finally")
    assert done.ok
    assert done.lines == [
        "main: both files are open, main ends",
        "regular: closed its file",
    ]


def test_the_finally_runs_when_the_daemon_is_let_go_and_joined(probe):
    done = probe(
        "lost_finally",
        "close, opened = Event(), Event()\n"
        "t = Thread(target=hold_file, args=('daemon', close, opened), daemon=True)\n"
        "t.start()\n"
        "close.set()\n"
        "t.join()",
    )
    assert done.lines == ["daemon: closed its file"]


def test_daemon_is_inherited_and_fixed_at_start(run):
    assert run("daemon_is_inherited").lines == [
        "made by main: False",
        "made by a thread with daemon=False: {'plain': False, 'daemon=False': False}",
        "made by a thread with daemon=True: {'plain': True, 'daemon=False': False}",
        "set after start: RuntimeError: cannot set daemon status of active thread",
    ]


def test_daemon_may_be_set_until_start(probe):
    done = probe(
        "daemon_is_inherited",
        "t = Thread()\nt.daemon = True\nt.start()\nt.join()\nprint(t.daemon)",
    )
    assert done.lines == ["True"]


def test_a_stopped_worker_runs_its_finally(run):
    assert run("graceful_stop").lines == [
        "main: asks the worker to stop",
        "worker: closed its file",
        "main: worker alive: False",
    ]


def test_stopping_does_not_wait_for_the_interval(probe):
    done = probe(
        "graceful_stop",
        "stop = Event()\n"
        "t = Thread(target=stop.wait, args=(3600,))\n"
        "t.start()\n"
        "stop.set()\n"
        "t.join(timeout=10)\n"
        "print(t.is_alive())",
    )
    assert done.lines == ["False"]


def test_a_flag_is_not_seen_by_a_blocked_worker(run):
    assert run("flag_not_seen").lines == ["deaf: still alive True", "attentive: still alive False"]


def test_a_message_wakes_the_deaf_worker(probe):
    done = probe(
        "flag_not_seen",
        "inbox, stop, ready = Queue(), Event(), Event()\n"
        "t = Thread(target=deaf, args=(inbox, stop, ready), daemon=True)\n"
        "t.start()\n"
        "ready.wait()\n"
        "stop.set()\n"
        "inbox.put(None)\n"
        "t.join(timeout=10)\n"
        "print(t.is_alive())",
    )
    assert done.lines == ["False"]


def test_a_private_name_of_thread_is_not_ours(run):
    assert run("private_name_clash").lines == [
        "Clash: AttributeError: 'bool' object has no attribute 'is_set'",
        "OwnName: work begun True",
    ]


def test_an_event_called_stop_breaks_join_up_to_3_12(probe):
    done = probe(
        "private_name_clash",
        "import sys, threading\n"
        "class Worker(Thread):\n"
        "    def __init__(self):\n"
        "        super().__init__()\n"
        "        self._stop = threading.Event()\n"
        "    def run(self):\n"
        "        self._stop.wait()\n"
        "worker = Worker()\n"
        "worker.daemon = True\n"
        "worker.start()\n"
        "worker._stop.set()\n"
        "try:\n"
        "    worker.join()\n"
        "    happened = 'joined'\n"
        "except TypeError as error:\n"
        "    happened = str(error)\n"
        "print(sys.version_info >= (3, 13))\n"
        "print(happened)",
    )
    new, happened = done.lines
    assert happened == ("joined" if new == "True" else "'Event' object is not callable")


def test_sys_exit_ends_its_thread_alone_and_silently(run):
    done = run("exit_in_thread")
    assert done.ok
    assert done.lines == [
        "worker: calls sys.exit",
        "worker: finally runs",
        "main: goes on, worker alive: False",
    ]


def test_ctrl_c_is_passed_on_as_a_stop(run):
    assert run("ctrl_c_stops_worker").lines == [
        "main: KeyboardInterrupt, asks the worker to stop",
        "worker: tidied up",
        "main: ends",
    ]


def test_a_true_sigint_arrives_in_the_main_thread_alone(probe):
    done = probe(
        "ctrl_c_stops_worker",
        "import signal\n"  # what a shell starts in the background is born deaf to it
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def wait_for_ctrl_c():\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    Event().wait()\n"
        "main()",
    )
    assert done.ok
    assert done.lines == [
        "main: KeyboardInterrupt, asks the worker to stop",
        "worker: tidied up",
        "main: ends",
    ]


def test_closing_the_journal_writes_every_line(run):
    assert run("flush_before_exit").lines == ["100 lines written", "the last one is line 99"]


def test_lines_are_written_in_the_order_they_came(probe):
    done = probe(
        "flush_before_exit",
        "journal = Journal()\n"
        "for line in 'abc':\n"
        "    journal.add(line)\n"
        "journal.close()\n"
        "print(journal.page)",
    )
    assert done.lines == ["['a', 'b', 'c']"]


def test_leaving_the_block_stops_the_worker_even_by_an_error(run):
    assert run("worker_as_context").lines == [
        "inside: running True",
        "the block failed: running False",
    ]


def test_a_heartbeat_may_be_cut_off(run):
    assert run("heartbeat").lines == [
        "main: the work is done: 499500",
        "main: there were heartbeats: True",
        "main: ends, and tells nobody",
    ]


def test_no_call_kills_a_thread(run):
    assert run("no_kill").lines == [
        "kill: False",
        "stop: False",
        "terminate: False",
        "interrupt: False",
        "cancel: False",
        "worker: heard it, ends",
        "worker alive: False",
    ]


def test_an_interrupted_main_leaves_the_worker_at_work(run):
    done = run("ctrl_c_leaves_worker")
    assert done.ok
    assert done.lines == [
        "main: KeyboardInterrupt, leaves at once",
        "worker: nobody told me, step 0",
        "worker: nobody told me, step 1",
        "worker: nobody told me, step 2",
    ]


def test_no_thread_starts_while_the_interpreter_takes_itself_apart(run):
    done = run("report_at_shutdown")
    assert done.ok
    assert done.lines == [
        "closed: sent",
        "main: ends",
        "forgotten: RuntimeError: can't create new thread at interpreter shutdown",
    ]


def test_atexit_may_start_threads_but_on_3_12_0_to_3_12_2(probe):
    done = probe(
        "daemon_left_behind",
        "import atexit, sys\n"
        "def late():\n"
        "    try:\n"
        "        worker = Thread(target=print, args=('started',))\n"
        "        worker.start()\n"
        "        worker.join()\n"
        "    except RuntimeError as error:\n"
        "        print(error)\n"
        "atexit.register(late)\n"
        "print((3, 12) <= sys.version_info < (3, 12, 3))",
    )
    refused = done.lines[0] == "True"
    late = "can't create new thread at interpreter shutdown" if refused else "started"
    assert done.lines[1:] == [late]


def test_a_ctrl_c_after_main_cuts_regular_threads_off(probe):
    done = probe(
        "ctrl_c_leaves_worker",
        "import os, signal\n"
        "from threading import main_thread\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def hold_on():\n"
        "    try:\n"
        "        main_thread().join()\n"
        "        print('worker: main is over', flush=True)\n"
        "        while True:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "            Event().wait(timeout=0.5)\n"
        "    finally:\n"
        "        print('worker: finally', flush=True)\n"
        "Thread(target=hold_on).start()",
    )
    assert done.lines == ["worker: main is over"]
    assert done.code == 0
    assert "_shutdown" in done.stderr
    assert "KeyboardInterrupt" in done.stderr
