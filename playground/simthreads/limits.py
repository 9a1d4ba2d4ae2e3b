"""What a run may ask for and use: said once, for the engine, the terminal and the page. Knows no
run."""

from __future__ import annotations

MAX_SEED = 2**32 - 1
#: What a second of native Python 3.14 does at most; a loop that does nothing gets there in forty.
MAX_STEPS = 400_000_000
#: And in one run of a search, which is to try many: in ten.
SEARCH_STEPS = 100_000_000
MAX_OUTPUT = 500_000  # characters
MAX_PIECES = 100_000  # of output: what one thread wrote at one moment
MAX_THREADS = 1024  # at once; their stacks take half of the memory
