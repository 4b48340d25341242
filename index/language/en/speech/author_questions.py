"""Questions for the speaker of given words: "who called it 'a dangerous trend'?". Pure.

Whose words are asked for when the speaker is named, `speech_questions` reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.en.query_terms import content_words

_SAY = (
    r"said|says|claimed|claims|argued|argues|wrote|writes|stated|announced|insisted|suggested"
    r"|predicted|declared|told|thinks|thought|believes|added|replied|explained|admitted|conceded"
    r"|promised|vowed|pledged|repeated|stressed|noted|complained|joked"
)
_DO = (
    r"called|described|branded|labelled|labeled|dubbed|warned|warns|cautioned|denied|denies"
    r"|dismissed|rejected|criticised|criticized|condemned|denounced|attacked|accused|blamed|praised"
    r"|welcomed|hailed|demanded|urged|asked|appealed|threatened|compared|defended|confirmed"
    r"|refused|declined|ruled out|spoke of|spoke out|complained"
)
_WHO = (
    r"(?:who(?: (?:else|first|then|also|was it that|is it that|has|had))?"
    r"|which (?:\w+ ){0,3}?(?:minister|president|leader|official|politician|spokesman|spokeswoman"
    r"|mayor|governor|chancellor|secretary|general|expert|coach|player|union|company|ministry|party"
    r"|country|government))"
)
_QUESTION = re.compile(
    rf"(?:and |but |so )?{_WHO} (?P<cue>{_SAY}|{_DO})\b[:,]? ?(?:that )?(?P<content>.+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«‘](.{3,300}?)[\"”“»’](?=\W|$)|(?<!\w)'(.{3,300}?)'(?!\w)")
# Words that several verbs of one meaning share; a question for one of them accepts all.
_CUE_FAMILIES = (
    "deny denied denies dismiss dismissed reject rejected refute refuted rebuff rebuffed".split(),
    "criticise criticised criticized condemn condemned denounce denounced attacked slammed blasted"
    " rejected appalling unhinged unconscionable".split(),
    "warn warned warns warning cautioned threatened".split(),
    "accuse accused blamed accusing".split(),
    "praise praised welcomed hailed thanked congratulated".split(),
)


@dataclass(frozen=True, slots=True)
class AuthorQuestion:
    """The words whose speaker is asked for.

    `content` is what was said, as typed; `phrases` are its parts in quotation marks, which must
    have been said like this. `cues` are the verbs of which one reports it, () for any.
    """

    content: str
    phrases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


def read_author_question(question: str) -> AuthorQuestion | None:
    """Read "who said Z?"; None in other questions, and where it says nothing of the words: "who
    said that?"."""
    match = _QUESTION.fullmatch(" ".join(question.split()).rstrip(" ?!."))
    if match is None or not content_words(match["content"]):
        return None
    content, cue = match["content"], match["cue"].lower()
    phrases = tuple(one or other for one, other in _QUOTED.findall(content))
    cues = next((tuple(family) for family in _CUE_FAMILIES if cue in family), ())
    return AuthorQuestion(content, phrases, cues)
