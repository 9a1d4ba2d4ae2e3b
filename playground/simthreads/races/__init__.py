"""Races and orders of locks of one run, found though nothing failed; and why a run failed."""

from .report import report
from .source import Source
from .why import why

__all__ = ["Source", "report", "why"]
