"""What a page holds, as its author wrote it and as the site renders it.

Asked by the root conftest and by tests/pages; knows nothing of pytest.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from mkdocs.config import load_config

from playground import catalogue
from playground.catalogue import ROOT, Program
from playground.exercises import Exercise
from sitebuild.languages import LANGUAGES
from sitebuild.sections import exercises, reference

CONFIGS = {language.code: language.configuration for language in LANGUAGES}

FENCE = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<ticks>`{3,}|~{3,})(?P<info>[^\n`]*)\n"
    r"(?P<body>.*?)^(?P=indent)(?P=ticks)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
INCLUDE = re.compile(r'--8<-- "(?P<slug>\w+)/(?P<name>\w+)\.py(?::(?P<section>\w+))?"')


class PageFault(Exception):
    """A page that breaks the rules; the message names page, line and what to do."""


@dataclass(frozen=True)
class Block:
    """A code block: where it stands in the page, what it includes, and what it renders to.

    `part` is "start" or "answer" where it is one of an exercise's two programs.
    """

    line: int
    language: str
    info: str
    program: Program | None
    section: str | None
    rendered: str
    exercise: Exercise | None = None
    part: str = ""

    @property
    def runs(self) -> bool:
        """Whether it is Python: all that is has a file."""
        return self.program is not None or self.exercise is not None

    @property
    def first_line(self) -> int:
        """The line of the program at which the rendered text begins."""
        if self.program is None or self.section is None:
            return 1
        start = f"# --8<-- [start:{self.section}]"
        lines = self.program.source.splitlines()
        return next(n for n, line in enumerate(lines, 2) if line.strip() == start)


@dataclass(frozen=True)
class Page:
    """One Markdown file: `language` is its folder in docs, `path` its place in there."""

    language: str
    path: str

    @property
    def file(self) -> Path:
        return ROOT / "docs" / self.language / self.path

    @property
    def name(self) -> str:
        return f"docs/{self.language}/{self.path}"

    @property
    def written(self) -> str:
        """As its author wrote it."""
        return self.file.read_text("utf8")

    @property
    def text(self) -> str:
        """With what reference/ makes of its markers, as the site has it."""
        return reference.expand(self.written, reference.Place(self.language, self.path))


def pages(language: str) -> list[Page]:
    folder = ROOT / "docs" / language
    return [Page(language, p.relative_to(folder).as_posix()) for p in sorted(folder.rglob("*.md"))]


def page_of(file: Path) -> Page:
    language, _, path = file.resolve().relative_to(ROOT / "docs").as_posix().partition("/")
    return Page(language, path)


def plain_lines(page: Page, written: bool = False) -> list[str]:
    """The page line by line, code blocks and front matter blanked, indentation gone.

    `written`: as its author wrote it, with its markers in it.
    """

    def blank(match: re.Match[str]) -> str:
        return "\n" * match[0].count("\n")

    text = page.written if written else page.text
    text = re.sub(r"\A---\n.*?\n---\n", blank, text, flags=re.DOTALL)
    text = FENCE.sub(blank, text)
    return [line.strip() for line in text.splitlines()]


@functools.cache
def _config(language: str) -> Any:
    return load_config(str(ROOT / CONFIGS[language]))


def _with_exercises(page: Page) -> list[tuple[str, int, Exercise | None]]:
    """The page line by line, with what the site makes of its exercises: the text, its line in the
    page, and the exercise whose it is."""
    found: list[tuple[str, int, Exercise | None]] = []
    for number, line in enumerate(page.text.split("\n"), 1):
        if mark := exercises.MARK.fullmatch(line):
            exercise = Exercise(page.file.stem, mark[1])
            made = exercises.rendered(exercise, page.language)
            found += [(text, number, exercise) for text in made.split("\n")]
        else:
            found.append((line, number, None))
    return found


class _Fences:
    """The site's own Markdown of one language, as far as code blocks need it: they are made of the
    text before it is taken apart into paragraphs, so nothing is done with the rest."""

    def __init__(self, language: str) -> None:
        config = _config(language)
        self._found: list[tuple[str, str]] = []
        self._site = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs
        )
        for extension in self._site.registeredExtensions:
            if hasattr(extension, "superfences"):
                extension.superfences[0]["formatter"] = self._keep

    def _keep(self, src: str = "", language: str = "", **_: Any) -> str:
        self._found.append((language, src))
        return ""

    def of(self, text: str) -> list[tuple[str, str]]:
        self._found.clear()
        self._site.reset()
        lines = text.split("\n")
        for preprocessor in self._site.preprocessors:
            lines = preprocessor.run(lines)
        return list(self._found)


_fences = functools.cache(_Fences)


def rendered_fences(page: Page, text: str) -> list[tuple[str, str]]:
    """(language, text) of each code block, through the site's own Markdown extensions."""
    try:
        return _fences(page.language).of(text)
    except Exception as error:
        raise PageFault(f"{page.name}: {error}") from error


@functools.cache
def blocks(page: Page) -> list[Block]:
    """All code blocks in order. Raises PageFault where source and rendering do not match."""
    lines = _with_exercises(page)
    text = "\n".join(line for line, _, _ in lines)
    written = list(FENCE.finditer(text))
    rendered = rendered_fences(page, text)
    if len(written) != len(rendered):
        raise PageFault(
            f"{page.name}: {len(written)} fences are written, {len(rendered)} are rendered "
            'as code: write each as ```{.python title="name.py"}'
        )
    return [
        _block(page, fence, language, source, *lines[text.count("\n", 0, fence.start())][1:])
        for fence, (language, source) in zip(written, rendered, strict=True)
    ]


def _block(
    page: Page,
    fence: re.Match[str],
    language: str,
    source: str,
    line: int,
    exercise: Exercise | None,
) -> Block:
    program = section = None
    part = ""
    include = INCLUDE.fullmatch(fence["body"].strip())
    if include:
        program, section = Program(include["slug"], include["name"]), include["section"]
    elif exercise:
        shown = (part for part in ("start", "answer") if exercise.text(part) == f"{source}\n")
        part = next(shown, "")
        if not part:
            raise PageFault(f"{page.name}:{line}: a program of {exercise.name} is shown otherwise")
    elif language in ("python", "py", "python3", "pycon"):
        raise PageFault(
            f"{page.name}:{line}: Python that is typed into the page: "
            'include it, --8<-- "slug/name.py"'
        )
    info = fence["info"].strip()
    return Block(line, language, info, program, section, source, exercise, part)


def run_block(block: Block, python: str) -> catalogue.Result:
    """Run a rendered block as a reader would: a whole program, or a part of a loaded one."""
    if block.exercise is not None:
        file = str(block.exercise.folder / f"{block.part}.py")
        return catalogue.execute([(file, 1, block.rendered)], python=python)
    assert block.program is not None
    file = str(block.program.path)
    if block.section is None:
        return catalogue.execute([(file, 1, block.rendered)], python=python)
    return catalogue.probe(
        block.program, block.rendered, file=file, first_line=block.first_line, python=python
    )
