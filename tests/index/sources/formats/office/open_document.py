"""Small OpenDocument files for tests."""

from __future__ import annotations

from tests.index.sources.sample_files import make_zip

_NAMES = " ".join(
    f'xmlns:{name}="{uri}"'
    for name, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)


def make_open_document(
    body: str, styles: str = "", meta: str = "", kind: str = "text", manifest: str = ""
) -> bytes:
    """A document whose body is of that kind ("text" or "spreadsheet")."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    properties = (
        f"<office:document-meta {_NAMES}><office:meta>{meta}</office:meta></office:document-meta>"
    )
    return make_zip(
        {
            "mimetype": mimetype,
            "content.xml": content,
            "meta.xml": properties,
            "META-INF/manifest.xml": manifest or "<manifest/>",
        }
    )
