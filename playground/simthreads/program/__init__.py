"""One run of a reader's program: a fresh library, its points, its output, its limits and how it
ended."""
