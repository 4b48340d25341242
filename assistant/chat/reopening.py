"""Reopens a stored chat: checks which of its quotations and articles are still shown."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.verification import verify_quotes
from assistant.chat.chat_json import Chat, Exchange
from assistant.core.answer import Status
from assistant.news.speech.surroundings import find_surroundings
from index.core.article import Article
from index.core.errors import DatelineError
from index.library import Library


def reopen_chat(chat: Chat, library: Library) -> Chat:
    """Keep the quotations that still stand, with a note where some are gone.

    They get the terms that their articles have now: one may have been corrected since.
    """
    ids = {citation.article_id for turn in chat.turns for citation in turn.citations}
    ids |= {closest.article_id for turn in chat.turns for closest in turn.closest}
    articles = {
        article.id: article for article_id in ids if (article := _get_article(article_id, library))
    }
    checked = (_check_exchange(one, articles) for one in chat.exchanges)
    return replace(chat, exchanges=tuple(_add_surroundings(one, library) for one in checked))


def _add_surroundings(exchange: Exchange, library: Library) -> Exchange:
    return replace(exchange, surroundings=find_surroundings(exchange.turn.citations, library))


def _check_exchange(exchange: Exchange, articles: dict[str, Article]) -> Exchange:
    turn = exchange.turn
    if turn.status is Status.NO_EVIDENCE:
        closest = tuple(one for one in turn.closest if one.article_id in articles)
        return replace(exchange, turn=replace(turn, closest=closest))
    sentences, citations = verify_quotes(turn.sentences, turn.citations, articles)
    gone = len(turn.sentences) - len(sentences)
    # A chat from a browser may have an answer without sentences.
    note = _describe_loss(gone) if gone or not sentences else ""
    # A side whose quotations are gone had some.
    lost = {one.side for one in turn.sentences} - {one.side for one in sentences}
    sides = tuple(side for side in turn.sides if side not in lost)
    kept = replace(turn, sentences=sentences, citations=citations, sides=sides)
    if len(citations) < len(turn.citations):
        # Quotations that are gone leave the rest without what was said of all together.
        kept = replace(kept, independence=None, difference=None)
    return replace(exchange, turn=kept, note=note)


def _describe_loss(gone: int) -> str:
    if gone == 1:
        return "One quotation is left out: the archive no longer has it in these words."
    subject = f"{gone} quotations" if gone else "The quotations"
    return f"{subject} are left out: the archive no longer has them in these words."


def _get_article(article_id: str, library: Library) -> Article | None:
    try:
        return library.get(article_id)
    except DatelineError:
        return None  # the article was removed, or is not shown
