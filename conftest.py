"""Runs each code block of each page exactly as the site renders it.

pytest-markdown-docs collects and reports; what it is given are the blocks after the site's own
include and fence extensions (pages.py), and each runs in a fresh interpreter (catalogue.py). Of an
exercise, the answer does and passes its check; the start is rejected by it.
"""

from __future__ import annotations

import functools
import gc
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_markdown_docs._runners import _Runner, register_runner
from pytest_markdown_docs.definitions import FenceTestDefinition
from pytest_markdown_docs.plugin import MarkdownDocstringCodeModule, MarkdownTextFile

from playground import node
from playground.exercises import verdicts
from sitebuild import pages
from sitebuild.languages import LANGUAGES
from tests.interpreter import interpreter, once, shared_folder

# The environment of a container often forbids bytecode. Then each worker, and each of a thousand
# children, would compile anew all that it imports, and pytest would rewrite the assertions of all
# tests in each worker of each run.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--python", help="the interpreter that runs the programs")


def pytest_xdist_auto_num_workers() -> int:
    """Two more than there are cores: programs sleep, browsers are waited for, and one worker waits
    for the site while it is built."""
    return (os.cpu_count() or 1) + 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collecting makes objects by the million, none of them garbage: nobody looks for any."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the site comes first. So one worker has the site built at once, while the others,
    who are given what follows, need none; and they take from its share when theirs is done: what
    waits for browsers is spread over all of them at the end."""
    items.sort(key=lambda item: "site" not in getattr(item, "fixturenames", ()))


@dataclass(frozen=True)
class Fence:
    """What pytest-markdown-docs reads of a token of markdown-it."""

    content: str
    map: tuple[int, int]
    info: str
    type: str = "fence"


class SiteMarkdown:
    """Stands in for markdown-it: gives the blocks of one page as the site renders them."""

    page: pages.Page

    def parse(self, _: str) -> list[Fence]:
        return [
            Fence(
                block.rendered,
                (block.line - 1, block.line),
                "python fixture:native_runs" + " fixture:engine" * bool(block.exercise),
            )
            for block in pages.blocks(self.page)
            if block.runs
        ]


site_markdown = SiteMarkdown()


@pytest.fixture(scope="session", autouse=True)
def snapshot() -> None:
    """The engine's: made before a test's time counts, not in the first test that has an engine."""
    with suppress(node.SetupError):  # whoever needs it says so
        node.ensure_snapshot()


@pytest.fixture(scope="session")
def native_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a native run is kept for all tests of all workers that look at it."""
    return shared_folder(tmp_path_factory) / "native"


@pytest.fixture(scope="session")
def engine() -> Iterator[node.Engine]:
    """One for all tests of a worker: every run in it begins from the same memory."""
    with node.Engine() as running:
        yield running


def pytest_markdown_docs_markdown_it() -> SiteMarkdown:
    return site_markdown


class PageFile(MarkdownTextFile):
    """A page of the site. The plugin does not tell its parser which file it reads, so this does."""

    def collect(self) -> Any:
        site_markdown.page = pages.page_of(self.path)
        try:
            yield from super().collect()  # type: ignore[no-untyped-call]
        except pages.PageFault as fault:
            raise self.CollectError(str(fault)) from None


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[Any], list[Any]]:
    collected = yield
    kept = []
    for collector in collected:
        if isinstance(collector, MarkdownDocstringCodeModule):
            continue  # docstrings of our own tests are not pages
        if isinstance(collector, MarkdownTextFile):
            if any(file_path.is_relative_to(language.docs) for language in LANGUAGES):
                kept.append(PageFile.from_parent(parent, path=file_path))
            continue
        kept.append(collector)
    return kept


class BlockFailed(Exception):
    """A block of a page ended badly; the message is what a reader would have seen."""


@register_runner(default=True)
class ReaderRunner(_Runner):
    """Runs the block in a fresh interpreter, under the name and lines of its file."""

    def runtest(self, test: FenceTestDefinition, args: dict[str, Any], **_: Any) -> None:
        page = pages.page_of(test.source_path)
        block = next(
            block
            for block in pages.blocks(page)
            if block.line == test.start_line
            if block.rendered.strip() == test.source.strip()  # an exercise has two at its mark
        )
        where = f"{page.name}:{block.line}"
        if block.exercise:
            fault = verdicts.shown(args["engine"], block.exercise, block.part)
            if fault:
                raise BlockFailed(f"{where}: {block.exercise.name}: {fault}")
        if block.part != "start":  # which may wait for ever: that is what is to be mended
            python = interpreter(block.program) if block.program else sys.executable
            text = (block.program or block.exercise, block.part, block.rendered, block.first_line)
            source = block.program and block.program.source  # of which it is a part
            run = functools.partial(pages.run_block, block, python)
            result = once(args["native_runs"], run, python, *text, source)
            if not result.ok:
                raise BlockFailed(f"{where}\n{result.stdout}{result.stderr}")

    def repr_failure(
        self,
        test: FenceTestDefinition,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,
    ) -> str:
        return str(excinfo.value) if excinfo.errisinstance(BlockFailed) else str(excinfo.getrepr())
