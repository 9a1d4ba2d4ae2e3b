"""What a link or a program sends, however much it is, is shown in a bounded way and in slices.

Sizes are asserted, not times: how long a machine takes for them depends on what else it does. The
times are told by `python -m tools.fuzz.attacks`.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Reader
from tools.fuzz import attacks

#: In a program's section of the document, with its editor, timeline and table.
WHOLE = {
    "characters": 260_000,
    "nodes": 16_000,
    "piled": 16,  # code units of marks on a letter
    "label": 3_000,
    "status": 3_000,
}
#: Put into it at once: a screenful of the editor, or a timeline.
AT_ONCE = {"characters": 30_000, "nodes": 5_000}


def faults(shown: dict[str, Any]) -> list[str]:
    """What of a section is larger than it may be."""
    found = [f"{key}: {shown[key]}" for key, most in WHOLE.items() if shown[key] > most]
    for key, most in AT_ONCE.items():
        if shown["slice"][key] > most:
            found.append(f"{key} at once: {shown['slice'][key]}")
    return found


def attacked(page: Page, kind: str) -> list[str]:
    found = []
    for name in attacks.prepare(page)[kind]:
        shown = attacks.attack(page, kind, name)
        found += [f"{name}: {fault}" for fault in faults(shown)]
        if shown.get("unsaid"):
            found.append(f"{name}: nothing says that it was cut")
    return found


def test_a_record_of_any_size_is_shown_in_a_bounded_way(reader: Reader) -> None:
    assert attacked(reader.open("en", "playground/"), "record") == []


def test_a_link_of_any_size_is_shown_in_a_bounded_way(reader: Reader) -> None:
    assert attacked(reader.open("zh", "playground/"), "link") == []


def test_stop_is_heard_while_a_long_output_is_drawn(reader: Reader) -> None:
    page = reader.open("en", "playground/")
    attacks.prepare(page)
    seen = page.evaluate(attacks.STOPPED, "lines of all threads")
    assert seen["busy"] == "true"
    assert 0 < seen["then"] < seen["end"] / 2
