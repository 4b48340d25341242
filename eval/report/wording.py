"""Names measures and configurations, and formats numbers, for readers. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A measure's label, a short label for narrow tables, and an explanation."""

    label: str
    short: str
    hint: str


# By the name of the figure, or the part before its "@".
_WORDINGS = {
    "nDCG": Wording("nDCG", "nDCG", "relevant articles rank near the top"),
    "R": Wording("Recall", "recall", "share of the relevant articles that was found"),
    "RR": Wording("Reciprocal rank", "RR", "1 / rank of the first relevant article"),
    "Success": Wording("Success", "success", "the first article is relevant"),
    "answer_in_first": Wording(
        "Answer in first quote", "in first", "the quote ranked first holds a labelled answer"
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
    """Describe a figure; an unknown one keeps its own name."""
    kind, at, cutoff = name.partition("@")
    template = _WORDINGS.get(name) or _WORDINGS.get(kind)
    if template is None:
        return Wording(name, name, "")
    return Wording(f"{template.label}{at}{cutoff}", f"{template.short}{at}{cutoff}", template.hint)


def config_name(config: str) -> str:
    """The name of a configuration for readers."""
    return config or "settings in use"


def format_difference(difference: float) -> str:
    """Format a difference with its sign, using a minus character."""
    return f"{difference:+.3f}".replace("-", "−")


def format_p_value(p: float) -> str:
    """Format a p-value; values below 0.001 are not distinguished."""
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}"


def format_milliseconds(value: float) -> str:
    """Format a duration with two or three digits."""
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"
