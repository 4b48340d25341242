"""Writes the model card of a reranker: data, training, held-out figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from eval.training.reranker.examples import DRAWN, REPEATED, Example
from eval.training.reranker.log import read_judgements
from eval.training.reranker.network import LENGTH, Network
from eval.training.reranker.trainer import Plan
from eval.training.training_questions import QuestionKind
from index.embedding.model_files import DEFAULT_MODEL, locate_model


@dataclass(frozen=True, slots=True)
class Told:
    """A run that has ended: its plan, its folder, what it was taught and stopped by, what computes
    the model here, and the lines of its proof."""

    plan: Plan
    folder: Path
    material: tuple[Sequence[Example], Sequence[Example]]
    backend: str
    proof: Sequence[str]


def card(told: Told, network: Network) -> str:
    """The text of README.md."""
    from jinja2 import Environment, StrictUndefined

    taught, validation = told.material
    # At the first, before any step, there is nothing yet that could be kept.
    judged = [line for line in read_judgements(told.folder) if line.step]
    best = min(judged, key=lambda line: line.judgement.loss)
    template = files("eval.training.reranker").joinpath("card.md.j2").read_text("utf-8")
    environment = Environment(
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - Markdown, of our own words and figures
    )
    return environment.from_string(template).render(
        millions=round(sum(p.numel() for p in network.model.parameters()) / 1e6, 1),
        command="python -m eval.training.reranker --data FOLDER --work FOLDER --to FOLDER"
        f" --epochs {told.plan.epochs} --seed {told.plan.seed}",
        base=f"sha256 {locate_model(DEFAULT_MODEL).sha256[:16]}…",
        plan=", ".join(f"{name.replace('_', ' ')} {v}" for name, v in asdict(told.plan).items()),
        size=f"{judged[-1].of * told.plan.questions // told.plan.epochs:,}",
        judged=len(validation),
        best=f"step {best.step:,}: {best.judgement}",
        examples=Counter(each.collection for each in taught),
        questions=Counter(
            name
            for name, _ in {
                (e.collection, e.question) for e in taught if e.kind is QuestionKind.OWN
            }
        ),
        drawn=" and ".join(f"{count} of {name}" for name, count in DRAWN.items()),
        repeated=" and ".join(f"{name} comes {n} times" for name, n in REPEATED.items()),
        backend=told.backend,
        proof="\n".join(told.proof),
        length=LENGTH,
    )
