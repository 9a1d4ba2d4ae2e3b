"""What can it print? `<!-- quiz: slug/name -->` asks the reader to tick what is possible, and tells
why behind a summary that opens without a script. Knows what was recorded; knows no engine."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from mkdocs.exceptions import PluginError

from playground import catalogue
from sitebuild import languages

_CODE = re.compile("`([^`]+)`")


@dataclass(frozen=True)
class Candidate:
    """What the program might do; `about` tells how it does, or in each language why it cannot."""

    output: str
    failure: str
    possible: bool
    about: dict[str, Any]


def impossible(slug: str) -> dict[str, list[dict[str, str]]]:
    """What the programs of a slug never do, from quiz.yml: an output or a failure, and why not."""
    file = catalogue.SNIPPETS / slug / "quiz.yml"
    found: dict[str, list[dict[str, str]]] = catalogue.read_yaml(file) if file.is_file() else {}
    return found


def candidates(name: str, found: dict[str, Any]) -> list[Candidate]:
    """In an order that does not give the answer away: that of their text, failures last."""
    slug, program = name.split("/")
    wrong = impossible(slug).get(program)
    if not wrong:
        raise PluginError(f"snippets/{slug}/quiz.yml: nothing that {program} cannot print")
    both = [(True, each) for each in found["outcomes"]] + [(False, each) for each in wrong]
    made = [
        Candidate(each.get("output", ""), each.get("failure", ""), possible, each)
        for possible, each in both
    ]
    return sorted(made, key=lambda each: (each.failure, each.output))


def render(name: str, found: dict[str, Any], language: str) -> str:
    """HTML without a blank line, so that Markdown leaves it alone."""
    words: dict[str, Any] = languages.by_code(language).words["quiz"]
    program = name.split("/")[1]
    offered = candidates(name, found)
    choices = "".join(_choice(each, words) for each in offered)
    answers = "".join(_answer(each, program, found, words, language) for each in offered)
    ask = words["ask"].format(name=f"<code>{program}.py</code>")
    return (
        f'<fieldset class="quiz" id="quiz-{program}" data-search-exclude '
        f'data-right="{html.escape(words["right"])}" data-told="{html.escape(words["told"])}">'
        f"<legend>{ask}</legend>"
        f'<ol>{choices}</ol><p class="quiz-told" role="status"></p>'
        f"<details><summary>{words['show']}</summary><ol>{answers}</ol>"
        f"<p>{words['whole'].format(orders=found['orders'])}</p></details></fieldset>"
    )


def _choice(candidate: Candidate, words: dict[str, Any]) -> str:
    mark = " data-can" * candidate.possible
    return f'<li><label><input type="checkbox"{mark}> {_shown(candidate, words)}</label></li>'


def _shown(candidate: Candidate, words: dict[str, Any]) -> str:
    """The lines that it prints, and how it ends where that is not well."""
    lines = "<br>".join(map(_escape, candidate.output.splitlines()))
    parts = [f"<code>{lines}</code>"] if lines else []
    if candidate.failure:
        kind, _, error = candidate.failure.partition(" ")
        parts.append(words["failures"][kind].format(error=f"<code>{_escape(error)}</code>"))
    return "<br>".join(parts) or words["nothing"]


def _answer(
    candidate: Candidate, program: str, found: dict[str, Any], words: dict[str, Any], language: str
) -> str:
    if not candidate.possible:
        why = _CODE.sub(r"<code>\1</code>", _escape(languages.said(candidate.about, language)))
        return f"<li><strong>{words['cannot']}</strong> {why}</li>"
    orders, of = candidate.about["orders"], found["orders"]
    how = words["always" if orders == of else "orders"].format(orders=orders, of=of)
    return (
        f"<li><strong>{words['can']}</strong> {how} "
        f"<code>{candidate.about['schedule']}</code> "
        f'<button type="button" data-replay="program-{program}" hidden>'
        f"{words['replay']}</button></li>"
    )


def _escape(text: str) -> str:
    return html.escape(text, quote=False)
