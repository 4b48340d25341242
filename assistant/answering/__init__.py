"""Which sentences answer, and does any: features, sentence choice, reranker, answerability,
verification.

The learned weights lie beside the modules that read them. Searching is in `index`.
"""
