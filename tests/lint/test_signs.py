"""A button or a verdict shows its sign on every device: signs are drawn (playground/web/signs.ts),
not letters of a font that a reader may not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: Arrows, shapes, ticks and pictures.
SIGN = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2500-\u2bff\U0001f000-\U0001faff]")
TEXT = re.compile("""(["'`])(\\S{1,3}?)\\1""")  # of a few letters: a sign, and no sentence
ESCAPED = re.compile(r"\\([0-9a-f]{4,5})\b ?")
#: Names keys as they are printed on them, beside words.
KEYS = "keys_help.ts"


def lettered() -> Iterator[str]:
    for file in (ROOT / "playground" / "web").rglob("*.ts"):
        if any(SIGN.search(text) for _, text in TEXT.findall(file.read_text("utf-8"))):
            yield file.name
    for file in (ROOT / "sitebuild" / "theme").rglob("*.css"):
        text = ESCAPED.sub(lambda code: chr(int(code[1], 16)), file.read_text("utf-8"))
        if SIGN.search(text):
            yield file.name


def test_no_sign_is_a_letter_that_not_every_font_has() -> None:
    assert list(lettered()) == [KEYS]
