"""A program that digs finds no page, no storage and no network; what it forges is shown as text."""

from __future__ import annotations

import json
import subprocess

from playwright.sync_api import Page, expect

from playground import node
from tests.browser import worker
from tests.browser.conftest import Reader
from tests.browser.playground import has_pythons, output, run, section, settled, write
from tests.browser.probes import probe

MINE = "playground/your_program"
NAMES = probe("reachable_names")
# All that is there beyond JavaScript itself. A name to be added here is a door to be looked behind.
PLATFORM = {
    *("AbortController", "AbortSignal", "Crypto", "DOMException", "DedicatedWorkerGlobalScope"),
    *("Event", "EventTarget", "MessageChannel", "MessageEvent", "MessagePort", "PERSISTENT"),
    *("Performance", "TEMPORARY", "TextDecoder", "TextEncoder", "URL", "WorkerGlobalScope", "atob"),
    *("btoa", "clearInterval", "clearTimeout", "constructor", "crypto", "fetch", "location"),
    *("navigator", "performance", "queueMicrotask", "self", "setInterval", "setTimeout"),
    "structuredClone",
}
NO_TEXT = "EvalError: text is not run as code here"
YOUNG = {"Temporal", "Float16Array", "DisposableStack", "AsyncDisposableStack", "SuppressedError"}
# What of these is left is ours.
NARROWED = {
    "fetch('/')": "TypeError: there is no network here",
    "fetch(location)": "TypeError: there is no network here",
    "eval('1')": NO_TEXT,
    "Function('return 1')": NO_TEXT,
    "(() => {}).constructor('return 1')": NO_TEXT,
    "(async () => {}).constructor('return 1')": NO_TEXT,
    "(function* () {}).constructor('return 1')": NO_TEXT,
    "(async function* () {}).constructor('return 1')": NO_TEXT,
    "setTimeout('1')": "TypeError: a timer takes a function",
    "setInterval('1')": "TypeError: a timer takes a function",
    "Object.keys(navigator)": '["userAgent"]',
    "typeof URL.createObjectURL": '"undefined"',
}
DIGGER = """
import gc, sys

def tried(name, door):
    try:
        print(name, "OPEN", door())
    except BaseException as error:
        print(name, type(error).__name__)

def url():
    import urllib.request
    return urllib.request.urlopen("http://127.0.0.1/")

def sock():
    import socket
    return socket.create_connection(("127.0.0.1", 80))

for door in ("playground.simthreads.switching", "js", "pyodide", "pyodide_js", "pyodide.code", "pyodide.http", "_pyodide", "_pyodide_core", "ctypes", "_ctypes"):
    tried(door, lambda: __import__(door))
gc.unfreeze()
print("modules", [name for name in sys.modules if name.partition(".")[0] in ("js", "pyodide", "_pyodide", "playground")])
print("proxies", [one for one in gc.get_objects() if type(one).__name__ == "JsProxy"])
tried("urllib", url)
tried("socket", sock)
"""  # noqa: E501
DUG = """\
playground.simthreads.switching ImportError
js ImportError
pyodide ImportError
pyodide_js ImportError
pyodide.code ImportError
pyodide.http ImportError
_pyodide ImportError
_pyodide_core ImportError
ctypes ImportError
_ctypes ImportError
modules []
proxies []
urllib URLError
socket NotSimulated
"""
#: What a program would do that had found its way into JavaScript.
SPOIL = "(Object.prototype.trap = 1)"
#: The engine writes with the library's `json`, which a program may change: its record is its own.
FORGER = """import json
real, news = json.dumps, [json.dumps(each) for each in NEWS]
def forge(facts, **how):
    if isinstance(facts, dict) and "outcome" in facts:
        return real(RECORD)
    return news.pop(0) if news else real(facts, **how)
json.dumps = forge
for _ in NEWS:
    print("x")
"""
# What has no name in there any more, but is used.
RESPONSE = "fetch('pyodide.asm.wasm')"
TRAP = f"{RESPONSE}.then((it) => {{ Object.getPrototypeOf(it).trap = 1; return it.trap; }})"
TRAPPED = f"{RESPONSE}.then((it) => it.trap ?? 0)"
NASTY = "<img src=x onerror='window.trap = 1'><script>window.trap = 1</script>"


def language() -> set[str]:
    """The names of JavaScript itself: those of a context that nobody has put anything into."""
    script = "console.log(vm.runInNewContext('Object.getOwnPropertyNames(globalThis).join()'))"
    done = subprocess.run([node.find_node(), "-e", script], capture_output=True, check=True)
    return set(done.stdout.decode().strip().split(",")) | YOUNG


def forged(news: list[object], record: object) -> str:
    """A program that writes its own record instead of having it written."""
    made = f"NEWS = json.loads({json.dumps(news)!r})\nRECORD = json.loads({json.dumps(record)!r})\n"
    return FORGER.replace("import json\n", f"import json\n{made}")


def ran(page: Page, source: str) -> str:
    script = """source => playground.run(source, {policy: 'round-robin', preempt: 'call'}).then(
      ({output}) => output.map(({text}) => text).join(""), String)"""
    return str(page.evaluate(script, source))


def test_a_program_that_digs_finds_no_way_out_and_leaves_nothing_behind(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    assert ran(page, DIGGER) == DUG
    names, *told = worker.evaluate(page, [NAMES, *NARROWED])
    assert set(json.loads(names)) - language() == PLATFORM
    assert dict(zip(NARROWED, told, strict=True)) == NARROWED
    assert worker.evaluate(page, [SPOIL]) == ["1"]
    assert ran(page, "print(6 * 7)") == "42\n"
    assert ran(page, "print(6 * 7)") == "42\n"
    has_pythons(page, 1)  # not the one that was spoilt
    assert worker.evaluate(page, ["({}).trap === undefined", TRAP]) == ["true", "1"]
    assert ran(page, "print(6 * 7)") == "42\n"
    assert ran(page, "print(6 * 7)") == "42\n"
    assert worker.evaluate(page, [TRAPPED]) == ["0"]


def test_a_forged_record_is_text_or_a_line(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    mine = section(page, MINE)
    record = page.evaluate("playground.run('print(1)')")
    tags = "all => all.querySelectorAll('img, script, iframe').length"
    written = {"time": 0, "thread": 1, "stream": "stdout", "text": NASTY}
    record |= {"program": NASTY, "outcome": "raised", "output": [written]}
    record["error"] = {"thread": 1, "type": NASTY, "message": NASTY, "traceback": NASTY, "line": 1}
    record["threads"][0]["name"] = NASTY
    write(page, mine, forged([{**written, "name": NASTY}], record))
    run(mine)
    assert output(mine) == NASTY
    assert NASTY in settled(mine)
    mine.locator(".timeline-table summary").click()
    expect(mine.locator(".timeline-table samp")).to_have_text(NASTY)
    for broken in ({**record, "outcome": NASTY}, [NASTY]):
        write(page, mine, forged([], broken))
        assert run(mine).startswith("Python crashed (the record cannot be read")
    write(page, mine, "print('sound')\n")
    run(mine)
    assert output(mine) == "sound\n"
    assert page.locator("section.program").first.evaluate(tags) == 0
    assert page.evaluate("window.trap") is None
