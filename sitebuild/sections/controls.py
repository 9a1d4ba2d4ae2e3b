"""The buttons beneath a program that runs on its page, and the line that says how its run stands.

They are part of the page, so that nothing moves when the script has come that makes them work.
Knows neither programs nor exercises.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

#: Beneath the buttons; empty, it keeps the place of its sentence.
STATUS = '<p class="pg-status" role="status" data-search-exclude></p>'
_LATER = ("stop", "reset")  # shown while there is something to stop or to reset


def bar(words: Mapping[str, str], download: str, unwanted: Set[str]) -> str:
    """`words` by action; `download` is a link, the one part that works without a script."""
    parts = {action: _button(action, words[action]) for action in words if action not in unwanted}
    parts["share"] = download + parts["share"]
    return f'<div class="pg-bar" data-search-exclude>{"".join(parts.values())}</div>'


def _button(action: str, word: str) -> str:
    return f'<button data-action="{action}"{" hidden" * (action in _LATER)}>{word}</button>'
