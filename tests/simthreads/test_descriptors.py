"""Waits of the operating system, in virtual time: each call that blocks is woken by what wakes it on Linux."""

from __future__ import annotations

import pytest

HEAD = (
    "import os, select, selectors, socket, threading, time\nr, w = os.pipe()\na, b = socket.socketpair()\n"
    "began = time.monotonic()\ndef after(seconds, call, *given):\n    threading.Timer(seconds, call, given).start()\n"
    "def took():\n    return round(time.monotonic() - began, 2)\n"
)
#: What waits for something to read, and what it gives then.
READS = {
    "os.read": ("os.read(r, 9)", "b'x'"),
    "os.readv": ("(lambda into: (os.readv(r, [into]), bytes(into)))(bytearray(1))", "(1, b'x')"),
    "an unbuffered file": ("open(r, 'rb', 0).read(9)", "b'x'"),
    "a buffered file": ("os.fdopen(r, 'rb').read(1)", "b'x'"),
    "a text file": ("os.fdopen(r).read(1)", "x"),
    "select": ("select.select([r], [], [])[0] == [r]", "True"),
    "select with a timeout": ("select.select([r], [], [], 9)[0] == [r]", "True"),
    "poll": ("(p := select.poll(), p.register(r, select.POLLIN), p.poll()[0][1])[2]", "1"),
    "poll with a timeout": ("(p := select.poll(), p.register(r, select.POLLIN), p.poll(9000)[0][1])[2]", "1"),
    "a selector": (
        "(s := selectors.DefaultSelector(), s.register(r, selectors.EVENT_READ), s.select()[0][0].fd == r)[2]",
        "True",
    ),
}  # fmt: skip


def lines(record):
    assert record["outcome"] == "finished", record
    return "".join(piece["text"] for piece in record["output"]).splitlines()


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("seed", range(3))
def test_a_write_wakes_who_waits_to_read(engine, name, seed):
    call, gives = READS[name]
    source = f"{HEAD}after(0.5, os.write, w, b'x')\nprint({call})\nprint(took())"
    assert lines(engine.run(source, seed=seed)) == [gives, "0.5"]


@pytest.mark.parametrize(
    ("call", "gives"),
    [
        ("os.read(r, 9)", "b''"),
        ("os.fdopen(r, 'rb').read()", "b''"),
        ("os.fdopen(r).read()", ""),
        ("select.select([r], [], [])[0] == [r]", "True"),
        ("(p := select.poll(), p.register(r), p.poll()[0][1] & select.POLLHUP)[2]", "16"),
    ],
)
def test_the_last_writers_end_wakes_who_waits_to_read(engine, call, gives):
    source = f"{HEAD}v = os.dup(w)\nafter(0.2, os.close, v)\nafter(0.5, os.close, w)\nprint({call})\nprint(took())"
    assert lines(engine.run(source)) == [gives, "0.5"]


@pytest.mark.parametrize(
    ("call", "gives"),
    [
        ("select.select([r], [], [], 0.3)", "([], [], [])"),
        ("select.select([r], [w], [], 0.3) == ([], [w], [])", "True"),
        ("(p := select.poll(), p.register(r), p.poll(300))[2]", "[]"),
        ("(s := selectors.SelectSelector(), s.register(r, 1), s.select(0.3))[2]", "[]"),
        ("select.select([], [], [], 0.3)", "([], [], [])"),
    ],
)
def test_a_timeout_ends_the_wait(engine, call, gives):
    printed = lines(engine.run(f"{HEAD}print({call})\nprint(took())"))
    assert printed == [gives, "0.0" if "[w]" in call else "0.3"]


def test_a_full_pipe_waits_for_room(engine):
    source = (
        f"{HEAD}print(os.write(w, bytes(65536)), took())\nafter(0.5, os.read, r, 50000)\n"
        "print(select.select([], [w], [], 0)[1])\nprint(os.write(w, bytes(4096)), took())\n"
        "os.set_blocking(w, False)\nprint(os.write(w, bytes(100000)))\n"
        "try:\n    os.write(w, b'x')\nexcept BlockingIOError as error:\n    print(type(error).__name__)\n"
    )
    assert lines(engine.run(source)) == [
        "65536 0.0", "[]", "4096 0.5", "45904", "BlockingIOError",
    ]  # fmt: skip


def test_nobody_reads(engine):
    source = (
        f"{HEAD}after(0.5, os.close, r)\nos.write(w, bytes(65536))\n"
        "try:\n    os.write(w, bytes(4096))\nexcept BrokenPipeError:\n    print('broken', took())\n"
    )
    assert lines(engine.run(source)) == ["broken 0.5"]


def test_a_pipe_that_does_not_block_says_so(engine):
    source = (
        f"{HEAD}os.set_blocking(r, False)\nprint(os.get_blocking(r), os.get_blocking(w))\n"
        "try:\n    os.read(r, 1)\nexcept BlockingIOError:\n    print('would block')\n"
        "print(open(r, 'rb', 0).read(1))\n"
        "for call in (lambda: os.lseek(w, 0, 0), lambda: os.read(w, 1), lambda: (os.close(w), os.write(w, b'x'))):\n"
        "    try:\n        call()\n    except OSError as error:\n        print(error.strerror)\n"
    )
    assert lines(engine.run(source)) == [
        "False True", "would block", "None", "Invalid seek", "Bad file descriptor",
        "Bad file descriptor",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_pair_of_sockets(engine, seed):
    source = (
        f"{HEAD}def serve():\n    with b:\n        while data := b.recv(100):\n            b.sendall(data.upper())\n"
        "threading.Thread(target=serve).start()\na.sendall(b'abc')\nprint(a.recv(9))\n"
        "a.settimeout(0.5)\ntry:\n    a.recv(1)\nexcept TimeoutError as error:\n    print(error, took())\n"
        "a.setblocking(False)\ntry:\n    a.recv(1)\nexcept BlockingIOError:\n    print('would block')\n"
        "a.setblocking(True)\na.shutdown(socket.SHUT_WR)\nprint(a.recv(1), a.type.name, a.family.name)\na.close()\n"
        "print(a.fileno())\n"
    )
    assert lines(engine.run(source, seed=seed)) == [
        "b'ABC'", "timed out 0.5", "would block", "b'' SOCK_STREAM AF_UNIX", "-1",
    ]  # fmt: skip


def test_files_are_read_and_written_as_before(engine):
    source = (
        "import os, select\nwith open('x.txt', 'w') as file:\n    print(select.select([], [file], [])[1] == [file])\n"
        "    file.write('abc')\nwith open('x.txt', 'rb', 0) as file:\n    print(file.read(), os.dup(file.fileno()) > 2)\n"
        "try:\n    select.select([99], [], [])\n"
        "except OSError as error:\n    print(error.strerror)\n"
        "try:\n    open('none')\nexcept FileNotFoundError as error:\n    print(error.filename)\n"
    )
    assert lines(engine.run(source)) == ["True", "b'abc' True", "Bad file descriptor", "none"]


WRONG = {
    "select.select([-1], [], [])": "ValueError: file descriptor cannot be a negative integer (-1)",
    "select.select(['x'], [], [])": "TypeError: argument must be an int, or have a fileno() method.",
    "select.select([], [], [], -1)": "ValueError: timeout must be non-negative",
    "select.select([], [], [], 'x')": "TypeError: timeout must be a float or None",
    "socket.socket()": "NotSimulated: sockets are not simulated: pass messages through queue.Queue",
    "socket.create_connection(('localhost', 1))": (
        "NotSimulated: sockets are not simulated: pass messages through queue.Queue"
    ),
}


@pytest.mark.parametrize("call", WRONG)
def test_what_is_wrong_is_said_as_cpython_says_it(engine, call):
    source = f"{HEAD}try:\n    {call}\nexcept Exception as error:\n    print(f'{{type(error).__name__}}: {{error}}')\n"
    assert lines(engine.run(source)) == [WRONG[call]]


def test_nobody_left_to_write_is_a_deadlock(engine):
    record = engine.run(f"{HEAD}os.read(r, 1)")
    assert record["outcome"] == "deadlock"
    (entry,) = record["deadlock"]["threads"]
    assert (entry["wants"]["operation"], entry["wants"]["object"]) == ("os.read", None)


LOOPS = {
    "the usual one": "",
    "on select": ", loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())",
    "on poll": ", loop_factory=lambda: asyncio.SelectorEventLoop(selectors.PollSelector())",
    "by its class": ", loop_factory=asyncio.SelectorEventLoop",
    "by new_event_loop": ", loop_factory=asyncio.new_event_loop",
}
ASYNC = """
import asyncio, os, selectors, threading, time
async def main():
    loop = asyncio.get_running_loop()
    r, w = os.pipe()
    got = loop.create_future()
    loop.add_reader(r, lambda: got.done() or got.set_result(os.read(r, 9)))
    threading.Timer(0.2, os.write, (w, b"x")).start()
    began = time.monotonic()
    print(await got, round(time.monotonic() - began, 1))
    loop.remove_reader(r)
    print(await asyncio.to_thread(pow, 2, 5))
    woken = asyncio.Event()
    threading.Timer(0.3, loop.call_soon_threadsafe, (woken.set,)).start()
    await woken.wait()
    print(round(loop.time() - began, 1), type(loop).__name__)
    async def job(number):
        await asyncio.sleep(0.1 * number)
        return number
    future = await asyncio.to_thread(
        lambda: asyncio.run_coroutine_threadsafe(job(2), loop).result())
    print(future, await asyncio.gather(job(3), job(1)))
    try:
        async with asyncio.timeout(0.05):
            await job(9)
    except TimeoutError:
        print("timed out")
    return len(asyncio.all_tasks())
"""


@pytest.mark.parametrize("name", LOOPS)
@pytest.mark.parametrize("seed", range(3))
def test_each_loop_of_asyncio_waits_in_virtual_time(engine, name, seed):
    record = engine.run(f"{ASYNC}print(asyncio.run(main(){LOOPS[name]}))", seed=seed)
    assert lines(record) == [
        "b'x' 0.2", "32", "0.5 _UnixSelectorEventLoop", "2 [3, 1]", "timed out", "1",
    ]  # fmt: skip


def test_a_traceback_of_asyncio_has_cpythons_frames(engine):
    source = (
        "import asyncio\nasync def inner():\n    raise ValueError('no')\nasync def main():\n"
        "    async with asyncio.TaskGroup() as group:\n        await asyncio.create_task(inner())\nasyncio.run(main())\n"
    )
    record = engine.run(source.replace("    async with asyncio.TaskGroup() as group:\n    ", ""))
    text = record["error"]["traceback"]
    shown = [
        line.split('"')[1].rpartition("/")[2] for line in text.splitlines() if 'File "' in line
    ]
    assert shown == [
        "program.py",
        "runners.py",
        "runners.py",
        "base_events.py",
        "program.py",
        "program.py",
    ]


def test_a_set_of_tasks_has_the_same_order_whoever_watches(engine):
    source = (
        "import asyncio\nasync def job(n):\n    await asyncio.sleep(0)\n    return n\nasync def main():\n"
        "    done, _ = await asyncio.wait([asyncio.create_task(job(n)) for n in range(9)])\n"
        "    print([task.result() for task in done])\nasyncio.run(main())\n"
    )
    seen = {
        "".join(piece["text"] for piece in engine.run(source, lean=lean, filename=name)["output"])
        for lean in (True, False)
        for name in ("a.py", "another.py")
    }
    assert len(seen) == 1


#: Of what `select` and `poll` are given: natively so on 3.14.2.
TAKEN = {
    "p.register(1 << 64)": "OverflowError: Python int too large to convert to C int",
    "p.register(-1)": "ValueError: file descriptor cannot be a negative integer (-1)",
    "p.register(None)": "TypeError: argument must be an int, or have a fileno() method.",
    "p.register(r, 1 << 16)": "OverflowError: Python int too large for C unsigned short",
    "p.modify(r, 1 << 64)": "OverflowError: Python int too large for C unsigned short",
    "p.register(r, -1)": "ValueError: Cannot convert negative int",
    "p.register(r, 'x')": "TypeError: 'str' object cannot be interpreted as an integer",
    "p.unregister(w)": "KeyError: {w}",
    "p.poll(1 << 64)": "OverflowError: timestamp too large to convert to C PyTime_t",
    "p.poll(1 << 31)": "OverflowError: timeout is too large",
    "p.poll(float('nan'))": "ValueError: Invalid value NaN (not a number)",
    "p.poll(float('inf'))": "OverflowError: timestamp out of range for platform time_t",
    "p.poll('x')": "TypeError: timeout must be an integer or None",
    "type(p)()": "TypeError: cannot create 'select.poll' instances",
    "type('P', (type(p),), {})": "TypeError: type 'select.poll' is not an acceptable base type",
    "select.select([5000], [], [])": "ValueError: filedescriptor out of range in select()",
    "select.select(1, [], [])": "TypeError: arguments 1-3 must be sequences",
    "select.select([], [], [], 1 << 64)": (
        "OverflowError: timestamp too large to convert to C PyTime_t"
    ),
    "os.readinto(r, b'')": (
        "TypeError: readinto() argument 2 must be read-write bytes-like object, not bytes"
    ),
}


@pytest.mark.parametrize("call", TAKEN)
def test_arguments_are_read_as_c_reads_them(engine, call):
    source = (
        f"{HEAD}p = select.poll()\np.register(r)\n"
        f"try:\n    {call}\n    print('taken')\nexcept Exception as error:\n"
        "    print(f'{type(error).__name__}: {error}'.replace(str(w), '{w}'))\n"
    )
    assert lines(engine.run(source)) == [TAKEN[call]]


#: What `poll` and `select` say of a pair's first, and of its second, after that; the bits are Linux's.
HAPPENED = {
    "both('pipe')": ("0 00", "260 01"),
    "both('pipe', put)": ("65 10", "260 01"),
    "both('pipe', close_second)": ("16 10", "32 EBADF"),
    "both('pipe', put, close_second)": ("81 10", "32 EBADF"),
    "both('pipe', close_first)": ("32 EBADF", "268 11"),
    "both('pipe', fill)": ("65 10", "0 00"),
    "both('pipe', fill, close_first)": ("32 EBADF", "8 11"),
    "both('pair')": ("772 01", "772 01"),
    "both('pair', put)": ("837 11", "772 01"),
    "both('pair', close_second)": ("9045 11", "32 EBADF"),
    "both('pair', put, close_second)": ("9045 11", "32 EBADF"),
}
BOTH = """
import os, select, socket
def number(end): return end if isinstance(end, int) else end.fileno()
def close(end): os.close(end) if isinstance(end, int) else end.close()
def close_first(first, second): close(first)
def close_second(first, second): close(second)
def put(first, second): os.write(number(second), b'x')
def fill(first, second): os.write(number(second), bytes(65536))
def both(kind, *acts):
    pair = os.pipe() if kind == 'pipe' else socket.socketpair()
    numbers = [number(end) for end in pair]
    for act in acts: act(*pair)
    for each in numbers:
        asked = select.poll(); asked.register(each, 0xffff)
        try:
            found = [len(got) for got in select.select([each], [each], [], 0)][:2]
        except OSError as error:
            found = [os.strerror(error.errno) == 'Bad file descriptor' and 'EBADF']
        print(sum(events for _, events in asked.poll(0)), ''.join(map(str, found)))
"""


@pytest.mark.parametrize("call", HAPPENED)
def test_what_has_happened_at_a_descriptor(engine, call):
    assert lines(engine.run(BOTH + call)) == list(HAPPENED[call])


def test_a_loop_that_watches_a_writers_end_is_woken_when_nobody_reads(engine):
    source = """
import asyncio, os
async def main(loop):
    r, w = os.pipe()
    done = asyncio.Event()
    loop.add_reader(w, done.set)
    loop.call_later(0.5, os.close, r)
    began = loop.time()
    await done.wait()
    loop.remove_reader(w)
    print(round(loop.time() - began, 1))
for make in (asyncio.new_event_loop, asyncio.SelectorEventLoop):
    loop = make()
    loop.run_until_complete(main(loop))
    loop.close()
"""
    assert lines(engine.run(source)) == ["0.5", "0.5"]


#: A file over a pipe is the type that it is in C, and does the same.
FILES = {
    "io.FileIO(r).read()": "b'one\\ntwo'",
    "io.FileIO(r).readall()": "b'one\\ntwo'",
    "(io.FileIO(r).readinto(b := bytearray(3)), b)": "(3, bytearray(b'one'))",
    "open(r, 'rb', 0).readlines()": "[b'one\\n', b'two']",
    "type(open(r, 'rb', 0)) is io.FileIO, open is io.open": "True True",
    "isinstance(open(r), io.TextIOWrapper)": "True",
    "(f := open(r, 'rb', 0), f.seekable(), f.isatty(), f.mode, f.writable())[1:]": (
        "(False, False, 'rb', False)"
    ),
    "open(r, 'rb', 0).tell()": "Invalid seek",
    "open(r, 'rb', 0).write(b'x')": "File not open for writing",
    "(f := open(r, 'rb', 0), f.close(), f.read())": "I/O operation on closed file",
    "(f := open(r, 'rb', 0), f.close(), os.fstat(r))": "Bad file descriptor",
    "(f := open(r, 'rb', 0, closefd=False), f.close(), os.read(r, 3))[2]": "b'one'",
    "(os.readinto(r, b := bytearray(9)), b[:3])": "(7, bytearray(b'one'))",
    "os.pread(r, 1, 0)": "Invalid seek",
    "stat.S_ISFIFO(os.fstat(r).st_mode)": "True",
    "type('F', (io.FileIO,), {'read': lambda f: super(type(f), f).read() + b'!'})(r).read()": (
        "b'one\\ntwo!'"
    ),
}


@pytest.mark.parametrize("call", FILES)
def test_a_file_over_a_pipe(engine, call):
    source = (
        "import io, os, stat\nr, w = os.pipe()\nos.write(w, b'one\\ntwo')\nos.close(w)\n"
        f"try:\n    print({call})\nexcept (OSError, ValueError) as error:\n"
        "    print(getattr(error, 'strerror', None) or error)\n"
    )
    assert lines(engine.run(source)) == [FILES[call]]


def test_output_by_a_file_of_ones_own(engine):
    source = (
        "import io, os\nfor make in (lambda: open(1, 'w', closefd=False), lambda: os.fdopen(os.dup(1), 'w'),"
        " lambda: io.TextIOWrapper(io.FileIO(os.dup(1), 'w')), lambda: open(1, 'w')):\n"
        "    with make() as out:\n        print('out', file=out)\nos.write(2, b'err')\n"
    )
    assert lines(engine.run(source)) == ["out"] * 4 + ["err"]
