"""Articles that try to run a script, to leave their frame, or to break the page's layout."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

RUN = "window.pwned=1"
SCRIPT = f"<script>{RUN}</script>"
IMAGE = f'<img src=x onerror="{RUN}">'
TEMPLATES = f"${{{RUN}}} `${{{RUN}}}` {{{{{RUN}}}}}"
LINK = f"[x](javascript:{RUN}) ![y](x) **bold** $$\\frac{{1}}{{2}}$$"


@dataclass(frozen=True, slots=True)
class Hostile:
    """An article, the question that finds it, and what its first sentence says."""

    id: str
    question: str
    sentence: str
    title: str
    source: str
    url: str

    @property
    def line(self) -> str:
        """As a line of a .jsonl file. Its fields may be HTML, so that what is meant as written is
        escaped twice, as many exports do."""
        source, title, text = (
            escape(escape(field))
            for field in (
                self.source,
                self.title,
                f"{self.sentence} Nothing else was reported from the city that day.",
            )
        )
        metadata = {"source": source, "published": "2025-03-17", "url": self.url}
        return json.dumps({"_id": self.id, "title": title, "text": text, "metadata": metadata})


ARTICLES = (
    Hostile(
        id="a/b c#d?e%20f&g=h+i",
        question="What did the mayor of Zembla say about the harbour?",
        sentence=f"The mayor of Zembla said {SCRIPT} the harbour {IMAGE} would close on Monday.",
        title=f"Zembla harbour {SCRIPT}{IMAGE}",
        source=f"Gazette {SCRIPT}",
        url=f"javascript:{RUN}",
    ),
    Hostile(
        id="../../etc/passwd",
        question="What did the governor of Zembla say about the bridge?",
        sentence="The governor of Zembla said the bridge </iframe></mark></q></p> is safe.",
        title="</title></iframe></article> Zembla bridge",
        source="</b></a> Gazette",
        url=f"data:text/html,{SCRIPT}",
    ),
    Hostile(
        id="..",
        question="What did the teacher in Zembla say about the school?",
        sentence=f"The teacher in Zembla said the school {TEMPLATES} was full.",
        title=f"Zembla school {TEMPLATES}",
        source=TEMPLATES,
        url="https://x.example/${window.pwned=1}",
    ),
    Hostile(
        id="Žluťoučký 🚢/ид%2F\"'><b>",
        question="What did the captain of the Zembla ferry say?",
        sentence=f"The captain of the Zembla ferry said {LINK} was late.",
        title=f"Zembla ferry {LINK}",
        source=LINK,
        url=f'https://x.example/"onmouseover="{RUN}',
    ),
    Hostile(
        id="W" * 200,
        question="What did the printer of Zembla say about the newspaper?",
        sentence=f"The printer of Zembla said {'W' * 3000} in the newspaper.",
        title="W" * 3000,
        source="L" * 500,
        url=f"https://x.example/{'u' * 3000}",
    ),
    Hostile(
        id=".",
        question="What did the minister of Zembla say about the airport?",
        sentence="The minister of Zembla said \u202eعنوان السلام Привет 🚀 about the airport.",
        title="\u202eРазворот عنوان Zembla 🚀",
        source="Газета \u202e",
        url="https://x.example/\u202eabc",
    ),
)


def write(path: Path) -> Path:
    """Write the articles to a .jsonl file; returns its path."""
    path.write_text("\n".join(article.line for article in ARTICLES))
    return path
