"""Puts the sentences of an answer into the order of their articles. Pure.

Which sentences are quoted is decided in `sentence_choice`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.answering.candidate import SentenceCandidate
from index.language.en.attribution import has_unnamed_speaker
from index.language.en.sentence_form import begins_with_person

Group = Sequence[SentenceCandidate]


def order_by_article(groups: Sequence[Group]) -> list[Group]:
    """Sort ranked sentences, each with its copies: by article, in the order in which the articles
    first appear, and within an article as it has them.

    Of copies, the one leads whose article has the most of the sentences: there stands what
    introduces it.
    """
    counts = Counter(article for group in groups for article in {each.place[0] for each in group})
    led = [sorted(group, key=lambda each: -counts[each.place[0]]) for group in groups]
    articles = list(dict.fromkeys(group[0].place[0] for group in led))
    return sorted(led, key=lambda group: (articles.index(group[0].place[0]), group[0].start))


def drop_unclear(groups: Sequence[Group]) -> list[Group]:
    """Leave out what would read as if it were about somebody else: "He …" some way behind another
    sentence of its article, without the one that says who he is.

    The groups are ranked, and the best stays: then the sentences before it are left out.
    """
    kept: list[Group] = []
    for group in order_by_article(groups):
        here = [each for each in kept if each[0].place[0] == group[0].place[0]]
        if not here or not _is_unclear(group[0], here[-1][0]):
            kept.append(group)
        elif groups[0][0] in group:
            kept = [each for each in kept if each not in here] + [group]
    places = {group[0].place for group in kept}
    return [group for group in groups if any(each.place in places for each in group)]


def _is_unclear(candidate: SentenceCandidate, before: SentenceCandidate) -> bool:
    """Does "he" act or speak in it, and is `before` not its neighbour?"""
    if not (begins_with_person(candidate.text) or has_unnamed_speaker(candidate.text)):
        return False
    pair = [before.start, candidate.start]
    for hit in (candidate.hit, before.hit):
        starts = [sentence.start for sentence in hit.sentences]
        if pair in [starts[n : n + 2] for n in range(len(starts))]:
            return False
    return True
