"""Makes what Python and the page know of each other: the engine's constants for the schemas, and of
the schemas JSON Schema and types for Python. A test compares them with what is kept."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import node
from ..simthreads import VERSION
from ..simthreads.explore.search import POLICIES as SEARCHES
from ..simthreads.limits import MAX_SEED
from ..simthreads.policies import NAMED
from ..simthreads.schedule import GRANULARITIES

HERE = Path(__file__).parent
SCHEMA = HERE / "schema.json"
_BY = "by `python -m playground.protocol`"
WIDTH = 100  # columns of a line of Python
_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def constants() -> str:
    """TypeScript: what the engine enforces."""
    lists = {"GRANULARITIES": GRANULARITIES, "POLICIES": NAMED, "SEARCHES": SEARCHES}
    lines = [f"export const VERSION = {VERSION};", f"export const MAX_SEED = {MAX_SEED};"]
    for name, values in lists.items():
        listed = ", ".join(map(json.dumps, values))
        lines.append(f"export const {name} = [{listed}] as const;")
    return f"/** Made from the engine {_BY}. */\n\n" + "\n".join(lines) + "\n"


def schema() -> str:
    """JSON Schema of all that Python writes or reads."""
    command = [node.find_node(), "--no-warnings", str(HERE / "generate.ts")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise node.EngineError(f"the schemas cannot be made:\n{done.stderr}")
    return done.stdout


def types(definitions: dict[str, Any]) -> str:
    """Python: a type for each definition."""
    head = f'"""What crosses a border, for Python: made from schema.json {_BY}."""\n\n'
    head += "from __future__ import annotations\n\n"
    head += "from typing import Any, Literal, NotRequired, TypedDict\n"
    parts = [_definition(name, one) for name, one in definitions.items()]
    return head + "".join(f"\n\n{part}" for part in parts)


def _definition(name: str, of: dict[str, Any]) -> str:
    if of.get("type") != "object":
        whole = f"{name} = {_type(of)}\n"
        if len(whole) <= WIDTH + 1:
            return whole
        return f"{name} = (\n    " + _type(of).replace(" | ", "\n    | ") + "\n)\n"
    needed = of.get("required", ())
    rows = [f"class {name}(TypedDict):\n"]
    for field, value in of["properties"].items():
        kind = _type(value)
        rows.append(_row(field, kind if field in needed else f"NotRequired[{kind}]"))
    return "".join(rows)


def _row(field: str, kind: str) -> str:
    """As the formatter has it."""
    whole = f"    {field}: {kind}\n"
    if len(whole) <= WIDTH + 1:
        return whole
    head, _, inner = kind.removesuffix("]").partition("[")
    lines = [inner]
    if len(inner) + 8 > WIDTH:
        lines = [f"{part}," for part in inner.split(", ")]
    return f"    {field}: {head}[\n" + "".join(f"        {line}\n" for line in lines) + "    ]\n"


def _type(of: dict[str, Any]) -> str:
    if "$ref" in of:
        return str(of["$ref"]).rpartition("/")[2]
    if "anyOf" in of or "oneOf" in of:
        return " | ".join(_type(one) for one in of.get("anyOf") or of["oneOf"])
    if "const" in of or "enum" in of:
        return f"Literal[{', '.join(map(_literal, of.get('enum') or [of['const']]))}]"
    if of.get("type") == "array":
        fixed = of.get("prefixItems")
        return f"list[{_type(of['items'])}]" if not fixed else "list[Any]"
    if of.get("type") == "object":
        return f"dict[str, {_type(of['additionalProperties'])}]"
    return _PLAIN.get(of.get("type", ""), "Any")


def _literal(value: object) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)


def made() -> Iterator[tuple[Path, str]]:
    """Each file and what it is to hold; the later ones are made from the earlier as they are."""
    yield HERE / "constants.ts", constants()
    text = schema()
    yield SCHEMA, text
    yield HERE / "types.py", types(json.loads(text)["$defs"])
