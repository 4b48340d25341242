"""What English sites say around and in place of articles."""

from __future__ import annotations

from index.language.site_phrases import NETWORKS, SitePhrases

_LETTER = (
    "(?:newsletters?|briefings?|bulletins?|alerts|e-?mails?|updates|digests?|podcasts?|channel)"
)

_PIECE = "(?:article|story|post|piece|report|column|headline|item|review|page)"

ENGLISH = SitePhrases(
    consent=(
        r"\bwe (?:and|or) (?:our|up to|\d)[^.]{0,40}partners\b",
        r"\bour [\d.,]+ (?:\w+ )?partners\b",
        r"\bstor(?:e|ing) (?:and|or|and/or) access(?:ing)? (?:to )?information on (?:a|your)\b",
        r"\bwe (?:use|place|set|store|need|require)\b[^.]{0,40} cookies\b",
        r"\bthis (?:web)?(?:site|page) (?:uses|stores|needs) [^.]{0,20}cookies\b",
        r"\byour (?:consent|(?:cookie|privacy) (?:settings|choices|preferences))\b",
        r"\bwe (?:value|respect|care about) your privacy\b",
        r"\byou (?:must|may|can) (?:agree|accept|consent|manage your choices)\b",
        r"\baccept (?:all |and |to )?(?:continue|close|manage)\b",
        r"\bto use our (?:service|site|website)\b",
        r"\bwith (?:advertising|ads|adverts) and tracking\b",
        r"\bwe use (?:cookies|trackers)\b",
        r"\bby (?:continuing|using|browsing|clicking)\b[^.]{0,60}\byou (?:agree|consent|accept)\b",
        r"\bif you (?:choose|decide|prefer) (?:to )?[‘'“\"]?(?:accept|reject|decline)\b",
        r"\b(?:before|to) you continue to\b",
    ),
    consent_words=(
        r"\b(?:accept|reject|allow|refuse|decline|block) (?:all |the |our |optional )*cookies\b",
        r"\bpersonali[sz]ed (?:ads|adverts|advertising|content)\b",
        r"\bwith (?:advertising|ads|adverts)\b",
        r"\blegitimate interest\b",
        r"\bdevice identifiers\b",
        r"\b(?:our|the) use of cookies\b",
        r"\bcookie (?:policy|notice|settings|preferences)\b",
        r"\bmeasure (?:\w+ )?(?:ads|adverts|audiences?)\b",
        r"\b(?:advertising|ads?|adverts|content|audience) measurement\b",
    ),
    robot_check=(
        r"\bverif(?:y|ying) (?:that )?you(?: are|'re|’re) (?:a )?(?:human|not a (?:robot|bot))\b",
        r"\bare you (?:a )?(?:human|robot)\b",
        r"\bchecking (?:if|your browser|that your)\b",
        r"\benable (?:javascript|js|cookies)\b[^.]{0,40}\b(?:to continue|and disable|and reload)",
        r"\breview the security of your connection\b",
        r"\bunusual (?:traffic|activity) (?:from|on) your\b",
        r"\b(?:complete|solve) the (?:captcha|security check|challenge)\b",
        r"\bpress (?:and|&) hold\b",
        r"\byou (?:have been|were|are) (?:blocked|denied access)\b",
        r"\baccess (?:to this (?:page|site) (?:has been|is) )?denied\b",
        r"\bjust a moment\b",
        r"\battention required\b",
        r"\bpardon our interruption\b",
        r"\b(?:robot|bot|human|security) (?:check|verification|challenge)\b",
        r"\bi(?: am|'m|’m) not a robot\b",
    ),
    missing=(
        r"(?:http |error ){0,3}(?:error\s{0,3})?(?:40[0-9]|410|50[0-9])"
        r"(?=\s*(?:$|[|:!–—-]|not found|error"
        r"|forbidden|bad|unauthori[sz]ed|gone|internal|service|page|gateway|access))",
        r"(?:page|article|story|content|file|document) (?:was |is |could )?not (?:be )?found\b",
        r"(?:can(?:not|'t|’t)|could(?: not|n't|n’t)) find (?:that|the|this|your) (?:page"
        r"|article)\b",
        r"(?:page|article|story|link|content)\b.{0,60} (?:does not|doesn't|doesn’t|no longer) "
        r"exist",
        r"(?:page|article|story|content)\b.{0,60} (?:is )?no longer available\b",
        r"(?:this|the|that) (?:page|article|story|content)(?: (?:that |which )?you\b.{0,40})? "
        r"(?:has been|was|may have been) (?:moved|removed|deleted|withdrawn)\b",
        r"(?:forbidden|not found|service unavailable|gone)(?=\s*(?:$|[|:!.–—-]))",
    ),
    region=(
        r"(?:451|unavailable for legal reasons|unavailable due to legal reasons)"
        r"(?=\s*(?:$|[|:!.–—-]))",
        r"\b(?:site|page|content|article|video|service)\b[^.]{0,40}\b(?:not |un)available"
        r" (?:in|to|for|from) (?:your|this) (?:country|region|location|area)\b",
        r"\b(?:access|visit|reach|view)[^.]{0,60} from (?:a (?:country|region)"
        r"|your (?:country|region|location)|the (?:eu|eea|european))\b",
        r"\baccess (?:can ?not|cannot) be granted\b",
        r"\bunavailable (?:in|to visitors from)\b[^.]{0,40}\b(?:your|most|european|eu)\b",
        r"\bgeneral data protection regulation\b[^.]{0,60}\b(?:access|unavailable|available)\b",
        r"\bcommitted to looking at options\b",
    ),
    maintenance=(
        r"(?:(?:site|scheduled|planned|under|down for|undergoing)\W{1,3}){1,3}maintenance"
        r"(?=\s*(?:$|[|:!.–—-]))",
        r"\b(?:our|this) (?:web)?(?:site|service|page) is\b[^.]{0,60}\b(?:maintenance|offline"
        r"|down|unavailable)\b",
        r"\bwe(?: will|'ll|’ll) be (?:right back|back (?:soon|shortly|online|in))\b",
        r"\bsorry for (?:the|any) inconvenience\b",
        r"\b(?:please )?(?:try again|check back|come back) (?:later|soon|shortly|in a few)\b",
    ),
    age_check=(
        r"(?:age (?:check|verification|gate)|(?:please )?(?:confirm|verify|enter) your (?:age"
        r"|date of birth))(?=\s*(?:$|[|:!.–—-]|to\b|before\b))",
        r"\byou must be (?:at least )?(?:1[5-9]|2[01])\b[^.]{0,40}\bto (?:view|enter|see|access"
        r"|visit|continue|read)\b",
        r"\bare you (?:over|at least) (?:1[5-9]|2[01])\b",
        r"\bby (?:entering|continuing|clicking)\b[^.]{0,60}\byou (?:agree|confirm|certify)\b",
    ),
    sign_in=(
        r"(?:log|sign) ?in(?=\s*(?:$|[|–-]|or\b|to\b))",
        r"please (?:log|sign) in\b",
        r"you (?:must|need to|have to) (?:be (?:logged|signed) in|log in|sign in)\b",
    ),
    payment=(
        r"\b(?:this|the) (?:article|story|content|text) is (?:only |exclusively |reserved )?"
        r"(?:for|available (?:only )?(?:to|for)) (?:our )?(?:paying |registered )?"
        r"(?:subscribers|members)\b",
        r"\b(?:subscribe|register|sign up|log in|upgrade)\b[^.]{0,40}\bto (?:continue|keep|read"
        r"|unlock)",
        r"\b(?:continue|keep) reading (?:with|for|by)\b",
        r"\bto (?:continue|keep) reading\b[^.]{0,60}\b(?:subscribe|register|log in|sign in)\b",
        r"\balready (?:a |have a |an )?(?:subscri\w+|member\w*|registered|account)\b",
        r"\bstart (?:your|a) (?:free )?trial\b",
        r"\bcancel (?:at )?any ?time\b",
        r"\byou will be charged\b",
        r"\bread on with\b",
        r"\bunlock (?:this|the|all|unlimited)\b",
        r"\byou(?: have|'ve|’ve) (?:read|reached) (?:your|all|the|\d+)\b[^.]{0,40}\b(?:limit"
        r"|free)\b",
        r"\b(?:unlimited|full) access\b[^.]{0,60}\b(?:a|per) (?:week|month|year)\b",
        r"\baccess to all\b[^.]{0,60}\b(?:a|per) (?:week|month|year)\b",
        r"\bsubscribe now\b",
        r"\b(?:subscriber|member)s?[- ](?:only|exclusive)\b",
    ),
    sign_up=(
        rf"(?:please )?(?:sign|signing) up\b.{{0,60}}\b{_LETTER}\b",
        r"sign up (?:here|now|today|below)\b",
        rf"(?:please )?subscribe (?:here |now |today )?(?:to|for|via)\b.{{0,60}}\b{_LETTER}\b",
        rf"get (?:our|the|all|more|a|breaking|daily|weekly)\b.{{0,100}}\b(?:inbox|{_LETTER})\b",
        r".{0,80}\b(?:delivered|straight|directly|sent) (?:straight |directly )?(?:in)?to your "
        r"inbox",
        r"want (?:more|the latest|to read)\b.{0,80}\b(?:sign|subscribe|newsletter)",
        r"(?:become|be) a (?:member|supporter|subscriber|patron|friend)\b",
        r".{0,120}\bour (?:members|readers|supporters|subscribers) (?:pay|fund|support|make)\b",
        r"(?:please )?(?:help us|(?:support|help fund) (?:our|independent|local|quality|free"
        r"|public))\b"
        r".{0,40}\b(?:journalism|work|newsroom|reporting)\b",
        r"(?:please )?(?:donate|consider (?:a donation|supporting|donating))\b",
        r"download (?:our|the|\w+'s)\b.{0,40}\bapp\b",
        r"join (?:our|the|\w+'s)\b.{0,40}\b(?:whatsapp|telegram|community|channel|membership)\b",
        r"(?:no spam\b|unsubscribe (?:at )?any ?time)",
    ),
    others=(
        r"(?:read|see|watch|listen|view)(?: (?:more|also|next|now|this|here|on|too))*",
        r"also (?:read|see|watch|on|in)",
        r"more(?: (?:on this|on|from|about|stories|coverage|news|here|like this)\b.{0,40})?",
        r"related(?: (?:articles?|stor(?:y|ies)|content|coverage|links?|topics?|news|reading))?",
        r"(?:further|recommended|suggested|essential) (?:reading|stories|articles)",
        r"(?:don't|don’t|do not) miss(?: this)?",
        r"(?:recommended|most (?:read|popular|viewed)|trending|editors?['’]s? picks?|up next)",
        r"you (?:may|might) (?:also )?(?:like|be interested in)",
        r"what to read next|from the archives?|opinion|analysis|explainer|in pictures|in depth",
    ),
    adverts=(
        r"advertisements?|adverts?|ads?|sponsored(?: content)?|promoted(?: content)?|loading",
        r"(?:this )?(?:story|article|text|content) continues (?:below|after)\b.{0,40}",
        r"(?:advertisement\W+)?scroll(?: down)? to continue\b.{0,40}",
        r"skip (?:ad|advertisement|to)\b.{0,40}",
    ),
    follow=(
        rf"(?:follow|like|find|join)\b.{{2,60}} on (?:our )?{NETWORKS}.{{0,80}}",
        r"share (?:this|your|on)\b.{0,60}",
        r"(?:got|have|do you have) (?:a|any|more|something) (?:news )?(?:tip|story|information"
        r"|question)s?\b.{0,160}",
        r"(?:e-?mail|write to|contact|reach|get in touch with) (?:us|our|the (?:newsroom|author"
        r"|editor|reporter|writer))\b.{0,120}",
        r"(?:let us know|tell us|have your say|join the conversation|leave a comment)\b.{0,120}",
        r"comments (?:are|have been) (?:closed|disabled|turned off)\b.{0,60}",
    ),
    rights=(
        r"(?:copyright\s*)?(?:©|\(c\)|copyright (?=\d{4}|by\b)).{0,200}",
        r".{0,100}\ball rights reserved\b.{0,200}",
        r"this (?:material|article|story|content) may not be\b.{0,160}",
        r"no part of this\b.{0,160}",
    ),
    browser=(
        r"(?:(?:having|if you|trouble|can't|can’t|cannot|click|tap)\b.{0,60})?"
        r"\b(?:view|read|open|see) (?:this|it|the)?\s?(?:e-?mail|message|page|newsletter)?"
        r"\s?(?:in|on|with) (?:a|your|the) (?:web ?)?browser\b.{0,80}",
        r"(?:having )?(?:trouble|problems|difficulty) (?:viewing|reading|displaying"
        r"|seeing)\b.{0,100}",
    ),
    lead=(
        r"by",
        r"(?:written|reported|posted|published|story|text|words|report|photos?|edited|reporting) "
        r"by",
        r"(?:authors?|writers?|reporters?|story|text|words|reporting)\s*:",
        r"authors?(?=\s+[A-ZÀ-Þ])",
    ),
    ands=("and", "with"),
    offices=(
        r"(?:(?:chief|senior|junior|deputy|associate|assistant|acting|former|special|foreign"
        r"|political"
        r"|diplomatic|economics?|business|science|health|education|crime|court|sports?|arts|culture"
        r"|technology|environment|investigations?|data|managing|executive|news|local|staff|guest"
        r"|contributing|freelance|night|city|world|national|international)\s+)*"
        r"(?:editor|reporter|correspondent|writer|journalist|columnist|critic|producer|photographer"
        r"|contributor|editors|reporters|correspondents|writers)(?:[- ]in[- ]chief| at large)?"
        r"(?:\s+(?:in|for|at|of)\s.{1,40})?",
        r"(?:staff|web|news|online|digital|editorial|media)\s+(?:desk|team|staff|board|office"
        r"|report)",
        r"newsroom|news ?desk|staff|admin(?:istrator)?|webmaster|editorial|editors?|guest|unknown",
        r"our (?:foreign |own |political |special )*(?:staff|correspondents?|reporters?)",
    ),
    outlet_endings=(
        r"news|online|magazine|international|uk|us|world|tv|radio|live|plus|\+|com|mobile",
    ),
    correction=(
        rf"(?:(?:this|our) {_PIECE}\b[^.]{{0,80}}|the {_PIECE} )\b(?:was|has been|is)(?: since| "
        rf"later)? "
        r"(?:amended|corrected|clarified|(?:updated|edited|changed)\b[^.]{0,60}\bto (?:correct"
        r"|clarify|reflect))",
        rf"(?:an?|the|in an?) (?:earlier|previous|original|prior) (?:version|edition) of (?:this"
        rf"|our) {_PIECE}",
        r"(?:editors?['’]s?|publisher['’]s) note\b[^:]{0,40}:.{0,200}\b(?:version of this|corrected"
        r"|amended|correct(?:s|ion)|retract)",
        r"(?:updated?|note|editor['’]s note)\b[^:]{0,40}:.{0,100}\b(?:earlier|previous|original) "
        r"version",
    ),
    correction_label=(
        r"corrections?",
        r"clarifications?",
        r"correction and clarification",
        r"errat(?:um|a)",
    ),
)
