"""An engine for tests that look below Python: its programs find, as the module `engine_of_tests`, what others do not
get. It is put there from the outside, where Pyodide is loaded; the engine itself has no way to."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playground import node
from playground.node import Engine

_KEEP = """\
import sys, types, ctypes, _testcapi, _testinternalcapi, _testlimitedcapi
kept = sys.modules["engine_of_tests"] = types.ModuleType("engine_of_tests")
kept.ctypes = ctypes
kept.monitoring = types.SimpleNamespace(**vars(sys.monitoring))
kept.modules = {each.__name__: each for each in (_testcapi, _testinternalcapi, _testlimitedcapi)}
del sys, types, ctypes, _testcapi, _testinternalcapi, _testlimitedcapi, kept
"""
_LOADER = """\
import * as real from {real};
export * from {real};
export async function loadPyodide(options) {{
  const py = await real.loadPyodide(options);
  const {{ pyimport }} = py;
  py.pyimport = (name) => new Proxy(pyimport(name), {{
    get: (inside, key) => key !== "seal" ? inside[key] : (host) => (py.runPython({keep}), inside.seal(host)),
  }});
  return py;
}}
"""


def unsealed() -> Engine:
    """The one who starts it closes it."""
    real = node.find_pyodide()
    folder = Path(tempfile.mkdtemp())
    for file in real.iterdir():
        if file.name != "pyodide.mjs":
            (folder / file.name).symlink_to(file.resolve())
    address = repr((real / "pyodide.mjs").resolve().as_uri())
    keep = "`" + _KEEP + "`"
    (folder / "pyodide.mjs").write_text(_LOADER.format(real=address, keep=keep), "utf-8")
    node.ensure_snapshot()
    find, node.find_pyodide = node.find_pyodide, lambda: folder
    try:
        return Engine()
    finally:
        node.find_pyodide = find
