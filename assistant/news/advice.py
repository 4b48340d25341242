"""What Dateline replies to messages that no quotation can answer. Pure."""

from __future__ import annotations

from assistant.core.answer import Answer, Status
from index.language.en.asking.remarks import Remark, read_remark
from index.language.en.asking.writing_requests import asks_for_writing
from index.language.foreign_words import is_foreign

_HELP = (
    "Dateline answers questions from this archive of news articles, with quotations alone. Ask one"
    " question of fact, such as “What did the mayor say about the harbour?”, or type a name to see"
    " what the archive has about it. “Timeline of …” and “Compare … and … on …” work as well."
)
_REPLIES = {
    Remark.GREETING: f"Hello. {_HELP}",
    Remark.THANKS: "You are welcome. Ask the next question whenever you like.",
    Remark.HELP: _HELP,
}
QUOTES_ONLY = "Dateline quotes and does not write"


def reply_to_remark(question: str) -> Answer | None:
    """The answer to a greeting and the like, a fixed reply without quotations and passages; None to
    a question."""
    remark = read_remark(question)
    if remark is None:
        return None
    return Answer(question, Status.NO_EVIDENCE, 0.0, (), (), (), advice=_REPLIES[remark])


def note_on_writing(question: str) -> str:
    """A sentence beside the quotations for a question that asks for a text; "" for any other."""
    return f"{QUOTES_ONLY}." if asks_for_writing(question) else ""


def advise(question: str) -> str:
    """Say in full sentences what to do with a question that was refused because it is in another
    language, or asks for a text that nobody has written; "" for any other."""
    if is_foreign(question):
        return (
            "Dateline reads English questions, and this one seems to be in another language. Ask it"
            " in English; quotations come in the language of their articles."
        )
    if asks_for_writing(question):
        return (
            f"{QUOTES_ONLY}: it makes no essays, summaries or translations. Ask one question of"
            " fact at a time, or for a “timeline of …”."
        )
    return ""
