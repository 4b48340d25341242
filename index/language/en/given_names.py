"""Whether a name is a man's or a woman's, by its given name or a title before it. Pure.

Only given names that are hardly ever of the other sex are listed; of any other name nothing is
known.
"""

from __future__ import annotations

import re

from index.language.en.speech.offices import FEMALE, GENDERED_ROLES, MALE, TITLES

_MEN = frozenset(
    """
    aaron abdul abdullah adam adrian ahmed alan albert alejandro alexander alfred ali allan anders
    andreas andrew andrij andriy andrii andrzej anthony antonio antónio antony arthur benjamin
    bernard bill bjorn björn boris brian bruno carl carlos charles christian christopher claude
    colin daniel david dennis derek dieter dietmar dimitri dmitri dmitry donald douglas edward
    emmanuel eric erik ernst evgeny felipe fernando francisco francois françois frank franz fred
    friedrich gary george georg gerald gerhard gianni giovanni giuseppe gordon graham gregory
    guido gustav hans harold harry hassan heinrich helmut henri henrik henry herbert howard hugo
    hussein ian ibrahim igor ivan ivo jack jacob jacques jakob james jan jason javier jeffrey jens
    jeremy jerome jim joachim joe johannes john jon jonas jonathan jorge jose josé josef joseph
    juan julian jürgen justin karl keith keir kenneth kevin klaus kurt lars laurent lawrence leo
    leonard liam lorenzo louis lucas luigi luis luke magnus manuel marco marcus mario mark markus
    martin matthew matthias max michael michel miguel mikhail mohamed mohammed muhammad narendra
    nathan neil nicholas nicolas nigel nikolai nils olaf ole oleg oliver olivier omar oscar otto
    pablo paolo patrick paul pavel pedro peter petr philip philippe pierre piotr rafael ralph
    raymond recep ricardo richard rishi robert roberto rodrigo roger roland rolf roman ronald rudolf
    samuel scott sebastian sergei sergey silvio simon stanley stefan stephen steve steven stuart
    sven theodore thomas tobias tom tomas tomáš tony ulf ulrich umberto viktor vincent vladimir
    volodymyr walter werner wilhelm willem william władysław wolfgang yevgeny yuri yusuf yves
    """.split()
)
_WOMEN = frozenset(
    """
    ada agnes aisha alexandra alice alicia alina amanda amelia amina ana anastasia angela angelina
    anita anna annalena anne annette astrid barbara beatrice beatrix bridget brigitte camilla carla
    carmen carol caroline catherine cecilia charlotte chiara christina christine claire clara
    claudia cornelia cynthia daniela deborah denise diana dolores donna doris dorothy edda edith
    elena eleanor elisabeth elizabeth ella ellen elsa emily emma erika esther eva evelyn fatima
    fiona florence frances francesca frida gabriela geraldine gertrude giorgia giulia gisela gloria
    greta hanna hannah heather heidi helen helena helga hella hilary hilda hillary ida ines inge
    ingrid irene iris isabel isabella isabelle jacinda jane janet jennifer jessica joan joanna
    josephine joyce judith julia juliana kaja kamala karen karin katarina katherine kathleen
    kirsten kristina lara laura lea lena letizia lina linda lisa liz louise lucia lucy lydia
    magdalena maia manuela
    margaret margarita margot maria marianne marie marina marine marta martha mary maya melanie
    melinda mercedes mette mia michelle mira miriam molly monica monika nadia nancy naomi natalia
    natalie natasha nicola nina nora olga olivia ornella pamela patricia paula pauline penelope
    petra rachel rebecca renate rita rosa rose runa ruth sabine sally samantha sandra sanna sara
    sarah sarina silvia simone sofia sonia sophia sophie stella stephanie susan susanne svetlana
    sylvia tamara tatiana teresa theresa tina ursula valentina valerie vanessa vera veronica
    victoria viola virginia wanda wendy yolanda yvette yvonne zara
    """.split()
)
_GENDER_BY_NAME = dict.fromkeys(_MEN, MALE) | dict.fromkeys(_WOMEN, FEMALE)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def guess_gender(name: str) -> str:
    """`MALE` or `FEMALE` by the words of a name with its titles, "" if they do not tell."""
    words = [word.lower() for word in _WORD.findall(name)]
    known = {TITLES.get(word) or GENDERED_ROLES.get(word, "") for word in words[:-1]} - {""}
    if not known:
        known = {_GENDER_BY_NAME.get(word, "") for word in words[:-1]} - {""}
    return known.pop() if len(known) == 1 else ""
