"""Some broken links and records, every time; 20,000 of each by `make fuzz`."""

from __future__ import annotations

from tests.browser.conftest import Reader
from tools.fuzz.links import fuzz


def test_a_broken_link_or_record_changes_nothing(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    found = fuzz(page, runs=100, seed=1)
    assert all(count > 10 for tally in found.values() for count in list(tally.values())[:2]), found
