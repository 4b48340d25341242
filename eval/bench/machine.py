"""Describes the machine: processor, cores, memory, versions, and load."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.bench.workload.bench_document import Machine
from index.embedding.cores import usable_cores

_CPUINFO = Path("/proc/cpuinfo")
_FASTEST = Path("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq")
# Instruction set extensions for matrix products: the flags of Linux, and their usual names.
_EXTENSIONS = {
    "avx2": "AVX2",
    "fma": "FMA",
    "avx512f": "AVX-512",
    "avx512_vnni": "AVX512_VNNI",
    "avx512_bf16": "AVX512_BF16",
    "avx_vnni": "AVX_VNNI",
    "amx_tile": "AMX",
    "amx_bf16": "AMX_BF16",
    "amx_int8": "AMX_INT8",
    "asimd": "NEON",
    "asimddp": "NEON_DOTPROD",
    "i8mm": "I8MM",
    "bf16": "BF16",
    "sve": "SVE",
}
_LIBRARIES = (
    "dateline",
    "openvino",
    "nncf",
    "torch",
    "sentence-transformers",
    "transformers",
    "tokenizers",
    "numpy",
    "chromadb",
    "tantivy",
)
_PEERS = ("llama-index-core", "llama-index-vector-stores-chroma")
_GB = 1e9


def describe_machine(*, with_peers: bool) -> Machine:
    """Describe this machine; unknown values are "" or None."""
    cpuinfo = _read_cpuinfo(_CPUINFO)
    flags = set((cpuinfo.get("flags") or cpuinfo.get("Features") or "").split())
    load = _read_load()
    names = (*_LIBRARIES, *(_PEERS if with_peers else ()))
    return Machine(
        processor=cpuinfo.get("model name") or platform.processor() or platform.machine(),
        cores=usable_cores(),
        cores_of_machine=os.cpu_count() or 0,
        clock_ghz=_read_clock(cpuinfo),
        extensions=tuple(name for flag, name in _EXTENSIONS.items() if flag in flags),
        memory_gb=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GB, 1),
        system=f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        python=platform.python_version(),
        libraries={name: installed for name in names if (installed := _find_version(name))},
        load_before=load,
        load_after=load,
    )


def update_load(machine: Machine) -> Machine:
    """The machine with its load after the measurements."""
    return replace(machine, load_after=_read_load())


def _read_cpuinfo(file: Path) -> dict[str, str]:
    """Read the fields of the first core."""
    try:
        first = file.read_text("utf-8", "replace").split("\n\n")[0]
    except OSError:
        return {}
    fields = re.findall(r"^([^\s:]++(?: [^\s:]++)*+)\s*+:[ \t]*(.*)$", first, re.MULTILINE)
    return {name: value.strip() for name, value in fields}


def _read_clock(cpuinfo: dict[str, str]) -> float | None:
    """The maximum clock in GHz, or else the current one."""
    try:
        return round(int(_FASTEST.read_text("ascii")) / 1e6, 2)
    except (OSError, ValueError):
        pass
    try:
        return round(float(cpuinfo["cpu MHz"]) / 1_000, 2)
    except (KeyError, ValueError):
        return None


def _read_load() -> tuple[float, ...]:
    try:
        return tuple(round(one, 2) for one in os.getloadavg())
    except OSError:
        return ()


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
