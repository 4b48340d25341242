"""What this process has in memory, in megabytes."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

_MB = 1_000_000


def resident_mb() -> float:
    """Now; the most until now where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return peak_mb()
    return pages * os.sysconf("SC_PAGE_SIZE") / _MB


def peak_mb() -> float:
    """The most until now."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most * 1_024 / _MB
