"""Where the primitives find the kernel of the run that they belong to. Holds that, and nothing
else."""

from __future__ import annotations

from .kernel import Kernel
from .policies import Policy


def _nobody(*_: object, **__: object) -> None:
    raise RuntimeError("no run has begun")


#: While no run has begun: enough for the standard library to be imported on.
kernel: Kernel = Kernel(Policy(), _nobody, _nobody)
