"""Many schedules of one program: the first that fails, then the shortest that fails."""

from .search import advance
from .search_ahead import foresee

__all__ = ["advance", "foresee"]
