"""How well copies are told from other articles: precision and recall on a made corpus.

    python -m eval.stories CORPUS.jsonl [--sweep]

Takes articles that resemble no other in the corpus, makes copies of some as newsrooms do (another
headline, cut, edited, extended, with a byline), and groups all of them. Every pair of articles that
has a made copy in it counts. Limits are chosen on the articles of odd numbers (`--sweep`) and
judged on those of even numbers, which is what is printed without it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path

from index.article import Article
from index.copies import LIMITS, CopyLimits, Sketch, are_copies, bands, sketch

_SEED = 7
_WORD = re.compile(r"\w+")
# Originals that share more than this with another article may be copies by nature: not used.
_MAX_NATURAL = 0.15
_COPIED_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Copied:
    """An article of the made corpus: `story` is its original's id, `kind` how it was made."""

    article: Article
    story: str
    kind: str = "original"


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of articles: found to be copies or not, and truly so or not."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the found pairs that are copies."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the copies that were found."""
        return self.right / max(1, self.right + self.missed)


def read(path: Path) -> list[Article]:
    """The articles of a BEIR corpus."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            published = (record.get("metadata") or {}).get("published")
            found.append(
                Article(record["_id"], record["title"], record["text"], "", published or None)
            )
    return found


def without_natural_copies(articles: Sequence[Article]) -> list[Article]:
    """Articles whose shingles are, by exact count, almost all their own."""
    owners: dict[str, list[int]] = defaultdict(list)
    shingles = [_shingles(article.text) for article in articles]
    for number, own in enumerate(shingles):
        for shingle in own:
            owners[shingle].append(number)
    kept = []
    for number, own in enumerate(shingles):
        shared: dict[int, int] = defaultdict(int)
        for shingle in own:
            for other in owners[shingle][:200]:
                shared[other] += other != number
        most = max(shared.values(), default=0)
        if len(own) >= 40 and most <= _MAX_NATURAL * len(own):
            kept.append(articles[number])
    return kept


def made_corpus(originals: Sequence[Article], seed: int = _SEED) -> list[Copied]:
    """The originals, and of some of them one to four copies of different kinds."""
    chance = random.Random(seed)
    corpus = [Copied(article, article.id) for article in originals]
    for article in originals:
        if chance.random() > _COPIED_SHARE:
            continue
        for kind in chance.sample(sorted(_KINDS), chance.randint(1, 4)):
            other = chance.choice(originals)
            text = _KINDS[kind](article.text, other.text, chance)
            copy = replace(
                article,
                id=f"{article.id}-{kind}",
                title=" ".join(chance.sample(article.title.split(), len(article.title.split()))),
                text=text,
            )
            corpus.append(Copied(copy, article.id, kind))
    chance.shuffle(corpus)
    return corpus


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def _cut(text: str, other: str, chance: random.Random) -> str:
    sentences = _sentences(text)
    return " ".join(sentences[: max(2, int(len(sentences) * chance.uniform(0.5, 0.9)))])


def _edited(text: str, other: str, chance: random.Random) -> str:
    """One word in fifteen dropped, doubled or exchanged for another of the text."""
    words = text.split()
    out: list[str] = []
    for word in words:
        throw = chance.random()
        out += [] if throw < 0.02 else [word, word] if throw < 0.03 else [word]
        if 0.03 <= throw < 0.065:
            out[-1] = chance.choice(words)
    return " ".join(out)


def _extended(text: str, other: str, chance: random.Random) -> str:
    """Local colour: the beginning of another article, at most a quarter of either, or the copy
    would be one of that article, too."""
    words = other.split()[: min(len(text.split()), len(other.split())) // 4]
    sentences = _sentences(text)
    place = chance.randint(1, len(sentences))
    return " ".join([*sentences[:place], *words, *sentences[place:]])


def _bylined(text: str, other: str, chance: random.Random) -> str:
    return f"By our correspondent. {text} (Additional reporting by the desk.)"


def _all(text: str, other: str, chance: random.Random) -> str:
    cut = _cut(text, other, chance)
    return _bylined(_edited(_extended(cut, other, chance), other, chance), other, chance)


_KINDS = {
    "verbatim": lambda text, other, chance: text,
    "cut": _cut,
    "edited": _edited,
    "extended": _extended,
    "bylined": _bylined,
    "all": _all,
}


def near(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Pairs of articles that share a band: all that are ever compared."""
    owners: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(sketches):
        for band in bands(one.hashes):
            owners[band].append(number)
    return sorted({pair for group in owners.values() for pair in combinations(group, 2)})


def stories(
    sketches: Sequence[Sketch], pairs: Sequence[tuple[int, int]], limits: CopyLimits
) -> list[list[int]]:
    """Connected groups of copies."""
    parents = list(range(len(sketches)))

    def root(number: int) -> int:
        while parents[number] != number:
            number = parents[number]
        return number

    for one, other in pairs:
        if are_copies(sketches[one], sketches[other], limits):
            parents[root(one)] = root(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(sketches)):
        groups[root(number)].append(number)
    return list(groups.values())


def score(corpus: Sequence[Copied], groups: Sequence[Sequence[int]]) -> Score:
    """Right, wrong and missed pairs."""
    found = {pair for group in groups for pair in combinations(sorted(group), 2)}
    members: dict[str, list[int]] = defaultdict(list)
    for number, copied in enumerate(corpus):
        members[copied.story].append(number)
    true = {pair for group in members.values() for pair in combinations(group, 2)}
    return Score(len(found & true), len(found - true), len(true - found))


def _missed_kinds(corpus: Sequence[Copied], groups: Sequence[Sequence[int]]) -> Iterator[str]:
    story = {number: index for index, group in enumerate(groups) for number in group}
    originals = {c.story: n for n, c in enumerate(corpus) if c.kind == "original"}
    kinds: dict[str, list[bool]] = defaultdict(list)
    for number, copied in enumerate(corpus):
        if copied.kind != "original":
            kinds[copied.kind].append(story[number] == story[originals[copied.story]])
    for kind, hits in sorted(kinds.items()):
        yield f"  {kind:<9} {sum(hits) / len(hits):.3f} of {len(hits)} with their original"


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {" ".join(words[i : i + 4]) for i in range(max(1, len(words) - 3))}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How well copies are told from other articles.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sweep", action="store_true", help="try limits on the other half")
    options = parser.parse_args()
    originals = without_natural_copies(read(options.corpus))
    half = [a for n, a in enumerate(originals) if n % 2 == options.sweep]
    corpus = made_corpus(half)
    sketches = [sketch(copied.article) for copied in corpus]
    pairs = near(sketches)
    print(f"{len(half):,} originals, {len(corpus) - len(half):,} copies, {len(pairs):,} compared")
    chosen = [LIMITS]
    if options.sweep:
        grid = product((0.25, 0.3, 0.4, 0.5), (0.7, 0.8, 1.1), (0.0, 0.6, 0.7, 0.8))
        chosen = [CopyLimits(*values) for values in grid]
    for limits in chosen:
        groups = stories(sketches, pairs, limits)
        found = score(corpus, groups)
        print(
            f"resemblance {limits.resemblance:.2f} containment {limits.containment:.2f}"
            f" details {limits.details:.2f}:"
            f" precision {found.precision:.4f} recall {found.recall:.4f}"
            f" ({found.right:,} right, {found.wrong:,} wrong, {found.missed:,} missed)"
        )
    print("\n".join(_missed_kinds(corpus, groups)))


if __name__ == "__main__":
    main()
