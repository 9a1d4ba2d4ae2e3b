"""Leaves out the empty lines and the indentation of the theme's templates, which no reader sees.

Knows where blanks count: in code, in scripts and in what is typed.
"""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

_KEPT = re.compile(r"(<(pre|script|textarea)\b.*?</\2>)", re.DOTALL)
_BREAK = re.compile(r"\s*\n\s*")


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return without_blanks(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return without_blanks(output_content) if template_name.endswith(".html") else output_content


def without_blanks(page: str) -> str:
    """A break stays a break: between two words it is a blank."""
    plain_kept_tag = _KEPT.split(page)  # and so on: what is kept has a group for its tag
    parts = zip(plain_kept_tag[::3], [*plain_kept_tag[1::3], ""], strict=True)
    return "".join(_BREAK.sub("\n", plain) + kept for plain, kept in parts)
