"""The layouts of Nexis, Factiva and ProQuest, made after what is publicly known of them.

A layout is a list of paragraphs, or the text of a file.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence

import docx

from tests.index.sources.formats.exports.stories import Story
from tests.index.sources.sample_files import save_document

WIDTH = 78


def nexis_uni(stories: Sequence[Story]) -> list[str]:
    """Nexis Uni: a cover with the search, then "Body" and "End of Document"."""
    lines = [
        "User Name: =",
        "Date and Time: Thursday, March 14, 2019 10:51:00 AM GMT",
        "Job Number: 84519223",
        f"Documents ({len(stories)})",
    ]
    for number, story in enumerate(stories, start=1):
        lines += [
            f"{number}. {story.headline}",
            "Client/Matter: -None-",
            "Search Terms: HARBOUR OR FERRY",
            "Search Type: Natural Language",
            "Narrowed by:\tContent Type\tNews",
        ]
    for story in stories:
        lines += [
            story.headline,
            story.outlet,
            f"{story.american} {story.day:%A} 1:00 AM GMT",
            f"Copyright {story.day.year} {story.outlet} Ltd. All Rights Reserved",
            f"Section:\u00a0{story.section.upper()}; Pg. 3",
            f"Length:\u00a0{story.words} words",
            f"Byline:\u00a0{story.author}",
            "Highlight:\u00a0What happened, in a line.",
            "Body",
            *story.paragraphs,
            "Graphic",
            "A picture of the harbour, which nobody can see here.",
            "Classification",
            "Language:\u00a0ENGLISH",
            "Publication-Type:\u00a0Newspaper",
            "Journal Code:\u00a0ELC",
            "Subject:\u00a0STRIKES (90%); FERRIES (78%)",
            "Industry:\u00a0FERRY LINES (90%)",
            "Geographic:\u00a0KEL (79%)",
            f"Load-Date:\u00a0{story.american}",
            "End of Document",
        ]
    return lines


def wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def centre(text: str) -> str:
    return text.center(WIDTH).rstrip()


def nexis_uk(stories: Sequence[Story], separator: str = "{} of {} DOCUMENTS") -> str:
    """The Nexis of about 2010: outlet and date centred, headline below, copyright at the end."""
    parts = [
        "\n\n\nDownload Request: Selected Items: 1-3\nTime Of Request: Thursday, March 14, 2019\n\n"
        "Send To:\nLIBRARY\nUNIVERSITY OF MARL\n\n\nTerms: (HARBOUR OR FERRY)\n\n"
        "Source: Combined papers\nProject ID: None\n\n\n"
    ]
    for number, story in enumerate(stories, start=1):
        body = "\n\n".join(map(wrap, story.paragraphs))
        parts.append(
            f"{centre(separator.format(number, len(stories)))}\n\n\n\n{centre(story.outlet)}\n\n"
            f"{centre(f'{story.american} {story.day:%A}')}\n{centre('Edition 1;')}\n"
            f"{centre('National')}\n\n{wrap(story.headline)}\n\nBYLINE: {story.author}\n\n"
            f"SECTION: {story.section.upper()}; Pg. 6\n\nLENGTH: {story.words} words\n\n\n"
            f"{body}\n\nGRAPHIC: A picture of the harbour\n\nLOAD-DATE: {story.american}\n\n"
            "LANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\nJOURNAL-CODE: ELC\n\n\n"
            f"{centre(f'Copyright {story.day.year} {story.outlet} Ltd')}\n"
            f"{centre('All Rights Reserved')}\n\n"
        )
    return "".join(parts)


def nexis_academic(stories: Sequence[Story]) -> str:
    """LexisNexis Academic: the copyright first, labels for headline and text."""
    parts = ["\nDownload Request: All Documents: 1-3\nTerms: (HARBOUR OR FERRY)\n\n"]
    for number, story in enumerate(stories, start=1):
        body = "\n\n".join(map(wrap, story.paragraphs))
        parts.append(
            f"\n{centre(f'{number} of {len(stories)} DOCUMENTS')}\n\n\n"
            f"{centre(f'Copyright {story.day.year} {story.outlet} Interactive Company, LLC')}\n"
            f"{centre('All Rights Reserved')}\n\n{centre(story.outlet)}\n\n"
            f"{centre(f'{story.american} {story.day:%A}')}\n{centre('Met 2 Edition')}\n\n"
            f"SECTION: {story.section.upper()}; Pg. A01\n\nLENGTH: {story.words} words\n\n"
            f"HEADLINE: {wrap(story.headline)}\n\nBYLINE: {story.author};Carl Di\n\nBODY:\n\n"
            f"{body}\n\nSUBJECT: STRIKES (90%); FERRIES (78%)\n\nGEOGRAPHIC: KEL (79%)\n\n"
            f"LOAD-DATE: {story.american}\n\nLANGUAGE: ENGLISH\n\n"
            "DOCUMENT-TYPE: News\n\nPUBLICATION-TYPE: Newspaper\n\n"
        )
    parts.append(
        "\n**** Print Completed ****\n\nTime of Request: March 14, 2019\nPrint Number: 1\n"
    )
    return "".join(parts)


def accession(story: Story) -> str:
    code = "".join(word[0] for word in story.outlet.split()).ljust(4, "0").upper()
    return f"{code}0000{story.day:%Y%m%d}ef340001x"


def factiva_codes(stories: Sequence[Story]) -> list[tuple[str, Sequence[str]]]:
    """Factiva's fields: "Full Article/Report plus Indexing"."""
    fields: list[tuple[str, Sequence[str]]] = []
    for story in stories:
        fields += [
            ("SE", [story.section]),
            ("HD", [story.headline]),
            ("BY", [f"By {story.author}"]),
            ("WC", [f"{story.words} words"]),
            ("PD", [story.british]),
            ("ET", ["02:33 PM"]),
            ("SN", [story.outlet]),
            ("SC", ["ELC"]),
            ("PG", ["3"]),
            ("LA", ["English"]),
            ("CY", [f"© {story.day.year} {story.outlet} Ltd. All rights reserved."]),
            ("LP", story.paragraphs[:1]),
            ("TD", story.paragraphs[1:]),
            ("CO", ["kelfer : Kel Ferry Company"]),
            ("IN", ["iferry : Ferries | itsp : Transport"]),
            ("NS", ["gstrik : Strikes | gcat : Political/General News"]),
            ("RE", ["kel : Kel"]),
            ("PUB", [f"{story.outlet} Ltd."]),
            ("AN", [f"Document {accession(story)}"]),
        ]
    return fields


def factiva_text(stories: Sequence[Story], gap: str = "   ") -> str:
    """The fields as text: a code, blanks, and paragraphs with blank lines between them."""
    lines = ["Dow Jones Factiva\n"]
    for code, paragraphs in factiva_codes(stories):
        lines.append(f"{code}{gap}" + "\n\n".join(paragraphs) + "\n")
        if code == "AN":
            lines.append("\n")
    lines.append(
        "Search Summary\nText\tHARBOUR OR FERRY\nResults Found\t3\nTimestamp\t14 March 2019\n"
    )
    return "\n".join(lines)


def factiva_display(stories: Sequence[Story]) -> list[str]:
    """Factiva's "Article Format", without codes."""
    lines = ["Factiva", "HARBOUR OR FERRY"]
    for story in stories:
        lines += [
            story.section,
            story.headline,
            f"By {story.author}",
            f"{story.words} words",
            story.british,
            "02:33 PM",
            story.outlet,
            "ELC",
            "3",
            "English",
            f"© {story.day.year} {story.outlet} Ltd. All rights reserved.",
            *story.paragraphs,
            f"Document {accession(story)}",
            "Page 2 of 9 © 2019 Factiva, Inc. All rights reserved.",
        ]
    return [*lines, "Search Summary", "Text\tHARBOUR OR FERRY", "Timestamp\t14 March 2019 2:34 PM"]


def factiva_html(stories: Sequence[Story], *, coded: bool) -> str:
    """A saved page of Factiva, with field codes or without."""
    parts = ["<html><head><title>Factiva</title></head><body><div class='header'>Factiva</div>"]
    if coded:
        for story in stories:
            rows = "".join(
                f"<tr><td class='index' align='right'><b>{code}</b>&nbsp;</td><td>"
                + "".join(
                    f"<p class='articleParagraph enarticleParagraph'>{one}</p>" for one in texts
                )
                + "</td></tr>"
                for code, texts in factiva_codes([story])
            )
            parts.append(f"<div class='article enArticle'><p><table>{rows}</table></p></div>")
    else:
        for story in stories:
            body = "".join(
                f"<p class='articleParagraph enarticleParagraph'>{one}</p>"
                for one in story.paragraphs
            )
            parts.append(
                f"<div id='article-X' class='article enArticle'><div>{story.section}</div>"
                f"<div id='hd'><span class='enHeadline'>{story.headline}</span></div>"
                f"<div class='author'>{story.author}</div><div>{story.words} words</div>"
                f"<div>{story.british}</div><div>02:33</div><div>{story.outlet}</div><div>ELC</div>"
                f"<div>English</div><div>© {story.day.year} {story.outlet} Ltd.</div>{body}"
                f"<p>Document {accession(story)}</p></div>"
            )
    return "".join(parts) + "</body></html>"


def proquest_fields(story: Story, number: int) -> list[str]:
    last, first = story.author.split()[-1], story.author.split()[0]
    return [
        "Subject: Strikes; Ferries",
        "Location: Kel",
        f"Title: {story.headline}",
        f"Author: {last}, {first}",
        f"Publication title: {story.outlet}; Port Elster",
        "First page: 3",
        f"Publication year: {story.day.year}",
        f"Publication date: {story.short}",
        f"Section: {story.section}; Part B",
        f"Publisher: {story.outlet} Ltd.",
        "Place of publication: Port Elster",
        "Country of publication: Kel, Port Elster",
        "Publication subject: General Interest Periodicals--Kel",
        "ISSN: 04583035",
        "Source type: Newspaper",
        "Language of publication: English",
        "Document type: News",
        f"ProQuest document ID: {210_000_000 + number}",
        "Document URL: https://proxy.marl.example/login?url=https://www.proquest.com/newspapers/"
        f"a-b/docview/{210_000_000 + number}/se-2?accountid=1",
        f"Copyright: Copyright {story.outlet} Ltd. {story.short}",
        "Last updated: 2019-03-20",
        "Database: Kel Newsstream",
    ]


def proquest_text(stories: Sequence[Story], *, numbered: bool = True) -> str:
    """ProQuest's TXT: a rule before each document, the text on lines of their own."""
    parts: list[str] = []
    for number, story in enumerate(stories, start=1):
        text = "\n".join(story.paragraphs)
        fields = "\n\n".join(proquest_fields(story, number))
        count = f"Document {number} of {len(stories)}\n\n" if numbered else ""
        parts.append(
            f"{'_' * 60}\n\n{count}{story.headline}\n\nhttps://www.proquest.com/docview/{number}"
            "\n\nAbstract: What happened, in a line.\n\nLinks: https://resolver.example/?a=b\n\n"
            f"Full text: {text}\nCAPTION: A picture of the harbour.\n\n{fields}\n\n"
        )
    parts.append(
        f"{'_' * 60}\n\nContact us at: http://support.proquest.com/\n\n"
        "Database copyright © 2019 ProQuest LLC. All rights reserved.\n\n"
        "Terms and Conditions: http://search.proquest.com/info/termsAndConditions\n"
    )
    return "".join(parts)


def proquest_html(stories: Sequence[Story]) -> str:
    """ProQuest's HTML: paragraphs with labels in bold, no rules."""
    parts = ["<html><head><title>ProQuest Documents</title></head><body>"]
    for number, story in enumerate(stories, start=1):
        body = "".join(f"<p>{one}</p>" for one in story.paragraphs)
        parts.append(
            f'<div style="border-bottom:2px solid #ccc"><a name="DocID_{number}"></a><p></p>'
            f"<p>{story.headline}</p><p><strong>Publication info:  </strong>{story.outlet} ; Port"
            f" Elster [Port Elster]{story.short}: 3.</p>"
            '<p><a href="https://search.proquest.com/docview/1">ProQuest document link</a></p>'
            "<p><strong>Abstract:  </strong></p><p>What happened, in a line.</p>"
            f'<p><strong>Full text: </strong><text wordcount="9"><title></title>{body}</text></p>'
        )
        for field in proquest_fields(story, number):
            label, _, value = field.partition(": ")
            parts.append(f"<p><strong>{label}: </strong>{value}</p>")
        parts.append("</div>")
    return "".join(parts) + "</body></html>"


def proquest_report(stories: Sequence[Story]) -> list[str]:
    """ProQuest's printed report (DOCX, RTF): a table of contents, headings in capitals."""
    lines = ["Report Information from ProQuest", "March 14 2019 09:23", "Table of contents"]
    lines += [f"{n}. {story.headline}\t{n}" for n, story in enumerate(stories, start=1)]
    for number, story in enumerate(stories, start=1):
        lines += [
            f"Document {number} of {len(stories)}",
            story.headline,
            f"Publication info: {story.outlet} ; Port Elster [Port Elster]{story.short}: 3.",
            "ProQuest document link",
            "ABSTRACT",
            "What happened, in a line.",
            "FULL TEXT",
            *story.paragraphs,
            "DETAILS",
            *proquest_fields(story, number),
            "LINKS",
            "Check for full text",
        ]
    return [*lines, "Database copyright © 2019 ProQuest LLC. All rights reserved.", "Bibliography"]


def to_docx(lines: Sequence[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return save_document(document)


def to_docx_table(rows: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """A table of codes and texts, as Factiva has one for each article."""
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for code, paragraphs in rows:
        if code == "SE":
            table = document.add_table(rows=0, cols=2)
        cells = table.add_row().cells
        cells[0].text = code
        cells[1].paragraphs[0].text = paragraphs[0] if paragraphs else ""
        for paragraph in paragraphs[1:]:
            cells[1].add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def escape_rtf(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    return (
        "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in escaped)
        .replace("\t", "\\tab ")
        .replace("\n", "\\line ")
    )


def to_rtf(lines: Sequence[str]) -> bytes:
    """Paragraphs with a head of the page between them, as the databases write it."""
    body = "".join(f"\\pard \\ql \\f1 {escape_rtf(line)}\n\\par \\pard \n" for line in lines)
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fmodern Courier;}"
        "{\\f1\\froman\\fcharset0 Times;}}{\\header \\pard Page \\chpgn\\par}{\\*\\comment x}\n"
        + body
        + "}"
    ).encode()


def to_html(text: str) -> str:
    """The old Nexis's HTML: a block for each paragraph, breaks between its lines."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    rows = "".join(
        '<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">'
        + "<BR>".join(line.strip() for line in block.split("\n") if line.strip())
        + "</SPAN></P>\n</DIV>\n"
        for block in blocks
    )
    return (
        "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY>"
        + rows.replace(
            "<BR><DIV",
            '<DIV CLASS="c9"/><A NAME="DOC_ID_0_0"></A><!-- Hide XML\n<DOC NUMBER=1> --><BR><DIV',
        )
        + "</BODY></HTML>"
    )


def to_text(lines: Sequence[str]) -> str:
    """One line for each paragraph, as programs that convert documents write."""
    return "\n".join(lines) + "\n"
