"""Compares Dateline with plain alternatives on the same articles, model, machine and questions.

    python -m eval.baselines DATASET... [--k 10] [--limit N] [--json FILE]

The alternatives need the extra `baselines` (`pip install 'dateline[baselines]'`). Importing a
module of this package loads none of them.
"""
