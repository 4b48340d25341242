"""What an alert found, as an Atom feed (RFC 4287). Pure.

https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from assistant.present.export.server_links import make_article_link, make_quote_link
from index.core.alert import Alert, Finding
from index.core.text import one_line

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
# XML 1.0 has no such characters.
_NO_CHARACTERS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def build_feed(alert: Alert, findings: Sequence[Finding], server: str, address: str) -> bytes:
    """The feed of an alert, its findings in the given order.

    `server` is the address by which the reader reaches the server, `address` the feed's own there.
    """
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    _add(feed, "id", _make_id(alert))
    _add(feed, "title", f"{alert.name} · Dateline")
    _add(feed, "updated", findings[0].found if findings else alert.created)
    _add_link(feed, "self", server.rstrip("/") + address)
    _add_link(feed, "alternate", server)
    _add(_add(feed, "author"), "name", "Dateline")
    for finding in findings:
        _add_entry(feed, alert, finding, server)
    document: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return document


def _add_entry(feed: etree._Element, alert: Alert, finding: Finding, server: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", _make_id(alert, finding.article_id))
    _add(entry, "title", finding.title or finding.article_id)
    _add(entry, "updated", finding.found)
    _add(_add(entry, "author"), "name", finding.source or "Unknown outlet")
    if finding.quote:
        place = (finding.start, finding.end)
        _add_link(entry, "alternate", make_quote_link(server, finding.article_id, *place))
        _add(entry, "summary", f"“{one_line(finding.quote)}”")
    else:
        _add_link(entry, "alternate", make_article_link(server, finding.article_id))
        _add(entry, "summary", "")


def _make_id(alert: Alert, article_id: str = "") -> str:
    """An id that stays, and that no other archive uses: alerts are numbered in each."""
    name = f"dateline:alert/{alert.created}/{alert.id}/{alert.query}/{article_id}"
    return uuid5(NAMESPACE_URL, name).urn


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = _NO_CHARACTERS.sub("\ufffd", one_line(text)) or None
    return element


def _add_link(parent: etree._Element, relation: str, address: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}link", rel=relation, href=address)
