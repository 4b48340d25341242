"""The forms of verbs: "win wins won", with verbs that say the same of the same event. Pure data.

Only verbs of which an event has one doer, one object or one place: a race has one winner, but a
crowd may be arrested. Of regular verbs, other forms are left to the stemmer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

# Groups of verbs; of each its base form, third person, past and participle.
_GROUPS = """
win wins won won, clinch clinches clinched clinched, capture captures captured captured
buy buys bought bought, acquire acquires acquired acquired, \
purchase purchases purchased purchased, take_over takes_over took_over taken_over
build builds built built, construct constructs constructed constructed
found founds founded founded, establish establishes established established
write writes wrote written, author authors authored authored
appoint appoints appointed appointed, name names named named, choose chooses chose chosen, \
pick picks picked picked, select selects selected selected, elect elects elected elected
succeed succeeds succeeded succeeded, replace replaces replaced replaced
lead leads led led, head heads headed headed, chair chairs chaired chaired
kill kills killed killed, murder murders murdered murdered, shoot shoots shot shot
beat beats beat beaten, defeat defeats defeated defeated
design designs designed designed
invent invents invented invented
discover discovers discovered discovered
direct directs directed directed
paint paints painted painted
own owns owned owned
host hosts hosted hosted
sell sells sold sold
steal steals stole stolen
order orders ordered ordered
start starts started started
score scores scored scored
publish publishes published published
become becomes became become
"""
# Verbs of whose event the place is asked.
_PLACED = """
build builds built built, construct constructs constructed constructed
sign signs signed signed
bear bears bore born
die dies died died
bury buries buried buried
crash crashes crashed crashed, fall falls fell fallen
sink sinks sank sunk, founder founders foundered foundered
land lands landed landed
hold holds held held
arrest arrests arrested arrested, catch catches caught caught, seize seizes seized seized
explode explodes exploded exploded
discover discovers discovered discovered, find finds found found
open opens opened opened
shoot shoots shot shot, kill kills killed killed
marry marries married married
meet meets met met
launch launches launched launched
moor moors moored moored, dock docks docked docked
derail derails derailed derailed
print prints printed printed
hide hides hid hidden
"""
_IRREGULAR = """
be was were been|become became become|begin began begun|break broke broken|bring brought brought
build built built|buy bought bought|catch caught caught|choose chose chosen|come came come
cut cut cut|do did done|draw drew drawn|fall fell fallen|feel felt felt|fight fought fought
find found found|flee fled fled|fly flew flown|forget forgot forgotten|get got got|give gave given
go went gone|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept
know knew known knowledge aware|lay laid laid|lead led led|leave left left|lend lent lent
let let let|lie lied lied|lose lost lost|make made made|mean meant meant|meet met met
pay paid paid|put put put
quit quit quit|read read read|rise rose risen|run ran run|see saw seen|sell sold sold
send sent sent|set set set|shoot shot shot|shut shut shut|sink sank sunk|spend spent spent
stand stood stood|steal stole stolen|strike struck struck|take took taken|teach taught taught
think thought thought|understand understood understood|win won won|withdraw withdrew withdrawn
write wrote written
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb: base, third person of the present, past, participle."""

    base: str
    third: str
    past: str
    participle: str


@cache
def load_doer_verbs() -> tuple[tuple[Verb, ...], ...]:
    """Groups of verbs of whose event the doer or the object is asked."""
    return _parse_groups(_GROUPS)


@cache
def load_place_verbs() -> tuple[tuple[Verb, ...], ...]:
    """Groups of verbs of whose event the place is asked."""
    return _parse_groups(_PLACED)


def get_base(word: str) -> str:
    """The base form of an irregular verb in lower case: "know" of "knew"; of any other word its own
    lower case."""
    return _index_irregular().get(word.lower(), word.lower())


def is_past(word: str) -> bool:
    """Is it a past or a participle, as far as its form tells?"""
    lowered = word.lower()
    return lowered.endswith("ed") or get_base(lowered) != lowered


@cache
def _index_irregular() -> dict[str, str]:
    """The base of each form; of "found", which two verbs have, the first one."""
    rows = [row.split() for row in re.split(r"[|\n]", _IRREGULAR) if row.strip()]
    return {form: row[0] for row in reversed(rows) for form in row}


def _parse_groups(text: str) -> tuple[tuple[Verb, ...], ...]:
    return tuple(
        tuple(Verb(*(form.replace("_", " ") for form in each.split())) for each in line.split(","))
        for line in text.strip().splitlines()
    )
