"""Colours only what has a colour of its own: a name, a sign or a blank of a program is plain text.

They were 1,811 of the 4,052 elements of the chapter on races.
"""

from __future__ import annotations

from pygments.token import STANDARD_TYPES, Keyword, Name, Operator, Punctuation, String, Whitespace

_PLAIN = [Name, Operator, Punctuation, Whitespace]
_PLAIN += [Keyword.Constant, Name.Function.Magic, Name.Variable.Magic, String.Affix]


def colour_less() -> None:
    for kind in _PLAIN:
        STANDARD_TYPES[kind] = ""  # what Pygments takes for "no element"
