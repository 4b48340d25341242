"""What the constants of retrieval were chosen by: many settings, several collections, one table.

python -m eval.sweeps splitting|fusion|depth DATASET... [--known-items N]
"""
