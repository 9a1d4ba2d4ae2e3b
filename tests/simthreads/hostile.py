"""The attacks, as data: see hostile.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ATTACKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "hostile.yml").read_text("utf-8")
)
