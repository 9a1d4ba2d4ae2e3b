"""Makes the section of a program where its code block is made: there it is known which program it
is, and nobody has to find it again in a finished page.

Knows how Markdown's fences are formatted, not what stands in a section.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from playground import catalogue
from sitebuild.sections import programs

Formatter = Callable[..., str]

#: Class of a block that is a program, and no file with a name.
NUMBERED = "whole-program"


def numbered(block: str) -> str:
    """With numbers for its lines, which the style sheet shows: nobody copies or finds them."""
    lines = block.partition("<code>")[2].count("\n")
    numbers = "&#10;".join(map(str, range(1, lines + 1)))
    return block.replace("<pre>", f'<pre data-lines="{numbers}">', 1)


class ProgramFences(Extension):
    """A block whose title is the name of a program of the page is that program. `page` is the one
    that is being rendered."""

    page: Page

    def __init__(self, config: MkDocsConfig) -> None:
        super().__init__()
        self._config = config

    def extendMarkdown(self, md: Markdown) -> None:
        for extension in md.registeredExtensions:
            if hasattr(extension, "superfences"):
                default = extension.superfences[0]
                default["formatter"] = self._around(default["formatter"])

    def _around(self, formatted: Formatter) -> Formatter:
        def dress(*given: Any, options: dict[str, Any], **more: Any) -> str:
            title = str(options.get("title", ""))  # the formatter takes it out
            block = str(formatted(*given, options=options, **more))
            if NUMBERED in block.partition(">")[0]:
                return numbered(block)
            if not title.endswith(".py"):
                return block
            block = numbered(block)
            key = f"{Path(self.page.file.src_uri).stem}/{title.removesuffix('.py')}"
            try:
                program = catalogue.find(key)
            except LookupError as error:
                raise PluginError(f"{self.page.file.src_uri}: {error}") from None
            return programs.section(block, program, self.page, self._config)

        return dress
