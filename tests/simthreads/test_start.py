"""What a program finds where it begins, beside what CPython 3.14 leaves for `python file.py`."""

from __future__ import annotations

import pytest

from playground.node import Engine


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


def test_modules_brought_along_are_found_once(engine: Engine) -> None:
    source = "import os, sys, other\nprint(other.x, sys.path.count(os.getcwd()))"
    assert printed(engine, source, files={"other.py": "x = 3"}) == "3 1\n"
