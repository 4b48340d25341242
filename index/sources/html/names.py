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

_BESIDE = re.compile(
    r" (?:news ?letters?|sign ?up|subscribe|subscription|subscribers?|piano|paywall|regwall|upsell"
    r"|related|relatedposts|recommend(?:ed|ations?|s)?|suggested|read (?:more|also|next|too)|see also"
    r"|also read|lees ook|interstitial|most (?:read|popular|viewed|shared)|trending|popular|ranking"
    r"|more (?:on|from|stories|news|articles|links)|latest|up next|next (?:article|story|post)s?"
    r"|share|sharing|shares|sharedaddy|social|socials|addtoany|follow|followus"
    r"|comments|comment (?:list|section|thread|content|form|area|body|count)|disqus|discussion|respond"
    r"|author (?:box|bio|card|info|profile|about|description|details)|about (?:the )?author|bio"
    r"|biography|caption|captions|credit|credits|copyright|imprint|legal"
    r"|ad|ads|advert|adverts|advertisement|advertising|adslot|sponsor|sponsored|promo|promos|promoted"
    r"|promotion|promotional|outbrain|taboola|banner|commercial"
    r"|cookie|cookies|consent|gdpr|ccpa|onetrust|didomi|usercentrics|cmp|privacy|sp message"
    r"|breadcrumbs?|pagination|pager|toolbar|menu|navbar|nav|navigation|masthead"
    r"|tags|tag list|topics|topic list|keywords|donate|donation|donations|membership|cta|call to action"
    r"|signup card|bookmark card|hub peek|teaser|teasers|card|cards|link ?box|link ?list|links block"
    r"|sidebar|side bar|rail|right rail|widget|tooltip|modal|popup|overlay|toast|skip link"
    r"|player|podcast|listen|print only|no print|tool ?tips?|footer|bottom|content footer|weather)(?= )"
)
_HEADING_OF_SITE = re.compile(
    r" (?:logo|logos|brand|branding|site (?:title|name|header|logo)|masthead|navbar|nav)(?= )"
)
_STANDFIRST = re.compile(
    r" (?:standfirst|stand first|dek|deck|lead|lede|lead text|intro|introduction|summary|subtitle"
    r"|sub title|subhead|subheadline|sub headline|subheading|sub heading|second title|excerpt|abstract"
    r"|chapo|chapeau|vorspann|anlauf|ingress|bajada|entradilla|sottotitolo|occhiello|sommario|preamble"
    r"|description|teaser ?text|article intro|st)(?= )"
)
_BYLINE = re.compile(
    r" (?:byline|bylines|author|authors|signature|dateline|date|datetime|published|pubdate|posted"
    r"|publish|publication|updated|modified|timestamp|time|entry meta|meta|article meta|post meta"
    r"|read(?:ing)? time|kicker|rubric|section|category|eyebrow)(?= )"
)


def read_names(element: Tree) -> str:
    """An element's names as words in lower case: " rich text body " for "RichTextBody"."""
    values = [value for name in _NAMED if (value := element.get(name))]
    if not values:
        return " "
    text = _CAMEL.sub(" ", " ".join(values)[:_MOST_CHARACTERS]).lower()
    return f" {_OTHER.sub(' ', text).strip()} "


def is_named_beside(element: Tree) -> bool:
    """Do its names say that it stands beside an article: a sign-up, a list of others, a caption?"""
    return _BESIDE.search(read_names(element)) is not None


def is_named_site_heading(element: Tree) -> bool:
    """Do its names say that it is the name of the site?"""
    return _HEADING_OF_SITE.search(read_names(element)) is not None


def is_named_standfirst(element: Tree) -> bool:
    """Do its names say that it is the summary below a headline?"""
    return _STANDFIRST.search(read_names(element)) is not None


def is_named_byline(element: Tree) -> bool:
    """Do its names say that it holds authors, dates or the section?"""
    return _BYLINE.search(read_names(element)) is not None
