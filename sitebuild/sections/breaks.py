"""Joins lines where an author breaks one between two Chinese characters: a browser would show a
blank there. Knows characters, not languages.
"""

from __future__ import annotations

import re

_WIDE = r"[\u3000-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"({_WIDE}\**)\n *(?=[*\[]*{_WIDE})")


def joined(markdown: str) -> str:
    return _BREAK.sub(r"\1", markdown)
