"""What the processor has for this process: cores, and instructions for numbers of eight bits."""

from __future__ import annotations

import contextlib
import math
import os
from pathlib import Path

_INFO = Path("/proc/cpuinfo")
# Sums of products of bytes in one instruction: on x86 since 2019, on ARM since 2017.
_DOT_PRODUCTS = {"avx512_vnni", "avx_vnni", "amx_int8", "asimddp"}
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


def multiplies_bytes(info: Path = _INFO) -> bool:
    """Has the processor instructions for sums of products of bytes?

    `info` is Linux' description of it; where there is none, as on other systems, it is taken to.
    """
    try:
        words = set(info.read_text("utf-8", "replace").split())
    except OSError:
        return True
    return not words.isdisjoint(_DOT_PRODUCTS)
