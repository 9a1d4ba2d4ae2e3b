"""What the prose claims of the standard library is so (tests/claims.yml)."""

from __future__ import annotations

import contextlib
import inspect
import io
import queue
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from pathlib import Path

import pytest
import yaml

from sitebuild.pages import Page
from tests.every import every

CLAIMS = yaml.safe_load(Path(__file__).parent.with_name("claims.yml").read_text("utf8"))
each_claim = every("claim", CLAIMS, lambda claim: str(claim["page"]))


def raised(call: Callable[..., object], *args: object, **named: object) -> None:
    """Print the type of what the call raises."""
    try:
        call(*args, **named)
    except Exception as error:
        print(type(error).__name__)
    else:
        print("nothing raised")


def told(call: Callable[..., object]) -> None:
    """Print the message of what the call raises."""
    with pytest.raises(Exception) as caught:
        call()
    print(caught.value)


# What the code of a claim may use without importing it.
NAMES = {
    **vars(threading),
    **vars(queue),
    "sys": sys,
    "inspect": inspect,
    "raised": raised,
    "told": told,
}
NAMES |= {"Future": Future, "ThreadPoolExecutor": ThreadPoolExecutor, "ContextVar": ContextVar}


def joined(text: str) -> str:
    return re.sub(r"\s+", "", text)


@each_claim
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentence_stands_on_its_page(claim: dict[str, str], language: str):
    page = Page(language, f"{claim['page']}.md")
    assert joined(claim[language]) in joined(page.text), f"not on {page.name}: {claim[language]}"
    assert claim["prints"] in claim[language], "the sentence does not say what the code prints"


@each_claim
def test_the_sentence_is_true(claim: dict[str, str]):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(claim["code"], dict(NAMES))
    assert said.getvalue().strip() == claim["prints"]


def test_pages_are_many():
    assert len({claim["page"] for claim in CLAIMS}) >= 10
