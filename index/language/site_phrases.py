"""The kinds of phrases of sites, as parts of regular expressions. Each language fills them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Places where readers are asked to follow somebody.
NETWORKS = (
    r"(?:facebook|twitter|x\b|instagram|tiktok|youtube|linkedin|whatsapp|telegram|bluesky|mastodon"
    r"|threads|pinterest|snapchat|reddit|google news|apple news|social media|soundcloud|spotify)"
)


@dataclass(frozen=True, slots=True)
class SitePhrases:
    """The phrases of one language; case does not matter, and \\b is a border of words.

    Notices in place of an article: `consent` to cookies and tracking, as the site says it, and
    `consent_words` that others use, too, `robot_check`, `missing` for a page that is not there,
    `region` for one that is closed to a country, `maintenance`, `age_check`, `sign_in` and
    `payment`. Beside one: `sign_up` for newsletters and the like, the labels of links
    to `others`, `adverts`, invitations to `follow` or write, `rights`, and `browser` ("view this
    e-mail in ..."). In bylines: words that `lead` to the names, `ands` between them, `offices`, and
    `outlet_endings` of the names of outlets. Notes in which the publisher corrects an article: how
    a `correction` begins, and what its `correction_label` is.
    """

    consent: tuple[str, ...] = ()
    consent_words: tuple[str, ...] = ()
    robot_check: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    maintenance: tuple[str, ...] = ()
    age_check: tuple[str, ...] = ()
    sign_in: tuple[str, ...] = ()
    payment: tuple[str, ...] = ()
    sign_up: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    adverts: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    browser: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    ands: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    outlet_endings: tuple[str, ...] = ()
    correction: tuple[str, ...] = ()
    correction_label: tuple[str, ...] = ()


def compile_phrases(phrases: Iterable[str], form: str = "(?:{})") -> re.Pattern[str]:
    """Compile phrases into one expression; `form` has {} for their alternatives."""
    return re.compile(form.format("|".join(phrases)), re.IGNORECASE)
