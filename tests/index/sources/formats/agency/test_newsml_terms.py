"""What NewsML-G2 and NITF state about rights, embargoes and corrections, and their furniture."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.terms import Terms
from tests.index.sources.formats.agency.reading import Read, read

BODY = "<html><body><p>It rained in Kel.</p></body></html>"


def g2(management: str = "", content: str = "", rights: str = "", body: str = BODY) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:kel:1" version="2"
        xml:lang="en">{rights}<itemMeta><provider literal="Kel Wire"/>
        <versionCreated>2025-03-17T09:30:00Z</versionCreated>{management}</itemMeta>
        <contentMeta><headline>Rain in Kel</headline>{content}</contentMeta>
        <contentSet><inlineXML contenttype="application/xhtml+xml">{body}</inlineXML></contentSet>
        </newsItem>"""


def nitf(data: str = "", head: str = "", status: str = "usable") -> str:
    return f"""<nitf><head><docdata management-status="{status}"><doc-id id-string="1" regsrc="KW"/>
        <date.issue norm="20250317T093000Z"/>{data}</docdata></head><body><body.head><hedline>
        <hl1>Rain in Kel</hl1></hedline>{head}</body.head><body.content><p>It rained in Kel.</p>
        </body.content></body></nitf>"""


def of_g2(folder: Path, **parts: str) -> Read:
    return read(folder, "a.xml", g2(**parts))


def of_nitf(folder: Path, *parts: str) -> Read:
    return read(folder, "a.xml", nitf(*parts))


def test_the_rights_of_an_item(tmp_path: Path) -> None:
    rights = """<rightsInfo idrefs="photo"><usageTerms>Photo only</usageTerms></rightsInfo>
        <rightsInfo><copyrightHolder literal="Kel"/><copyrightNotice xml:lang="de">Alle Rechte
        vorbehalten</copyrightNotice><copyrightNotice xml:lang="en">All rights reserved
        </copyrightNotice><usageTerms>For clients only</usageTerms>
        <dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"/>
        <otherConstraints>No training of models</otherConstraints></rightsInfo>"""
    assert of_g2(tmp_path, rights=rights, content="<creditline>Kel/Bo</creditline>").terms == Terms(
        copyright="All rights reserved",
        usage="For clients only",
        credit="Kel/Bo",
        data_mining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING No training of"
        " models",
    )
    holder = "<rightsInfo><copyrightHolder><name>Kel Wire</name></copyrightHolder></rightsInfo>"
    assert of_g2(tmp_path, rights=holder).terms == Terms(copyright="© Kel Wire")


@pytest.mark.parametrize(
    ("management", "expected"),
    [
        ("<embargoed>2030-01-02T06:00:00+01:00</embargoed>",
         Terms(embargo="2030-01-02T06:00:00+01:00")),
        ("<embargoed>2030-01-02</embargoed>", Terms(embargo="2030-01-02")),
        ("<embargoed/>", Terms(hold="it is embargoed, without a date")),
        ("<embargoed>after the vote</embargoed>",
         Terms(hold="its embargo 'after the vote' cannot be understood")),
        ("<edNote>EMBARGOED until 0600 GMT 2 January 2030</edNote>",
         Terms(embargo="2030-01-02T06:00:00+00:00")),
        ("<edNote>Not for publication before noon GMT, 2 January 2030</edNote>",
         Terms(embargo="2030-01-02T12:00:00+00:00")),
        ("<edNote>Updates with quotes</edNote>", Terms()),
        ('<edNote role="x:correctionnote">Gives the right day</edNote>',
         Terms(correction="Gives the right day")),
        ("<edNote>CORRECTS day in paragraph 2</edNote>",
         Terms(correction="CORRECTS day in paragraph 2")),
        ('<signal qcode="sig:correction"><name>Correction</name></signal>',
         Terms(correction="Correction")),
        ('<signal qcode="sig:update"/>', Terms()),
    ],
)  # fmt: skip
def test_what_the_management_of_an_item_states(
    tmp_path: Path, management: str, expected: Terms
) -> None:
    assert of_g2(tmp_path, management=management).terms == expected


def test_a_correction_has_the_date_of_its_version(tmp_path: Path) -> None:
    management = "<firstCreated>2025-03-16</firstCreated><edNote>CORRECTS the day</edNote>"
    assert of_g2(tmp_path, management=management).terms.corrected == "2025-03-17T09:30:00+00:00"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('<date.release norm="20300102T060000Z"/>', Terms(embargo="2030-01-02T06:00:00+00:00")),
        ('<date.release norm="soon"/>', Terms(hold="its embargo 'soon' cannot be understood")),
        ('<date.expire norm="20300102"/>', Terms(expiry="2030-01-02")),
        ('<doc.rights owner="Kel" startdate="20300101" enddate="20310101" limitations="UK only"/>',
         Terms(copyright="© Kel", usage="UK only", embargo="2030-01-01", expiry="2031-01-01")),
        ('<doc.copyright year="2025" holder="Kel Wire"/>', Terms(copyright="© 2025 Kel Wire")),
        ('<correction info="The day was wrong" id-string="0"/>',
         Terms(correction="The day was wrong")),
        ('<ed-msg info="EMBARGO: 2030-01-02T06:00Z"/>', Terms(embargo="2030-01-02T06:00:00+00:00")),
        ('<ed-msg info="Corrects the day"/>', Terms(correction="Corrects the day")),
        ('<ed-msg info="Adds quotes"/>', Terms()),
    ],
)  # fmt: skip
def test_what_the_head_of_nitf_states(tmp_path: Path, data: str, expected: Terms) -> None:
    assert of_nitf(tmp_path, data).terms == expected


def test_an_embargoed_story_of_nitf_is_held(tmp_path: Path) -> None:
    assert of_nitf(tmp_path, "", "", "embargoed").terms.hold == (
        "it is embargoed by its management-status"
    )
    release = '<date.release norm="20300102T060000Z"/>'
    assert of_nitf(tmp_path, release, "", "embargoed").terms == Terms(
        embargo="2030-01-02T06:00:00+00:00"
    )
    rights = "<rights>© Kel Wire, all rights reserved</rights>"
    assert of_nitf(tmp_path, "", rights).terms == Terms(copyright="© Kel Wire, all rights reserved")


@pytest.mark.parametrize(
    "body",
    [
        "<html><body><header><ul class='slugline'><li>Rain</li></ul><time>17.3.</time>"
        "<h1>Rain in Kel</h1></header><section><p>It rained in Kel.</p></section></body></html>",
        "<html><body><p class='genre x-1'>Report</p><p>It rained in Kel.</p></body></html>",
        "<div><ul class='keywords'><li>Kel</li></ul>\n<h1>Rain in Kel</h1><p>It rained in Kel.</p>"
        "<footer>kw/ab</footer></div>",
        "<html><body><figure><img/><figcaption>A cloud</figcaption></figure><p>It rained in Kel."
        "</p><nav>More</nav></body></html>",
        "&lt;p&gt;It rained in Kel.&lt;/p&gt;",
        "<div>&lt;p class='a'&gt;It rained&lt;br/&gt; in Kel.&lt;/p&gt;</div>",
    ],
)
def test_the_furniture_of_a_text_is_not_text(tmp_path: Path, body: str) -> None:
    (article,) = of_g2(tmp_path, body=body).articles
    assert " ".join(article.text.split()) == "It rained in Kel."


def test_words_behind_furniture_stay(tmp_path: Path) -> None:
    body = (
        "<div><span class='genre'>Report</span>It rained <i class='keyword'>rain</i>in Kel.</div>"
    )
    (article,) = of_g2(tmp_path, body=body).articles
    assert article.text == "It rained in Kel."


def test_a_text_that_is_its_headline_stays(tmp_path: Path) -> None:
    (article,) = of_g2(tmp_path, body="<p>Rain in Kel</p>").articles
    assert article.text == "Rain in Kel"


def test_stories_of_nitf_are_versions_only_if_they_are_numbered_or_dated(tmp_path: Path) -> None:
    def item(data: str) -> tuple[str, int, bool]:
        (found,) = of_nitf(tmp_path, data).items
        assert found is not None
        return found.guid, found.number, found.is_ordered

    assert item("") == ("nitf:KW:1", 0, False)
    assert item('<du-key key="rain" version="3"/>') == ("nitf:KW:1", 3, True)
    unnamed = nitf().replace('<doc-id id-string="1" regsrc="KW"/>', '<doc-id id-string="1"/>')
    assert read(tmp_path, "b.xml", unnamed).items == [None]
    global_name = nitf().replace('id-string="1" regsrc="KW"', 'id-string="urn:kel:1"')
    (found,) = read(tmp_path, "c.xml", global_name).items
    assert found is not None
    assert found.guid == "urn:kel:1"
