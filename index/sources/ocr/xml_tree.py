"""Trees of XML from elsewhere: without entities, other files or fetching."""

from __future__ import annotations

from typing import Any

from index.core.errors import DatelineError


def parse_xml(content: bytes) -> Any:
    """Parse XML to the root of an lxml tree. Raises DatelineError if it is broken, or declares a
    document type: a few lines of entities can stand for gigabytes or for other files."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DatelineError("it is damaged: its XML ends or breaks off") from error
    if root.getroottree().docinfo.doctype:
        raise DatelineError("its XML declares a document type, as ALTO and METS never do")
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace, "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(element: Any, *names: str) -> list[Any]:
    """All elements below one, at any depth, with one of these names."""
    return [below for below in element.iterdescendants() if local_name(below) in names]


def read_attribute(element: Any, name: str) -> str:
    """An attribute by its name without its namespace, "" if there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""
