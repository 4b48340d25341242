"""How the reader is taught: its material, examples, network, runs and figures.

python -m eval.training.reader --data ../shared/data --to FOLDER
"""
