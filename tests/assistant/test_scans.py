"""A quotation that OCR read is marked as such everywhere, and the image of its lines is shown.

The scan comes with hOCR, so that its words and doubts are the same on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from PIL import Image
from rich.console import Console

from assistant.chat.resolved_question import ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.core.answer import Answer
from assistant.pipeline import Assistant
from assistant.present.citation_text import format_answer
from assistant.present.export.chat_markdown import render_chat_markdown
from assistant.present.export.chat_page import render_chat_page
from assistant.present.html.evidence_view import render_evidence
from assistant.present.terminal.answer_text import show_answer, show_hits
from index.core.article import Filters
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from tests.assistant.rest import program, settings_of
from tests.index.sources.ocr.test_recognised_files import make_hocr, sure
from tests.index.sources.scans import draw_scan, save_picture

QUESTION = "When did the mayor of Port Elster resign?"
QUOTE = "The mayor of Pont Elster\nresigned on Monday."
LINES = (
    (("The", 96), ("mayor", 93), ("of", 95), ("Pont", 41), ("Elster", 95)),
    *sure("resigned on Monday.", "Her deputy takes over at noon."),
)


@pytest.fixture
def scanned(library: Library, tmp_path: Path) -> Library:
    """An archive of one scan, whose image has letters where the hOCR says so."""
    folder = tmp_path / "scans"
    folder.mkdir()
    page = Image.new("L", (1_000, 1_400), 250)
    for number in range(len(LINES)):
        page.paste(0, (100, 100 + 40 * number, 100 + 200, 124 + 40 * number))
    (folder / "resigns.hocr").write_text(make_hocr(LINES, image="page.tif"))
    (folder / "page.tif").write_bytes(save_picture(page, "TIFF"))
    library.add(read_files(find_files([folder / "resigns.hocr"])))
    return library


def ask(library: Library) -> Answer:
    answer = Assistant(library).ask(QUESTION)
    assert [one.quote for one in answer.citations] == [QUOTE]
    return answer


def print_terminal(answer: Answer) -> str:
    console = Console(file=io.StringIO(), width=200)
    show_answer(console, answer)
    show_hits(console, answer.hits)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_quotations_say_that_they_were_read_by_ocr(scanned: Library) -> None:
    answer = ask(scanned)
    (citation,) = answer.citations
    assert (citation.ocr, citation.pages) == (True, (1,))
    assert print_terminal(answer).count("read by OCR, page 1") == 2
    assert format_answer(answer).text.endswith("resigns (read by OCR, page 1)")


def test_the_words_of_a_person_are_not_marked(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(QUOTE)
    library.add(read_files(find_files([tmp_path / "a.txt"])))
    answer = ask(library)
    assert (answer.citations[0].ocr, answer.citations[0].pages) == (False, ())
    assert "OCR" not in print_terminal(answer) + format_answer(answer).text
    assert "ocr" not in render_evidence(answer)


def test_exports_say_so(scanned: Library) -> None:
    answer = ask(scanned)
    turn = Turn.from_answer(ResolvedQuestion(QUESTION, QUESTION, Filters()), answer)
    markdown = render_chat_markdown([turn], "http://127.0.0.1:7860")
    assert "read by OCR, page 1" in markdown
    assert "(read by OCR, page 1)" in render_chat_page([turn], "http://127.0.0.1:7860")


def test_the_evidence_underlines_doubtful_words_and_shows_the_scan(scanned: Library) -> None:
    html = render_evidence(ask(scanned))
    assert '<span class="doubtful" title="OCR was 41% sure of this word">Pont</span>' in html
    assert html.count('class="doubtful"') == 1
    assert "read by OCR, page 1" in html
    assert f'src="/scan?id=resigns&amp;start=0&amp;end={len(QUOTE)}&amp;page=1"' in html


@pytest.fixture
def client(scanned: Library) -> Iterator[httpx.Client]:
    with program(settings_of(scanned._home.folder), scanned) as opened:
        yield opened


def show(
    client: httpx.Client, start: int = 0, end: int = len(QUOTE), **more: int
) -> httpx.Response:
    return client.get("/scan", params={"id": "resigns", "start": start, "end": end, **more})


def test_programs_learn_it(client: httpx.Client) -> None:
    told = client.post("/v1/ask", json={"question": QUESTION}).json()
    assert [(one["ocr"], one["pages"]) for one in told["citations"]] == [(True, [1])]
    assert [(one["ocr"], one["pages"]) for one in told["hits"]] == [(True, [1])]


def test_the_page_of_the_article_marks_doubtful_words(client: httpx.Client) -> None:
    page = client.get("/article/resigns", params={"quote": f"0-{len(QUOTE)}"})
    text = page.text[page.text.index('<div class="text"') :]
    assert (
        f'<mark data-at="0-{len(QUOTE)}">The mayor of <span class="doubtful"'
        ' title="OCR was 41% sure of this word">Pont</span> Elster\nresigned on Monday.</mark>'
        "\n\nHer deputy takes over at noon.</div>" in text
    )
    assert "read by OCR, page 1" in page.text
    assert f'src="/scan?id=resigns&amp;start=0&amp;end={len(QUOTE)}&amp;page=1"' in page.text
    assert "img-src 'self'" in page.headers["content-security-policy"]


def test_the_image_of_the_quoted_lines_is_cut_out(client: httpx.Client) -> None:
    answer = show(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    image = Image.open(io.BytesIO(answer.content))
    # Two lines of the page, and some of the ground around them.
    assert 60 < image.height < 110
    black = sum(image.histogram()[:50])
    assert black == pytest.approx(2 * 24 * 200, rel=0.3)
    one_line = Image.open(io.BytesIO(show(client, end=5).content))
    assert one_line.height < image.height


def test_an_image_that_cannot_be_shown_says_why(client: httpx.Client, tmp_path: Path) -> None:
    def reason(**values: int) -> str:
        answer = show(client, **values)
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/plain")
        assert str(tmp_path) not in answer.text
        return answer.text

    assert show(client).status_code == 200
    assert reason(page=2) == "These words are of no scan"
    assert reason(start=900, end=950) == "These words are of no scan"
    assert "no article" in client.get("/scan?id=nobody&start=0&end=9").text
    file = tmp_path / "scans" / "page.tif"
    content = file.read_bytes()
    file.write_bytes(content + b" ")
    assert reason() == "The scan cannot be shown: the file has changed since it was read"
    file.write_bytes(content)
    assert show(client).status_code == 200
    file.unlink()
    assert reason() == "The scan of these words is no longer there"


def test_a_scan_that_becomes_text_is_no_scan_any_more(scanned: Library, tmp_path: Path) -> None:
    file = tmp_path / "scans" / "resigns.hocr"
    file.write_text(make_hocr(sure("The mayor of Port Elster", "resigned on Monday.")))
    scanned.add(read_files(find_files([file])))
    assert [line.doubtful for line in scanned.recognised("resigns")] == [(), ()]
    scanned.remove(["resigns"])
    assert scanned.recognised("resigns") == ()
    assert scanned.page_image("resigns", 1) is None


def test_the_same_text_on_another_image_has_its_digest(scanned: Library, tmp_path: Path) -> None:
    before = scanned.page_image("resigns", 1)
    (tmp_path / "scans" / "page.tif").write_bytes(save_picture(draw_scan(["Kel"]), "TIFF"))
    report = scanned.add(read_files(find_files([tmp_path / "scans" / "resigns.hocr"])))
    after = scanned.page_image("resigns", 1)
    assert report.unchanged == 1
    assert before is not None
    assert after is not None
    assert before.digest != after.digest
