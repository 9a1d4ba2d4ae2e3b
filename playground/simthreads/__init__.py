"""Threads whose schedule is chosen, recorded, replayed and searched; runs inside Pyodide.

Layers, each to be understood alone: kernel, policies, switching, primitives, program, record,
explore.
"""

#: Goes into every record. The same program, seed and version give the same bytes.
VERSION = 1
