"""Words for people about the syntax of search: its help, and how much matches. Pure."""

from __future__ import annotations

# Each operator with what it does.
SYNTAX_HELP = (
    ('"ground troops"', "exactly this phrase"),
    ("oil -gas", 'without the word; also -"some words" and -(one OR other)'),
    ("oil OR gas", "one or the other; OR goes before words side by side"),
    ("(oil OR gas) prices", "groups"),
    ("flood NEAR/5 dam", "at most 5 words apart, in one passage"),
    ("econom*", "words that begin so"),
    ("title:flood", "in the title"),
    ('author:doe source:"Meridian Wire"', "by an author, of an outlet"),
    ("lang:en section:sport", "in a language, in a section"),
    ("after:2025-03 before:2025", "published from and to, both included"),
    ('said:"Lena Orvik"', "in passages with words of a speaker"),
)


def format_match_count(articles: int, stories: int, *, is_exact: bool) -> str:
    """How many articles match, or have all words of a plain query; copies count apart."""
    number = "no article" if not articles else f"{articles:,} article{'' if articles == 1 else 's'}"
    is_one = articles < 2
    if is_exact:
        verb = "matches" if is_one else "match"
    else:
        verb = f"{'has' if is_one else 'have'} all the words"
    copies = f" ({stories:,} without copies)" if stories < articles else ""
    return f"{number} {verb}{copies}"
