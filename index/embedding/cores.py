"""What the processor offers this process: cores, and dot products of bytes."""

from __future__ import annotations

import contextlib
import math
import os
from pathlib import Path

_INFO = Path("/proc/cpuinfo")
# Flags of processors with dot products of bytes: x86 since 2019, ARM since 2017.
_DOT_PRODUCTS = {"avx512_vnni", "avx_vnni", "amx_int8", "asimddp"}
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def usable_cores(quota: Path = _QUOTA) -> int:
    """The number of cores that the affinity mask, the cgroup's quota and OMP_NUM_THREADS allow.

    `quota` is a Linux cgroup's cpu.max file: microseconds per period, or "max".
    """
    limits = [len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()]
    with contextlib.suppress(OSError, ValueError):
        share, period = quota.read_text("ascii").split()
        limits.append(math.ceil(int(share) / int(period)))
    with contextlib.suppress(ValueError):
        limits.append(int(os.environ.get("OMP_NUM_THREADS", "")))
    return max(1, min(limit or 1 for limit in limits))


def multiplies_bytes(info: Path = _INFO) -> bool:
    """Does the processor have instructions for dot products of bytes?

    `info` is Linux's description of the processor. Without one, the answer is yes.
    """
    try:
        words = set(info.read_text("utf-8", "replace").split())
    except OSError:
        return True
    return not words.isdisjoint(_DOT_PRODUCTS)
