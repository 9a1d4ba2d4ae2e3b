"""What a program finds where it begins, beside what CPython 3.14 leaves for `python file.py`."""

from __future__ import annotations

import pytest

from playground.node import Engine
from playground.simthreads.program import at_hand


def printed(engine: Engine, source: str, **request: object) -> str:
    record = engine.run(source, filename="program.py", **request)
    assert record["error"] is None, record["error"]
    return "".join(piece["text"] for piece in record["output"])


#: Each prints in CPython 3.14 what stands below it; a file has a folder there, and a name alone here.
BEGINS = {
    "print(*vars())": "__name__ __doc__ __package__ __loader__ __spec__ __builtins__ __file__ __cached__",
    "print(__name__, __doc__, __package__, __spec__, __cached__)": "__main__ None None None None",
    "import builtins\nprint(__builtins__ is builtins, __file__)": "True program.py",
    "print(type(__loader__).__name__, __loader__.name)": "SourceFileLoader __main__",
    "print(__loader__.get_source('__main__'))": "print(__loader__.get_source('__main__'))",
    "import sys\nprint(sys.argv, sys.orig_argv[1:])": "['program.py'] ['program.py']",
    "import sys\nprint(sys.modules['__main__'].__dict__ is globals())": "True",
    "import os, sys\nprint(sys.path[0] == os.getcwd(), '' in sys.path)": "True False",
    "import sys\nprint(len(sys.path) == len(set(sys.path)))": "True",
    "import sys\nprint(sys.flags.inspect, sys.flags.interactive)": "0 0",
    "import os\nprint(os.environ.get('PYTHONINSPECT'))": "None",
    "import os, sys\nprint(sys.path[0] == os.path.dirname(os.path.abspath(__file__)))": "True",
}


@pytest.mark.parametrize("source", BEGINS)
def test_a_program_begins_as_from_a_command(engine: Engine, source: str) -> None:
    assert printed(engine, source).removesuffix("\n") == BEGINS[source]


@pytest.mark.parametrize("name", ["queue", "threading", "logging", "json", "concurrent"])
def test_a_module_brought_along_comes_before_the_library(engine: Engine, name: str) -> None:
    source = f"import {name}, random\nprint({name}.x, random.random() < 1)"
    assert printed(engine, source, files={f"{name}.py": "x = 3"}) == "3 True\n"


def test_modules_brought_along_are_found_once(engine: Engine) -> None:
    source = "import os, sys, other\nprint(other.x, sys.path.count(os.getcwd()))"
    assert printed(engine, source, files={"other.py": "x = 3"}) == "3 1\n"


#: A name of a module, what is imported before, and whether CPython 3.14 has the name then.
PARTS = {
    ("logging.handlers", "logging"): False,
    ("logging.handlers", "logging, logging.config"): True,
    ("logging.handlers", "logging, logging.handlers"): True,
    ("concurrent.futures", "concurrent"): False,
    ("concurrent.futures", "concurrent, asyncio"): True,
    ("concurrent.futures", "concurrent, logging"): False,
    ("importlib.util", "importlib"): False,
    ("importlib.util", "importlib, asyncio"): False,
    ("importlib.util", "importlib, zipfile"): True,
    ("importlib.abc", "importlib, importlib.util"): False,
    ("importlib.machinery", "importlib, threading"): False,
    ("importlib.machinery", "importlib, inspect"): True,
    ("importlib.machinery", "importlib, dataclasses"): True,
    ("multiprocessing.pool", "multiprocessing"): False,
    ("multiprocessing.context", "multiprocessing"): True,
    ("collections.abc", "collections"): True,
    ("json.tool", "json"): False,
    ("json.decoder", "json"): True,
    ("os.path", "os"): True,
    ("xml.etree", "xml"): False,
    ("unittest.mock", "unittest"): False,
    ("sys.modules['threading']", "sys"): False,
    ("sys.modules['queue']", "sys, threading"): False,
    ("sys.modules['concurrent.futures']", "sys, asyncio"): True,
    ("sys.modules['random']", "sys, tempfile"): True,
    ("sys.modules['asyncio']", "sys, concurrent.futures"): False,
}
ASK = """
import {imported}
try:
    {name}
    print(True)
except (AttributeError, KeyError):
    print(False)
"""


@pytest.mark.parametrize(("name", "imported"), PARTS)
def test_a_module_is_there_once_it_is_imported(engine: Engine, name: str, imported: str) -> None:
    has = PARTS[name, imported]
    assert printed(engine, ASK.format(name=name, imported=imported)) == f"{has}\n"


def test_the_modules_of_the_beginning_are_those_of_cpython(engine: Engine) -> None:
    natively = (
        "__main__ _abc _codecs _collections_abc _frozen_importlib _frozen_importlib_external _imp _io _signal "
        "_sitebuiltins _stat _thread _warnings _weakref abc builtins codecs encodings encodings.aliases "
        "encodings.utf_8 errno genericpath marshal os os.path posix posixpath site stat sys time zipimport"
    )
    assert printed(engine, "import sys\nprint(*sorted(sys.modules))") == natively + "\n"


#: Each prints True in CPython.
BROUGHT_BACK = [
    "import importlib.util as u, sys\nprint(u.find_spec('json').name == 'json' and 'json' not in sys.modules)",
    "import json\nprint(json.__spec__.loader is json.__loader__ and json.__spec__.origin == json.__file__)",
    "import sys, json\nold = json\ndel sys.modules['json']\nimport json\nprint(json is not old)",
    "import importlib, json\nprint(importlib.reload(json) is json)",
    "from logging import handlers\nimport logging\nprint(logging.handlers is handlers)",
    "import threading, queue\nprint(queue.threading is threading)",
    "from concurrent.futures import thread\nimport concurrent\nprint(concurrent.futures.thread is thread)",
    "import threading, sys\ndef work():\n    import json\n    print(sys.modules['json'] is json)\n"
    "t = threading.Thread(target=work)\nt.start()\nt.join()",
    "import pickle\nprint(pickle.loads(pickle.dumps(print)) is print)",
    "import warnings\nwith warnings.catch_warnings(record=True) as w:\n    warnings.simplefilter('always')\n"
    "    eval('1 is 1')\nprint(len(w) == 1)",
]


@pytest.mark.parametrize("source", BROUGHT_BACK)
def test_what_is_brought_back_is_the_module_itself(engine: Engine, source: str) -> None:
    assert printed(engine, source) == "True\n"


SOURCE = '''
"""
import in_text
"""
from __future__ import annotations
import a, b.c as d  # why
from .near import (
    one,
    two,
)
from . import \\
    three
try:
    import e
except ImportError:
    import f
if TYPE_CHECKING:
    import g
def h():
    import i
class J:
    import k
if sys.platform == "x":
    def l():
        import m
    import n; import o
if __name__ == "__main__":
    import p
'''


def test_what_a_module_imports_is_read_from_its_lines() -> None:
    found = [*at_hand._statements(SOURCE)]
    assert [each for origin, names in found if origin is None for each in names] == [
        *("a", "b.c", "e", "n"),
    ]
    assert [(origin, names) for origin, names in found if origin] == [
        ("__future__", ["annotations"]),
        (".near", ["one", "two"]),
        (".", ["three"]),
    ]
