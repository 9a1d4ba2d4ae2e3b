"""What was measured of each program, as it comes: who is interrupted goes on where it stopped.
Knows no engine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Kept:
    """One line a program. `basis` says what else it depends on; of another, nothing is taken."""

    def __init__(self, file: Path, basis: str) -> None:
        self._file, self._basis = file, basis
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        self._known: dict[str, dict[str, Any]] = {}
        for line in lines:
            try:
                each = json.loads(line)
            except ValueError:  # cut short, with its process
                continue
            self._known[each["of"]] = each["found"]

    def of(self, source: str, measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        key = hashlib.sha256(f"{self._basis}\0{source}".encode()).hexdigest()[:16]
        if key not in self._known:
            found = self._known[key] = measure()
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write("\n" + json.dumps({"of": key, "found": found}))
        return self._known[key]

    def done(self) -> None:
        """All is measured: the next time, it is measured anew."""
        self._file.unlink(missing_ok=True)
