"""Find who says what in the articles of a home, a few articles at a time.

Articles can be asked before: this follows in the background, newest first. What is found survives a
crash, and is found anew if an article or the rules change.
"""

from __future__ import annotations

from collections.abc import Callable

from index.core.article import Article
from index.core.attribution import Attribution
from index.language.en.speech.attributions import find_attributions
from index.language.en.speech.parser import PARSER_NAME
from index.splitting.sentences import find_paragraphs
from index.storage.attributions import Attributions

# Raised with every change of what the rules find.
_RULES_VERSION = 1
RULES = f"{_RULES_VERSION} {PARSER_NAME}"
# Few enough that another writer waits less than a second.
_ARTICLES_AT_ONCE = 8


def enrich(
    attributions: Attributions,
    on_progress: Callable[[Article], None] = lambda article: None,
    limit: int | None = None,
) -> int:
    """Find the attributions of articles that have none yet; returns how many articles were read.

    `limit` is the most articles that are read. Raises DatelineError if the parser's weights are
    missing.
    """
    done = 0
    while limit is None or done < limit:
        at_once = _ARTICLES_AT_ONCE if limit is None else min(_ARTICLES_AT_ONCE, limit - done)
        articles = attributions.list_missing(RULES, at_once)
        if not articles:
            return done
        attributions.put({each.id: read_attributions(each) for each in articles}, RULES)
        done += len(articles)
        for article in articles:
            on_progress(article)
    return done


def read_attributions(article: Article) -> list[Attribution]:
    """The attributions of an article, in order."""
    return find_attributions(article.text, find_paragraphs(article.text))
