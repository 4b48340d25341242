"""IPTC 7901 and ANPA 1312, told by their control characters from any other text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.item import ItemVersion, NoticeStatus
from index.core.terms import Terms
from tests.index.sources.formats.agency.reading import Read, read

BODY = """Kel (kw) - The cafe in Kel closed on Monday after two weeks of rain
that had flooded its kitchen.

"We waited too long," said Ann Bo.
"""


def iptc(
    text: str = BODY,
    head: str = "Kel/rain/\nRain closes a cafe in Kel\nBy Carl Di, Kel Wire =\n\n",
    header: str = "kel0123 4 pl 120  kel-wire 0045",
    end: str = "171200 GMT Mar 25",
) -> str:
    message = f"\x01{header}\n\n\x02{head}{text}\x03\n{end}\n\x04"
    return message.replace("\n", "\r\n")


def anpa(lines: list[str], end: str = "\t   KW-WF-03-17-25 1200GMT<") -> str:
    head = "\x16\x16\x01a0123\x1fkelun\nu a\x13\x11BC-Kel-Rain     03-17 0020\n"
    return (head + "\x02" + "\n".join([*lines, "", end]) + "\n\x03\n\x04").replace("\n", "\r\n")


HEAD = ["^BC-Kel-Rain,120<", "^Rain closes a cafe in Kel<", "^Eds: Adds quotes.<",
        "^By CARL DI=", "^Kel Wire="]  # fmt: skip
PARAGRAPHS = ["\t   KEL (KW) _ The cafe closed. ", " ", "\t   ``We waited,'' said Ann Bo. ",
              "\t   ___", "^NEXT=", "\t   It opens in May. "]  # fmt: skip


def of(folder: Path, content: str, name: str = "a.tst") -> Read:
    return read(folder, name, content)


def test_all_fields_of_iptc_7901(tmp_path: Path) -> None:
    found = of(tmp_path, iptc())
    assert found.articles == [
        Article(
            id="iptc7901:kel0123:2025-03-17",
            title="Rain closes a cafe in Kel",
            text="Kel (kw) - The cafe in Kel closed on Monday after two weeks of rain that had"
            ' flooded its kitchen.\n\n"We waited too long," said Ann Bo.',
            source="kel-wire",
            published="2025-03-17T12:00:00+00:00",
            authors=("Carl Di", "Kel Wire"),
        )
    ]
    assert found.items == [ItemVersion("iptc7901:kel0123:2025-03-17", is_ordered=False)]


def test_all_fields_of_anpa_1312(tmp_path: Path) -> None:
    found = of(tmp_path, anpa([*HEAD, *PARAGRAPHS]))
    assert found.articles == [
        Article(
            id="anpa1312:a0123:2025-03-17",
            title="Rain closes a cafe in Kel",
            text="KEL (KW) _ The cafe closed.\n\n``We waited,'' said Ann Bo.\n\nNEXT\n\nIt opens"
            " in May.",
            source="KW",
            published="2025-03-17T12:00:00+00:00",
            authors=("CARL DI",),
        )
    ]


@pytest.mark.parametrize("name", ["a.tst", "a.txt", "a.anpa", "a.iptc", "A.TXT"])
def test_the_endings(tmp_path: Path, name: str) -> None:
    assert of(tmp_path, iptc(), name).articles[0].title == "Rain closes a cafe in Kel"


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        ("Kel/rain/\nREFILE\n1ST LEAD\nRain closes a cafe =\n\n", "Rain closes a cafe", ()),
        ("Rain closes a cafe =\nBy Ann Bo =\n\n", "Rain closes a cafe", ("Ann Bo",)),
        ("Rain closes a cafe\n\n", "Rain closes a cafe", ()),
        ("RAIN-KEL\nRain closes a cafe\n\n", "Rain closes a cafe", ()),
        ("Kel/rain/\n(With photos)\nRain closes\na cafe =\n\n", "Rain closes a cafe", ()),
        ("", "", ()),
    ],
)
def test_the_lines_above_a_text(
    tmp_path: Path, head: str, title: str, authors: tuple[str, ...]
) -> None:
    text = BODY if head else "It rained in Kel.\n\nIt was wet.\n"
    (article,) = of(tmp_path, iptc(text, head)).articles
    assert (article.title, article.authors) == (title, authors)
    assert article.text.startswith(text[:12])


@pytest.mark.parametrize(
    "addition",
    [
        "\n# Notebook\n\n## Note to editors\n- adds quotes\n",
        "\n* * * *\nThe following information is not intended for publication\n\nTel. 123\n",
        "\nkw ab cd\n",
        "\n--- end ---\n",
        "\nNNNN\n",
    ],
)
def test_what_is_not_for_publication_is_not_text(tmp_path: Path, addition: str) -> None:
    (article,) = of(tmp_path, iptc(BODY + addition)).articles
    assert article.text.endswith('"We waited too long," said Ann Bo.')


def test_lines_of_a_table_stay_lines(tmp_path: Path) -> None:
    table = "\nKel          3   1\nOstrell      2   2\nPort Elden   0   4\n"
    (article,) = of(tmp_path, iptc(BODY + table)).articles
    assert article.text.endswith("\n\nKel 3 1\nOstrell 2 2\nPort Elden 0 4")
    lines = ["^BC-Table,10<", "^Results<", "^Table=", "Kel;3;1", "Ostrell;2;2"]
    (article,) = of(tmp_path, anpa(lines)).articles
    assert article.text == "Kel;3;1\nOstrell;2;2"


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("171200 GMT Mar 25", "2025-03-17T12:00:00+00:00"),
        ("171200 UTC MAR 2025", "2025-03-17T12:00:00+00:00"),
        # In another zone, or in none, the hour means nothing.
        ("171200 MEZ Mar 25", "2025-03-17"),
        ("171200 Mar 25", "2025-03-17"),
        ("171200 GMT Mar 98", "1998-03-17T12:00:00+00:00"),
        ("311200 GMT Feb 25", None),
        ("171200", None),
        ("", None),
    ],
)
def test_the_time_at_the_end(tmp_path: Path, end: str, published: str | None) -> None:
    assert of(tmp_path, iptc(end=end)).articles[0].published == published


def test_a_message_without_a_date_has_no_name_of_its_own(tmp_path: Path) -> None:
    found = of(tmp_path, iptc(end=""))
    assert found.items == [None]


def test_many_messages_in_a_file_one_of_them_cut_off(tmp_path: Path) -> None:
    whole = iptc() + iptc(header="kel0124 4 pl 20") + iptc(header="kel0125 4 pl 20")
    found = of(tmp_path, whole[: whole.rindex("\x03")])
    assert [article.id for article in found.articles] == [
        "iptc7901:kel0123:2025-03-17",
        "iptc7901:kel0124:2025-03-17",
    ]
    assert [one.reason for one in found.problems] == [
        "it is cut off: it has no ETX, which ends its text"
    ]
    assert found.problems[0].place.endswith("a.tst, message 3")


@pytest.mark.parametrize(
    ("text", "head", "target", "status"),
    [
        ("Editors: please kill KEL0099, sent in error.\n", "KILL\n", "kel0099", "canceled"),
        ("The story was sent in error.\n", "MANDATORY KILL KEL0099\n", "kel0099", "canceled"),
        (
            "Attention editors: kill story 0099.\n",
            "Kel/rain/\nAdvisory =\n\n",
            "kel0099",
            "canceled",
        ),
        ("EDITORS: withhold XYZ0099 until further notice.\n", "WITHHOLD\n", "xyz0099", "withheld"),
        ("It was sent in error.\n", "KILL\n", "kel0123", "canceled"),  # the message sent again
    ],
)
def test_a_message_that_takes_back_a_certain_one(
    tmp_path: Path, text: str, head: str, target: str, status: str
) -> None:
    found = of(tmp_path, iptc(text, head))
    assert found.articles == []
    (notice,) = found.notices
    assert notice.notice.item.guid == f"iptc7901:{target}:2025-03-17"
    assert notice.notice.status is NoticeStatus(status)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Editors: please kill KEL0099 and use KEL0100 instead.\n", "171200 GMT Mar 25"),
        ("Editors: please kill KEL0099.\n", ""),
    ],
)
def test_a_message_that_is_not_certain_takes_nothing_back(
    tmp_path: Path, text: str, end: str
) -> None:
    found = of(tmp_path, iptc(text, "KILL\n", end=end))
    assert (found.articles, found.notices) == ([], [])
    assert "nothing was removed" in found.problems[0].reason


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        ("Kel/rain/\nEMBARGOED UNTIL 0600 GMT 2 JANUARY 2030\nRain =\n\n", BODY,
         Terms(embargo="2030-01-02T06:00:00+00:00")),
        ("Rain in Kel\n", "Embargoed until 0600 GMT, 2 January 2030\n\n" + BODY,
         Terms(embargo="2030-01-02T06:00:00+00:00")),
        ("Kel/rain/\nEMBARGO\nRain =\n\n", BODY,
         Terms(hold="its embargo 'EMBARGO' cannot be understood")),
        ("Kel/rain/\nCORRECTION\nRain =\n\n", BODY, Terms(correction="CORRECTION")),
        ("Rain in Kel\n", BODY + "\n(This story corrects the day.)\n",
         Terms(correction="This story corrects the day.")),
        ("Embargo on cigars lifted\n", BODY, Terms()),
    ],
)  # fmt: skip
def test_terms_of_a_message(tmp_path: Path, head: str, text: str, expected: Terms) -> None:
    assert of(tmp_path, iptc(text, head)).terms == expected


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.tst", b"Just text.", "neither IPTC 7901 nor ANPA 1312"),
        ("a.anpa", b"", "neither IPTC 7901 nor ANPA 1312"),
        ("a.tst", b"\x01kel0123 4 pl 20\r\nNo text.", "neither IPTC 7901 nor ANPA 1312"),
        ("a.txt", b"\x01kel0123 4 pl 20\r\n\x02Rain", "cut off"),
        ("a.tst", "\x01kel0123\r\n\x02Café\r\nRain.\x03".encode("latin-1"), "encoding"),
        ("a.tst", b"\x01kel0123\r\n\x02\r\n\x03", "no text"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    found = read(tmp_path, name, content)
    assert found.articles == []
    assert reason in found.problems[0].reason


def test_other_texts_stay_texts(tmp_path: Path) -> None:
    for content in ("Just text.", "Tabs\tand \x07bells.", "\x02No header\x03"):
        (article,) = of(tmp_path, content, "a.txt").articles
        assert (article.id, article.text) == ("a", content)


def test_letters_beyond_ascii_in_utf_8(tmp_path: Path) -> None:
    (article,) = of(tmp_path, iptc("The café in Kel closed – at last.\n")).articles
    assert article.text == "The café in Kel closed – at last."
