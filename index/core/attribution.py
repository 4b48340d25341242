"""An attribution: who says or thinks what in an article, as spans of its text. Pure data.

The parts are those of PolNeAR (Newell et al., LREC 2018): a source, a cue and a content.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.core.article import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution. All spans are of the article's text, in order, without overlap.

    `source` are the words that name the speaker, () if none stand there; `cue` the words that
    report ("said", "according to"); `content` what is said. `speaker` is the name that the article
    gives the source, "" if that is not certain; `office` what the article calls the speaker
    ("Kremlin spokesman"), "" if it says nothing. A `direct` content is in quotation marks, or a
    turn of a transcript. `addressee` are the words that name who is spoken to. Without
    `is_speech` it is thought, will or a mere mention ("wants", "his claim"). `quote` are the
    whole sentences in which all of this stands, None if they were not looked for.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    direct: bool
    speaker: str = ""
    office: str = ""
    addressee: tuple[Span, ...] = ()
    is_speech: bool = True
    quote: Span | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last character of source, cue and content."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans))


@dataclass(frozen=True, slots=True)
class Speaker:
    """A name of a source, an office it is given, "" for none, and the number of attributions."""

    name: str
    office: str
    count: int
