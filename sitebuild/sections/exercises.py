"""Exercises that check themselves: `<!-- exercise: name -->` becomes program and checker.

Knows an exercise's files and the page's language; what "Check" does is the playground's business.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from playground.exercises import CHECKED, ORDERS, SCHEDULES, STEPS, Exercise
from sitebuild import languages
from sitebuild.sections import controls
from sitebuild.sections.fences import NUMBERED

MARK = re.compile(r"^<!-- exercise: (\w+) -->$", re.MULTILINE)

UNWANTED = {"mine", "follow", "find"}  # in an exercise


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    slug = Path(page.file.src_uri).stem

    def place(mark: re.Match[str]) -> str:
        exercise = Exercise(slug, mark[1])
        if not exercise.exists():
            raise PluginError(f"{page.file.src_uri}: no exercises/{slug}/{mark[1]}/")
        return rendered(exercise, config.theme["language"])

    return MARK.sub(place, markdown)


def rendered(exercise: Exercise, language: str) -> str:
    """Markdown, so that both programs are highlighted as all others are."""
    playground: Any = languages.by_code(language).words["playground"]
    words = playground["exercise"]
    about = {
        "check": exercise.check,
        "checked": CHECKED,
        "schedules": SCHEDULES,
        "orders": ORDERS,
        "steps": STEPS,
        "faults": {
            name: languages.said(texts, language) for name, texts in exercise.faults.items()
        },
    }
    key = f"exercise/{exercise.slug}/{exercise.name}"
    return (
        f'<section class="exercise" id="check-{exercise.name}" data-program="{key}" '
        f'data-exercise="{html.escape(json.dumps(about, ensure_ascii=False))}" '
        f'aria-label="{words["title"]} {exercise.name}.py" markdown="1">\n\n'
        f'<p class="exercise-name">{exercise.name}.py</p>\n\n'
        f"```{{.python .{NUMBERED}}}\n{exercise.text('start')}```\n\n"
        f"{controls.bar(playground['controls'], '', UNWANTED)}\n\n{controls.STATUS}\n\n"
        "</section>\n\n"
        f'??? success exercise-answer "{words["answer"]}"\n\n'
        + _indented(f"```{{.python}}\n{exercise.text('answer')}```\n")
    )


def _indented(text: str) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in text.splitlines(True))
