"""The words that report speech and thought in English news copy. Pure data.

Lists of lemmas; which of them takes a clause, an object or a preposition decides what its content
is. The verbs are those of Levin's classes of communication and of judgement, and what news adds.
"""

from __future__ import annotations

# The content is a clause: "said that …", "…, he said".
CLAUSE_VERBS = frozenset(
    """
    say tell add state warn claim insist argue reply explain write declare announce remark
    stress note continue conclude answer accuse comment vow promise demand contend concede admit
    acknowledge suggest indicate recall assert maintain report estimate predict believe think
    hope fear expect agree disagree complain confirm deny emphasize emphasise underline
    underscore reiterate repeat joke quip tweet post pledge advise caution charge allege testify
    respond retort recommend propose reveal disclose signal imply hint observe mention muse
    lament boast hold feel know doubt worry wonder ask swear affirm guess figure decide find
    show learn hear see understand argue urge order request point counter object protest shout
    cry whisper exclaim murmur proclaim speculate assume stipulate rule guarantee assure inform
    notify remind convince teach text email realize realise want wish plead beg read sing chant
    go like forecast project caution press
    """.split()
)
# The content is an object: "criticised the plan", "announced a strike".
OBJECT_VERBS = frozenset(
    """
    announce criticize criticise condemn reject deny denounce praise propose demand promise
    pledge describe cite note acknowledge question oppose support urge accuse blame attack blast
    slam mock dismiss defend endorse express voice discuss mention predict recommend suggest
    advocate dispute outline detail reveal disclose explain emphasize emphasise stress underline
    underscore highlight hail welcome applaud label dub call liken compare deride decry ridicule
    echo reiterate repeat contend concede admit confirm tout favour favor challenge embrace
    deplore lambast rebuke chide chastise scold assail address invoke reference recall report
    allege estimate want expect fear plan intend decline threaten offer prefer consider regard
    view encourage warn ask tell order request advise instruct beg forecast support back
    """.split()
)
# The content hangs on a preposition: "called for talks", "complained about the food".
PREPOSITION_VERBS: dict[str, frozenset[str]] = {
    "call": frozenset(("for", "on")),
    "speak": frozenset(("of", "about", "against", "out")),
    "talk": frozenset(("about", "of")),
    "complain": frozenset(("about", "of")),
    "warn": frozenset(("of", "against", "about")),
    "point": frozenset(("to", "out")),
    "refer": frozenset(("to",)),
    "allude": frozenset(("to",)),
    "agree": frozenset(("with", "to", "on")),
    "disagree": frozenset(("with",)),
    "object": frozenset(("to",)),
    "argue": frozenset(("for", "against", "in")),
    "push": frozenset(("for",)),
    "press": frozenset(("for",)),
    "insist": frozenset(("on",)),
    "vote": frozenset(("for", "against")),
    "comment": frozenset(("on", "about")),
    "worry": frozenset(("about",)),
    "think": frozenset(("of", "about")),
    "lash": frozenset(("out", "at")),
    "side": frozenset(("with",)),
    "decide": frozenset(("against", "on")),
    "brag": frozenset(("about",)),
    "boast": frozenset(("of", "about")),
    "rail": frozenset(("against",)),
    "hint": frozenset(("at",)),
    "apologize": frozenset(("for",)),
    "apologise": frozenset(("for",)),
}
# Verbs whose content in quotation marks may stand without a clause: '"No," he said.'
QUOTATION_VERBS = CLAUSE_VERBS | frozenset("call describe cite quote praise dub label".split())
# The object of these is who is spoken to: "told reporters that …".
ADDRESSED_VERBS = frozenset(
    "tell ask warn assure inform notify remind urge advise promise convince beg order instruct"
    " accuse encourage teach text email request press".split()
)
# Their object alone is who is spoken to, and nothing that is said: "told reporters".
HEARD_VERBS = frozenset("tell inform notify assure remind convince".split())
# They report speech, and not thought or will: what a person "said".
SPEECH_VERBS = frozenset(
    """
    say tell add state warn claim insist argue reply explain write declare announce remark
    stress note continue conclude answer accuse comment vow promise demand contend concede admit
    acknowledge suggest recall assert maintain report predict complain confirm deny emphasize
    emphasise underline underscore reiterate repeat joke quip tweet post pledge advise caution
    charge allege testify respond retort recommend propose reveal disclose observe mention
    lament boast ask swear affirm urge order point counter object protest shout proclaim assure
    inform notify remind
    """.split()
)
# Nouns whose clause is a content: "his claim that …".
CONTENT_NOUNS = frozenset(
    """
    claim statement belief view opinion warning suggestion argument assertion allegation
    accusation promise pledge vow demand call proposal announcement comment remark report idea
    notion fear hope concern doubt conviction assumption contention expectation prediction
    estimate threat complaint insistence denial admission conclusion finding confidence rumor
    rumour sense impression
    """.split()
)
# "In his view", "in the words of the mayor", "by her own account".
VIEW_NOUNS = frozenset("view opinion word words judgment judgement account telling eye".split())
VIEW_PREPOSITIONS = frozenset(("in", "by"))
# Words that open a sentence's source without a verb: "According to …".
ACCORDING = frozenset(("according",))
# What a person "said": verbs of speech, some with an object or a preposition, and "according to".
SPEECH_CUES = (
    SPEECH_VERBS
    | ACCORDING
    | frozenset(
        """
        accord call criticize criticise condemn reject denounce praise cite describe attack blast
        slam mock dismiss accuse blame label dub liken hail welcome applaud speak talk go lash
        word account telling
        """.split()
    )
)
