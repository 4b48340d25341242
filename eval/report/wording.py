"""What measures and configurations are called where people read them. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A measure's name for a page, for a narrow table, and what it is in half a sentence."""

    label: str
    short: str
    hint: str


# By the name of the figure, or what stands before its "@".
_WORDINGS = {
    "nDCG": Wording("nDCG", "nDCG", "relevant articles stand near the top"),
    "R": Wording("Recall", "recall", "share of the relevant articles that was found"),
    "RR": Wording("Reciprocal rank", "RR", "1 / rank of the first relevant article"),
    "Success": Wording("Success", "success", "the first article is relevant"),
    "answer_in_first": Wording(
        "Answer in first quote", "in first", "the first quote holds a labelled answer"
    ),
    "answer_in_cited": Wording(
        "Answer in any quote", "in cited", "one of the quotes holds a labelled answer"
    ),
    "evidence_precision": Wording(
        "Evidence precision", "precision", "share of the quotes that are gold sentences"
    ),
    "evidence_recall": Wording(
        "Evidence recall", "recall", "share of the gold sentences that are quoted"
    ),
    "evidence_f1": Wording("Evidence F1", "F1", "harmonic mean of the two, question by question"),
    "quotes_verbatim": Wording(
        "Quotes verbatim", "verbatim", "all quotes of an answer stand in their articles"
    ),
    "false_answer_rate": Wording(
        "False answers", "false answers", "unanswerable questions that were answered"
    ),
    "false_refusal_rate": Wording(
        "False refusals", "false refusals", "answerable questions that were refused"
    ),
    "answerability_auroc": Wording(
        "Answerability AUROC", "AUROC", "confidence parts answerable questions from the others"
    ),
    "calibration_error": Wording(
        "Calibration error", "calib. error", "distance of confidence from the share answerable"
    ),
    "search_p50": Wording("Search, median", "search p50", "half of the searches took at most this"),
    "search_p95": Wording("Search, 95 %", "search p95", "95 of 100 searches took at most this"),
    "ask_p50": Wording("Ask, median", "ask p50", "half of the answers took at most this"),
    "ask_p95": Wording("Ask, 95 %", "ask p95", "95 of 100 answers took at most this"),
}


def describe_measure(name: str) -> Wording:
    """How a figure is called; one that is not known by its own name."""
    kind, at, cutoff = name.partition("@")
    template = _WORDINGS.get(name) or _WORDINGS.get(kind)
    if template is None:
        return Wording(name, name, "")
    return Wording(f"{template.label}{at}{cutoff}", f"{template.short}{at}{cutoff}", template.hint)


def config_name(config: str) -> str:
    """How a configuration is called."""
    return config or "settings in use"


def format_difference(difference: float) -> str:
    """A difference with its sign, and a true minus."""
    return f"{difference:+.3f}".replace("-", "−")


def format_p_value(p: float) -> str:
    """A p-value; the smallest are not told apart."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def format_milliseconds(value: float) -> str:
    """A duration to two or three digits."""
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"
