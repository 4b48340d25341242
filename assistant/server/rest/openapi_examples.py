"""Examples for the description of the interface. Pure data; the outlet is invented."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_QUOTE = "The mayor of Quillport said the lighthouse would shine again in May."
_ID = "lighthouse"
_PASSAGE = "5d41402abc4b2a76b9719d911017c592"

_TERMS: Json = {
    "copyright": "© 2025 Meridian Wire",
    "usage": "CC BY 4.0",
    "credit": "",
    "data_mining": "",
    "correction": "",
    "corrected": "",
    "embargo": "",
    "expiry": "",
    "republishable": "yes",
}
_DESCRIBED: Json = {
    "article_id": _ID,
    "title": "The lighthouse of Quillport",
    "source": "Meridian Wire",
    "published": "2025-03-17",
    "url": "https://example.org/lighthouse",
    "authors": ["Ada Quill"],
    "updated": None,
    "language": "en",
    "section": "Coast",
    "terms": _TERMS,
}
_CITATION: Json = {
    "number": 1,
    "article_id": _ID,
    "title": _DESCRIBED["title"],
    "source": _DESCRIBED["source"],
    "published": _DESCRIBED["published"],
    "url": _DESCRIBED["url"],
    "passage_id": _PASSAGE,
    "start": 0,
    "end": len(_QUOTE),
    "quote": _QUOTE,
    "also_in": ["Northern Ledger"],
    "ocr": False,
    "pages": [],
    "updated": None,
    "terms": _TERMS,
    "when": {
        "after": "2025-05",
        "before": "2025-05",
        "phrase": "in May",
        "start": _QUOTE.index("in May"),
        "end": len(_QUOTE) - 1,
    },
}
_HIT: Json = {
    "rank": 1,
    "score": 0.913204,
    "passage_id": _PASSAGE,
    "article_id": _ID,
    "title": _DESCRIBED["title"],
    "source": _DESCRIBED["source"],
    "published": _DESCRIBED["published"],
    "start": 0,
    "end": len(_QUOTE),
    "text": _QUOTE,
    "story_id": "3",
    "also_in": ["Northern Ledger"],
    "ocr": False,
    "pages": [],
    "terms": _TERMS,
}
_TIMINGS = {"embed": 9.1, "search": 4.2, "total": 15.8}
_QUESTION = "What did the mayor of Quillport say about the lighthouse?"
_ANSWER: Json = {
    "question": _QUESTION,
    "status": "answered",
    "confidence": 0.9412,
    "sentences": [
        {"text": _QUOTE, "citations": [1], "side": "", "has_gap": False, "is_best": True}
    ],
    "sides": [],
    "independence": None,
    "difference": None,
    "citations": [_CITATION],
    "hits": [_HIT],
    "refusal": "",
    "missing": [],
    "suggestions": [],
    "period": None,
    "as_of": None,
    "speaker": None,
    "order": "relevance",
    "note": "",
    "timings_ms": _TIMINGS,
}
_REFUSAL: Json = _ANSWER | {
    "question": "What did the mayor of Zembla say about the lighthouse?",
    "status": "no_evidence",
    "confidence": 0.0213,
    "sentences": [],
    "sides": [],
    "independence": None,
    "difference": None,
    "citations": [],
    "refusal": "The archive does not say: none of the articles found mentions “Zembla”.",
    "missing": ["Zembla"],
}
_REPORT: Json = {
    "added": 1,
    "unchanged": 0,
    "updated": 0,
    "removed": [],
    "killed": [],
    "held": [],
    "restored": [],
    "skipped": [],
    "warnings": [],
    "embedded": 2,
}

ANSWERS: Json = {
    "answered": {"summary": "An answer", "value": _ANSWER},
    "refused": {"summary": "The archive does not say", "value": _REFUSAL},
}
# By the names of the shapes.
SHAPES: dict[str, Json] = {
    "AnswerShape": _ANSWER,
    "SearchShape": {
        "query": _QUESTION,
        "hits": [_HIT],
        "articles": 1,
        "stories": 1,
        "exact": False,
        "next_offset": None,
        "notice": "",
        "timings_ms": _TIMINGS,
    },
    "ArticleShape": _DESCRIBED | {"text": f"{_QUOTE} Nobody objected."},
    "PageShape": {"articles": [_DESCRIBED], "next": f"1742169600~{_ID}"},
    "JobShape": {
        "id": "0f9a3c5e7b1d4286a0c2e4f60718293a",
        "state": "done",
        "total": 1,
        "done": 1,
        "created": "2025-03-17T09:30:00+00:00",
        "articles": [_ID],
        "report": _REPORT,
        "error": "",
    },
    "StatsShape": {
        "articles": 24,
        "passages": 96,
        "stories": 24,
        "sources": 6,
        "oldest": "2023-04-04",
        "newest": "2025-03-18",
        "model": "all-MiniLM-L6-v2",
        "backend": "torch",
        "bytes": 1_482_752,
    },
    "ProblemDetails": {
        "type": "about:blank",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "The request is invalid",
        "remedy": "",
        "errors": [{"where": "query.k", "reason": "Input should be greater than or equal to 1"}],
    },
    "AskRequest": {"question": _QUESTION, "after": "2025", "source": ["Meridian Wire"]},
    "NewArticle": {
        "id": _ID,
        "title": "The lighthouse of Quillport",
        "text": f"{_QUOTE} Nobody objected.",
        "source": "Meridian Wire",
        "published": "2025-03-17",
    },
    "NewArticles": {"articles": [{"title": "Rain", "text": "Rain fell on Marlow Bay."}]},
}
