"""The attacks, as data: hostile.yml, and one program for each way in which C calls a program, from where it digs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

#: What the attacks share. `look` says what of the things leads out, `walk` does it along the frames.
HEAD = """\
import sys
OUT = ("ctypes", "_ctypes", "js", "pyodide_js", "pyodide", "_pyodide", "playground", "playground.simthreads.switching", "_pyodide_core")
def tried(door):
    try:
        print(door())
    except BaseException as error:
        print(type(error).__name__)
def leads_out(thing):
    kind = type(thing)
    if kind is dict:
        return "__builtins__" in thing and str(thing.get("__name__")).partition(".")[0] in OUT
    if kind is type(sys):
        return thing.__name__.partition(".")[0] in OUT
    names = {each.__name__ for each in type.mro(thing if issubclass(kind, type) and thing is not type else kind)}
    return not names.isdisjoint({"JsProxy", "CDLL", "PyCFuncPtr", "_CData", "_SimpleCData", "Kernel", "Run"})
def look(things):
    for thing in list(things):
        if leads_out(thing):
            print("FOUND", type(thing), str(thing)[:60])
def walk(frame):
    while frame is not None:
        if "simthreads" in frame.f_code.co_filename and (frame.f_globals or frame.f_locals or frame.f_builtins):
            print("FOUND the frame of", frame.f_code.co_qualname, sorted(frame.f_globals)[:5])
        look([frame.f_globals, *frame.f_locals.values()])
        frame = frame.f_back
"""
#: What digs wherever it is called.
DIG = """
def dig(*_, **__):
    global dug
    if dug:
        return 1
    dug = True
    import gc
    gc.unfreeze()
    walk(sys._getframe())
    look(gc.get_objects())
    look(object.__subclasses__())
    look(sys.modules.values())
    for name in OUT[:3]:
        try:
            __import__(name)
            print("FOUND", name)
        except ImportError:
            pass
    return 1
"""
CALLED = {
    "a thread": "import threading\nthread = threading.Thread(target=dig); thread.start(); thread.join()",
    "a timer": "import threading\nthread = threading.Timer(0.1, dig); thread.start(); thread.join()",
    "a pool": "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as pool:\n    pool.submit(dig).add_done_callback(dig)",
    "a task": "import asyncio\nasync def main():\n    asyncio.get_running_loop().call_soon(dig)\n    await asyncio.to_thread(dig)\nasyncio.run(main())",
    "a signal": "import signal\nsignal.signal(signal.SIGINT, dig); signal.raise_signal(signal.SIGINT)",
    "a finalizer": "class Trap:\n    __del__ = dig\nTrap()",
    "a weak reference": "import weakref\nclass Thing: pass\nthing = Thing(); kept = weakref.ref(thing, dig); del thing",
    "the end of a thing": "import weakref\nclass Thing: pass\nthing = Thing(); weakref.finalize(thing, dig); del thing",
    "the collector": "import gc\ngc.callbacks.append(dig); gc.collect()",
    "an audit hook": "done = []\nsys.addaudithook(lambda event, args: done or (done.append(1), dig()))\nopen('/dev/null')",
    "a tracer": "import threading\nthreading.settrace(dig)\nthread = threading.Thread(target=lambda: 1); thread.start(); thread.join()",
    "a profiler": "sys.setprofile(lambda *_: (sys.setprofile(None), dig()))\nlen('')",
    "a tool that watches": "watching = sys.monitoring\nwatching.use_tool_id(2, 'x'); watching.register_callback(2, watching.events.PY_START, lambda *_: (watching.set_events(2, 0), dig()))\nwatching.set_events(2, watching.events.PY_START)\n(lambda: 1)()",
    "a sort": "sorted([1, 2], key=dig)",
    "a comparison": "class Thing:\n    def __eq__(self, other): return dig()\n    def __hash__(self): return 1\n{Thing(): 1}.get(Thing())",
    "a codec": "import codecs\ncodecs.register_error('dig', lambda error: (str(dig()), error.end))\n'\\u9999'.encode('ascii', 'dig')",
    "a pickle": "import pickle\nclass Thing:\n    def __reduce__(self): return dig, ()\nThing.__module__ = dig.__module__\npickle.loads(pickle.dumps(Thing()))",
    "a database": "import sqlite3\nbase = sqlite3.connect(':memory:')\nbase.create_function('dig', 0, dig); base.execute('select dig()').fetchall()\nbase.set_trace_callback(dig); base.set_authorizer(lambda *_: 0 * dig()); base.execute('select 1')",
    "an import": "class Finder:\n    find_spec = staticmethod(lambda *_: dig() and None)\nsys.meta_path.insert(0, Finder)\ntry:\n    import nothing\nexcept ImportError: pass",
    "a path hook": "sys.path_hooks.insert(0, lambda path: dig() and (_ for _ in ()).throw(ImportError))\nsys.path.insert(0, '/tmp'); sys.path_importer_cache.clear()\ntry:\n    import nothing\nexcept ImportError: pass",
    "a buffer": "class Buffer:\n    def __buffer__(self, flags): dig(); return memoryview(b'x')\nimport os\nos.write(os.pipe()[1], Buffer())",
    "a file's number": "import select\nclass File:\n    def fileno(self): return dig()\nselect.select([], [File()], [])",
    "an exception's hook": "import threading\nthreading.excepthook = sys.excepthook = dig\nthread = threading.Thread(target=lambda: 1 / 0); thread.start(); thread.join()",
    "what cannot be raised": "sys.unraisablehook = dig\nclass Trap:\n    def __del__(self): 1 / 0\nTrap()",
    "the end": "import atexit\natexit.register(dig)",
    "a stream": "class Stream:\n    def write(self, text): sys.stdout = sys.__stdout__; dig()\n    def flush(self): pass\nsys.stdout = Stream(); print('x')",
    "a regular expression": "import re\nre.sub('x', lambda match: str(dig()), 'x')",
    "a parser": "import xml.parsers.expat\nparser = xml.parsers.expat.ParserCreate(); parser.StartElementHandler = dig; parser.Parse('<a/>', True)",
    "a copy": "import copy\nclass Thing:\n    __deepcopy__ = dig\ncopy.deepcopy(Thing())",
    "a context": "import contextvars\ncontextvars.copy_context().run(dig)",
    "an attribute": "import threading\nclass Local(threading.local):\n    def __init__(self): dig()\nLocal().x = 1",
    "a condition": "import threading\nguard = threading.Condition()\nwith guard: guard.wait_for(dig)",
    "a barrier": "import threading\nthreading.Barrier(1, action=dig).wait()",
    "a lock of its own": "import threading\nclass Lock:\n    def acquire(self, *_): return dig()\n    def release(self): dig()\n    def locked(self): return False\nguard = threading.Condition(Lock())\nguard.acquire(); guard.release()",
}  # fmt: skip

ATTACKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "hostile.yml").read_text("utf-8")
)
for _name, _way in CALLED.items():
    _source = f"dug = False{DIG}{_way}\nimport atexit\natexit.register(lambda: print(dug))"
    if _name == "the end":  # the last that was registered is called first
        _source = f"dug = False\nimport atexit\natexit.register(lambda: print(dug)){DIG}{_way}"
    ATTACKS.append({
        "name": f"below {_name}", "wall": "frames", "program": _source, "prints": ["True"], "noise": True,
    })  # fmt: skip
for _attack in ATTACKS:
    _attack["program"] = HEAD + _attack["program"]
