"""Many schedules of one program: the first that fails, then the shortest that fails."""

from .search import advance

__all__ = ["advance"]
