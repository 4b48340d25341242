"""What the names of a page's elements say: their classes, ids and roles. Pure.

Names are words of those who build sites, in English on sites of all languages. They only hint, so
nobody trusts them with most of a page.
"""

from __future__ import annotations

import re

from index.sources.html.blocks import Tree

_NAMED = ("class", "id", "role", "data-component", "data-testid", "itemprop")
_MOST_CHARACTERS = 1_000
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")

# Names of what stands beside an article, even if it was chosen for one.
_BESIDE = re.compile(
    r" (?:news ?letters?|sign ?up|upsell|related|relatedposts|recommend(?:ed|ations?|s)?|suggested"
    r"|read (?:also|next|too)|see also|also read|lees ook|interstitial"
    r"|most (?:read|popular|viewed|shared)|trending|popular posts"
    r"|more (?:on|from|stories|news|articles|links)|up next|next (?:article|story|post)s?"
    r"|share|sharing|shares|sharedaddy|social|socials|addtoany|followus|follow us"
    r"|comments|comment (?:list|section|thread|content|form|area|body|count)|disqus"
    r"|author (?:box|bio|card|info|profile|about|description|details)|about (?:the )?author|bio"
    r"|biography|caption|captions|credit|credits|copyright|imprint"
    r"|advert|adverts|advertisement|advertising|adslot|ad slot|sponsored|promo|promos|promoted"
    r"|promotion|promotional|outbrain|taboola|cookies?|consent|gdpr|ccpa|onetrust|didomi"
    r"|usercentrics"
    r"|sp message|breadcrumbs?|pagination|pager|menu|navbar|nav|navigation|masthead|tag list"
    r"|donate|donation|donations|membership|cta|call to action|signup card|bookmark card|hub peek"
    r"|sidebar|side bar|skip link|print only|no print|footer|twitter tweet|instagram media"
    r"|tiktok embed"
    r"|embed|embeds|embedded|oembed)(?= )"
)
# Names that parts of articles have, too: these only keep what was not chosen from being added.
_DOUBTFUL = re.compile(
    r" (?:ads?|banner|card|cards|subscribe|subscription|subscribers?|popular|ranking|latest|follow"
    r"|discussion|respond|privacy|legal|sponsor|toolbar|tags|topics?|topic list|keywords|teasers?"
    r"|link ?box|link ?list|links block|rail|right rail|widget|tool ?tips?|modal|popup|overlay"
    r"|toast"
    r"|player|podcast|listen|bottom|weather|read more|images?|img|photos?|picture|media|video"
    r"|gallery"
    r"|slideshow|figure|foto|bild)(?= )"
)
# Boxes that newsrooms write: they stay if they are chosen, and are not added.
_BOXED = re.compile(r" (?:info ?box|fact ?box|facts|explainer|timeline)(?= )")
# Never of an article, even if they are a good part of a short page.
_NEVER_TEXT = re.compile(
    r" (?:news ?letters?|comments|comment (?:list|section|thread|area)|disqus|outbrain|taboola"
    r"|cookies?"
    r"|consent|gdpr|onetrust|didomi|usercentrics|sp message)(?= )"
)
_HEADING_OF_SITE = re.compile(
    r" (?:logo|logos|brand|branding|site (?:title|name|header|logo)|masthead|navbar|nav)(?= )"
)
_LOGO = re.compile(r" (?:logos?|site (?:title|name|logo|branding))(?= )")
_STANDFIRST = re.compile(
    r" (?:standfirst|stand first|dek|deck|lead|lede|lead text|intro|introduction|summary|subtitle"
    r"|sub title|subhead|subheadline|sub headline|subheading|sub heading|second title|excerpt"
    r"|abstract"
    r"|chapo|chapeau|vorspann|anlauf|ingress|bajada|entradilla|sottotitolo|occhiello|sommario"
    r"|preamble"
    r"|description|teasers?|article intro|st)(?= )"
)
_BYLINE = re.compile(
    r" (?:bylines?|authors?|autor|auteur|signature|dateline|date|datetime|published|pubdate"
    r"|posted on|timestamp|(?:entry|article|post|story|node) meta|read(?:ing)? time)(?= )"
)
_SECTION = re.compile(r" (?:time|meta|kicker|rubric|section|category|eyebrow|overline|tag)(?= )")


def read_names(element: Tree) -> str:
    """An element's names as words in lower case: " rich text body " for "RichTextBody"."""
    values = [value for name in _NAMED if (value := element.get(name))]
    if not values:
        return " "
    text = _CAMEL.sub(" ", " ".join(values)[:_MOST_CHARACTERS]).lower()
    return f" {_OTHER.sub(' ', text).strip()} "


def is_named_beside(element: Tree, *, doubtful: bool = False) -> bool:
    """Do its names say that it stands beside an article: a sign-up, a list of others, a caption?

    With `doubtful`, names count that parts of articles have, too.
    """
    names = read_names(element)
    return _BESIDE.search(names) is not None or (doubtful and _DOUBTFUL.search(names) is not None)


def is_named_box(element: Tree) -> bool:
    """Do its names say that it is a box of facts?"""
    return _BOXED.search(read_names(element)) is not None


def is_never_text(element: Tree) -> bool:
    """Do its names say that it holds comments, a sign-up, or a notice on cookies?"""
    return _NEVER_TEXT.search(read_names(element)) is not None


def is_named_site_heading(element: Tree) -> bool:
    """Do its names say that it is the name of the site?"""
    return _HEADING_OF_SITE.search(read_names(element)) is not None


def is_named_logo(element: Tree) -> bool:
    """Do its names say that it holds the logo of the site?"""
    return _LOGO.search(read_names(element)) is not None


def is_named_standfirst(element: Tree) -> bool:
    """Do its names say that it is the summary below a headline?"""
    return _STANDFIRST.search(read_names(element)) is not None


def is_named_byline(element: Tree) -> bool:
    """Do its names say that it holds authors or dates?"""
    return _BYLINE.search(read_names(element)) is not None


def is_named_section(element: Tree) -> bool:
    """Do its names say that it holds the section or a label above the headline?"""
    return _SECTION.search(read_names(element)) is not None
