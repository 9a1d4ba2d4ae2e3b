"""Races and orders of locks of one run, found though nothing failed."""

from .report import report

__all__ = ["report"]
