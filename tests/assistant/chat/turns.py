"""Turns of invented conversations, made by hand."""

from __future__ import annotations

from assistant.chat.resolution.resolve_followup import accept_as_typed
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.chat.turn import NearArticle, Turn
from assistant.core.answer import AnswerSentence, Citation, Status


def citation_of(
    quote: str,
    number: int = 1,
    *,
    article_id: str = "rain",
    title: str = "Rain in Marlow",
    source: str = "Marlow Post",
    url: str = "https://example.org/rain",
) -> Citation:
    """A quotation that begins its article."""
    return Citation(number, article_id, title, source, "2025-03-17", url, "p", 0, len(quote), quote)


def turn_of_quotes(
    question: str | ResolvedQuestion, *citations: Citation, closest: tuple[NearArticle, ...] = ()
) -> Turn:
    """A question answered by these quotations, or refused where there are none."""
    asked = accept_as_typed(question) if isinstance(question, str) else question
    return Turn(
        asked=asked,
        status=Status.ANSWERED if citations else Status.NO_EVIDENCE,
        confidence=0.75,
        sentences=tuple(AnswerSentence(one.quote, (one.number,)) for one in citations),
        citations=citations,
        refusal="" if citations else "The archive does not say.",
        closest=closest,
    )


SPOKEN = citation_of('"The river will rise," Mayor Tilda Brask said on Monday in Velmora.')
ASKED = turn_of_quotes("What did Tilda Brask say about the river in Velmora?", SPOKEN)
REFUSED = turn_of_quotes(
    "Who built the bridge?",
    closest=(NearArticle("b", "Bridge closed", "Marlow Post", "2024-02", "javascript:alert(1)"),),
)
