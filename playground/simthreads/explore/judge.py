"""Did this run fail, and is it the same failure as that one? Sees records alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def stdout(record: Mapping[str, Any]) -> str:
    return "".join(piece["text"] for piece in record["output"] if piece["stream"] == "stdout")


def failure(
    record: Mapping[str, Any], allowed: list[str] | None, exit_code: int | None = None
) -> str:
    """What went wrong, in a word or two; '' if nothing did. `exit_code`: the right one."""
    if record["outcome"] == "raised":
        return f"raised {record['error']['type']}" if record["error"] else "raised"
    if record["outcome"] == "deadlock":
        return "deadlock"
    if record["outcome"] == "limit":
        return f"limit {record['limit']}"
    if record["exit_code"] != (exit_code or 0):
        return f"exit code {record['exit_code']}"
    if allowed is not None and stdout(record) not in allowed:
        return "output"
    return ""
