"""Saved searches and questions: made, and checked against what comes in."""
