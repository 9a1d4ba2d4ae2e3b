"""Checks a value against the part of JSON Schema that `record.schema.json` uses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import playground

SCHEMA = json.loads((Path(playground.__file__).parent / "record.schema.json").read_text("utf-8"))
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN = {"type", "enum", "const", "oneOf", "$ref", "required", "properties", "additionalProperties", "items",
         "minimum", "maximum", "pattern", "description", "title", "$schema", "$defs"}  # fmt: skip


def problems(value: Any, schema: dict[str, Any] = SCHEMA, where: str = "record") -> list[str]:
    unknown = set(schema) - KNOWN
    assert not unknown, unknown
    if "$ref" in schema:
        return problems(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], where)
    if "oneOf" in schema:
        fits = [not problems(value, option, where) for option in schema["oneOf"]]
        return [] if sum(fits) == 1 else [f"{where}: fits {sum(fits)} of the alternatives"]
    found = list(_scalar(value, schema, where))
    if isinstance(value, dict):
        found += _object(value, schema, where)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            found += problems(item, schema["items"], f"{where}[{index}]")
    return found


def _scalar(value: Any, schema: dict[str, Any], where: str) -> Any:
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(isinstance(value, TYPES[kind]) for kind in kinds):
        yield f"{where}: {value!r} is no {kinds}"
        return
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{where}: {value!r} is too small"
    if "maximum" in schema and value > schema["maximum"]:
        yield f"{where}: {value!r} is too large"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match"


def _object(value: dict[str, Any], schema: dict[str, Any], where: str) -> list[str]:
    properties = schema.get("properties", {})
    found = [f"{where}: {key} is missing" for key in schema.get("required", ()) if key not in value]
    for key, inner in value.items():
        if key in properties:
            found += problems(inner, properties[key], f"{where}.{key}")
        elif schema.get("additionalProperties") is False:
            found.append(f"{where}: {key} is not in the schema")
    return found
