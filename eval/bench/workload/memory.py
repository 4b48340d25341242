"""Measures the memory of this process, in megabytes."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

_MB = 1_000_000


def resident_mb() -> float:
    """The resident memory now, or the peak if the system does not report it."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return peak_mb()
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


def peak_mb() -> float:
    """The peak of the resident memory."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most * 1_024 / _MB
