"""The pages that questions lead to hold the answer: the section, the trouble and the cure."""

from __future__ import annotations

from typing import Any

import pytest

from sitebuild import pages
from sitebuild.pages import Page
from tests import answers
from tests.every import every

each_language = pytest.mark.parametrize("language", pages.CONFIGS)
each_question = every("question", answers.QUESTIONS, lambda question: str(question["en"]))


def test_there_are_enough_of_both():
    assert len(answers.QUESTIONS) == 15
    assert len(answers.MESSAGES) >= 15


@each_language
@every("entry", answers.QUESTIONS + answers.MESSAGES, lambda entry: str(entry["leads_to"]))
def test_the_section_is_there(entry: dict[str, Any], language: str):
    page = Page(language, answers.page_path(entry))
    section = entry["leads_to"].partition("#")[2]
    assert not section or f"{{ #{section} }}" in page.text, f"{page.name} has no #{section}"


@each_language
@each_question
@pytest.mark.parametrize("side", ["trouble", "cure"])
def test_the_page_shows_trouble_and_cure(question: dict[str, Any], side: str, language: str):
    page = Page(language, answers.page_path(question))
    programs = {block.program.name: block.program for block in pages.blocks(page) if block.program}
    for name, line in question[side].items():
        assert name in programs, f"{page.name} does not hold {name}.py"
        printed = programs[name].recorded.read_text("utf8").splitlines()
        assert line in printed, f"{name}.py does not print {line}"
