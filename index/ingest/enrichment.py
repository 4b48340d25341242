"""Find who says what in the articles of a home, and the names in them, a few articles at a time.

Articles can be asked before: this follows in the background, newest first. What is found survives a
crash, and is found anew if an article or the rules change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.core.article import Article, Span
from index.core.attribution import Attribution
from index.language.en.names.named_entities import collect_names
from index.language.en.speech.attributions import find_attributions
from index.language.en.speech.parsed_text import ParsedText, parse_text
from index.language.en.speech.parser import PARSER_NAME
from index.splitting.paragraphs import find_paragraphs
from index.splitting.passages import SPLITTER_VERSION
from index.splitting.sentences import split_sentences
from index.storage.attributions import Attributions, Enriched

# Raised with every change of what the rules find.
_RULES_VERSION = 3
# The sentences in which words stand are the splitter's.
RULES = f"{_RULES_VERSION} {SPLITTER_VERSION} {PARSER_NAME}"
_LONGEST_QUOTE = 700  # characters
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
        attributions.put({each.id: read_article(each) for each in articles}, RULES)
        done += len(articles)
        for article in articles:
            on_progress(article)
    return done


def read_article(article: Article) -> Enriched:
    """The attributions of an article, in order, each with the sentences in which it stands; and the
    names in it, if it is in English as far as it is known."""
    parsed = parse_text(article.text, find_paragraphs(article.text))
    is_english = article.language.casefold().split("-")[0] in ("", "en")
    names = collect_names(parsed.docs) if is_english else []
    return Enriched(tuple(_read_attributions(parsed)), tuple(names))


def read_attributions(article: Article) -> list[Attribution]:
    """The attributions of an article alone."""
    return _read_attributions(parse_text(article.text, find_paragraphs(article.text)))


def _read_attributions(parsed: ParsedText) -> list[Attribution]:
    sentences = split_sentences(parsed.text)
    return [replace(one, quote=_find_quote(one, sentences)) for one in find_attributions(parsed)]


def _find_quote(one: Attribution, sentences: Sequence[Span]) -> Span:
    extent = one.extent
    if extent.end - extent.start > _LONGEST_QUOTE:
        # Of a speech over several paragraphs, the beginning beside the speaker.
        extent = replace(one, content=one.content[:1]).extent
    touched = [s for s in sentences if s.start < extent.end and s.end > extent.start]
    return Span(touched[0].start, touched[-1].end) if touched else extent
