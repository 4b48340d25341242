"""The lines of a report on four questions, worked by hand."""

from __future__ import annotations

from assistant.answering.answerability import AnswerabilityModel
from eval.training.reader.report import format_report
from tests.eval.training.reader.build import asked_of

BY_READER = AnswerabilityModel(0.0, {"reader": 1.0}, {})


def test_a_report() -> None:
    asked = [
        asked_of(3.0, 1.0, right=[0], reader=3.0, kind="who"),
        asked_of(1.0, right=[0], reader=-1.0, kind="why"),
        asked_of(2.0, reader=2.0, kind="who"),
        asked_of(-2.0, reader=-2.0, kind="premise", has_answer=False),
        asked_of(-1.0, reader=-3.0, kind="", has_answer=False),
    ]
    head, *figures, answerable, unanswerable = format_report("news", asked, BY_READER, 0.5, 0.0)
    assert head == "news: 3 questions with an answer, 2 without"
    # Wilson's interval of none of two ends at z² / (2 + z²).
    assert "  false answers: 0.000 [0.000, 0.658]" in figures
    values = {line.partition(":")[0].strip(): line.split()[-3] for line in figures}
    assert values == {
        "first right, if it answered all": "0.667",
        # The second question is refused, and the third answered with a wrong quotation.
        "first quotation right": "0.333",
        "any quotation right": "0.333",
        "quotations right": "0.333",
        "quotations of an answer": "1.500",
        "false refusals": "0.333",
        "false answers": "0.000",
        # Of six pairs none is in the wrong order.
        "AUROC": "1.000",
        # A mean confidence of 0.454, where 0.6 have an answer.
        "calibration error": "0.146",
    }
    assert answerable == "  first right, refused, by kind: who 0.50, 0.00 of 2; why 0.00, 1.00 of 1"
    assert unanswerable == "  answered, by kind: unnamed 0.00 of 1; premise 0.00 of 1"
