"""What the schemas say of a value."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from playground.protocol.generate import SCHEMA

DEFINITIONS = json.loads(SCHEMA.read_text("utf-8"))["$defs"]


def problems(value: Any, kind: str = "Run") -> list[str]:
    """Where it is none of this kind; whole numbers are those without a fraction, as in JSON."""
    schema = {"$ref": f"#/$defs/{kind}", "$defs": DEFINITIONS}
    found = Draft202012Validator(schema).iter_errors(value)
    return [f"{error.json_path}: {error.message[:200]}" for error in found]
