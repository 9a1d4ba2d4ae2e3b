"""A planted fault that no longer fits its file proves nothing: each finds the text it changes."""

from __future__ import annotations

from playground.catalogue import ROOT, read_yaml


def test_each_planted_fault_finds_its_place() -> None:
    rows = read_yaml(ROOT / "tools" / "planted.yml")
    lost = [row["name"] for row in rows if row["old"] not in (ROOT / row["file"]).read_text("utf8")]
    assert lost == []
