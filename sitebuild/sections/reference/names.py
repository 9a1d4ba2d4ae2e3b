"""The names that the editor completes, each with its line of the cheat sheet. Knows no editor."""

from __future__ import annotations

import re
from typing import Any

from sitebuild.languages import LANGUAGES, said
from sitebuild.sections.reference.api import Call, Group, groups

MODULES = ("threading", "queue", "concurrent.futures")


def completions() -> dict[str, list[dict[str, str]]]:
    """By language: `name`, `call` as Python has it, the `module` that has it or the class that it
    is a method `of`, and one line `about` it."""
    return {one.code: list(_in(one.code, one.words["tables"])) for one in LANGUAGES}


def _in(language: str, words: dict[str, Any]) -> Any:
    for group in groups():
        module = next((one for one in MODULES if re.match(rf"{one}\b", group.of)), None)
        if module is None:
            continue
        for call in group.calls:
            at_module = group.module or call.name[0].isupper()
            place = {"module": module} if at_module else {"of": _class(group)}
            about = _about(call, language, words)
            yield {"name": call.name, "call": call.text, **place, "about": about}


def _class(group: Group) -> str:
    return group.of.partition("(")[0].rpartition(".")[2]


def _about(call: Call, language: str, words: dict[str, Any]) -> str:
    parts = [words["blocks"].format(said(call.blocks, language))] if call.blocks else []
    parts += [said(call.gives, language)] if call.gives else []
    since = f"{call.since}+" if call.since else ""
    told = str(words["semicolon"]).join([*parts, since] if since else parts)
    return re.sub(r"[`*]", "", told)
