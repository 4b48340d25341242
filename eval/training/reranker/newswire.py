"""Generates questions from newswire: what did X say about Y, and who said Z.

The labelled collections have hardly any news in which several people speak. Here an attributed
sentence becomes the answer, and the rest of the article, other speakers included, the negatives.
The labels are automatic and partly wrong, so the sample is small.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from eval.training.corpora import NEWSWIRE, is_sampled
from eval.training.marked_articles import MarkedQuestion
from index.core.article import Article
from index.core.errors import DatelineError
from index.language.en.query_terms import content_words
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import read_files
from index.splitting.sentences import split_sentences

# Of the articles one in so many, and none that the weights of the program are learned on.
_ONE_IN = 4
_LONGEST = 24  # sentences of an article
_SPEAKER = re.compile(
    r"\b((?:[A-Z][\w.&-]{1,60} ){0,3}[A-Z][\w&-]{1,60}),?"
    r" (?:said|added|told|announced|warned|noted)\b"
)
_NOBODY = re.compile(r"^(?:He|She|It|They|The|This|That|But|And|In|However|Officials?)\b")
# Words of so many articles of ten tell nothing of what is talked about.
_COMMON = 0.02
# Of the questions so many ask for the speaker, with most of the words that were said.
_WHO, _KEPT = 0.35, 0.7
_LONGEST_CLAIM = 14  # words
_WHO_FORMS = ("Who said {claim}?", "Who said that {claim}?", "who said {claim}")
_FORMS = (
    "What did {who} say about {what}?",
    "what did {who} say about {what}",
    "What does {who} say on {what}?",
    "What has {who} said about {what}?",
)


def questions(folder: Path) -> list[MarkedQuestion]:
    """Questions for what was said, at most one an article; the newswire lies in `folder`.

    Raises DatelineError where it does not.
    """
    drawn = list(_sample_articles(folder))
    texts = {article.id: _sentences(article) for article in drawn}
    spread = Counter(
        word for text in texts.values() for word in {w for s in text for w in _words(s)}
    )
    common = {word for word, count in spread.items() if count > _COMMON * len(texts)}
    return [found for a in drawn for found in _ask_about(a, texts[a.id], common)]


def _sample_articles(folder: Path) -> Iterator[Article]:
    corpus = folder / "corpus.jsonl"
    if not corpus.is_file():
        raise DatelineError(f"There is no newswire at {corpus}")
    for read in read_files([corpus]):
        if isinstance(read, ParsedArticle) and _is_ours(read.article.id):
            yield read.article


def _is_ours(article_id: str) -> bool:
    return is_sampled(f"scorer {article_id}", _ONE_IN) and not is_sampled(article_id, NEWSWIRE)


def _ask_about(
    article: Article, text: Sequence[str], common: Container[str]
) -> Iterator[MarkedQuestion]:
    dice = random.Random(article.id)
    spoken = [(n, found.group(1)) for n, s in enumerate(text) if (found := _SPEAKER.search(s))]
    spoken = [(n, who) for n, who in spoken if not _NOBODY.match(who)]
    if not spoken:
        return
    number, who = dice.choice(spoken)
    ask = _who_said if dice.random() < _WHO else _what_was_said
    question = ask(text[number], who, common, dice)
    if question is None:
        return
    title = article.title.title() if article.title.isupper() else article.title
    yield MarkedQuestion("newswire", article.id, question, title, tuple(text), frozenset({number}))


def _what_was_said(
    sentence: str, who: str, common: Container[str], dice: random.Random
) -> str | None:
    names = {word.lower() for word in who.split()}
    told = [w for w in _words(sentence) if w not in names and w not in common and len(w) > 3]
    if not told:
        return None
    what = " and ".join(dice.sample(told, min(len(told), dice.choice((1, 1, 2)))))
    return dice.choice(_FORMS).format(who=who, what=what)


def _who_said(sentence: str, who: str, common: Container[str], dice: random.Random) -> str | None:
    """A question with what was said, some of its words left out; None where that is too little."""
    said = _SPEAKER.search(sentence)
    before, _, after = sentence.partition(said.group()) if said else ("", "", "")
    claim = max(before, after, key=len).replace('"', "").strip(" ,.").removeprefix("that ")
    words = claim.split()[:_LONGEST_CLAIM]
    kept = [word for word in words if dice.random() < _KEPT]
    asked = " ".join(kept).strip(" ,.")
    if sum(word not in common and len(word) > 3 for word in _words(asked)) < 3:
        return None
    return dice.choice(_WHO_FORMS).format(claim=asked)


def _sentences(article: Article) -> list[str]:
    spans = split_sentences(article.text)[:_LONGEST]
    return [" ".join(article.text[span.start : span.end].split()) for span in spans]


def _words(text: str) -> list[str]:
    return [word.text.lower() for word in content_words(text) if not word.is_name]
