"""How many processor cores this process may really use."""

from __future__ import annotations

import contextlib
import math
import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def usable_cores(quota: Path = _QUOTA) -> int:
    """Cores of its affinity mask, of its control group's quota and of OMP_NUM_THREADS: the least.

    `quota` is a cpu.max file of Linux' control groups: microseconds in a period, or "max".
    """
    limits = [len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()]
    with contextlib.suppress(OSError, ValueError):
        share, period = quota.read_text("ascii").split()
        limits.append(math.ceil(int(share) / int(period)))
    with contextlib.suppress(ValueError):
        limits.append(int(os.environ.get("OMP_NUM_THREADS", "")))
    return max(1, min(limit or 1 for limit in limits))
