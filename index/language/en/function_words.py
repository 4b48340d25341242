"""Function words: those that say nothing about the subject of a text. Pure data."""

from __future__ import annotations

# Words that shape an English question without saying what it is about.
FUNCTION_WORDS = frozenset(
    """
    a about above according after again against all also although am among an and any are around as
    at be became because become been before being below between both but by can could describe did
    do does doing done during each either else ever every explain find for from further give given
    gave go goes got had happen happened happening happens has have having he her here hers herself
    him himself his how however i if in into is isn't it its itself just know known let like list
    made make many may me might mine more most much must my name neither no nor not now of off on
    once one only or other our ours out over own per please said same say saying says shall she
    should show since so some something state stated states such summarise summarize take tell tells
    than that the their theirs them themselves then there these they thing things this those through
    to told too towards under until up upon us very via was we were what whatever what's when where
    whether which while who whom whose who's why will with within without would you your yours
    """.split()
)
# The most common words of articles. They begin sentences with a capital, so they look like names.
COMMON_WORDS = frozenset(
    """
    a after all also an and are as at both but by for from had has he her his i if in is it its no
    not of on our she some that the their there these they this those to was we were when while with
    yes you
    """.split()
)
