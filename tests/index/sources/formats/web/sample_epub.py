"""Small EPUBs for tests."""

from __future__ import annotations

from collections.abc import Mapping

from tests.index.sources.sample_files import make_zip

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)
DC = (
    "<dc:title>The Elster Courier</dc:title><dc:publisher>Elster Press</dc:publisher>"
    "<dc:date>2031-05-02</dc:date><dc:language>en-GB</dc:language>"
    "<dc:creator>Ada Quill</dc:creator>"
)


def make_epub(
    documents: Mapping[str, str],
    titles: Mapping[str, str] | None = None,
    dc: str = DC,
    guide: str = "",
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An EPUB of documents with these contents of their bodies, and of an NCX with the titles."""
    items = "".join(
        f'<item id="d{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(documents)
    )
    spine = "".join(f'<itemref idref="d{number}"/>' for number in range(len(documents)))
    points = "".join(
        f"<navPoint><navLabel><text>{title}</text></navLabel><content src='{name}'/></navPoint>"
        for name, title in (titles or {}).items()
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{dc}</metadata>'
        f'<manifest>{items}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        f"</manifest><spine toc='ncx'>{spine}</spine><guide>{guide}</guide></package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/content.opf": opf,
        "OEBPS/toc.ncx": f"<ncx><navMap>{points}</navMap></ncx>",
        **{
            f"OEBPS/{name}": '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/'
            '1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>'
            f"<body>{body}</body></html>"
            for name, body in documents.items()
        },
        **(others or {}),
    }
    return make_zip(parts)
