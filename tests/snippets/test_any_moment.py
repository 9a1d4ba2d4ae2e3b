"""What page "Code that runs at any moment" claims of its programs."""

import pytest

SIGNAL_FROM_OUTSIDE = """
import os
from threading import Thread

received, stop = SimpleQueue(), Event()
signal.signal(signal.SIGTERM, lambda number, frame: received.put(number))

def from_outside():
    os.kill(os.getpid(), signal.SIGTERM)

killer = Thread(target=from_outside)
killer.start()
run_until_signal(received, stop)
killer.join()
"""

INTERRUPTED = """
class Keyboard:
    def get(self, timeout):
        raise KeyboardInterrupt
stop = Event()
try:
    run_until_signal(Keyboard(), stop)
except KeyboardInterrupt:
    print("KeyboardInterrupt", stop.is_set())
"""

COLLECTED_WITH_THE_LOCK = """
import gc
ring = Connection("ring")
ring.itself = ring
del ring
with lock:
    gc.collect()
print(take_dropped())
"""

SAME_THREAD = """
import logging
class Sends(logging.Handler):
    def emit(self, record):
        log.warning("connected")
log.addHandler(Sends())
try:
    log.warning("disk is full")
except RecursionError:
    print("RecursionError")
"""

KILLED_BETWEEN = """
log = []
def spin():
    try:
        while True:
            pass
    except Killed:
        log.append("killed")
thread = Thread(target=spin)
thread.start()
kill(thread)
thread.join()
print(log)
"""

OUTPUT = {
    "signal_outside_main": [
        "server: ValueError: signal only works in main thread of the main interpreter",
        "main: installed",
    ],
    "handler_takes_lock_deadlock": [
        "main: has the lock",
        "handler: wants the lock",
        "handler: would have waited forever",
        "main: goes on",
    ],
    "finalizer_takes_lock_deadlock": [
        "closed without the lock held: ['a']",
        "b: would have waited forever",
        "closed with the lock held: ['a']",
    ],
    "log_handler_waits_deadlock": ["disk is full: sender is stuck: True"],
    "log_through_queue": ["disk is full: sent"],
    "killed_in_cleanup": ["still blocked: True", "['worked', 'killed']"],
}


@pytest.mark.parametrize("name", OUTPUT)
def test_it_shows_what_the_page_says(run, name):
    assert run(name).lines == OUTPUT[name]


def test_the_main_thread_gets_a_signal_from_outside_and_stops_the_server(probe):
    result = probe("signal_through_queue", SIGNAL_FROM_OUTSIDE)
    assert result.lines == ["main: received SIGTERM", "server: closed its connections"]


def test_ctrl_c_stops_the_server_too(probe):
    lines = probe("signal_through_queue", INTERRUPTED).lines
    assert lines == ["server: closed its connections", "KeyboardInterrupt True"]


def test_a_finalizer_that_only_puts_may_run_while_the_lock_is_held(probe):
    assert probe("finalizer_puts_name", COLLECTED_WITH_THE_LOCK).lines == ["['ring']"]


def test_a_handler_that_logs_in_the_same_thread_recurses(probe):
    result = probe("log_handler_waits_deadlock", SAME_THREAD)
    assert "RecursionError" in result.stdout


def test_a_thread_that_runs_python_code_is_hit(probe):
    assert probe("killed_in_cleanup", KILLED_BETWEEN).lines == ["['killed']"]
