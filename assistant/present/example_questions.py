"""Makes example questions from the articles of an archive. Pure.

The questions are patterns with names. It does not check that the archive answers them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from index.core.article import Article
from index.language.en.speakers import find_speeches, make_speech_question
from index.language.en.subjects import find_title_names

# At most this many articles are read.
_MAX_ARTICLES = 200
# Longer titles make no question.
_MAX_TITLE = 200
# The topic stands within this many characters of "X said".
_NEAR = 200


def make_example_questions(articles: Iterable[Article], count: int = 4) -> list[str]:
    """Make at most `count` questions, each about another article and another speaker.

    "What did X say about Y?" if X speaks in an article with Y in its title; titles fill up the
    list if there are too few.
    """
    questions: dict[str, str] = {}
    titles: list[str] = []
    for article in islice(articles, _MAX_ARTICLES):
        question = _make_question(article)
        if question is not None:
            questions.setdefault(*question)
        elif 0 < len(article.title) <= _MAX_TITLE:
            titles.append(article.title)
        if len(questions) == count:
            break
    return [*questions.values(), *titles][:count]


def _make_question(article: Article) -> tuple[str, str] | None:
    """Make a question about a speaker and a name in the title, under the speaker's name."""
    topics = find_title_names(article.title)
    for speech in find_speeches(article.text):
        words, span = speech.name, speech.span
        near = article.text[max(0, span.start - _NEAR) : span.end + _NEAR]
        for topic in topics:
            if len(words) > 1 and topic in near and not set(topic.split()) & set(words):
                name = " ".join(words)
                return name, make_speech_question(name, topic)
    return None
