"""`python -m eval.recognition ARTICLES FONT...`: measure Tesseract's confidence on bad scans.

ARTICLES is a folder of texts. Each font and kind of damage gives one page of each text.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from eval.recognition.degraded_page import DAMAGES, draw_page, list_words
from eval.recognition.word_results import WordResult, compare_words, measure_threshold
from index.sources.ocr.scanned_page import ScannedPage
from index.sources.ocr.tesseract import recognise
from index.sources.parsed_article import ParsedArticle
from index.sources.sandbox.files import find_files, read_files

_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
T = TypeVar("T")


def main(arguments: list[str]) -> None:
    """Print the shares of right words by damage, and of marked words by threshold."""
    folder, *fonts = arguments
    texts = [
        event.article.text
        for event in read_files(find_files([Path(folder)]))
        if isinstance(event, ParsedArticle)
    ]
    total: list[WordResult] = []
    print("| damage | words | right |\n|---|---|---|")
    for damage in DAMAGES:
        results: list[WordResult] = []
        for number, text in enumerate(texts):
            page = draw_page(text, fonts[number % len(fonts)], damage, number)
            results += compare_words(_list_recognised(_run(recognise(page))), list_words(text))
        right = sum(one.is_right for one in results)
        print(f"| {damage.name} | {len(results):,} | {right / max(1, len(results)):.3f} |")
        total += results
    print("\n| below | wrong words marked | right words marked | wrong among the rest |")
    print("|---|---|---|---|")
    for confidence in _THRESHOLDS:
        one = measure_threshold(total, confidence)
        print(
            f"| {confidence} | {one.wrong_marked:.3f} | {one.right_marked:.3f}"
            f" | {one.wrong_among_unmarked:.4f} |"
        )


def _list_recognised(page: ScannedPage) -> list[tuple[str, float]]:
    return [(word.text, word.confidence or 0.0) for line in page.lines for word in line.words]


def _run(steps: Generator[object, None, T]) -> T:
    """The result of a generator, without what it reports."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


if __name__ == "__main__":
    main(sys.argv[1:])
