"""Offices, titles and what they say about a person. Pure data."""

from __future__ import annotations

MALE, FEMALE = "male", "female"
TITLES: dict[str, str] = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "duke", "pope", "father"), MALE),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "queen", "princess", "dame", "sister"), FEMALE),
}
# Who bears one of these is called by the first name.
ROYAL = frozenset("king queen prince princess pope emperor empress sultan emir".split())
GENDERED_ROLES: dict[str, str] = {
    **dict.fromkeys(
        "spokesman chairman businessman policeman congressman fisherman actor father son brother"
        " husband grandfather uncle man boy waiter salesman".split(),
        MALE,
    ),
    **dict.fromkeys(
        "spokeswoman chairwoman businesswoman policewoman congresswoman actress mother daughter"
        " sister wife grandmother aunt woman girl waitress widow".split(),
        FEMALE,
    ),
}
# Offices in capitals before a name are no part of it.
OFFICES = frozenset(
    """
    mr mrs ms miss sir dame lord lady dr prof professor rev reverend father sister sen senator
    rep representative gov governor president vice-president prime minister premier chancellor
    secretary general gen col colonel maj major capt captain lt lieutenant sgt sergeant cmdr
    commander adm administrator admiral judge justice chief king queen prince princess pope
    archbishop bishop cardinal ambassador envoy commissioner spokesman spokeswoman spokesperson
    chairman chairwoman chair director coach mayor councillor councilman councilwoman sheriff
    officer detective inspector attorney atty state treasury minister deputy acting former ex-
    president foreign defence defense finance interior mp leader ceo analyst economist candidate
    nominee congressman congresswoman republican democratic democrat speaker democrat
    """.split()
)
