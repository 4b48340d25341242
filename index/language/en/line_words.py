"""Words at the ends and the beginnings of lines: what they say about the line beside. Pure data.

A newline ends a paragraph or only a line. Beside the width, these words tell which; in capitals and
in names nothing else can. All are in small letters.
"""

from __future__ import annotations

import re

# A headline has "says".
REPORT = re.compile(r"\bsaid\b", re.IGNORECASE)
# "Miller said": another sentence.
NEW_SPEAKER = re.compile(r"[A-Z]\w{1,30} (?:said|says|also|has|had|is|was|will|added|told)\b")

# Headlines leave them out.
SENTENCE_WORDS = frozenset("the a an of its said has have had was were will".split())
# The next word belongs to the same sentence, whatever it is.
UNFINISHED = frozenset(
    """
    a an the and or nor of its their our your my whose than into from because although whereas
    unless whether which per via versus between during among toward towards upon without within
    against amid despite regarding including vs
    """.split()
)
# Nearly always, too; but a headline may end in "for" or "was".
RARELY_LAST = frozenset(
    """
    in on at by for to with as about after before over under through since until off up out down
    around near across behind beyond along above below
    that who whom while if but so when where not
    is are was were be been being has have had having do does did will would shall should can could
    may might must cannot
    his her this these those such both either neither each every some any other another more most
    less many much several few all only even also very too
    says said told asked
    """.split()
)
# A name or a title goes on.
CLIPPED_NAMES = frozenset(
    """
    new united north south east west los las san santa saint st el la le les de del della den der
    van von al bin ibn mac sri abu port fort mount lake cape rio sao puerto hong great central
    white prime vice deputy assistant foreign finance defence defense interior justice trade
    secretary-general lord sir lady prince princess king queen pope president chairman minister
    premier chancellor senator congressman governor mayor general colonel major captain sergeant
    professor doctor judge
    class series grade category division section phase
    """.split()
)
# A date goes on from the line before: "payable", "March 3".
MONTH_NAMES = frozenset(
    """
    january february march april may june july august september october november december
    """.split()
)
# A day goes on from the line before: "on March", "12.".
MONTHS = MONTH_NAMES | frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
# They follow a name, and begin nothing.
NAME_ENDS = frozenset(
    """
    inc corp co cos ltd plc llc llp lp ag sa nv spa gmbh ab oy kk pty bhd jr sr ii iii iv
    corporation
    """.split()
)
# They begin a sentence if they have a capital, and are seldom the first word of a name.
OPENERS = frozenset(
    """
    the a an he she it they we you this that these those there here
    his her its their our my your who what when where why how which
    in at on by for from to after before since during under over despite amid although though while
    if as because unless once until with without
    but and yet however meanwhile also still instead moreover nevertheless then thus so
    some many most both several few each every another other all no not nobody nothing none
    last next earlier later today yesterday tomorrow
    according asked speaking
    """.split()
)
