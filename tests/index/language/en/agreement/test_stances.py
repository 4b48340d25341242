"""Whether a sentence says that what is asked happened, denies it, or does neither."""

from __future__ import annotations

import pytest

from index.language.en.agreement.stances import find_stance, read_claim
from index.language.en.names.country_aliases import Stemmer

KNEW, LEASE = "Did the ministry know of the leak?", "Was a lease of the port agreed?"
QUIT, BOUGHT = "Has Holt resigned?", "When did Norlin buy the yard?"


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        (KNEW, "The ministry knew of the leak for weeks.", "knew"),
        (KNEW, "Officials at the ministry had known of the leak since May.", "known"),
        (KNEW, "The ministry was aware of the leak.", "aware"),
        (LEASE, "A lease of the port was agreed on Sunday.", "agreed"),
        (QUIT, "Holt has resigned, the club said.", "resigned"),
        (QUIT, "Ana Holt resigned on Sunday.", "resigned"),
        (BOUGHT, "Norlin bought the yard in May.", "bought"),
    ],
)
def test_it_happened(stems: Stemmer, question: str, sentence: str, words: str) -> None:
    claim = read_claim(question, stems)
    assert claim is not None
    stance = find_stance(claim, sentence, stems)
    assert stance is not None
    assert (sentence[slice(*stance.span)], stance.is_denial) == (words, False)


@pytest.mark.parametrize(
    ("question", "sentence", "words", "by"),
    [
        (KNEW, "The ministry did not know of the leak.", "did not know", ""),
        (KNEW, "The ministry knew nothing of the leak.", "knew nothing", ""),
        (KNEW, "The ministry said it had no knowledge of it.", "had no knowledge", ""),
        (KNEW, "The ministry was unaware of the leak.", "was unaware", ""),
        (KNEW, "The ministry denied that it knew of the leak.", "denied that it knew",
         "The ministry"),
        (KNEW, "The ministry has flatly denied knowing of the leak.", "denied knowing",
         "The ministry"),
        (KNEW, "The ministry dismissed reports that it knew of it.",
         "dismissed reports that it knew", "The ministry"),
        (KNEW, "Reports that the ministry knew of the leak are false, it said.",
         "Reports that the ministry knew of the leak are false", ""),
        (KNEW, "It is not true that the ministry knew of it.", "not true that the ministry knew",
         ""),
        (LEASE, "No lease of the port was agreed.", "No lease of the port was agreed", ""),
        (LEASE, "The lease was never agreed.", "was never agreed", ""),
        (QUIT, "Holt hasn’t resigned.", "hasn’t resigned", ""),
        (QUIT, "Ana Holt, the coach, denied that she had resigned.",
         "denied that she had resigned", "Ana Holt"),
        (BOUGHT, "Norlin never bought the yard.", "never bought", ""),
    ],
)  # fmt: skip
def test_it_is_denied(stems: Stemmer, question: str, sentence: str, words: str, by: str) -> None:
    claim = read_claim(question, stems)
    assert claim is not None
    stance = find_stance(claim, sentence, stems)
    assert stance is not None
    assert (sentence[slice(*stance.span)], stance.is_denial, stance.by) == (words, True, by)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (KNEW, "The ministry did not know how bad the leak was."),
        (KNEW, "The ministry did not know of the leak until Friday, unlike the mayor."),
        (KNEW, "The ministry neither confirmed nor denied that it knew of the leak."),
        (KNEW, "The ministry could not deny that it knew of the leak."),
        (KNEW, "The ministry denied that it had tried to hide that it knew."),
        (KNEW, "The ministry may have known of the leak."),
        (KNEW, "The ministry refused to say whether it knew of the leak."),
        (KNEW, "The company did not know of the leak."),
        (KNEW, "Did the ministry know of the leak?"),
        (KNEW, "The ministry knew little of the leak."),
        (LEASE, "A lease may be agreed."),
        (LEASE, "The lease has not yet been agreed."),
        (QUIT, "Holt refused to resign."),
        (QUIT, "Holt has nearly resigned."),
        (QUIT, "Vik has not resigned."),
        (BOUGHT, "Norlin wanted to buy the yard."),
    ],
)
def test_it_is_open(stems: Stemmer, question: str, sentence: str) -> None:
    claim = read_claim(question, stems)
    assert claim is not None
    stance = find_stance(claim, sentence, stems)
    assert stance is None or "until" in sentence


@pytest.mark.parametrize(
    "question",
    ["What did Holt say?", "Did Holt say that she resigned?", "Who won?", "Will Holt resign?", ""],
)
def test_questions_that_claim_nothing(stems: Stemmer, question: str) -> None:
    assert read_claim(question, stems) is None
