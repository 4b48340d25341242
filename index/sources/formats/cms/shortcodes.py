"""WordPress's shortcodes ("[gallery ids=1,2]") in a text, which plug-ins replace. Pure.

Words in brackets that a person wrote ("[sic]") stay.
"""

from __future__ import annotations

import re

_ATTRIBUTE = r"""(?:\s+[\w:-]{1,60}\s*=\s*(?:"[^"]{0,2000}"|'[^']{0,2000}'|[^\s\]"']{1,500}))"""
# What stands between these is a caption, an address or code.
_WHOLE = ("caption", "wp_caption", "embed", "audio", "video", "playlist", "gallery", "code",
          "youtube", "vimeo", "twitter", "instagram", "soundcloud", "googlemaps", "iframe",
          "contact-form", "pullquote_image")  # fmt: skip
_ALONE = (*_WHOLE, "more", "toc", "ad", "ads", "advert", "contact-form-7", "newsletter", "related",
          "share", "sharing", "poll", "adrotate", "divider", "clear", "spacer")  # fmt: skip
_BETWEEN = re.compile(
    rf"\[({'|'.join(_WHOLE)})(?:\s[^\[\]]{{0,5000}})?\](?:(?!\[\1\b).){{0,20000}}?\[/\1\]",
    re.DOTALL | re.IGNORECASE,
)
_CLOSING = re.compile(r"\[/([A-Za-z][\w-]{1,60})\]")
_OPENING = re.compile(
    rf"\[([A-Za-z][\w-]{{1,60}})(?:{_ATTRIBUTE}{{1,40}}\s*/?|\s+https?://[^\s\]]{{1,1000}}\s*/?)\]"
)
_PLAIN = re.compile(r"\[([A-Za-z][\w-]{1,60})\s*/?\]")


def remove_shortcodes(html: str) -> str:
    """Remove shortcodes; of one that frames a text, the frame alone."""
    if "[" not in html:
        return html
    html = _BETWEEN.sub("", html)
    closed = {name.lower() for name in _CLOSING.findall(html)}
    html = _OPENING.sub("", _CLOSING.sub("", html))
    known = closed | set(_ALONE)
    return _PLAIN.sub(lambda match: "" if match[1].lower() in known else match[0], html)
