"""The plain alternatives, over the same articles, model, machine and questions.

    python -m eval.baselines DATASET... [--k 10] [--limit N] [--json FILE]

An extra (`pip install 'dateline[baselines]'`), not a dependency of the program. Importing a module
of this package loads none of it.
"""
