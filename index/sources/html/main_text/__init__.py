"""Which of a page's paragraphs are those of its article."""
