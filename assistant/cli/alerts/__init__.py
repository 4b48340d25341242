"""`dateline alerts`: saved searches and questions, and what they found in new articles."""
