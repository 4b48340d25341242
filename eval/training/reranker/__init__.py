"""Trains the reranker of answer sentences and evaluates it on held-out texts."""
