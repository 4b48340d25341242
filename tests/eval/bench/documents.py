"""A small measurement, made up."""

from __future__ import annotations

from dataclasses import replace

from eval.bench.workload.bench_document import (
    BenchDocument,
    BenchModel,
    BenchSection,
    Corpus,
    Growth,
    GrowthPoint,
    Machine,
    Profile,
)
from eval.bench.workload.measurement import Goal, make_measurement, make_ratio

MACHINE = Machine(
    processor="AMD EPYC",
    cores=2,
    cores_of_machine=4,
    clock_ghz=2.5,
    extensions=("AVX2", "FMA", "AVX-512", "AVX512_VNNI", "AVX512_BF16"),
    memory_gb=8.0,
    system="Linux 6, x86_64",
    python="3.11.7",
    libraries={"dateline": "0.1.0"},
    load_before=(0.5, 0.4, 0.3),
    load_after=(1.5, 0.9, 0.4),
)


def document(**changes: object) -> BenchDocument:
    """A document with something of everything."""
    ingest = BenchSection(
        "ingest",
        "Ingest",
        ("Of few articles.",),
        (
            make_measurement("articles", "articles/s", [30.0, 20.0, 40.0]),
            make_measurement("articles", "articles/s", [10.0, 10.0, 16.0], "llamaindex"),
            make_ratio("articles", [30, 20, 40], [10, 10, 16], Goal(5.0, at_least=True)),
        ),
    )
    points = tuple(
        GrowthPoint(
            size, size // 2, (make_measurement("search p50", "ms", [size / 100, size / 50]),)
        )
        for size in (100, 1_000)
    )
    whole = BenchDocument(
        made="2026-01-02",
        against="llamaindex",
        rounds=3,
        machine=MACHINE,
        model=BenchModel("tiny", "ab", "openvino", "f32"),
        corpus=Corpus("harbour", 10, 2_000, False),
        sections=(ingest,),
        growth=Growth("stand-in", ("Vectors of a stand-in.",), points),
        profiles=(Profile("ask", "Medians.", 10.0, {"embed": 4.0, "other": 6.0}),),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]
