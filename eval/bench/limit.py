"""What the processor could do at most, and how much of that a word piece needs. Pure.

The peak is cores x clock x operations a cycle; a multiplication with its addition is two
operations. How many of the widest instructions begin in a cycle is in no file of the system, and
is assumed by the processor's maker and family: the assumptions are part of the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.bench.document import Limit, Machine, Precision

_AMD = "AuthenticAMD"
# AMD's families from 26 on (Zen 5) have 512-bit data paths; before, such an instruction takes the
# two 256-bit halves of the core, one a cycle.
_WIDE_AMD = 26


@dataclass(frozen=True, slots=True)
class _Instruction:
    """What does a precision's work: the extension that it needs, operations of one instruction,
    and how many begin in a cycle, on AMD before Zen 5 and elsewhere."""

    precision: str
    extension: str
    name: str
    operations: int
    narrow_a_cycle: int
    wide_a_cycle: int


# The best first, for each precision.
_INSTRUCTIONS = (
    _Instruction("f32", "AVX-512", "AVX-512 FMA", 32, 1, 2),
    _Instruction("f32", "AVX2", "AVX2 FMA", 16, 2, 2),
    # A tile of 16 x 16 sums, 32 (64) products each, every 16 cycles.
    _Instruction("bf16", "AMX_BF16", "AMX TDPBF16PS", 1_024, 1, 1),
    _Instruction("bf16", "AVX512_BF16", "AVX512_BF16 VDPBF16PS", 64, 1, 1),
    _Instruction("int8", "AMX_INT8", "AMX TDPBUSD", 2_048, 1, 1),
    _Instruction("int8", "AVX512_VNNI", "AVX512_VNNI VPDPBUSD", 128, 1, 2),
    _Instruction("int8", "AVX_VNNI", "AVX_VNNI VPDPBUSD", 64, 2, 2),
)


def precisions(machine: Machine) -> tuple[Precision, ...]:
    """The peak of the usable cores in each precision that the processor has instructions for."""
    if machine.clock_ghz is None:
        return ()
    narrow = machine.vendor == _AMD and machine.family < _WIDE_AMD
    found: dict[str, Precision] = {}
    for one in _INSTRUCTIONS:
        if one.extension in machine.extensions and one.precision not in found:
            a_cycle = one.operations * (one.narrow_a_cycle if narrow else one.wide_a_cycle)
            peak = machine.cores * machine.clock_ghz * 1e9 * a_cycle
            found[one.precision] = Precision(one.precision, one.name, a_cycle, peak)
    return tuple(found.values())


def operations(config: Mapping[str, Any], company: float) -> tuple[float, float] | None:
    """Operations of the encoder for one word piece: in products with its matrices, and in
    attending to `company` pieces. None for a model whose configuration is not BERT's.

    A layer has four square matrices and two of the feed-forward network; the pooling, the norms and
    the activations are not counted.
    """
    try:
        hidden = int(config["hidden_size"])
        layers = int(config["num_hidden_layers"])
        inner = int(config["intermediate_size"])
    except (KeyError, TypeError, ValueError):
        return None
    parameters = layers * (4 * hidden * hidden + 2 * hidden * inner)
    # A query with every key, and the weights with every value.
    return 2.0 * parameters, 2.0 * layers * 2 * company * hidden


def limit(
    machine: Machine, config: Mapping[str, Any], embedded: Mapping[str, Any], precision: str
) -> Limit | None:
    """How far from the peak embedding is; None where the model or the processor is not known.

    `embedded`: pieces a second, their company, and what a product of matrices reached.
    """
    peaks, needed = precisions(machine), operations(config, embedded["company"])
    if not peaks or needed is None:
        return None
    whole = sum(needed)
    return Limit(
        precisions=peaks,
        operations=whole,
        of_attention=needed[1],
        matrix_product=embedded["matrix_product"],
        reached=whole * embedded["rate"],
        precision=precision,
        assumptions=_assumptions(machine),
    )


def _assumptions(machine: Machine) -> tuple[str, ...]:
    known = (
        f"{machine.cores} of the cores, at the {machine.clock_ghz} GHz that the system reports:"
        " where they run faster, which virtual machines seldom tell, the peak is as much higher."
    )
    if machine.vendor == _AMD and machine.family < _WIDE_AMD:
        ports = "One 512-bit or two 256-bit multiply-and-add instructions begin in a cycle."
    else:
        ports = (
            "Two multiply-and-add instructions begin in a cycle (512-bit ones as on server"
            " processors), and one of bf16 or of AMX."
        )
    return known, ports
