"""The rows of workbooks are articles, as those of a `.csv` file are."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.styles import Font

from index.sources.formats.office import sheets
from index.sources.parsed_article import ParsedArticle, Problem
from index.sources.sandbox.files import read_path
from tests.index.sources.formats.office.open_document import make_open_document
from tests.index.sources.sample_files import LEAD, articles, make_zip, problems, read

Table = Sequence[Sequence[object]]
HEADER = ["title", "text", "date", "authors", "id"]


def make_xlsx(*tables: Table, names: Sequence[str] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, table in enumerate(tables):
        sheet = workbook.create_sheet(names[number] if names else f"Sheet{number + 1}")
        for row in table:
            sheet.append(list(row))
    return save(workbook)


def save(workbook: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def write_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, datetime | date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}">'
            "<text:p>5/2/31</text:p></table:table-cell>"
        )
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value:,.2f}</text:p></table:table-cell>"
        )
    lines = "".join(f"<text:p>{line}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell>{lines}</table:table-cell>"


def make_ods(*tables: Table, names: Sequence[str] = (), styles: str = "") -> bytes:
    body = "".join(
        f'<table:table table:name="{names[number] if names else f"Sheet{number + 1}"}"'
        + ' table:style-name="ta1"' * (number == 1)
        + ">"
        + "".join(
            f"<table:table-row>{''.join(map(write_cell, row))}</table:table-row>" for row in table
        )
        + "</table:table>"
        for number, table in enumerate(tables)
    )
    return make_open_document(body, styles, kind="spreadsheet")


BOTH = pytest.mark.parametrize(("name", "make"), [("a.xlsx", make_xlsx), ("a.ods", make_ods)])


@BOTH
def test_each_row_is_an_article(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    table = [
        ["Our articles"],
        [],
        HEADER,
        ["Mayor resigns", f"{LEAD}\nBye.", datetime(2031, 5, 2), "Ada Quill; Bo Vane", 12],
        [],
        ["Rain", "It rained.", datetime(2031, 5, 2, 10, 30), None, "007"],
    ]
    one, two = (
        item for item in read(tmp_path, name, make(table)) if isinstance(item, ParsedArticle)
    )
    assert (one.article.title, one.article.text) == ("Mayor resigns", f"{LEAD}\nBye.")
    assert (one.article.published, one.article.authors) == ("2031-05-02", ("Ada Quill", "Bo Vane"))
    assert (one.article.id, two.article.id) == ("12", "007")
    assert two.article.published == "2031-05-02T10:30:00"
    path = str((tmp_path / name).resolve())
    assert (one.origin, one.container) == (f"{path}!/Sheet1#12", path)


@BOTH
def test_the_sheets_with_a_text_are_read_and_the_others_named(
    tmp_path: Path, name: str, make: object
) -> None:
    assert callable(make)
    tables = [
        [["text", "id"], ["One.", 1]],
        [["Notes"], ["x"]],
        [["id", "body"], [1, "Two."]],
    ]
    reads = read(tmp_path, name, make(*tables, names=["May", "Notes", "June"]))
    assert [article.text for article in articles(reads)] == ["One.", "Two."]
    (note,) = (item for item in reads if isinstance(item, Problem))
    assert note.reason == "no column of these sheets is the text of an article: 'Notes'"
    assert not note.skipped


@BOTH
def test_a_bad_row_keeps_no_other_out(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    table = [["id", "text"], [1, "One."], [2, None], [1, "Again."], [3, "Three."]]
    reads = read(tmp_path, name, make(table))
    assert [article.text for article in articles(reads)] == ["One.", "Three."]
    assert problems(reads) == [
        f"{name}, sheet 'Sheet1', row 3: it has no text",
        f"{name}, sheet 'Sheet1', row 4: its id '1' already stands on row 2",
    ]


@BOTH
def test_a_date_that_is_only_text_is_not_guessed(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    table = [["text", "date"], ["One.", "03/04/2031"], ["Two.", 45000]]
    reads = read(tmp_path, name, make(table))
    assert [article.published for article in articles(reads)] == [None, None]


@BOTH
def test_of_two_columns_with_one_name_the_first_counts(
    tmp_path: Path, name: str, make: object
) -> None:
    assert callable(make)
    table = [["text", "Title ", "title", None], ["One.", "A", "B", "beside"]]
    (article,) = articles(read(tmp_path, name, make(table)))
    assert (article.title, article.text) == ("A", "One.")


@BOTH
def test_without_a_text_it_says_which_columns_there_are(
    tmp_path: Path, name: str, make: object
) -> None:
    assert callable(make)
    (problem,) = problems(read(tmp_path, name, make([["Wort", None, "Datum"], ["a", 1, "b"]])))
    assert "none of its columns is the text of an article: they are 'Wort', 'Datum'" in problem
    assert "Name the column of the text by one of text, " in problem
    assert problems(read(tmp_path, name, make([]))) == [f"{name}: its sheets are empty"]


@BOTH
def test_a_row_has_a_limit(tmp_path: Path, name: str, make: object) -> None:
    assert callable(make)
    table = [["text", "a", "b"], *([["x" * 30_000] * 3] * 1), ["Two.", "", ""]]
    long = [["text", *(f"c{n}" for n in range(200))], ["x" * 30_000] * 201, ["Two."]]
    assert len(articles(read(tmp_path, name, make(table)))) == 2
    reads = read(tmp_path, name, make(long))
    assert [article.text for article in articles(reads)] == ["Two."]
    assert problems(reads) == [f"{name}, sheet 'Sheet1', row 2: it is longer than 5 MB"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("a", "a"), (3.0, "3"), (3.5, "3.5"), (3, "3"), (True, "True"),
        (datetime(2031, 5, 2), "2031-05-02"), (date(2031, 5, 2), "2031-05-02"),
        (datetime(2031, 5, 2, 10, 30, 5, 999), "2031-05-02T10:30:05"), (time(10, 30), "10:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"), (float("inf"), "inf"),
    ],
)  # fmt: skip
def test_values_as_text(value: object, text: str) -> None:
    assert sheets.write_value(value) == text


def share_strings(*items: str) -> bytes:
    """A workbook whose texts stand together, as Excel writes them: a header, then these items."""
    output = io.BytesIO()
    rows = "".join(
        f'<row r="{number}"><c r="A{number}" t="s"><v>{number - 1}</v></c></row>'
        for number in range(1, len(items) + 2)
    )
    parts = {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}'
        "</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{NAMESPACE}"><si><t>text</t></si>'
        f"{''.join(items)}</sst>",
    }
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with (
        ZipFile(io.BytesIO(make_xlsx([["text"]]))) as old,
        ZipFile(output, "w", ZIP_DEFLATED) as new,
    ):
        types = old.read("[Content_Types].xml").decode()
        part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        parts["[Content_Types].xml"] = types.replace("</Types>", part)
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return output.getvalue()


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRUCK = "<r><t xml:space='preserve'>The </t></r><r><rPr><strike/></rPr><t>old </t></r>"


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<t>One_x000D_\nTwo.</t>", "One\nTwo."),
        ("<t>caf_x00E9_</t>", "café"),
        (f"{STRUCK}<r><t>mayor.</t></r>", "The mayor."),
        (f"{STRUCK}<r><rPr><b/></rPr><t>mayor.</t></r>", "The mayor."),
        ("<t>Kel</t><rPh sb='0' eb='1'><t>kell</t></rPh>", "Kel"),
    ],
)
def test_texts_of_excel(tmp_path: Path, item: str, text: str) -> None:
    content = share_strings(f"<si>{item}</si>")
    assert [article.text for article in articles(read(tmp_path, "a.xlsx", content))] == [text]


def test_what_excel_does_not_show(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["text", "title", "url"], ["One.", "Struck", "=1+1"], ["Two.", "#N/A", None]):
        sheet.append(row)
    sheet["B2"].font = Font(strike=True)
    sheet["B3"].data_type = "e"
    hidden = workbook.create_sheet("Hidden")
    hidden.append(["text"])
    hidden.append(["Not this."])
    hidden.sheet_state = "hidden"
    reads = read(tmp_path, "a.xlsx", save(workbook))
    assert [(one.text, one.title, one.url) for one in articles(reads)] == [
        *(("One.", "", ""), ("Two.", "", "")),
    ]


def test_a_wrong_size_of_a_sheet_cuts_nothing_off(tmp_path: Path) -> None:
    content = make_xlsx([["id", "text"], [1, "One."], [2, "Two."]])
    output = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(output, "w") as new:
        for member in old.infolist():
            raw = old.read(member).replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1"')
            new.writestr(member.filename, raw)
    assert len(articles(read(tmp_path, "a.xlsx", output.getvalue()))) == 2


def test_what_a_spreadsheet_does_not_show(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties'
        ' table:display="false"/></style:style><style:style style:name="s"'
        ' style:family="table-cell"><style:text-properties'
        ' style:text-line-through-style="solid"/></style:style>'
    )
    content = make_ods([["text"], ["One."]], [["text"], ["Not this."]], styles=styles)
    assert [article.text for article in articles(read(tmp_path, "a.ods", content))] == ["One."]
    cell = '<table:table-cell table:style-name="s"><text:p>{}</text:p></table:table-cell>'
    comment = "<office:annotation><text:p>Not this.</text:p></office:annotation>"
    rows = (
        ("<text:p>text</text:p>", "<text:p>title</text:p>"),
        (f"{comment}<text:p>One.</text:p>", "</table:table-cell>" + cell.format("Struck")),
    )
    body = (
        "<table:table>"
        + "".join(
            f"<table:table-row><table:table-cell>{one}</table:table-cell>"
            f"<table:table-cell>{two}</table:table-cell></table:table-row>".replace(
                "<table:table-cell></table:table-cell>", ""
            )
            for one, two in rows
        ).replace("</table:table-cell></table:table-cell>", "</table:table-cell>")
        + "</table:table>"
    )
    (article,) = articles(
        read(tmp_path, "b.ods", make_open_document(body, styles, kind="spreadsheet"))
    )
    assert (article.text, article.title) == ("One.", "")


def test_rows_and_cells_that_repeat_take_no_memory(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    full = (
        '<table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p>'
        "</table:table-cell>"
    )
    body = (
        "<table:table><table:table-row><table:table-cell><text:p>text</text:p></table:table-cell>"
        f"{empty}</table:table-row><table:table-row table:number-rows-repeated='1048570'>{empty}"
        "</table:table-row><table:table-row><table:table-cell><text:p>One.</text:p>"
        f"</table:table-cell>{full}</table:table-row></table:table>"
    )
    reads = read(tmp_path, "a.ods", make_open_document(body, kind="spreadsheet"))
    assert [article.text for article in articles(reads)] == ["One."]


@pytest.mark.slow
def test_one_cell_far_away_takes_no_memory(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "text", "One.", "far"
    reads = read(tmp_path, "a.xlsx", save(workbook))
    assert [article.text for article in articles(reads)] == ["One."]


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"", "damaged, or not a zip archive"),
        ("a.xlsx", make_xlsx([["text"], ["One."]])[:-40], "damaged, or not a zip archive"),
        ("a.xlsx", make_zip({"a.txt": LEAD}), "it is damaged, or not an Excel workbook"),
        ("a.xlsx", encrypted(), "it is protected by a password, or in the format of Excel 97"),
        ("a.xlsx", make_zip({"xl/a.bin": bytes(60_000_000)}), "like a bomb"),
        ("a.ods", b"", "damaged, or not a zip archive"),
        ("a.ods", make_ods([["text"], ["One."]])[:-40], "damaged, or not a zip archive"),
        ("a.ods", make_zip({"content.xml": "<x"}), "not well-formed XML"),
        ("a.ods", make_zip({"content.xml": "<x/>"}), "its sheets are empty"),
        ("a.ods", make_zip({"a.txt": LEAD}), "it has no part 'content.xml'"),
        (
            "a.ods",
            make_zip({"content.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}),
            "XML entities of its own",
        ),
        (
            "a.ods",
            make_open_document("", manifest="<encryption-data/>", kind="spreadsheet"),
            "it is protected by a password",
        ),
    ],
)
def test_what_is_no_whole_workbook_says_so(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (problem,) = problems(read(tmp_path, name, content))
    assert reason in problem


@pytest.mark.slow
@BOTH
def test_a_workbook_of_many_rows_is_read_row_by_row(
    tmp_path: Path, name: str, make: object
) -> None:
    assert callable(make)
    content = make([["id", "text"], *([n, f"It rained {n} times. " * 25] for n in range(1_200))])
    path = tmp_path / name
    path.write_bytes(content)
    tracemalloc.start()
    reads = read_path(path)
    next(reads)
    tracemalloc.reset_peak()
    assert sum(isinstance(item, ParsedArticle) for item in reads) == 1_199
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_300_000  # all at once take 1.7 MB, row by row 0.8
