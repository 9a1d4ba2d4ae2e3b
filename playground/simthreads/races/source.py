"""What of the source an instruction carries out, as the reader wrote it. Knows the text alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from types import CodeType

from ..access import Event
from .unseen import unseen

_LONGEST = 60
_CALL = re.compile(r"\.(acquire|__enter__)\(.*$", re.DOTALL)


class Source:
    """To be made before the program begins: the parser warns, and what it says then is lost."""

    def __init__(self, text: str, files: Mapping[str, str]) -> None:
        """`files` are the texts of the program's other files by their names."""
        self.not_seen = unseen(text, files)
        try:
            self.nodes = list(ast.walk(ast.parse(text)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.nodes = []  # it will not run either
        self._lines = text.splitlines()

    def text(self, event: Event) -> str:
        """The expression of an instruction; empty where it spans lines."""
        found = _position(event.code, event.at) if event.code else None
        if found is None:
            return ""
        line, end_line, start, end = found
        if line != end_line or not 0 < line <= len(self._lines):
            return ""
        text = self._lines[line - 1].encode()[start:end].decode(errors="ignore")
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

    def owner(self, event: Event) -> str:
        """The lock of `with lock:` or of `lock.acquire()`."""
        return _CALL.sub("", self.text(event))

    def receiver(self, event: Event) -> str:
        """Whose method is called."""
        text = self.text(event)
        return text.rpartition("(")[0].rpartition(".")[0] or text

    def place(self, event: Event) -> str:
        """What is read or written, without what is stored into it."""
        text = self.text(event)
        if event.operation.startswith(("LOAD_", "STORE_", "DELETE_", "BINARY_OP")):
            return text
        return text.partition("(")[0].rpartition(".")[0] or text


def _position(code: CodeType, at: int) -> tuple[int, int, int, int] | None:
    for number, place in enumerate(code.co_positions()):
        if number * 2 == at:
            line, end_line, start, end = place
            if line is None or end_line is None or start is None or end is None:
                return None
            return line, end_line, start, end
    return None
