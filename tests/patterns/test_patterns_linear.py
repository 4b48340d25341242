"""No regular expression of the program takes more than twice the work for twice the text.

One that does is a way to hold up a server with a page, a feed or a file of a few kilobytes.
"""

from __future__ import annotations

import re
import signal

import pytest

from index.search.query import MAX_QUERY_CHARACTERS
from tests.patterns.discovery import modules, uses
from tests.patterns.work import AnyPattern, hopeless_attack, slow_attack

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="a pattern is stopped by a timer, which POSIX has"
)
# Patterns that a loop or a function takes from a variable, and the one method it calls.
_METHOD = {
    "index.language.en.asking.list_requests._EVENTS": "fullmatch",
    "index.language.en.asking.list_requests._STATEMENT": "fullmatch",
    "index.language.en.asking.list_requests._STATEMENTS": "fullmatch",
    "index.language.en.asking.list_requests._TIMED_EVENTS": "fullmatch",
    "index.language.en.publishing.headlines._FIELD": "fullmatch",
    "index.language.en.pronouns._BEFORE": "fullmatch",
    "index.language.en.pronouns._BEFORE_POSSESSIVE": "fullmatch",
    "index.language.en.pronouns._LAST": "fullmatch",
    "index.language.en.pronouns._OBJECT": "fullmatch",
    "index.language.en.pronouns._THERE": "fullmatch",
    "index.language.en.speech.layout_cues._NAME_TURN": "match",
    "index.language.en.speech.speech_questions._PATTERNS": "match",
    "index.sources.formats.exports.factiva_display._COPYRIGHT": "fullmatch",
    "index.sources.formats.exports.factiva_display._NEXT_COPYRIGHT": "fullmatch",
    "index.sources.formats.text_parts.head_lines._HEADING": "match",
    "index.sources.html.json_ld._ARTICLE": "fullmatch",
    "index.sources.html.json_ld._PAGE": "fullmatch",
}
# Patterns that read only questions, with the length of the longest question that is accepted. No
# text of that length may take a quarter of a second.
_BOUNDED = {
    "index.language.en.asking.list_requests._STATEMENT": MAX_QUERY_CHARACTERS,
    "index.language.en.asking.list_requests._STATEMENTS": MAX_QUERY_CHARACTERS,
    "index.language.en.speech.speech_questions._PATTERNS": MAX_QUERY_CHARACTERS,
    "index.language.en.asking.followup_phrases._NEW_SUBJECT": MAX_QUERY_CHARACTERS,
    "index.language.en.subjects._TOPIC": MAX_QUERY_CHARACTERS,
}
# Each is scanned by a test of its own, without what is another's.
_PACKAGES = (
    "assistant",
    "eval",
    "index",
    "index.language",
    "index.sources",
    "index.sources.formats",
    "index.sources.html",
)
# Many alternatives, each tried at every letter: so much linear work hides a square.
_WORDS = "|".join(f"wind{number}s" for number in range(60))
_SLOW = [
    ("(a+)+$", "match"),
    ("(?:<!--.*?-->)*<html", "match"),
    (r"(?:\s|<!--.*?-->)*\Z", "match"),
    (r"(?:a|aa)+\Z", "search"),
    (r"\w*\w*\w*!", "match"),
    (r"\S+\.docx?", "search"),
    (r"\s*;\s*", "finditer"),
    (r"\s+$", "search"),
    (r"<b(?:.*?</b>)?", "finditer"),
    (r"\S*_\S*", "fullmatch"),
    (r"<!--.*?-->", "search"),
    (rf"(?:{_WORDS}|\s+)$", "search"),
    (rf"(?i:{_WORDS}|[a-z]+);", "finditer"),
    (rf"(?:{_WORDS})?[ \t]*\n[ \t]*-", "search"),
]
_LINEAR = [
    (r"(?>\s+|<!--.*?-->)*+\Z", "match"),
    (r"\S+\.docx?", "match"),
    (r"\S\.docx?", "search"),
    (r"(?<!\s)\s+$", "search"),
    (r"[^\s_]*_\S*", "fullmatch"),
    (r"<input(?:(?!<input)[^>]){0,500}?type", "search"),
    (r"\w+", "finditer"),
    (r"<[^>]{0,200}>", "search"),
    (rf"(?i:{_WORDS})", "finditer"),
    (rf"\b(?i:{_WORDS})\b[^.]{{0,60}}\.", "search"),
]


def _compile(source: str) -> AnyPattern:
    return re.compile(source, re.DOTALL)


@pytest.mark.parametrize(("source", "method"), _SLOW)
def test_the_scan_finds_what_grows_faster_than_its_text(source: str, method: str) -> None:
    assert slow_attack(_compile(source), method) is not None
    assert slow_attack(re.compile(source.encode(), re.DOTALL), method) is not None


@pytest.mark.parametrize(("source", "method"), _LINEAR)
def test_the_scan_passes_what_grows_as_its_text(source: str, method: str) -> None:
    assert slow_attack(_compile(source), method) is None


def test_a_bound_holds_for_a_square_and_not_for_a_power_of_two() -> None:
    assert hopeless_attack(_compile(r"\S+\.docx?"), "search", MAX_QUERY_CHARACTERS) is None
    assert hopeless_attack(_compile("(a+)+$"), "match", MAX_QUERY_CHARACTERS) is not None


@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("package", _PACKAGES)
def test_every_pattern_takes_work_in_proportion_to_its_text(package: str) -> None:
    slow = []
    seen = 0
    others = tuple(f"{each}." for each in _PACKAGES if each.startswith(f"{package}."))
    own = [module for module in modules(package) if not f"{module.__name__}.".startswith(others)]
    for use in (use for module in own for use in uses(module)):
        seen += 1
        for method in use.methods:
            method = _METHOD.get(use.place, method)
            if use.place in _BOUNDED:
                attack = hopeless_attack(use.pattern, method, _BOUNDED[use.place])
            else:
                attack = slow_attack(use.pattern, method)
            if attack is not None:
                slow.append(f"{use.place}.{method}: {attack}")
    assert seen > 10
    assert not slow, "\n".join(slow)


def test_what_the_tables_name_exists() -> None:
    known = {
        use.place
        for name in ("index", "assistant")
        for module in modules(name)
        for use in uses(module)
    }
    assert known >= {*_METHOD, *_BOUNDED}
