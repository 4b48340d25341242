"""Makes example questions from the articles of an archive, of mixed kinds. Pure.

The questions are patterns with words of the articles. It does not check that the archive answers
them. No title is an example.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from index.core.article import Article
from index.core.text import one_line
from index.language.en.asking.example_forms import (
    make_comparison,
    make_count_question,
    make_month_question,
    make_when_question,
    make_who_question,
)
from index.language.en.date_words import format_long_date
from index.language.en.speakers import find_speeches, make_speech_question
from index.language.en.subjects import find_title_names

# At most this many articles are read.
_MAX_ARTICLES = 200
# The topic stands within this many characters of "X said".
_NEAR = 200
# Characters of a date as precise as a month.
_MONTH = 7
# The question with which the documentation begins, for an archive that has its words.
_FIRST_EXAMPLE = "what did the Kremlin say about EU troops?"
_FIRST_WORDS = ("Kremlin", "European troops")

# A question, and the article that it is about: "" for a question about several.
_Example = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Subject:
    """A speaker who says something of a topic in an article."""

    speaker: str
    topic: str
    article_id: str


def make_example_questions(articles: Iterable[Article], count: int = 6) -> list[str]:
    """Make at most `count` questions, no two about one article: what somebody said, who, when, how
    many, what happened in a month, a comparison; and these kinds again if there is room."""
    read = list(islice(articles, _MAX_ARTICLES))
    subjects = [subject for article in read if (subject := _find_subject(article))]
    kinds = (
        [*_find_first_example(read), *_ask_speakers(subjects)],
        _ask_titles(read, make_who_question),
        _ask_titles(read, make_when_question),
        _ask_titles(read, make_count_question),
        _ask_month(read),
        _compare_speakers(subjects),
    )
    titles = {one_line(article.title).casefold() for article in read}
    unused = [[one for one in kind if one[0].casefold() not in titles] for kind in kinds]
    return [question for question, _ in _take_turns(unused)][:count]


def _take_turns(kinds: Sequence[list[_Example]]) -> list[_Example]:
    """The first example of each kind, the next of each, and so on; each article once."""
    taken: list[_Example] = []
    used: set[str] = set()
    while any(kinds):
        for kind in kinds:
            left = [one for one in kind if one[1] not in used]
            kind[:] = left[1:]
            taken += left[:1]
            used |= {article_id for _, article_id in left[:1]} - {""}
    return taken


def _find_first_example(articles: Iterable[Article]) -> list[_Example]:
    for article in articles:
        if all(words in article.text for words in _FIRST_WORDS):
            return [(_FIRST_EXAMPLE, article.id)]
    return []


def _ask_speakers(subjects: Iterable[_Subject]) -> list[_Example]:
    """One question for each speaker."""
    by_speaker = {one.speaker: one for one in reversed(list(subjects))}
    return [
        (make_speech_question(one.speaker, one.topic), one.article_id)
        for one in reversed(by_speaker.values())
    ]


def _ask_titles(articles: Iterable[Article], ask: Callable[[str], str]) -> list[_Example]:
    asked = ((ask(one_line(article.title)), article.id) for article in articles)
    return [(question, article_id) for question, article_id in asked if question]


def _ask_month(articles: Iterable[Article]) -> list[_Example]:
    """The question for the month with the most articles."""
    months = Counter(
        article.published[:_MONTH]
        for article in articles
        if article.published and len(article.published) >= _MONTH
    )
    return [
        (make_month_question(format_long_date(month)), "") for month, _ in months.most_common(1)
    ]


def _compare_speakers(subjects: Iterable[_Subject]) -> list[_Example]:
    """A question for two speakers on one topic."""
    by_topic: dict[str, list[str]] = {}
    for one in subjects:
        speakers = by_topic.setdefault(one.topic, [])
        if one.speaker not in speakers:
            speakers.append(one.speaker)
    return [
        (make_comparison(speakers[0], speakers[1], topic), "")
        for topic, speakers in by_topic.items()
        if len(speakers) > 1
    ]


def _find_subject(article: Article) -> _Subject | None:
    """A speaker near whose words stands a name of the title."""
    topics = find_title_names(article.title)
    for speech in find_speeches(article.text):
        words, span = speech.name, speech.span
        near = article.text[max(0, span.start - _NEAR) : span.end + _NEAR]
        for topic in topics:
            if len(words) > 1 and topic in near and not set(topic.split()) & set(words):
                return _Subject(" ".join(words), topic, article.id)
    return None
