"""NewsML 1: an item, its parts, its revisions, its rights and what takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.item import ItemVersion, NoticeStatus
from index.core.terms import Terms
from tests.index.sources.formats.agency.reading import read

TEXT = '<ContentItem><MediaType FormalName="Text"/><DataContent>{}</DataContent></ContentItem>'
LINES = (
    "<NewsLines><HeadLine>Rain in Kel</HeadLine><ByLine>By Ann Bo</ByLine><CopyrightLine>© 2025"
    " Kel</CopyrightLine><CreditLine>Kel/Bo</CreditLine><SlugLine>RAIN</SlugLine></NewsLines>"
)
HEAD = (
    '<AdministrativeMetadata><Provider><Party FormalName="Kel Wire"/></Provider>'
    '</AdministrativeMetadata><DescriptiveMetadata><Language FormalName="EN"/>'
    "</DescriptiveMetadata>"
)


def item(
    components: str = "",
    status: str = '<Status FormalName="Usable"/>',
    revision: str = "2",
    lines: str = LINES,
) -> str:
    components = components or TEXT.format("<p>It rained in Kel.</p><p>It was wet.</p>")
    return (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>kel.example</ProviderId><DateId>"
        f"20250317</DateId><NewsItemId>7</NewsItemId><RevisionId Update='N' PreviousRevision='1'>"
        f"{revision}</RevisionId><PublicIdentifier>urn:newsml:kel.example:20250317:7:{revision}"
        "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType"
        " FormalName='News'/><FirstCreated>20250317T093000+0100</FirstCreated><ThisRevisionCreated>"
        f"20250318T080000Z</ThisRevisionCreated>{status}</NewsManagement><NewsComponent>{lines}"
        f"{HEAD}{components}</NewsComponent></NewsItem>"
    )


def newsml(*items: str) -> str:
    envelope = "<NewsEnvelope><DateAndTime>20250319T000000Z</DateAndTime></NewsEnvelope>"
    return f'<?xml version="1.0"?><NewsML>{envelope}{"".join(items)}</NewsML>'


def test_all_fields_of_an_item(tmp_path: Path) -> None:
    found = read(tmp_path, "a.xml", newsml(item()))
    assert found.articles == [
        Article(
            id="urn:newsml:kel.example:20250317:7",
            title="Rain in Kel",
            text="It rained in Kel.\n\nIt was wet.",
            source="Kel Wire",
            published="2025-03-17T09:30:00+01:00",
            authors=("Ann Bo",),
            updated="2025-03-18T08:00:00+00:00",
            language="en",
            terms=Terms(copyright="© 2025 Kel", credit="Kel/Bo"),
        )
    ]
    second = 1_742_284_800  # of 2025-03-18T08:00:00Z
    assert found.items == [ItemVersion("urn:newsml:kel.example:20250317:7", 2, second)]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.format("<![CDATA[<P>It rained in Kel.</P>\n<P>It was wet.</P>]]>"),
        TEXT.format("It rained in Kel.\n\nIt was wet."),
        TEXT.format("<nitf><body><body.content><p>It rained in Kel.</p><p>It was wet.</p>"
                    "</body.content></body></nitf>"),
        TEXT.format("<html><body><h1>Rain in Kel</h1><p>It rained in Kel.</p><p>It was wet.</p>"
                    "</body></html>"),
        "<NewsComponent><Role FormalName='Photo'/>" + TEXT.format("A cloud.") + "</NewsComponent>"
        "<NewsComponent><Role FormalName='Main'/>"
        + TEXT.format("<p>It rained in Kel.</p><p>It was wet.</p>") + "</NewsComponent>",
        "<NewsComponent><ContentItem><MediaType FormalName='Photo'/><DataContent>xx</DataContent>"
        "</ContentItem>" + TEXT.format("<p>It rained in Kel.</p>")
        + TEXT.format("<p>It was wet.</p>") + "</NewsComponent>",
        "<NewsComponent EquivalentsList='yes'>"
        + TEXT.format("<p>It rained in Kel.</p><p>It was wet.</p>")
        + TEXT.format("It rained in Kel. It was wet.") + "</NewsComponent>",
        "<ContentItem><DataContent><p>It rained in Kel.</p><p>It was wet.</p></DataContent>"
        "</ContentItem>",
    ],
)  # fmt: skip
def test_the_text_in_all_its_forms(tmp_path: Path, content: str) -> None:
    (article,) = read(tmp_path, "a.xml", newsml(item(content))).articles
    assert article.text == "It rained in Kel.\n\nIt was wet."


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ('<Status FormalName="Withheld"/>', Terms(hold="it is withheld by its Status")),
        ('<Status FormalName="Embargoed"/>',
         Terms(hold="it is embargoed by its Status, without a date")),
        ('<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
         "<DateAndTime>20300102T060000Z</DateAndTime></StatusWillChange>",
         Terms(embargo="2030-01-02T06:00:00+00:00")),
        ('<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Canceled"/>'
         "<DateAndTime>20300102T060000Z</DateAndTime></StatusWillChange>",
         Terms(hold="it is embargoed by its Status, without a date")),
    ],
)  # fmt: skip
def test_what_holds_an_item(tmp_path: Path, status: str, expected: Terms) -> None:
    lines = "<NewsLines><HeadLine>Rain in Kel</HeadLine></NewsLines>"
    assert read(tmp_path, "a.xml", newsml(item(status=status, lines=lines))).terms == expected


@pytest.mark.parametrize("status", ["Canceled", "canceled", "Cancelled"])
def test_a_canceled_item_is_a_notice(tmp_path: Path, status: str) -> None:
    kill = item(" ", f'<Status FormalName="{status}"/>', "3")
    found = read(tmp_path, "a.xml", newsml(kill, item().replace(">7<", ">8<")))
    assert [article.id for article in found.articles] == ["urn:newsml:kel.example:20250317:8"]
    (notice,) = found.notices
    assert notice.notice.status is NoticeStatus.CANCELED
    assert (notice.notice.item.guid, notice.notice.item.number) == (
        "urn:newsml:kel.example:20250317:7",
        3,
    )


def test_the_rights_of_an_item(tmp_path: Path) -> None:
    rights = (
        "<RightsMetadata><Copyright><CopyrightHolder>Kel Wire</CopyrightHolder><CopyrightDate>2025"
        "</CopyrightDate></Copyright><UsageRights><UsageType>Text</UsageType><EndDate>20300102"
        "</EndDate></UsageRights></RightsMetadata>"
    )
    lines = (
        "<NewsLines><HeadLine>Rain</HeadLine><RightsLine>For clients only</RightsLine></NewsLines>"
    )
    content = rights + TEXT.format("<p>It rained.</p>")
    assert read(tmp_path, "a.xml", newsml(item(content, lines=lines))).terms == Terms(
        copyright="© 2025 Kel Wire", usage="For clients only; Text", expiry="2030-01-02"
    )


def test_several_stories_of_an_item_stay_apart(tmp_path: Path) -> None:
    stories = "".join(
        f"<NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines>"
        f"{TEXT.format(f'<p>{title} fell.</p>')}</NewsComponent>"
        for title in ("Rain", "Snow")
    )
    found = read(tmp_path, "a.xml", newsml(item(stories)))
    assert [(one.id, one.title, one.text) for one in found.articles] == [
        ("urn:newsml:kel.example:20250317:7", "Rain", "Rain fell."),
        ("urn:newsml:kel.example:20250317:7#2", "Snow", "Snow fell."),
    ]


def test_an_item_is_named_by_its_public_identifier_where_nothing_else_names_it(
    tmp_path: Path,
) -> None:
    content = newsml(item()).replace("<ProviderId>kel.example</ProviderId>", "")
    (found,) = read(tmp_path, "a.xml", content).items
    assert found is not None
    assert (found.guid, found.number) == ("urn:newsml:kel.example:20250317:7", 2)


def test_a_bad_item_does_not_keep_the_others_out(tmp_path: Path) -> None:
    photo = "<ContentItem><MediaType FormalName='Photo'/></ContentItem>"
    found = read(tmp_path, "a.xml", newsml(item(photo), item().replace(">7<", ">8<")))
    assert len(found.articles) == 1
    assert [one.reason for one in found.problems] == ["it has no text"]
